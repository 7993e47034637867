import { Problem } from '../../../domain/errors';
import { dayOf, yearOf, type Day } from '../../../domain/time';
import type { RankingRecord } from '../../../platform/store';
import { aboutUnit } from '../../../platform/store/gather';
import type { ApiContext, Caller } from '../../context';
import { invalid, type FieldProblem } from '../../schemas/parse';
import { defined, mustHave } from '../shared';

/** How a cluster or block (cụm, khối thi đua) has ranked its members in a year, as its paper says. */
export interface BlockStandings {
  readonly scope: RankingRecord['scope'];
  readonly paper: { readonly number: string; readonly date: Day };
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
}

/**
 * Writes the paper of a block, all of its lines or none; put again with other content it corrects, and the trail of each member
 * has both. Rules R12 and R38 read it from the next finding on.
 * @throws Problem FORBIDDEN for units, NOT_FOUND, VALIDATION with everything that is wrong
 */
export async function putStandings(
  context: ApiContext,
  {
    caller,
    block,
    year,
    asked,
  }: { readonly caller: Caller; readonly block: string; readonly year: number; readonly asked: BlockStandings },
): Promise<PutStandings> {
  mustHave(caller, 'writeFacts');
  if (caller.unit !== undefined) throw new Problem('FORBIDDEN', "standings are the province's to write");
  await needBlock(context, block);
  const { scope, paper, lines } = asked;
  await mustBeSound(context, year, asked);
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
    ...defined({ points }),
  }));
  const written = await context.store.facts.put(records, { actor: caller.actor, now: context.clock.now() });
  const count = (what: string): number => written.filter((one) => one === what).length;
  return { created: count('created'), corrected: count('corrected'), unchanged: count('unchanged') };
}

/** The members of a block as they stood in a year, first ones first. @throws Problem FORBIDDEN, NOT_FOUND */
export async function blockStandings(
  context: ApiContext,
  { caller, block, year }: { readonly caller: Caller; readonly block: string; readonly year: number },
): Promise<readonly RankingRecord[]> {
  mustHave(caller, 'readInternal');
  await needBlock(context, block);
  const units = await context.store.units.all();
  const rankings = await context.store.facts.aboutEach(
    'ranking',
    units.map(({ _id }) => aboutUnit(_id)),
  );
  return rankings
    .filter((one) => one.year === year && one.block === block)
    .sort((a, b) => (a.rank ?? rankings.length) - (b.rank ?? rankings.length) || a.about.localeCompare(b.about, 'en'));
}

async function needBlock({ store }: ApiContext, code: string): Promise<void> {
  const unit = await store.units.get(code);
  if (unit?.kind !== 'block') throw new Problem('NOT_FOUND', `no block ${code}`);
}

async function mustBeSound({ store, clock }: ApiContext, year: number, { paper, lines }: BlockStandings) {
  const today = dayOf(clock.now());
  const units = await store.units.many(lines.map(({ unit }) => unit));
  const faults: FieldProblem[] = [
    ...(year > yearOf(today)
      ? [{ field: 'year', vi: `Năm ${year} chưa đến.`, en: `The year ${year} has not begun.` }]
      : []),
    ...(paper.date > today ? [{ field: 'paper.date', vi: 'Ngày này chưa đến.', en: 'This day lies ahead.' }] : []),
    ...lines.flatMap(({ unit, rank }, i): FieldProblem[] => [
      ...(units.has(unit)
        ? []
        : [{ field: `lines.${i}.unit`, vi: `Không có đơn vị mang mã ${unit}.`, en: `There is no unit ${unit}.` }]),
      ...(lines.findIndex((one) => one.unit === unit) === i ? [] : [{ field: `lines.${i}.unit`, ...twice }]),
      ...(rank > lines.length ? [{ field: `lines.${i}.rank`, ...beyond(lines.length) }] : []),
    ]),
  ];
  if (faults.length > 0) throw invalid(...faults);
}

const twice = { vi: 'Đơn vị này đã nêu ở trên.', en: 'This unit stands above already.' };
const beyond = (members: number) => ({
  vi: `Cụm, khối chỉ có ${members} đơn vị; đề nghị xem lại thứ hạng.`,
  en: `The block has ${members} members only; please look at the rank again.`,
});
