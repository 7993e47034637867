import type { LineEvent } from '../../../domain/line';
import { closeStore, openStore, refusal, times, type Opened } from './database';
import { by, dossier, named, now, received, submitted, unitProposal } from './examples';

let opened: Opened;
beforeAll(async () => {
  opened = await openStore();
});
afterAll(() => closeStore(opened));

const sent = async () => {
  const { record } = await opened.store.nominations.create({ ...by, unit: 'stc', dossier: dossier() });
  return submitted(record._id, 'TT-2026-000001');
};
const save = (step: number, ...changes: readonly { line: { id: string }; events: readonly LineEvent[] }[]) =>
  opened.store.lines.save({
    docketId: 'stc-2026',
    step,
    now,
    lines: changes.map((change) => change.line) as never,
    events: changes.flatMap((change) => change.events),
  });

test('a line is written with what pages show of it, and its trail', async () => {
  const { nominations, audit } = opened.store;
  const first = await sent();
  await save(1, first);
  const stored = await nominations.need(first.line.id);
  expect(stored).toMatchObject({ status: 'submitted', version: 1, unitProposal: 'TT-2026-000001', line: first.line });
  expect(stored.view).toMatchObject({ holder: 'office', stage: 'screening' });
  expect(stored.allowed).toContain('receive');
  expect((await audit.trail(first.line.id)).map((entry) => entry.type)).toEqual([
    'draftCreated',
    'submitted',
    'entered',
  ]);
});

test('the same step again changes nothing', async () => {
  const { nominations, audit } = opened.store;
  const first = await sent();
  await save(1, first);
  const before = [await nominations.need(first.line.id), await audit.trail(first.line.id)];
  await save(1, first);
  expect([await nominations.need(first.line.id), await audit.trail(first.line.id)]).toEqual(before);
});

test('an older step that arrives late does not overwrite a newer one, and its trail is kept', async () => {
  const { nominations, audit } = opened.store;
  const first = await sent();
  const second = received(first.line);
  await save(2, second);
  await save(1, first);
  expect(await nominations.need(first.line.id)).toMatchObject({ version: 2, status: 'screening', line: second.line });
  const types = (await audit.trail(first.line.id)).map((entry) => entry.type);
  expect(types.sort()).toEqual(['draftCreated', 'entered', 'receive', 'submitted']);
  expect(await audit.verifyChain(first.line.id)).toMatchObject({ intact: true });
});

test('a level judges a line by the rules that were in force when it took it in first', async () => {
  const { lines, nominations } = opened.store;
  const first = await sent();
  const second = received(first.line);
  const pin = (level: 'unit' | 'province', rules: string) => ({ line: first.line.id, level, rules });
  const changes = { docketId: 'stc-2026', now, lines: [second.line], events: second.events };
  await lines.save({ ...changes, step: 2, pins: [pin('unit', 'national@2025.1')] });
  await lines.save({ ...changes, step: 3, pins: [pin('unit', 'national@2026.1'), pin('province', 'national@2026.1')] });
  expect((await nominations.need(first.line.id)).pinned).toEqual({
    unit: 'national@2025.1',
    province: 'national@2026.1',
  });
});

test('a resubmitted line shows the dossier version that the event names', async () => {
  const { nominations, dossiers, audit } = opened.store;
  const first = await sent();
  await save(1, first);
  const id = `${first.line.id}/2`;
  await dossiers.insert({ _id: id, nomination: first.line.id, content: named('Phòng Kế toán'), by: 'unit', at: now });
  const resubmit = (version: number): LineEvent => ({
    line: first.line.id,
    version,
    at: now,
    type: 'resubmit',
    actor: 'unit',
    stage: 'screening',
    facts: { dossier: id },
  });
  const changed = { line: { ...first.line, version: 3 }, events: [resubmit(3)] };
  await save(2, changed);
  await save(2, changed);
  expect(await nominations.need(first.line.id)).toMatchObject({ dossierVersion: id, searchName: 'phong ke toan' });
  expect((await audit.trail(first.line.id)).filter((entry) => entry.type === 'resubmit')).toHaveLength(1);
  expect((await dossiers.ofNomination(first.line.id)).map((one) => one._id)).toEqual([id]);
});

test('more than a transaction holds is written whole', async () => {
  const { nominations, audit } = opened.store;
  const made: Awaited<ReturnType<typeof sent>>[] = [];
  while (made.length < 450) made.push(...(await Promise.all(times(25, sent))));
  const ids = made.map((one) => one.line.id);
  await save(1, ...made);
  await save(1, ...made);
  expect((await nominations.list({ ids, status: 'submitted' }, { limit: 1_000 })).items).toHaveLength(200);
  expect((await nominations.countByStatus({ ids })).get('submitted')).toBe(450);
  expect(await audit.trail(ids.at(-1)!)).toHaveLength(3);
});

test('a line that no nomination stands for is refused', async () => {
  expect((await refusal(save(1, submitted('HS-2026-999999', 'TT-2026-000001')))).code).toBe('NOT_FOUND');
});

test('a proposal is stored once per submission, and other content under it is refused', async () => {
  const { unitProposals } = opened.store;
  const answers = await Promise.all(times(5, () => unitProposals.insert(unitProposal())));
  expect(new Set(answers.map((answer) => answer.record._id)).size).toBe(1);
  expect((await refusal(unitProposals.insert(unitProposal({ contentHash: 'other' })))).code).toBe('KEY_REUSED');
  const id = answers[0]!.record._id;
  expect(id).toMatch(/^TT-2026-\d{6}$/);
  await unitProposals.setReceipt(id, { code: 'AAA', at: now });
  await unitProposals.setReceipt(id, { code: 'BBB', at: now });
  expect((await unitProposals.need(id)).receipt).toEqual({ code: 'AAA', at: now });
  expect((await refusal(unitProposals.setReceipt('TT-2026-999999', { code: 'A', at: now }))).code).toBe('NOT_FOUND');
  const { contact } = unitProposal();
  await unitProposals.setContact(id, { ...contact, name: 'Mới nhất' }, 4);
  await unitProposals.setContact(id, { ...contact, name: 'Mới' }, 3);
  expect((await unitProposals.need(id)).contact.name).toBe('Mới nhất');
  expect((await refusal(unitProposals.setContact('TT-2026-999999', contact, 1))).code).toBe('NOT_FOUND');
});

test('a note is immutable; sent again later it is the same one', async () => {
  const { notes } = opened.store;
  const note = { _id: 'n1', kind: 'return', by: 'office', at: now, reason: 'Thiếu báo cáo' };
  expect((await notes.insert(note)).created).toBe(true);
  expect(await notes.insert({ ...note, at: '2026-11-17T01:00:00.000Z' })).toEqual({ record: note, created: false });
  expect((await refusal(notes.insert({ ...note, reason: 'Khác' }))).code).toBe('KEY_REUSED');
  expect(await notes.get('n1')).toEqual(note);
});

test('a docket starts once, and not again after its end', async () => {
  const { dockets } = opened.store;
  const docket = { _id: 'stc-2026', unit: 'stc', workflowId: 'docket-stc-2026', startedAt: now };
  expect((await dockets.start(docket)).created).toBe(true);
  expect((await dockets.start(docket)).created).toBe(false);
  await expect(dockets.start({ ...docket, _id: 'other' })).rejects.toThrow('unexpected store error');
  await dockets.close('stc-2026', now);
  await dockets.close('stc-2026', '2026-12-01T00:00:00.000Z');
  expect((await dockets.get('stc-2026'))?.closedAt).toBe(now);
  expect((await refusal(dockets.start(docket))).code).toBe('ROUND_CLOSED');
  expect((await dockets.list({ open: true })).items).toEqual([]);
});
