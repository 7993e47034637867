import type { Dossier, FactRecord, UnitRecord } from '../../../platform/store';
import type { Wanted } from '../../../platform/store/gather';
import { ledgerEntry } from '../../../platform/store/ledger';
import { closeStore, openStore, times, type Opened } from './database';
import { by, dossier, history, now } from './examples';
import { profiled, type Profiled } from './profile';

const ROOM = 'U01a';
const staff = times(60, (i) => `P${i}`);

let opened: Opened;
beforeAll(async () => {
  opened = await openStore();
  await fill();
}, 240_000);
afterAll(() => closeStore(opened));

const unit = (_id: string, more: Partial<UnitRecord> = {}): UnitRecord => ({
  _id,
  name: _id,
  kind: 'department',
  symbol: _id,
  validFrom: '2025-03-01',
  ...more,
});
const about = (person: string): string => `people/${person}`;
const fact = (kind: string, entity: string, year: number, more: object): FactRecord =>
  ({ _id: `${kind}/${entity}/${year}`, kind, about: entity, year, ...more }) as FactRecord;

/** A department of 60 people in three rooms, with two units that ended in it, among many strangers. */
async function fill(): Promise<void> {
  const { store } = opened;
  for (const one of [
    unit('U00', { kind: 'other' }),
    unit('U01', { parent: 'U00' }),
    unit('U01a', { kind: 'room', parent: 'U01' }),
    unit('U01b', { kind: 'room', parent: 'U01' }),
    unit('U01b1', { kind: 'room', parent: 'U01b' }),
    unit('U01h', { kind: 'hospital', parent: 'U01' }),
    unit('U01x', { validTo: '2025-02-28', successor: 'U01' }),
    unit('U01y', { validTo: '2020-02-28', successor: 'U01x' }),
    unit('U01z', { validTo: '2020-02-28', successor: 'U02' }),
    unit('U02', { parent: 'U00' }),
  ])
    await store.units.put(one);
  const person = (_id: string, at: string) =>
    store.people.put({ _id, name: _id, address: 'Ông', post: 'x', unit: at, language: 'vi' });
  for (const [i, code] of staff.entries()) await person(code, ['U01', 'U01a', 'U01b', 'U01b1'][i % 4]!);
  for (const code of times(40, (i) => `S${i}`)) await person(code, i(code) % 2 === 0 ? 'U01h' : 'U02');

  const years = [2021, 2022, 2023, 2024, 2025, 2026];
  const everybody = [...staff, ...times(40, (n) => `S${n}`)];
  await store.history.add(
    everybody.flatMap((subject) =>
      years.map((awardYear) =>
        ledgerEntry('issued', `QD-${awardYear}`, `${subject}-${awardYear}`, {
          ...history,
          subject,
          award: 'LDTT',
          awardYear,
          ...(subject === 'S1' && awardYear === 2025 ? { initiatives: ['SK-1'], award: 'CSTDCS' } : {}),
        }),
      ),
    ),
  );
  await store.history.add(
    ['U01', 'U01x', 'U01y', 'U01z'].map((subject) =>
      ledgerEntry('central', 'TW', subject, { ...history, subject, subjectKind: 'collective', award: 'BKTTG' }),
    ),
  );
  const facts: FactRecord[] = [
    ...everybody.flatMap((p) => years.map((y) => fact('grade', about(p), y, { grade: 'well' }))),
    ...['U01', 'U01a', 'U02'].map((u) => fact('headcount', `units/${u}`, 2026, { headcount: 62 })),
    fact('ranking', 'units/U01', 2026, { block: 'K1', scope: 'province', leads: true }),
    fact('ranking', 'units/U02', 2026, { block: 'K2', scope: 'province', leads: true }),
    fact('ranking', 'units/U02', 2025, { block: 'K2', scope: 'province', leads: true }),
    ...['SK-1', 'SK-2', 'SK-3'].map((code): FactRecord => ({
      _id: `initiative/${code}`,
      kind: 'initiative',
      about: `initiatives/${code}`,
      code,
      title: 'Sáng kiến',
      nature: 'initiative',
      scope: 'unit',
      recognisedOn: '2026-01-01',
      decisionNumber: '1/QĐ',
      authors: ['P1'],
      unit: 'U01',
    })),
    {
      _id: 'conduct/1',
      kind: 'conduct',
      about: about('P3'),
      matter: 'discipline',
      measure: 'warning',
      from: '2026-02-01',
    },
    { _id: 'conduct/2', kind: 'conduct', about: about('S2'), matter: 'denunciation', from: '2026-02-01' },
  ];
  for (let from = 0; from < facts.length; from += 200) await store.facts.put(facts.slice(from, from + 200), by);
  for (const [n, code] of everybody.entries())
    await store.nominations.create({
      ...by,
      unit: n < 60 ? 'U01' : 'U02',
      round: n % 3 === 0 ? 'D1' : 'D2',
      dossier: { ...ofPerson(code), award: 'LDTT', ...(code === 'P4' ? { initiatives: ['SK-2'] } : {}) },
    });
  // all but the drafts of P0 and P1 are on their way
  await opened.connection
    .collection('nominations')
    .updateMany({ subject: { $nin: ['P0', 'P1'] } }, { $set: { status: 'screening', stand: 'underWay' } });
}
const i = (code: string): number => Number(code.slice(1));

const ofPerson = (person: string, more: Partial<Dossier> = {}): Dossier =>
  dossier({
    nominee: { kind: 'person', person, name: person, address: 'Ông', post: 'x', unitName: 'x' },
    ...more,
  });
const ofCollective = (collective: string, more: Partial<Dossier> = {}): Dossier =>
  dossier({ nominee: { kind: 'collective', collective, name: collective }, award: 'TTLDTT', ...more });
const wanted = (of: Dossier, more: Partial<Wanted> = {}): Wanted => ({
  unit: 'U01',
  round: 'D1',
  dossier: of,
  withDrafts: false,
  countedAwards: [],
  ...more,
});

/** Documents that the server looked at for each that it gave back, and how it found them. */
function mustBeLean(commands: readonly Profiled[], most: number): void {
  expect(commands.length).toBeLessThanOrEqual(most);
  const plans = commands.map(({ collection, plan }) => `${collection}: ${plan}`);
  expect(plans.filter((plan) => plan.includes('COLLSCAN'))).toEqual([]);
  for (const command of commands) expect(command).not.toMatchObject({ command: 'getmore' });
  const examined = commands.reduce((sum, c) => sum + c.docsExamined, 0);
  const returned = commands.reduce((sum, c) => sum + c.returned, 0);
  expect(examined / returned).toBeLessThanOrEqual(1.05);
}

const gather = (of: readonly Wanted[]) => profiled(opened.connection, () => opened.store.facts.gather(of));

test('a person takes five commands, and only what is his is looked at', async () => {
  const { result, commands } = await gather([wanted(ofPerson('P1', { award: 'CSTDT', initiatives: ['SK-1'] }))]);
  mustBeLean(commands, 5);
  expect([...result.names]).toEqual([['P1', 'P1']]);
  expect(result.awards.filter((a) => a.subject === 'P1')).toHaveLength(6);
  expect(result.awards.filter((a) => a.subject !== 'P1')).toMatchObject([{ subject: 'S1', initiatives: ['SK-1'] }]);
  expect(result.facts.map((f) => f.kind).sort()).toEqual([...times(6, () => 'grade'), 'headcount', 'initiative']);
  expect(result.others).toEqual([]);
  expect(result.units.get('U01')?._id).toBe('U01');
});

test('a collective takes five, with its people, its rooms, and the ledgers that it inherits', async () => {
  const { result, commands } = await gather([wanted(ofCollective('U01'))]);
  mustBeLean(commands, 5);
  const family = result.families.get('U01')!;
  expect([...family.members].sort()).toEqual([...staff].sort());
  expect([...family.predecessors].sort()).toEqual(['U01x', 'U01y']);
  expect(
    result.awards
      .filter((a) => a.subjectKind === 'collective')
      .map((a) => a.subject)
      .sort(),
  ).toEqual(['U01', 'U01x', 'U01y']);
  expect(result.awards.filter((a) => a.subjectKind === 'person').every((a) => a.awardYear === 2026)).toBe(true);
  expect(result.awards.filter((a) => a.subjectKind === 'person')).toHaveLength(60);
  expect(result.facts.filter((f) => f.kind === 'grade')).toHaveLength(60);
  expect(result.facts.filter((f) => f.kind === 'conduct')).toMatchObject([{ about: 'people/P3' }]);
  expect(result.facts.filter((f) => f.kind === 'ranking')).toMatchObject([{ about: 'units/U01', year: 2026 }]);
  // whatever is sent of theirs; of which round is looked at afterwards
  expect(result.others.map((o) => o.subject)).not.toContain('P0');
  expect(result.others).toHaveLength(58);
});

test('drafts of the round count where they are asked for', async () => {
  const { result } = await gather([wanted(ofCollective('U01'), { withDrafts: true })]);
  expect(result.others.filter((o) => o.stand === 'draft').map((o) => o.subject)).toEqual(['P0', 'P1']);
});

test('a room is a collective of its own people', async () => {
  const { result, commands } = await gather([wanted(ofCollective(ROOM), { unit: 'U01' })]);
  mustBeLean(commands, 5);
  expect(result.families.get(ROOM)?.members).toHaveLength(15);
});

test('what touches a dossier is found in any round: its subject, its initiatives, its achievement', async () => {
  const { store } = opened;
  const { record } = await store.nominations.create({
    actor: 'k',
    now,
    unit: 'U02',
    dossier: { ...dossier({ nominee: { kind: 'household', name: 'h', residence: 'x' } }), achievement: 'CN-1' },
  });
  await opened.connection
    .collection('nominations')
    .updateOne({ _id: record._id as never }, { $set: { status: 'screening', stand: 'underWay' } });
  const touching = ofPerson('P2', { initiatives: ['SK-2'], achievement: 'CN-1', award: 'BKT' });
  const { result, commands } = await gather([wanted(touching)]);
  mustBeLean(commands, 5);
  expect(result.others.map((o) => o.subject).sort()).toEqual([record._id, 'P2', 'P4'].sort());
  expect(result.others.find((o) => o._id === record._id)?.dossier.nominee).toEqual({ kind: 'household' });
});

test('a household without a code has no ledger; an achievement is found in it', async () => {
  const { store } = opened;
  const given = { ...history, subject: 'HS-1', subjectKind: 'household' as const, achievement: 'CN-7' };
  await store.history.add([ledgerEntry('issued', 'QD', 'HS-1', given)]);
  const household = dossier({ nominee: { kind: 'household', name: 'h', residence: 'x' }, achievement: 'CN-7' });
  const { result, commands } = await gather([wanted(household)]);
  mustBeLean(commands, 4);
  expect(result.awards.map((a) => a._id)).toEqual(['QD/HS-1']);
});

test('a list of a hundred takes as many commands as one', async () => {
  const list = [
    ...staff.map((p) => wanted(ofPerson(p))),
    ...times(39, (n) => wanted(ofPerson(`S${n}`), { unit: 'U02' })),
  ];
  const { result, commands } = await gather([...list, wanted(ofCollective('U01'))]);
  mustBeLean(commands, 5);
  expect(new Set(result.awards.map((a) => a.subject)).size).toBe(102);
  expect(result.names.size).toBe(99);
});

test('flags of a round are counted with the leaders of the year', async () => {
  const flag = wanted(ofCollective('U01', { award: 'COCP' }), { countedAwards: ['COCP', 'COTINH'] });
  const { result, commands } = await gather([flag]);
  mustBeLean(commands, 5);
  expect(
    result.facts
      .filter((f) => f.kind === 'ranking')
      .map((f) => f.about)
      .sort(),
  ).toEqual(['units/U01', 'units/U02']);
});
