import { readFileSync } from 'node:fs';
import { historyFile, type Season } from '../season';
import type { Api } from './http';
import { StoryError } from './wait';

/** What the province keeps, as an administrator enters it, with the facts of its people. */
export async function enterMasterData(admin: Api, season: Season): Promise<void> {
  await enterRegisters(admin, season);
  await enterFacts(admin, season);
}

/** Units, people, councils and what belongs to them: a thing is entered after those that it names. */
export async function enterRegisters(admin: Api, season: Season): Promise<void> {
  const enter = async (kind: string, items: readonly { readonly code: string }[]): Promise<void> => {
    await Promise.all(items.map(({ code, ...fields }) => admin.put(`/${kind}/${encodeURIComponent(code)}`, fields)));
  };
  const codes = new Set<string>();
  // units by height: a room after its department
  for (let left = season.units; left.length > 0;) {
    const ready = left.filter((unit) => unit.parent === undefined || codes.has(unit.parent));
    await enter('units', ready);
    for (const { code } of ready) codes.add(code);
    left = left.filter((unit) => !codes.has(unit.code));
  }
  await enter('people', season.people);
  await Promise.all([
    enter('councils', season.councils),
    enter('authorities', season.authorities),
    enter('rounds', season.rounds),
    enter('printers', season.printers),
    enter('overlays', season.overlays),
  ]);
}

/** What the rules look at, of the whole year, so not before it has gone by: grades, initiatives, headcounts, rankings, and the awards of the past from a file. */
export async function enterFacts(admin: Api, { facts }: Season): Promise<void> {
  const { grades, initiatives, headcounts, rankings } = facts;
  await Promise.all([
    ...grades.map(({ person, year, grade }) => admin.put(`/people/${person}/grades/${year}`, { grade })),
    ...headcounts.map(({ unit, year, headcount }) => admin.put(`/units/${unit}/headcounts/${year}`, { headcount })),
    ...rankings.map(({ unit, year, ...ranking }) => admin.put(`/units/${unit}/rankings/${year}`, ranking)),
    ...initiatives.map(({ code, ...fields }) => admin.put(`/initiatives/${code}`, fields)),
  ]);
  const file = { name: 'history.csv', bytes: readFileSync(historyFile) };
  const { faults } = await admin.upload<{ readonly faults: readonly unknown[] }>('/award-history/imports', file);
  if (faults.length > 0) throw new StoryError(`The awards of the past were not taken in: ${JSON.stringify(faults[0])}`);
}
