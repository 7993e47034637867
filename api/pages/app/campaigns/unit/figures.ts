import type { Request } from 'express';
import { isTooLarge, readFigure } from '../../../../../domain/campaign/figure';
import { targetsFor } from '../../../../../domain/campaign/amendment';
import { figureFor, periods, standingOf, type Period, type Target } from '../../../../../domain/campaign/target';
import { Problem } from '../../../../../domain/errors';
import { figureText } from '../../../../../domain/text';
import type { Language, RegistrationRecord } from '../../../../../platform/store';
import type { Field, FieldGroup } from '../../../../../templates/pages';
import { goalText } from '../../../../../templates/words';
import { enterResults, weigh, writeReview, type Entered } from '../../../../commands/campaigns/results';
import { mustBe } from '../../../../commands/campaigns/registrations';
import type { ApiContext, Caller } from '../../../../context';
import { registrationBodies } from '../../../../schemas/campaigns';
import { invalid, parse, type FieldProblem } from '../../../../schemas/parse';
import { wordsIn, type Fields } from '../../../forms';
import type { AppPage } from '../../page';
import { recordForm, renamed } from '../../records/form';
import { registrationHref } from '../said';
import { ours } from './ours';
import { field, typedFigure, words, wrongAt } from './words';

/** Figures of a period, and what is looked back on with its lessons. */
export const figurePages = (context: ApiContext): AppPage[] => [
  recordForm(context, {
    path: '/app/registrations/:id/figures/:period',
    right: 'writeRegistrations',
    async open(req, { caller, lang }, typed) {
      const { record, campaign, period } = await signedOne(context, caller, req);
      const doubts = typed === undefined ? [] : weigh(record, entriesIn(record, period, typed).entries).doubts;
      return {
        title: words(`figures.${period}`, { name: record.registrant.name }),
        lead: campaign.name,
        notes: [{ tone: 'plain', text: words('figures.how') }],
        back: { href: registrationHref(record._id), text: record.registrant.name },
        button: words('figures.save'),
        edition: record.version,
        groups: [
          ...targetsFor(record, period).map((target): FieldGroup => ({
            legend: target.name,
            fields: fieldsFor(record, target, period, lang),
          })),
          // asked once, beside what it is about
          ...(doubts.length === 0
            ? []
            : [{ legend: words('figures.doubtful'), fields: [field('confirm', 'confirm', 'check')] }]),
        ],
      };
    },
    async save({ req, signed: { caller }, fields, expects }) {
      const { record, period } = await signedOne(context, caller, req);
      // what somebody else has entered meanwhile was never on this form
      const { entries, wrong } = entriesIn(record, period, fields, expects === record.version);
      if (wrong.length > 0) throw invalid(...wrong);
      if (entries.length === 0) throw invalid(wrongAt('none', 'noFigure'));
      const confirm = fields.get('confirm') === 'true';
      try {
        const checked = parse(registrationBodies.results.shape.entries, entries);
        await enterResults(context, { caller, id: record._id, expects, entries: checked, confirm });
      } catch (error) {
        throw renamed(error, (name) => fieldOf(name, entries));
      }
      return `${registrationHref(record._id)}?done=figures`;
    },
  }),
  recordForm(context, {
    path: '/app/registrations/:id/reviews/:period',
    right: 'writeRegistrations',
    async open(req, { caller }) {
      const { record, campaign, period } = await signedOne(context, caller, req);
      const before = record.reviews.find((one) => one.period === period);
      return {
        title: words(`review.${period}`, { name: record.registrant.name }),
        lead: campaign.name,
        notes: [{ tone: 'plain', text: words(before ? 'review.again' : 'review.how') }],
        back: { href: registrationHref(record._id), text: record.registrant.name },
        button: words('review.save'),
        edition: record.version,
        groups: [
          {
            fields: [
              field('text', 'reviewText', 'long', { value: before?.text ?? '', rows: 10, required: true }),
              field('lessons', 'lessons', 'long', { value: before?.lessons ?? '', rows: 6 }),
            ],
          },
        ],
      };
    },
    async save({ req, signed: { caller }, fields, expects }) {
      const { record, period } = await signedOne(context, caller, req);
      const said = { text: wordsIn(fields, 'text') || undefined, lessons: wordsIn(fields, 'lessons') };
      const { text, lessons } = parse(registrationBodies.review, said);
      await writeReview(context, { caller, id: record._id, expects, period, text, lessons });
      return `${registrationHref(record._id)}?done=review`;
    },
  }),
];

/** A registration that takes figures, and the period of the address. @throws Problem FORBIDDEN, NOT_FOUND, ACTION_NOT_ALLOWED */
async function signedOne(context: ApiContext, caller: Caller, req: Request) {
  const period = periods.find((one) => one === req.params['period']);
  if (period === undefined) throw new Problem('NOT_FOUND', 'no such period');
  const of = await ours(context, caller, req.params['id']);
  mustBe(of.record, 'signed');
  return { ...of, period };
}

const valueAt = (code: string): string => `value.${code}`;
const reasonAt = (code: string): string => `reason.${code}`;

/** A figure, with what is known of its target; a reason once there is one that it would correct. */
function fieldsFor({ results }: RegistrationRecord, target: Target, period: Period, lang: Language): Field[] {
  const { code, unit, source } = target;
  const holds = figureFor(results, code, period)?.holds;
  const standing = holds && standingOf(target, holds.value);
  const about = words('figures.about', { aimed: goalText(lang, target), source });
  return [
    {
      ...field(valueAt(code), 'value', 'text', { value: typedFigure(holds?.value), values: { unit } }),
      hint: about,
    },
    ...(standing === undefined
      ? []
      : [
          {
            name: `told.${code}`,
            kind: 'note' as const,
            label: words(
              `figures.${standing.share === undefined ? 'stands' : 'standsShare'}.${standing.met ? 'met' : 'missed'}`,
              {
                value: `${figureText(standing.value)[lang]} ${unit}`,
                share: standing.share === undefined ? '' : figureText(standing.share)[lang],
              },
            ),
          },
          field(reasonAt(code), 'reasonOfChange'),
        ]),
  ];
}

/** What was typed, as a command takes it; one that was left empty is not reported. */
function entriesIn(
  record: RegistrationRecord,
  period: Period,
  fields: Fields,
  shown = false,
): { readonly entries: readonly Entered[]; readonly wrong: readonly FieldProblem[] } {
  const wrong: FieldProblem[] = [];
  const { results } = record;
  const entries = targetsFor(record, period).flatMap(({ code }): Entered[] => {
    const typed = wordsIn(fields, valueAt(code));
    const before = figureFor(results, code, period)?.holds.value;
    if (typed === '') {
      if (before !== undefined && shown) wrong.push(wrongAt(valueAt(code), 'noWay'));
      return [];
    }
    const value = readFigure(typed);
    if (value === undefined) {
      wrong.push(wrongAt(valueAt(code), isTooLarge(typed) ? 'figureTooLarge' : 'figure'));
      return [];
    }
    const reason = wordsIn(fields, reasonAt(code));
    return [{ target: code, period, value, ...(reason === '' || before === value ? {} : { reason }) }];
  });
  return { entries, wrong };
}

/** Where a fault of an entry is told. */
function fieldOf(name: string, entries: readonly Entered[]): string {
  const [, index, part] = /^entries\.(\d+)\.(\w+)$/.exec(name) ?? [];
  const code = entries[Number(index)]?.target;
  if (code === undefined) return name;
  return part === 'reason' ? reasonAt(code) : valueAt(code);
}
