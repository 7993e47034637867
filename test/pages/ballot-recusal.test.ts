import { formIn, textOf } from './form';
import { sheetLines, type Sitting } from './sitting';
import { testSite, type TestSite } from './site';
import { liftRecusal } from '../../api/commands/sessions/recusals';

let site: TestSite;
let sitting: Sitting;
beforeAll(async () => {
  site = await testSite();
  sitting = await sheetLines(site, 3);
});
afterAll(() => site.stop());

const all = (ids: readonly string[], choice: string) => Object.fromEntries(ids.map((id) => [`choice.${id}`, choice]));
/** No to all, but nothing on the second line, because a relative is the nominee. */
const declaring = (ids: readonly string[]) => ({
  ...all(ids, 'no'),
  [`choice.${ids[1]!}`]: 'recuse',
  [`reason.${ids[1]!}`]: 'Em vợ',
});

describe.each(['secret', 'named'] as const)('a member of a %s session who declares not to vote on a line', (ballot) => {
  test('finds it locked with his reason when he opens the sheet again, and cannot vote on it by changing the sheet', async () => {
    const { path, ids, session } = await sitting.open(ballot);
    await sitting.send(path, declaring(ids));
    const again = await site.get(`${path}?edit=1`);
    expect(textOf(again.html)).toContain('Ông không tham gia bỏ phiếu trường hợp này. Lý do: Em vợ.');
    expect(formIn(again.html).offered[`choice.${ids[1]!}`]).toBeUndefined();
    expect(formIn(again.html).offered[`choice.${ids[0]!}`]).toEqual(['yes', 'no', 'recuse']);

    await site.press(path, await site.press(path, again, 'review', all([ids[0]!, ids[2]!], 'yes')), 'send');
    await sitting.othersVote(session, 'C2');
    const { result, recusals } = await session.reach('closed');
    expect(result!.lines.map(({ tally }) => [tally.yes, tally.recused, tally.base])).toEqual([
      [3, 0, 3],
      [2, 1, 3],
      [3, 0, 3],
    ]);
    // why he does not vote was told to nobody: it was erased with the sheet
    expect(recusals).toEqual([{ nomination: ids[1]!, person: 'C2' }]);
  });
});

test('a vote that was read back before the declaration, on another device, is read back again and not sent', async () => {
  const { path, ids, session } = await sitting.open('secret');
  const desk = await site.press(path, await site.get(path), 'review', all(ids, 'yes'));
  await sitting.send(path, declaring(ids));
  const before = await session.record();
  const again = await site.press(path, desk, 'send');
  expect(textOf(again.html)).toContain('PHIẾU CHƯA ĐƯỢC GỬI');
  expect(textOf(again.html)).toContain('Lý do: Em vợ');
  expect(formIn(again.html).fields[`choice.${ids[1]!}`]).toBeUndefined();
  expect(await session.record()).toEqual(before);
});

test('nothing of a declaration is stored in the open before closing, and nobody but its member is told', async () => {
  const { path, ids, session } = await sitting.open('secret');
  await sitting.send(path, declaring(ids));
  expect(JSON.stringify(await session.record())).not.toContain('Em vợ');
  const other = await site.token('ballot', session.id, 'C1');
  expect((await site.get(other)).html).not.toContain('Em vợ');
  const trail = await site.service.store.audit.trail(session.id);
  expect(JSON.stringify(trail)).not.toContain('Em vợ');
});

test('the secretary lifts a declaration that was wrong: the member votes on the line by a new sheet', async () => {
  const { path, ids, session } = await sitting.open('secret');
  await sitting.send(path, declaring(ids));
  const secretary = { actor: 'key:secretary', role: 'secretary', unit: 'U01' } as const;
  const lift = (more: { member?: string; nomination?: string; submission?: string; reason?: string } = {}) =>
    liftRecusal(site.context, {
      caller: secretary,
      id: session.id,
      member: 'C2',
      nomination: ids[1]!,
      submission: 'lift-0001',
      reason: 'Nhầm người cùng tên',
      ...more,
    });
  await expect(lift({ member: 'C9', submission: 'lift-0002' })).rejects.toMatchObject({ code: 'NOT_A_MEMBER' });
  await expect(lift({ nomination: 'HS-1', submission: 'lift-0003' })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  const first = await lift();
  expect(await lift()).toEqual(first);
  await expect(lift({ nomination: ids[0]! })).rejects.toMatchObject({ code: 'KEY_REUSED' });

  const again = await site.get(`${path}?edit=1`);
  expect(formIn(again.html).offered[`choice.${ids[1]!}`]).toEqual(['yes', 'no', 'recuse']);
  await sitting.send(path, all(ids, 'yes'));
  // asked again, it lifts nothing that is declared later
  await sitting.send(path, declaring(ids));
  await lift();
  expect(formIn((await site.get(`${path}?edit=1`)).html).offered[`choice.${ids[1]!}`]).toBeUndefined();
  const trail = await site.service.store.audit.trail(session.id);
  expect(trail.filter((entry) => entry.type === 'liftRecusal')).toHaveLength(1);

  await sitting.othersVote(session, 'C2');
  await session.reach('closed');
  await expect(lift({ submission: 'lift-0004' })).rejects.toMatchObject({ code: 'ACTION_NOT_ALLOWED' });
});
