import { Problem } from '../../../domain/errors';
import { levelOf } from '../../../domain/roles';
import { stands } from '../../../domain/rules/rule';
import type { Level } from '../../../domain/route';
import { updateId } from '../../../platform/temporal/ask';
import type { NominationRecord, OverrideRecord, Paper } from '../../../platform/store';
import { refused } from '../../../templates/words';
import type { ApiContext, Caller } from '../../context';
import { invalid } from '../../schemas/parse';
import { eligibilityNow, type Eligibility, type Found } from './eligibility';
import { mustHaveFiles } from '../papers';
import { defined, isWithin, mustHave } from '../shared';

export interface OverrideRequest {
  readonly caller: Caller;
  readonly id: string;
  /** Code of the finding: `R14`. */
  readonly code: string;
  readonly reason: string;
  readonly paper?: Paper;
  readonly submission: string;
}

/**
 * Lets a nomination pass with a finding that stands in its way, at the level at which it stands now. A warning needs a reason;
 * what would refuse or pause it needs a role that its rule names, and a paper. Twice is once.
 * @throws Problem FORBIDDEN, NOT_FOUND, VALIDATION, ACTION_NOT_ALLOWED, NO_OVERRIDE, KEY_REUSED
 */
export async function overrideFinding(
  context: ApiContext,
  request: OverrideRequest,
): Promise<{ readonly override: OverrideRecord; readonly created: boolean; readonly eligibility: Eligibility }> {
  const { caller, id, code, reason, paper } = request;
  mustHave(caller, 'readNominations');
  const { store, clock } = context;
  const record = await store.nominations.need(id);
  if (!(await isWithin(context, caller, record.unit))) throw new Problem('NOT_FOUND', id);
  const before = await eligibilityNow(context, caller, record);
  if (!before) throw new Problem('ACTION_NOT_ALLOWED', id, { state: record.status, allowed: [] });
  const level = mustBeOfItsLevel(caller, record);
  mustBeOverridable(request, before.findings);
  if (paper) await mustHaveFiles(context, [id, record.unitProposal, record.docket], [paper], 'paper');

  const { record: override, created } = await store.overrides.add({
    _id: updateId(caller.actor, request.submission),
    nomination: id,
    code,
    rules: before.rules,
    level,
    role: caller.role,
    by: caller.actor,
    reason,
    ...defined({ paper }),
    at: clock.now(),
  });
  return { override, created, eligibility: (await eligibilityNow(context, caller, record)) ?? before };
}

/** A draft and a line at the unit are for the unit's own people, a line at the province for the province's. */
function mustBeOfItsLevel(caller: Caller, { line }: NominationRecord): Level {
  const level: Level = line ? levelOf(line) : 'unit';
  if ((caller.unit === undefined) !== (level === 'province')) throw new Problem('FORBIDDEN', `of level ${level}`);
  return level;
}

function mustBeOverridable({ caller, code, paper }: OverrideRequest, findings: readonly Found[]): void {
  const found = findings.find((finding) => finding.code === code);
  if (!found || !stands(found)) throw invalid({ field: 'code', ...nothingStands });
  if (!found.override.includes(caller.role)) throw new Problem('NO_OVERRIDE', code, { roles: found.override });
  if (found.kind !== 'WARN' && !paper) throw invalid({ field: 'paper', ...paperNeeded });
}

const nothingStands = refused('nomination.notInTheWay');
const paperNeeded = refused('nomination.paperToLetPass');
