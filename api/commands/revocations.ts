import type { RevocationGround } from '../../domain/award';
import { Problem } from '../../domain/errors';
import { restingOnRevoked, type LedgerEntry, type Resting } from '../../domain/rules/resting';
import { dayOf } from '../../domain/time';
import { updateId } from '../../platform/temporal/ask';
import type { HistoryRecord, NominationRecord, Paper } from '../../platform/store';
import { aboutPerson, aboutUnit } from '../../platform/store/gather';
import type { ApiContext, Caller } from '../context';
import { invalid } from '../schemas/parse';
import { awardFact, gradeFact } from './facts-assembly';
import { awardsOf, type About } from './fact-registers';
import { mustHaveFiles } from './papers';
import { defined, mustBeWithin, mustHave, storeOnce } from './shared';

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

/** What rests on revoked entries of one subject: three commands at most, and none where nothing is revoked. */
async function restingIn(
  { store, catalogue, rules, clock }: ApiContext,
  entries: readonly HistoryRecord[],
): Promise<readonly Resting[]> {
  const today = dayOf(clock.now());
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

export interface RevocationRequest {
  readonly caller: Caller;
  /** Id of the entry of the ledger. */
  readonly award: string;
  readonly ground: RevocationGround;
  /** The decision that revokes it; it takes effect on its date. */
  readonly paper: Paper & { readonly number: string; readonly date: string };
  readonly submission: string;
}

/**
 * Revokes an award: it stays in the ledger, stops counting, and its certificate says so. A unit's office revokes what its head
 * decides on, the province's any. The same paper twice is once.
 * @throws Problem FORBIDDEN, NOT_FOUND, VALIDATION, KEY_REUSED
 */
export async function revokeAward(
  context: ApiContext,
  request: RevocationRequest,
): Promise<ShownLedger & { readonly entry: HistoryRecord; readonly created: boolean }> {
  const { caller, award, ground, paper, submission } = request;
  mustHave(caller, 'writeFacts');
  const { store, clock } = context;
  const before = await needEntry(context, award);
  await mustBeItsToRevoke(context, caller, before);
  const now = clock.now();
  if (paper.date > dayOf(now)) throw invalid({ field: 'paper.date', ...dayAhead });
  if (paper.date < before.decidedOn) throw invalid({ field: 'paper.date', ...beforeAward });
  await mustHaveFiles(context, [before.nomination], [paper], 'paper');
  const note = updateId(caller.actor, submission);
  await storeOnce(store.notes, {
    _id: note,
    kind: 'revocation',
    by: caller.actor,
    at: now,
    reason: `${award}: ${ground}`,
    paper,
  });
  await store.history.revoke(
    award,
    { on: paper.date, paper: paper.number, ground, note },
    { actor: caller.actor, now },
  );
  const entries = await store.history.ofSubject(before.subject);
  const entry = entries.find(({ _id }) => _id === award) ?? before;
  const stands = entry.revoked;
  if (stands?.paper !== paper.number || stands.on !== paper.date) throw invalid({ field: 'paper', ...revokedBefore });
  const resting = await restingIn(context, entries);
  return {
    entries,
    entry,
    resting: resting.filter(({ on }) => on.includes(award)),
    created: before.revoked === undefined,
  };
}

async function needEntry({ store }: ApiContext, id: string): Promise<HistoryRecord> {
  const entry = (await store.history.many([id])).get(id);
  if (!entry) throw new Problem('NOT_FOUND', id);
  return entry;
}

async function mustBeItsToRevoke(context: ApiContext, caller: Caller, entry: HistoryRecord): Promise<void> {
  if (caller.unit === undefined) return;
  await mustBeWithin(context, caller, await unitOf(context, entry));
  const level = context.catalogue.find(({ code }) => code === entry.award)?.level;
  if (level !== 'unit') throw new Problem('FORBIDDEN', `${entry.award} is not decided in a unit`);
}

/** Where an award belongs: the unit that nominated, or that of its holder. */
async function unitOf({ store }: ApiContext, entry: HistoryRecord): Promise<string | undefined> {
  const { nomination, subject, subjectKind } = entry;
  if (nomination !== undefined) return (await store.nominations.need(nomination)).unit;
  return subjectKind === 'collective' ? subject : (await store.people.get(subject))?.unit;
}

const dayAhead = { vi: 'Ngày này chưa đến.', en: 'This day lies ahead.' };
const beforeAward = {
  vi: 'Ngày này trước ngày quyết định khen thưởng.',
  en: 'This day lies before the decision on the award.',
};
const revokedBefore = {
  vi: 'Đã có văn bản khác hủy bỏ quyết định tặng này.',
  en: 'Another paper has revoked this award already.',
};
