import type { Award, SubjectKind } from '../../../domain/award';
import { catalogue } from '../../../domain/catalogue';
import { evaluate } from '../../../domain/rules/evaluate';
import type { ConsultationFact, Facts, UnitFacts } from '../../../domain/rules/facts';
import type { Criterion, Finding, Rule } from '../../../domain/rules/rule';
import { answer, hold } from './answers';
import { facts, outcome, rule } from './given';

describe('R01: award, subject and power', () => {
  const fits: Criterion = { op: 'subjectFits' };
  const of = (award: string, kind: UnitFacts['kind'] = 'department', subjectKind: SubjectKind = 'person'): Facts =>
    facts({ dossier: { award, subjectKind }, unit: { code: 'U01', kind, validFrom: '2025-07-01' } });
  hold([
    [
      'fits',
      fits,
      of('LDTT'),
      answer('pass', 'Advanced worker is for persons and decided by the head of the unit', [], 'award'),
    ],
    [
      'no such award',
      fits,
      of('XYZ'),
      answer('fail', 'There is no award XYZ in force on 23 November 2026', [], 'award'),
    ],
    [
      'for others',
      fits,
      of('LDTT', 'department', 'household'),
      answer('fail', 'Advanced worker is for persons, not for households', [], 'nominee.kind'),
    ],
    [
      'no power',
      fits,
      of('LDTT', 'room'),
      answer(
        'fail',
        'Advanced worker is decided by the head of the unit; U01 is a room of a unit and may neither decide nor forward it',
        ['unit: A proposal by the unit that has the power'],
        'unit',
      ),
    ],
  ]);

  test.each<[UnitFacts['kind'], Finding['outcome'][]]>([
    ['commune', ['pass', 'pass', 'pass']],
    ['department', ['pass', 'fail', 'pass']],
    ['hospital', ['pass', 'fail', 'pass']],
    ['other', ['pass', 'fail', 'pass']],
    ['block', ['fail', 'fail', 'pass']],
    ['room', ['fail', 'fail', 'fail']],
  ])('a %s decides for the head of a unit, puts forward to a commune, to the province: %j', (kind, expected) => {
    const asked = [of('GK', kind), of('GDVH', kind, 'household'), of('BKT', kind)];
    expect(asked.map((given) => outcome(fits, given))).toEqual(expected);
  });
});

describe('R18: the unit exists', () => {
  const exists: Criterion = { op: 'unitExists' };
  const unit = (code: string, changes: Partial<UnitFacts> = {}): UnitFacts => ({
    code,
    kind: 'department',
    validFrom: '2025-07-01',
    ...changes,
  });
  const ended = { validTo: '2026-11-22' };
  hold([
    ['it does', exists, facts({ unit: unit('U01') }), answer('pass', 'U01 exists', [], 'unit')],
    [
      'unit and collective do',
      exists,
      facts({ unit: unit('U01'), collective: unit('U01a', { validTo: '2026-11-23' }) }),
      answer('pass', 'U01, U01a exist', [], 'unit'),
    ],
    [
      'the collective is the unit',
      exists,
      facts({ unit: unit('U01'), collective: unit('U01') }),
      answer('pass', 'U01 exists', [], 'unit'),
    ],
    [
      'not yet',
      exists,
      facts({ unit: unit('U01', { validFrom: '2026-11-24' }) }),
      answer('fail', 'U01 exists from 24 November 2026 only', ['admin: The successor of the unit'], 'unit'),
    ],
    [
      'the collective does no more',
      exists,
      facts({ unit: unit('U01'), collective: unit('U01a', { ...ended, successor: 'U02' }) }),
      answer(
        'fail',
        'U01a ended on 22 November 2026; its successor is U02',
        ['unit: A proposal by the successor U02'],
        'unit',
      ),
    ],
  ]);
});

describe('R37: the sources hold on the expected day of the decision', () => {
  const cited = (en: string) => ({ citation: { vi: en, en } });
  const [letter] = catalogue.filter(({ code }) => code === 'GK');
  const entry = (code: string, en: string, changes: Partial<Award> = {}): Award => ({
    ...letter!,
    code,
    ...cited(en),
    ...changes,
  });
  const basis = (ended: Partial<Rule>[], entries: Award[]) => {
    const asked = rule({ op: 'basisHolds' }, { code: 'R37', ...cited('its own') });
    const others = ended.map((changes, i) => rule({ op: 'registered' }, { code: `R${i}`, ...changes }));
    const given = facts({ dossier: { award: 'GK' }, catalogue: entries, expectedDecision: '2026-12-31' });
    const { outcome: of, say, missing, field } = evaluate([asked, ...others], given)[0]!;
    return { outcome: of, say: say.en, missing, field };
  };
  const holds = answer('pass', 'All sources hold on the expected day of the decision (31 December 2026)');
  const ends = (n: string, list: string) =>
    answer('fail', `${n} before the expected day of the decision (31 December 2026): ${list}`);
  const current = entry('GK', 'Letter');

  test.each<[string, Partial<Rule>[], Award[], ReturnType<typeof answer>]>([
    ['all of them', [{}], [current], holds],
    ['one that ends on that day', [{ validTo: '2026-12-31' }], [current], holds],
    [
      'one that ends a day earlier',
      [{ validTo: '2026-12-30', ...cited('A') }],
      [current],
      ends('1 source ends', 'A (to 30 December 2026)'),
    ],
    [
      'one that two rules rest on',
      [
        { validTo: '2026-12-30', ...cited('A') },
        { validTo: '2026-12-30', ...cited('A') },
      ],
      [current],
      ends('1 source ends', 'A (to 30 December 2026)'),
    ],
    [
      'several, by day and name',
      [
        { validTo: '2026-12-30', ...cited('C') },
        { validTo: '2026-12-30', ...cited('B') },
        { validTo: '2026-11-30', ...cited('D') },
      ],
      [current],
      ends('3 sources end', 'D (to 30 November 2026); B (to 30 December 2026); C (to 30 December 2026)'),
    ],
    [
      'the award ends',
      [],
      [entry('GK', 'Letter', { validTo: '2026-12-30' })],
      ends('1 source ends', 'Letter (to 30 December 2026)'),
    ],
    [
      'the award has ended, and another one too',
      [],
      [entry('GK', 'Letter', { validTo: '2026-10-30' }), entry('BKT', 'Other', { validTo: '2026-10-31' })],
      ends('1 source ends', 'Letter (to 30 October 2026)'),
    ],
    [
      'the award has ended, and something is in its place',
      [],
      [entry('GK', 'Letter', { validTo: '2026-10-30' }), entry('GK', 'New', { validFrom: '2026-10-31' })],
      holds,
    ],
    ['another award has ended', [], [entry('BKT', 'Other', { validTo: '2026-10-31' })], holds],
  ])('%s', (_what, ended, entries, expected) => {
    expect(basis(ended, entries)).toEqual(expected);
    expect(basis([...ended].reverse(), [...entries].reverse())).toEqual(expected);
  });
});

describe('R39, R40: the opinion of a body', () => {
  const opinion: Criterion = { op: 'opinionOf', body: 'ministry' };
  const of = (...answers: Partial<ConsultationFact>[]): Facts =>
    facts({ consultations: answers.map((one) => ({ body: 'ministry', ...one })) });
  const by = (who: string) => [`${who}: The written opinion of the ministry of the branch`];
  const ministry = 'the ministry of the branch';
  const agrees = answer('pass', `Agreed to: ${ministry}`);
  const objects = answer('fail', `Objected to: ${ministry}`, by('body'));
  const recorded = answer('pass', `Silent, and why it goes on is recorded: ${ministry}`);
  const silent = answer('fail', `Silent, and no reason to go on is recorded: ${ministry}`, by('office'));
  const waiting = answer('unknown', `Asked and not answered yet: ${ministry}`, by('body'));
  const notAsked = answer('fail', `Not asked yet: ${ministry}`, by('office'));
  const reason = { answer: 'silent', reasonRecorded: true } as const;
  hold([
    ['agrees', opinion, of({ answer: 'agrees' }), agrees],
    ['objects', opinion, of({ answer: 'objects' }), objects],
    ['silent', opinion, of({ answer: 'silent' }), silent],
    ['silent, with a reason', opinion, of(reason), recorded],
    ['has time', opinion, of({}), waiting],
    ['has time, though a reason is recorded already', opinion, of({ reasonRecorded: true }), waiting],
    ['not asked', opinion, of(), notAsked],
    ['another body was', opinion, of({ body: 'partyCommittee', answer: 'agrees' }), notAsked],
    ['agreed once, objects now', opinion, of({ answer: 'agrees' }, { answer: 'objects' }), objects],
    ['silent once, agrees now', opinion, of({ answer: 'silent' }, { answer: 'agrees' }), agrees],
    ['silent with a reason, asked again', opinion, of(reason, {}), recorded],
    ['silent without one, asked again', opinion, of({ answer: 'silent' }, {}), silent],
    ['asked again, and silent with a reason', opinion, of({ answer: 'silent' }, reason), recorded],
  ]);
});

describe('R41: achievements are recent', () => {
  const within: Criterion = { op: 'achievementsWithin', months: 6 };
  const to = (day: string): Facts => facts({ dossier: { achievementPeriod: { from: '2026-01-01', to: day } } });
  const said = (from: string, until: string) =>
    `Achievements to ${from}; 6 months end on ${until}; checked on 23 November 2026`;
  hold([
    [
      'on the last day',
      within,
      to('2026-05-23'),
      answer('pass', said('23 May 2026', '23 November 2026'), [], 'achievementPeriod'),
    ],
    [
      'a day late',
      within,
      to('2026-05-22'),
      answer(
        'fail',
        said('22 May 2026', '22 November 2026'),
        ['unit: A report brought up to date (this one served until 22 November 2026)'],
        'achievementPeriod',
      ),
    ],
  ]);
});
