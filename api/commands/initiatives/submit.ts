import type { z } from 'zod';
import { shareFaults } from '../../../domain/initiative/initiative';
import { Problem } from '../../../domain/errors';
import { dayOf, yearOf } from '../../../domain/time';
import type { Inserted, Page, Paging, SubmittedInitiativeRecord } from '../../../platform/store';
import type { InitiativeFilter, InitiativeItem } from '../../../platform/store/initiatives';
import { updateId } from '../../../platform/temporal/ask';
import { refused } from '../../../templates/words';
import type { ApiContext, Caller } from '../../context';
import type { initiativeSubmission } from '../../schemas/initiatives';
import { invalid, type FieldProblem } from '../../schemas/parse';
import { contentHash, isWithin, mustBeWithin, mustHave, shortId, unitsOf, withRooms } from '../shared';

export type InitiativeAsked = z.output<typeof initiativeSubmission>;

/**
 * A unit puts an initiative before its initiative council. Units submit for themselves: the province sees it.
 * @throws Problem FORBIDDEN, NOT_FOUND, VALIDATION, KEY_REUSED
 */
export async function submitInitiative(
  context: ApiContext,
  {
    caller,
    asked,
    submission,
  }: { readonly caller: Caller; readonly asked: InitiativeAsked; readonly submission: string },
): Promise<Inserted<SubmittedInitiativeRecord>> {
  mustHave(caller, 'submit');
  if (caller.unit === undefined) throw new Problem('FORBIDDEN', 'units submit for themselves');
  const { store, clock } = context;
  const uid = updateId(caller.actor, submission);
  const _id = `SK-${shortId(uid)}`;
  const content = contentHash(asked);
  const before = await store.initiatives.get(_id);
  if (before) {
    if (before.asked !== content) throw new Problem('KEY_REUSED', _id);
    return { record: before, created: false };
  }
  const { unit = caller.unit, ...said } = asked;
  const faults = await faultsOf(context, caller, { ...said, unit });
  if (faults.length > 0) throw invalid(...faults);
  const now = clock.now();
  const record: SubmittedInitiativeRecord = {
    _id,
    unit,
    year: yearOf(dayOf(now)),
    ...said,
    status: 'submitted',
    asked: content,
    version: 0,
    createdAt: now,
    createdBy: caller.actor,
  };
  const data = { unit, title: record.title };
  const sent = await store.initiatives.submit(record, [
    { entity: _id, key: 'v0', at: now, actor: caller.actor, type: 'submitted', data },
  ]);
  if ('taken' in sent) throw invalid({ field: 'title', ...sentBefore(sent.taken) });
  return sent;
}

/** Everything that is wrong with it, each at its field. @throws Problem NOT_FOUND for a unit outside the caller's */
async function faultsOf(
  context: ApiContext,
  caller: Caller,
  { unit, title, authors, appliedFrom }: InitiativeAsked & { readonly unit: string },
): Promise<FieldProblem[]> {
  const { store, clock } = context;
  await mustBeWithin(context, caller, unit);
  const faults: FieldProblem[] = [...shareFaults(authors)];
  const people = await store.people.many(authors.map(({ person }) => person));
  for (const [i, { person }] of authors.entries()) {
    if (people.has(person)) continue;
    const field = `authors.${i}.person`;
    faults.push({ field, ...noPerson(person) });
  }
  const own = await Promise.all([...people.values()].map((one) => isWithin(context, caller, one.unit)));
  if (people.size === authors.length && !own.includes(true)) faults.push({ field: 'authors', ...nobodyOfOurs });
  if (appliedFrom > dayOf(clock.now())) faults.push({ field: 'appliedFrom', ...notAppliedYet });
  const [other] = await store.initiatives.standing(unit, title);
  if (other) faults.push({ field: 'title', ...sentBefore(other) });
  return faults;
}

const noPerson = (code: string) => refused('initiative.noAuthor', { code });
const nobodyOfOurs = refused('initiative.authorOfUnit');
const notAppliedYet = refused('initiative.notApplied');
const sentBefore = ({ _id }: SubmittedInitiativeRecord) => refused('initiative.sameTitle', { id: _id });

interface Asked {
  readonly caller: Caller;
  readonly id: string;
}

/** An initiative of the caller's unit or of a room of it. @throws Problem FORBIDDEN, NOT_FOUND */
export async function needInitiative(context: ApiContext, { caller, id }: Asked): Promise<SubmittedInitiativeRecord> {
  mustHave(caller, 'readNominations');
  const record = await context.store.initiatives.need(id);
  await mustBeWithin(context, caller, record.unit);
  return record;
}

interface Listing {
  readonly caller: Caller;
  readonly filter: Omit<InitiativeFilter, 'units'> & { readonly unit?: string };
  readonly paging: Paging;
}

/** Initiatives that the caller may see, newest first. @throws Problem FORBIDDEN, NOT_FOUND for another's unit */
export const listInitiatives = async (
  context: ApiContext,
  { caller, filter, paging }: Listing,
): Promise<Page<SubmittedInitiativeRecord>> =>
  context.store.initiatives.list(await scopedFilter(context, caller, filter), paging);

/** The same, of each what a list shows. @throws Problem FORBIDDEN, NOT_FOUND for another's unit */
export const initiativeItems = async (
  context: ApiContext,
  { caller, filter, paging }: Listing,
): Promise<Page<InitiativeItem>> =>
  context.store.initiatives.items(await scopedFilter(context, caller, filter), paging);

async function scopedFilter(
  context: ApiContext,
  caller: Caller,
  { unit, ...filter }: Listing['filter'],
): Promise<InitiativeFilter> {
  mustHave(caller, 'readNominations');
  if (unit !== undefined) await mustBeWithin(context, caller, unit);
  const units =
    unit === undefined ? await unitsOf(context, caller) : withRooms(await context.store.units.all(), [unit]);
  return { ...filter, ...(units === undefined ? {} : { units }) };
}

/**
 * The unit takes back what its council has not met on. Sent twice it is withdrawn once.
 * @throws Problem FORBIDDEN, NOT_FOUND, ACTION_NOT_ALLOWED once the council has met, STATE_CHANGED
 */
export async function withdrawInitiative(
  context: ApiContext,
  { caller, id, expects, reason }: Asked & { readonly expects: number; readonly reason: string },
): Promise<SubmittedInitiativeRecord> {
  mustHave(caller, 'submit');
  if (caller.unit === undefined) throw new Problem('FORBIDDEN', 'units withdraw what they have submitted');
  const record = await needInitiative(context, { caller, id });
  const { status, version, withdrawn } = record;
  const again = withdrawn?.by === caller.actor && withdrawn.reason === reason && version === expects + 1;
  if (again) return record;
  if (status !== 'submitted') throw new Problem('ACTION_NOT_ALLOWED', id, { state: status, version, allowed: [] });
  const at = context.clock.now();
  const trail = { entity: id, key: `v${expects + 1}`, at, actor: caller.actor, type: 'withdrawn', data: { reason } };
  const fields = { status: 'withdrawn', withdrawn: { at, by: caller.actor, reason } } as const;
  return context.store.initiatives.edit(id, expects, fields, [trail]);
}
