import type { Request } from 'express';
import { milestones, type DateChange } from '../../../../../domain/campaign/dates';
import { Problem } from '../../../../../domain/errors';
import type { CampaignRecord, Language } from '../../../../../platform/store';
import type { Cell, Field, Section } from '../../../../../templates/pages';
import { actOnCampaign } from '../../../../commands/campaigns/act';
import { previewDates, type MovedDates } from '../../../../commands/campaigns/campaigns';
import type { ApiContext, Caller } from '../../../../context';
import { campaignBodies } from '../../../../schemas/campaigns';
import { invalid, parse } from '../../../../schemas/parse';
import { submissionIn, type Fields } from '../../../forms';
import { queryOf } from '../../../language';
import type { AppPage } from '../../page';
import { recordForm, renamed, type Opened } from '../../records/form';
import { campaignHref } from '../said';
import { backTo, campaignOf, dateFields, datesTyped, faultAt, make, milestoneName, words } from './parts';

/** The days of a campaign that runs: moved, once the office has seen what that does. */
export const dayForms = (context: ApiContext): AppPage[] => [
  recordForm(context, {
    path: '/app/campaigns/:id/days',
    right: 'writeCampaigns',
    async open(req, { caller, lang }) {
      const record = await campaignOf(context, caller, req);
      return {
        title: words('days.title'),
        lead: words('days.how'),
        back: backTo(record),
        button: words('days.look'),
        edition: record.version,
        sections: [comeSection(record, lang)],
        groups: [{ fields: toCome(record, lang, req) }],
      };
    },
    async save({ req, signed: { caller }, fields }) {
      const record = await campaignOf(context, caller, req);
      const dates = movedIn(record, fields);
      if (Object.keys(dates).length === 0) throw invalid(faultAt(firstFieldOf(record), 'nothingChanged'));
      await effect(context, caller, record, dates);
      return `${campaignHref(record._id)}/days/confirm?${new URLSearchParams(queryFor(dates)).toString()}`;
    },
  }),
  recordForm(context, {
    path: '/app/campaigns/:id/days/confirm',
    right: 'writeCampaigns',
    async open(req, { caller, lang }, typed) {
      const record = await campaignOf(context, caller, req);
      const dates = parse(campaignBodies.preview, { dates: typed ? datesTyped(typed) : datesAsked(req) }).dates;
      const back = `${campaignHref(record._id)}/days?${new URLSearchParams(queryFor(dates)).toString()}`;
      // refused meanwhile, it is told above the form, which then shows what was asked alone
      const changes = typed
        ? await effectIfAny(context, caller, record, dates)
        : await effect(context, caller, record, dates);
      return {
        title: words('days.effect'),
        lead: words('days.effectHow'),
        back: { href: back, text: words('days.title') },
        button: words('days.button'),
        edition: record.version,
        notes: notesOf(record, changes),
        sections: [effectSection(changes, dates, lang)],
        groups: [
          {
            fields: [
              ...Object.entries(dates).map(([milestone, day]): Field => ({
                name: `dates.${milestone}`,
                label: '',
                kind: 'hidden',
                value: day ?? '',
              })),
              make.long('reason', { hint: words('reasonHow') }),
            ],
          },
        ],
      };
    },
    async save({ req, signed: { caller }, fields, expects, body }) {
      const id = String(req.params['id']);
      const asked = parse(campaignBodies.dates, { dates: datesTyped(fields), reason: body['reason'] });
      const action = { type: 'changeDates', dates: asked.dates, reason: asked.reason } as const;
      await actOnCampaign(context, { caller, id, submission: submissionIn(fields), expects, action });
      return `${campaignHref(id)}?done=days`;
    },
  }),
  recordForm(context, {
    path: '/app/campaigns/:id/extend',
    right: 'writeCampaigns',
    async open(req, { caller }) {
      const record = await campaignOf(context, caller, req);
      return {
        title: words('extend.title'),
        lead: words('extend.how'),
        back: backTo(record),
        button: words('extend.button'),
        edition: record.version,
        groups: [{ fields: [make.day('until'), make.long('reason', { hint: words('reasonHow') })] }],
      };
    },
    async save({ req, signed: { caller }, fields, expects, body }) {
      const id = String(req.params['id']);
      const { until, reason } = parse(campaignBodies.extend, body);
      const action = { type: 'extendRegistration', until, reason } as const;
      await actOnCampaign(context, { caller, id, submission: submissionIn(fields), expects, action });
      return `${campaignHref(id)}?done=extended`;
    },
  }),
  recordForm(context, {
    path: '/app/campaigns/:id/cancel',
    right: 'writeCampaigns',
    async open(req, { caller }) {
      const record = await campaignOf(context, caller, req);
      return {
        title: words('cancel.title'),
        lead: words('cancel.how', { count: record.participants.length }),
        back: backTo(record),
        button: words('cancel.button'),
        edition: record.version,
        groups: [{ fields: [make.long('reason', { hint: words('reasonHow') })] }],
      };
    },
    async save({ req, signed: { caller }, fields, expects, body }) {
      const id = String(req.params['id']);
      const { reason } = parse(campaignBodies.cancel, body);
      await actOnCampaign(context, {
        caller,
        id,
        submission: submissionIn(fields),
        expects,
        action: { type: 'cancel', reason },
      });
      return `${campaignHref(id)}?done=cancelled`;
    },
  }),
];

/** What has come already: it is not moved any more. */
const comeSection = ({ reached, working }: CampaignRecord, lang: Language): Section => ({
  title: words('days.come'),
  heads: ['campaignPages.head.milestone', 'campaignPages.head.day', 'campaignPages.head.reachedAt'],
  rows: milestones.flatMap((milestone): Cell[][] =>
    reached[milestone] === undefined
      ? []
      : [
          [
            { text: milestoneName(lang, milestone), main: true },
            working[milestone] === undefined ? {} : { day: working[milestone] },
            { at: reached[milestone] },
          ],
        ],
  ),
  empty: words('days.noneCome'),
});

/** The days that may still be moved; those of an address that leads back from the effect are filled in. */
function toCome({ asked, reached, kind }: CampaignRecord, lang: Language, req: Request): Field[] {
  const back = datesAsked(req);
  const shown = Object.fromEntries(
    milestones.flatMap((milestone) => {
      const day = milestone in back ? back[milestone] : asked[milestone];
      return day === undefined || day === null ? [] : [[milestone, day]];
    }),
  );
  const come = new Set(milestones.filter((milestone) => reached[milestone] !== undefined).map((m) => `dates.${m}`));
  return dateFields(lang, shown, () => (kind === 'thematic' ? {} : { required: true })).filter(
    ({ name }) => !come.has(name),
  );
}

const firstFieldOf = ({ reached }: CampaignRecord): string =>
  `dates.${milestones.find((milestone) => reached[milestone] === undefined) ?? 'end'}`;

/** The days that differ from those that were asked for before. @throws Problem VALIDATION */
function movedIn({ asked }: CampaignRecord, fields: Fields): MovedDates {
  const typed = Object.entries(datesTyped(fields)).filter(
    ([milestone, day]) => day !== (asked[milestone as keyof typeof asked] ?? null),
  );
  return parse(campaignBodies.preview, { dates: Object.fromEntries(typed) }).dates;
}

const queryFor = (dates: MovedDates): Record<string, string> =>
  Object.fromEntries(Object.entries(dates).map(([milestone, day]) => [milestone, day ?? '']));

/** The days of an address, as `queryFor` writes them. */
const datesAsked = (req: Request): Partial<Record<string, string | null>> =>
  Object.fromEntries(
    milestones.flatMap((milestone): [string, string | null][] => {
      const day = queryOf(req, milestone);
      return day === undefined ? [] : [[milestone, day === '' ? null : day]];
    }),
  );

/** @throws Problem as the change itself, at the fields of the form */
async function effect(
  context: ApiContext,
  caller: Caller,
  { _id: id }: CampaignRecord,
  moved: MovedDates,
): Promise<readonly DateChange[]> {
  try {
    return await previewDates(context, { caller, id, moved });
  } catch (error) {
    throw renamed(error, (field) => `dates.${field}`);
  }
}

/** The same for a form that was refused, whose refusal says why there is none. */
async function effectIfAny(...asked: Parameters<typeof effect>): Promise<readonly DateChange[]> {
  try {
    return await effect(...asked);
  } catch (error) {
    if (error instanceof Problem && error.code !== 'FORBIDDEN' && error.code !== 'NOT_FOUND') return [];
    throw error;
  }
}

const effectSection = (changes: readonly DateChange[], dates: MovedDates, lang: Language): Section => ({
  title: words('days.table'),
  heads: ['milestone', 'from', 'to', 'by', 'asked'].map((head) => `campaignOffice.head.${head}`),
  rows: changes.map(({ milestone, from, to, days }): Cell[] => [
    { text: milestoneName(lang, milestone), main: true },
    from === undefined ? {} : { day: from },
    to === undefined ? { text: words('days.dropped') } : { day: to },
    days === undefined ? {} : { text: words(days > 0 ? 'days.later' : 'days.earlier', { count: Math.abs(days) }) },
    typeof dates[milestone] === 'string' && dates[milestone] !== to ? { day: dates[milestone] } : {},
  ]),
  empty: words('days.noEffect'),
});

/** What follows from a change besides the days. */
function notesOf(
  { reached, participants, awards }: CampaignRecord,
  changes: readonly DateChange[],
): NonNullable<Opened['notes']> {
  const moved = new Set(changes.map(({ milestone }) => milestone));
  const count = participants.length;
  return [
    { tone: 'plain', text: words(reached.launch === undefined ? 'days.tellsNobody' : 'days.tells', { count }) },
    ...(moved.has('roundCloses') && reached.roundOpens !== undefined && awards.length > 0
      ? [{ tone: 'warn' as const, text: words('days.roundMoves') }]
      : []),
  ];
}
