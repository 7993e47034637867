import { levelOf } from '../../../domain/roles';
import type { NominationRecord } from '../../../platform/store';
import type { LineAnswer } from '../../../workflows/messages';
import type { ApiContext, Caller } from '../../context';
import { findingAnswer } from '../../schemas/answers/findings';
import { eligibilityOf, inTheWay, lookAtLines, seesMatters, type Eligibility, type Found } from './eligibility';

type Refused = Extract<LineAnswer, { done: false }>;

/** Lines that an office is about to accept, and the reason that it gives, under the id of what it says. */
export interface Acceptance {
  readonly caller: Caller;
  readonly records: readonly NominationRecord[];
  readonly reason?: string;
  readonly uid: string;
}

/**
 * Lines whose findings keep them from being accepted, evaluated under the rules that their level took them in under: what would
 * refuse or pause them, and warnings. A reason that goes with the acceptance is the reason with which its warnings are passed;
 * it is written down for each of them.
 */
export async function refusedByRules(context: ApiContext, acceptance: Acceptance): Promise<readonly Refused[]> {
  const { caller, records, reason } = acceptance;
  const looked = await lookAtLines(context, records);
  const found = await eligibilityOf(context, looked);
  const refused: Refused[] = [];
  for (const [i, { nomination }] of looked.entries()) {
    const record = records.find((one) => one._id === nomination)!;
    const standing = found[i]!.findings.filter(inTheWay);
    const passed = reason === undefined ? [] : standing.filter((finding) => mayPass(caller, finding));
    const left = standing.filter((finding) => !passed.includes(finding));
    if (left.length > 0) refused.push(refusal(caller, record, left));
    else await writeDown(context, acceptance, record, found[i]!, passed);
  }
  return refused;
}

const mayPass = (caller: Caller, { kind, override }: Found): boolean =>
  kind === 'WARN' && override.includes(caller.role);

/** The office of a unit is told that a nomination is paused, and nothing of why: that is the province's alone. */
function refusal(caller: Caller, { _id: id, status }: NominationRecord, left: readonly Found[]): Refused {
  const shown = seesMatters(caller) ? left : left.filter((finding) => finding.internal === undefined);
  const findings = shown.map((finding) => findingAnswer(finding, caller));
  return { id, done: false, code: shown.length === left.length ? 'INELIGIBLE' : 'ON_HOLD', status, findings };
}

async function writeDown(
  { store, clock }: ApiContext,
  { caller, reason, uid }: Acceptance,
  { _id, line }: NominationRecord,
  { rules }: Eligibility,
  passed: readonly Found[],
): Promise<void> {
  if (line === undefined || reason === undefined) return;
  for (const { code } of passed) {
    await store.overrides.add({
      _id: `${uid}/${_id}/${code}`,
      nomination: _id,
      code,
      rules,
      level: levelOf(line),
      role: caller.role,
      by: caller.actor,
      reason,
      at: clock.now(),
    });
  }
}
