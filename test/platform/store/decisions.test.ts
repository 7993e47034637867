import { closeStore, openStore, refusal, times, type Opened } from './database';
import { decision, now, proposal } from './examples';

let opened: Opened;
beforeAll(async () => {
  opened = await openStore();
});
afterAll(() => closeStore(opened));

describe('a manual register', () => {
  beforeAll(async () => {
    await opened.store.decisions.insert(decision(5, '2026-11-10'));
    await opened.store.decisions.insert(decision(9, '2026-11-20'));
  });

  test('takes a paper once', async () => {
    const { decisions, audit } = opened.store;
    const trail = [{ entity: 'd-7', key: 'recorded', at: now, actor: 'clerk', type: 'recorded' }];
    const paper = decision(7, '2026-11-15', { _id: 'd-7' });
    const answers = await Promise.all(times(4, () => decisions.insert(paper, trail)));
    expect(answers.filter((answer) => answer.created)).toHaveLength(1);
    expect((await decisions.insert({ ...paper, at: '2026-12-01T00:00:00.000Z' }, trail)).record).toEqual(paper);
    expect(await audit.trail('d-7')).toHaveLength(1);
    expect((await refusal(decisions.insert({ ...paper, subject: 'Khác' }))).code).toBe('KEY_REUSED');
  });

  test('refuses a number that is used, and names it', async () => {
    const { code, data } = await refusal(opened.store.decisions.insert(decision(9, '2026-11-20', { _id: 'again' })));
    expect(code).toBe('NUMBER_TAKEN');
    expect(data.neighbours.same).toMatchObject({ number: '9/QĐ-UBND', date: '2026-11-20' });
    expect(await opened.store.decisions.get('again')).toBeUndefined();
  });

  test.each([
    [6, '2026-11-09'],
    [6, '2026-11-21'],
    [12, '2026-11-19'],
    [3, '2026-11-11'],
  ])('refuses number %i of %s, which is out of order, and names the neighbours', async (serial, date) => {
    const { code, data } = await refusal(opened.store.decisions.insert(decision(serial, date)));
    expect(code).toBe('NUMBER_OUT_OF_ORDER');
    expect(Object.keys(data.neighbours).length).toBeGreaterThan(0);
  });

  test('refuses a number without serial that is used', async () => {
    const { serial, ...paper } = decision(9, '2026-11-20', { _id: 'plain' });
    const { code, data } = await refusal(opened.store.decisions.insert(paper));
    expect(code).toBe('NUMBER_TAKEN');
    expect(data.neighbours.same.number).toBe('9/QĐ-UBND');
  });

  test('keeps order when two papers come at once', async () => {
    const { decisions } = opened.store;
    const outcomes = await Promise.allSettled([
      decisions.insert(decision(20, '2026-12-10', { register: 'race' })),
      decisions.insert(decision(21, '2026-12-05', { register: 'race' })),
    ]);
    expect(outcomes.filter((outcome) => outcome.status === 'fulfilled')).toHaveLength(1);
  });

  test('keeps order below the last number too', async () => {
    const { decisions } = opened.store;
    await decisions.insert(decision(99, '2026-12-30', { register: 'below' }));
    const outcomes = await Promise.allSettled([
      decisions.insert(decision(3, '2026-12-10', { register: 'below' })),
      decisions.insert(decision(4, '2026-12-05', { register: 'below' })),
    ]);
    expect(outcomes.filter((outcome) => outcome.status === 'fulfilled')).toHaveLength(1);
  });

  test('shows what stands around a number', async () => {
    const { decisions } = opened.store;
    const around = await decisions.neighbours('chair/2026', 8);
    expect([around.before?.serial, around.same, around.after?.serial]).toEqual([7, undefined, 9]);
    expect(await decisions.nextSerial('chair/2026')).toBe(10);
    expect(await decisions.nextSerial('new/2026')).toBe(1);
  });
});

describe('an automatic register', () => {
  const { number, serial, ...rest } = decision(0, '2026-11-20', { register: 'auto/2026' });
  const numberOf = (n: number): string => `${n}/QĐ-STC`;

  test('gives consecutive numbers to many at once, and a paper that comes twice its first one', async () => {
    const { decisions } = opened.store;
    const papers = times(12, (i) => ({ ...rest, _id: `a${i % 6}` }));
    const answers = await Promise.all(papers.map((paper) => decisions.insertNext(paper, numberOf)));
    const serials = new Set(answers.map((answer) => answer.record.serial));
    expect([...serials].sort()).toEqual([1, 2, 3, 4, 5, 6]);
    expect(answers.filter((answer) => answer.created)).toHaveLength(6);
  });

  test('leaves no gap when a paper is refused', async () => {
    const { decisions } = opened.store;
    const early = { ...rest, _id: 'early', date: '2026-11-01' };
    expect((await refusal(decisions.insertNext(early, numberOf))).code).toBe('NUMBER_OUT_OF_ORDER');
    const { record } = await decisions.insertNext({ ...rest, _id: 'later' }, numberOf);
    expect(record).toMatchObject({ serial: 7, number: '7/QĐ-STC' });
  });
});

test('the document of a decision is set once; other bytes for it are refused', async () => {
  const { decisions } = opened.store;
  await decisions.insert(decision(1, '2026-11-20', { _id: 'doc', register: 'doc' }));
  const document = { file: 'f', sha256: 'a'.repeat(64), renderer: 'typst 0.14.2', bytes: 10 };
  await decisions.setDocument('doc', document);
  await decisions.setDocument('doc', document);
  expect((await decisions.need('doc')).documents?.decision).toEqual(document);
  expect((await refusal(decisions.setDocument('doc', { ...document, sha256: 'b' }))).code).toBe('INTEGRITY');
  expect((await refusal(decisions.setDocument('none', document))).code).toBe('NOT_FOUND');
  expect((await decisions.insert(decision(1, '2026-11-20', { _id: 'doc', register: 'doc' }))).created).toBe(false);
});

test('a paper that was signed elsewhere is noted once; lines that come later are added to its list', async () => {
  const { decisions } = opened.store;
  const external = (lines: readonly string[]) =>
    decision(1, '2026-11-20', { _id: 'external', register: 'external/1', kind: 'external', lines });
  await Promise.all([decisions.addExternal(external(['HS-1', 'HS-2'])), decisions.addExternal(external(['HS-3']))]);
  await decisions.addExternal(external(['HS-2', 'HS-3']));
  const { lines, ...noted } = await decisions.need('external');
  expect([...lines].sort()).toEqual(['HS-1', 'HS-2', 'HS-3']);
  expect({ ...noted, lines: [] }).toEqual(external([]));
});

test('a proposal goes its way step by step, and is found by what it names', async () => {
  const { proposals } = opened.store;
  await proposals.insert(proposal());
  const answer = { kind: 'approved' as const, struckOut: [], at: now, by: 'chair' };
  expect(await proposals.save('tt-1', 4, { status: 'awaitingNumber', answer })).toBe(true);
  expect(await proposals.save('tt-1', 3, { status: 'sent' })).toBe(false);
  expect(await proposals.need('tt-1')).toMatchObject({ status: 'awaitingNumber', answer, version: 4 });
  expect((await proposals.list({ nomination: 'HS-2026-000001' })).items).toHaveLength(1);
  expect((await proposals.list({ status: 'sent' })).items).toHaveLength(0);
});
