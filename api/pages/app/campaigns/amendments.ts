import { signedAmendments, waitingAmendment } from '../../../../domain/campaign/amendment';
import { takesAmendments } from '../../../../domain/campaign/state';
import { dayOf, type Instant } from '../../../../domain/time';
import type { CampaignRecord, Language, RegistrationRecord } from '../../../../platform/store';
import { dayText } from '../../../../templates/format';
import type { Cell, Section, Tables } from '../../../../templates/pages';
import type { ApiContext } from '../../../context';
import { differenceLines } from '../../difference';
import { head, words } from './said';

/** How a registration was amended, and what is before the head: old against new, with the reason. */
export function amendmentSections(
  { catalogue }: ApiContext,
  record: RegistrationRecord,
  lang: Language,
): readonly Section[] {
  const signed = signedAmendments(record);
  return (record.amendments ?? []).map((one): Section => {
    const nth = signed.find(({ no }) => no === one.no)?.nth;
    const day = dayText(lang, dayOf((one.settled ?? one.proposed).at));
    return {
      title: words(`amendment.${one.status}`, { day, ...(nth === undefined ? {} : { nth }) }),
      note: words('amendment.reason', { reason: one.reason }),
      heads: [head('what'), head('before'), head('after')],
      rows: differenceLines(catalogue, one, lang).map(({ what, before, after }): Cell[] => [
        { text: what, main: true },
        { text: before },
        { text: after },
      ]),
    };
  });
}

/** What is to be known of an amendment before anything else is read. */
export function amendmentNotes(
  record: RegistrationRecord,
  campaign: CampaignRecord,
  { lang, now, sentBackReason }: { readonly lang: Language; readonly now: Instant; readonly sentBackReason?: string },
): NonNullable<Tables['notes']> {
  const day = dayText(lang, campaign.working.finalReview ?? dayOf(now));
  if (waitingAmendment(record))
    return takesAmendments(campaign, now)
      ? [{ tone: 'plain', text: words('amendment.waits', { day }) }]
      : [{ tone: 'stop', text: words('amendment.late', { day }) }];
  const returned = record.amendments?.at(-1)?.status === 'sentBack' && sentBackReason !== undefined;
  return returned ? [{ tone: 'warn', text: words('amendment.returned', { reason: sentBackReason }) }] : [];
}
