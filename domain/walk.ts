import type { ActionType, LineAction } from './actions';
import type { PeriodLength } from './calendar';
import { Problem } from './errors';
import type { Changed, Context, End, EventType, Hold, Line, LineEvent, StageState } from './line';
import type { Route, Stage } from './route';
import { rulesOf } from './stages/index';
import type { StageOutcome, StageView } from './stages/stage';
import { pastDay } from './stages/screening';
import { holdReviewOn, shiftedBy } from './stages/stage';
import type { Instant } from './time';
import { dayOf, later, startOfDay } from './time';

export interface Submission {
  readonly id: string;
  readonly unitProposal: string;
  readonly award: string;
  readonly routeCode: string;
  readonly route: Route;
  readonly holdReview: PeriodLength;
  /** The sender may screen at unit level himself, so the unit's screening is passed by sending. */
  readonly selfChecked: boolean;
}

/** A line at the start of its route. @throws Problem CALENDAR_ENDS */
export function submitLine(submission: Submission, context: Context): Changed {
  const { selfChecked, ...rest } = submission;
  const line: Line = { ...rest, version: 1, at: 0, stages: [] };
  const first = firstStage(line);
  const events: LineEvent[] = [event(line, context, 'submitted', first)];
  const passes = selfChecked && first.kind === 'screening' && first.level === 'unit';
  if (passes) events.push(event(line, context, 'selfChecked', first));
  return enter(line, passes ? 1 : 0, context, events);
}

/**
 * Applies one action to a line.
 * @param expects the version on which the decision was made; absent for messages of sessions and proposals, which name their claim
 * @throws Problem STATE_CHANGED, ACTION_NOT_ALLOWED, ON_HOLD, CLAIMED, NOT_CLAIMED, DECISION_SIGNED, VALIDATION, CALENDAR_ENDS
 */
export function act(line: Line, action: LineAction, context: Context, expects?: number): Changed {
  if (expects !== undefined && expects !== line.version) throw refusal('STATE_CHANGED', line);
  checkClaim(line, action);
  // said once more by a session or proposal that has begun anew
  if (action.type === 'claim' && line.claim) return { line, events: [] };
  if (!allowedActions(line).includes(action.type)) throw notAllowed(line, action);
  const next = { ...line, version: line.version + 1 };
  return actOnLine(next, action, context) ?? actOnStage(next, action, context);
}

/** Every action that the line's state allows now; pages and refusals show it. */
export function allowedActions(line: Line): ActionType[] {
  if (line.end) return [];
  const anywhere: ActionType[] = ['correctClerical', 'changeContact', ...wordings(line), ...withdrawals(line)];
  const ofStage = openStages(line).flatMap((s) => rulesOf(s.kind).allowed(s));
  if (line.attention) return ['retry', ...new Set(ofStage.filter((a) => ofClaim.has(a))), ...anywhere];
  if (!line.hold) return [...new Set([...ofStage, ...proofs(line), 'hold' as const, ...anywhere])];
  return [...new Set([...ofStage.filter((a) => whileHeld.has(a)), 'release' as const, ...anywhere])];
}

/** When time alone changes the line next; undefined when only people can. */
export function wakeOf(line: Line): Instant | undefined {
  if (line.end || line.attention) return undefined;
  if (line.hold) return startOfDay(line.hold.reviewOn);
  // sorting puts the stages that wait for people alone last
  return openStages(line)
    .map((s) => rulesOf(s.kind).wake(s))
    .sort()[0];
}

/** What time has changed at `context.now`; the line itself when nothing has. @throws Problem CALENDAR_ENDS */
export function tick(line: Line, context: Context): Changed {
  const wake = wakeOf(line);
  if (wake === undefined || wake > context.now) return { line, events: [] };
  const next = { ...line, version: line.version + 1 };
  if (next.hold) {
    return {
      line: { ...next, hold: { ...next.hold, reviewOn: holdReviewOn(next, context) } },
      events: [event(next, context, 'holdReview', firstStage(next))],
    };
  }
  const index = next.stages.findIndex((s) => {
    const at = s.done === true ? undefined : rulesOf(s.kind).wake(s);
    return at !== undefined && at <= context.now;
  });
  const state = next.stages[index]!;
  const stage = stageOf(next, index);
  return settle(next, index, rulesOf(state.kind).tick(state, stage, context), context, 'overdue');
}

/** Marks a line whose walk met an unexpected error; the others go on. */
export function stopped(line: Line, code: string, context: Context): Changed {
  const next: Line = { ...line, version: line.version + 1, attention: { code, at: context.now } };
  return { line: next, events: [event(next, context, 'stopped', firstStage(next), { code })] };
}

export interface LineView extends StageView {
  readonly since: Instant;
  readonly stage: Stage['kind'];
  /** Kinds of the stages of the next step; empty at the last one. */
  readonly next: readonly Stage['kind'][];
  readonly overdue: boolean;
}

/** Where the line stands: who holds it, since when, due when, what comes next. */
export function viewOf(line: Line): LineView {
  const state = openStages(line)[0] ?? line.stages[0];
  if (!state) throw new Error(`line ${line.id} has no stage`);
  const view = rulesOf(state.kind).view(state);
  const next = (line.route[line.at + 1] ?? []).map((s) => s.kind);
  const base = {
    stage: state.kind,
    next,
    since: state.since,
    overdue: openStages(line).some((s) => s.overdueSince !== undefined),
  };
  if (line.end)
    return { ...base, status: line.end.outcome, holder: 'service', since: line.end.at, next: [], overdue: false };
  if (line.attention) return { ...view, ...base, status: 'needsAttention', holder: 'office', since: line.attention.at };
  if (line.hold) return { ...base, status: 'onHold', holder: 'office', since: line.hold.since, overdue: false };
  return { ...view, ...base };
}

// --- the line itself -------------------------------------------------------------------------------------------------

/** Messages of sessions and proposals, which say them once: not lost because a line was held or stopped meanwhile. */
const ofClaim: ReadonlySet<ActionType> = new Set<ActionType>([
  'councilResult',
  'releaseClaim',
  'decisionSigned',
  'forwarded',
  'struckOut',
  'returnProposal',
  'issue',
]);

/** What else may be done with a line on hold. */
const whileHeld: ReadonlySet<ActionType> = new Set([...ofClaim, 'resolveOpinion', 'decline', 'recordOpinion'] as const);

/** Direct until a session or proposal has taken the line; then by request; never once the decision is signed. */
function withdrawals(line: Line): ActionType[] {
  if (line.signed) return [];
  if (!line.bound) return ['withdraw'];
  if (!line.withdrawalRequest) return ['requestWithdrawal'];
  return line.claim ? ['refuseWithdrawal'] : ['acceptWithdrawal', 'refuseWithdrawal'];
}

/** The unit is asked about what is printed once the line waits for the decision of a power of its own. */
const proofs = (line: Line): ActionType[] =>
  openStages(line).some((s) => s.kind === 'approval' && s.power === 'decide') ? ['askWording'] : [];

/** The unit answers, and may answer otherwise, until the decision is signed. */
function wordings({ wording, signed }: Line): ActionType[] {
  if (!wording || signed) return [];
  const { right } = wording.answer ?? {};
  return [
    ...(right === true ? [] : ['confirmWording' as const]),
    ...(right === false ? [] : ['disputeWording' as const]),
  ];
}

function checkClaim(line: Line, action: LineAction): void {
  if (!('claim' in action)) return;
  if (action.type === 'claim') {
    if (line.hold) throw refusal('ON_HOLD', line);
    if (line.claim && line.claim.by !== action.claim) throw refusal('CLAIMED', line);
    return;
  }
  if (line.claim?.by !== action.claim) throw refusal('NOT_CLAIMED', line);
}

function notAllowed(line: Line, action: LineAction): Problem {
  const withdrawing = ['withdraw', 'requestWithdrawal', 'acceptWithdrawal'].includes(action.type);
  if (withdrawing && line.signed) return refusal('DECISION_SIGNED', line);
  if (action.type === 'acceptWithdrawal' && line.claim) return refusal('CLAIMED', line);
  if (line.hold && action.type !== 'release') return refusal('ON_HOLD', line);
  return refusal('ACTION_NOT_ALLOWED', line);
}

function refusal(
  code: 'STATE_CHANGED' | 'ACTION_NOT_ALLOWED' | 'ON_HOLD' | 'CLAIMED' | 'NOT_CLAIMED' | 'DECISION_SIGNED',
  line: Line,
): Problem {
  return new Problem(code, `${code} for ${line.id}`, {
    state: viewOf(line).status,
    allowed: allowedActions(line),
    version: line.version,
  });
}

/** The actions that concern the line and no stage of it. */
function actOnLine(line: Line, action: LineAction, context: Context): Changed | undefined {
  const done = (changed: Line): Changed => ({
    line: changed,
    events: [event(changed, context, action.type, firstStage(line), factsOf(action), noteOf(action))],
  });
  switch (action.type) {
    case 'hold':
      return done({
        ...line,
        hold: { since: context.now, reviewOn: holdReviewOn(line, context), note: action.note },
      });
    case 'release':
      return done(released(line, context));
    case 'withdraw':
    case 'acceptWithdrawal':
      return done(ended(line, 'withdrawn', context, noteOf(action)));
    case 'requestWithdrawal':
      return done({ ...line, withdrawalRequest: { at: context.now, note: action.note } });
    case 'refuseWithdrawal': {
      const { withdrawalRequest, ...rest } = line;
      return done(rest);
    }
    case 'askWording':
      if (action.due <= dayOf(context.now)) throw pastDay('due');
      return done({ ...line, wording: { askedAt: context.now, due: action.due } });
    case 'confirmWording':
    case 'disputeWording': {
      const answer = { right: action.type === 'confirmWording', at: context.now, note: action.note };
      return done({ ...line, wording: { ...line.wording!, answer } });
    }
    // other words are not what the unit has read
    case 'correctClerical':
      return done(unasked(line));
    case 'changeContact':
      return done(line);
    case 'retry': {
      const { attention, ...rest } = line;
      return done(rest);
    }
    default:
      return undefined;
  }
}

const unasked = ({ wording, ...line }: Line): Line => line;

/** Lifts the hold of a line that has one: every clock of the open stages moves by the working days for which it stood still. */
function released(line: Line, context: Context): Line {
  const { hold, ...rest } = line;
  return { ...rest, stages: line.stages.map((s) => (s.done === true ? s : resumed(s, hold!, context))) };
}

function resumed(state: StageState, hold: Hold, context: Context): StageState {
  const from = later(state.since, hold.since);
  return rulesOf(state.kind).mapClocks(state, shiftedBy(context, dayOf(from), dayOf(context.now)));
}

// --- stages ----------------------------------------------------------------------------------------------------------

function actOnStage(line: Line, action: LineAction, context: Context): Changed {
  const index = line.stages.findIndex(
    (s, i) =>
      s.done !== true &&
      rulesOf(s.kind).allowed(s).includes(action.type) &&
      (action.type !== 'claim' || matchesClaim(stageOf(line, i), action)) &&
      (!('body' in action) || (s.kind === 'consultation' && s.bodies.some((b) => b.body === action.body))),
  );
  const state = line.stages[index];
  if (!state) throw refusal('ACTION_NOT_ALLOWED', line);
  const outcome = rulesOf(state.kind).apply(state, action, stageOf(line, index), context, line);
  const claimed: Line =
    action.type === 'claim' ? { ...line, claim: { by: action.claim, at: context.now }, bound: true } : line;
  const facts = dossierFact(action);
  const told = facts && !outcome.event ? { event: { type: action.type, facts } } : {};
  if (outcome.unhold !== true || !claimed.hold)
    return settle(claimed, index, { ...outcome, ...told }, context, action.type, noteOf(action));
  // the outcome was computed on clocks that stood still; they move like those of the stages beside it
  const moved = resumed(outcome.state, claimed.hold, context);
  const lifted = released(claimed, context);
  return settle(lifted, index, { ...outcome, ...told, state: moved }, context, action.type, noteOf(action));
}

const matchesClaim = (stage: Stage, action: Extract<LineAction, { type: 'claim' }>): boolean =>
  stage.kind === action.stage && stage.level === action.level;

/** Takes a stage's outcome over into the line: ends it, sends it back, or moves it on when the whole step is done. */
function settle(
  line: Line,
  index: number,
  outcome: StageOutcome<StageState>,
  context: Context,
  type: EventType,
  note?: string,
): Changed {
  const stage = stageOf(line, index);
  const stages = line.stages.map((s, i) => (i === index ? withDone(outcome) : s));
  const { claim, ...unclaimed } = line;
  const base: Line = { ...(outcome.unclaim === true ? unclaimed : line), ...outcome.patch, stages };
  const facts = outcome.event?.facts;
  const events = [event(base, context, outcome.event?.type ?? type, stage, facts, note ?? outcome.end?.note)];
  if (outcome.end) return { line: ended(base, outcome.end.outcome, context, outcome.end.note, stage), events };
  if (outcome.back === true) return enter(unasked(base), lastScreeningBefore(line), context, events, true);
  if (stages.every((s) => s.done === true)) return enter(base, line.at + 1, context, events);
  return { line: base, events };
}

const withDone = (outcome: StageOutcome<StageState>): StageState =>
  outcome.done === true ? { ...outcome.state, done: true } : outcome.state;

/** Enters a step, or ends the line when the route is walked to its end. */
function enter(line: Line, at: number, context: Context, events: readonly LineEvent[], again = false): Changed {
  const step = line.route[at];
  if (!step) {
    return { line: ended(line, stageOf(line, 0).kind === 'receipt' ? 'received' : 'issued', context), events };
  }
  const stages = step.map((stage) => rulesOf(stage.kind).enter(stage, context, again));
  const entered: Line = { ...line, at, stages };
  return { line: entered, events: [...events, ...step.map((stage) => event(entered, context, 'entered', stage))] };
}

function lastScreeningBefore(line: Line): number {
  const passed = line.route.slice(0, line.at);
  return Math.max(
    0,
    passed.findLastIndex((step) => step.some((s) => s.kind === 'screening')),
  );
}

function ended(line: Line, outcome: End['outcome'], context: Context, note?: string, stage?: Stage): Line {
  const { claim, hold, withdrawalRequest, attention, ...rest } = line;
  return {
    ...rest,
    end: { outcome, at: context.now, stage: (stage ?? firstStage(line)).kind, ...(note === undefined ? {} : { note }) },
  };
}

// --- small parts -----------------------------------------------------------------------------------------------------

const openStages = (line: Line): readonly StageState[] => line.stages.filter((s) => s.done !== true);

const stageOf = (line: Line, index: number): Stage => line.route[line.at]![index]!;

/** The stage to which an event of the whole line belongs: the first open one. */
function firstStage(line: Line): Stage {
  const index = line.stages.findIndex((s) => s.done !== true);
  const stage = line.route[line.at]?.[Math.max(0, index)];
  if (!stage) throw new Error(`line ${line.id} has an empty route`);
  return stage;
}

/** The dossier version that an action puts in place; the store applies it with the event. */
const dossierFact = (action: LineAction): LineEvent['facts'] =>
  'dossier' in action ? { dossier: action.dossier } : undefined;

const factsOf = (action: LineAction): LineEvent['facts'] =>
  action.type === 'askWording' ? { due: action.due } : dossierFact(action);

const noteOf = (action: LineAction): string | undefined => ('note' in action ? action.note : undefined);

function event(
  line: Line,
  context: Context,
  type: EventType,
  stage: Stage,
  facts?: LineEvent['facts'],
  note?: string,
): LineEvent {
  return {
    line: line.id,
    version: line.version,
    at: context.now,
    type,
    actor: context.actor,
    stage: stage.kind,
    ...('level' in stage ? { level: stage.level } : {}),
    ...(note === undefined ? {} : { note }),
    ...(facts === undefined ? {} : { facts }),
  };
}
