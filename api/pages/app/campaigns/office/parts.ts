import type { Request } from 'express';
import { milestones, type CampaignDates, type Milestone } from '../../../../../domain/campaign/dates';
import { campaignTextKeys } from '../../../../../domain/campaign/texts';
import type { CampaignRecord, Language } from '../../../../../platform/store';
import { sentenceCase } from '../../../../../templates/documents/nominee';
import type { Field, FieldGroup, Said } from '../../../../../templates/pages';
import { say } from '../../../../../templates/words';
import { mustBeOurs } from '../../../../commands/campaigns/need';
import type { ApiContext, Caller } from '../../../../context';
import type { FieldProblem } from '../../../../schemas/parse';
import { wordsIn, type Fields } from '../../../forms';
import { fieldsOf } from '../../office/fields';
import { campaignHref } from '../said';

/** What the forms of a campaign share: their words, their fields, and how what was typed is read. */

export const words = (key: string, values?: Readonly<Record<string, unknown>>): Said => ({
  key: `campaignOffice.${key}`,
  ...(values ? { values } : {}),
});
export const make = fieldsOf(words);

/** A fault of a field in the words of these forms. */
export const faultAt = (field: string, key: string, values: Readonly<Record<string, unknown>> = {}): FieldProblem => ({
  field,
  vi: say('vi', `campaignOffice.wrong.${key}`, values),
  en: say('en', `campaignOffice.wrong.${key}`, values),
});

export const milestoneName = (lang: Language, milestone: Milestone): string =>
  sentenceCase(say(lang, `campaignPages.milestone.${milestone}`));

/** The campaign of a form, for the office that has launched it. @throws Problem FORBIDDEN, NOT_FOUND */
export const campaignOf = (context: ApiContext, caller: Caller, req: Request): Promise<CampaignRecord> =>
  mustBeOurs(context, caller, String(req.params['id']));

export const backTo = ({ _id, name }: CampaignRecord) => ({ href: campaignHref(_id), text: name });

export const textFields = (texts?: CampaignRecord['texts']): Field[] =>
  campaignTextKeys.map((key) =>
    make.long(`texts.${key}`, { label: { key: `campaignPages.text.${key}` }, ...(texts ? { value: texts[key] } : {}) }),
  );

export const documentGroup = (document?: CampaignRecord['document']): FieldGroup => ({
  legend: { key: 'campaignPages.text.document' },
  fields: [
    make.text('document.title', { required: false, value: document?.title ?? '', hint: words('documentHow') }),
    make.text('document.number', { required: false, value: document?.number ?? '' }),
    make.day('document.date', { required: false, value: document?.date ?? '' }),
  ],
});

/** A field for the day of each milestone. */
export const dateFields = (
  lang: Language,
  dates: CampaignDates,
  more: (milestone: Milestone) => Partial<Field> = () => ({}),
): Field[] =>
  milestones.map((milestone) =>
    make.day(`dates.${milestone}`, {
      label: milestoneName(lang, milestone),
      required: false,
      value: dates[milestone] ?? '',
      ...more(milestone),
    }),
  );

/** What was typed for each milestone that the form asks for; empty: none. */
export const datesTyped = (fields: Fields): Partial<Record<Milestone, string | null>> =>
  Object.fromEntries(
    milestones.flatMap((milestone): [Milestone, string | null][] => {
      if (!fields.has(`dates.${milestone}`)) return [];
      const typed = wordsIn(fields, `dates.${milestone}`, 40);
      return [[milestone, typed === '' ? null : typed]];
    }),
  );
