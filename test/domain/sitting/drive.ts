import { isDeepStrictEqual } from 'node:util';
import { countAll } from '../../../domain/counting';
import { Problem } from '../../../domain/errors';
import { recusedOn } from '../../../domain/recusal';
import { calledOff, endVoting, mustClose, nextWake, opened } from '../../../domain/sitting/course';
import { checkOrder, lineReleased, takeOrder } from '../../../domain/sitting/orders';
import { dueReminder, planReminders, quorumIsDue } from '../../../domain/sitting/reminders';
import type { CastInput, SessionOrder } from '../../../domain/sitting/said';
import type { CarriedSitting, Sitting, SittingTerms, TakenOrder } from '../../../domain/sitting/state';
import { carrySitting, newSitting, resumeSitting } from '../../../domain/sitting/state';
import { checkSheet, sheetsThatCount, takeSheet } from '../../../domain/sitting/votes';
import { instant, msOf } from '../../../domain/time';
import type { ModelSession, Reckoned, Said } from './model';

type Choices = Readonly<Record<string, Said>>;
type Happened =
  | { readonly now: string; readonly type: 'sheet'; readonly sheet: CastInput }
  | { readonly now: string; readonly type: 'order'; readonly id: string; readonly order: SessionOrder }
  | { readonly now: string; readonly type: 'look' };

const personOf = (ref: string): string => ref.split('.')[0]!;
const copyOf = (state: CarriedSitting): CarriedSitting => JSON.parse(JSON.stringify(state)) as CarriedSitting;

/**
 * A session as its workflow runs it, without engine: Updates are checked, then taken; the loop carries out what was ordered and
 * looks at the clock. What was taken is kept as the engine keeps it, so that a crash can begin again from it.
 */
export class DrivenSession {
  private of: Sitting;
  /** What this run has begun with, and what has happened in it. */
  private carried: CarriedSitting;
  private history: Happened[] = [];
  private wasTold = false;
  /** The records: council, who may not vote on what, and the sheets by voter and commitment. */
  private readonly records: { members: string[]; recused: Map<string, string[]>; sheets: Map<string, Choices> };

  constructor(
    private readonly session: ModelSession,
    terms: Pick<SittingTerms, 'calendar' | 'reminders'>,
    start: number,
  ) {
    const { members, lines, closesAt, whenAllVoted } = session;
    const state = newSitting({ closesAt: instant(closesAt), version: 1 });
    state.lines = lines.map(({ code, rule }) => ({ nomination: code, docket: 'D', rule }));
    this.of = { input: { kind: 'written', closing: whenAllVoted ? 'whenAllVoted' : 'atTime', ...terms }, state };
    opened(this.of, { electorate: members, members: members.length }, instant(start));
    this.records = { members: members.map(personOf), recused: new Map(), sheets: new Map() };
    this.takeRecusals();
    this.carried = copyOf(carrySitting(state));
  }

  get isOpen(): boolean {
    return this.of.state.status === 'open';
  }
  get wasExtended(): boolean {
    return this.of.state.extended;
  }
  get electorate(): readonly string[] {
    return this.of.state.electorate;
  }

  /** Keeps a sheet for good, before the session is told of it. */
  store(ref: string, commitment: string, choices: Choices): void {
    this.records.sheets.set(`${ref} ${commitment}`, choices);
  }

  /** @returns the code of the refusal, if it was refused; how it was taken otherwise */
  sheet(sheet: CastInput, now: number): string {
    const happened = { now: instant(now), type: 'sheet', sheet } as const;
    return this.asked(() => checkSheet(this.of, sheet, instant(now)), happened) ?? 'taken';
  }
  /** @returns the code of the refusal, if it was refused */
  order(id: string, order: SessionOrder, now: number): string | undefined {
    const check = () => checkOrder(this.of, id, order, instant(now));
    return this.asked(check, { now: instant(now), type: 'order', id, order });
  }

  /** What the loop does when it is woken: after Updates by what they have brought, otherwise by its timer alone. */
  lookWhenWoken(now: number): void {
    const wake = nextWake(this.of);
    let woken = (this.wasTold && this.hasNews(now)) || (wake !== undefined && msOf(wake) <= now);
    this.wasTold = false;
    for (; this.isOpen && woken; woken = this.hasNews(now)) this.happen({ now: instant(now), type: 'look' }, false);
  }

  /** The worker is killed; the next one plays the history of this run again. */
  crash(): void {
    const before = carrySitting(this.of.state);
    this.of = { input: this.of.input, state: resumeSitting(copyOf(this.carried)) };
    const { history } = this;
    this.history = [];
    for (const happened of history) this.happen(happened, true);
    if (!isDeepStrictEqual(carrySitting(this.of.state), before)) throw new Error('the history tells it otherwise');
  }

  /** Continues as new, as soon as there is nothing left to do. */
  carryOn(now: number): void {
    if (!this.isOpen || this.hasNews(now)) return;
    this.carried = copyOf(carrySitting(this.of.state));
    this.history = [];
    this.of = { input: this.of.input, state: resumeSitting(copyOf(this.carried)) };
  }

  /** What has been decided in the end. */
  outcome(): Reckoned['outcome'] {
    const { status, lines } = this.of.state;
    if (status === 'cancelled') return 'cancelled';
    if (status !== 'closing') return 'open';
    const { members, recused, sheets } = this.records;
    const counted = countAll({
      members: members.length,
      lines: lines.map(({ nomination, rule }) => ({ nomination, rule, recused: recused.get(nomination)! })),
      sheets: sheetsThatCount(this.of).map(({ voterRef, commitment }) => {
        const says = sheets.get(`${voterRef} ${commitment}`)!;
        const choices = Object.entries(says).map(([line, choice]) => [line, { choice }] as const);
        return { person: personOf(voterRef), choices: Object.fromEntries(choices) };
      }),
    });
    return counted.lines.map(({ nomination: line, tally }) => {
      const { participated, yes, recused: away, base, quorate, passed } = tally;
      return { line, participated, yes, recused: away, base, quorate, passed };
    });
  }

  private hasNews(now: number): boolean {
    return this.of.state.orders.length > 0 || mustClose(this.of, instant(now));
  }

  private asked(check: () => void, happened: Happened): string | undefined {
    try {
      check();
    } catch (error) {
      if (error instanceof Problem) return error.code;
      throw error;
    }
    this.wasTold = true;
    return this.happen(happened, false);
  }

  /** @param again the records have followed already */
  private happen(happened: Happened, again: boolean): 'superseded' | undefined {
    this.history.push(happened);
    const { now } = happened;
    if (happened.type === 'sheet') return takeSheet(this.of, happened.sheet, now).superseded ? 'superseded' : undefined;
    if (happened.type === 'order') takeOrder(this.of, happened.id, happened.order, now);
    else this.look(now, again);
    return undefined;
  }

  private look(now: string, again: boolean): void {
    const { state } = this.of;
    for (let order = state.orders.shift(); order; order = state.orders.shift()) {
      this.carryOut(order, now, again);
      if (state.status !== 'open') return;
    }
    if (mustClose(this.of, now)) {
      endVoting(this.of, now);
    } else {
      dueReminder(this.of, now);
      quorumIsDue(this.of, now);
    }
  }

  private carryOut(order: TakenOrder, now: string, again: boolean): void {
    switch (order.type) {
      case 'cancel':
        return calledOff(this.of, now);
      case 'dropLine':
        if (lineReleased(this.of, order.nomination).nothingLeft) calledOff(this.of, now);
        return;
      case 'replaceMember':
        if (!again) this.replaceInRecords(order.voterRef, order.by);
        return;
      case 'remind':
      case 'extend':
      case 'closeEarly':
        return planReminders(this.of, now);
      default:
        return;
    }
  }

  /** His sheets are erased with his reference; whoever comes may be a nominee. */
  private replaceInRecords(ref: string, by: string): void {
    const { members, sheets } = this.records;
    this.records.members = members.map((person) => (person === personOf(ref) ? personOf(by) : person));
    for (const key of sheets.keys()) if (key.startsWith(`${ref} `)) sheets.delete(key);
    this.takeRecusals();
  }

  private takeRecusals(): void {
    const { members, recused } = this.records;
    for (const { code, nominee } of this.session.lines)
      recused.set(code, recusedOn({ kind: 'person', person: nominee }, members));
  }
}
