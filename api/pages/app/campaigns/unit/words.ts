import type { CampaignRecord, RegistrationRecord } from '../../../../../platform/store';
import { periods, type Period } from '../../../../../domain/campaign/target';
import { waitingAmendment } from '../../../../../domain/campaign/amendment';
import { takesAmendments, takesRegistrations } from '../../../../../domain/campaign/state';
import { holdingOf } from '../../../../../domain/campaign/holding';
import { figureText } from '../../../../../domain/text';
import { dayOf, type Instant } from '../../../../../domain/time';
import { dayText } from '../../../../../templates/format';
import { say } from '../../../../../templates/words';
import type { Fact, Field, Said, Tables } from '../../../../../templates/pages';
import type { Language } from '../../../../../platform/store';
import type { FieldProblem } from '../../../../schemas/parse';
import type { Request } from 'express';
import { queryOf } from '../../../language';
import { registrationHref } from '../said';

/** Words, addresses and fields of a unit's pages of the emulation year. */

export const words = (key: string, values?: Readonly<Record<string, unknown>>): Said => ({
  key: `emulation.${key}`,
  ...(values ? { values } : {}),
});
export const head = (name: string): string => `emulation.head.${name}`;

export const unitYearHref = (campaign: string, unit: string): string =>
  `/app/campaigns/${encodeURIComponent(campaign)}/units/${encodeURIComponent(unit)}`;
export const figuresHref = (id: string, period: Period): string => `${registrationHref(id)}/figures/${period}`;
export const reviewHref = (id: string, period: Period): string => `${registrationHref(id)}/reviews/${period}`;

/** A field that is called `emulation.field.<name>`, unless it has a label of its own. */
export const field = (
  name: string,
  label: string,
  kind: Field['kind'] = 'text',
  more: Partial<Omit<Field, 'name' | 'kind' | 'label'>> & { readonly values?: Readonly<Record<string, unknown>> } = {},
): Field => {
  const { values, ...rest } = more;
  return { name, kind, label: words(`field.${label}`, values), ...rest };
};

/** A fault of a field in the words of `emulation.wrong`. */
export const wrongAt = (
  at: string,
  key: string,
  valuesIn: (lang: Language) => Readonly<Record<string, unknown>> = () => ({}),
): FieldProblem => ({
  field: at,
  vi: say('vi', `emulation.wrong.${key}`, valuesIn('vi')),
  en: say('en', `emulation.wrong.${key}`, valuesIn('en')),
});

/** What was done just now, as the address says it. */
export function doneNote(req: Request, outcomes: readonly string[]): NonNullable<Tables['notes']> {
  const done = outcomes.find((one) => one === queryOf(req, 'done'));
  return done === undefined ? [] : [{ tone: 'ok', text: words(`done.${done}`) }];
}

/** As it is typed and read back: a comma for the decimals, whatever the language, so that `1.033` is never two numbers. */
export const typedFigure = (figure: string | undefined): string => (figure === undefined ? '' : figureText(figure).vi);

/** Who holds a registration, since when, until when, and what comes next. */
export function holdingFacts(
  lang: Language,
  record: RegistrationRecord,
  { campaign, head: whose, now }: { readonly campaign: CampaignRecord; readonly head?: string; readonly now: Instant },
): Fact[] {
  const { holder, since, due, next } = holdingOf(record, campaign, now);
  return [
    {
      label: words('fact.holder'),
      value:
        holder === 'head' && whose !== undefined
          ? words('holder.headNamed', { name: whose })
          : words(`holder.${holder}`),
    },
    { label: words('fact.since'), value: dayText(lang, dayOf(since)) },
    ...(due === undefined ? [] : [{ label: words('fact.due'), value: dayText(lang, due) }]),
    { label: words('fact.next'), value: words(`next.${next}`) },
  ];
}

/** Registration has closed before the head has signed: only the office that has launched it can open it again. */
export const closedNotes = (
  records: readonly RegistrationRecord[],
  campaign: CampaignRecord,
  { lang, now, office }: { readonly lang: Language; readonly now: Instant; readonly office: string },
): NonNullable<Tables['notes']> => {
  const late = records.filter((one) => holdingOf(one, campaign, now).next === 'askExtension');
  const day = campaign.working.registrationCloses;
  if (late.length === 0 || day === undefined) return [];
  const waiting = late.filter(({ status }) => status === 'waitingForHead').length;
  const values = { day: dayText(lang, day), office, n: late.length, waiting };
  return [{ tone: 'stop', text: words(waiting > 0 ? 'closedWaiting' : 'closedDrafts', values) }];
};

/** What its unit may do with a registration now. */
export function actsOn(
  record: RegistrationRecord,
  campaign: CampaignRecord,
  now: Instant,
): NonNullable<Tables['actions']> {
  const href = registrationHref(record._id);
  const open = takesRegistrations(campaign, now);
  const responsible = { href: `${href}/responsible`, text: words('act.responsible') };
  switch (record.status) {
    case 'draft':
      return [
        ...(open || campaign.status === 'planned' ? [{ href: `${href}/edit`, text: words('act.edit') }] : []),
        ...(open
          ? [{ href: `${unitYearHref(record.campaign, record.unit)}/submit`, text: words('act.submitOne') }]
          : []),
      ];
    case 'waitingForHead':
      return open ? [{ href: `${href}/recall`, text: words('act.recall') }] : [];
    case 'signed':
      return [
        ...(campaign.status === 'cancelled' ? [] : reportActs(record, campaign)),
        ...(!takesAmendments(campaign, now)
          ? []
          : waitingAmendment(record)
            ? [{ href: `${href}/recall`, text: words('act.recallAmendment') }]
            : [{ href: `${href}/amend`, text: words('act.amend') }]),
        responsible,
      ];
  }
}

/** Figures and reviews of a signed registration, those first that come next. */
function reportActs(record: RegistrationRecord, { working, reached }: CampaignRecord): NonNullable<Tables['actions']> {
  const own = periods.filter((period) => period === 'year' || working.midYearReview !== undefined);
  const first = reached.midYearReview === undefined ? own : [...own].reverse();
  return first.flatMap((period) => [
    ...(record.targets.length === 0
      ? []
      : [{ href: figuresHref(record._id, period), text: words(`act.${period}Figures`) }]),
    { href: reviewHref(record._id, period), text: words(`act.${period}Review`) },
  ]);
}
