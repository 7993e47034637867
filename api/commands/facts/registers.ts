import { Problem } from '../../../domain/errors';
import { has } from '../../../domain/roles';
import { dayOf, yearOf } from '../../../domain/time';
import type {
  ConductRecord,
  FactRecord,
  GradeRecord,
  HeadcountRecord,
  HistoryRecord,
  InitiativeRecord,
  RankingRecord,
} from '../../../platform/store';
import type { FactStore } from '../../../platform/store/facts';
import { refused } from '../../../templates/words';
import type { ApiContext, Caller } from '../../context';
import { invalid } from '../../schemas/parse';
import { sameContent } from '../../../platform/store/canonical';
import { updateId } from '../../../platform/temporal/ask';
import { editionOf } from '../service/master-data';
import { mustBeWithin, mustHave, shortId } from '../shared';

/** Whom facts are about: `people/P030`, `units/U01`. */
export interface About {
  readonly kind: 'people' | 'units';
  readonly code: string;
}
const entityOf = ({ kind, code }: About): string => `${kind}/${code}`;

/** The fields of a fact as they are put; its id is made of whom it is about, what it states and of which year. */
export type YearlyFact =
  | ({ readonly kind: 'grade' } & Pick<GradeRecord, 'grade' | 'maternityLeave'>)
  | ({ readonly kind: 'headcount' } & Pick<HeadcountRecord, 'headcount'>)
  | ({ readonly kind: 'ranking' } & Pick<RankingRecord, 'block' | 'scope' | 'leads'>);

export type Put = 'created' | 'corrected' | 'unchanged';

/**
 * Writes a fact of a year. A unit's own office writes what concerns its people and rooms; how a block has ranked it is the
 * province's to say.
 * @throws Problem FORBIDDEN, NOT_FOUND outside the caller's unit, VALIDATION for a year ahead or what a block's paper says otherwise
 */
export async function putYearly(
  context: ApiContext,
  {
    caller,
    about,
    year,
    fact,
  }: { readonly caller: Caller; readonly about: About; readonly year: number; readonly fact: YearlyFact },
): Promise<Put> {
  mustHave(caller, 'writeFacts');
  await mustKeep(context, caller, about);
  if (fact.kind === 'ranking') mustBeProvince(caller, 'rankings');
  mustHaveBegun(context, year);
  const entity = entityOf(about);
  const named = { _id: `${fact.kind}/${entity}/${year}`, about: entity, year };
  return fact.kind === 'ranking'
    ? putRanking(context, caller, { ...named, ...fact })
    : put(context, caller, { ...named, ...fact });
}

/** By hand, where no paper of the block is on record: that is corrected as a whole. @throws Problem VALIDATION */
async function putRanking({ store, clock }: ApiContext, caller: Caller, record: RankingRecord): Promise<Put> {
  const result = await store.facts.putRanking(record, { actor: caller.actor, now: clock.now() });
  if ('written' in result) return result.written;
  const { block, year, paper = '' } = result.held;
  throw invalid({ field: 'block', ...refused('facts.ofBlockPaper', { paper, block, year }) });
}

/**
 * Writes a recognised initiative. A scope beyond the unit is recognised by the province (Law art. 22(2)).
 * @param expects the edition that it was written on, where somebody looked at it; else whatever is there is corrected
 * @throws Problem FORBIDDEN, NOT_FOUND, VALIDATION, STATE_CHANGED when it was corrected meanwhile to something else
 */
export async function putInitiative(
  context: ApiContext,
  {
    caller,
    code,
    fields,
    expects,
  }: {
    readonly caller: Caller;
    readonly code: string;
    readonly fields: Omit<InitiativeRecord, '_id' | 'kind' | 'about' | 'code'>;
    readonly expects?: number;
  },
): Promise<Put> {
  mustHave(caller, 'writeFacts');
  await mustKeep(context, caller, { kind: 'units', code: fields.unit });
  const before = await initiativeOrNone(context, code);
  // what the province has recognised, a unit neither widens nor takes back
  if (fields.scope !== 'unit' || (before && before.scope !== 'unit'))
    mustBeProvince(caller, 'the wider scope of an initiative');
  if (before) await mustKeep(context, caller, { kind: 'units', code: before.unit });
  const unknown = await unknownPeople(context, fields.authors);
  if (unknown.length > 0) throw invalid(...unknown);
  if (fields.recognisedOn > dayOf(context.clock.now())) throw invalid({ field: 'recognisedOn', ...dayAhead });
  const said: InitiativeRecord = {
    _id: `initiative/${code}`,
    kind: 'initiative',
    about: `initiatives/${code}`,
    code,
    ...fields,
  };
  return put(context, caller, said, (stored) => {
    // the same pressed again is no other one
    if (expects === undefined || expects === editionOf(stored) || (stored && sameContent(stored, said))) return;
    throw new Problem('STATE_CHANGED', said._id);
  });
}

type ConductFields = Omit<ConductRecord, '_id' | 'kind' | 'about' | 'enteredBy'>;

/**
 * Records a matter that is new. Sent twice it is recorded once.
 * @throws Problem KEY_REUSED when the submission recorded something else before
 */
export async function addConduct(
  context: ApiContext,
  {
    caller,
    submission,
    ...said
  }: {
    readonly caller: Caller;
    readonly submission: string;
    readonly about: About;
    readonly fields: ConductFields;
  },
): Promise<Put> {
  const id = shortId(updateId(caller.actor, submission));
  const before = (await context.store.facts.many([`conduct/${id}`])).get(`conduct/${id}`);
  if (before && !sameContent(before, conductOf(caller.unit, { id, ...said }))) throw new Problem('KEY_REUSED', id);
  return putConduct(context, { caller, id, ...said });
}

/** Writes a matter that stands against an award. */
export async function putConduct(
  context: ApiContext,
  {
    caller,
    id,
    about,
    fields,
  }: {
    readonly caller: Caller;
    readonly id: string;
    readonly about: About;
    readonly fields: ConductFields;
  },
): Promise<Put> {
  mustHave(caller, 'writeFacts');
  await mustKeep(context, caller, about);
  if (fields.from > dayOf(context.clock.now())) throw invalid({ field: 'from', ...dayAhead });
  const before = (await context.store.facts.many([`conduct/${id}`])).get(`conduct/${id}`) as ConductRecord | undefined;
  // what the province looks into, a unit's office does not know of, and cannot write over
  if (before && caller.unit !== undefined && before.enteredBy !== caller.unit) throw new Problem('NOT_FOUND', id);
  const entered = before ? before.enteredBy : caller.unit;
  return put(context, caller, conductOf(entered, { id, about, fields }));
}

const conductOf = (
  entered: string | undefined,
  { id, about, fields }: { readonly id: string; readonly about: About; readonly fields: ConductFields },
): ConductRecord => ({
  _id: `conduct/${id}`,
  kind: 'conduct',
  about: entityOf(about),
  ...fields,
  ...(entered === undefined ? {} : { enteredBy: entered }),
});

/** @throws Problem NOT_FOUND, also for an initiative of another unit */
export async function getInitiative(
  context: ApiContext,
  { caller, code }: { readonly caller: Caller; readonly code: string },
): Promise<{ readonly initiative: InitiativeRecord; readonly usedBy: readonly HistoryRecord[] }> {
  mustHave(caller, 'readNominations');
  const initiative = await initiativeOrNone(context, code);
  if (!initiative) throw new Problem('NOT_FOUND', code);
  await mustBeWithin(context, caller, initiative.unit);
  return { initiative, usedBy: await context.store.history.usingInitiatives([code]) };
}

/** The ledger of a person or collective, oldest first. @throws Problem NOT_FOUND, also outside the caller's unit */
export async function awardsOf(
  context: ApiContext,
  { caller, about }: { readonly caller: Caller; readonly about: About },
): Promise<readonly HistoryRecord[]> {
  mustHave(caller, 'readNominations');
  await mustKeep(context, caller, about);
  return context.store.history.ofSubject(about.code);
}

/**
 * What is known of a person or collective. Matters that are being looked into are for those with a right to them; the office of a
 * unit sees those that it entered.
 */
export async function factsOf(
  context: ApiContext,
  { caller, about }: { readonly caller: Caller; readonly about: About },
): Promise<readonly FactRecord[]> {
  mustHave(caller, 'readNominations');
  await mustKeep(context, caller, about);
  const { store } = context;
  const [own, initiatives] = await Promise.all([
    store.facts.about(entityOf(about)),
    about.kind === 'people' ? store.facts.initiativesOf(about.code) : [],
  ]);
  const seen = (fact: FactRecord): boolean =>
    fact.kind !== 'conduct' ||
    (has(caller, 'readInternal') && (caller.unit === undefined || fact.enteredBy === caller.unit));
  return [...own.filter(seen), ...initiatives];
}

// --- small parts -----------------------------------------------------------------------------------------------------

const put = async (
  { store, clock }: ApiContext,
  caller: Caller,
  record: FactRecord,
  mustStand?: Parameters<FactStore['put']>[2],
): Promise<Put> => (await store.facts.put([record], { actor: caller.actor, now: clock.now() }, mustStand))[0]!;

/** The person or unit exists and is the caller's. @throws Problem NOT_FOUND */
async function mustKeep(context: ApiContext, caller: Caller, { kind, code }: About): Promise<void> {
  const unit =
    kind === 'units' ? (await context.store.units.need(code))._id : (await context.store.people.need(code)).unit;
  await mustBeWithin(context, caller, unit);
}

function mustBeProvince(caller: Caller, what: string): void {
  if (caller.unit !== undefined) throw new Problem('FORBIDDEN', `${what} are the province's`);
}

function mustHaveBegun({ clock }: ApiContext, year: number): void {
  if (year > yearOf(dayOf(clock.now()))) throw invalid({ field: 'year', ...refused('facts.yearAhead', { year }) });
}

const dayAhead = refused('notYet');

const initiativeOrNone = async ({ store }: ApiContext, code: string): Promise<InitiativeRecord | undefined> =>
  (await store.facts.many([`initiative/${code}`])).get(`initiative/${code}`) as InitiativeRecord | undefined;

async function unknownPeople({ store }: ApiContext, codes: readonly string[]) {
  const known = await store.people.many(codes);
  return codes.flatMap((code, i) =>
    known.has(code) ? [] : [{ field: `authors.${i}`, ...refused('noPersonCode', { code }) }],
  );
}
