import { councilRuleOrNone, type SessionKind } from '../../../domain/councilRules';
import { Problem } from '../../../domain/errors';
import { dayOf } from '../../../domain/time';
import type { CouncilRecord, SessionRecord, WaitingItem } from '../../../platform/store';
import type { ApiContext, Caller } from '../../context';
import type { NominationFilter } from '../../../platform/store/nominations';
import { inCeremonyOrder, MOST_WAITING } from '../lists';
import { scopedFilter } from '../nominations/reads';
import { defined, everything, isOfLevel, mustHave } from '../shared';

/** How a session may be held: one sheet has one kind. */
export interface Way {
  readonly kind: SessionKind;
  readonly ballot: SessionRecord['ballot'];
}

interface Decidable {
  /** In which ways this council may decide on it; none where no rule of the province says how. */
  readonly ways: readonly Way[];
}

export interface ReadyLine extends Decidable {
  readonly record: WaitingItem;
}

/** How much of one award waits for a council. */
export interface ReadyAward extends Decidable {
  readonly n: number;
}

/** Councils in force today whose sessions the caller may run, by name. */
export async function runnableCouncils(
  context: ApiContext,
  { caller }: { readonly caller: Caller },
): Promise<readonly CouncilRecord[]> {
  mustHave(caller, 'runSessions');
  const { store, clock } = context;
  const all = await everything((paging) => store.councils.list(paging));
  const today = dayOf(clock.now());
  const found: CouncilRecord[] = [];
  for (const code of new Set(all.map((council) => council.code))) {
    const council = await store.councils.inForce(code, today);
    if (council && (await isOfLevel(context, caller, council.unit))) found.push(council);
  }
  return found.sort((a, b) => a.name.localeCompare(b.name, 'vi'));
}

/** One of them. @throws Problem FORBIDDEN, NOT_FOUND also for the council of another unit */
export async function runnableCouncil(
  context: ApiContext,
  { caller, code }: { readonly caller: Caller; readonly code: string },
): Promise<CouncilRecord> {
  mustHave(caller, 'runSessions');
  const council = await context.store.councils.inForce(code, dayOf(context.clock.now()));
  if (council && (await isOfLevel(context, caller, council.unit))) return council;
  throw new Problem('NOT_FOUND', `no council ${code} in force`);
}

/**
 * What waits for this council, in ceremony order, and in which ways it may be decided on. Lines of another session are not among
 * them. Nothing is drafted by looking.
 */
export async function readyForCouncil(
  context: ApiContext,
  { caller, council }: { readonly caller: Caller; readonly council: CouncilRecord },
): Promise<readonly ReadyLine[]> {
  const filter = await waitingFor(context, caller, council);
  const found = await context.store.nominations.waiting(filter, MOST_WAITING);
  const lines = found.map((record) => ({ record, ways: waysOf(context, council, record.dossier.award) }));
  return inCeremonyOrder(context, lines);
}

/** How much waits for this council, by award: no dossier is read for it. */
export async function countReady(
  context: ApiContext,
  { caller, council }: { readonly caller: Caller; readonly council: CouncilRecord },
): Promise<readonly ReadyAward[]> {
  const counts = await context.store.nominations.countByAward(await waitingFor(context, caller, council));
  return [...counts].map(([award, n]) => ({ n, ways: waysOf(context, council, award) }));
}

function waitingFor(context: ApiContext, caller: Caller, { level, unit }: CouncilRecord): Promise<NominationFilter> {
  mustHave(caller, 'runSessions');
  return scopedFilter(context, caller, { status: 'waitingForCouncil', level, ...defined({ unit }) });
}

function waysOf({ pack, clock }: ApiContext, { level }: CouncilRecord, award: string): readonly Way[] {
  const rule = councilRuleOrNone(pack.councilRules, { award, level, day: dayOf(clock.now()) });
  return (rule?.sessions ?? []).flatMap((kind) => (rule?.ballots ?? []).map((ballot) => ({ kind, ballot })));
}

export const fitsWay = ({ ways }: Decidable, { kind, ballot }: Way): boolean =>
  ways.some((way) => way.kind === kind && way.ballot === ballot);
