import type { CampaignAction } from '../../../domain/campaign/machine';
import { campaignWorkflowId } from '../../../domain/ids';
import type { Day, Instant } from '../../../domain/time';
import { updateId } from '../../../platform/temporal/ask';
import type { CampaignRecord } from '../../../platform/store';
import { actOnCampaign as actUpdate, type ActOnCampaignInput } from '../../../workflows/messages';
import type { ApiContext, Caller } from '../../context';
import { contentHash, mustBeSame, storeOnce, takesNothing, unlessEnded } from '../shared';
import { movedDates, type MovedDates } from './campaigns';
import { mustBeOurs } from './need';

/** What the office of a campaign does with it, and why. */
export type OfficeAction =
  | { readonly type: 'changeDates'; readonly dates: MovedDates; readonly reason: string }
  | { readonly type: 'extendRegistration'; readonly until: Day; readonly reason: string }
  | { readonly type: 'cancel'; readonly reason: string };

export interface CampaignOutcome {
  readonly at: Instant;
  readonly status: string;
  readonly version: number;
}

/**
 * @throws Problem FORBIDDEN, NOT_FOUND, VALIDATION with the days that cannot be, STATE_CHANGED, ACTION_NOT_ALLOWED, KEY_REUSED,
 * ENGINE_BUSY
 */
export async function actOnCampaign(
  context: ApiContext,
  asked: {
    readonly caller: Caller;
    readonly id: string;
    readonly submission: string;
    readonly expects: number;
    readonly action: OfficeAction;
  },
): Promise<CampaignOutcome> {
  const { caller, id, submission, expects, action } = asked;
  const { store, clock, ask } = context;
  const record = await mustBeOurs(context, caller, id);
  const uid = updateId(caller.actor, submission);
  const note = { _id: uid, kind: action.type, by: caller.actor, at: clock.now(), reason: action.reason };
  await storeOnce(store.notes, note);
  const said = await saidOf(context, record, action, uid);
  // hashed as it was asked: the calendar may have grown when it is said again
  const content = contentHash({ id, action });
  const args: [ActOnCampaignInput] = [{ actor: caller.actor, content, action: said, expects }];
  const receipt = await unlessEnded(takesNothing(record), () =>
    ask(campaignWorkflowId(id), (handle) => handle.executeUpdate(actUpdate, { updateId: uid, args })),
  );
  mustBeSame(receipt, content);
  const { at, status, version } = receipt;
  return { at, status, version };
}

async function saidOf(
  { store }: ApiContext,
  { asked }: CampaignRecord,
  action: OfficeAction,
  note: string,
): Promise<CampaignAction> {
  switch (action.type) {
    case 'changeDates': {
      const calendar = await store.calendars.working();
      return { type: action.type, dates: movedDates(asked, action.dates), calendar, note };
    }
    case 'extendRegistration':
      return { type: action.type, until: action.until, note };
    case 'cancel':
      return { type: action.type, note };
  }
}
