import { meritOf, reasonsFor, recommend, type Grounds } from '../../../domain/campaign/nominating';
import type { Finding } from '../../../domain/rules/rule';

const finding = (rule: string, more: Partial<Finding> = {}): Finding => ({
  rule,
  code: rule,
  kind: 'BLOCK',
  outcome: 'pass',
  say: { vi: `${rule} vi`, en: `${rule} en` },
  citation: { vi: '', en: '' },
  sourceLevel: 'law',
  verified: true,
  missing: [],
  override: [],
  ...more,
});
const reached = { met: 2, missed: 0, open: 0 };
const signed: Grounds = { registeredOn: '2027-01-20', standing: reached, findings: [] };

describe('what the final review proposes', () => {
  test.each<[string, Grounds, ReturnType<typeof recommend>]>([
    ['registered, reached, nothing against it', { ...signed, findings: [finding('R02')] }, 'recommended'],
    ['registered without targets', { registeredOn: '2027-01-20', findings: [] }, 'recommended'],
    ['a target missed', { ...signed, standing: { met: 1, missed: 1, open: 0 } }, 'open'],
    ['a target without a figure', { ...signed, standing: { met: 1, missed: 0, open: 1 } }, 'open'],
    ['a rule warns', { ...signed, findings: [finding('R37', { kind: 'WARN', outcome: 'fail' })] }, 'open'],
    ['a rule cannot tell yet', { ...signed, findings: [finding('R07', { outcome: 'unknown' })] }, 'open'],
    ['a rule of the award is not met', { ...signed, findings: [finding('R02', { outcome: 'fail' })] }, 'against'],
    ['a rule holds it', { ...signed, findings: [finding('R16', { kind: 'HOLD', outcome: 'fail' })] }, 'against'],
    [
      'a rule that only reckons',
      { ...signed, findings: [finding('R15', { kind: 'CALC', outcome: 'fail' })] },
      'recommended',
    ],
    ['not registered, and its rules are met', { findings: [finding('R02'), finding('R18')] }, 'open'],
    ['not registered, and no rule of the award speaks for it', { findings: [finding('R18')] }, undefined],
    ['not registered, a warning is no rule of the award', { findings: [finding('R12', { kind: 'WARN' })] }, undefined],
    [
      'not registered, one rule met and one not',
      { findings: [finding('R02'), finding('R03', { outcome: 'fail' })] },
      undefined,
    ],
    [
      'not registered, one cannot tell',
      { findings: [finding('R02'), finding('R03', { outcome: 'unknown' })] },
      undefined,
    ],
    [
      'not registered: R23 alone warns',
      { findings: [finding('R02'), finding('R23', { kind: 'WARN', outcome: 'fail' })] },
      'open',
    ],
  ])('%s', (_, grounds, expected) => {
    expect(recommend(grounds)).toBe(expected);
  });

  test('says why: registration, results, rules that are met, and what stands against it', () => {
    const findings = [finding('R02'), finding('R18'), finding('R37', { kind: 'WARN', outcome: 'fail' })];
    expect(reasonsFor({ ...signed, findings }).map(({ vi }) => vi)).toEqual([
      'Đã đăng ký; thủ trưởng ký xác nhận ngày 20/01/2027.',
      'Đạt 2/2 chỉ tiêu.',
      'R02 vi',
      'R37 vi',
    ]);
    const late = [finding('R12', { outcome: 'fail' }), finding('R23', { kind: 'WARN', outcome: 'fail' })];
    const standing = { met: 1, missed: 1, open: 2 };
    expect(reasonsFor({ standing, findings: late })).toEqual([
      { vi: 'Không đăng ký danh hiệu, hình thức này.', en: 'Not registered for this award.' },
      {
        vi: 'Đạt 1/4 chỉ tiêu; 1 không đạt; 2 chưa có số liệu.',
        en: '1 of 4 targets met; 1 missed; 2 without a figure.',
      },
      { vi: 'R12 vi', en: 'R12 en' },
    ]);
    expect(reasonsFor({ ...signed, standing: { met: 0, missed: 0, open: 0 }, findings: [] })[1]).toEqual({
      vi: 'Không đăng ký chỉ tiêu.',
      en: 'No targets were registered.',
    });
    // who has registered is told what a rule of registration finds all the same
    expect(reasonsFor({ ...signed, findings: [finding('R23', { kind: 'WARN', outcome: 'fail' })] })).toHaveLength(3);
  });
});

test('results against targets are the first words of a dossier', () => {
  const revenue = {
    code: 'CT1',
    name: 'Thu ngân sách',
    unit: 'tỷ đồng',
    target: '1009.57',
    direction: 'atLeast',
    source: 'Báo cáo',
  } as const;
  const late = { ...revenue, code: 'CT2', name: 'Hồ sơ quá hạn', unit: 'hồ sơ', target: '0' };
  const entry = (target: string, value: string) =>
    ({ target, value, period: 'year', at: '2027-12-01T02:00:00.000Z', by: 'account:a1' }) as const;
  const entries = [entry('CT1', '1000'), entry('CT2', '0'), entry('CT1', '1033.9')];
  expect(meritOf([revenue, late], entries, 'year')).toBe(
    'Thu ngân sách: 1.033,9 tỷ đồng, bằng 102,41 % chỉ tiêu đăng ký; Hồ sơ quá hạn: 0 hồ sơ.',
  );
  expect(meritOf([revenue], entries, 'firstHalf')).toBe('');
});
