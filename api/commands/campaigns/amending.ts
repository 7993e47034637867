import {
  changesNothing,
  differenceOf,
  givenUp,
  lastAmendment,
  nothingChanged,
  waitingAmendment,
  withProposal,
  type Amendment,
  type Commitment,
} from '../../../domain/campaign/amendment';
import { amendingOver } from '../../../domain/campaign/registration';
import { takesAmendments } from '../../../domain/campaign/state';
import { Problem } from '../../../domain/errors';
import { dayOf, type Instant } from '../../../domain/time';
import { headSigning } from '../../../platform/participants';
import { updateId } from '../../../platform/temporal/ask';
import type { CampaignRecord, RegistrationRecord } from '../../../platform/store';
import { sameContent } from '../../../platform/store/canonical';
import { refused } from '../../../templates/words';
import type { ApiContext, Caller } from '../../context';
import { invalid } from '../../schemas/parse';
import { hasEnded } from './campaigns';
import { needCampaign } from './need';
import { mustNotBeNominated } from './nominated';
import { mustBe, mustBeSound, mustRegister, needRegistration, trailOf } from './registrations';
import { tell } from './signing';
import { twiceAtOnce } from '../shared';

/** What a registration is to say from now on, and why. */
export interface ProposedAmendment extends Commitment {
  readonly reason: string;
}

/**
 * Puts an amendment of a signed registration to the head, in a letter with the link. What stands holds until it is signed. Said again, it
 * goes on where it was broken off.
 * @throws Problem FORBIDDEN, NOT_FOUND, VALIDATION, ACTION_NOT_ALLOWED before it is signed, AMENDING_CLOSED, AMENDMENT_WAITS,
 * TITLE_NOMINATED, NO_HEAD, STATE_CHANGED, KEY_REUSED, ENGINE_BUSY
 */
export const amendRegistration = (context: ApiContext, said: Proposed): Promise<{ readonly at: Instant }> =>
  twiceAtOnce(() => amend(context, said));

interface Proposed {
  readonly caller: Caller;
  readonly id: string;
  readonly expects: number;
  readonly submission: string;
  readonly asked: ProposedAmendment;
}

async function amend(context: ApiContext, said: Proposed): Promise<{ readonly at: Instant }> {
  const { caller, id, expects, submission, asked } = said;
  mustRegister(caller);
  const { store, clock } = context;
  const record = await needRegistration(context, caller, id);
  const { campaign, unit } = record;
  const by = updateId(caller.actor, submission);
  const { reason, titles, targets, measures } = asked;
  const after = { titles, targets, measures };
  const begun = lastAmendment(record);
  let no = begun?.no ?? 0;
  if (begun?.proposed.by !== by) {
    await mustAmend(context, caller, record, after);
    no += 1;
    const now = clock.now();
    const before = { titles: record.titles, targets: record.targets, measures: record.measures };
    const proposal: Amendment = { no, before, after, reason, status: 'waitingForHead', proposed: { at: now, by } };
    const data = { amendment: no, reason, ...after };
    const trail = trailOf(record, { actor: caller.actor, now, type: 'amend', expects, data });
    await store.registrations.edit(id, expects, { amendments: withProposal(record, proposal) }, [trail]);
  } else if (!sameContent({ reason: begun.reason, ...begun.after }, { reason, ...after })) {
    throw new Problem('KEY_REUSED', id);
  }
  const registrations = [{ id, version: no, amendment: true as const }];
  return tell(context, { caller, submission, campaign, unit }, { type: 'submit', unit, registrations });
}

/** Whether an amendment may be written now. @throws Problem ACTION_NOT_ALLOWED, AMENDING_CLOSED, AMENDMENT_WAITS */
export function mustTakeAmendment(record: RegistrationRecord, campaign: CampaignRecord, now: Instant): void {
  mustBe(record, 'signed');
  if (!takesAmendments(campaign, now)) throw amendingOver(campaign, record._id);
  if (waitingAmendment(record)) throw new Problem('AMENDMENT_WAITS', record._id);
}

/** Whether this may be put to the head now. @throws Problem as `amendRegistration` */
async function mustAmend(
  context: ApiContext,
  caller: Caller,
  record: RegistrationRecord,
  after: Commitment,
): Promise<void> {
  const { store, clock } = context;
  const { registrant, unit } = record;
  const campaign = await needCampaign(context, caller, record.campaign);
  const now = clock.now();
  const today = dayOf(now);
  mustTakeAmendment(record, campaign, now);
  const own = registrant.kind === 'person' ? undefined : await store.units.get(registrant.code);
  if (own?.validTo !== undefined && own.validTo < today)
    throw invalid(hasEnded('registrant.code', own.name, own.successor));
  const difference = differenceOf(record, after);
  if (changesNothing(difference)) throw invalid({ field: 'titles', ...nothingChanged });
  await mustBeSound(context, { kind: registrant.kind, unit }, after);
  const spent = givenUp(record);
  const faults = after.targets.flatMap(({ code }, i) =>
    spent.has(code) ? [{ field: `targets.${i}.code`, ...refused('campaign.codeGivenUp', { code }) }] : [],
  );
  if (faults.length > 0) throw invalid(...faults);
  await mustNotBeNominated(context, campaign, record, difference.dropped);
  if ((await headSigning(store, unit, today))?.email === undefined) throw new Problem('NO_HEAD', unit, { unit });
}
