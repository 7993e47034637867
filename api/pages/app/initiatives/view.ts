import { z } from 'zod';
import { Problem, problems } from '../../../../domain/errors';
import { has } from '../../../../domain/roles';
import type { InitiativeRecord, Language, SubmittedInitiativeRecord } from '../../../../platform/store';
import type { InitiativeItem } from '../../../../platform/store/initiatives';
import { dayText } from '../../../../templates/format';
import type { Cell, Filters, Section } from '../../../../templates/pages';
import { getInitiative } from '../../../commands/facts/registers';
import { authorsNamed } from '../../../commands/initiatives/authors';
import { confirmationFile } from '../../../commands/initiatives/confirmation';
import { councilsFor } from '../../../commands/initiatives/councils';
import { initiativeItems, needInitiative } from '../../../commands/initiatives/submit';
import { attachment, placeOf, type Attachable } from '../../../commands/papers';
import { defined, isOfLevel } from '../../../commands/shared';
import type { ApiContext, Caller } from '../../../context';
import { initiativeFilter } from '../../../schemas/initiatives';
import { paging } from '../../../schemas/fields';
import { parse } from '../../../schemas/parse';
import { queryOf } from '../../language';
import { awardName } from '../../nominee';
import { showApp } from '../frame';
import { unitNamesOf } from '../office/cells';
import { sendFile } from '../office/file';
import { pagerOf } from '../office/lists/query';
import { asked, withUnread } from '../office/lists/unread';
import type { AppPage, SignedIn } from '../page';
import { trailLink } from '../records/cells';
import { head, initiativeHref, initiativesHref, shareText, statusCell, statuses, words } from './words';

const query = z.object({ cursor: paging.cursor, status: initiativeFilter.status });
const outcomes = ['submitted', 'attached', 'withdrawn', 'meeting', 'scope'] as const;

/** The list of initiatives, one of them, and its files. */
export const initiativeViews = (context: ApiContext): AppPage[] => [
  {
    path: initiativesHref,
    entry: 'initiatives',
    right: 'readNominations',
    async show(req, res, signed) {
      const { caller } = signed;
      const { found, unread = [] } = await asked(async () => {
        const { cursor, status } = parse(
          query,
          defined({ cursor: queryOf(req, 'cursor'), status: queryOf(req, 'status') || undefined }),
        );
        const filter = defined({ status });
        return { filter, page: await initiativeItems(context, { caller, filter, paging: defined({ cursor }) }) };
      });
      const { filters, notes } = withUnread(filtersOf(found?.filter.status), unread, signed.lang);
      await showApp(
        context,
        req,
        res,
        signed,
        'app/office/tables',
        {
          title: { key: 'app.entry.initiatives' },
          lead: { key: 'app.about.initiatives' },
          ...(caller.unit !== undefined && has(caller, 'submit')
            ? { actions: [{ href: `${initiativesHref}/new`, text: words('new.title') }] }
            : {}),
          filters: { action: initiativesHref, ...filters },
          notes,
          sections: found ? [await listed(context, caller, found.page.items)] : [],
          ...(found ? pagerOf(initiativesHref, found.filter, found.page) : {}),
        },
        found ? 200 : problems.VALIDATION.http,
      );
    },
  },
  {
    path: '/app/initiatives/:id',
    right: 'readNominations',
    show: (req, res, signed) => showOne(context, req, res, signed),
  },
  {
    path: '/app/initiatives/:id/papers/:file',
    right: 'readNominations',
    async show(req, res, { caller }) {
      const [, format] = /^confirmation\.(docx|pdf)$/.exec(String(req.params['file'])) ?? [];
      if (format !== 'docx' && format !== 'pdf') throw new Problem('NOT_FOUND', 'no such paper');
      const of = { caller, id: String(req.params['id']), signing: {}, format } as const;
      await sendFile(res, await confirmationFile(context, of));
    },
  },
  {
    path: '/app/initiatives/:id/files/:file',
    right: 'readNominations',
    async show(req, res, { caller }) {
      const of = { caller, id: String(req.params['id']), file: String(req.params['file']) };
      await sendFile(res, await attachment(context, { ...of, to: 'initiative-submissions' }));
    },
  },
  {
    path: '/app/initiatives/:id/minutes/:file',
    right: 'readSessions',
    async show(req, res, { caller }) {
      const of = { caller, id: String(req.params['id']), file: String(req.params['file']) };
      await sendFile(res, await attachment(context, { ...of, to: 'initiative-minutes' }));
    },
  },
];

const filtersOf = (status = ''): Omit<Filters, 'action'> => ({
  fields: [
    {
      name: 'status',
      label: words('head.status'),
      kind: 'select',
      options: ['', ...statuses].map((value) => ({
        value,
        text: words(value === '' ? 'any' : `status.${value}`),
        selected: value === status,
      })),
    },
  ],
  more: [],
  open: false,
});

async function listed(context: ApiContext, caller: Caller, items: readonly InitiativeItem[]): Promise<Section> {
  const unit = await unitNamesOf(
    context,
    items.map((one) => one.unit),
  );
  const named = await authorsNamed(context, caller, items);
  return {
    heads: ['title', 'authors', 'unit', 'claims', 'sent', 'status'].map(head),
    rows: items.map((one): Cell[] => [
      { text: one.title, href: initiativeHref(one._id), main: true, sub: words(`nature.${one.nature}`) },
      { text: one.authors.map(({ person }) => named(one, person)).join('; ') },
      { text: unit(one.unit) },
      { text: words(`scope.${one.claims}`) },
      { at: one.createdAt },
      statusCell(one),
    ]),
    empty: words('none'),
  };
}

const showOne: (context: ApiContext, ...rest: Parameters<NonNullable<AppPage['show']>>) => Promise<void> = async (
  context,
  req,
  res,
  signed,
) => {
  const { caller, lang } = signed;
  const record = await needInitiative(context, { caller, id: String(req.params['id']) });
  const fact = await factOf(context, signed, record._id);
  const unit = await unitNamesOf(context, [record.unit]);
  const named = await authorsNamed(context, caller, [record]);
  const done = outcomes.find((one) => one === queryOf(req, 'done'));
  const text = (name: string, value: string) => ({ label: words(`field.${name}`), value });
  await showApp(context, req, res, signed, 'app/records/record', {
    title: record.title,
    back: { href: initiativesHref, text: { key: 'app.entry.initiatives' } },
    ...(done === undefined ? {} : { done: words(`done.${done}`) }),
    notes: notesOf(record, lang, has(caller, 'readSessions')),
    acts: await actsOf(context, signed, record, fact?.initiative),
    facts: [
      text('number', record._id),
      { label: words('field.nature'), value: words(`nature.${record.nature}`) },
      { label: words('head.status'), value: words(`status.${record.status}`) },
      text('unit', unit(record.unit)),
      text('field', record.field),
      { label: words('field.claims'), value: words(`scope.${record.claims}`) },
      ...(fact ? [{ label: words('field.scope'), value: words(`scope.${fact.initiative.scope}`) }] : []),
      ...(fact ? [text('decision', fact.initiative.decisionNumber)] : []),
    ],
    sections: [
      {
        title: words('authors'),
        heads: ['author', 'share'].map(head),
        rows: record.authors.map((one): Cell[] => [
          { text: named(record, one.person), main: true, sub: one.person },
          { text: shareText(lang, one.share) },
        ]),
      },
      {
        title: words('about'),
        heads: ['what', 'said'].map(head),
        rows: [
          [{ text: words('field.content'), main: true }, { text: record.content }],
          [{ text: words('field.effect'), main: true }, { text: record.effect }],
          [{ text: words('field.appliedFrom'), main: true }, { day: record.appliedFrom }],
        ],
      },
      ...(await filesOf(context, record._id, has(caller, 'readSessions'))),
      ...(fact
        ? [
            {
              title: words('usedBy'),
              heads: ['award', 'year', 'decision'].map(head),
              rows: fact.usedBy.map((one): Cell[] => [
                { text: awardName(context.catalogue, one.award, lang), main: true },
                { n: one.awardYear },
                { text: one.decisionNumber },
              ]),
              empty: words('unused'),
            },
          ]
        : []),
    ],
    links: [
      ...(record.status === 'recognised'
        ? (['docx', 'pdf'] as const).map((format) => ({
            href: `${initiativeHref(record._id)}/papers/confirmation.${format}`,
            text: words('confirmation', { format: format === 'docx' ? 'Word' : 'PDF' }),
            download: true as const,
          }))
        : []),
      ...trailLink(caller, record._id),
    ],
  });
};

/** The fact that the rules read, once it is recognised. */
async function factOf(context: ApiContext, { caller }: SignedIn, code: string) {
  try {
    return await getInitiative(context, { caller, code });
  } catch (error) {
    if (error instanceof Problem && error.code === 'NOT_FOUND') return undefined;
    throw error;
  }
}

/** @param votes whether the reader may see how a council has voted */
function notesOf({ status, withdrawn, outcome }: SubmittedInitiativeRecord, lang: Language, votes: boolean) {
  if (withdrawn) return [{ tone: 'plain' as const, text: words('withdrawnFor', { reason: withdrawn.reason }) }];
  if (!outcome) return [{ tone: 'plain' as const, text: words('waits') }];
  const tone = status === 'recognised' ? ('ok' as const) : ('stop' as const);
  return [
    {
      tone,
      text: words(`met.${status}`, { day: dayText(lang, outcome.heldOn), number: outcome.decision?.number ?? '' }),
    },
    ...(votes ? [{ tone: 'plain' as const, text: outcome.why[lang] }] : []),
  ];
}

async function actsOf(
  context: ApiContext,
  { caller }: SignedIn,
  record: SubmittedInitiativeRecord,
  fact: InitiativeRecord | undefined,
) {
  const href = initiativeHref(record._id);
  const open = record.status === 'submitted';
  const councils = open && has(caller, 'runSessions') ? await councilsFor(context, caller, record) : [];
  const ours = await isOfLevel(context, caller, record.unit);
  return [
    ...(ours
      ? councils.map(({ code, name }) => ({ href: `${href}/council/${code}`, text: words('meeting.act', { name }) }))
      : []),
    ...(has(caller, 'attach') ? [{ href: `${href}/attach`, text: words('attach.title') }] : []),
    ...(open && ours && has(caller, 'submit') ? [{ href: `${href}/withdraw`, text: words('withdraw.title') }] : []),
    ...(fact && caller.unit === undefined && has(caller, 'writeFacts')
      ? [{ href: `${href}/scope`, text: words('scopeForm.title') }]
      : []),
  ];
}

/** @param minutes whether the reader may open the minutes of the council too */
async function filesOf({ store }: ApiContext, id: string, minutes: boolean): Promise<Section[]> {
  const listed = async (to: Attachable, under: string, title: string): Promise<Section> => {
    const files = await store.files.aboutMany(await store.files.idsOf(placeOf(to, id)));
    return {
      title: words(title),
      heads: ['file'].map(head),
      rows: [...files].map(([file, { name }]): Cell[] => [
        { text: name, href: `${initiativeHref(id)}/${under}/${encodeURIComponent(file)}`, main: true },
      ]),
      empty: words('noFiles'),
    };
  };
  const papers = await listed('initiative-submissions', 'files', 'files');
  const ofCouncil = minutes ? await listed('initiative-minutes', 'minutes', 'minutes') : undefined;
  return ofCouncil && ofCouncil.rows.length > 0 ? [papers, ofCouncil] : [papers];
}
