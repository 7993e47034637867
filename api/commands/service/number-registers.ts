import { Problem } from '../../../domain/errors';
import type { NumberRegister } from '../../../domain/pack';
import type { NumberWarning } from '../../../domain/registers';
import { gapsIn, inForce, numberOf, warningsOf } from '../../../domain/registers';
import type { Day } from '../../../domain/time';
import { dayOf, yearOf } from '../../../domain/time';
import { registerOn, seriesOfRegister } from '../../../platform/registers';
import { updateId } from '../../../platform/temporal/ask';
import type { DecisionRecord, RegisterFloorRecord, RegisterRecord } from '../../../platform/store';
import { refused } from '../../../templates/words';
import type { ApiContext, Caller } from '../../context';
import { invalid } from '../../schemas/parse';
import { serialOf } from './numbers';
import { mustHaveFiles } from '../papers';
import { defined, everything, isWithin, mustBeWithin, mustHave, shortId } from '../shared';

/** What is known of one register: how it goes, and what stands in it. */
export interface RegisterState {
  readonly register: NumberRegister;
  readonly day: Day;
  readonly last?: { readonly number: string; readonly date: Day };
  /** What an automatic register gives next, and what a clerk expects to see next; absent when the register is at its end. */
  readonly next?: string;
  /** The last number that was used outside the service. */
  readonly imported?: Pick<RegisterFloorRecord, 'number' | 'date' | 'reason'>;
  readonly full: boolean;
}

/** Numbers of the series of a day that no paper bears: cancelled, or of papers that stand elsewhere. @throws Problem FORBIDDEN, NOT_FOUND */
export async function registerGaps(
  context: ApiContext,
  { caller, code, day }: Named & { readonly day?: Day },
): Promise<readonly (readonly [string, string])[]> {
  mustHave(caller, 'readDecisions');
  const { store, pack, clock } = context;
  const on = day ?? dayOf(clock.now());
  const register = await need(context, { caller, code }, on);
  const series = await seriesOfRegister(store, pack, register, on);
  const [serials, floor] = await Promise.all([store.decisions.serials(series), store.decisions.floor(series)]);
  const named = (serial: number): string => numberOf(serial, register.symbol);
  return gapsIn(serials, floor?.serial).map(([from, to]) => [named(from), named(to)]);
}

interface Named {
  readonly caller: Caller;
  readonly code: string;
}

/** @throws Problem NOT_FOUND, also for a register of another unit, or one that has not begun on that day */
async function need(context: ApiContext, { caller, code }: Named, day: Day): Promise<NumberRegister> {
  const register = await registerOn(context.store, context.pack, code, day);
  if (!register || !(await isWithin(context, caller, register.unit)))
    throw new Problem('NOT_FOUND', `register ${code}`);
  return register;
}

/** The registers that the caller may see, as they are on a day. */
export async function listRegisters(
  context: ApiContext,
  { caller, day }: { readonly caller: Caller; readonly day?: Day },
) {
  mustHave(caller, 'readDecisions');
  const { store, pack, clock } = context;
  const on = day ?? dayOf(clock.now());
  const entered = await everything((paging) => store.registers.list(paging));
  const codes = [...new Set([...pack.registers, ...entered].map((r) => r.code))].sort();
  const found: NumberRegister[] = [];
  for (const code of codes) {
    const versions = entered.filter((r) => r.code === code);
    const register = inForce(versions, on) ?? pack.registers.find((r) => r.code === code);
    if (register && (await isWithin(context, caller, register.unit))) found.push(register);
  }
  return found;
}

/** All versions of a register that an office has entered, oldest first. @throws Problem NOT_FOUND */
export async function registerVersions(
  context: ApiContext,
  { caller, code }: Named,
): Promise<readonly RegisterRecord[]> {
  const versions = await context.store.registers.versions(code);
  for (const { unit } of versions) await mustBeWithin(context, caller, unit);
  return versions;
}

/** What a clerk looks at before he gives a number. @throws Problem FORBIDDEN, NOT_FOUND */
export async function registerState(
  context: ApiContext,
  { caller, code, day }: Named & { readonly day?: Day },
): Promise<RegisterState> {
  mustHave(caller, 'readDecisions');
  const { store, pack, clock } = context;
  const on = day ?? dayOf(clock.now());
  const register = await need(context, { caller, code }, on);
  const series = await seriesOfRegister(store, pack, register, on);
  const next = await store.decisions.nextSerial(series);
  const [{ before }, floor] = await Promise.all([
    store.decisions.neighbours(series, next),
    store.decisions.floor(series),
  ]);
  const full = register.maximum !== undefined && next > register.maximum;
  return {
    register,
    day: on,
    full,
    ...(before ? { last: { number: before.number, date: before.date } } : {}),
    ...(full ? {} : { next: numberOf(next, register.symbol) }),
    ...(floor ? { imported: { number: floor.number, date: floor.date, reason: floor.reason } } : {}),
  };
}

/**
 * Notes the last number that was used outside the service; its own go on behind it.
 * @throws Problem FORBIDDEN, NOT_FOUND, VALIDATION, REGISTER_BEHIND, NUMBER_OUT_OF_ORDER
 */
export async function importLastNumber(
  context: ApiContext,
  {
    caller,
    code,
    number,
    date,
    reason,
  }: Named & { readonly number: string; readonly date: Day; readonly reason: string },
): Promise<RegisterState> {
  mustHave(caller, 'importNumbers');
  const { store, pack, clock } = context;
  const now = clock.now();
  mustNotBeAhead(date, dayOf(now));
  const register = await need(context, { caller, code }, date);
  const serial = serialOf(number, register.symbol);
  mustBeInReach(register, serial);
  const series = await seriesOfRegister(store, pack, register, date);
  const floor = { _id: series, serial, number, date, reason, at: now, by: caller.actor };
  const before = await store.decisions.floor(series);
  const data = { series, number, date, reason, ...(before ? { before: before.number } : {}) };
  await store.decisions.importLast(floor, [
    {
      entity: `registers/${code}`,
      key: `last/${series}/${now}`,
      at: now,
      actor: caller.actor,
      type: 'lastNumberImported',
      data,
    },
  ]);
  return registerState(context, { caller, code, day: date });
}

/** An outgoing paper that is no decision of a proposal: minutes and notices of a council, letters. */
export interface RegisterPaperSaid {
  /** Absent in an automatic register, needed in a manual one. */
  readonly number?: string;
  readonly date: Day;
  readonly subject: string;
  readonly signer: string;
  readonly signerPost: string;
  readonly form: DecisionRecord['form'];
  /** The session whose paper it is; its file is attached there. */
  readonly session?: string;
  readonly file?: string;
}

/**
 * Enters an outgoing paper in its register, under the number that it bears or the next one.
 * @throws Problem FORBIDDEN, NOT_FOUND, VALIDATION, NUMBER_TAKEN, NUMBER_OUT_OF_ORDER, REGISTER_FULL, KEY_REUSED
 */
export async function recordRegisterPaper(
  context: ApiContext,
  { caller, code, submission, paper }: Named & { readonly submission: string; readonly paper: RegisterPaperSaid },
): Promise<{
  readonly record: DecisionRecord;
  readonly created: boolean;
  readonly warnings: readonly NumberWarning[];
}> {
  mustHave(caller, 'recordPapers');
  const { store, pack, clock } = context;
  const now = clock.now();
  const { number, session, ...said } = paper;
  mustNotBeAhead(said.date, dayOf(now));
  const register = await need(context, { caller, code }, said.date);
  if (register.paper === 'decision') throw ofProposal();
  mustNameNumber(register, number);
  if (session !== undefined) await mustBeWithin(context, caller, (await store.sessions.need(session)).unit);
  if (said.file !== undefined) {
    const attached = { kind: register.paper, title: said.subject, attachment: said.file };
    await mustHaveFiles(context, session === undefined ? [] : [session], [attached], 'file');
  }
  const series = await seriesOfRegister(store, pack, register, said.date);
  const id = `VB-${shortId(updateId(caller.actor, submission))}`;
  const record = {
    _id: id,
    kind: 'paper' as const,
    unit: register.unit,
    register: series,
    ...said,
    ...defined({ session }),
    lines: [],
    at: now,
    by: caller.actor,
  };
  const trail = (of: string) => [
    {
      entity: session ?? `registers/${code}`,
      key: `paper/${id}`,
      at: now,
      actor: caller.actor,
      type: 'paperNumbered',
      data: { register: code, paper: id, date: said.date, number: of },
    },
  ];
  const limits = defined({ maximum: register.maximum });
  const inserted =
    number === undefined
      ? await store.decisions.insertNext(record, (serial) => numberOf(serial, register.symbol), trail('next'), limits)
      : await store.decisions.insert(
          { ...record, number, serial: serialOf(number, register.symbol) },
          trail(number),
          limits,
        );
  const { serial = 0, date } = inserted.record;
  const neighbours = await store.decisions.neighbours(series, serial);
  const unusual = { date, today: dayOf(now), serial, restart: register.restart };
  return { ...inserted, warnings: warningsOf(await store.calendars.working(), unusual, neighbours) };
}

const ofProposal = (): Problem => invalid({ field: 'code', ...refused('service.numberOfDecision') });

function mustNameNumber({ mode }: NumberRegister, number: string | undefined): void {
  if (mode === 'manual' && number === undefined) {
    throw invalid({ field: 'number', ...refused('service.numberByClerk') });
  }
  if (mode === 'automatic' && number !== undefined) {
    throw invalid({ field: 'number', ...refused('service.numberByService') });
  }
}

function mustNotBeAhead(date: Day, today: Day): void {
  if (date <= today) return;
  throw invalid({ field: 'date', ...refused('notYet') });
}

function mustBeInReach({ maximum }: NumberRegister, serial: number): void {
  if (maximum !== undefined && serial > maximum)
    throw new Problem('REGISTER_FULL', `${serial} > ${maximum}`, { maximum });
}

/**
 * What is wrong with a version of a register beside the others.
 * @returns sentences by field: another register of the same papers, a series that changes its counting within a year
 */
export async function wrongWithRegister({ store, pack }: ApiContext, record: RegisterRecord) {
  const { code, unit, council, paper, restart, validFrom } = record;
  const all: (NumberRegister & { readonly validFrom?: Day })[] = [
    ...pack.registers,
    ...(await everything((paging) => store.registers.list(paging))),
  ];
  const same = (r: NumberRegister): boolean => r.unit === unit && r.paper === paper && r.council === council;
  const wrong: { field: string; vi: string; en: string }[] = [];
  const other = all.find((r) => r.code !== code && same(r));
  if (other) {
    wrong.push({ field: 'paper', ...refused('service.registerThere', { code: other.code }) });
  }
  const earlier = all.filter((r) => r.code === code && (r.validFrom ?? '') < validFrom);
  const before = earlier.sort((a, b) => ((a.validFrom ?? '') < (b.validFrom ?? '') ? -1 : 1)).at(-1);
  if (before && !same(before)) {
    wrong.push({ field: 'paper', ...refused('service.registerStays') });
  }
  if (before && before.restart !== restart && !validFrom.endsWith('-01-01')) {
    wrong.push({ field: 'validFrom', ...refused('service.countsFrom', { year: yearOf(validFrom) + 1 }) });
  }
  return wrong;
}
