import { z } from 'zod';
import type { SentMailRecord } from '../../../../platform/store';
import { mailNames } from '../../../../templates/mail';
import type { Cell, Field, Filters } from '../../../../templates/pages';
import { mailsAbout } from '../../../commands/mails/about';
import { againOf, listMails, mailStates, readMail, sendAgain, type MailStateAsked } from '../../../commands/mails/sent';
import { defined } from '../../../commands/shared';
import type { ApiContext } from '../../../context';
import { paging } from '../../../schemas/fields';
import { parse } from '../../../schemas/parse';
import { fieldsIn, submissionFor, submissionIn } from '../../forms';
import { queryOf } from '../../language';
import { showApp } from '../frame';
import { words } from '../office/cells';
import { pagerOf } from '../office/lists/query';
import type { AppPage } from '../page';
import { aboutHref } from './about';

const mailHref = (key: string): string => `/app/mails/${encodeURIComponent(key)}`;
const states = Object.keys(mailStates) as MailStateAsked[];
const kinds = [...mailNames, 'mail-test'] as const;

/** What the filters ask for; what is none of ours is told. */
const query = z.object({
  q: z.string().max(200).exactOptional(),
  state: z.enum(states).exactOptional(),
  kind: z.enum(kinds).exactOptional(),
  person: z.string().max(100).exactOptional(),
  of: z.string().max(200).exactOptional(),
  cursor: paging.cursor,
});
type Query = z.output<typeof query>;
const names = ['q', 'state', 'kind', 'person', 'of', 'cursor'] as const;

/** Mails by what became of them, and one mail. */
export const sentMailPages = (context: ApiContext): AppPage[] => [
  {
    path: '/app/mails',
    entry: 'mails',
    right: 'readMails',
    async show(req, res, signed) {
      const { caller } = signed;
      const said = Object.fromEntries(
        names.flatMap((name) => {
          const value = queryOf(req, name)?.trim() ?? '';
          return value === '' ? [] : [[name, value] as const];
        }),
      );
      const asked = parse(query, said);
      const { q, state, kind, person, of, cursor } = asked;
      const page =
        of === undefined
          ? await listMails(context, {
              caller,
              ...defined({ state }),
              filter: defined({ q, mail: kind, person }),
              paging: defined({ cursor }),
            })
          : { items: [...(await mailsAbout(context, { caller, entity: of }))].reverse() };
      const name = await readersOf(context, page.items);
      await showApp(context, req, res, signed, 'app/office/tables', {
        title: { key: 'app.entry.mails' },
        filters: filtersOf(asked),
        sections: [
          {
            heads: ['mailTo', 'subject', 'mails.head.about', 'at', 'state'],
            rows: page.items.map((mail) => rowOf(mail, name(mail))),
            empty: words('list.none'),
          },
        ],
        ...pagerOf('/app/mails', said, page),
      });
    },
  },
  {
    path: '/app/mails/:key',
    right: 'readMails',
    async show(req, res, signed) {
      const { caller } = signed;
      const mail = await readMail(context, { caller, key: String(req.params['key']) });
      const again = await againOf(context, { caller, mail });
      const name = (await readersOf(context, [mail]))(mail);
      const digest = mail.digest === undefined ? undefined : mailHref(mail.digest);
      const { to, mail: kind, subject, status, tries, serverReply, queuedAt, acceptedAt, entity } = mail;
      const href = aboutHref(kind, entity);
      await showApp(context, req, res, signed, 'app/mails/mail', {
        action: mailHref(mail._id),
        submission: submissionFor(0),
        subject,
        kind,
        to,
        status,
        tries,
        queuedAt,
        about: { text: entity, ...defined({ href }) },
        ...defined({ name, serverReply, acceptedAt, again, digest }),
        ...(mailNames.some((one) => one === kind) ? { text: `/app/mail-texts/${kind}` } : {}),
        done: queryOf(req, 'done') === 'again',
      });
    },
    async post(req, res, { caller }) {
      const key = String(req.params['key']);
      await sendAgain(context, { caller, key, submission: submissionIn(fieldsIn(req)) });
      res.redirect(303, `${mailHref(key)}?done=again`);
    },
  },
];

/** Who reads a mail, by name, where it is a person or a unit. */
async function readersOf(
  { store }: ApiContext,
  mails: readonly SentMailRecord[],
): Promise<(mail: SentMailRecord) => string | undefined> {
  const codes = [...new Set(mails.flatMap(({ person }) => person ?? []))];
  const [people, units] = await Promise.all([store.people.many(codes), store.units.many(codes)]);
  return ({ person }) => (person === undefined ? undefined : (people.get(person) ?? units.get(person))?.name);
}

const tones = { queued: 'due', accepted: 'plain', failed: 'stop', gathered: 'plain', needless: 'plain' } as const;

function rowOf(mail: SentMailRecord, name: string | undefined): Cell[] {
  const { _id, mail: kind, to, subject, status, tries, queuedAt, entity } = mail;
  const href = aboutHref(kind, entity);
  return [
    { text: to, ...(name === undefined ? {} : { sub: name }), main: true },
    { text: subject, href: mailHref(_id), sub: { key: `mails.kind.${kind}` } },
    { text: entity, ...defined({ href }) },
    { at: queuedAt },
    {
      text: { key: `mails.state.${status}` },
      tone: tones[status],
      ...(status === 'queued' && tries > 1 ? { sub: { key: 'mails.sent.tries', values: { n: tries } } } : {}),
    },
  ];
}

function filtersOf({ q, state, kind, person, of }: Query): Filters {
  const select = (name: string, label: string, options: readonly string[], words: string, chosen?: string): Field => ({
    name,
    label: { key: label },
    kind: 'select',
    options: [
      { value: '', text: { key: 'officePages.list.any' }, selected: chosen === undefined },
      ...options.map((value) => ({ value, text: { key: `${words}.${value}` }, selected: value === chosen })),
    ],
  });
  const text = (name: string, value?: string): Field => ({
    name,
    label: { key: `mails.sent.${name}` },
    kind: 'search',
    ...defined({ value }),
  });
  return {
    action: '/app/mails',
    open: person !== undefined || of !== undefined,
    fields: [
      { ...text('q', q), hint: { key: 'mails.sent.qHow' } },
      select('state', 'mails.sent.state', states, 'mails.state', state),
      select('kind', 'mails.sent.kind', kinds, 'mails.kind', kind),
    ],
    more: [text('person', person), text('of', of)],
  };
}
