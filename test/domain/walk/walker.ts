import type { ActionType, LineAction } from '../../../domain/actions';
import type { PeriodLength } from '../../../domain/calendar';
import { calendarYears, workingCalendar } from '../../../domain/data/calendar.data';
import { Problem } from '../../../domain/errors';
import type { Changed, Context, EventType, Line, LineEvent, StageState } from '../../../domain/line';
import type { Route, Stage, StageKind } from '../../../domain/route';
import type { Day, Instant } from '../../../domain/time';
import { at as instantAt, dayOf } from '../../../domain/time';
import type { LineView } from '../../../domain/walk';
import { act, allowedActions, stopped, submitLine, tick, viewOf, wakeOf } from '../../../domain/walk';

export const calendar = workingCalendar(calendarYears);
export const NOTE = 'note-1';
/** A Monday; 24 November, a holiday since 2026, lies eight days later. */
export const START: Day = '2026-11-16';

/** Stages with periods like those of the sample pack. */
export const stages = {
  unitScreening: { kind: 'screening', level: 'unit', workingDays: 10, correctionWorkingDays: 5 },
  provinceScreening: { kind: 'screening', level: 'province', workingDays: 15, correctionWorkingDays: 5 },
  consultation: { kind: 'consultation', bodies: ['ministry', 'department'], workingDays: 10 },
  posting: { kind: 'posting', workingDays: 10 },
  unitCouncil: { kind: 'council', level: 'unit' },
  provinceCouncil: { kind: 'council', level: 'province' },
  decide: { kind: 'approval', level: 'province', power: 'decide', workingDays: 5 },
  forward: { kind: 'approval', level: 'unit', power: 'forward', workingDays: 5 },
  central: { kind: 'central', reminderWorkingDays: 20 },
  issuance: { kind: 'issuance' },
  receipt: { kind: 'receipt', workingDays: 10 },
} as const satisfies Record<string, Stage>;

export const contextAt = (now: Instant, actor = 'office'): Context => ({ now, calendar, actor });

/** The period of the sample pack after which a hold is reviewed. */
export const thirtyDays: PeriodLength = { count: 30, unit: 'days' };

interface Begin {
  readonly on: Day;
  readonly selfChecked: boolean;
  readonly holdReview: PeriodLength;
}

/** A line that a test walks by hand. Time passes as it does in a docket: from one due instant to the next. */
export class Walker {
  readonly events: LineEvent[] = [];
  line: Line;
  now: Instant;

  constructor(route: Route, { on = START, selfChecked = false, holdReview = thirtyDays }: Partial<Begin> = {}) {
    this.now = instantAt(on, '09:00');
    const names = { id: 'N1', unitProposal: 'TT1', award: 'BKT', routeCode: 'test' };
    const submission = { ...names, route, holdReview, selfChecked };
    const changed = submitLine(submission, contextAt(this.now, 'unit'));
    this.line = changed.line;
    this.events.push(...changed.events);
  }

  act(action: LineAction, expects?: number): this {
    return this.take(act(this.line, action, contextAt(this.now), expects));
  }

  /** The code with which an action is refused; undefined when it would be done. */
  refusal(action: LineAction, expects?: number): string | undefined {
    return this.problem(action, expects)?.code;
  }

  problem(action: LineAction, expects?: number): Problem | undefined {
    try {
      act(this.line, action, contextAt(this.now), expects);
      return undefined;
    } catch (error) {
      if (error instanceof Problem) return error;
      throw error;
    }
  }

  /** Lets time pass up to an instant, with all that it changes on the way. */
  untilInstant(instant: Instant): this {
    let turns = 0;
    for (let wake = wakeOf(this.line); wake !== undefined && wake <= instant; wake = wakeOf(this.line)) {
      if ((turns += 1) > 50) throw new Error('time has no end');
      if (wake > this.now) this.now = wake;
      this.take(tick(this.line, contextAt(this.now, 'clock')));
    }
    this.now = instant;
    return this;
  }

  until(day: Day, time = '09:00'): this {
    return this.untilInstant(instantAt(day, time));
  }

  stop(code = 'UNEXPECTED'): this {
    return this.take(stopped(this.line, code, contextAt(this.now)));
  }

  private take(changed: Changed): this {
    this.line = changed.line;
    this.events.push(...changed.events);
    return this;
  }

  get view(): LineView {
    return viewOf(this.line);
  }
  get status(): string {
    return this.view.status;
  }
  get due(): Day | undefined {
    return this.view.due;
  }
  get allowed(): ActionType[] {
    return allowedActions(this.line);
  }
  get wake(): Instant | undefined {
    return wakeOf(this.line);
  }
  get types(): EventType[] {
    return this.events.map((e) => e.type);
  }
  get last(): LineEvent {
    return this.events.at(-1)!;
  }
  times(type: EventType): Instant[] {
    return this.events.filter((e) => e.type === type).map((e) => e.at);
  }
  state<K extends StageKind>(kind: K): Extract<StageState, { kind: K }> {
    return this.line.stages.find((s): s is Extract<StageState, { kind: K }> => s.kind === kind)!;
  }
}

const claimBy = (claim: string, stage: Extract<Stage, { kind: 'council' | 'approval' }>): LineAction => ({
  type: 'claim',
  claim,
  stage: stage.kind,
  level: stage.level,
});

/** Claims the line for the session or proposal that its current stage waits for. */
export function claim(walker: Walker, by: string): Walker {
  const stage = walker.line.route[walker.line.at]![0]!;
  if (stage.kind !== 'council' && stage.kind !== 'approval') throw new Error(`${stage.kind} takes no claim`);
  return walker.act(claimBy(by, stage));
}

/** Does what ordinarily brings the line through its current step; days are those of the walker's clock. */
export function pass(walker: Walker): Walker {
  const open = walker.line.stages.filter((s) => s.done !== true).map((s) => s.kind);
  for (const stage of walker.line.route[walker.line.at]!) if (open.includes(stage.kind)) passStage(walker, stage);
  return walker;
}

function passStage(walker: Walker, stage: Stage): void {
  const today = dayOf(walker.now);
  switch (stage.kind) {
    case 'screening':
      walker.act({ type: 'receive', number: '7', arrivedOn: today, paperOriginalOn: today }).act({ type: 'accept' });
      return;
    case 'consultation':
      for (const body of stage.bodies) {
        walker.act({ type: 'ask', body, askedOn: today, note: NOTE });
        walker.act({ type: 'answer', body, opinion: 'agrees', note: NOTE });
      }
      return;
    case 'posting':
      walker.act({ type: 'post', firstDay: today, note: NOTE });
      walker.untilInstant(walker.wake!);
      return;
    case 'council':
      claim(walker, 'session-1').act({ type: 'councilResult', claim: 'session-1', result: 'passed' });
      return;
    case 'approval': {
      const type = stage.power === 'decide' ? 'decisionSigned' : 'forwarded';
      claim(walker, 'proposal-1').act({ type, claim: 'proposal-1', decision: 'QD1' });
      return;
    }
    case 'issuance':
      walker.act({ type: 'issue', claim: 'proposal-1', decision: 'QD1' });
      return;
    case 'central':
      walker.act({ type: 'centralAwarded', decision: 'QD2', note: NOTE });
      return;
    case 'receipt':
      walker.act({ type: 'recordFetched', on: today }).act({ type: 'recordHandover', on: today, note: NOTE });
  }
}
