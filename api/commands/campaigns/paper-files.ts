import { dayOf } from '../../../domain/time';
import { drawn } from '../../../platform/documents';
import {
  pactDocument,
  registrationDocument,
  reviewDocument,
  type CampaignPaperDocument,
} from '../../../templates/documents/campaign-paper';
import type { ApiContext } from '../../context';
import { written, type Drafted, type PaperFile } from '../office/papers';
import {
  emulationPact,
  emulationRegistration,
  emulationReview,
  type CampaignPaperAsked,
  type CampaignPaperKind,
} from './papers';

/**
 * A paper to go on with in a word processor, or as a file copy. Nothing is stored: it is made anew of what stands in the records.
 * @throws Problem FORBIDDEN, NOT_FOUND, FACTS_MISSING, NOT_PRINTABLE
 */
export async function campaignPaper(
  context: ApiContext,
  asked: CampaignPaperAsked & { readonly kind: CampaignPaperKind; readonly format: 'docx' | 'pdf' },
): Promise<PaperFile> {
  const today = dayOf(context.clock.now());
  const made = async <Kind extends CampaignPaperKind>(
    drafted: Drafted<Kind>,
    asPdf: (data: Drafted<Kind>['data'], day: string) => CampaignPaperDocument,
  ): Promise<PaperFile> => {
    if (asked.format === 'docx') return written(context, drafted, { inForceOn: today });
    const { pdf } = await drawn(context.documents.renderCampaignPaper(asPdf(drafted.data, today)));
    return { name: `${drafted.name}.pdf`, bytes: Buffer.from(pdf) };
  };
  switch (asked.kind) {
    case 'emulationPact':
      return made(await emulationPact(context, asked), pactDocument);
    case 'emulationRegistration':
      return made(await emulationRegistration(context, asked), registrationDocument);
    case 'emulationReview':
      return made(await emulationReview(context, asked), reviewDocument);
  }
}
