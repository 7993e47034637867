import { mailOrders, mailStateNames } from '../../../../platform/store/mail-list';
import { mailNames } from '../../../../templates/mail';
import type { Cell, Filters } from '../../../../templates/pages';
import {
  againOf,
  exportMails,
  listMails,
  readMail,
  sendAgain,
  withReaders,
  type ListedMail,
} from '../../../commands/mails/sent';
import { defined } from '../../../commands/shared';
import type { ApiContext, Caller } from '../../../context';
import { mailFilterOf, mailKinds, mailQuery } from '../../../schemas/listing';
import { parse } from '../../../schemas/parse';
import { fieldsIn, submissionFor, submissionIn } from '../../forms';
import { queryOf } from '../../language';
import { showApp } from '../frame';
import { words } from '../office/cells';
import { filterFields } from '../office/lists/fields';
import { listOf } from '../office/lists/page';
import type { Query } from '../office/lists/query';
import type { AppPage } from '../page';
import { aboutHref, adviceOn } from './about';

const mailHref = (key: string): string => `/app/mails/${encodeURIComponent(key)}`;
/** Mails by what became of them, and one mail. */
export const sentMailPages = (context: ApiContext): AppPage[] => [
  ...listOf(context, {
    entry: 'mails',
    right: 'readMails',
    heads: ['mailTo', 'subject', 'mails.head.about', 'at', 'state'],
    filter: ({ of, kind, ...query }) => mailFilterOf(parse(mailQuery, defined({ ...query, entity: of, mail: kind }))),
    at: { entity: 'of', mail: 'kind' },
    read: (asked) => listMails(context, asked),
    file: (asked) => exportMails(context, asked),
    rows: async (items, { caller }) => (await withReaders(context, items)).map((listed) => rowOf(listed, caller)),
    filters: (query) => Promise.resolve(filtersOf(context, query)),
  }),
  {
    path: '/app/mails/:key',
    right: 'readMails',
    async show(req, res, signed) {
      const { caller } = signed;
      const mail = await readMail(context, { caller, key: String(req.params['key']) });
      const again = await againOf(context, { caller, mail });
      const [{ name } = { name: undefined }] = await withReaders(context, [mail]);
      const digest = mail.digest === undefined ? undefined : mailHref(mail.digest);
      const { to, mail: kind, subject, status, tries, serverReply, queuedAt, acceptedAt, entity } = mail;
      const href = aboutHref(kind, entity, caller);
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
        advice: adviceOn(kind),
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

const tones = { queued: 'due', accepted: 'plain', failed: 'stop', gathered: 'plain', needless: 'plain' } as const;

function rowOf({ mail, name }: ListedMail, reader: Caller): Cell[] {
  const { _id, mail: kind, to, subject, status, tries, queuedAt, entity } = mail;
  const href = aboutHref(kind, entity, reader);
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

function filtersOf({ clock }: ApiContext, query: Query): Omit<Filters, 'action'> {
  const { search, select, order, year, check } = filterFields(query);
  const said = (name: string) => ({ key: `mails.sent.${name}` });
  const options = (of: 'state' | 'kind', values: readonly string[]) =>
    values.map((value) => ({ value, text: { key: `mails.${of}.${value}` } }));
  return {
    open: ['person', 'of', 'year', 'reverse'].some((name) => query[name] !== undefined),
    fields: [
      search('q', { label: said('q'), hint: said('qHow') }),
      select('state', options('state', mailStateNames), said('state')),
      select('kind', options('kind', mailKinds), said('kind')),
      order(mailOrders.map((value) => ({ value, text: said(`order.${value}`) }))),
    ],
    more: [
      search('person', { label: said('person') }),
      search('of', { label: said('of') }),
      year('year', clock.now(), words('field.year')),
      check('reverse'),
    ],
  };
}
