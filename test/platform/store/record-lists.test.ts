import { caseOrders, type CaseFilter } from '../../../platform/store/case-list';
import type { DecisionFilter } from '../../../platform/store/decision-list';
import { mailOrders, type MailFilter } from '../../../platform/store/mail-list';
import { paperOrders, type ProposalFilter } from '../../../platform/store/proposal-list';
import { sessionOrders, type SessionFilter } from '../../../platform/store/session-list';
import { caseRecord } from '../../setup/cases';
import { closeStore, openStore, times, type Opened } from './database';
import { decision, dossier, now, proposal, session } from './examples';
import { profiled } from './profile';

const MANY = 600;
const names = ['Phiên họp cuối năm', 'Đợt lấy ý kiến đột xuất', 'Hội nghị Nguyễn Văn Mẫu'];
const caseStatuses = ['awaitingPaper', 'awaitingReturn', 'done'] as const;
const statuses = ['draft', 'open', 'closed'] as const;
let opened: Opened;

const at = (i: number): string => new Date(Date.parse(now) + i * 60_000).toISOString();
const day = (i: number): string => `20${25 + (Math.floor(i / 60) % 3)}-${String(1 + (i % 12)).padStart(2, '0')}-15`;

beforeAll(async () => {
  opened = await openStore();
  const { store } = opened;
  const lines = [{ nomination: 'HS-1', docket: 'd', no: 1, award: 'BKT', rule: {} as never, recused: [] }];
  const units = await Promise.all(
    times(4, (i) => store.nominations.create({ actor: 'a', now, unit: `U${i}`, dossier: dossier() })),
  );
  for (let from = 0; from < MANY; from += 50) {
    await Promise.all(
      times(50, async (k) => {
        const i = from + k;
        await store.sessions.insert(
          session({
            _id: `PH-${i}`,
            name: `${names[i % 3]!} ${i}`,
            status: statuses[i % 3]!,
            council: `C${i % 5}`,
            kind: i % 2 === 0 ? 'written' : 'meeting',
            ...(i % 4 === 0 ? { unit: 'U1', level: 'unit' as const } : {}),
            createdAt: at(i % 100),
            closesAt: `${day(i)}T10:00:00.000Z`,
            lines,
          }),
        );
        await store.proposals.insert(
          proposal({
            _id: `TR-${i}`,
            number: i % 7 === 0 ? '' : `${i}/TTr-SNV`,
            date: day(i),
            status: i % 2 === 0 ? 'sent' : 'issued',
            authority: `A${i % 5}`,
            power: i % 3 === 0 ? 'forward' : 'decide',
            ...(i % 4 === 0 ? { unit: 'U1', level: 'unit' as const } : {}),
            createdAt: at(i % 100),
          }),
        );
        await store.decisions.insert(
          decision(i, day(i), {
            _id: `QD-${i}`,
            register: `r${i}`,
            kind: i % 3 === 0 ? 'forward' : 'decision',
            authority: `A${i % 5}`,
            subject: i === 77 ? 'Về việc khen thưởng đột xuất' : 'Về việc tặng Bằng khen',
            lines: [units[i % 4]!.record._id],
            at: at(i % 100),
          }),
        );
        const key = `L-${i}`;
        const says = { to: `nguoi${i % 90}@so.example`, subject: `${names[i % 3]!} ${i}` };
        await store.sentMails.queue({
          ...{ _id: key, mail: i % 2 === 0 ? 'receipt' : 'invitation', entity: `E${i % 50}`, person: `p${i % 7}` },
          ...{ ...says, queuedAt: `${day(i)}T02:00:00.000Z` },
          ...(i % 4 === 0 ? { unit: `U${i % 8}` } : {}),
        });
        if (i % 3 === 0) await store.sentMails.accepted(key, now);
        if (i % 3 === 1) await store.sentMails.refused(key, '550');
        // of those that are on their way few were not tried twice
        for (let tries = 0; i % 3 === 2 && i !== 2 && tries < 2; tries += 1) await store.sentMails.tried(key, says);
        await store.cases.insert(
          caseRecord(`d/${i}`, {
            _id: `VV-${i}`,
            nomination: units[i % 4]!.record._id,
            status: caseStatuses[i % 3]!,
            kind: i % 2 === 0 ? 'revocation' : 'correction',
            awardCode: `A${i % 5}`,
            ...(i % 3 === 1 ? { due: day(i), overdue: i % 2 === 0 } : {}),
            ...(i % 4 === 0 ? { unit: 'U1', level: 'unit' as const } : {}),
            createdAt: `${day(i)}T${String(i % 24).padStart(2, '0')}:00:00.000Z`,
          }),
        );
      }),
    );
  }
});
afterAll(() => closeStore(opened));

const limit = 20;
const sessions = (filter: SessionFilter, cursor?: string) =>
  opened.store.sessions.items(filter, { limit, ...(cursor === undefined ? {} : { cursor }) });
const proposals = (filter: ProposalFilter, cursor?: string) =>
  opened.store.proposals.items(filter, { limit, ...(cursor === undefined ? {} : { cursor }) });
const decisions = (filter: DecisionFilter, cursor?: string) =>
  opened.store.decisions.list(filter, { limit, ...(cursor === undefined ? {} : { cursor }) });

const mails = (filter: MailFilter, cursor?: string) =>
  opened.store.sentMails.list(filter, { limit, ...(cursor === undefined ? {} : { cursor }) });
const cases = (filter: CaseFilter, cursor?: string) =>
  opened.store.cases.list(filter, { limit, ...(cursor === undefined ? {} : { cursor }) });

/** Every list with its orders and what it is filtered by. */
const lists = {
  sessions: {
    list: sessions,
    orders: sessionOrders,
    filters: [
      {},
      { status: 'open' },
      { status: ['open', 'draft'] },
      { council: 'C3', kind: 'meeting' },
      { unit: 'U1', year: 2026 },
      { status: 'closed', year: 2025 },
    ] satisfies SessionFilter[],
  },
  proposals: {
    list: proposals,
    orders: paperOrders,
    filters: [
      {},
      { status: 'sent' },
      { status: ['sent', 'issued'], authority: 'A2' },
      { power: 'forward', year: 2027 },
      { unit: 'U1' },
    ] satisfies ProposalFilter[],
  },
  decisions: {
    list: decisions,
    orders: paperOrders,
    filters: [
      {},
      { kind: 'forward' },
      { year: 2026, authority: 'A1' },
      { units: ['U1'] },
      { units: ['U1', 'U2', 'U3'], kind: 'decision', year: 2025 },
    ] satisfies DecisionFilter[],
  },
  cases: {
    list: cases,
    orders: caseOrders,
    filters: [
      {},
      { status: 'awaitingPaper' },
      { status: ['awaitingPaper', 'awaitingReturn'], kind: 'correction' },
      { overdue: true, status: 'awaitingReturn' },
      { awardCode: 'A2', year: 2026 },
      { unit: 'U1', year: 2025 },
    ] satisfies CaseFilter[],
  },
  mails: {
    list: mails,
    orders: mailOrders,
    filters: [
      {},
      { status: ['failed'] },
      { status: ['failed', 'queued'], triedOften: true },
      { mail: 'receipt', year: 2026 },
      { persons: ['p1', 'p2'] },
      { units: ['U0', 'U4'] },
      { units: ['U4'], status: ['accepted'] },
    ] satisfies MailFilter[],
  },
};

type List = (
  filter: { readonly order?: string; readonly reverse?: boolean; readonly q?: string },
  cursor?: string,
) => Promise<{
  readonly items: readonly { readonly _id: string }[];
  readonly next?: string;
  readonly previous?: string;
}>;

const all = Object.entries(lists).map(([name, { list, orders, filters }]) => ({
  name,
  list: list as List,
  orders: orders,
  filters,
}));

describe.each(all)('the list of $name', ({ list, orders, filters }) => {
  test.each(orders)(
    'by %s: a page takes one command and fetches only what is on it, whatever filters are set',
    async (order) => {
      for (const filter of filters) {
        for (const reverse of [false, true]) {
          const asked = { ...filter, order, reverse };
          const { result, commands } = await profiled(opened.connection, () => list(asked));
          expect(result.items.length).toBeGreaterThan(0);
          expect(commands).toHaveLength(1);
          expect(commands[0]!.docsExamined).toBeLessThanOrEqual((result.items.length + 1) * 1.05);
          const { result: next, commands: further } = await profiled(opened.connection, () => list(asked, result.next));
          expect(further).toHaveLength(1);
          expect(further[0]!.docsExamined).toBeLessThanOrEqual((next.items.length + 1) * 1.05);
        }
      }
    },
  );

  test.each(orders)('by %s: it is leafed to its end and back, each once', async (order) => {
    const seen: string[][] = [];
    let page = await list({ order });
    seen.push(page.items.map(({ _id }) => _id));
    while (page.next !== undefined) seen.push((page = await list({ order }, page.next)).items.map(({ _id }) => _id));
    expect(new Set(seen.flat()).size).toBe(MANY);
    expect(seen.flat()).toHaveLength(MANY);
    for (let i = seen.length - 2; i >= 0; i -= 1) {
      page = await list({ order }, page.previous);
      expect(page.items.map(({ _id }) => _id)).toEqual(seen[i]);
    }
    expect(page.previous).toBeUndefined();
  });

  test('a page far behind costs what the first one does', async () => {
    let cursor: string | undefined;
    for (let i = 0; i < 20; i += 1) cursor = (await list({}, cursor)).next;
    const { commands } = await profiled(opened.connection, () => list({}, cursor));
    expect(commands[0]!.keysExamined).toBeLessThanOrEqual(limit + 5);
  });

  test('what nobody has a word of is not found, and a mark is no pattern', async () => {
    for (const q of ['khongco', '.*', '😀', '99999']) expect((await list({ q })).items).toEqual([]);
  });
});

test('a search takes two commands, needs no diacritics, and means a number whole', async () => {
  const { result, commands } = await profiled(opened.connection, () =>
    sessions({ q: 'mau nguyen 0041', order: 'name' }),
  );
  expect(result.items.map(({ _id }) => _id)).toEqual(['PH-41']);
  expect(commands).toHaveLength(2);
  expect(commands.reduce((sum, c) => sum + c.docsExamined, 0)).toBeLessThanOrEqual(2);
  expect((await proposals({ q: '12/ttr' })).items.map(({ _id }) => _id)).toEqual(['TR-12']);
  expect((await decisions({ q: 'dot xuat' })).items.map(({ _id }) => _id)).toEqual(['QD-77']);
  expect((await decisions({ q: 'bang khen', units: ['U2'] })).items).toHaveLength(limit);
});

test('numbers of papers stand in order of what they count, the last year first', async () => {
  const { items } = await decisions({ order: 'number', year: 2027 });
  const serials = items.map(({ serial }) => serial!);
  expect(serials).toEqual([...serials].sort((a, b) => b - a));
});

test('a unit finds the papers that name one of its people, and those of its own proposals', async () => {
  const own = await decisions({ units: ['U3'] });
  expect(own.items.every(({ _id }) => Number(_id.slice(3)) % 4 === 3)).toBe(true);
  await opened.store.decisions.insert(
    decision(1, '2026-11-20', { _id: 'of-proposal', register: 'x', proposal: 'TR-0' }),
  );
  expect((await decisions({ units: ['U1'], order: 'newest', q: 'QĐ-UBND 1' })).items.map(({ _id }) => _id)).toContain(
    'of-proposal',
  );
});

test('what was signed elsewhere is found by the units of all lines that were added to it', async () => {
  const { store } = opened;
  const [first, second] = await Promise.all(
    ['U8', 'U9'].map((unit) => store.nominations.create({ actor: 'a', now, unit, dossier: dossier() })),
  );
  const { serial: _serial, ...paper } = decision(5, '2026-11-18', { _id: 'ext', kind: 'external', register: 'ext' });
  await store.decisions.addExternal({ ...paper, lines: [first!.record._id] });
  await store.decisions.addExternal({ ...paper, lines: [second!.record._id] });
  for (const unit of ['U8', 'U9']) {
    const { items } = await decisions({ units: [unit] });
    expect(items.map(({ _id }) => _id)).toEqual(['ext']);
    expect(Object.keys(items[0]!)).not.toContain('row');
  }
});

test('a case is found by its holder, as printed and as corrected, by its code and its dossier, and stands by what is due', async () => {
  const { store } = opened;
  const { record } = await store.nominations.create({
    ...{ actor: 'a', now, unit: 'U1' },
    dossier: dossier({ nominee: { ...dossier().nominee, name: 'Nguyễn Văn Mẫu' } as never }),
  });
  const changes = [{ field: 'name', printed: 'Nguyễn Văn Mẫu', correct: 'Nguyễn Văn Mậu' }] as const;
  const own = { nomination: record._id, status: 'open', awardCode: 'own' } as const;
  await store.cases.insert(caseRecord('d/own', { _id: 'VV-own', changes: [...changes], ...own }));
  await store.cases.insert(
    caseRecord('d/other', { _id: 'VV-other', subject: 'NOBODY', status: 'open', awardCode: 'own' }),
  );
  for (const q of ['nguyen van mau', 'mậu', 'vv-own', record._id.toLowerCase()])
    expect((await cases({ q, awardCode: 'own' })).items.map(({ _id }) => _id)).toEqual(['VV-own']);
  expect((await cases({ q: 'nobody' })).items.map(({ _id }) => _id)).toEqual(['VV-other']);
  expect(Object.keys((await cases({ q: 'nobody' })).items[0]!)).not.toContain('row');
  const order = async () => (await cases({ order: 'due', awardCode: 'own' })).items.map(({ _id }) => _id);
  await store.cases.save('VV-own', 1, { status: 'awaitingReturn', due: '2026-12-01' });
  expect(await order()).toEqual(['VV-own', 'VV-other']);
  await store.cases.save('VV-other', 1, { status: 'awaitingReturn', due: '2026-11-30' });
  expect(await order()).toEqual(['VV-other', 'VV-own']);
  // what is over is due no more
  await store.cases.save('VV-other', 2, { status: 'done' });
  expect(await order()).toEqual(['VV-own', 'VV-other']);
});

test('a mail is found by words of its address and subject as it went out, and by what it is about', async () => {
  const { sentMails } = opened.store;
  const queued = { mail: 'receipt', entity: 'E-own', subject: 'Kính gửi Nguyễn Văn Mẫu', queuedAt: now };
  await sentMails.queue({ ...queued, _id: 'M-own', to: 'Zed@cu.example' });
  await sentMails.tried('M-own', { to: 'zed@moi.example', subject: 'Kính mời Nguyễn Văn Mẫu' });
  for (const q of ['zed moi', 'kinh moi nguyen van mau'])
    expect((await mails({ q })).items.map(({ _id }) => _id)).toEqual(['M-own']);
  expect((await mails({ q: 'zed cu' })).items).toEqual([]);
  expect((await mails({ order: 'to', reverse: true })).items[0]).toMatchObject({ _id: 'M-own', to: 'zed@moi.example' });
  const about = (await mails({ entity: 'E-own' })).items;
  expect(about.map((one) => [one._id, 'row' in one, 'order' in one])).toEqual([['M-own', false, false]]);
});

test('a session that is prolonged, named anew or shortened stands where it belongs, with what is left of it', async () => {
  const { store } = opened;
  await store.sessions.insert(session({ _id: 'PH-moved', council: 'moved' }));
  await store.sessions.edit('PH-moved', 1, { name: 'Phiên đổi tên', closesAt: '2031-01-01T00:00:00.000Z' });
  expect((await sessions({ order: 'closes' })).items[0]!._id).toBe('PH-moved');
  expect((await sessions({ q: 'doi ten', year: 2031 })).items.map(({ cases }) => cases)).toEqual([0]);
  // midnight of the year is that in Viet Nam
  await store.sessions.save('PH-moved', 3, { closesAt: '2030-12-31T16:59:00.000Z' });
  expect((await sessions({ q: 'doi ten', year: 2030 })).items).toHaveLength(1);
  expect((await sessions({ q: 'cuoi nam', council: 'moved' })).items).toEqual([]);
});
