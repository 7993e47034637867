import { Problem } from '../../../domain/errors';
import { dayOf, yearOf, type Day } from '../../../domain/time';
import type { RankingRecord, UnitRecord } from '../../../platform/store';
import { aboutUnit } from '../../../platform/store/gather';
import { refused } from '../../../templates/words';
import type { ApiContext, Caller } from '../../context';
import { invalid, type FieldProblem } from '../../schemas/parse';
import { mustHaveFiles } from '../papers';
import { defined, mustHave, unitsOf } from '../shared';

export { editionOf } from '../../../platform/store/standings';

/** How a cluster or block (cụm, khối thi đua) has ranked its members in a year, as its paper says. */
export interface BlockStandings {
  readonly scope: RankingRecord['scope'];
  readonly paper: { readonly number: string; readonly date: Day; readonly file?: string };
  readonly lines: readonly {
    readonly unit: string;
    readonly rank: number;
    readonly points?: string;
    readonly leads: boolean;
  }[];
}

export interface PutStandings {
  readonly created: number;
  readonly corrected: number;
  readonly unchanged: number;
  /** Members of the paper before that this one lacks. */
  readonly withdrawn: number;
}

/**
 * Writes the paper of a block, all of its lines or none; put again with other content it corrects: a member that it lacks now has
 * no standing any more, and the trail of each has both. Rules R12 and R38 read it from the next finding on.
 * @throws Problem FORBIDDEN for units, NOT_FOUND, VALIDATION with everything that is wrong, also a unit on another block's paper,
 * STATE_CHANGED
 */
export async function putStandings(
  context: ApiContext,
  {
    caller,
    block,
    year,
    asked,
    expects,
  }: {
    readonly caller: Caller;
    readonly block: string;
    readonly year: number;
    readonly asked: BlockStandings;
    /** The edition that a page showed. */
    readonly expects?: number;
  },
): Promise<PutStandings> {
  mustHave(caller, 'writeFacts');
  if (caller.unit !== undefined) throw new Problem('FORBIDDEN', "standings are the province's to write");
  await needBlock(context, block);
  const { scope, paper, lines } = asked;
  await mustBeSound(context, year, asked);
  if (paper.file !== undefined)
    await mustHaveFiles(
      context,
      [block],
      [{ kind: 'standings', title: '', ...paper, attachment: paper.file }],
      'paper',
    );
  const records = lines.map(({ unit, rank, points, leads }): RankingRecord => ({
    _id: `ranking/${aboutUnit(unit)}/${year}`,
    kind: 'ranking',
    about: aboutUnit(unit),
    year,
    block,
    scope,
    leads,
    rank,
    members: lines.length,
    paper: paper.number,
    paperDate: paper.date,
    ...defined({ points, paperFile: paper.file }),
  }));
  const by = { actor: caller.actor, now: context.clock.now() };
  const result = await context.store.facts.putStandings({ block, year, records, ...defined({ expects }) }, by);
  if ('held' in result) throw invalid(...result.held.map((one) => heldElsewhere(records, one)));
  const { written, withdrawn } = result;
  const count = (what: string): number => written.filter((one) => one === what).length;
  return { created: count('created'), corrected: count('corrected'), unchanged: count('unchanged'), withdrawn };
}

/**
 * The members of a block as they stood in a year, first ones first. Of a unit's people those read it whose unit is a member.
 * @throws Problem FORBIDDEN, NOT_FOUND, also for a paper that does not name the caller's unit
 */
export async function blockStandings(
  context: ApiContext,
  { caller, block, year }: { readonly caller: Caller; readonly block: string; readonly year: number },
): Promise<readonly RankingRecord[]> {
  mustHave(caller, 'readInternal');
  await needBlock(context, block);
  const [rankings, own] = await Promise.all([context.store.facts.standings(block, year), unitsOf(context, caller)]);
  if (own && !rankings.some(({ about }) => own.some((unit) => aboutUnit(unit) === about)))
    throw new Problem('NOT_FOUND', 'of a block of which the unit of the caller is no member');
  return rankings.toSorted(
    (a, b) => (a.rank ?? rankings.length) - (b.rank ?? rankings.length) || a.about.localeCompare(b.about, 'en'),
  );
}

/** @throws Problem NOT_FOUND */
export async function needBlock({ store }: ApiContext, code: string): Promise<UnitRecord> {
  const unit = await store.units.get(code);
  if (unit?.kind !== 'block') throw new Problem('NOT_FOUND', `no block ${code}`);
  return unit;
}

/** Clusters and blocks; of a unit's people those whose paper of the year names the unit. @throws Problem FORBIDDEN */
export async function blocksSeen(
  context: ApiContext,
  { caller, year }: { readonly caller: Caller; readonly year: number },
): Promise<readonly { readonly block: UnitRecord; readonly rankings: readonly RankingRecord[] }[]> {
  mustHave(caller, 'readInternal');
  const { store } = context;
  const own = (await unitsOf(context, caller))?.map(aboutUnit);
  const blocks = (await store.units.all()).filter(({ kind }) => kind === 'block');
  const all = await Promise.all(
    blocks.map(async (block) => ({ block, rankings: await store.facts.standings(block._id, year) })),
  );
  return all.filter(({ rankings }) => own === undefined || rankings.some(({ about }) => own.includes(about)));
}

async function mustBeSound({ store, clock }: ApiContext, year: number, { paper, lines }: BlockStandings) {
  const today = dayOf(clock.now());
  const units = await store.units.many(lines.map(({ unit }) => unit));
  const faults: FieldProblem[] = [
    ...(year > yearOf(today) ? [{ field: 'year', ...refused('facts.yearAhead', { year }) }] : []),
    ...(paper.date > today ? [{ field: 'paper.date', ...refused('notYet') }] : []),
    ...lines.flatMap(({ unit, rank }, i): FieldProblem[] => [
      ...(units.has(unit) ? [] : [{ field: `lines.${i}.unit`, ...refused('noUnitCode', { code: unit }) }]),
      ...(units.get(unit)?.kind === 'block' ? [{ field: `lines.${i}.unit`, ...noMember }] : []),
      ...(lines.findIndex((one) => one.unit === unit) === i ? [] : [{ field: `lines.${i}.unit`, ...twice }]),
      ...(rank > lines.length ? [{ field: `lines.${i}.rank`, ...beyond(lines.length) }] : []),
    ]),
  ];
  if (faults.length > 0) throw invalid(...faults);
}

function heldElsewhere(records: readonly RankingRecord[], { _id, block, paper }: RankingRecord): FieldProblem {
  return {
    field: `lines.${records.findIndex((one) => one._id === _id)}.unit`,
    ...refused('facts.rankedByPaper', { paper: paper ?? '', block }),
  };
}

const noMember = refused('facts.isBlock');
const twice = refused('facts.unitTwice');
const beyond = (members: number) => refused('facts.rankTooLow', { members });
