import { outOfReach, whyOutOfReach } from '../../../../../domain/recusal';
import type { Field } from '../../../../../templates/pages';
import { openSession } from '../../../../commands/sessions/open';
import { orderSession, type SecretaryOrder } from '../../../../commands/sessions/orders';
import { makeSessionPapers } from '../../../../commands/sessions/papers';
import { printSlips } from '../../../../commands/sessions/slips';
import type { ApiContext } from '../../../../context';
import { parse } from '../../../../schemas/parse';
import { opening, orderBodies as bodies } from '../../../../schemas/sessions';
import { bodyIn, type Fields } from '../../../forms';
import { wordsIn } from '../../../forms';
import type { AppPage, SignedIn } from '../../page';
import { sessionHref, words } from '../cells';
import { momentIn, momentText } from '../fields';
import { formPage, paperFault, paperIn, type Posted } from '../form-page';
import { actsOf, foundSession, mustRun, type Found, type SessionAct } from './found';
import { buttonOf, sit, sittingFields as make, titleOf } from './words';

/** Acts with a form of this page; letters and totals have pages of their own. */
type Act = Exclude<SessionAct, 'letters' | 'totals'>;

interface ActForm {
  readonly fields: (of: Found, signed: SignedIn) => readonly Field[];
  readonly send: (context: ApiContext, of: Found, posted: Posted) => Promise<unknown>;
  readonly files?: true;
}

/** An order to the running session, as its schema reads it from the form. */
const ordered =
  (orderOf: (fields: Fields) => SecretaryOrder): ActForm['send'] =>
  (context, { record }, { caller, submission, fields }) =>
    orderSession(context, { caller, id: record._id, submission, order: orderOf(fields) });

const reasonOnly = [make.long('reason')];
const reasonIn = (fields: Fields) => parse(bodies.reason, bodyIn(fields, ['reason']));

const forms: Readonly<Record<Act, ActForm>> = {
  open: {
    fields: ({ record }, { lang }) => [
      ...outOfReach(record.lines, record.members.length).map((line) =>
        make.text(`accepting.${line.nomination}`, {
          label: sit('field.accepting', { no: line.no }),
          hint: whyOutOfReach(line)[lang],
          required: false,
        }),
      ),
      ...(record.kind === 'meeting' ? [] : [make.check('drill', sit('field.drill'), { hint: sit('field.drillHow') })]),
    ],
    send: (context, { record }, { caller, expects, fields }) => {
      const accepting = acceptedIn(fields).map((nomination) => ({
        nomination,
        reason: wordsIn(fields, `accepting.${nomination}`),
      }));
      const said = parse(opening, { accepting, drill: fields.get('drill') === 'true' });
      return openSession(context, { caller, id: record._id, expects, ...said });
    },
  },
  remind: { fields: () => [], send: ordered(() => ({ type: 'remind' })) },
  slips: {
    fields: () => [make.long('reason', { hint: sit('field.slipReasonHow') })],
    send: (context, { record }, { caller, submission, fields }) =>
      printSlips(context, { caller, id: record._id, submission, ...reasonIn(fields) }),
  },
  extend: {
    fields: ({ record }) => [make.moment('closesAt', { value: momentText(record.closesAt) }), ...reasonOnly],
    send: ordered((fields) => {
      const closesAt = momentIn(fields.get('closesAt'));
      return { type: 'extend', ...parse(bodies.extend, { ...bodyIn(fields, ['reason']), closesAt }) };
    }),
  },
  closeEarly: {
    fields: () => [make.moment('at', { hint: sit('field.atHow') }), ...reasonOnly],
    send: ordered((fields) => {
      const at = momentIn(fields.get('at'));
      return { type: 'closeEarly', ...parse(bodies.closeEarly, { ...bodyIn(fields, ['reason']), at }) };
    }),
  },
  drill: { fields: () => [], send: ordered(() => ({ type: 'drill' })) },
  skipDrill: { fields: () => reasonOnly, send: ordered((fields) => ({ type: 'skipDrill', ...reasonIn(fields) })) },
  minutesSigned: {
    fields: () => make.paper({ title: titleOf('minutes'), scan: 'offered' }),
    files: true,
    send: ordered((fields) => {
      const paper = paperIn(fields, 'councilMinutes');
      return { type: 'minutesSigned', ...parse(bodies.minutesSigned, { paper }) };
    }),
  },
  papers: {
    fields: () => [],
    send: (context, { record }, { caller, submission }) =>
      makeSessionPapers(context, { caller, id: record._id, submission }),
  },
  cancel: { fields: () => reasonOnly, send: ordered((fields) => ({ type: 'cancel', ...reasonIn(fields) })) },
};

const acceptedIn = (fields: Fields): string[] =>
  [...fields].flatMap(([name, value]) =>
    name.startsWith('accepting.') && value.trim() !== '' ? [name.slice(10)] : [],
  );

/** What the secretary can do about a session as a whole, a form each. */
export const sessionActPages = (context: ApiContext): AppPage[] =>
  (Object.keys(forms) as Act[]).map((act) => {
    const form = forms[act];
    return formPage<Found>(context, {
      path: `/app/sessions/:id/act/${act}`,
      right: 'runSessions',
      ...(form.files ? { files: { to: 'sessions' } } : {}),
      open: (req, signed) => foundSession(context, req, signed),
      offered: ({ record }, { caller }) => mustRun(context, caller, record, actsOf(record, context.clock.now()), act),
      about: ({ record }) => ({
        changed: 'sittings.changed',
        title: buttonOf(act, record),
        subject: record.name,
        award: words(`sessionKind.${record.kind}`),
        back: sessionHref(record._id),
        button: buttonOf(act, record),
        notes: [{ tone: act === 'cancel' ? 'warn' : 'plain', text: sit(`will.${act}`) }],
      }),
      fields: (of, signed) => form.fields(of, signed),
      async send(of, posted) {
        const outcome = await form.send(context, of, posted);
        if (act === 'slips') return outcome as { readonly name: string; readonly bytes: Buffer };
        return `${sessionHref(of.record._id)}?done=${act}`;
      },
      at: (field, _of, fields) => {
        const [part, index] = field.split('.');
        if (part === 'accepting' && index !== undefined) return `accepting.${acceptedIn(fields)[Number(index)] ?? ''}`;
        return paperFault(field);
      },
    });
  });
