import { z } from 'zod';
import { campaignKinds, milestones, type Milestone } from '../../domain/campaign/dates';
import { figure, isTooLarge } from '../../domain/campaign/figure';
import { registrantKinds } from '../../domain/campaign/registration';
import { periods } from '../../domain/campaign/target';
import { isDay } from '../../domain/time';
import { code, day, distinct, id, line, prose, version, year } from './fields';

/** Campaigns, registrations and results as they are sent. */

const days = <T extends z.ZodType>(of: T): Record<Milestone, T> =>
  Object.fromEntries(milestones.map((milestone) => [milestone, of])) as Record<Milestone, T>;

const dates = z.strictObject(days(day.exactOptional())).meta({
  id: 'CampaignDates',
  description: 'The days asked for; where nobody works on one, the next working day holds',
});
/** Days to be moved; `null` takes one out, a day that is not named stays. */
const moved = z.strictObject(days(day.nullable().exactOptional())).meta({ id: 'MovedDates' });

const texts = z
  .strictObject({
    aims: prose(20_000),
    scope: prose(5_000),
    subjects: prose(5_000),
    criteria: prose(20_000),
    plan: prose(20_000),
    measures: prose(20_000),
  })
  .meta({
    id: 'CampaignTexts',
    description: 'Mục tiêu, phạm vi, đối tượng, nội dung và tiêu chí, kế hoạch, biện pháp (Law 06/2022/QH15 art. 17)',
  });

const document = z
  .strictObject({ title: line(500), number: line(100), date: day, file: id.exactOptional() })
  .meta({ id: 'LaunchingDocument' });

const remindWorkingDays = distinct(z.int().min(1).max(60), 10);
const participants = distinct(code, 2_000, 1);

export const newCampaign = z
  .strictObject({
    code: code.meta({ examples: ['TD-2027'] }),
    kind: z.enum(campaignKinds),
    name: line(300),
    theme: line(1_000).exactOptional(),
    year,
    texts,
    document: document.exactOptional(),
    participants: participants.meta({ description: 'Units that register; of a unit: itself and its rooms' }),
    awards: distinct(code, 100).default([]).meta({ description: 'What its round is for; without any it opens none' }),
    dates,
    remindWorkingDays: remindWorkingDays.default([5, 1]),
  })
  .meta({ id: 'NewCampaign' });

export const clonedCampaign = z
  .strictObject({
    code,
    years: z.int().min(1).max(10).default(1),
    name: line(300).exactOptional(),
    document: document.exactOptional(),
    dates: moved.default({}),
  })
  .meta({ id: 'ClonedCampaign', description: 'What differs from the campaign that is cloned' });

const reason = prose(5_000);
const expects = version.optional();

export const campaignBodies = {
  preview: z.strictObject({ dates: moved }),
  dates: z.strictObject({ dates: moved, reason, expects }).meta({ id: 'CampaignDateChange' }),
  texts: z
    .strictObject({
      theme: line(1_000).exactOptional(),
      texts,
      document: document.exactOptional(),
      reason,
      expects: version.meta({ description: 'The edition of the words that was seen' }),
    })
    .meta({ id: 'CampaignWords', description: 'All words as they are to be; what is left out is not said any more' }),
  documentFile: z
    .strictObject({ file: id, expects: version.meta({ description: 'The edition of the words that was seen' }) })
    .meta({ id: 'LaunchingScan' }),
  extend: z.strictObject({ until: day, reason, expects }),
  cancel: z.strictObject({ reason, expects }),
  yearly: z
    .strictObject({
      day: z
        .string()
        .refine((day) => day !== '02-29' && isDay(`2028-${day}`), 'notADayOfEveryYear')
        .meta({ examples: ['12-01'], description: 'Month and day, one that every year has' }),
    })
    .meta({ id: 'YearlyPlan' }),
  nominees: z
    .strictObject({
      unit: code.exactOptional().meta({ description: 'That of the key when absent' }),
      choices: z
        .array(z.strictObject({ code, award: code }))
        .min(1)
        .max(1_000)
        .refine((list) => new Set(list.map((one) => `${one.code}/${one.award}`)).size === list.length, 'twice')
        .exactOptional()
        .meta({ description: 'Code of the person, unit or room, and award; absent: everything that is recommended' }),
    })
    .meta({ id: 'ReviewedNominees' }),
} as const;

/** A figure with a point for its decimals; comes out in its one form. */
export const decimal = z
  .string()
  .max(40)
  .refine((value) => !isTooLarge(value), 'figureTooLarge')
  .refine((value) => figure(value) !== undefined, 'notAFigure')
  .overwrite((value) => figure(value) ?? value)
  .meta({ examples: ['1009.57'], description: 'An exact decimal: at most 15 digits before the point, 6 after it' });

const target = z
  .strictObject({
    code,
    name: line(500),
    unit: line(50).meta({ description: 'Unit of measure', examples: ['tỷ đồng'] }),
    baseline: decimal.exactOptional().meta({ description: 'What was reached the year before; may be zero' }),
    target: decimal,
    direction: z.enum(['atLeast', 'atMost']),
    source: line(500).meta({ description: 'Where its figures come from' }),
    responsible: code.exactOptional(),
  })
  .meta({ id: 'Target' });

const content = {
  titles: distinct(code, 20).default([]),
  targets: z.array(target).max(200).default([]),
  measures: prose(20_000, 0).default(''),
  responsible: code.exactOptional(),
};

const drafts = z
  .array(z.strictObject({ id, expects: version }))
  .min(1)
  .max(500);
const amendment = z.literal(true).exactOptional().meta({
  description: 'Its amendment is meant, and `expects` is the number of that',
});
const several = z
  .array(z.strictObject({ id, expects: version, amendment }))
  .min(1)
  .max(500);

export const registrationBodies = {
  create: z
    .strictObject({ registrant: z.strictObject({ kind: z.enum(registrantKinds), code }), ...content })
    .meta({ id: 'NewRegistration' }),
  edit: z.strictObject({ ...content, expects }).meta({ id: 'RegistrationContent' }),
  responsible: z.strictObject({ responsible: code, reason, expects }),
  amend: z
    .strictObject({ titles: content.titles, targets: content.targets, measures: content.measures, reason, expects })
    .meta({ id: 'NewAmendment', description: 'All that it is to say from now on, and why' }),
  submit: z.strictObject({ unit: code, registrations: drafts }).meta({ id: 'RegistrationList' }),
  sign: z.strictObject({ unit: code, registrations: several }).meta({ id: 'SignedList' }),
  sendBack: z.strictObject({ unit: code, registrations: several, reason }),
  recall: z.strictObject({ expects, amendment }),
  results: z
    .strictObject({
      entries: z
        .array(
          z
            .strictObject({
              target: code,
              period: z.enum(periods),
              value: decimal,
              reason: prose(2_000).exactOptional().meta({ description: 'Why it differs from the figure before' }),
            })
            .meta({ id: 'ResultEntry' }),
        )
        .min(1)
        .max(400),
      confirm: z
        .literal(true)
        .exactOptional()
        .meta({ description: 'Figures that look unusual are right all the same' }),
      expects,
    })
    .meta({ id: 'Results' }),
  review: z
    .strictObject({ text: prose(20_000), lessons: prose(20_000, 0).default(''), expects })
    .meta({ id: 'Review' }),
} as const;
