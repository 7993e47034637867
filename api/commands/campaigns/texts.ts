import type { z } from 'zod';
import { isOver } from '../../../domain/campaign/state';
import { changedIn, differing, type Wording, type WordingChange } from '../../../domain/campaign/texts';
import { campaignEntity } from '../../../domain/ids';
import type { CampaignRecord } from '../../../platform/store';
import type { ApiContext, Caller } from '../../context';
import type { campaignBodies } from '../../schemas/campaigns';
import { mustHaveFiles } from '../papers';
import { defined, takesNothing, twiceAtOnce } from '../shared';
import { mustBeOurs, needCampaign } from './need';

/** What the trail of a campaign calls another wording. */
const CHANGED = 'textsChanged';

export type ChangedTexts = Omit<z.output<typeof campaignBodies.texts>, 'expects'>;

interface Asked {
  readonly caller: Caller;
  readonly id: string;
}

export const editionOf = ({ edition = 0 }: CampaignRecord): number => edition;

const wordingOf = ({ theme, texts, document }: Pick<ChangedTexts, 'theme' | 'texts' | 'document'>): Wording => ({
  ...texts,
  ...defined({ theme, document }),
});

/**
 * Puts a campaign in other words, with the reason; as many have signed on them as may have, the words of before stay in its trail and
 * are shown beside those of now. The same words again change nothing.
 * @throws Problem FORBIDDEN, NOT_FOUND, VALIDATION, STATE_CHANGED, ACTION_NOT_ALLOWED once it is over
 */
export const changeTexts = (context: ApiContext, said: Said): Promise<CampaignRecord> =>
  twiceAtOnce(() => change(context, said));

type Said = Asked & { readonly expects: number; readonly asked: ChangedTexts };

async function change(context: ApiContext, { caller, id, expects, asked: meant }: Said): Promise<CampaignRecord> {
  const { store, clock } = context;
  const record = await mustBeOurs(context, caller, id);
  const asked = withScan(meant, record);
  const { before, after } = differing(wordingOf(shownOf(record)), wordingOf(asked));
  if (changedIn({ before, after }).length === 0) return record;
  if (isOver(record)) throw takesNothing(record);
  const { theme, texts, document, reason } = asked;
  if (document?.file !== undefined && document.file !== record.document?.file) {
    const paper = { kind: 'launch', ...document, attachment: document.file };
    await mustHaveFiles(context, [campaignEntity(id)], [paper], 'document');
  }
  const edition = expects + 1;
  return store.campaigns.rewrite(id, expects, { theme, texts, document }, [
    {
      entity: campaignEntity(id),
      key: `texts/${edition}`,
      at: clock.now(),
      actor: caller.actor,
      type: CHANGED,
      data: { reason, before, after },
    },
  ]);
}

/** The scan stays with the document that it is of: a number comes again every year, and with its date it is of one. */
function withScan(asked: ChangedTexts, { document: kept }: CampaignRecord): ChangedTexts {
  const { document } = asked;
  const same = document?.number === kept?.number && document?.date === kept?.date;
  if (document === undefined || document.file !== undefined || !kept || !same) return asked;
  return { ...asked, document: { ...document, ...defined({ file: kept.file }) } };
}

/** As a form has it. */
const shownOf = ({ theme, texts, document }: CampaignRecord): Pick<ChangedTexts, 'theme' | 'texts' | 'document'> => ({
  texts: { ...texts },
  ...(theme === undefined ? {} : { theme }),
  ...(document === undefined ? {} : { document: { ...document } }),
});

/** How its words have changed, oldest change first. @throws Problem FORBIDDEN, NOT_FOUND */
export async function wordingChanges(context: ApiContext, { caller, id }: Asked): Promise<readonly WordingChange[]> {
  await needCampaign(context, caller, id);
  const entries = await context.store.audit.ofTypes([campaignEntity(id)], [CHANGED]);
  return entries.map(({ at, data }) => ({ at, ...(data as unknown as Omit<WordingChange, 'at'>) }));
}
