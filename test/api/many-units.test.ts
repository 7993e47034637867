import { profiled } from '../platform/store/profile';
import { startApi, type TestApi, type Reply } from '../setup/api';
import { dossier, START } from '../setup/fixtures';
import { draftOf } from './council';

let api: TestApi;
beforeAll(async () => {
  api = await startApi({ worker: false });
});
afterAll(() => api.stop());

/** Drafts of so many rooms of the unit, one each, and what an office is told of them: none of them was sent. */
async function ofRooms(count: number): Promise<readonly string[]> {
  const { store } = api.site.service;
  const ids: string[] = [];
  for (let no = 1; no <= count; no += 1) {
    const room = { _id: `U01-R${no}`, name: `Phòng ${no}`, symbol: `R${no}`, kind: 'room', parent: 'U01' } as const;
    await store.units.put({ ...(await store.units.get('U01'))!, ...room });
    const given = { actor: 'k', now: START, unit: room._id, dossier: dossier('CSTDCS', no) };
    ids.push((await store.nominations.create(given)).record._id);
  }
  return ids;
}

test.each<[string, string, (nominations: readonly string[]) => object]>([
  [
    'a list for an authority',
    '/proposals',
    (nominations) => ({
      number: '12/TTr-TCHC',
      date: '2026-11-16',
      authority: 'A-U01',
      power: 'decide',
      mode: 'recorded',
      submitter: 'Phòng Tổ chức - Hành chính',
      nominations,
    }),
  ],
  ['the agenda of a session', '/sessions', (nominations) => draftOf(nominations)],
])('%s from many rooms reads the units as often as one from a single room', async (_what, path, body) => {
  const ids = await ofRooms(12);
  const caller = await api.as('office', 'U01');
  const asked = async (nominations: readonly string[]): Promise<number> => {
    const { result, commands } = await profiled<Reply>(api.site.service.database, () =>
      caller.post(path, body(nominations)),
    );
    const told = JSON.stringify(result.body);
    expect([result.status, nominations.filter((id) => !told.includes(`Hồ sơ ${id} chưa được gửi.`))]).toEqual([
      400,
      [],
    ]);
    return commands.filter(({ collection }) => collection === 'units').length;
  };
  expect(await asked(ids)).toBe(await asked(ids.slice(0, 1)));
});
