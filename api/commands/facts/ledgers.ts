import { restingOnRevoked, type LedgerEntry, type Resting } from '../../../domain/rules/resting';
import { dayOf } from '../../../domain/time';
import type { HistoryRecord, NominationRecord } from '../../../platform/store';
import { aboutPerson, aboutUnit } from '../../../platform/store/gather';
import type { ApiContext, Caller } from '../../context';
import { awardFact, gradeFact } from './assembly';
import { awardsOf, type About } from './registers';
import { defined } from '../shared';

/** The ledger of one subject, oldest first, with the awards that rested on what was revoked. */
export interface ShownLedger {
  readonly entries: readonly HistoryRecord[];
  readonly resting: readonly Resting[];
}

/** @throws Problem NOT_FOUND, also outside the caller's unit */
export async function ledgerOf(
  context: ApiContext,
  asked: { readonly caller: Caller; readonly about: About },
): Promise<ShownLedger> {
  const entries = await awardsOf(context, asked);
  return { entries, resting: await restingIn(context, entries) };
}

/** Later awards of the same holder that rest on one, or would if it were revoked today. */
export async function touchedBy(context: ApiContext, entry: HistoryRecord): Promise<ShownLedger> {
  const entries = await context.store.history.ofSubject(entry.subject);
  const on = dayOf(context.clock.now());
  const supposed = entries.map((one) =>
    one._id === entry._id && !one.revoked ? { ...one, revoked: { on, paper: '' } } : one,
  );
  const resting = (await restingIn(context, supposed)).filter((rests) => rests.on.includes(entry._id));
  return { entries: entries.filter(({ _id }) => resting.some((rests) => rests.entry === _id)), resting };
}

/** What rests on revoked entries of one subject: three commands at most, and none where nothing is revoked. */
async function restingIn(
  { store, catalogue, rules, clock }: ApiContext,
  all: readonly HistoryRecord[],
): Promise<readonly Resting[]> {
  const today = dayOf(clock.now());
  // what was replaced counts by its successor
  const entries = all.filter(({ replaced }) => replaced === undefined);
  const [first] = entries;
  if (!first || !entries.some(({ revoked }) => revoked !== undefined && revoked.on <= today)) return [];
  const { subject, subjectKind } = first;
  const came = entries.flatMap(({ nomination }) => nomination ?? []);
  const [facts, { rules: asked }, nominations] = await Promise.all([
    store.facts.about(subjectKind === 'collective' ? aboutUnit(subject) : aboutPerson(subject)),
    rules.on(today),
    store.nominations.many(came),
  ]);
  const grades = facts.flatMap((fact) => (fact.kind === 'grade' ? [gradeFact(fact)] : []));
  const ledger = entries.map((entry) => ledgerEntry(entry, nominations.get(entry.nomination ?? '')));
  return restingOnRevoked(asked, { subject, subjectKind, catalogue, grades, entries: ledger }, today);
}

const ledgerEntry = (entry: HistoryRecord, nomination: NominationRecord | undefined): LedgerEntry => ({
  ...awardFact(entry),
  id: entry._id,
  decidedOn: entry.decidedOn,
  ...defined({
    criterion: nomination?.dossier.criterion,
    procedure: nomination?.dossier.procedure,
    flags: nomination?.dossier.flags,
  }),
});
