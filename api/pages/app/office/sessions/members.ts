import type { Request } from 'express';
import { Problem } from '../../../../../domain/errors';
import { dayOf, type Instant } from '../../../../../domain/time';
import type { PersonRecord } from '../../../../../platform/store';
import { timeText } from '../../../../../templates/format';
import type { Fact, Field } from '../../../../../templates/pages';
import { orderSession } from '../../../../commands/sessions/orders';
import { liftRecusal } from '../../../../commands/sessions/recusals';
import { viewSession } from '../../../../commands/sessions/sessions';
import { printSlips } from '../../../../commands/sessions/slips';
import { isWithin } from '../../../../commands/shared';
import type { ApiContext } from '../../../../context';
import { parse } from '../../../../schemas/parse';
import { orderBodies as bodies } from '../../../../schemas/sessions';
import { bodyIn } from '../../../forms';
import { showApp } from '../../frame';
import type { AppPage, SignedIn } from '../../page';
import { sessionHref, unitNamesOf, words } from '../cells';
import { formPage, paperFault, paperIn, type Posted } from '../form-page';
import { foundSession, memberActs, memberActsOf, mustRun, nameIn, runs, type Found, type MemberAct } from './found';
import { memberHref } from './view';
import { sit, sittingFields as make, titleOf } from './words';

interface OfMember extends Found {
  readonly member: string;
  /** Members of the council of today who are not in the session yet. */
  readonly newcomers: readonly PersonRecord[];
  /** Names of the nominees of the session, by nomination. */
  readonly nominees: ReadonlyMap<string, string>;
  /** Whether the record of the member is the reader's to see and keep. */
  readonly ownRecord: boolean;
}

/** One member of an open session: his letters and paper invitation, and what the secretary can do for him. */
export const sessionMemberPages = (context: ApiContext): AppPage[] => [
  {
    path: '/app/sessions/:id/members/:code',
    right: 'runSessions',
    async show(req, res, signed) {
      const { caller } = signed;
      const of = await found(context, req, signed);
      const { record, member, people } = of;
      const seen = await viewSession(context, { caller, id: record._id });
      const person = people.get(member);
      const unitName = await unitNamesOf(context, person ? [person.unit] : []);
      const letter = seen.letters.find((one) => one.person === member);
      const slip = seen.slips.find((one) => one.person === member);
      const voted = seen.turnout?.find((one) => one.person === member)?.voted;
      const fact = (key: string, value: Fact['value'] | undefined): Fact[] =>
        value === undefined ? [] : [{ label: sit(`fact.${key}`), value }];
      const at = (instant: string | undefined): Fact['value'] | undefined =>
        instant === undefined ? undefined : sit('when', { at: timeText(signed.lang, instant) });
      await showApp(context, req, res, signed, 'app/office/tables', {
        title: nameIn(people, member),
        lead: record.name,
        facts: [
          ...fact('role', record.members.find((one) => one.person === member)?.role),
          ...fact('post', person?.post),
          ...fact('unit', person && unitName(person.unit)),
          ...fact('email', person?.email ?? sit('noAddress')),
          ...fact('sheet', voted === undefined ? undefined : words(voted ? 'session.voted' : 'session.silent')),
          ...fact('letter', letter && sit(`letterState.${letter.status}`)),
          ...fact('reply', letter?.serverReply),
          ...fact('slip', at(slip?.printedAt)),
          ...fact('numberGiven', at(slip?.givenAt)),
          ...fact('lockedUntil', at(slip?.lockedUntil)),
        ],
        actions: actsOf(of, context.clock.now()).map((act) => ({
          href: `${memberHref(record._id, member)}/${act}`,
          text: sit(`act.${act}`),
        })),
        sections: [],
        links: [{ href: sessionHref(record._id), text: sit('backToSession') }],
      });
    },
  },
  ...memberActs.map((act) => {
    const form = forms[act];
    return formPage<OfMember>(context, {
      path: `/app/sessions/:id/members/:code/${act}`,
      right: 'runSessions',
      ...(act === 'replaceMember' ? { files: { to: 'sessions' } } : {}),
      open: (req, signed) => found(context, req, signed),
      offered: (of, { caller }) => mustRun(context, caller, of.record, actsOf(of, context.clock.now()), act),
      about: ({ record, member, people }) => ({
        title: sit(`act.${act}`),
        changed: 'sittings.changed',
        subject: nameIn(people, member),
        award: record.name,
        back: memberHref(record._id, member),
        button: sit(`act.${act}`),
        notes: [{ tone: 'plain', text: sit(`will.${act}`) }],
      }),
      fields: (of) => form.fields(of),
      async send(of, posted) {
        const outcome = await form.send(context, of, posted);
        if (act === 'slip') return outcome as { readonly name: string; readonly bytes: Buffer };
        return `${sessionHref(of.record._id)}?done=${act}`;
      },
      at: paperFault,
    });
  }),
];

async function found(context: ApiContext, req: Request, signed: SignedIn): Promise<OfMember> {
  const of = await foundSession(context, req, signed);
  const { record } = of;
  if (!(await runs(context, signed.caller, record))) throw new Problem('FORBIDDEN', `members of ${record._id}`);
  const member = String(req.params['code']);
  if (!record.members.some(({ person }) => person === member))
    throw new Problem('NOT_FOUND', `${member} in ${record._id}`);
  const { store, clock } = context;
  const [council, nominations] = await Promise.all([
    store.councils.inForce(record.council, dayOf(clock.now())),
    store.nominations.many(record.lines.map(({ nomination }) => nomination)),
  ]);
  const fresh = (council?.members ?? []).filter(({ person }) => !record.members.some((one) => one.person === person));
  const newcomers = await store.people.many(fresh.map(({ person }) => person));
  const nominees = new Map([...nominations].map(([id, { dossier }]) => [id, dossier.nominee.name]));
  const ownRecord = await isWithin(context, signed.caller, of.people.get(member)?.unit);
  return { ...of, member, newcomers: [...newcomers.values()], nominees, ownRecord };
}

/** Where a member of another agency is written to is changed by those who keep his record. */
const actsOf = ({ record, member, ownRecord }: OfMember, now: Instant): readonly MemberAct[] =>
  memberActsOf(record, member, now).filter((act) => act !== 'changeAddress' || ownRecord);

interface MemberForm {
  readonly fields: (of: OfMember) => readonly Field[];
  readonly send: (context: ApiContext, of: OfMember, posted: Posted) => Promise<unknown>;
}

const forms: Readonly<Record<MemberAct, MemberForm>> = {
  resend: {
    fields: () => [],
    send: (context, { record, member }, { caller, submission }) =>
      orderSession(context, { caller, id: record._id, submission, order: { type: 'resend', member } }),
  },
  changeAddress: {
    fields: ({ people, member }) => [
      make.text('email', { kind: 'email', value: people.get(member)?.email ?? '' }),
      make.long('reason'),
    ],
    send(context, { record, member }, { caller, submission, fields }) {
      const said = parse(bodies.changeAddress, bodyIn(fields, ['email', 'reason']));
      const order = { type: 'changeAddress', member, ...said } as const;
      return orderSession(context, { caller, id: record._id, submission, order });
    },
  },
  slip: {
    fields: () => [make.long('reason', { hint: sit('field.slipReasonHow') })],
    send(context, { record, member }, { caller, submission, fields }) {
      const said = parse(bodies.reason, bodyIn(fields, ['reason']));
      return printSlips(context, { caller, id: record._id, submission, members: [member], ...said });
    },
  },
  liftRecusal: {
    fields: ({ record, nominees, member }) => [
      make.choice(
        'nomination',
        record.lines
          .filter(({ recused }) => !recused.includes(member))
          .map(({ nomination, no }) => ({
            value: nomination,
            text: `${no}. ${nominees.get(nomination) ?? nomination}`,
          })),
      ),
      make.long('reason'),
    ],
    send(context, { record, member }, { caller, submission, fields }) {
      const said = parse(bodies.liftRecusal, bodyIn(fields, ['nomination', 'reason']));
      return liftRecusal(context, { caller, id: record._id, member, submission, ...said });
    },
  },
  replaceMember: {
    fields: ({ newcomers }) => [
      {
        ...make.choice(
          'by',
          newcomers.map(({ _id, name, post }) => ({ value: _id, text: `${name}, ${post}` })),
        ),
        label: sit('field.newMember'),
      },
      make.long('reason'),
      ...make.paper({ title: titleOf('councilChange'), scan: 'offered' }),
    ],
    send(context, { record, member }, { caller, submission, fields }) {
      const paper = paperIn(fields, 'councilChange');
      const said = parse(bodies.replaceMember, { ...bodyIn(fields, ['by', 'reason']), paper });
      const order = { type: 'replaceMember', member, ...said } as const;
      return orderSession(context, { caller, id: record._id, submission, order });
    },
  },
};
