import { added, correctionsBy, reprints, statusBy, successors, type LifeEntry } from '../../../domain/case/life';
import { act, allowedIn, checkAct, tick } from '../../../domain/case/machine';
import type { CaseAction, PersonsCaseAction } from '../../../domain/case/said';
import { byPaper, isHeld, newCase, type CaseKind, type CaseState } from '../../../domain/case/state';
import { Problem } from '../../../domain/errors';
import { dayOf, instant, msOf, type Instant } from '../../../domain/time';
import { calendar, START } from '../../setup/fixtures';

/** A certificate, its entry of the ledger, and what a plain book of its own says of it: the oracle. */
interface Issued {
  readonly _id: string;
  readonly goldBook: number;
  entries: readonly LifeEntry[];
  readonly ledger: { revoked?: string; replaced?: string };
  readonly told: { state: 'valid' | 'corrected' | 'replaced' | 'revoked'; by?: string; name: string; prints: number };
}
interface Open {
  readonly id: string;
  readonly kind: CaseKind;
  readonly award: string;
  state: CaseState;
}

export type Command =
  | { readonly do: 'issue' }
  | { readonly do: 'open'; readonly kind: CaseKind; readonly award: number; readonly damaged: boolean }
  | { readonly do: 'act'; readonly case: number; readonly choice: number }
  | { readonly do: 'wait'; readonly days: number };

const kindOf = {
  correction: 'corrected',
  replacement: 'replaced',
  revocation: 'revoked',
  reprint: 'reprinted',
} as const;

/** What cases do to a register, as its one transaction does it. */
export class World {
  readonly issued: Issued[] = [];
  readonly cases: Open[] = [];
  now: Instant = START;

  play(command: Command): void {
    switch (command.do) {
      case 'issue':
        return void this.issue(`C${this.issued.length + 1}`, 'tên in');
      case 'open':
        return this.open(command);
      case 'act':
        return this.act(command);
      case 'wait':
        this.now = instant(msOf(this.now) + command.days * 86_400_000);
        for (const one of this.cases) {
          for (let step = tick(one.state, this.now); step; step = tick(one.state, this.now)) one.state = step.state;
        }
    }
  }

  private issue(_id: string, name: string): Issued {
    const one: Issued = {
      _id,
      goldBook: this.issued.length + 1,
      entries: [],
      ledger: {},
      told: { state: 'valid', name, prints: 0 },
    };
    this.issued.push(one);
    return one;
  }

  private open({ kind, award, damaged }: Extract<Command, { do: 'open' }>): void {
    const of = this.issued[award % Math.max(1, this.issued.length)];
    if (!of) return;
    const returns =
      kind === 'revocation'
        ? (['object', 'money'] as const)
        : kind === 'reprint' && damaged
          ? (['object'] as const)
          : [];
    const terms = { kind, returns, returnWithin: { count: 15, unit: 'workingDays' }, calendar } as const;
    const holders = this.cases.filter((c) => c.award === of._id && c.state.holding).map((c) => c.id);
    const opened = act(newCase(terms), { type: 'opened', heldBy: holders }, this.now)!;
    this.cases.push({ id: `V${this.cases.length + 1}`, kind, award: of._id, state: opened.state });
  }

  /** One of the things that the case allows, or once in a while one that it does not. */
  private act({ case: index, choice }: Extract<Command, { do: 'act' }>): void {
    const one = this.cases[index % Math.max(1, this.cases.length)];
    if (!one) return;
    const offered = allowedIn(one.state);
    const type = offered[choice % Math.max(1, offered.length)] ?? 'record';
    const action = this.wordsOf(type, one, choice);
    const before = one.state;
    try {
      checkAct(before, action, before.version, this.now);
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      return;
    }
    if (isHeld(before) && (type === 'record' || type === 'recordPrint')) throw new Error('a held case went on');
    this.say(one, action);
    if (type === 'hold' || type === 'release' || type === 'conclude') {
      const said = { type: type === 'hold' ? 'holdBy' : 'releaseBy', by: one.id } as const;
      for (const other of this.cases) if (other !== one && other.award === one.award) this.say(other, said);
    }
    if (one.state.status === 'carryingOut') this.carryOut(one);
  }

  private wordsOf(type: string, { state }: Open, choice: number): PersonsCaseAction {
    const what = (['object', 'money'] as const)[choice % 2]!;
    const on = dayOf(this.now);
    switch (type) {
      case 'record':
        return { type, decision: 'paper', date: on, calendar };
      case 'recordReturn':
        return { type, what: state.terms.kind === 'reprint' ? 'object' : what, on };
      case 'waiveReturn':
        return { type, what, note: 'n' };
      case 'recordPrint':
        return { type };
      case 'conclude':
        return { type, outcome: 'rejected', note: 'n' };
      default:
        return { type: type as 'cancel', note: 'n' };
    }
  }

  private say(one: Open, action: CaseAction): void {
    const step = act(one.state, action, this.now);
    if (step) one.state = step.state;
  }

  private carryOut(one: Open): void {
    const of = this.issued.find(({ _id }) => _id === one.award)!;
    if (one.kind === 'complaint') throw new Error('a complaint changes nothing');
    const on = dayOf(this.now);
    const next = `C${this.issued.length + 1}`;
    const entry: LifeEntry = {
      kind: kindOf[one.kind],
      on,
      at: this.now,
      case: one.id,
      ...(byPaper(one.kind) ? { paper: `paper of ${one.id}` } : {}),
      ...(one.kind === 'replacement' ? { by: next } : {}),
      ...(one.kind === 'correction' ? { changes: [{ field: 'name', printed: 'tên in', correct: one.id }] } : {}),
    };
    try {
      of.entries = added(of.entries, entry);
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      return this.say(one, { type: 'refused', code: error.code });
    }
    this.note(of, one, next);
    this.say(one, { type: 'carriedOut', on });
  }

  /** The same in the ledger and in the plain book. */
  private note(of: Issued, { id, kind }: Open, next: string): void {
    const { told, ledger } = of;
    if (kind === 'reprint') told.prints += 1;
    if (kind === 'correction') Object.assign(told, { state: 'corrected', name: id });
    if (kind === 'revocation') {
      told.state = 'revoked';
      ledger.revoked = id;
    }
    if (kind === 'replacement') {
      Object.assign(told, { state: 'replaced', by: next });
      ledger.replaced = next;
      this.issue(next, told.name);
    }
  }

  /** What the check says of a code, by the functions that the page uses. */
  async shown(of: Issued): Promise<{ state: string; name?: string; end?: string; endState?: string }> {
    const state = statusBy(of.entries);
    const [name] = correctionsBy(of.entries).map(({ correct }) => correct);
    const end = (await successors(of, (id) => Promise.resolve(this.issued.find((i) => i._id === id)))).at(-1);
    return {
      state,
      ...(name === undefined ? {} : { name }),
      ...(end ? { end: end._id, endState: statusBy(end.entries) } : {}),
    };
  }

  /** What the plain book says of the same. */
  told(of: Issued): { state: string; end?: string; endState?: string } {
    let at = of;
    while (at.told.by !== undefined) at = this.issued.find(({ _id }) => _id === at.told.by)!;
    return { state: of.told.state, ...(at === of ? {} : { end: at._id, endState: at.told.state }) };
  }

  printsOf = ({ entries }: Issued): number => reprints(entries);
}
