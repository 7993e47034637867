import { createHash } from 'node:crypto';
import type { Choice, SessionRecord } from '../../../platform/store';
import type { Count } from '../../../platform/store/voting';
import { closeStore, openStore, refusal, times, type Opened } from './database';
import { now, session } from './examples';

let opened: Opened;
beforeAll(async () => {
  opened = await openStore();
});
afterAll(() => closeStore(opened));

const line = (nomination: string, no: number): SessionRecord['lines'][number] => ({
  nomination,
  docket: 'stc-2026',
  no,
  award: 'BKT',
  rule: { quorum: { of: [2, 3], mode: 'atLeast' } } as never,
  recused: [],
});
const persons = times(5, (i) => `p${i}`);
const commitment = (text: string): string => createHash('sha256').update(text).digest('hex');

/** An open session with a sheet of every person but the last; the first one voted twice. */
async function voted(id: string, ballot: 'named' | 'secret') {
  const { sessions, electors, sheets } = opened.store;
  const members = persons.map((person) => ({ person, role: 'Ủy viên' }));
  await sessions.insert(session({ _id: id, ballot, status: 'open', members, lines: [line('N1', 1), line('N2', 2)] }));
  const electorate = await electors.drawElectorate(id, persons);
  const cast = async (person: string, submission: string) => {
    const voterRef = electorate.find((one) => one.person === person)!.voterRef;
    const { record } = await sheets.insertSheet({
      session: id,
      voterRef,
      submission,
      sealed: Buffer.from('sealed'),
      commitment: commitment(`${id}/${person}/${submission}`),
      at: now,
    });
    return { voterRef, commitment: record.commitment, at: now };
  };
  await cast('p0', 'first');
  const counted = [];
  for (const person of persons.slice(0, 4)) counted.push(await cast(person, 'last'));
  const choices: Choice[] = ['yes', 'no', 'yes', 'yes'];
  const count: Count = {
    session: id,
    version: 5,
    closedAt: now,
    counted: counted.map((one, i) => ({
      ...one,
      choices: {
        N1: { choice: choices[i]!, ...(choices[i] === 'no' ? { text: 'Chưa đủ' } : {}) },
        N2: { choice: 'yes' },
      },
    })),
    result: { members: 5, ballots: 4, quorate: true, lines: [], receiptCodes: ['A', 'B'], unlinkedAt: now },
    trail: [{ entity: id, key: 'counted', at: now, actor: 'service', type: 'counted' }],
  };
  return { electorate, counted, count };
}

test('everybody keeps the first random reference that was drawn, however often and by how many', async () => {
  const { electors } = opened.store;
  const draws = await Promise.all(times(5, () => electors.drawElectorate('draw', persons)));
  const all = await electors.all('draw');
  expect(all).toHaveLength(5);
  for (const draw of draws) expect(draw).toEqual(all);
  expect(new Set(all.map((one) => one.voterRef)).size).toBe(5);
  const ref = await electors.refOf('draw', 'p3');
  expect(ref).toMatch(/^[\w-]{22}$/);
  expect(await electors.personOf('draw', ref!)).toBe('p3');
  await electors.erase('draw');
  expect(await electors.refOf('draw', 'p3')).toBeUndefined();
});

test('a draft is kept for an elector, and goes with him', async () => {
  const { electors } = opened.store;
  const draft = { submission: 'form-0001', sealed: Buffer.from('sealed'), at: now };
  const [first, second] = await electors.drawElectorate('drafts', ['p1', 'p2']);
  expect(await electors.keepDraft('drafts', 'nobody', draft)).toBe(false);
  for (const one of [first!, second!]) expect(await electors.keepDraft('drafts', one.voterRef, draft)).toBe(true);
  expect(await electors.draftOf('drafts', first!.voterRef)).toEqual(draft);
  expect(await electors.all('drafts')).toEqual([first, second]);
  await electors.dropDraft('drafts', first!.voterRef);
  expect(await electors.draftOf('drafts', first!.voterRef)).toBeUndefined();
  await electors.endDrafts('drafts');
  expect(await electors.draftOf('drafts', second!.voterRef)).toBeUndefined();
  expect(await electors.keepDraft('drafts', first!.voterRef, draft)).toBe(false);
  expect(await electors.personOf('drafts', first!.voterRef)).toBe('p1');
});

test('sheets of two devices at once get different ordinals, a double click is one sheet', async () => {
  const { sheets } = opened.store;
  const sheet = (submission: string) => ({
    session: 'devices',
    voterRef: 'v1',
    submission,
    sealed: Buffer.from([1, 2, 3]),
    commitment: commitment(submission),
    at: now,
  });
  const posted = await Promise.all(times(12, (i) => sheets.insertSheet(sheet(`s${i % 6}`))));
  expect(posted.filter((one) => one.created)).toHaveLength(6);
  const ordinals = new Set(posted.map((one) => one.record.ordinal));
  expect([...ordinals].sort()).toEqual([1, 2, 3, 4, 5, 6]);
  const first = await sheets.bySubmission('devices', 'v1', 's3');
  expect(first?.sealed).toEqual(Buffer.from([1, 2, 3]));
  const again = await sheets.insertSheet({ ...sheet('s3'), commitment: 'other' });
  expect(again).toEqual({ record: first, created: false });
  expect((await sheets.latestSheet('devices', 'v1'))?.ordinal).toBe(6);
  expect((await sheets.byCommitment('devices', 'v1', commitment('s3')))?.submission).toBe('s3');
});

test('counting keeps choices per line without persons, erases sheets and references, and leaves the status to the session', async () => {
  const { ballots, sheets, electors, sessions, audit } = opened.store;
  const { count, counted, electorate } = await voted('secret', 'secret');
  for (const one of counted) expect(await sheets.need('secret', one)).toMatchObject(one);

  const closed = await ballots.countBallots(count);
  expect(closed).toMatchObject({ status: 'open', version: 5, closedAt: now, result: { ballots: 4 } });
  expect(closed).toEqual(await sessions.need('secret'));
  expect(closed.members.map((member) => member.voted)).toEqual([true, true, true, true, false]);
  const stored = await ballots.ofSession('secret');
  expect(stored.map((ballot) => [ballot.nomination, [...ballot.choices].sort()])).toEqual([
    ['N1', ['no', 'yes', 'yes', 'yes']],
    ['N2', ['yes', 'yes', 'yes', 'yes']],
  ]);
  const text = JSON.stringify(stored);
  for (const { person, voterRef } of electorate) {
    expect(text).not.toContain(voterRef);
    expect(text).not.toContain(`"${person}"`);
  }
  expect(await electors.all('secret')).toEqual([]);
  expect(await sheets.latestSheet('secret', counted[0]!.voterRef)).toBeUndefined();
  expect(await audit.trail('secret')).toHaveLength(1);
});

test('a session that was counted is not counted again', async () => {
  const { ballots } = opened.store;
  const { count } = await voted('again', 'secret');
  const first = await ballots.countBallots(count);
  const second = await ballots.countBallots({ ...count, version: 9, result: { ...count.result, ballots: 0 } });
  expect(second).toEqual(first);
});

test('two who count at once count once', async () => {
  const { ballots } = opened.store;
  const { count } = await voted('race', 'secret');
  const [one, other] = await Promise.all([ballots.countBallots(count), ballots.countBallots(count)]);
  expect(one).toEqual(other);
  expect(await ballots.ofSession('race')).toHaveLength(2);
});

test('a named session keeps who chose what, with the words', async () => {
  const { ballots } = opened.store;
  const { count } = await voted('named', 'named');
  await ballots.countBallots(count);
  const [first] = await ballots.ofSession('named');
  expect([...first!.named!].sort((a, b) => a.person.localeCompare(b.person))).toEqual([
    { person: 'p0', choice: 'yes' },
    { person: 'p1', choice: 'no', text: 'Chưa đủ' },
    { person: 'p2', choice: 'yes' },
    { person: 'p3', choice: 'yes' },
  ]);
});

test('the stored order of choices tells nothing about the order of the sheets', async () => {
  const { ballots } = opened.store;
  const orders = new Set<string>();
  for (let i = 0; i < 12; i += 1) {
    const { count } = await voted(`shuffle${i}`, 'secret');
    await ballots.countBallots(count);
    orders.add((await ballots.ofSession(`shuffle${i}`))[0]!.choices.join());
  }
  expect(orders.size).toBeGreaterThan(1);
});

test('a sheet that is missing stops the count, and nothing is erased', async () => {
  const { ballots, electors, sheets, sessions } = opened.store;
  const { count, counted } = await voted('broken', 'secret');
  const wrong = count.counted.map((one, i) => (i === 2 ? { ...one, commitment: commitment('nobody') } : one));
  expect((await refusal(ballots.countBallots({ ...count, counted: wrong }))).code).toBe('INTEGRITY');
  expect((await refusal(sheets.need('broken', wrong[2]!))).code).toBe('INTEGRITY');
  const twice = [count.counted[0]!, ...count.counted];
  expect((await refusal(ballots.countBallots({ ...count, counted: twice }))).code).toBe('INTEGRITY');
  expect((await sessions.need('broken')).status).toBe('open');
  expect(await electors.all('broken')).toHaveLength(5);
  for (const one of counted) expect(await sheets.need('broken', one)).toMatchObject(one);
});

test('nobody can post sheets without end', async () => {
  const { sheets } = opened.store;
  const post = (i: number) =>
    sheets.insertSheet({
      session: 'flood',
      voterRef: 'v',
      submission: `s${i}`,
      sealed: Buffer.from('x'),
      commitment: `c${i}`,
      at: now,
    });
  for (let i = 0; i < 100; i += 1) await post(i);
  expect((await refusal(post(100))).code).toBe('TOO_MANY_CHANGES');
});

describe('a session record', () => {
  test('is inserted once; another one under its id is refused', async () => {
    const { sessions } = opened.store;
    expect((await sessions.insert(session({ _id: 'once' }))).created).toBe(true);
    const later = session({ _id: 'once', createdAt: '2026-11-17T00:00:00.000Z' });
    expect((await sessions.insert(later)).created).toBe(false);
    expect((await refusal(sessions.insert(session({ _id: 'once', name: 'Khác' })))).code).toBe('KEY_REUSED');
  });

  test('takes steps in order: an older or repeated one changes nothing', async () => {
    const { sessions, audit } = opened.store;
    await sessions.insert(session({ _id: 'steps', reason: 'x' }));
    const trail = (key: string) => [{ entity: 'steps', key, at: now, actor: 'service', type: key }];
    expect(await sessions.save('steps', 2, { status: 'opening' }, trail('opening'))).toBe(true);
    expect(await sessions.save('steps', 3, { status: 'open', reason: undefined }, trail('open'))).toBe(true);
    expect(await sessions.save('steps', 3, { status: 'failed' }, trail('open'))).toBe(false);
    expect(await sessions.save('steps', 2, { status: 'opening' }, trail('opening'))).toBe(false);
    const stored = await sessions.need('steps');
    expect(stored).toMatchObject({ status: 'open', version: 3 });
    expect('reason' in stored).toBe(false);
    expect((await audit.trail('steps')).map((entry) => entry.key)).toEqual(['opening', 'open']);
    expect((await refusal(sessions.save('none', 2, { status: 'open' }))).code).toBe('NOT_FOUND');
  });

  test('is edited on the version that was seen', async () => {
    const { sessions } = opened.store;
    await sessions.insert(session({ _id: 'edit' }));
    expect(await sessions.edit('edit', 1, { name: 'Mới' })).toMatchObject({ name: 'Mới', version: 2 });
    const { code, data } = await refusal(sessions.edit('edit', 1, { name: 'Cũ' }));
    expect(code).toBe('STATE_CHANGED');
    expect(data).toEqual({ state: 'draft', version: 2 });
  });

  test('is listed newest first, by status and by what is on its agenda', async () => {
    const { sessions } = opened.store;
    for (let i = 0; i < 5; i += 1) {
      const createdAt = `2026-12-0${i + 1}T00:00:00.000Z`;
      await sessions.insert(session({ _id: `l${i}`, council: 'list', createdAt, lines: [line(`L${i}`, 1)] }));
    }
    const first = await sessions.list({ council: 'list', status: ['draft', 'open'] }, { limit: 3 });
    const second = await sessions.list({ council: 'list', status: 'draft' }, { limit: 3, cursor: first.next! });
    expect([...first.items, ...second.items].map((one) => one._id)).toEqual(['l4', 'l3', 'l2', 'l1', 'l0']);
    expect(second.next).toBeUndefined();
    expect((await sessions.list({ nomination: 'L2' })).items.map((one) => one._id)).toEqual(['l2']);
  });
});
