import fc from 'fast-check';
import { cast } from '../../api/pages/ballot-cast';
import { orderSession, type SecretaryOrder } from '../../api/commands/sessions/orders';
import { Problem } from '../../domain/errors';
import type { CouncilRule } from '../../domain/rule';
import { instant, msOf } from '../../domain/time';
import type { SheetChoices } from '../../platform/sealing';
import type { LinkRecord, SessionRecord } from '../../platform/store';
import { moveClock } from '../../workflows/messages';
import { reckon, type Asked, type ModelSession, type Reckoned, type Said } from '../domain/sitting/model';
import { anyRule, HOUR, START_MS } from '../domain/sitting/sequences';
import type { TestSite } from '../pages/site';
import { uniqueName } from '../setup/engines';
import { people, START } from '../setup/fixtures';
import { eventually } from '../setup/service';
import { openTestSession, type TestSession } from '../setup/session';

/** What happens to a session on real engines. Numbers stand for whoever is there by then. */
export type Step =
  /** Sheets at once, each posted once or twice. */
  | { readonly do: 'sheets'; readonly sent: readonly { who: number; says: readonly number[]; twice: boolean }[] }
  /** A form, or an order, is sent once more. */
  | { readonly do: 'again' | 'repeat'; readonly which: number }
  | { readonly do: 'replace'; readonly who: number }
  | { readonly do: 'drop'; readonly line: number }
  | { readonly do: 'extend' | 'closeEarly' | 'pass'; readonly hours: number }
  | { readonly do: 'cancel' };

export interface Plan {
  readonly rules: readonly CouncilRule[];
  readonly whenAllVoted: boolean;
  readonly hours: number;
  readonly steps: readonly Step[];
}

export const MEMBERS = 4;
/** Who can come for a member. */
export const SUBSTITUTES = 3;

const any = fc.nat({ max: 30 });
const sheet = fc.record({
  who: any,
  says: fc.array(fc.nat({ max: 3 }), { minLength: 2, maxLength: 2 }),
  twice: fc.boolean(),
});
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 12,
    arbitrary: fc.array(sheet, { minLength: 2, maxLength: 4 }).map((sent) => ({ do: 'sheets', sent }) as const),
  },
  { weight: 2, arbitrary: any.map((which) => ({ do: 'again', which }) as const) },
  { weight: 1, arbitrary: any.map((which) => ({ do: 'repeat', which }) as const) },
  { weight: 3, arbitrary: any.map((who) => ({ do: 'replace', who }) as const) },
  { weight: 1, arbitrary: any.map((line) => ({ do: 'drop', line }) as const) },
  { weight: 1, arbitrary: fc.nat({ max: 20 }).map((hours) => ({ do: 'extend', hours }) as const) },
  { weight: 1, arbitrary: fc.nat({ max: 20 }).map((hours) => ({ do: 'closeEarly', hours }) as const) },
  { weight: 2, arbitrary: fc.integer({ min: 1, max: 20 }).map((hours) => ({ do: 'pass', hours }) as const) },
);

export const plans = (steps: number): fc.Arbitrary<Plan> =>
  fc.record({
    rules: fc.array(anyRule, { minLength: 2, maxLength: 2 }),
    whenAllVoted: fc.boolean(),
    hours: fc.integer({ min: 12, max: 48 }),
    steps: fc.array(step, { minLength: steps, maxLength: steps }),
  });

interface Sent {
  readonly person: string;
  readonly token: string;
  readonly submission: string;
  readonly choices: SheetChoices;
  readonly ordinal: number;
}

export interface Ended {
  readonly id: string;
  readonly service: Reckoned;
  readonly model: Reckoned;
  readonly asked: readonly Asked[];
}

/** A session that is driven through the commands that the pages call, with the model told of everything that was asked. */
export class CouncilRun {
  private readonly asked: Asked[] = [];
  private readonly taken: boolean[] = [];
  private readonly sent: Sent[] = [];
  private readonly orders: { readonly submission: string; readonly order: SecretaryOrder; readonly asks: Asked }[] = [];
  private readonly links = new Map<string, LinkRecord>();
  private substitutes = 0;
  private now = START_MS;

  private constructor(
    private readonly site: TestSite,
    private readonly session: TestSession,
    private readonly model: ModelSession,
  ) {}

  /** Opens a session of its own council over two lines; a member is the nominee of the first one. */
  static async open(
    site: TestSite,
    plan: Plan,
    lines: readonly { readonly nomination: string; readonly docket: string; readonly nominee: string }[],
  ): Promise<CouncilRun> {
    const { store } = site.service;
    const council = uniqueName('HD');
    const usual = (await store.councils.inForce('HD-U01', START.slice(0, 10)))!;
    const seats = usual.members.slice(0, MEMBERS);
    await store.councils.put({ ...usual, _id: `${council}@2026-01-01`, code: council, members: seats });
    const closesAt = START_MS + plan.hours * HOUR;
    const session = await openTestSession(
      site.service,
      lines.map((l, i) => ({ ...l, award: 'CSTDCS', rule: plan.rules[i]! })),
      { level: 'unit', council, closing: plan.whenAllVoted ? 'whenAllVoted' : 'atTime', closesAt: instant(closesAt) },
    );
    await session.reach('open');
    return new CouncilRun(site, session, {
      members: people(MEMBERS).map((person) => `${person}.0`),
      lines: lines.map((l, i) => ({ code: l.nomination, nominee: l.nominee, rule: plan.rules[i]! })),
      closesAt,
      whenAllVoted: plan.whenAllVoted,
      daysOff: ['2026-11-24'],
    });
  }

  async take(step: Step): Promise<void> {
    const record = await this.session.record();
    switch (step.do) {
      case 'sheets':
        return await this.sheets(record, step.sent);
      case 'again':
        if (this.sent.length > 0) await this.send(nth(this.sent, step.which));
        return;
      case 'repeat': {
        if (this.orders.length === 0) return;
        const { submission, order, asks } = nth(this.orders, step.which);
        return await this.ask(submission, order, { ...asks, now: this.now });
      }
      case 'replace':
        return await this.replace(record, nth(record.members, step.who).person);
      case 'drop': {
        const { nomination } = nth(record.lines, step.line);
        const paper = { kind: 'letter', title: 'Công văn' };
        return await this.order(
          { type: 'dropLine', nomination, reason: 'r', paper },
          { type: 'drop', line: nomination },
        );
      }
      case 'extend': {
        const to = msOf(record.closesAt) + step.hours * HOUR;
        return await this.order({ type: 'extend', closesAt: instant(to), reason: 'r' }, { type: 'extend', to });
      }
      case 'closeEarly': {
        const to = this.now + step.hours * HOUR;
        // the engine's clock is some seconds ahead of the round hour
        if (step.hours === 1) return;
        return await this.order({ type: 'closeEarly', at: instant(to), reason: 'r' }, { type: 'closeEarly', to });
      }
      case 'pass':
        return await this.passTo(this.now + step.hours * HOUR);
      case 'cancel':
        return await this.order({ type: 'cancel', reason: 'r' }, { type: 'cancel' });
    }
  }

  /** Lets its time come, sends something too late, and tells what both say. */
  async end(): Promise<Ended> {
    for (let i = 0; i < 4; i += 1) {
      const { status, closesAt } = await this.session.record();
      if (status === 'open') await this.passTo(Math.max(this.now, msOf(closesAt)));
    }
    const ended = await eventually(
      this.session.record,
      ({ status }) => status === 'closed' || status === 'cancelled',
      KNOWN_MS,
    );
    for (const sheet of this.sent.slice(-1)) await this.send(sheet);
    const model = reckon(this.model, this.asked);
    const lines = ended.result?.lines.map(({ nomination: line, tally }) => {
      const { participated, yes, recused, base, quorate, passed } = tally;
      return { line, participated, yes, recused, base, quorate, passed };
    });
    return {
      id: this.session.id,
      service: { outcome: lines ?? 'cancelled', taken: this.ofSheets(this.taken) },
      model: { outcome: model.outcome, taken: this.ofSheets(model.taken) },
      asked: this.asked,
    };
  }

  private async sheets(record: SessionRecord, some: Extract<Step, { do: 'sheets' }>['sent']): Promise<void> {
    const ready: { readonly sheet: Sent; readonly twice: boolean }[] = [];
    for (const { who, says, twice } of some) {
      const { person } = nth(record.members, who);
      const choices = record.lines.map(({ nomination, recused, rule }, i) => {
        const said = (['yes', 'yes', 'no', rule.abstain === 'notOffered' ? 'recused' : 'abstain'] as const)[says[i]!]!;
        return [nomination, { choice: recused.includes(person) ? ('recused' as const) : said }] as const;
      });
      const token = `${person}.0`;
      const ordinal = this.sent.filter((one) => one.person === person).length + 1;
      const sheet = { person, token, submission: uniqueName('form'), choices: Object.fromEntries(choices), ordinal };
      this.sent.push(sheet);
      ready.push({ sheet, twice });
    }
    // whoever votes last closes a session that waits for all: there the order matters
    if (this.model.whenAllVoted) for (const { sheet, twice } of ready) await this.send(sheet, twice);
    else
      await Promise.all(
        byPerson(ready).map(async (own) => {
          for (const { sheet, twice } of own) await this.send(sheet, twice);
        }),
      );
  }

  /** Presses again as long as it is not known; twice: in the same moment. */
  private async send({ person, token, submission, choices, ordinal }: Sent, twice = false): Promise<void> {
    const { context, service } = this.site;
    const says = Object.fromEntries(Object.entries(choices).map(([line, { choice }]) => [line, choice as Said]));
    const at = this.asked.push({ type: 'sheet', now: this.now, member: token, ordinal, says });
    this.asked.push({ type: 'look', now: this.now });
    const session = await this.session.record();
    const about = { purpose: 'ballot', entity: session._id, person } as const;
    // whoever was replaced still has the one that he was sent
    const link = this.links.get(person) ?? (await service.context.links.ensure(about, START));
    this.links.set(person, link);
    const of = { session, link, person: (await service.store.people.get(person))! };
    const once = () =>
      refusable(async () => {
        const { outcome } = await known(
          () => cast(context, of, submission, choices),
          (one) => one.outcome !== 'busy',
        );
        return outcome === 'recorded' || outcome === 'superseded';
      });
    const answers = await Promise.all(twice ? [once(), once()] : [once()]);
    if (answers.at(-1) !== answers[0]) throw new Error(`${submission} was taken and refused`);
    this.answered(at, answers[0]);
  }

  private async replace({ council }: SessionRecord, member: string): Promise<void> {
    const { store } = this.site.service;
    if (this.substitutes === SUBSTITUTES) return;
    const by = people(MEMBERS + SUBSTITUTES)[MEMBERS + this.substitutes]!;
    this.substitutes += 1;
    const validFrom = START.slice(0, 10);
    const before = (await store.councils.inForce(council, validFrom))!;
    const members = before.members.map((m) => (m.person === member ? { ...m, person: by } : m));
    await store.councils.put({ ...before, _id: `${council}@${validFrom}`, validFrom, members });
    const paper = { kind: 'decision', title: 'Quyết định' };
    const asks = { type: 'replace', member: `${member}.0`, by: `${by}.0` } as const;
    await this.order({ type: 'replaceMember', member, by, reason: 'r', paper }, asks);
  }

  private async order(order: SecretaryOrder, asks: Asks): Promise<void> {
    const submission = uniqueName('order');
    const one = { submission, order, asks: { ...asks, id: submission, now: this.now } as Asked };
    this.orders.push(one);
    await this.ask(submission, order, one.asks);
  }

  private async ask(submission: string, order: SecretaryOrder, asks: Asked): Promise<void> {
    const at = this.asked.push(asks);
    const caller = { actor: 'key:secretary', role: 'secretary', unit: 'U01' } as const;
    const once = () => orderSession(this.site.context, { caller, id: this.session.id, submission, order });
    const taken = await refusable(async () => {
      await known(once, () => true);
      return true;
    });
    this.answered(at, taken);
    if (taken) await this.follow(order);
  }

  /** The records have followed the order. */
  private async follow(order: SecretaryOrder): Promise<void> {
    await eventually(
      this.session.record,
      ({ status, members, lines }) =>
        status !== 'open' ||
        (order.type === 'replaceMember'
          ? !members.some((m) => m.person === order.member)
          : order.type !== 'dropLine' || !lines.some((l) => l.nomination === order.nomination)),
      KNOWN_MS,
    );
  }

  /** Time passes, and the session has done what fell due. */
  private async passTo(now: number): Promise<void> {
    const { status } = await this.session.record();
    this.now = now;
    this.asked.push({ type: 'look', now });
    if (status !== 'open') return;
    const offsetMs = this.site.service.offsetMs + now - START_MS;
    await refusable(async () => {
      await known(
        () =>
          this.site.context.ask(this.session.handle.workflowId, (handle) =>
            handle.executeUpdate(moveClock, { args: [{ offsetMs }] }),
          ),
        () => true,
      );
      return true;
    });
    await eventually(this.session.record, (one) => one.status !== 'open' || msOf(one.closesAt) > now, KNOWN_MS);
  }

  /** An order that is repeated after the end is refused by its door before the session could give its receipt again. */
  private ofSheets(taken: readonly boolean[]): readonly boolean[] {
    const requests = this.asked.filter((one) => one.type !== 'look');
    return taken.filter((_, i) => requests[i]?.type === 'sheet');
  }

  /** Answers come in any order; they are told in the order of asking. */
  private answered(at: number, taken: boolean): void {
    const before = this.asked.slice(0, at - 1).filter((one) => one.type !== 'look').length;
    this.taken[before] = taken;
  }
}
type Asks = Asked extends infer A ? (A extends { readonly id: string } ? Omit<A, 'id' | 'now'> : never) : never;

/** A worker that was killed is back by then. */
const KNOWN_MS = 180_000;

/** Asks again as long as the answer is not known yet. */
async function known<T>(ask: () => Promise<T>, isKnown: (answer: T) => boolean): Promise<T> {
  for (const until = Date.now() + KNOWN_MS; ;) {
    try {
      const answer = await ask();
      if (isKnown(answer) || Date.now() > until) return answer;
    } catch (error) {
      const busy = error instanceof Problem && (error.code === 'ENGINE_BUSY' || error.code === 'STORE_BUSY');
      if (!busy || Date.now() > until) throw error;
    }
  }
}

/** Whether it was taken; a refusal is no error. */
async function refusable(ask: () => Promise<boolean>): Promise<boolean> {
  try {
    return await ask();
  } catch (error) {
    if (error instanceof Problem && error.code !== 'ENGINE_BUSY') return false;
    throw error;
  }
}

const nth = <T>(list: readonly T[], n: number): T => list[n % list.length]!;
const byPerson = <T extends { readonly sheet: Sent }>(some: readonly T[]): T[][] =>
  [...new Set(some.map(({ sheet }) => sheet.person))].map((person) =>
    some.filter(({ sheet }) => sheet.person === person),
  );
