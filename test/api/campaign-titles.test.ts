import { textOf } from '../pages/form';
import { mainOf, someone } from '../pages/app/someone';
import { open, registering, type Registering } from '../setup/registering';
import { nominationBody } from '../setup/api';

/** What is offered and taken follows the kind of the unit: titles of communes are none of a department. */

let us: Registering;
beforeAll(async () => {
  us = await registering();
  const { store } = us.api.site.service;
  const u01 = await store.units.need('U01');
  await store.units.put({ ...u01, _id: 'U04', name: 'Ủy ban nhân dân phường M', kind: 'commune', symbol: 'UBND' });
  await store.units.put({ ...u01, _id: 'U01a', name: 'Phòng Quản lý ngân sách', kind: 'room', parent: 'U01' });
  await open(us, 'TD-T', { participants: ['U01', 'U04'], awards: ['XATB', 'TTLDXS', 'CSTDCS'] });
});
afterAll(() => us.api.stop());

test('a department registers for no title of communes, its rooms neither; a commune does', async () => {
  const commune = await us.api.as('unit', 'U04');
  const register = (caller: typeof commune, kind: string, code: string, titles: readonly string[]) =>
    caller.post('/campaigns/TD-T/registrations', { registrant: { kind, code }, titles, targets: [] });
  const said = [
    await register(us.unit, 'unit', 'U01', ['TTLDXS', 'XATB']),
    await register(us.unit, 'room', 'U01a', ['THONVH']),
  ];
  expect(said.map(({ status, body }) => [status, body.fields[0].field])).toEqual([
    [400, 'titles.1'],
    [400, 'titles.0'],
  ]);
  expect(said[0]!.body.fields[0].message).toContain(
    'không áp dụng cho loại đơn vị này (Nghị định 152/2025/NĐ-CP, Điều 50)',
  );
  expect((await register(us.unit, 'unit', 'U01', ['TTLDXS'])).status).toBe(201);
  expect((await register(commune, 'unit', 'U04', ['XATB', 'TTLDXS'])).status).toBe(201);
});

test('the form offers to each what it may aim at', async () => {
  const offered = async (unit: string, kind: string, code: string) => {
    const reader = await someone(us.api.site, 'unit', unit);
    const { html } = await reader.get(`/app/campaigns/TD-T/units/${unit}/register/${kind}/${code}`);
    return ['Xã, phường, đặc khu tiêu biểu', 'Thôn, tổ dân phố văn hóa', 'Tập thể lao động xuất sắc'].map((name) =>
      textOf(mainOf(html)).includes(name),
    );
  };
  expect(await offered('U01', 'room', 'U01a')).toEqual([false, false, true]);
  expect(await offered('U04', 'unit', 'U04')).toEqual([true, true, true]);
});

test('what can be proposed follows it too, and a dossier that is begun all the same says why it cannot be sent', async () => {
  const round = { name: 'Đợt 1', awardYear: 2026, units: ['U01', 'U04'], deadline: '2026-11-20' };
  await us.province.put('/rounds/D-T', { ...round, awards: ['XATB', 'TTLDXS', 'GDVH'] });
  const awards = async (unit: string) => {
    const { occasions } = (await us.province.get(`/opportunities?unit=${unit}`)).body;
    const inRound = occasions.find((one: { round?: { code: string } }) => one.round?.code === 'D-T');
    return inRound.awards.map(({ award }: { award: string }) => award);
  };
  expect(await awards('U01')).toEqual(['TTLDXS']);
  expect(await awards('U04')).toEqual(['XATB', 'TTLDXS', 'GDVH']);
  const of = async (unit: string) => {
    const nominee = { kind: 'collective', name: 'Phường M' };
    const asked = nominationBody('XATB', 1, { unit, nominee, round: 'D-T' });
    const { findings } = (await us.province.post('/eligibility-checks', asked)).body;
    return findings.find(({ code }: { code: string }) => code === 'notForUnit');
  };
  expect(await of('U01')).toMatchObject({
    kind: 'BLOCK',
    rule: 'R01',
    field: 'award',
    say: { vi: expect.stringContaining('chỉ tặng cho xã, phường, đặc khu') },
    citation: { vi: 'Nghị định 152/2025/NĐ-CP, Điều 50' },
  });
  expect(await of('U04')).toBeUndefined();
});
