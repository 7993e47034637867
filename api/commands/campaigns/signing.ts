import { amendmentAfter, differenceOf, lastAmendment } from '../../../domain/campaign/amendment';
import {
  registrationOver,
  statusAfter,
  type RegistrationAction,
  type SettlingType,
} from '../../../domain/campaign/registration';
import { takesRegistrations } from '../../../domain/campaign/state';
import { Problem } from '../../../domain/errors';
import { campaignWorkflowId } from '../../../domain/ids';
import { dayOf, type Instant } from '../../../domain/time';
import { headSigning } from '../../../platform/participants';
import { updateId } from '../../../platform/temporal/ask';
import type { CampaignRecord, RegistrationRecord } from '../../../platform/store';
import { actOnRegistrations } from '../../../workflows/messages';
import type { ApiContext, Caller } from '../../context';
import { contentHash, defined, mustBeSame, mustHave, storeOnce, twiceAtOnce, unlessEnded } from '../shared';
import { needCampaign } from './need';
import { mustNotBeNominated } from './nominated';
import { mustReach } from './reach';
import { mustBe, mustRegister, needRegistration, trailOf } from './registrations';

/** A registration in the version that was seen; of its amendment the number that was. */
export interface Seen {
  readonly id: string;
  readonly expects: number;
  readonly amendment?: true;
}

/** Registrations of one participant, each as it was seen. */
export interface Several {
  readonly caller: Caller;
  readonly submission: string;
  readonly campaign: string;
  readonly unit: string;
  readonly registrations: readonly Seen[];
}

/**
 * Puts drafts to the head of the unit, in one letter. Said again, it goes on where it was broken off.
 * @throws Problem FORBIDDEN, NOT_FOUND, NO_HEAD, REGISTRATION_CLOSED, ACTION_NOT_ALLOWED, STATE_CHANGED, KEY_REUSED, ENGINE_BUSY
 */
export const submitRegistrations = (context: ApiContext, asked: Submitted): Promise<{ readonly at: Instant }> =>
  twiceAtOnce(() => submit(context, asked));

type Submitted = Omit<Several, 'registrations'> & { readonly registrations: readonly Omit<Seen, 'amendment'>[] };

async function submit(context: ApiContext, asked: Submitted): Promise<{ readonly at: Instant }> {
  const { caller, unit, registrations } = asked;
  mustRegister(caller);
  const { store, clock } = context;
  const campaign = await opened(context, asked);
  const now = clock.now();
  const head = await headSigning(store, unit, dayOf(now));
  if (head?.email === undefined) throw new Problem('NO_HEAD', unit, { unit });
  const records = await recordsOf(context, asked);
  const uid = updateId(caller.actor, asked.submission);
  const done = (record: RegistrationRecord, expects: number): boolean =>
    record.submitted?.by === uid && record.version === expects + 1;
  // all are looked at before the first one is written
  for (const [i, record] of records.entries()) {
    const { expects } = registrations[i]!;
    if (!done(record, expects)) mustBeSeen(record, 'draft', expects);
  }
  mustTake(campaign, now);
  for (const [i, record] of records.entries()) {
    const { expects } = registrations[i]!;
    if (done(record, expects)) continue;
    const fields = { status: 'waitingForHead', submitted: { at: now, by: uid }, sentBack: undefined } as const;
    const trail = trailOf(record, { actor: caller.actor, now, type: 'submit', expects, data: { unit } });
    await store.registrations.edit(record._id, expects, fields, [trail]);
  }
  const waiting = registrations.map(({ id, expects }) => ({ id, version: expects + 1 }));
  return tell(context, asked, { type: 'submit', unit, registrations: waiting });
}

/** Takes a registration or its amendment back from the head, to mend it. @throws Problem as `submitRegistrations` */
export async function recallRegistration(
  context: ApiContext,
  asked: Seen & { readonly caller: Caller; readonly submission: string },
): Promise<{ readonly at: Instant }> {
  const { caller, submission, ...seen } = asked;
  mustRegister(caller);
  const { campaign, unit } = await needRegistration(context, caller, seen.id);
  const several = { caller, submission, campaign, unit, registrations: [seen] };
  return settle(context, several, { type: 'recall' });
}

/** The head signs what has been put to him, all or none. @throws Problem as `submitRegistrations` */
export async function signRegistrations(
  context: ApiContext,
  { signer, ...asked }: Several & { readonly signer?: string },
): Promise<{ readonly at: Instant }> {
  mustHave(asked.caller, 'signRegistrations');
  return settle(context, asked, { type: 'sign', ...defined({ signer }) });
}

/** The head sends back what is to be mended, and says why. @throws Problem as `submitRegistrations` */
export async function sendBackRegistrations(
  context: ApiContext,
  { reason, ...asked }: Several & { readonly reason: string },
): Promise<{ readonly at: Instant }> {
  const { caller, submission } = asked;
  mustHave(caller, 'signRegistrations');
  await opened(context, asked);
  const note = updateId(caller.actor, submission);
  const at = context.clock.now();
  await storeOnce(context.store.notes, { _id: note, kind: 'sendBack', by: caller.actor, at, reason });
  return settle(context, asked, { type: 'sendBack', note });
}

/**
 * Says to the campaign what settles registrations that wait for the head. The records tell what cannot be meant; one that stands as
 * this would leave it may have been settled by this very submission, which the campaign knows.
 */
async function settle(
  context: ApiContext,
  asked: Several,
  what: Pick<RegistrationAction, 'note' | 'signer'> & { readonly type: SettlingType },
): Promise<{ readonly at: Instant }> {
  const campaign = await opened(context, asked);
  for (const [i, record] of (await recordsOf(context, asked)).entries()) {
    const { expects, amendment } = asked.registrations[i]!;
    if (amendment) {
      await mustSettle(context, campaign, record, { no: expects, type: what.type });
      continue;
    }
    const settled = record.version === expects + 1 && record.status === statusAfter[what.type];
    if (!settled) mustBeSeen(record, 'waitingForHead', expects);
  }
  const { unit } = asked;
  const registrations = asked.registrations.map(({ expects, ...one }) => ({ ...one, version: expects }));
  return tell(context, asked, { ...what, unit, registrations });
}

/**
 * An amendment that waits in the number that was seen, or was settled in this way. @throws Problem ACTION_NOT_ALLOWED, STATE_CHANGED,
 * TITLE_NOMINATED
 */
async function mustSettle(
  context: ApiContext,
  campaign: CampaignRecord,
  record: RegistrationRecord,
  { no, type }: { readonly no: number; readonly type: SettlingType },
): Promise<void> {
  const { _id, version } = record;
  const last = lastAmendment(record);
  const facts = { state: last?.status ?? record.status, version, allowed: [] };
  if (last !== undefined && last.no !== no) throw new Problem('STATE_CHANGED', _id, facts);
  if (last?.status === amendmentAfter[type]) return;
  if (last?.status !== 'waitingForHead') throw new Problem('ACTION_NOT_ALLOWED', _id, facts);
  if (type === 'sign')
    await mustNotBeNominated(context, campaign, record, differenceOf(last.before, last.after).dropped);
}

async function opened(
  context: ApiContext,
  { caller, campaign, unit }: Pick<Several, 'caller' | 'campaign' | 'unit'>,
): Promise<CampaignRecord> {
  const record = await needCampaign(context, caller, campaign);
  await mustReach(context, caller, unit);
  return record;
}

/** @throws Problem NOT_FOUND for one of another unit or campaign */
async function recordsOf(
  { store }: ApiContext,
  asked: Pick<Several, 'campaign' | 'unit' | 'registrations'>,
): Promise<readonly RegistrationRecord[]> {
  const found = await store.registrations.many(asked.registrations.map(({ id }) => id));
  return asked.registrations.map(({ id }) => {
    const record = found.get(id);
    if (record?.campaign !== asked.campaign || record.unit !== asked.unit) throw new Problem('NOT_FOUND', id);
    return record;
  });
}

/** @throws Problem ACTION_NOT_ALLOWED, STATE_CHANGED */
function mustBeSeen(record: RegistrationRecord, wanted: RegistrationRecord['status'], expects: number): void {
  mustBe(record, wanted);
  const { _id, status, version } = record;
  if (version !== expects) throw new Problem('STATE_CHANGED', _id, { state: status, version });
}

/** @throws Problem REGISTRATION_CLOSED */
function mustTake(campaign: CampaignRecord, now: Instant): void {
  if (takesRegistrations(campaign, now)) return;
  throw registrationOver(campaign, campaign._id);
}

/** Says something to the workflow of the campaign, which knows whether it comes in time. */
export async function tell(
  { ask }: ApiContext,
  { caller, campaign, submission }: Omit<Several, 'registrations'>,
  action: RegistrationAction,
): Promise<{ readonly at: Instant }> {
  const content = contentHash({ campaign, action });
  const uid = updateId(caller.actor, submission);
  const amends = action.registrations.every(({ amendment }) => amendment);
  const over = new Problem(amends ? 'AMENDING_CLOSED' : 'REGISTRATION_CLOSED', campaign);
  const receipt = await unlessEnded(over, () =>
    ask(campaignWorkflowId(campaign), (handle) =>
      handle.executeUpdate(actOnRegistrations, { updateId: uid, args: [{ actor: caller.actor, content, action }] }),
    ),
  );
  mustBeSame(receipt, content);
  return { at: receipt.at };
}
