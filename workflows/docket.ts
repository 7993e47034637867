import {
  allHandlersFinished,
  condition,
  continueAsNew,
  currentUpdateInfo,
  log,
  setHandler,
  workflowInfo,
} from '@temporalio/workflow';
import type { WorkingCalendar } from '../domain/calendar';
import type { ProblemCode } from '../domain/errors';
import { Problem } from '../domain/errors';
import type { Changed, Context, Line } from '../domain/line';
import type { Instant } from '../domain/time';
import { endOfDay } from '../domain/time';
import * as walk from '../domain/walk';
import { businessClock } from './clock';
import { mailsFor } from './docket-mails';
import type { CarriedDocket, DocketState } from './docket-state';
import { adopt, carry, emptyDocket, resume } from './docket-state';
import type { ActInput, ActReceipt, AdoptInput, DocketInput, LineAnswer, SubmitInput, SubmitReceipt } from './messages';
import { act, adoptLines, docketState, docketView, submit } from './messages';
import { Outbox } from './outbox';
import { refused } from './refuse';
import { store } from './store';

/** A run takes 2,000 Updates, then refuses all; long before that the docket continues as new. */
const UPDATES_PER_RUN = 1_500;
/** Lines written at once: bounds a write that had to become a regular activity. */
const LINES_PER_WRITE = 200;

/**
 * The docket: all nominations of one unit in one round, each walked along its route. People and other workflows speak to it
 * by Updates with lists of lines, answered per line; handlers change state and return, and this loop alone writes: changed
 * lines in one batch, then the mails that follow. Time acts through one timer, the next due instant of all lines.
 */
export async function docket(input: DocketInput & { carried?: CarriedDocket }): Promise<void> {
  const clock = businessClock(input.offsetMs);
  const state = input.carried ? resume(input.carried) : emptyDocket();
  let calendar: WorkingCalendar = input.calendar;
  let calendarWanted = false;
  let updates = 0;
  let over = false;

  const context = (actor: string): Context => ({ now: clock.now(), calendar, actor });
  const outbox = new Outbox(clock);

  /** Takes a change over; a line that breaks is stopped and the others go on. */
  const change = (line: Line, actor: string, make: () => Changed): Changed => {
    let changed: Changed;
    try {
      changed = make();
    } catch (error) {
      if (error instanceof Problem) throw error;
      log.error('line stopped', { line: line.id, error: String(error) });
      changed = walk.stopped(line, 'UNEXPECTED', context(actor));
    }
    state.lines.set(changed.line.id, changed.line);
    state.unsaved.add(changed.line.id);
    state.events.push(...changed.events);
    return changed;
  };

  const takeIn = (request: SubmitInput): SubmitReceipt => {
    const before = state.taken.get(request.unitProposal);
    if (before) return before;
    const at = clock.now();
    const lines = request.lines.map(({ waits, ...line }): LineAnswer => {
      try {
        const { actor, holdReview, unitProposal } = request;
        const selfChecked = request.selfChecked && waits !== true;
        const changed = walk.submitLine({ ...line, unitProposal, selfChecked, holdReview }, context(actor));
        change(changed.line, actor, () => changed);
        return answered(changed.line);
      } catch (error) {
        return refusedLine(line.id, error);
      }
    });
    const receipt: SubmitReceipt = { content: request.content, at, code: request.unitProposal, lines };
    state.taken.set(request.unitProposal, receipt);
    state.newReceipts.push({ unitProposal: request.unitProposal, code: receipt.code, at });
    return receipt;
  };

  const actOn = (request: ActInput): ActReceipt => {
    const id = currentUpdateInfo()?.id ?? '';
    const before = state.receipts.get(id);
    if (before) return before;
    const lines = request.lines.map(({ id: lineId, expects }): LineAnswer => {
      const line = state.lines.get(lineId);
      if (!line) return { id: lineId, done: false, code: 'NOT_FOUND' };
      try {
        const changed = change(line, request.actor, () =>
          walk.act(line, request.action, context(request.actor), expects),
        );
        return changed.line.attention && !line.attention
          ? { id: lineId, done: false, code: 'NEEDS_ATTENTION' }
          : answered(changed.line);
      } catch (error) {
        return refusedLine(lineId, error);
      }
    });
    calendarWanted ||= lines.some((l) => !l.done && l.code === 'CALENDAR_ENDS');
    const receipt: ActReceipt = { content: request.content, at: clock.now(), lines };
    state.receipts.set(id, receipt);
    return receipt;
  };

  setHandler(
    submit,
    (request: SubmitInput) => {
      updates += 1;
      return takeIn(request);
    },
    {
      validator: (request: SubmitInput): void => {
        const before = state.taken.get(request.unitProposal);
        if (before) {
          if (before.content !== request.content) throw refused(new Problem('KEY_REUSED'));
          return;
        }
        if (over) throw refused(new Problem('ROUND_CLOSED'));
        const twice = request.lines
          .filter((l) => state.lines.has(l.id))
          .map((l) => refusedAs(l.id, 'ACTION_NOT_ALLOWED'));
        if (twice.length > 0) throw refused(new Problem('ALL_REFUSED', undefined, { lines: twice }));
      },
    },
  );
  setHandler(
    act,
    (request: ActInput) => {
      updates += 1;
      return actOn(request);
    },
    {
      validator: (request: ActInput): void => {
        const id = currentUpdateInfo()?.id ?? '';
        if (state.receipts.has(id)) return;
        const answers = request.lines.map(({ id: lineId, expects }) =>
          dryRun(state, lineId, expects, request, context(request.actor)),
        );
        // a calendar that ends is let through, so that the handler can have it loaded
        if (answers.every((a) => a && a.code !== 'CALENDAR_ENDS'))
          throw refused(allRefused(answers.filter((a) => a !== undefined)));
      },
    },
  );
  setHandler(docketView, () => ({
    lines: [...state.lines.values()].map((l) => ({ id: l.id, version: l.version, status: walk.viewOf(l).status })),
  }));
  setHandler(docketState, () => carry(state, outbox.carry()));
  setHandler(
    adoptLines,
    (request: AdoptInput) => {
      updates += 1;
      return { adopted: adopt(state, request) };
    },
    {
      validator: (_request: AdoptInput): void => {
        if (over) throw refused(new Problem('ROUND_CLOSED'));
      },
    },
  );
  outbox.takeOver(input.carried?.mails ?? []);

  const hasNews = (): boolean => state.unsaved.size > 0 || state.newReceipts.length > 0 || calendarWanted;
  const allEnded = (): boolean => state.lines.size > 0 && [...state.lines.values()].every((l) => l.end !== undefined);
  const mustContinue = (): boolean => updates >= UPDATES_PER_RUN || workflowInfo().continueAsNewSuggested;
  const closesAt = endOfDay(input.openUntil);
  const nextWake = (): Instant | undefined =>
    [...[...state.lines.values()].map(walk.wakeOf), ...(allEnded() && clock.now() < closesAt ? [closesAt] : [])]
      .filter((at) => at !== undefined)
      .sort()[0];

  for (;;) {
    await clock.until(
      () => hasNews() || mustContinue() || (allEnded() && clock.now() >= closesAt && outbox.size === 0),
      nextWake,
    );
    for (const line of state.lines.values()) {
      if ((walk.wakeOf(line) ?? '~') > clock.now()) continue;
      try {
        change(line, 'clock', () => walk.tick(line, context('clock')));
      } catch (error) {
        calendarWanted = true;
        change(line, 'clock', () =>
          walk.stopped(line, error instanceof Problem ? error.code : 'UNEXPECTED', context('clock')),
        );
      }
    }
    if (calendarWanted) {
      calendarWanted = false;
      calendar = await store((activities) => activities.loadCalendar());
    }
    await save();
    if (hasNews()) continue;
    if (allEnded() && clock.now() >= closesAt && outbox.size === 0) {
      over = true;
      await condition(allHandlersFinished);
      if (hasNews()) await save();
      const { docketId } = input;
      await store((a) =>
        a.saveDocket({
          docketId,
          step: state.step + 1,
          now: clock.now(),
          lines: [],
          events: [],
          receipts: [],
          closed: true,
        }),
      );
      return;
    }
    if (mustContinue()) {
      await outbox.settled(hasNews, nextWake);
      await condition(allHandlersFinished);
      if (hasNews()) continue;
      await continueAsNew<typeof docket>({
        ...input,
        offsetMs: clock.offsetMs(),
        calendar,
        carried: carry(state, outbox.carry()),
      });
    }
  }

  /** Writes what changed since the last write, then sends the mails that follow from it. */
  async function save(): Promise<void> {
    if (state.unsaved.size === 0 && state.newReceipts.length === 0) return;
    const ids = [...state.unsaved];
    const events = state.events.splice(0);
    const receipts = state.newReceipts.splice(0);
    state.unsaved.clear();
    const lines = ids.map((id) => state.lines.get(id)!);
    const now = clock.now();
    state.step += 1;
    const { step } = state;
    for (let from = 0; from === 0 || from < lines.length; from += LINES_PER_WRITE) {
      const part = lines.slice(from, from + LINES_PER_WRITE);
      const of = new Set(part.map((l) => l.id));
      const { docketId } = input;
      await store((activities) =>
        activities.saveDocket({
          docketId,
          step,
          now,
          lines: part,
          events: events.filter((e) => of.has(e.line)),
          receipts: from === 0 ? receipts : [],
        }),
      );
    }
    const saved = new Map(lines.map((l) => [l.id, l]));
    for (const order of mailsFor(input.docketId, step, now, events, (id) => saved.get(id)!)) outbox.send(order);
  }
}

const answered = (line: Line): LineAnswer => ({
  id: line.id,
  done: true,
  version: line.version,
  status: walk.viewOf(line).status,
});

const refusedAs = (id: string, code: ProblemCode): LineAnswer & { done: false } => ({ id, done: false, code });

/** The answer of a line that refused; rethrows what is no refusal. */
function refusedLine(id: string, error: unknown): LineAnswer & { done: false } {
  if (!(error instanceof Problem)) {
    log.error('line refused by an error', { line: id, error: String(error) });
    return refusedAs(id, 'NEEDS_ATTENTION');
  }
  const { state: status, ...facts } = error.data;
  return { id, done: false, code: error.code, ...(typeof status === 'string' ? { status } : {}), ...facts };
}

/** What the action would be refused with; undefined when it would be done. Changes nothing. */
function dryRun(
  state: DocketState,
  id: string,
  expects: number | undefined,
  request: ActInput,
  context: Context,
): (LineAnswer & { done: false }) | undefined {
  const line = state.lines.get(id);
  if (!line) return refusedAs(id, 'NOT_FOUND');
  try {
    walk.act(line, request.action, context, expects);
    return undefined;
  } catch (error) {
    // an error that is no refusal must reach the handler, which stops the line and tells the office
    return error instanceof Problem ? refusedLine(id, error) : undefined;
  }
}

/** One line: its own refusal. Many: one refusal that lists them. */
function allRefused(answers: readonly (LineAnswer & { done: false })[]): Problem {
  const [only] = answers;
  if (answers.length === 1 && only) {
    const { id: _id, done: _done, code, status, ...rest } = only;
    return new Problem(code as ProblemCode, undefined, { state: status, ...rest });
  }
  return new Problem('ALL_REFUSED', undefined, { lines: answers });
}
