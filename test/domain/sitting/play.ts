import type { SessionOrder } from '../../../domain/sitting/said';
import { instant } from '../../../domain/time';
import { samplePack } from '../../../samples/pack';
import { calendar } from '../../setup/fixtures';
import { DrivenSession } from './drive';
import { reckon, type Asked, type ModelLine, type Reckoned, type Said } from './model';
import { HOUR, START_MS, type Sequence, type Step } from './sequences';

interface Stored {
  readonly member: string;
  readonly ordinal: number;
  readonly says: Record<string, Said>;
}
type Ordered = { readonly id: string; readonly order: SessionOrder['order']; readonly asks?: Asked };

export interface Played {
  readonly service: Reckoned;
  readonly model: Reckoned;
  /** What has been met on the way: refusals, and how it ended. */
  readonly met: readonly string[];
}

/** Plays a sequence to its end, with the session of the service; and tells the model what has been asked. */
export function play({ session, steps }: Sequence): Played {
  const service = new DrivenSession(session, { calendar, reminders: samplePack.reminders }, START_MS);
  const asked: Asked[] = [];
  const stored: Stored[] = [];
  const orders: Ordered[] = [];
  const taken: boolean[] = [];
  /** Orders of replacements that were carried out. */
  const replaced = new Set<string>();
  const met: string[] = [];
  let now = START_MS;

  for (const step of steps) take(step);
  for (let days = 0; service.isOpen && days < 60; days += 1) pass(24);
  if (stored.length > 0) for (let i = 0; i < 3; i += 1) send(i);
  const outcome = service.outcome();
  if (service.wasExtended) note('extended for quorum');
  if (typeof outcome === 'string') note(outcome);
  else for (const { quorate, passed } of outcome) note(passed ? 'passed' : quorate ? 'not passed' : 'no quorum');
  return { service: { outcome, taken }, model: reckon(session, asked), met };

  function take(step: Step): void {
    switch (step.do) {
      case 'sheet':
        store(step.who, step.says);
        return step.sent ? send(-1) : undefined;
      case 'sheets':
        for (let i = 0; i < step.times; i += 1) take({ do: 'sheet', who: step.who, says: step.says, sent: true });
        return;
      case 'sends':
        for (let i = 0; i < step.times; i += 1) send(step.which);
        return;
      case 'send':
        return send(step.which);
      case 'replace': {
        const member = nth(service.electorate, step.who);
        // somebody new, or somebody who was there before, and then under another reference; or a member, by mistake
        const person = `P${step.by % 12}`;
        const times = orders.filter(({ order }) => order.type === 'replaceMember' && order.by.startsWith(`${person}.`));
        const sits = service.electorate.find((one) => one.startsWith(`${person}.`));
        const by = sits ?? `${person}.${times.length + 1}`;
        return order({ type: 'replaceMember', voterRef: member, by, note: 'n' }, (id) => ({
          type: 'replace',
          id,
          now,
          member,
          by,
        }));
      }
      case 'drop': {
        const line = nth(session.lines, step.line).code;
        return order({ type: 'dropLine', nomination: line, note: 'n' }, (id) => ({ type: 'drop', id, now, line }));
      }
      case 'extend':
      case 'closeEarly': {
        const to = step.do === 'extend' ? session.closesAt + step.hours * HOUR : now + step.hours * HOUR;
        const said =
          step.do === 'extend'
            ? { type: step.do, closesAt: instant(to), note: 'n' }
            : { type: step.do, at: instant(to), note: 'n' };
        return order(said, (id) => ({ type: step.do, id, now, to }));
      }
      case 'cancel':
        return order({ type: 'cancel', note: 'n' }, (id) => ({ type: 'cancel', id, now }));
      case 'remind':
        return order({ type: 'remind' });
      case 'resend':
        return order({ type: 'resend', voterRef: service.electorate[0]! });
      case 'enterTotals':
        return order({ type: 'enterTotals', commitment: 'c', note: 'n' });
      case 'minutesSigned':
        return order({ type: 'minutesSigned', note: 'n' });
      case 'again': {
        if (orders.length === 0) return;
        const { id, order: said, asks } = nth(orders, step.which);
        // the API names anew, as they are by then, those whom a refused replacement was to concern
        if (said.type === 'replaceMember' && !replaced.has(id)) return;
        return ask(id, said, asks && { ...asks, now });
      }
      case 'pass':
        return pass(step.hours);
      case 'outage':
        now += step.hours * HOUR;
        return;
      case 'work':
        return look();
      case 'crash':
        return service.crash();
      case 'carryOn':
        return service.carryOn(now);
    }
  }

  /** As the page stores it: nobody votes on himself, and only what the rule offers can be chosen. */
  function store(who: number, choices: readonly number[]): void {
    const member = nth(service.electorate, who);
    const ordinal = stored.filter((one) => one.member === member).length + 1;
    const said = ({ nominee, rule }: ModelLine, i: number): Said => {
      if (member.startsWith(`${nominee}.`)) return 'recused';
      const choice = (['yes', 'yes', 'yes', 'no', 'recused', 'abstain'] as const)[choices[i]!]!;
      return choice === 'abstain' && rule.abstain === 'notOffered' ? 'yes' : choice;
    };
    const says = Object.fromEntries(session.lines.map((line, i) => [line.code, said(line, i)]));
    stored.push({ member, ordinal, says });
    service.store(member, `${ordinal}`, says);
  }

  function send(which: number): void {
    const sheet = which < 0 ? stored.at(-1) : stored.length > 0 ? nth(stored, which) : undefined;
    if (!sheet) return;
    const { member, ordinal } = sheet;
    const answer = service.sheet({ voterRef: member, ordinal, commitment: `${ordinal}` }, now);
    note(answer);
    taken.push(answer === 'taken' || answer === 'superseded');
    asked.push({ type: 'sheet', now, ...sheet });
  }

  function order(said: SessionOrder['order'], asks?: (id: string) => Asked): void {
    const id = `order-${orders.length}`;
    const one = { id, order: said, ...(asks ? { asks: asks(id) } : {}) };
    orders.push(one);
    ask(id, said, one.asks);
  }

  function ask(id: string, said: SessionOrder['order'], asks?: Asked): void {
    const refused = service.order(id, { actor: 'key:secretary', content: id, order: said }, now);
    note(refused);
    if (said.type === 'replaceMember' && refused === undefined) replaced.add(id);
    if (!asks) return;
    taken.push(refused === undefined);
    asked.push(asks);
  }

  /** The model looks every hour, the session when it has set itself a time for it. */
  function pass(hours: number): void {
    look();
    for (let i = 0; i < hours; i += 1) {
      now += HOUR;
      look();
    }
  }

  function look(): void {
    service.lookWhenWoken(now);
    asked.push({ type: 'look', now });
  }

  function note(what: string | undefined): void {
    if (what !== undefined) met.push(what);
  }
}

const nth = <T>(list: readonly T[], n: number): T => list[n % list.length]!;
