import { plusMonths } from '../../../domain/time';
import type { Dossier, NominationRecord, Nominee, Page, Paging } from '../../../platform/store';
import { refused } from '../../../templates/words';
import type { ApiContext, Caller } from '../../context';
import { invalid } from '../../schemas/parse';
import { eligibilityOf, lookAtStored, visibleTo, type Eligibility } from '../nominations/eligibility';
import { createNomination, type DraftOutcome } from '../nominations/nominations';
import { scopedFilter, type ListFilter } from '../nominations/reads';
import { defined, mustBeWithin, mustHave } from '../shared';

/** A draft with what would be said of it if it were sent now. */
export interface DraftFound {
  readonly record: NominationRecord;
  readonly eligibility: Eligibility;
}

/** Drafts that the caller may see, with their findings of today. @throws Problem FORBIDDEN, NOT_FOUND */
export async function listDrafts(
  context: ApiContext,
  { caller, filter, paging }: { readonly caller: Caller; readonly filter: ListFilter; readonly paging: Paging },
): Promise<Page<DraftFound>> {
  mustHave(caller, 'writeDrafts');
  const scoped = await scopedFilter(context, caller, { ...filter, status: 'draft' });
  const page = await context.store.nominations.list(scoped, paging);
  const items = page.items.filter(({ unitProposal }) => unitProposal === undefined);
  const looked = await Promise.all(items.map((record) => lookAtStored(context, record, caller)));
  const found = await eligibilityOf(context, looked);
  return { ...page, items: items.map((record, i) => ({ record, eligibility: visibleTo(caller, found[i]!) })) };
}

/**
 * Throws a draft away; it stays on record and is in no list any more.
 * @throws Problem FORBIDDEN, NOT_FOUND, STATE_CHANGED, ACTION_NOT_ALLOWED once it has been sent
 */
export async function discardNomination(
  context: ApiContext,
  { caller, id, expects }: { readonly caller: Caller; readonly id: string; readonly expects: number },
): Promise<NominationRecord> {
  mustHave(caller, 'writeDrafts');
  const { store, clock } = context;
  await mustBeWithin(context, caller, (await store.nominations.need(id)).unit);
  return store.nominations.discard(id, expects, { actor: caller.actor, now: clock.now() });
}

/**
 * A draft with the words of an earlier nomination of the same unit: who, for what, merit and ground. Papers, initiatives and what was
 * stated of earlier years stay behind: they were of that year. Post and unit are those that the register of people has today.
 * @throws Problem FORBIDDEN, NOT_FOUND, VALIDATION, KEY_REUSED
 */
export async function copyNomination(
  context: ApiContext,
  asked: {
    readonly caller: Caller;
    readonly id: string;
    readonly round?: string;
    readonly awardYear?: number;
    readonly submission: string;
  },
): Promise<DraftOutcome> {
  const { caller, id, submission } = asked;
  mustHave(caller, 'writeDrafts');
  const { store } = context;
  const { unit, dossier } = await store.nominations.need(id);
  await mustBeWithin(context, caller, unit);
  const round = asked.round === undefined ? undefined : await store.rounds.get(asked.round);
  if (asked.round !== undefined && !round) throw invalid({ field: 'round', ...refused('noRound') });
  const awardYear = asked.awardYear ?? round?.awardYear ?? dossier.awardYear + 1;
  const years = awardYear - dossier.awardYear;
  const {
    papers: _papers,
    initiatives: _initiatives,
    declared: _declared,
    achievement: _achievement,
    ...kept
  } = dossier;
  const { from, to } = dossier.achievementPeriod;
  const copy: Dossier = {
    ...kept,
    awardYear,
    nominee: await asOfToday(context, dossier.nominee),
    achievementPeriod: { from: plusMonths(from, 12 * years), to: plusMonths(to, 12 * years) },
    papers: [],
  };
  return createNomination(context, {
    caller,
    nomination: { unit, ...defined({ round: round?._id }), dossier: copy },
    submission,
  });
}

async function asOfToday({ store }: ApiContext, nominee: Nominee): Promise<Nominee> {
  if (nominee.kind !== 'person' || nominee.person === undefined) return nominee;
  const person = await store.people.get(nominee.person);
  if (!person) return nominee;
  const unit = await store.units.get(person.unit);
  return { ...nominee, name: person.name, post: person.post, unitName: unit?.name ?? nominee.unitName };
}
