import { Problem } from '../../../domain/errors';
import { isOver } from '../../../domain/campaign/state';
import { campaignEntity } from '../../../domain/ids';
import type { CampaignRecord } from '../../../platform/store';
import type { StoredFile } from '../../../platform/store/files';
import { refused } from '../../../templates/words';
import type { ApiContext, Caller } from '../../context';
import { invalid } from '../../schemas/parse';
import { attachment, mustHaveFiles } from '../papers';
import { takesNothing } from '../shared';
import { mustBeOurs, needCampaign } from './need';

/** What the trail of a campaign calls the scan of the document that launches it. */
const SCANNED = 'documentScanned';

interface Asked {
  readonly caller: Caller;
  readonly id: string;
}

/**
 * Puts the scan of the document that launches a campaign in its place; one that was there before stays in the trail. The same file
 * again changes nothing.
 * @throws Problem FORBIDDEN, NOT_FOUND, VALIDATION, STATE_CHANGED, ACTION_NOT_ALLOWED once the campaign is over
 */
export async function recordDocumentFile(
  context: ApiContext,
  { caller, id, file, expects }: Asked & { readonly file: string; readonly expects: number },
): Promise<CampaignRecord> {
  const { store, clock } = context;
  const record = await mustBeOurs(context, caller, id);
  if (record.document?.file === file) return record;
  const { theme, texts } = record;
  const document = documentOf(record);
  const entity = campaignEntity(id);
  await mustHaveFiles(context, [entity], [{ kind: 'launch', ...document, attachment: file }], 'document');
  return store.campaigns.rewrite(id, expects, { theme, texts, document: { ...document, file } }, [
    {
      entity,
      key: `document/${expects + 1}`,
      at: clock.now(),
      actor: caller.actor,
      type: SCANNED,
      data: { document: document.number, file, ...(document.file === undefined ? {} : { before: document.file }) },
    },
  ]);
}

/** The scan of the document that launches a campaign, for whoever sees it. @throws Problem FORBIDDEN, NOT_FOUND */
export async function documentFile(
  context: ApiContext,
  { caller, id }: Asked,
): Promise<StoredFile & { readonly type: string }> {
  const { document } = await needCampaign(context, caller, id);
  if (document?.file === undefined) throw new Problem('NOT_FOUND', 'no scan');
  return attachment(context, { caller, to: 'campaigns', id, file: document.file });
}

/** @throws Problem FORBIDDEN, NOT_FOUND, ACTION_NOT_ALLOWED, VALIDATION where nothing says which document it is */
export async function mustTakeScan(context: ApiContext, asked: Asked): Promise<CampaignRecord> {
  const record = await mustBeOurs(context, asked.caller, asked.id);
  documentOf(record);
  return record;
}

/** The document whose scan a campaign still takes. @throws Problem ACTION_NOT_ALLOWED, VALIDATION */
function documentOf(record: CampaignRecord): NonNullable<CampaignRecord['document']> {
  if (isOver(record)) throw takesNothing(record);
  if (record.document === undefined) throw invalid({ field: 'document', ...refused('campaign.noDocument') });
  return record.document;
}
