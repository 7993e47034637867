import { allHandlersFinished, condition, log, proxyActivities, setHandler } from '@temporalio/workflow';
import type { Activities, SaveCase } from '../activities';
import { act, checkAct, tick, wakeOf, type CaseStep } from '../domain/case/machine';
import type { CaseAction, CaseReceipt } from '../domain/case/said';
import { isOver, newCase, noticeKey, type CarriedCase, type CaseState } from '../domain/case/state';
import { assertNever, Problem } from '../domain/errors';
import { dayOf } from '../domain/time';
import { businessClock } from './clock';
import type { ActOnCaseInput, AdoptCaseInput, CaseInput } from './messages';
import { actOnCase, adoptCase, caseState, drawCase, holdCase } from './messages';
import { delivery, rendering, storePatiently, transaction } from './options';
import { Outbox } from './outbox';
import { codeOf, isRefusal, refused, refusing } from './refuse';

const { holdersOf, saveCase } = proxyActivities<Activities>(storePatiently);
const { carryOutCase } = proxyActivities<Activities>(transaction);
const { holdCases } = proxyActivities<Activities>(delivery);
const { renderCasePaper } = proxyActivities<Activities>(rendering);

/** How long until a paper that could not be printed is tried again by itself. */
const DRAW_AGAIN = '1 day';

type RecordOrPrint = Extract<CaseAction, { type: 'record' | 'recordPrint' }>;

/** A change that is not written yet. */
interface Taken extends CaseStep {
  readonly actor: string;
  readonly at: string;
}

/**
 * One matter after the end of a nomination: a correction, a replacement, a revocation with the clock of its return, a reprint, or
 * a complaint. `domain/case` says what may be done; here is what follows from it: records, papers, mails, one after the other.
 */
export async function awardCase(input: CaseInput): Promise<void> {
  const { caseId, award, kind, returns, returnWithin, calendar } = input;
  const clock = businessClock(input.offsetMs);
  const outbox = new Outbox(clock);
  let matter: CaseState = newCase({ kind, returns, returnWithin, calendar });
  const taken: Taken[] = [];
  let drawing = false;
  let toDraw = false;

  setHandler(
    actOnCase,
    ({ actor, content, action }: ActOnCaseInput): CaseReceipt => {
      take(action, actor);
      const { status, version } = matter;
      return { content, at: clock.now(), status, version };
    },
    {
      validator: ({ action, expects }: ActOnCaseInput): void =>
        refusing(() => checkAct(matter, action, expects, clock.now())),
    },
  );
  setHandler(
    holdCase,
    ({ by, hold }) => {
      take({ type: hold ? 'holdBy' : 'releaseBy', by }, by);
      return { status: matter.status };
    },
    {
      validator: (_order) => {
        if (isOver(matter)) throw refused(new Problem('ACTION_NOT_ALLOWED', undefined, { state: matter.status }));
      },
    },
  );
  setHandler(drawCase, () => {
    void draw();
    return { status: matter.status, version: matter.version };
  });
  setHandler(
    adoptCase,
    ({ state }: AdoptCaseInput) => {
      take({ type: 'reconciled', state }, 'service');
      return { status: matter.status, version: matter.version };
    },
    {
      validator: ({ state }: AdoptCaseInput): void => {
        const { status, version } = matter;
        if (isOver(matter) || state.version <= version)
          throw refused(new Problem('STATE_CHANGED', undefined, { state: status, version, allowed: [] }));
      },
    },
  );
  setHandler(caseState, () => plain(matter));

  if (input.carried) take({ type: 'reconciled', state: input.carried }, 'service');
  else {
    take({ type: 'opened', heldBy: await holdersOf({ caseId, award }) }, 'service');
    void draw();
  }
  for (;;) {
    for (let next = taken.shift(); next; next = taken.shift()) await carry(next);
    if (isOver(matter)) break;
    await clock.until(
      () => taken.length > 0,
      () => wakeOf(matter),
    );
    const step = taken.length === 0 ? tick(matter, clock.now()) : undefined;
    if (step) push(step, 'service');
  }
  await condition(() => outbox.size === 0 && !drawing);
  await condition(allHandlersFinished);

  function take(action: CaseAction, actor: string): void {
    const step = act(matter, action, clock.now());
    if (step) push(step, actor);
  }

  function push(step: CaseStep, actor: string): void {
    matter = step.state;
    taken.push({ ...step, actor, at: clock.now() });
  }

  /** Writes one change and does what follows from it. */
  async function carry({ state, event, actor, at }: Taken): Promise<void> {
    const said = { actor, said: event };
    switch (event.type) {
      case 'record':
      case 'recordPrint':
        await save(state, at, said);
        return await carryOut(state, actor, event);
      case 'hold':
      case 'release':
      case 'conclude':
        await save(state, at, said);
        return await holdCases({ award, by: caseId, hold: event.type === 'hold', step: state.version });
      case 'returnReminder':
      case 'returnOverdue':
        await save(state, at, said);
        outbox.send({ mail: event.type, key: `${event.type}.${caseId}.1`, now: at, caseId });
        return;
      case 'opened':
      case 'holdBy':
      case 'releaseBy':
      case 'recordReturn':
      case 'waiveReturn':
      case 'cancel':
      case 'addPaper':
      case 'refused':
        return await save(state, at, said);
      case 'reconciled':
        await save(state, at, said);
        return followUp(state);
      // written by the transaction already, unless a hold came between
      case 'carriedOut':
        return await save(state, at, said);
      default:
        return assertNever(event);
    }
  }

  function save(state: CaseState, now: string, event: SaveCase['event']): Promise<void> {
    return saveCase({ caseId, now, state: plain(state), event });
  }

  /** The paper enters its register and what it says comes about; a number that does not fit is recorded again by the clerk. */
  async function carryOut(before: CaseState, actor: string, event: RecordOrPrint): Promise<void> {
    const now = clock.now();
    const paper = event.type === 'record' ? { decision: event.decision } : {};
    const done: CaseAction = { type: 'carriedOut', on: event.type === 'record' ? event.date : dayOf(now) };
    const { state } = act(before, done, now)!;
    const {
      done: carried,
      code = 'NUMBER_TAKEN',
      as,
    } = await carryOutCase({
      caseId,
      now,
      actor,
      state: plain(state),
      ...paper,
    });
    // the records were further on
    if (matter.status !== 'carryingOut') return;
    take(carried ? { ...done, ...(as === undefined ? {} : { as }) } : { type: 'refused', code, ...paper }, actor);
    if (carried) followUp(matter);
  }

  /** A letter whose key has left before is not sent again, and what is drawn stays. */
  function followUp({ carried }: CaseState): void {
    if (carried?.decision !== undefined)
      outbox.send({ mail: 'caseNotice', key: noticeKey(caseId), now: carried.at, caseId });
    void draw();
  }

  /**
   * What is recorded stands whether or not its paper could be drawn, and nothing but the end of this workflow waits for it. What
   * cannot be printed as it stands is tried again when the office says so, when there is a paper to draw after the draft, and daily.
   */
  async function draw(): Promise<void> {
    if (kind === 'reprint' || kind === 'complaint') return;
    toDraw = true;
    if (drawing) return;
    drawing = true;
    while (toDraw && matter.status !== 'cancelled') {
      toDraw = false;
      try {
        await renderCasePaper({ caseId });
      } catch (error) {
        log.error('paper not rendered', { caseId, code: codeOf(error) ?? 'TIMED_OUT' });
        if (isRefusal(error)) await condition(() => toDraw || matter.status === 'cancelled', DRAW_AGAIN);
        toDraw = true;
      }
    }
    drawing = false;
  }
}

/** Without what was settled at the start. */
const plain = ({ terms: _terms, ...state }: CaseState): CarriedCase => state;
