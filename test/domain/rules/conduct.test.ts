import type { ConductFact } from '../../../domain/rules/facts';
import { isConfidential, type Criterion, type Finding } from '../../../domain/rules/rule';
import { facts, found, measure, outcome, rule } from './given';

type Outcome = Finding['outcome'];

const any: Criterion = { op: 'noOpenMatter' };
const discipline: Criterion = { op: 'noOpenMatter', matters: 'discipline' };
const verification: Criterion = { op: 'noOpenMatter', matters: 'verification' };

const matter = (kind: ConductFact['kind'], from = '2026-10-05', to?: string): ConductFact => ({
  kind,
  from,
  ...(to === undefined ? {} : { to }),
});
const underVerification = ['investigation', 'inspection', 'complaint', 'denunciation', 'press'] as const;

describe('R16: nothing stands against the subject', () => {
  test.each<[string, ConductFact[], Outcome]>([
    ['nothing', [], 'pass'],
    ['discipline is considered', [matter('disciplineConsidered')], 'fail'],
    ['a measure is being served', [measure('2026-03-01')], 'fail'],
    ['a measure is being served until next year', [measure('2026-03-01', '2027-03-01')], 'fail'],
    ['a measure was served', [measure('2024-03-01', '2025-03-01')], 'pass'],
    ...underVerification.map((kind): [string, ConductFact[], Outcome] => [kind, [matter(kind)], 'fail']),
    ['a matter is settled on the day of the check', [matter('denunciation', '2026-10-05', '2026-11-23')], 'pass'],
    ['a matter is settled on the day after', [matter('denunciation', '2026-10-05', '2026-11-24')], 'fail'],
    ['a matter begins on the day of the check', [matter('complaint', '2026-11-23')], 'fail'],
    ['a matter begins on the day after', [matter('complaint', '2026-11-24')], 'pass'],
  ])('R16: %s', (_what, conduct, expected) => {
    expect(outcome(any, facts({ conduct }))).toBe(expected);
  });

  test.each(underVerification)('R16: %s is never told to the unit', (kind) => {
    const given = facts({ conduct: [matter(kind)] });
    expect(found(any, given).internal).toBe(true);
    expect(found(verification, given)).toMatchObject({ outcome: 'fail', internal: true, missing: [{ by: 'office' }] });
    // what the unit sees is what it would see if there were nothing
    expect(found(discipline, given)).toEqual(found(discipline, facts()));
  });

  test('R16: of verification nothing is told even when all is well, since silence would tell', () => {
    expect(found(verification, facts())).toMatchObject({ outcome: 'pass', internal: true });
    expect(found(discipline, facts()).internal).toBeUndefined();
    expect(found(any, facts()).internal).toBeUndefined();
  });

  test.each([[measure('2026-03-01')], [matter('disciplineConsidered')]])(
    'R16: discipline is told to the unit',
    (of) => {
      const given = facts({ conduct: [of] });
      for (const asked of [any, discipline]) {
        expect(found(asked, given)).toMatchObject({ outcome: 'fail', missing: [{ by: 'unit' }] });
        expect(found(asked, given).internal).toBeUndefined();
      }
      expect(found(verification, given).outcome).toBe('pass');
    },
  );

  test('R16: both at once are internal together', () => {
    const given = facts({ conduct: [measure('2026-03-01'), matter('denunciation')] });
    expect(found(any, given)).toMatchObject({ outcome: 'fail', internal: true });
    expect(found(any, given).say).toEqual({
      vi: '2 việc chưa kết thúc: kỷ luật khiển trách từ ngày 01/3/2026, tố cáo từ ngày 05/10/2026',
      en: '2 matters are open: discipline (reprimand) since 1 March 2026, denunciation since 5 October 2026',
    });
  });

  test('R16: inside another criterion it stays internal, whatever decides', () => {
    const given = facts({ conduct: [matter('press')] });
    expect(found({ op: 'all', of: [{ op: 'unitExists' }, any] }, given).internal).toBe(true);
    expect(found({ op: 'any', of: [{ op: 'gradeOfYear', atLeast: 'well' }, any] }, given).internal).toBe(true);
  });
});

test("R16: rules that would tell of what is being looked into are the office's alone", () => {
  const of = (test: Criterion) => isConfidential(rule(test));
  expect([any, verification, discipline, { op: 'registered' } as const].map(of)).toEqual([true, true, false, false]);
});
