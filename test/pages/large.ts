import { councilRuleFor } from '../../domain/councilRules';
import { samplePack } from '../../samples/pack';
import { people, START } from '../setup/fixtures';
import { manyDossiers } from '../setup/many';
import type { TestService } from '../setup/service';

/**
 * An open session over so many lines, by its records alone: looking, reading back and counting need no engine. @returns its
 * nominations
 */
export async function largeSession(
  { store }: Pick<TestService, 'store'>,
  id: string,
  count: number,
  { members = people(3), ballot = 'secret' }: { members?: readonly string[]; ballot?: 'named' | 'secret' } = {},
): Promise<string[]> {
  const ids: string[] = [];
  const dossiers = manyDossiers(count);
  for (let from = 0; from < count; from += 20) {
    const made = dossiers
      .slice(from, from + 20)
      .map((one) => store.nominations.create({ unit: 'U01', dossier: one, actor: 'key:unit', now: START }));
    ids.push(...(await Promise.all(made)).map(({ record }) => record._id));
  }
  const rule = councilRuleFor(samplePack.councilRules, { award: 'CSTDCS', level: 'unit', day: '2026-11-16' });
  await store.sessions.insert({
    _id: id,
    name: 'đợt 2 năm 2026',
    council: 'HD-U01',
    councilVersion: 'HD-U01@2026-01-01',
    level: 'unit',
    unit: 'U01',
    kind: 'written',
    ballot,
    basis: { foundingDecision: 'Quyết định 1', regulation: 'Quy chế', article: 'Điều 6', orderedBy: 'Chủ tịch' },
    closesAt: '2026-11-20T10:00:00.000Z',
    closing: 'atTime',
    lines: ids.map((nomination, i) => ({ nomination, docket: 'D', no: i + 1, award: 'CSTDCS', rule, recused: [] })),
    leftOut: [],
    status: 'open',
    members: members.map((person) => ({ person, role: 'Ủy viên' })),
    extended: false,
    version: 3,
    createdAt: START,
  });
  await store.electors.drawElectorate(id, members);
  return ids;
}
