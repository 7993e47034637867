import type { Award, Procedure } from '../../domain/award';
import { awardOn } from '../../domain/award';
import { catalogue } from '../../domain/catalogue';
import { calendarYears, workingCalendar } from '../../domain/data/calendar.data';
import { routeFor } from '../../domain/route';
import type { Route } from '../../domain/route';
import { samplePack } from '../../samples/pack';
import type { Dossier, Store } from '../../platform/store';
import type { Instant } from '../../domain/time';

/** A small province for tests: one unit with its council, the standing body, the province's council, two authorities. */

export const START = '2026-11-16T01:00:00.000Z'; // Monday, 8 o'clock in Viet Nam
export const calendar = workingCalendar(calendarYears);

const email = (code: string): string => `${code.toLowerCase()}@tinh-d.example`;

/** People C1 … Cn. */
export const people = (count: number): string[] => Array.from({ length: count }, (_, i) => `C${i + 1}`);

/** Whom `dossier` names; their year was graded excellent. */
const nominees = Array.from({ length: 40 }, (_, i) => `P${i + 1}`);

/** Puts units, people, councils of the given sizes, and the authorities of both levels in place, and the grades of the nominees. */
export async function furnish(
  store: Store,
  sizes: { readonly province: number; readonly unit: number } = { province: 5, unit: 3 },
): Promise<void> {
  const officer = (code: string) => ({ name: 'Trần Văn Mẫu', email: email(`office-${code}`), phone: '0215 000 000' });
  await store.units.put({
    _id: 'U01',
    name: 'Sở Tài chính',
    kind: 'department',
    symbol: 'STC',
    validFrom: '2025-03-01',
    officer: officer('U01'),
  });
  await store.units.put({
    _id: 'U02',
    name: 'Sở Nội vụ',
    kind: 'department',
    symbol: 'SNV',
    validFrom: '2025-03-01',
    officer: officer('U02'),
  });
  for (const code of people(Math.max(sizes.province, sizes.unit))) {
    await store.people.put({
      _id: code,
      name: `Nguyễn Văn Mẫu ${code}`,
      address: 'Ông',
      post: 'Giám đốc',
      unit: 'U02',
      email: email(code),
      language: 'vi',
    });
  }
  const members = (count: number) =>
    people(count).map((person, i) => ({
      person,
      role: i === 0 ? 'Chủ tịch Hội đồng' : 'Ủy viên',
      secretary: i === count - 1,
    }));
  await store.councils.put({
    _id: 'HD-TINH@2026-01-01',
    code: 'HD-TINH',
    name: 'Hội đồng Thi đua - Khen thưởng tỉnh Đ',
    level: 'province',
    validFrom: '2026-01-01',
    members: members(sizes.province),
  });
  await store.councils.put({
    _id: 'HD-U01@2026-01-01',
    code: 'HD-U01',
    name: 'Hội đồng Thi đua - Khen thưởng Sở Tài chính',
    level: 'unit',
    unit: 'U01',
    validFrom: '2026-01-01',
    members: members(sizes.unit),
  });
  const authority = { person: 'C1', place: 'Đ' };
  await store.authorities.put({
    ...authority,
    _id: 'A-TINH',
    level: 'province',
    title: 'Chủ tịch Ủy ban nhân dân tỉnh Đ',
    issuer: 'Ủy ban nhân dân tỉnh Đ',
    register: { symbol: 'QĐ-UBND', mode: 'manual' },
  });
  await store.authorities.put({
    ...authority,
    _id: 'A-U01',
    level: 'unit',
    unit: 'U01',
    title: 'Giám đốc Sở Tài chính',
    issuer: 'Sở Tài chính',
    superior: 'Ủy ban nhân dân tỉnh Đ',
    register: { symbol: 'QĐ-STC', mode: 'manual' },
  });
  await store.facts.put(
    nominees.map((person) => ({
      _id: `grade/people/${person}/2026`,
      kind: 'grade' as const,
      about: `people/${person}`,
      year: 2026,
      grade: 'excellent' as const,
    })),
    { actor: 'key:office', now: START },
  );
  for (const { year, days } of calendarYears) {
    const of = (kind: 'off' | 'worked') => days.filter((d) => d.kind === kind).map((d) => d.day);
    await store.calendars.put({ _id: year, off: of('off'), extraWorking: of('worked') });
  }
}

/** Makes somebody of another unit one of this unit's own: until then his record is not its own to change. */
export const joins = async (
  { people: records }: Pick<Store, 'people'>,
  person: string,
  unit: string,
): Promise<void> => {
  await records.put({ ...(await records.need(person)), unit });
};

export const dossier = (award: string, no: number, more: Partial<Dossier> = {}): Dossier => ({
  award,
  awardYear: 2026,
  commendationType: 'merit',
  procedure: 'normal',
  posthumous: false,
  nominee: {
    kind: 'person',
    person: `P${no}`,
    name: `Lê Thị Mẫu ${no}`,
    address: 'Bà',
    post: 'Chuyên viên',
    unitName: 'Sở Tài chính',
  },
  achievementPeriod: { from: '2026-01-01', to: '2026-10-31' },
  merit: 'Hoàn thành xuất sắc nhiệm vụ; thu ngân sách đạt 106,46 % dự toán.',
  basis: 'khoản 1 Điều 22 Luật Thi đua, khen thưởng',
  flags: [],
  papers: [],
  ...more,
});

/** The route of an award under the sample pack. */
export function routeOf(
  award: string,
  procedure: Procedure = 'normal',
  flags: readonly string[] = [],
): { code: string; route: Route } {
  const found: Award | undefined = awardOn(catalogue, award, '2026-11-16');
  if (!found) throw new Error(`no award ${award}`);
  return routeFor(samplePack.routes, { award: found, procedure, flags });
}

export interface Sent {
  readonly unitProposal: string;
  readonly docket: string;
  readonly nominations: readonly string[];
}

/** Nominations and the proposal that sends them, as the API leaves them before it speaks to the docket. */
export async function prepare(store: Store, docket: string, dossiers: readonly Dossier[], at: Instant): Promise<Sent> {
  const by = { actor: 'key:unit', now: at };
  const nominations: string[] = [];
  for (const content of dossiers)
    nominations.push((await store.nominations.create({ ...by, unit: 'U01', dossier: content })).record._id);
  const { record } = await store.unitProposals.insert({
    unit: 'U01',
    docket,
    number: `${nominations.length}/TTr-STC`,
    date: '2026-11-13',
    signer: 'Nguyễn Văn Mẫu',
    nominations,
    papers: [],
    contact: { name: 'Vũ Thị Mẫu', email: email('unit'), language: 'vi' },
    submission: `${docket}/${nominations.join()}`,
    contentHash: docket,
    at,
  });
  const lines = nominations.map((id) => ({ id, dossierVersion: `${id}/1` }));
  for (const [i, { id, dossierVersion }] of lines.entries()) {
    await store.dossiers.insert({ _id: dossierVersion, nomination: id, content: dossiers[i]!, by: by.actor, at });
  }
  await store.nominations.assign({ ...by, unitProposal: record._id, docket, lines });
  await store.dockets.start({ _id: docket, unit: 'U01', workflowId: `docket-${docket}`, startedAt: at });
  return { unitProposal: record._id, docket, nominations };
}
