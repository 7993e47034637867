import { Problem } from '../../../domain/errors';
import { updateId } from '../../../platform/temporal/ask';
import type { Dossier, NominationRecord, RoundRecord, UnitRecord } from '../../../platform/store';
import { refused } from '../../../templates/words';
import type { ApiContext, Caller } from '../../context';
import { invalid } from '../../schemas/parse';
import type { Eligibility } from './eligibility';
import { eligibilityOf, lookAtDraft, sendingUnit, visibleTo } from './eligibility';
import { mustFit } from './findings';
import { codeOf, mustBeOurs } from './nominee-scope';
import { mustHaveFiles } from '../papers';
import { contentHash, defined, isWithin, mustHave } from '../shared';

/** A nomination as a unit writes it. */
export interface NewNomination {
  /** That of the caller when absent. */
  readonly unit?: string;
  /** Absent: an ad hoc case. */
  readonly round?: string;
  readonly dossier: Dossier;
}

export interface DraftOutcome {
  readonly record: NominationRecord;
  readonly created: boolean;
  readonly eligibility: Eligibility;
}

/** A draft, with what it would be refused for if it were sent now. @throws Problem FORBIDDEN, NOT_FOUND, VALIDATION, KEY_REUSED */
export async function createNomination(
  context: ApiContext,
  request: { readonly caller: Caller; readonly nomination: NewNomination; readonly submission: string },
): Promise<DraftOutcome> {
  const { caller, nomination, submission } = request;
  mustHave(caller, 'writeDrafts');
  const { unit, round } = await partiesOf(context, caller, nomination);
  mustFit(context, nomination.dossier);
  await mustBeOurs(context, caller, nomination.dossier.nominee);
  await mustHaveFiles(context, [], nomination.dossier.papers, 'papers');
  const { record, created } = await context.store.nominations.create({
    unit: unit._id,
    ...defined({ round: round?._id }),
    dossier: nomination.dossier,
    createKey: updateId(caller.actor, submission),
    createHash: contentHash({ ...nomination, unit: unit._id }),
    actor: caller.actor,
    now: context.clock.now(),
  });
  const draft = { nomination: record._id, dossier: record.dossier };
  return {
    record,
    created,
    eligibility: await findingsOf(context, caller, draft, { unit, ...(round ? { round } : {}) }),
  };
}

/**
 * Changes fields of a draft; the others stay. @throws Problem FORBIDDEN, NOT_FOUND, VALIDATION, STATE_CHANGED, ACTION_NOT_ALLOWED
 */
export async function editNomination(
  context: ApiContext,
  request: {
    readonly caller: Caller;
    readonly id: string;
    readonly expects: number;
    readonly fields: Partial<Dossier>;
  },
): Promise<DraftOutcome> {
  const { caller, id, expects, fields } = request;
  const { store, clock } = context;
  mustHave(caller, 'writeDrafts');
  const before = await store.nominations.need(id);
  if (!(await isWithin(context, caller, before.unit))) throw new Problem('NOT_FOUND', id);
  const dossier: Dossier = { ...before.dossier, ...fields };
  if (fields.award !== undefined || fields.nominee !== undefined) mustFit(context, dossier);
  // whoever has moved meanwhile stays in the draft that names him
  if (codeOf(dossier.nominee) !== codeOf(before.dossier.nominee)) await mustBeOurs(context, caller, dossier.nominee);
  await mustHaveFiles(context, [id], dossier.papers, 'papers');
  const record = await store.nominations.editDraft(id, expects, dossier, { actor: caller.actor, now: clock.now() });
  const parties = await partiesOf(context, caller, { ...before, dossier });
  return {
    record,
    created: false,
    eligibility: await findingsOf(context, caller, { nomination: id, dossier }, parties),
  };
}

/** The same as creating a draft, and saves nothing. @throws Problem FORBIDDEN, NOT_FOUND, VALIDATION */
export async function checkNomination(
  context: ApiContext,
  { caller, nomination }: { readonly caller: Caller; readonly nomination: NewNomination },
): Promise<Eligibility> {
  mustHave(caller, 'readNominations');
  const parties = await partiesOf(context, caller, nomination);
  await mustBeOurs(context, caller, nomination.dossier.nominee);
  return findingsOf(context, caller, { dossier: nomination.dossier }, parties);
}

async function findingsOf(
  context: ApiContext,
  caller: Caller,
  draft: { readonly nomination?: string; readonly dossier: Dossier },
  { unit: own, round }: { readonly unit: UnitRecord; readonly round?: RoundRecord },
): Promise<Eligibility> {
  const unit = await sendingUnit(context, caller, own);
  const looked = await lookAtDraft(context, { ...draft, unit, ...(round ? { round } : {}) });
  const [found] = await eligibilityOf(context, [looked]);
  return visibleTo(caller, found!);
}

/** @throws Problem NOT_FOUND for a unit outside the caller's, VALIDATION */
async function partiesOf(
  context: ApiContext,
  caller: Caller,
  nomination: NewNomination,
): Promise<{ readonly unit: UnitRecord; readonly round?: RoundRecord }> {
  const { store } = context;
  const code = nomination.unit ?? caller.unit;
  if (code === undefined) throw invalid({ field: 'unit', ...refused('unitNeeded') });
  const unit = await store.units.get(code);
  if (caller.unit !== undefined && (!unit || !(await isWithin(context, caller, code))))
    throw new Problem('NOT_FOUND', code);
  if (!unit) throw invalid({ field: 'unit', ...refused('noUnit') });
  if (nomination.round === undefined) return { unit };
  const round = await store.rounds.get(nomination.round);
  if (!round) throw invalid({ field: 'round', ...refused('noRound') });
  return { unit, round };
}
