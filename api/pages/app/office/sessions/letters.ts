import { Problem } from '../../../../../domain/errors';
import type { LetterTo } from '../../../../../platform/store';
import { letterRecipient, type LetterRecipient } from '../../../../../platform/store/letter-recipients';
import type { Cell } from '../../../../../templates/pages';
import { orderSession } from '../../../../commands/sessions/orders';
import { draftLetters, type LetterDraft } from '../../../../commands/sessions/silence';
import type { ApiContext } from '../../../../context';
import { parse } from '../../../../schemas/parse';
import { orderBodies } from '../../../../schemas/sessions';
import { bodyIn } from '../../../forms';
import { showApp } from '../../frame';
import type { AppPage, SignedIn } from '../../page';
import { sessionHref } from '../cells';
import { formPage } from '../form-page';
import { actsOf, foundSession, mustRun, nameIn, type Found } from './found';
import { sit, sittingFields as make } from './words';

interface OfLetter extends Found {
  readonly to: LetterTo;
  readonly recipient: LetterRecipient;
}

/** In an address: `chair`, or `agency.<unit>`. */
const keyOf = (to: LetterTo): string => (to.kind === 'chair' ? 'chair' : `agency.${to.unit}`);

const toOf = (key: string): LetterTo =>
  key === 'chair' ? { kind: 'chair' } : { kind: 'agency', unit: key.replace(/^agency\./, '') };

const mustWrite = (context: ApiContext, { record }: Found, { caller }: SignedIn): Promise<void> =>
  mustRun(context, caller, record, actsOf(record, context.clock.now()), 'letters');

/** What the service proposes; nothing when nobody is silent any more. @throws Problem ENGINE_BUSY */
async function draftFor(context: ApiContext, of: OfLetter, { caller }: SignedIn): Promise<LetterDraft | undefined> {
  const drafts = await draftLetters(context, { caller, id: of.record._id });
  return drafts.find(({ to }) => keyOf(to) === keyOf(of.to));
}

const unlessProblem = (error: unknown): undefined => {
  if (!(error instanceof Problem)) throw error;
};

/** Letters about members who have not voted: proposed, read and changed by the secretary, and sent by nobody but him. */
export const sessionLetterPages = (context: ApiContext): AppPage[] => [
  {
    path: '/app/sessions/:id/letters',
    right: 'runSessions',
    async show(req, res, signed) {
      const of = await foundSession(context, req, signed);
      await mustWrite(context, of, signed);
      const { record, people } = of;
      const drafts = await draftLetters(context, { caller: signed.caller, id: record._id });
      await showApp(context, req, res, signed, 'app/office/tables', {
        title: sit('act.letters'),
        lead: record.name,
        notes: [{ tone: 'plain', text: sit('will.letters') }],
        sections: [
          {
            heads: ['mailTo', 'sittings.head.silent', 'subject'],
            rows: drafts.map(({ to, name, email, members, subject }): Cell[] => [
              {
                text: name,
                main: true,
                sub: email ?? sit('noAddress'),
                href: `${sessionHref(record._id)}/letters/${encodeURIComponent(keyOf(to))}`,
              },
              { text: members.map((person) => nameIn(people, person)).join('; ') },
              { text: subject },
            ]),
            empty: sit('nobodySilent'),
          },
        ],
        links: [{ href: sessionHref(record._id), text: sit('backToSession') }],
      });
    },
  },
  formPage<OfLetter>(context, {
    path: '/app/sessions/:id/letters/:to',
    right: 'runSessions',
    async open(req, signed) {
      const found = await foundSession(context, req, signed);
      const to = toOf(String(req.params['to']));
      const recipient = await letterRecipient(context.store, found.record, to);
      if (!recipient) throw new Problem('NOT_FOUND', `${keyOf(to)} of ${found.record._id}`);
      return { ...found, to, recipient };
    },
    async offered(of, signed) {
      await mustWrite(context, of, signed);
      if (!(await draftFor(context, of, signed))) throw new Problem('NOBODY_SILENT', of.record._id);
    },
    about: ({ record, recipient }) => ({
      changed: 'sittings.changed',
      title: sit('act.writeLetter'),
      subject: record.name,
      award: recipient.name,
      back: `${sessionHref(record._id)}/letters`,
      button: sit('act.writeLetter'),
      notes: [
        recipient.email === undefined
          ? { tone: 'warn', text: sit('letterNowhere') }
          : { tone: 'plain', text: sit('letterGoes', { email: recipient.email }) },
      ],
    }),
    async fields(of, signed) {
      // refused, the form has what was typed, whether there is still something to propose or not
      const draft = await draftFor(context, of, signed).catch(unlessProblem);
      return [
        make.text('subject', { value: draft?.subject ?? '' }),
        make.long('text', { value: draft?.text ?? '', rows: 16 }),
      ];
    },
    async send({ record, to }, { caller, submission, fields }) {
      const said = parse(orderBodies.writeLetter, { ...bodyIn(fields, ['subject', 'text']), to });
      const order = { type: 'writeLetter', ...said } as const;
      await orderSession(context, { caller, id: record._id, submission, order });
      return `${sessionHref(record._id)}?done=letter`;
    },
    at: (field) => (field === 'to' ? 'subject' : field),
  }),
];
