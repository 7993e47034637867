import { milestones, type Milestone } from '../../../../domain/campaign/dates';
import { targetsFor, waitingAmendment } from '../../../../domain/campaign/amendment';
import { countStandings, type Period } from '../../../../domain/campaign/target';
import { awaited, lastReached, type Awaited } from '../../../../domain/campaign/state';
import { campaignTextKeys } from '../../../../domain/campaign/texts';
import { periodOf } from '../../../../domain/campaign/owing';
import { has } from '../../../../domain/roles';
import type { Day } from '../../../../domain/time';
import type { CampaignRecord, Language, Page, RegistrationRecord } from '../../../../platform/store';
import { sentenceCase } from '../../../../templates/documents/nominee';
import { onDay } from '../../../../templates/format';
import type { Cell, Section, Tables } from '../../../../templates/pages';
import { say } from '../../../../templates/words';
import { listCampaigns } from '../../../commands/campaigns/campaigns';
import { needCampaign } from '../../../commands/campaigns/need';
import { owedFor } from '../../../commands/campaigns/owing';
import { campaignPaper } from '../../../commands/campaigns/paper-files';
import type { CampaignPaperKind } from '../../../commands/campaigns/papers';
import { wordingChanges } from '../../../commands/campaigns/texts';
import { listRegistrations } from '../../../commands/campaigns/registrations';
import { defined, everything } from '../../../commands/shared';
import type { ApiContext, Caller } from '../../../context';
import { paging } from '../../../schemas/fields';
import { parse } from '../../../schemas/parse';
import { Problem, problems } from '../../../../domain/errors';
import { queryOf } from '../../language';
import { awardName } from '../../nominee';
import { showApp } from '../frame';
import type { AppPage, SignedIn } from '../page';
import { roundHref, unitNamesOf } from '../office/cells';
import { sendFile } from '../office/file';
import { pagerOf } from '../office/lists/query';
import { asked, unreadNotes } from '../office/lists/unread';
import { actionsOf, doneIn } from './office/offered';
import { unitsReached } from '../../../commands/campaigns/reach';
import { unitYearHref, words as unitWords } from './unit/words';
import { ownParticipants } from './unit/year';
import { changesSection } from './office/texts';
import { campaignHref, documentFileHref, head, registrationHref, scanLinks, statisticsHref, words } from './said';
import { z } from 'zod';

const cursorOnly = z.object({ cursor: paging.cursor });
const statusTones = { planned: 'plain', running: 'awarded', ended: 'plain', cancelled: 'stop' } as const;
const registrationTones = { draft: 'plain', waitingForHead: 'due', signed: 'awarded' } as const;

const papers: Readonly<Record<string, CampaignPaperKind>> = {
  pact: 'emulationPact',
  registration: 'emulationRegistration',
  review: 'emulationReview',
};

/** Years of emulation and movements; of one: its days, who owes what, who has registered, results, papers. */
export const campaignPages = (context: ApiContext): AppPage[] => [
  {
    path: '/app/campaigns',
    entry: 'campaigns',
    right: 'readCampaigns',
    async show(req, res, signed) {
      const { caller } = signed;
      const { found, unread = [] } = await asked(async () => {
        const { cursor } = parse(cursorOnly, defined({ cursor: queryOf(req, 'cursor') }));
        return listCampaigns(context, { caller, filter: {}, paging: defined({ cursor }) });
      });
      const page: Page<CampaignRecord> = found ?? { items: [] };
      const name = await unitNamesOf(
        context,
        page.items.flatMap(({ unit }) => unit ?? []),
      );
      await showApp(
        context,
        req,
        res,
        signed,
        'app/office/tables',
        {
          title: { key: 'app.entry.campaigns' },
          lead: { key: 'app.about.campaigns' },
          notes: unreadNotes(unread, signed.lang),
          ...(has(caller, 'writeCampaigns')
            ? { actions: [{ href: '/app/campaigns/new', text: { key: 'campaignOffice.new.title' } }] }
            : {}),
          sections: [
            {
              heads: [head('campaign'), head('year'), head('kind'), head('launchedBy'), head('stands'), head('status')],
              rows: page.items.map((one): Cell[] => [
                { text: one.name, href: campaignHref(one._id), main: true, ...defined({ sub: one.theme }) },
                { text: String(one.year) },
                { text: words(`kind.${one.kind}`) },
                { text: one.unit === undefined ? words('province') : name(one.unit) },
                standsCell(one, signed.lang),
                { text: words(`status.${one.status}`), tone: statusTones[one.status] },
              ]),
              empty: words('noCampaigns'),
            },
          ],
          ...pagerOf('/app/campaigns', {}, page),
          links: [
            { href: '/app/calendar', text: words('calendar.title') },
            ...(has(caller, 'readInternal')
              ? [{ href: '/app/blocks', text: { key: 'campaignOffice.standings.link' } }]
              : []),
            ...(has(caller, 'readStatistics')
              ? [{ href: '/app/statistics', text: { key: 'app.entry.statistics' } }]
              : []),
          ],
        },
        unread.length === 0 ? 200 : problems.VALIDATION.http,
      );
    },
  },
  {
    path: '/app/campaigns/:id',
    right: 'readCampaigns',
    async show(req, res, signed) {
      const { caller } = signed;
      const id = String(req.params['id']);
      const record = await needCampaign(context, caller, id);
      const registrations = await everything((at) =>
        listRegistrations(context, { caller, filter: { campaign: id }, paging: at }),
      );
      const name = await unitNamesOf(context, [...record.participants, ...registrations.map(({ unit }) => unit)]);
      const reached = await unitsReached(context, caller);
      const next = awaited.find((milestone) => record.reached[milestone] === undefined && record.working[milestone]);
      await showApp(context, req, res, signed, 'app/office/tables', {
        title: record.name,
        ...defined({ lead: record.theme }),
        notes: [...doneIn(req), ...notesOf(record)],
        actions: actionsOf(caller, record),
        charts: standingCharts(registrations, record, name),
        sections: [
          daysSection(record, signed.lang),
          ...(next === undefined ? [] : [await owingSection(context, signed, record, next, name)]),
          registrationsSection(context, signed, registrations, name),
          ...(caller.unit === record.unit ? [participantsSection(record, registrations, name)] : []),
          ...aboutSection(record, signed.lang),
          ...changesSection(await wordingChanges(context, { caller, id }), registrations, signed.lang),
        ],
        links: [
          ...ownParticipants(caller, record.participants, reached).map((code) => ({
            href: unitYearHref(id, code),
            text: unitWords('unitPage', { unit: name(code) }),
          })),
          ...linksOf(caller, record),
        ],
      });
    },
  },
  {
    path: '/app/campaigns/:id/papers/:file',
    right: 'readCampaigns',
    async show(req, res, { caller }) {
      const [, name = '', format] = /^(\w+)\.(docx|pdf)$/.exec(String(req.params['file'])) ?? [];
      const kind = papers[name];
      if (kind === undefined) throw new Problem('NOT_FOUND', 'no such paper');
      const period: Period = queryOf(req, 'period') === 'firstHalf' ? 'firstHalf' : 'year';
      const unit = queryOf(req, 'unit');
      const of = { caller, id: String(req.params['id']), signing: {}, period, ...defined({ unit }) };
      await sendFile(res, await campaignPaper(context, { ...of, kind, format: format === 'pdf' ? 'pdf' : 'docx' }));
    },
  },
];

function standsCell({ reached, working }: CampaignRecord, lang: Language): Cell {
  const last = lastReached({ reached });
  const next = milestones.find((milestone) => reached[milestone] === undefined && working[milestone] !== undefined);
  return {
    text: last === undefined ? words('notBegun') : sentenceCase(say(lang, `campaignPages.milestone.${last}`)),
    ...(next === undefined ? {} : { sub: milestoneOn(lang, next, working[next]!) }),
  };
}

/** `tổng kết, ngày 15/11/2027` */
const milestoneOn = (lang: Language, milestone: Milestone, day: Day): string =>
  `${say(lang, `campaignPages.milestone.${milestone}`)}, ${onDay(lang, day)}`;

const notesOf = ({ status }: CampaignRecord): NonNullable<Tables['notes']> =>
  status === 'cancelled' ? [{ tone: 'stop', text: words('cancelled') }] : [];

const daysSection = ({ asked, working, reached }: CampaignRecord, lang: Language): Section => ({
  title: words('days'),
  heads: [head('milestone'), head('day'), head('askedDay'), head('reachedAt')],
  rows: milestones.flatMap((milestone): Cell[][] => {
    const day = working[milestone];
    if (day === undefined) return [];
    const at = reached[milestone];
    return [
      [
        { text: sentenceCase(say(lang, `campaignPages.milestone.${milestone}`)), main: true },
        { day },
        asked[milestone] === undefined || asked[milestone] === day ? {} : { day: asked[milestone] },
        at === undefined ? { text: words('toCome'), tone: 'plain' } : { at },
      ],
    ];
  }),
});

async function owingSection(
  context: ApiContext,
  { caller, lang }: SignedIn,
  record: CampaignRecord,
  milestone: Awaited,
  name: (code: string) => string,
): Promise<Section> {
  const owing = await owedFor(context, { caller, id: record._id, milestone });
  return {
    title: words('owing', { what: milestoneOn(lang, milestone, record.working[milestone]!) }),
    heads: [head('unit'), head('owes')],
    rows: owing.map(({ unit, ...owed }): Cell[] => [
      { text: name(unit), main: true },
      {
        text: Object.entries(owed)
          .filter(([, n]) => n === true || (typeof n === 'number' && n > 0))
          .map(([what, n]) => say(lang, `campaignPages.owed.${what}`, { n }))
          .join('; '),
      },
    ]),
    empty: words('owesNothing'),
  };
}

function registrationsSection(
  context: ApiContext,
  { lang }: SignedIn,
  registrations: readonly RegistrationRecord[],
  name: (code: string) => string,
): Section {
  return {
    title: words('registrations'),
    count: words('registrationCount', { count: registrations.length }),
    heads: [
      head('registrant'),
      head('unit'),
      head('titles'),
      head('targets'),
      head('met'),
      head('missed'),
      head('open'),
      head('status'),
    ],
    rows: [...registrations]
      .sort((a, b) => a.unit.localeCompare(b.unit, 'en') || a.registrant.name.localeCompare(b.registrant.name, 'vi'))
      .map((one): Cell[] => {
        const { met, missed, open } = countStandings(targetsFor(one, 'year'), one.results, 'year');
        return [
          {
            text: one.registrant.name,
            href: registrationHref(one._id),
            main: true,
            ...defined({ sub: one.registrant.post }),
          },
          { text: name(one.unit) },
          one.titles.length === 0
            ? {}
            : { text: one.titles.map((code) => awardName(context.catalogue, code, lang)).join('; ') },
          { n: one.targets.length },
          { n: met },
          { n: missed },
          { n: open },
          {
            text: words(`registrationStatus.${one.status}`),
            tone: registrationTones[one.status],
            ...(waitingAmendment(one) ? { sub: words('amendmentWaits') } : {}),
          },
        ];
      }),
    empty: words('noRegistrations'),
  };
}

/** Who takes part, each with its own page of the year and its papers; for the office that has launched it. */
const participantsSection = (
  { _id, participants }: CampaignRecord,
  registrations: readonly RegistrationRecord[],
  name: (code: string) => string,
): Section => ({
  title: { key: 'campaignOffice.participants' },
  heads: ['campaignOffice.head.unit', 'campaignOffice.head.registered', 'campaignOffice.head.signed'],
  rows: participants.map((code): Cell[] => {
    const own = registrations.filter(({ unit }) => unit === code);
    return [
      { text: name(code), href: unitYearHref(_id, code), main: true },
      { n: own.length },
      { n: own.filter(({ status }) => status === 'signed').length },
    ];
  }),
});

const WHOLE = 100;

/** Targets met, by unit: the figures stand in the table of registrations. */
function standingCharts(
  registrations: readonly RegistrationRecord[],
  { reached }: CampaignRecord,
  name: (code: string) => string,
): NonNullable<Tables['charts']> {
  const period = periodOf(reached.finalReview === undefined ? 'midYearReview' : 'finalReview') ?? 'year';
  const units = [...new Set(registrations.map(({ unit }) => unit))];
  const bars = units.flatMap((unit) => {
    const own = registrations.filter((one) => one.unit === unit && one.status === 'signed');
    const met = own.reduce((sum, one) => sum + countStandings(targetsFor(one, period), one.results, period).met, 0);
    return own.length === 0 ? [] : [{ label: name(unit), n: met }];
  });
  if (bars.every(({ n }) => n === 0)) return [];
  const most = Math.max(1, ...bars.map(({ n }) => n));
  return [
    {
      title: words(`chart.${period}`),
      bars: bars.map((bar) => ({ ...bar, width: Math.round((WHOLE * bar.n) / most) })),
    },
  ];
}

/** What Law 06/2022/QH15 art. 17 asks a movement to say of itself. */
const aboutSection = ({ _id, texts, document }: CampaignRecord, lang: Language): Section[] => [
  {
    title: words('about'),
    heads: [head('what'), head('said')],
    rows: [
      ...campaignTextKeys.map((key): Cell[] => [{ text: words(`text.${key}`), main: true }, { text: texts[key] }]),
      ...(document === undefined
        ? []
        : [
            [
              { text: words('text.document'), main: true },
              {
                text: `${document.title}, ${document.number}`,
                sub: sentenceCase(onDay(lang, document.date)),
                ...(document.file === undefined ? {} : { href: documentFileHref(_id) }),
              },
            ] as Cell[],
          ]),
    ],
  },
];

function linksOf(caller: Caller, record: CampaignRecord): NonNullable<Tables['links']> {
  const { _id, unit, year, awards, reached } = record;
  const paper = (
    file: string,
    text: 'pact' | 'registration' | 'midYear' | 'final',
    query = '',
  ): NonNullable<Tables['links']> =>
    (['docx', 'pdf'] as const).map((format) => ({
      href: `${campaignHref(_id)}/papers/${file}.${format}${query}`,
      text: words(`paper.${text}`, { format: format === 'docx' ? 'Word' : 'PDF' }),
      download: true,
    }));
  const office = caller.unit === unit && has(caller, 'writeCampaigns');
  return [
    ...scanLinks(record),
    ...(office ? paper('pact', 'pact') : []),
    ...paper('registration', 'registration'),
    ...paper('review', 'midYear', '?period=firstHalf'),
    ...paper('review', 'final', '?period=year'),
    ...(awards.length > 0 && reached.roundOpens !== undefined ? [{ href: roundHref(_id), text: words('round') }] : []),
    ...(has(caller, 'readStatistics')
      ? [{ href: statisticsHref(year), text: words('statistics.title', { year }) }]
      : []),
    { href: '/app/campaigns', text: words('all') },
  ];
}
