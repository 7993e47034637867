import type { Request } from 'express';
import { Problem } from '../../../../../domain/errors';
import type { LetterTo } from '../../../../../platform/store';
import type { Cell } from '../../../../../templates/pages';
import { orderSession } from '../../../../commands/sessions/orders';
import { draftLetters, type LetterDraft } from '../../../../commands/sessions/silence';
import type { ApiContext } from '../../../../context';
import { parse } from '../../../../schemas/parse';
import { orderBodies } from '../../../../schemas/sessions';
import { showApp } from '../../frame';
import type { AppPage, SignedIn } from '../../page';
import { sessionHref } from '../cells';
import { bodyIn, formPage } from '../form-page';
import { actsOf, foundSession, mustRun, nameIn, type Found } from './found';
import { sit, sittingFields as make } from './words';

interface OfLetter extends Found {
  readonly draft: LetterDraft;
}

/** In an address: `chair`, or `agency.<unit>`. */
const keyOf = (to: LetterTo): string => (to.kind === 'chair' ? 'chair' : `agency.${to.unit}`);

async function mustWrite(context: ApiContext, req: Request, signed: SignedIn): Promise<Found> {
  const found = await foundSession(context, req, signed);
  await mustRun(context, signed.caller, found.record, actsOf(found.record, context.clock.now()), 'letters');
  return found;
}

/** Letters about members who have not voted: proposed, read and changed by the secretary, and sent by nobody but him. */
export const sessionLetterPages = (context: ApiContext): AppPage[] => [
  {
    path: '/app/sessions/:id/letters',
    right: 'runSessions',
    async show(req, res, signed) {
      const { record, people } = await mustWrite(context, req, signed);
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
      const found = await mustWrite(context, req, signed);
      const drafts = await draftLetters(context, { caller: signed.caller, id: found.record._id });
      const draft = drafts.find(({ to }) => keyOf(to) === req.params['to']);
      if (!draft) throw new Problem('NOBODY_SILENT', found.record._id);
      return { ...found, draft };
    },
    about: ({ record, draft }) => ({
      title: sit('act.writeLetter'),
      subject: record.name,
      award: draft.name,
      back: `${sessionHref(record._id)}/letters`,
      button: sit('act.writeLetter'),
      notes: [
        draft.email === undefined
          ? { tone: 'warn', text: sit('letterNowhere') }
          : { tone: 'plain', text: sit('letterGoes', { email: draft.email }) },
      ],
    }),
    fields: ({ draft }) => [
      make.text('subject', { value: draft.subject }),
      make.long('text', { value: draft.text, rows: 16 }),
    ],
    async send({ record, draft }, { caller, submission, fields }) {
      const said = parse(orderBodies.writeLetter, { ...bodyIn(fields, ['subject', 'text']), to: draft.to });
      const order = { type: 'writeLetter', ...said } as const;
      await orderSession(context, { caller, id: record._id, submission, order });
      return `${sessionHref(record._id)}?done=letter`;
    },
    at: (field) => (field === 'to' ? 'subject' : field),
  }),
];
