import type { Season } from '../season';
import type { Api } from './http';

/** What the province keeps, as an administrator enters it: a thing is entered after those that it names. */
export async function enterMasterData(admin: Api, season: Season): Promise<void> {
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
  ]);
}
