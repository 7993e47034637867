import { randomInt } from 'node:crypto';
import type { TestSite } from '../site';
import { START } from '../../setup/fixtures';

export const LONG_NAME = 'Công Tằng Tôn Nữ Nguyễn Thị Phương Quỳnh Như Hoàng Mẫu Hậu';

/**
 * A round that waits for U01, a room of it, and its people: two with the grade of the year, one without.
 * @returns the code of the round: of its own, since the engine is shared and dockets are named by unit and round
 */
export async function furnishRound({ service: { store } }: TestSite): Promise<string> {
  const round = `D${randomInt(1_000_000_000)}`;
  const { units, rounds, people, facts } = store;
  await units.put({ ...(await units.need('U01')), head: { name: 'Nguyễn Văn Mẫu', post: 'Giám đốc' } });
  await units.put({
    _id: 'U01a',
    name: 'Phòng Quản lý ngân sách',
    kind: 'room',
    parent: 'U01',
    symbol: 'QLNS',
    validFrom: '2026-01-01',
  });
  await rounds.put({
    _id: round,
    name: 'Đợt xét năm 2026',
    awardYear: 2026,
    awards: ['LDTT', 'CSTDCS', 'GK', 'CSTDT'],
    units: ['U01'],
    deadline: '2026-11-20',
  });
  const names = { T1: LONG_NAME, T2: 'Trần Thị Mẫu', T3: 'Lê Văn Mẫu' };
  for (const [code, name] of Object.entries(names)) {
    const unit = code === 'T3' ? 'U01' : 'U01a';
    await people.put({ _id: code, name, address: 'Bà', post: 'Chuyên viên', unit, language: 'vi' });
  }
  await facts.put(
    ['T1', 'T2'].map((person) => ({
      _id: `grade/people/${person}/2026`,
      kind: 'grade' as const,
      about: `people/${person}`,
      year: 2026,
      grade: 'well' as const,
    })),
    { actor: 'key:office', now: START },
  );
  return round;
}
