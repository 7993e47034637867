import { z } from 'zod';
import { measuredBy, signedAmendments, targetsFor, type Commitment } from '../../../domain/campaign/amendment';
import type { DateChange } from '../../../domain/campaign/dates';
import {
  countStandings,
  figureFor,
  periods,
  standingOf,
  type Period,
  type Target,
} from '../../../domain/campaign/target';
import type { WordingChange } from '../../../domain/campaign/texts';
import type { Figure } from '../../../domain/campaign/figure';
import type { CampaignRecord, RegistrationRecord } from '../../../platform/store';
import type { ResultsImported } from '../../commands/campaigns/results-import';
import { defined } from '../../commands/shared';
import { importAnswer, importOutcome } from './imports';

/** How campaigns, registrations and results are answered. */

const days = z.record(z.string(), z.string());

export const campaignShown = z
  .object({
    code: z.string(),
    kind: z.enum(['regular', 'thematic']),
    name: z.string(),
    theme: z.string().optional(),
    year: z.number(),
    unit: z.string().optional().meta({ description: 'The unit that launches it; absent: the province' }),
    texts: z.record(z.string(), z.string()),
    edition: z.number().meta({ description: 'How often its words have been changed' }),
    document: z
      .object({ title: z.string(), number: z.string(), date: z.string(), file: z.string().optional() })
      .optional(),
    participants: z.array(z.string()),
    awards: z.array(z.string()),
    dates: days.meta({ description: 'The days asked for' }),
    working: days.meta({ description: 'The working days that hold' }),
    reached: days.meta({ description: 'What has come, and when' }),
    remindWorkingDays: z.array(z.number()),
    round: z.string().optional().meta({ description: 'The round for its nominations, once it is open' }),
    clonedFrom: z.string().optional(),
    status: z.enum(['planned', 'running', 'ended', 'cancelled']),
    version: z.number(),
    allowed: z.array(z.string()).optional().meta({ description: 'What the caller may do now' }),
    createdAt: z.string(),
    closedAt: z.string().optional(),
  })
  .meta({ id: 'Campaign' });

export function campaignAnswer(record: CampaignRecord, allowed?: readonly string[]): z.input<typeof campaignShown> {
  const { _id: code, kind, name, year, texts, participants, awards, asked, working, reached } = record;
  const { document, remindWorkingDays, status, version, createdAt } = record;
  return {
    code,
    kind,
    name,
    year,
    texts: { ...texts },
    edition: record.edition ?? 0,
    participants: [...participants],
    awards: [...awards],
    dates: defined(asked),
    working: defined(working),
    reached: defined(reached),
    remindWorkingDays: [...remindWorkingDays],
    status,
    version,
    createdAt,
    ...(document === undefined ? {} : { document: { ...document } }),
    ...(awards.length > 0 && reached.roundOpens !== undefined ? { round: code } : {}),
    ...(allowed === undefined ? {} : { allowed: [...allowed] }),
    ...defined({
      theme: record.theme,
      unit: record.unit,
      clonedFrom: record.clonedFrom,
      closedAt: record.closedAt,
    }),
  };
}

const wording = z.record(z.string(), z.unknown()).meta({ description: 'By theme, text or document' });

export const wordingShown = z
  .object({
    items: z.array(z.object({ at: z.string(), reason: z.string(), before: wording, after: wording })),
  })
  .meta({ id: 'CampaignWordings', description: 'Changes of its words, oldest first: the parts that changed' });

export const wordingAnswer = (changes: readonly WordingChange[]): z.input<typeof wordingShown> => ({
  items: changes.map(({ before, after, ...said }) => ({ ...said, before: { ...before }, after: { ...after } })),
});

export const campaignDone = z
  .object({ at: z.string(), status: z.string(), version: z.number() })
  .meta({ id: 'CampaignReceipt' });

export const yearlyShown = z
  .object({
    day: z.string().meta({ description: 'Month and day on which the campaign of the next year is planned' }),
    next: z.array(z.string()).meta({ description: 'When that happens next' }),
  })
  .meta({ id: 'Yearly' });

export const datesPreview = z
  .object({
    changes: z
      .array(
        z.object({
          milestone: z.string(),
          from: z.string().optional(),
          to: z.string().optional(),
          days: z.number().optional(),
        }),
      )
      .meta({ description: 'Milestones whose working day becomes another one, and by how many days' }),
  })
  .meta({ id: 'DatesPreview' });

export const previewAnswer = (changes: readonly DateChange[]): z.input<typeof datesPreview> => ({
  changes: changes.map((change) => ({ ...change })),
});

const figureShown = z.object({
  value: z.string(),
  at: z.string(),
  by: z.string(),
  reason: z.string().optional(),
});
const standing = z
  .object({
    ...figureShown.shape,
    share: z.string().optional().meta({ description: 'In per cent of the target; none when that is zero' }),
    onBaseline: z.string().optional().meta({ description: 'In per cent of the year before' }),
    met: z.boolean(),
    against: z
      .object({
        target: z.string(),
        amendment: z.number().optional(),
        whenEntered: z.string().optional(),
      })
      .optional()
      .meta({
        description:
          'Of a target that was amended: which one the result is measured against, by which amendment (the first is 1; none: as it was ' +
          'registered), and what it was when the figure was entered, where that was another one',
      }),
    earlier: z.array(figureShown).meta({ description: 'Figures that it corrects, oldest first' }),
  })
  .meta({ id: 'TargetStanding' });
const target = z.object({
  code: z.string(),
  name: z.string(),
  unit: z.string(),
  baseline: z.string().optional(),
  target: z.string(),
  direction: z.enum(['atLeast', 'atMost']),
  source: z.string(),
  responsible: z.string().optional(),
});
const commitment = z
  .object({ titles: z.array(z.string()), targets: z.array(target), measures: z.string() })
  .meta({ id: 'Commitment' });
const amendment = z
  .object({
    no: z.number().meta({ description: 'What `expects` is when it is signed, sent back or taken back' }),
    nth: z.number().optional().meta({ description: 'The first, the second, … of those that were signed' }),
    status: z.enum(['waitingForHead', 'recalled', 'sentBack', 'signed']),
    reason: z.string(),
    proposedAt: z.string(),
    settledAt: z.string().optional(),
    signer: z.string().optional(),
    sentBackReason: z.string().optional(),
    before: commitment,
    after: commitment,
  })
  .meta({ id: 'Amendment' });
const perPeriod = <T extends z.ZodType>(of: T) => z.object({ firstHalf: of.optional(), year: of.optional() });

export const registrationShown = z
  .object({
    id: z.string(),
    campaign: z.string(),
    year: z.number(),
    unit: z.string(),
    registrant: z.object({
      kind: z.enum(['unit', 'room', 'person']),
      code: z.string(),
      name: z.string(),
      post: z.string().optional(),
    }),
    titles: z.array(z.string()),
    targets: z.array(target.extend({ results: perPeriod(standing) })),
    standing: perPeriod(z.object({ met: z.number(), missed: z.number(), open: z.number() })),
    measures: z.string(),
    responsible: z.string().optional(),
    status: z.enum(['draft', 'waitingForHead', 'signed']),
    submittedAt: z.string().optional(),
    sentBack: z.object({ at: z.string(), reason: z.string().optional() }).optional(),
    signed: z.object({ at: z.string(), signer: z.string().optional() }).optional(),
    amendments: z.array(amendment).optional().meta({
      description:
        'Those that were signed, oldest first, and the last one that was proposed; what holds now stands above',
    }),
    reviews: z.array(
      z.object({ period: z.enum(periods), text: z.string(), lessons: z.string(), at: z.string(), by: z.string() }),
    ),
    trend: z
      .array(
        z.object({
          target: z.string(),
          years: z.array(z.object({ year: z.number(), value: z.string(), share: z.string().optional() })),
        }),
      )
      .optional()
      .meta({ description: 'Results of the same targets over the years' }),
    version: z.number(),
    createdAt: z.string(),
  })
  .meta({ id: 'Registration' });

type Shown = z.input<typeof registrationShown>;

export function registrationAnswer(
  record: RegistrationRecord,
  more: {
    readonly sentBackReason?: string;
    readonly amendmentReason?: string;
    readonly past?: readonly RegistrationRecord[];
  } = {},
): Shown {
  const { _id: id, campaign, year, unit, registrant, titles, targets, measures, status, version, createdAt } = record;
  const { sentBack, signed, submitted, reviews, results } = record;
  const used = periods.filter((period) => results.some((one) => one.period === period));
  return {
    id,
    campaign,
    year,
    unit,
    registrant: { ...registrant },
    titles: [...titles],
    targets: targets.map((target) => ({ ...target, results: resultsOf(record, target) })),
    standing: Object.fromEntries(
      used.map((period) => [period, countStandings(targetsFor(record, period), results, period)]),
    ),
    measures,
    status,
    reviews: reviews.map((review) => ({ ...review })),
    version,
    createdAt,
    ...defined({ responsible: record.responsible, submittedAt: submitted?.at }),
    ...(sentBack === undefined ? {} : { sentBack: { at: sentBack.at, ...defined({ reason: more.sentBackReason }) } }),
    ...(signed === undefined ? {} : { signed: { at: signed.at, ...defined({ signer: signed.signer }) } }),
    ...(record.amendments === undefined ? {} : { amendments: amendmentsOf(record, more.amendmentReason) }),
    ...(more.past === undefined ? {} : { trend: trendOf(record, more.past) }),
  };
}

function resultsOf(record: RegistrationRecord, target: Target): Shown['targets'][number]['results'] {
  const of = (period: Period) => {
    const found = figureFor(record.results, target.code, period);
    if (!found) return [];
    const aimed = targetsFor(record, period).find(({ code }) => code === target.code);
    if (!aimed) return [];
    const { holds, earlier } = found;
    const measured = measuredBy(record, aimed, period);
    const against = measured && {
      target: aimed.target,
      ...defined({ amendment: measured.by?.nth, whenEntered: measured.entered?.target }),
    };
    const standing = { ...standingOf(aimed, holds.value), ...defined({ against }) };
    return [[period, { ...said(holds), ...standing, earlier: earlier.map(said) }] as const];
  };
  return Object.fromEntries(periods.flatMap(of));
}

function amendmentsOf(
  record: RegistrationRecord,
  sentBackReason: string | undefined,
): NonNullable<Shown['amendments']> {
  const plain = ({ titles, targets, measures }: Commitment) => ({
    titles: [...titles],
    targets: targets.map((one) => ({ ...one })),
    measures,
  });
  const signed = signedAmendments(record);
  return (record.amendments ?? []).map(({ no, before, after, reason, status, proposed, settled }) => ({
    no,
    status,
    reason,
    proposedAt: proposed.at,
    before: plain(before),
    after: plain(after),
    ...defined({
      nth: signed.find((one) => one.no === no)?.nth,
      settledAt: settled?.at,
      signer: settled?.signer,
      sentBackReason: status === 'sentBack' ? sentBackReason : undefined,
    }),
  }));
}

const said = ({ value, at, by, reason }: RegistrationRecord['results'][number]) => ({
  value,
  at,
  by,
  ...defined({ reason }),
});

/** Results of a target by year: of the same registrant, under the same code and in the same unit of measure. */
function trendOf(record: RegistrationRecord, past: readonly RegistrationRecord[]): NonNullable<Shown['trend']> {
  const all = [...past.filter((one) => one._id !== record._id && one.status === 'signed'), record];
  return record.targets.map(({ code, unit }) => ({
    target: code,
    years: all
      .flatMap((of) => {
        const target = targetsFor(of, 'year').find((one) => one.code === code && one.unit === unit);
        const value: Figure | undefined = figureFor(of.results, code, 'year')?.holds.value;
        if (!target || value === undefined) return [];
        return [{ year: of.year, value, ...defined({ share: standingOf(target, value).share }) }];
      })
      .sort((a, b) => a.year - b.year),
  }));
}

export const registrationsTold = z.object({ at: z.string() }).meta({ id: 'RegistrationReceipt' });

export const resultsOutcome = importOutcome
  .extend({
    changes: z
      .object({ created: z.number(), corrected: z.number(), unchanged: z.number() })
      .optional()
      .meta({ description: 'What it comes to; absent with a wrong cell' }),
    doubts: importOutcome.shape.faults.meta({
      description: 'Figures that look unusual; saved with `confirm=true` only',
    }),
  })
  .meta({ id: 'ResultsImported' });

export const resultsAnswer = ({ doubts, changes, ...outcome }: ResultsImported): z.input<typeof resultsOutcome> => ({
  ...importAnswer(outcome),
  ...(changes ? { changes } : {}),
  doubts: importAnswer({ rows: 0, faults: doubts }).faults,
});

export const owing = z
  .object({
    milestone: z.string(),
    units: z.array(
      z.object({
        unit: z.string(),
        unregistered: z.boolean(),
        drafts: z.number(),
        waiting: z.number(),
        figures: z.number(),
        reviews: z.number(),
        nominations: z.boolean(),
      }),
    ),
  })
  .meta({ id: 'Owing', description: 'What each participant still owes for a day' });
