import { changedIn, type Wording, type WordingChange, type WordingPart } from '../../../../../domain/campaign/texts';
import type { Language, RegistrationRecord } from '../../../../../platform/store';
import { dayText } from '../../../../../templates/format';
import type { Cell, Section } from '../../../../../templates/pages';
import { changeTexts, editionOf } from '../../../../commands/campaigns/texts';
import type { ApiContext } from '../../../../context';
import { campaignBodies } from '../../../../schemas/campaigns';
import { parse } from '../../../../schemas/parse';
import { plainForm } from '../../../forms';
import type { AppPage } from '../../page';
import { recordForm } from '../../records/form';
import { campaignHref } from '../said';
import { backTo, campaignOf, documentGroup, make, textFields, words } from './parts';

/** The words of a campaign: changed with a reason, and those of before beside those of now. */
export const textForms = (context: ApiContext): AppPage[] => [
  recordForm(context, {
    path: '/app/campaigns/:id/texts',
    right: 'writeCampaigns',
    form: plainForm,
    async open(req, { caller }) {
      const record = await campaignOf(context, caller, req);
      const registrations = await context.store.registrations.ofCampaign(record._id);
      const signed = registrations.filter((one) => one.signed !== undefined).length;
      return {
        title: words('texts.title'),
        lead: words('texts.how'),
        notes: signed === 0 ? [] : [{ tone: 'warn', text: words('texts.signed', { count: signed }) }],
        back: backTo(record),
        button: words('texts.button'),
        edition: editionOf(record),
        groups: [
          {
            fields: [make.text('theme', { required: false, value: record.theme ?? '' }), ...textFields(record.texts)],
          },
          documentGroup(record.document),
          { fields: [make.long('reason', { hint: words('texts.reasonHow') })] },
        ],
      };
    },
    async save({ req, signed: { caller }, body, expects }) {
      const { _id: id } = await campaignOf(context, caller, req);
      const { expects: edition, ...asked } = parse(campaignBodies.texts, { texts: {}, ...body, expects });
      await changeTexts(context, { caller, id, expects: edition, asked });
      return `${campaignHref(id)}?done=texts`;
    },
  }),
];

/** How the words of a campaign have changed, newest change first; nothing where they have not. */
export function changesSection(
  changes: readonly WordingChange[],
  registrations: readonly RegistrationRecord[],
  lang: Language,
): Section[] {
  if (changes.length === 0) return [];
  return [
    {
      title: words('texts.changes'),
      heads: ['part', 'before', 'after', 'changedAt', 'reason'].map((head) => `campaignOffice.head.${head}`),
      rows: changes.toReversed().flatMap((change): Cell[][] => {
        const count = registrations.filter(({ signed }) => signed !== undefined && signed.at < change.at).length;
        return changedIn(change).map((part): Cell[] => [
          { text: part === 'theme' ? words('field.theme') : { key: `campaignPages.text.${part}` }, main: true },
          wordsCell(change.before, part, lang),
          wordsCell(change.after, part, lang),
          { at: change.at, ...(count === 0 ? {} : { sub: words('texts.signedBefore', { count }) }) },
          { text: change.reason },
        ]);
      }),
    },
  ];
}

function wordsCell(of: Wording, part: WordingPart, lang: Language): Cell {
  if (part !== 'document') return of[part] === undefined ? {} : { text: of[part] };
  const { document } = of;
  return document === undefined
    ? {}
    : {
        text: `${document.title}, ${document.number}, ${dayText(lang, document.date)}`,
        ...(document.file === undefined ? {} : { sub: words('document.scanned') }),
      };
}
