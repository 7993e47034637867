import type { Prize } from '../../../domain/prize';
import { has, levelOf } from '../../../domain/roles';
import { tryingOn } from '../../../domain/rules/amend';
import { evaluate } from '../../../domain/rules/evaluate';
import type { Facts } from '../../../domain/rules/facts';
import { expectedPrize } from '../../../domain/rules/operators/prize';
import { stands, type Finding } from '../../../domain/rules/rule';
import type { RuleSet, RulesInForce } from '../../../domain/rules/ruleSet';
import type { Day } from '../../../domain/time';
import { dayOf } from '../../../domain/time';
import type { Dossier, NominationRecord, OverrideRecord, RoundRecord, UnitRecord } from '../../../platform/store';
import type { Caller } from '../../context';
import type { Candidate, EligibilityContext } from '../facts/facts';
import { gatherFacts } from '../facts/facts';
import { checkForm } from './findings';
import { senderFor, wholeOf, type Sender } from './senders';
import { defined } from '../shared';

export type { EligibilityContext };

/** A finding, and what somebody has said who lets the nomination pass all the same. */
export interface Found extends Finding {
  readonly overridden?: OverrideRecord;
}

/** What is found of a nomination now. */
export interface Eligibility {
  /** What would be paid if it were decided on the day on which that is expected; absent for an award without money. */
  readonly prize?: Prize & { readonly on: Day };
  /** The rules that were asked: those in force, or those under which the level took the dossier in. */
  readonly rules: string;
  readonly findings: readonly Found[];
}

/** A dossier to be looked at, with what is wrong with its form where that is still to be checked. */
export interface Looked extends Candidate {
  readonly form?: readonly Finding[];
  readonly pinned?: string;
}

/** A dossier that nobody has sent, as its sender would send it: what is wrong with its form, and the way that it would go. */
export function lookedAhead(
  context: Parameters<typeof checkForm>[0],
  dossier: Dossier,
  { sender, round }: { readonly sender: Sender; readonly round: RoundRecord },
): Looked {
  const { findings, route } = checkForm(context, dossier, { sender, round });
  return {
    unit: sender.whole?._id ?? sender.unit._id,
    round: round._id,
    dossier,
    papers: [],
    form: findings,
    ...(route ? { route: route.route } : {}),
  };
}

/** Whether a finding stands in the way: it has failed or cannot be told, and nobody has let it pass. */
export const inTheWay = (found: Found): boolean => stands(found) && found.overridden === undefined;

/**
 * What is found of dossiers, in their order; together they are looked at with as many commands as one.
 * @param tried versions to ask instead of those of their code
 */
export async function eligibilityOf(
  context: EligibilityContext,
  looked: readonly Looked[],
  tried: readonly RuleSet[] = [],
): Promise<readonly Eligibility[]> {
  const [facts, rules, overrides] = await Promise.all([
    gatherFacts(context, looked),
    rulesOf(
      context,
      looked.map((one) => one.pinned),
    ),
    context.store.overrides.ofNominations(looked.flatMap((one) => one.nomination ?? [])),
  ]);
  return looked.map((one, i) => {
    const asked = tryingOn(rules.get(one.pinned)!, tried);
    const findings = findingsOf(one, asked, facts[i]!);
    return {
      rules: asked.id,
      findings: findings.map((finding) => withOverride(finding, one, overrides)),
      ...prizePart(facts[i]!),
    };
  });
}

function prizePart(facts: Facts): Pick<Eligibility, 'prize'> {
  const prize = expectedPrize(facts);
  return prize && prize.amount > 0 ? { prize: { ...prize, on: facts.expectedDecision } } : {};
}

/** What is wrong with the form of a dossier, and what the rules say of its facts. */
export function findingsOf({ form = [] }: Looked, { rules }: RulesInForce, facts: Facts): readonly Finding[] {
  return [...form, ...tellOnce(form, evaluate(rules, facts))];
}

/** The rules of each version that is asked for, and those in force today where none is. */
export async function rulesOf(
  { rules, clock }: EligibilityContext,
  pinned: readonly (string | undefined)[],
): Promise<ReadonlyMap<string | undefined, RulesInForce>> {
  const found = new Map<string | undefined, RulesInForce>();
  for (const id of new Set(pinned)) {
    found.set(id, await (id === undefined ? rules.on(dayOf(clock.now())) : rules.pinned(id)));
  }
  return found;
}

/** What the form lacks is said once, field by field: the rule of the same number has nothing to add to it. */
export function tellOnce<F extends Finding>(form: readonly Finding[], ruled: readonly F[]): readonly F[] {
  const told = new Set(form.map((finding) => finding.rule));
  return ruled.filter((finding) => !(stands(finding) && told.has(finding.rule)));
}

/** Each level answers for itself: what one lets pass is looked at anew by the next. */
function withOverride(finding: Finding, { nomination, line }: Looked, overrides: readonly OverrideRecord[]): Found {
  const level = line === undefined ? 'unit' : levelOf(line);
  const overridden = overrides.find(
    (one) => one.nomination === nomination && one.code === finding.code && one.level === level,
  );
  return overridden ? { ...finding, overridden } : finding;
}

/**
 * What a caller may see. That somebody is being looked into, and why, stays in the province's office: the unit learns
 * neither that a matter is open nor that none is.
 */
export const visibleTo = (caller: Caller, { findings, ...rest }: Eligibility): Eligibility => ({
  ...rest,
  findings: seesMatters(caller) ? findings : findings.filter((finding) => finding.internal === undefined),
});

export const seesMatters = (caller: Caller): boolean => has(caller, 'readInternal') && caller.unit === undefined;

// --- what is looked at -----------------------------------------------------------------------------------------------

/** A draft, or what would become one. */
export async function lookAtDraft(
  context: EligibilityContext,
  draft: {
    readonly nomination?: string;
    readonly dossier: Dossier;
    /** The unit that will send it, or a room of it. */
    readonly unit: UnitRecord;
    readonly round?: RoundRecord;
  },
): Promise<Looked> {
  const { nomination, dossier, unit, round } = draft;
  const sender = await senderFor(context, unit);
  const { findings, route } = checkForm(context, dossier, { sender, ...(round ? { round } : {}) });
  return {
    ...defined({ nomination, round: round?._id, route: route?.route }),
    unit: sender.whole?._id ?? unit._id,
    dossier,
    papers: [],
    form: findings,
  };
}

/** Nominations that were sent, as they stand now; those that have ended are not looked at any more. */
export async function lookAtLines(
  { store }: EligibilityContext,
  records: readonly NominationRecord[],
): Promise<readonly Looked[]> {
  const open = records.filter((record) => record.line && !record.line.end);
  const proposals = await store.unitProposals.many([...new Set(open.flatMap((r) => r.unitProposal ?? []))]);
  return open.map(({ _id, unit, round, dossier, line, consultations, unitProposal, pinned }) => {
    const proposal = proposals.get(unitProposal ?? '');
    return {
      nomination: _id,
      unit: proposal?.unit ?? unit,
      dossier,
      papers: proposal?.papers ?? [],
      ...defined({ round, line, consultations, pinned: line && pinned?.[levelOf(line)] }),
    };
  });
}

/** What is found of one nomination as the records know it, as far as the caller may see it; undefined once it has ended. */
export async function eligibilityNow(
  context: EligibilityContext,
  caller: Caller,
  record: NominationRecord,
): Promise<Eligibility | undefined> {
  const found = await findingsOnRecord(context, record, [], caller);
  return found && visibleTo(caller, found);
}

/**
 * Everything that is found of one nomination; undefined once it has ended.
 * @param tried versions to ask instead of those of their code by which it is judged
 */
export async function findingsOnRecord(
  context: EligibilityContext,
  record: NominationRecord,
  tried: readonly RuleSet[] = [],
  caller?: Caller,
): Promise<Eligibility | undefined> {
  if (record.status === 'discarded') return undefined;
  const looked = record.line ? await lookAtLines(context, [record]) : [await lookAtStored(context, record, caller)];
  return (await eligibilityOf(context, looked, tried))[0];
}

/** A draft as the records hold it. */
export async function lookAtStored(
  context: EligibilityContext,
  record: NominationRecord,
  caller: Pick<Caller, 'unit'> = {},
): Promise<Looked> {
  const { store } = context;
  const [own, round] = await Promise.all([
    store.units.need(record.unit),
    record.round === undefined ? undefined : store.rounds.get(record.round),
  ]);
  const unit = await sendingUnit(context, caller, own);
  return lookAtDraft(context, {
    nomination: record._id,
    dossier: record.dossier,
    unit,
    ...(round ? { round } : {}),
  });
}

/** Who decides is asked of the unit that will send it: that of the caller for a room of his; a room hands its own up to its unit. */
export async function sendingUnit(
  { store }: EligibilityContext,
  caller: Pick<Caller, 'unit'>,
  own: UnitRecord,
): Promise<UnitRecord> {
  if (caller.unit !== undefined && caller.unit !== own._id) return store.units.need(caller.unit);
  if (caller.unit !== undefined && own.kind !== 'room') return own;
  return (await wholeOf(store, own)) ?? own;
}
