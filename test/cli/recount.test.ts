import { execFile } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { tally } from '../../domain/tally';
import type { CouncilRule } from '../../domain/rule';
import type { Choice, RecountBundle } from '../../platform/store';
import { bundleHash, recountBundle } from '../../platform/store/recount';
import { sheetLines } from '../pages/sitting';
import { startApi, type TestApi } from '../setup/api';
import { scratchFolder } from '../setup/scratch';

const program = path.join(__dirname, '../../cli/recount.mjs');
const folder = scratchFolder('recount');

type Said = { readonly code: number; readonly out: string; readonly err: string };

/** Runs the program as a person does, far from the repository. */
const run = (...args: string[]): Promise<Said> =>
  new Promise((resolve) => {
    execFile(process.execPath, [program, ...args], { cwd: folder, maxBuffer: 1e8 }, (error, out, err) => {
      resolve({ code: typeof error?.code === 'number' ? error.code : 0, out, err });
    });
  });
let files = 0;
const recount = (bundle: unknown, ...args: string[]): Promise<Said> => {
  const file = path.join(folder, `bundle-${(files += 1)}.json`);
  writeFileSync(file, JSON.stringify(bundle));
  return run(file, ...args);
};

type Bundle = { -readonly [K in keyof RecountBundle]: RecountBundle[K] } & { sha256: string };
const sealed = (bundle: RecountBundle): Bundle => ({ ...bundle, sha256: bundleHash(bundle) });
const copy = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T;

test('the program fits on a few pages and needs nothing but Node', () => {
  const source = readFileSync(program, 'utf8');
  expect(source.split('\n').length).toBeLessThanOrEqual(200);
  expect([...source.matchAll(/from '(.*)'|import\(/g)].map((m) => m[1])).toEqual([
    'node:crypto',
    'node:fs',
    'node:util',
  ]);
});

describe('the bundle of a real session', () => {
  let api: TestApi;
  let bundle: Bundle;
  let hash: string;
  beforeAll(async () => {
    api = await startApi();
    const sitting = await sheetLines(api.site, 2);
    const { session, ids } = await sitting.open('secret', { nominee: 'C1' });
    await session.vote('C1', 'yes');
    await session.vote('C2', 'yes', { [ids[1]!]: 'no' });
    await session.vote('C3', 'yes');
    await session.reach('closed');
    const office = await api.as('office');
    bundle = (await office.get(`/sessions/${session.id}/recount.json`)).body as Bundle;
    hash = ((await office.get(`/sessions/${session.id}`)).body as { result: { bundle: string } }).result.bundle;
  });
  afterAll(() => api.stop());

  test('agrees with what was published, line by line, in both languages', async () => {
    expect(bundle.sha256).toBe(hash);
    const { code, out } = await recount(bundle, '--hash', hash);
    expect(out).toContain('3 thành viên, 3 phiếu');
    expect(out).toMatch(/1\. .* \(CSTDCS\): đồng ý 2, .* không tham gia 1; 2\/3 = 66,67 %, cần 3: KHÔNG ĐẠT/);
    expect(out).toContain('Mã này đúng là mã in trên Biên bản kiểm phiếu.');
    expect(out).toContain('KHỚP với kết quả đã công bố.');
    expect(code).toBe(0);
    const english = await recount(bundle, '--lang', 'en');
    expect(english.out).toContain('agree 2, disagree 0');
    expect(english.out).toContain('66.67 %');
    expect(english.out).toContain('Compare this hash with the one on the counting minutes');
    expect(english.code).toBe(0);
  });

  test('names no member, and nothing of when a sheet came', () => {
    expect(JSON.stringify(bundle)).not.toMatch(/"C[123]"|voterRef|"at"|nonce|commitment/);
  });

  const line = (of: Bundle, i = 1) =>
    of.lines[i] as { -readonly [K in keyof Bundle['lines'][number]]: Bundle['lines'][number][K] };
  const altered: Record<string, (b: Bundle) => void> = {
    'one choice': (b) => (line(b).choices = line(b).choices.map((c) => (c === 'no' ? 'yes' : c))),
    'two choices that even out': (b) =>
      (line(b).choices = line(b).choices.map((_, i, all) => all[(i + 1) % all.length]!)),
    'a sheet more': (b) => (line(b).choices = [...line(b).choices, 'yes']),
    'a sheet less': (b) => (line(b).choices = line(b).choices.slice(1)),
    'the threshold': (b) => (line(b).rule = { ...line(b).rule, threshold: { of: [1, 2], mode: 'moreThan' } }),
    'the quorum': (b) => (line(b).rule = { ...line(b).rule, quorum: { of: [1, 10], mode: 'atLeast' } }),
    'the base': (b) => (line(b).rule = { ...line(b).rule, base: 'votesCast' }),
    'the citation': (b) => (line(b).rule = { ...line(b).rule, citation: { vi: 'khác', en: 'other' } }),
    'the published outcome': (b) => (line(b).published = { ...line(b).published, passed: true }),
    'the published share': (b) => (line(b).published = { ...line(b).published, shareHundredths: 9_000 }),
    'the number of ballots': (b) => (b.ballots = 4),
    'the number of members': (b) => (b.members = 4),
    'a receipt code': (b) => (b.receiptCodes = ['0000', ...b.receiptCodes.slice(1)]),
    'which nomination a line is about': (b) => (line(b).nomination = 'HS-2026-999999'),
    'a line less': (b) => (b.lines = b.lines.slice(1)),
    'whether there was a quorum': (b) => (b.quorate = false),
    'a field that nobody knows': (b) => Object.assign(b, { note: 'x' }),
  };
  test.each(Object.keys(altered))('changed in %s, it is found out', async (what) => {
    const other = copy(bundle);
    altered[what]!(other);
    expect((await recount(other)).code).toBe(1);
    // whoever changes a bundle may hash it anew: the hash on the minutes still tells
    const { sha256: _, ...content } = other;
    const forged = await recount(sealed(content), '--hash', hash);
    expect(forged.out).toContain('mã kiểm tra của gói khác mã in trên Biên bản kiểm phiếu');
    expect(forged.code).toBe(1);
  });

  test('says what does not fit, whoever hashed it', async () => {
    const { sha256: _, ...content } = copy(bundle);
    const l = content.lines[1]!;
    const forged = { ...content, lines: [content.lines[0]!, { ...l, choices: ['yes', 'yes', 'yes'] as const }] };
    const { out } = await recount(sealed(forged));
    expect(out).toContain('công bố yes = 2, kiểm lại 3');
    expect(out).toContain('công bố passed = false, kiểm lại true');
    expect(out).not.toContain('gói đã bị sửa');
  });

  test.each([
    ['not JSON', () => 'x'.repeat(3)],
    ['nothing of a bundle', () => ({})],
    ['a choice that is no word', () => ({ ...bundle, lines: [{ ...bundle.lines[0], choices: [1] }] })],
    [
      'a share above one',
      () => ({
        ...bundle,
        lines: [{ ...bundle.lines[0], rule: { ...bundle.lines[0]!.rule, threshold: { of: [9, 8], mode: 'atLeast' } } }],
      }),
    ],
    ['a number that is none', () => ({ ...bundle, ballots: '3' })],
  ])('is refused with exit code 2 when it is %s', async (_, of) => {
    expect((await recount(of())).code).toBe(2);
  });

  test('a file that is not there, and none at all, are told', async () => {
    expect((await run(path.join(folder, 'none.json'))).code).toBe(2);
    const none = await run();
    expect(none.err).toContain('npm run recount');
    expect(none.code).toBe(2);
  });
});

describe('whatever the rule', () => {
  const share = fc.oneof(
    fc.constantFrom<CouncilRule['threshold']['of']>([80, 100], [90, 100], [2, 3], [1, 2], [1, 1]),
    fc.tuple(fc.integer({ min: 1, max: 50 }), fc.integer({ min: 50, max: 100 })),
  );
  const shareOf = fc.record({ of: share, mode: fc.constantFrom('atLeast' as const, 'moreThan' as const) });
  const rules: fc.Arbitrary<CouncilRule> = fc.record({
    quorum: shareOf,
    threshold: shareOf,
    base: fc.constantFrom('allMembers' as const, 'present' as const, 'votesCast' as const),
    recusal: fc.constantFrom('staysInBase' as const, 'leavesBase' as const),
    abstain: fc.constant('countsAsNo' as const),
    tie: fc.constantFrom('fails' as const, 'chairDecides' as const),
    ballots: fc.constant(['named' as const]),
    withoutQuorum: fc.constant('fails' as const),
    citation: fc.constant({ vi: 'Điều 8', en: 'art. 8' }),
    sourceLevel: fc.constant('council' as const),
    validFrom: fc.constant('2026-01-01'),
    verified: fc.constant(true),
  });

  test('it counts as the service counts: a thousand lines of any rules and choices, members 5 to 25', async () => {
    const sessions = fc.integer({ min: 5, max: 25 }).chain((members) =>
      fc.integer({ min: 0, max: members }).chain((ballots) =>
        fc.record({
          members: fc.constant(members),
          ballots: fc.constant(ballots),
          lines: fc.array(
            fc.record({
              rule: rules,
              choices: fc.array(fc.constantFrom<Choice>('yes', 'yes', 'yes', 'no', 'other', 'abstain', 'recused'), {
                minLength: ballots,
                maxLength: ballots,
              }),
              recusedAway: fc.integer({ min: 0, max: members - ballots }),
            }),
            { minLength: 50, maxLength: 50 },
          ),
        }),
      ),
    );
    const runs = fc.sample(sessions, { numRuns: 20, seed: 5 });
    await Promise.all(
      runs.map(async ({ members, ballots, lines }, n) => {
        const counted = lines.map(({ rule, choices, recusedAway }, i) => {
          const of = (choice: Choice) => choices.filter((c) => c === choice).length;
          return {
            line: { nomination: `N${i}`, no: i + 1, award: 'BKT', docket: 'd', recused: [], rule },
            choices,
            tally: tally(rule, {
              members,
              participated: ballots,
              yes: of('yes'),
              no: of('no'),
              other: of('other'),
              abstain: of('abstain'),
              recused: of('recused') + recusedAway,
              recusedAway,
            }),
          };
        });
        const bundle = recountBundle(
          { _id: `S${n}`, kind: 'written', ballot: 'named', lines: counted.map((c) => c.line) },
          {
            members,
            ballots,
            quorate: counted.every((c) => c.tally.quorate),
            lines: counted.map((c) => ({ nomination: c.line.nomination, tally: c.tally })),
            receiptCodes: Array.from({ length: ballots }, (_, i) => `R${String(i).padStart(2, '0')}`),
            unlinkedAt: '2026-11-20T10:00:00.000Z',
          },
          counted.map((c) => ({ nomination: c.line.nomination, choices: c.choices })),
        )!;
        const { code, out } = await recount(sealed(bundle));
        expect(out.split('\n').filter((said) => said.includes('✗'))).toEqual([]);
        expect(code).toBe(0);
      }),
    );
  });
});

test('a session with a meeting publishes no bundle: its ballots by link would be a sub-total', () => {
  const result = {
    members: 9,
    ballots: 4,
    quorate: true,
    lines: [],
    receiptCodes: [],
    unlinkedAt: '2026-11-20T10:00:00.000Z',
  };
  const mixed = { _id: 'S', kind: 'mixed' as const, ballot: 'secret' as const, lines: [] };
  expect(recountBundle(mixed, result, [])).toBeUndefined();
  expect(recountBundle({ ...mixed, kind: 'written' }, result, [])).toBeDefined();
});
