import { request } from 'node:http';
import { act } from '../../../domain/walk';
import type { NominationRecord } from '../../../platform/store';
import { rowOf } from '../../../platform/store/row';
import { searchNameOf } from '../../../domain/words';
import { accountFor, cookieOf } from '../../setup/accounts';
import { dossier, START } from '../../setup/fixtures';
import { calendar, submitted } from '../../platform/store/examples';
import { profiled } from '../../platform/store/profile';
import { formsIn, textOf } from '../form';
import { testSite, type TestSite } from '../site';
import { mainOf, someone, type Someone } from './someone';

/** Choosing among much that waits, for a session and for a list before an authority. */

const MANY = 1_100;
const SESSION = '/app/sessions/new/HD-U01/written-secret';
const PROPOSAL = '/app/proposals/new/A-U01/decide';

let site: TestSite;
let secretary: Someone;
let office: Someone;
beforeAll(async () => {
  site = await testSite({ worker: false });
  [secretary, office] = [await someone(site, 'secretary', 'U01'), await someone(site, 'office', 'U01')];
}, 60_000);
afterAll(() => site.stop());
beforeEach(() => site.service.database.collection('nominations').deleteMany({}));

/** Puts nominations on record that wait, of two awards in turn, with papers and words that nobody needs to choose them by. */
async function waiting(count: number, status: 'waitingForCouncil' | 'waitingForApproval'): Promise<void> {
  const rows = Array.from({ length: count }, (_, i) => {
    const _id = `HS-2026-${String(i + 1).padStart(6, '0')}`;
    const name = `Nguyễn Thị Thu Hà Mẫu ${i + 1}`;
    const award = i % 2 === 0 ? 'LDTT' : 'CSTDCS';
    const { line } = submitted(_id, 'TT-1');
    const received = act(line, { type: 'receive', number: '1', arrivedOn: '2026-11-16' }, of).line;
    const record: NominationRecord = {
      _id,
      unit: 'U01',
      docket: 'D-1',
      dossier: {
        ...dossier(award, 1),
        merit: 'Hoàn thành xuất sắc nhiệm vụ được giao. '.repeat(50),
        nominee: { kind: 'person', name, address: 'Bà', post: 'Chuyên viên', unitName: 'Sở Tài chính' },
      },
      searchName: searchNameOf(name),
      version: 1,
      status,
      line: received,
      view: { status, holder: 'council', stage: 'council', since: at(i), overdue: false, next: [] },
      allowed: [],
      createdAt: START,
      updatedAt: START,
    };
    return { ...record, row: { ...rowOf(record), level: 'unit' }, subject: _id, stand: 'underWay' };
  });
  await site.service.database.collection('nominations').insertMany(rows as never);
}
const of = { now: START, calendar, actor: 'key:vd_00000001' };
const at = (i: number): string => new Date(Date.parse(START) + i * 1_000).toISOString();

/** How many bytes of a page go over the wire. */
async function transferred(path: string): Promise<number> {
  const cookie = await cookieOf(site, await accountFor(site, path === SESSION ? 'secretary' : 'office', 'U01'));
  return new Promise((resolve, reject) => {
    const headers = { cookie, 'x-forwarded-proto': 'https', 'accept-encoding': 'br' };
    request(`${site.url}${path}`, { headers }, (answer) => {
      let bytes = 0;
      answer.on('data', (chunk: Buffer) => (bytes += chunk.length)).on('end', () => resolve(bytes));
    })
      .on('error', reject)
      .end();
  });
}

const ticked = (html: string): string[] => Object.keys(formsIn(mainOf(html)).find((f) => f.method === 'post')!.fields);

describe.each([
  { path: SESSION, status: 'waitingForCouncil' as const, who: () => secretary },
  { path: PROPOSAL, status: 'waitingForApproval' as const, who: () => office },
])('$path', ({ path, status, who }) => {
  test('few stand on the page ticked, each with its award and unit', async () => {
    await waiting(6, status);
    const { html } = await who().get(path);
    expect(ticked(html).filter((name) => name.startsWith('line.'))).toHaveLength(6);
    expect(html).not.toContain('name="group.');
    expect(textOf(html)).toContain('Sở Tài chính');
  });

  test('of many none is ticked: they stand in groups, those that have waited longest, and the others are told of', async () => {
    await waiting(MANY, status);
    const { html } = await who().get(path);
    expect(ticked(html).filter((name) => /^(line|group)\./.test(name))).toEqual([]);
    expect(html.match(/name="line\./g)).toHaveLength(1_000);
    expect(html.match(/name="group\./g)).toHaveLength(2);
    const text = textOf(html);
    expect(text).toContain('Còn 100 hồ sơ chưa hiển thị');
    expect(text).toContain('Chưa chọn sẵn trường hợp nào');
    expect(await transferred(path)).toBeLessThan(100_000);
  });

  test('what waits is read by one command, and of each dossier only what is shown', async () => {
    await waiting(MANY, status);
    const { commands } = await profiled(site.service.database, () => who().get(path));
    const read = commands.filter(({ collection }) => collection === 'nominations');
    expect(read).toHaveLength(1);
    expect(read[0]!.docsExamined).toBeLessThanOrEqual(read[0]!.returned * 1.05);
    expect(read[0]!.returned).toBe(MANY);
  });

  test('a form that is refused keeps the groups and the lines that were ticked', async () => {
    await waiting(150, status);
    const { html } = await who().get(path);
    const group = /name="group\.0" value="([^"]+)"/.exec(html)![1]!;
    const refused = await who().fill(path, { number: '', name: '', 'group.0': group, 'line.HS-2026-000002': 'true' });
    expect(refused.status).toBeGreaterThanOrEqual(400);
    expect(ticked(refused.html).filter((name) => /^(line|group)\./.test(name))).toEqual(
      expect.arrayContaining(['group.0', 'line.HS-2026-000002']),
    );
    expect(ticked(refused.html)).not.toContain('group.1');
  });
});

test('a group is put into a list before the authority with everything that stands under it', async () => {
  await waiting(150, 'waitingForApproval');
  const { html } = await office.get(PROPOSAL);
  const group = /name="group\.0" value="([^"]+)"/.exec(html)![1]!;
  const answer = await office.fill(PROPOSAL, {
    number: '15/TTr-STC',
    'group.0': group,
    [`line.${group.split(' ')[0]!}`]: 'true',
    'line.HS-2026-000002': 'true',
  });
  expect(answer.status).toBe(303);
  const [record] = (await site.service.store.proposals.list({})).items;
  expect(record!.lines.map(({ nomination }) => nomination).sort()).toEqual(
    [...new Set([...group.split(' '), 'HS-2026-000002'])].sort(),
  );
});
