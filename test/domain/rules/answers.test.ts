import { evaluate } from '../../../domain/rules/evaluate';
import type { ConductFact, Facts, MemberFacts, RankingFact } from '../../../domain/rules/facts';
import type { Criterion } from '../../../domain/rules/rule';
import { answer, hold } from './answers';
import { award, awards, facts, grades, measure, members, rule, told } from './given';

describe('R02, R09: grades', () => {
  const one: Criterion = { op: 'gradeOfYear', atLeast: 'well' };
  const two: Criterion = { op: 'gradesInARow', years: 2, atLeast: 'well' };
  const needed = '“completed tasks well” or better is needed';
  const row = (met: number) => `${met} of 2 years in a row (2025–2026) graded “completed tasks well” or better`;
  const of = (letters: string): Facts => facts({ grades: grades(2025, letters) });
  const field = 'declared.grades';
  hold([
    ['good', one, of('.w'), answer('pass', `The grade of 2026 is “completed tasks well”; ${needed}`, [], field)],
    ['bad', one, of('wc'), answer('fail', `The grade of 2026 is “completed tasks”; ${needed}`, [], field)],
    [
      'open',
      one,
      of('w'),
      answer('unknown', `There is no grade of 2026; ${needed}`, ['unit: The grade of 2026'], field),
    ],
    ['both good', two, of('we'), answer('pass', row(2), [], field)],
    ['one bad', two, of('cw'), answer('fail', `${row(1)}; the grade of 2025 is “completed tasks”`, [], field)],
    [
      'one open',
      two,
      of('.w'),
      answer('unknown', `${row(1)}; there is no grade of 2025`, ['unit: The grade of 2025'], field),
    ],
    [
      'one bad, one open',
      two,
      of('c'),
      answer('fail', `${row(0)}; the grade of 2025 is “completed tasks”; there is no grade of 2026`, [], field),
    ],
  ]);
});

describe('R04: titles in a row', () => {
  const titles: Criterion = { op: 'titlesInARow', award: 'CSTDCS', years: 2 };
  const said = (more: string) => `Grassroots emulation fighter: ${more}`;
  hold([
    [
      'both',
      titles,
      facts({ awards: awards('CSTDCS', 2025, 2026) }),
      answer('pass', said('2 of 2 years in a row (2025–2026): 2025, 2026'), [], 'declared.awards'),
    ],
    [
      'one',
      titles,
      facts({ awards: awards('CSTDCS', 2026) }),
      answer(
        'fail',
        said('1 of 2 years in a row (2025–2026): 2026; 2025 is missing'),
        ['unit: The decision on Grassroots emulation fighter of 2025'],
        'declared.awards',
      ),
    ],
  ]);
});

describe('R07, R08: members', () => {
  const with2: Criterion = { op: 'membersWith', award: 'LDTT', count: 2 };
  const half: Criterion = { op: 'memberShare', award: 'LDTT', share: { of: [1, 2], mode: 'atLeast' } };
  const graded: Criterion = { op: 'membersGraded', atLeast: 'well', share: { of: [1, 2], mode: 'atLeast' } };
  const mild: Criterion = { op: 'noMemberDisciplined', from: 'warning' };
  const of = (changes: Partial<MemberFacts>): Facts => facts({ members: members(changes) });
  const ldtt = (issued: number) => of({ holders: { LDTT: { issued, pending: 0 } } });
  const field = 'declared.headcount';
  const list = ['unit: The members of the collective in the year'];
  const headcount = ['unit: The headcount of the collective in the year'];
  const unknownMembers = 'Nothing is known of the members of the collective';
  const title = (n: number, share: string) => `${n} of 10 members hold the title Advanced worker = ${share} %`;
  const well = (n: number, share: string) =>
    `${n} of 10 members are graded “completed tasks well” or better = ${share} %; 5 are needed`;
  hold([
    ['two hold it', with2, ldtt(2), answer('pass', `${title(2, '20.0')}; 2 are needed`, [], field)],
    [
      'one holds it',
      with2,
      ldtt(1),
      answer(
        'fail',
        '1 of 10 members holds the title Advanced worker = 10.0 %; 2 are needed',
        ['unit: 1 more member with the title Advanced worker'],
        field,
      ),
    ],
    [
      'nobody holds it',
      with2,
      of({}),
      answer(
        'fail',
        `${title(0, '0.0')}; 2 are needed`,
        ['unit: 2 more members with the title Advanced worker'],
        field,
      ),
    ],
    ['half of them', half, ldtt(5), answer('pass', `${title(5, '50.0')}; 5 are needed`, [], field)],
    [
      'less than half',
      half,
      ldtt(2),
      answer(
        'fail',
        `${title(2, '20.0')}; 5 are needed`,
        ['unit: 3 more members with the title Advanced worker'],
        field,
      ),
    ],
    [
      'more than there are',
      half,
      ldtt(11),
      answer(
        'unknown',
        `${title(11, '110.0')}; 5 are needed; more than there are members, please check`,
        headcount,
        field,
      ),
    ],
    [
      'no headcount',
      half,
      of({ headcount: 0 }),
      answer('unknown', 'The collective has no members on record', headcount, field),
    ],
    ['no members', half, facts(), answer('unknown', unknownMembers, list, field)],
    ['graded', graded, of({ graded: { well: 5 } }), answer('pass', well(5, '50.0'), [], field)],
    ['not graded so well', graded, of({ graded: { well: 4 } }), answer('fail', well(4, '40.0'), [], field)],
    [
      'worse grades are no answer',
      graded,
      of({ graded: { completed: 9, notCompleted: 10 } }),
      answer('unknown', well(0, '0.0'), ['unit: The grades of the members'], field),
    ],
    [
      'more grades than members',
      graded,
      of({ graded: { well: 11 } }),
      answer('unknown', `${well(11, '110.0')}; more than there are members, please check`, headcount, field),
    ],
    ['nothing known of measures', mild, facts(), answer('unknown', unknownMembers, list)],
    [
      'no measure',
      mild,
      of({ disciplined: ['reprimand'] }),
      answer('pass', 'No member was disciplined with a warning or more in the year'),
    ],
    [
      'a measure',
      mild,
      of({ disciplined: ['warning'] }),
      answer('fail', '1 member was disciplined with a warning or more in the year: 1 × warning'),
    ],
  ]);
});

describe('R12, R38: standing among others', () => {
  const leads: Criterion = { op: 'leadsBlock', scopes: ['province'] };
  const share: Criterion = { op: 'roundShare', share: { of: [20, 100], mode: 'atLeast' } };
  const ranked = (changes: Partial<RankingFact>): Facts =>
    facts({ ranking: { block: 'U06', scope: 'province', leads: true, ...changes } });
  const flags = (proposed: number): Facts => facts({ round: { others: [], flags: { proposed, qualified: 10 } } });
  const said = (proposed: number) =>
    `${proposed} of 10 collectives that lead and qualify are proposed = ${proposed}0.0 %; at most 2 (20.0 %)`;
  const lists = [
    'office: The collectives that lead and qualify for the provincial flag, and those proposed for the flag of the Government',
  ];
  hold([
    ['leads', leads, ranked({}), answer('pass', 'Leads its cluster or block U06 of the province')],
    [
      'does not',
      leads,
      ranked({ leads: false }),
      answer('fail', 'Does not lead its cluster or block U06 of the province'),
    ],
    [
      'leads another',
      leads,
      ranked({ scope: 'nation' }),
      answer('fail', 'Leads its cluster or block U06 of the centre; which is not one that counts'),
    ],
    [
      'is not ranked',
      leads,
      facts(),
      answer('unknown', 'There is no ranking of the emulation cluster or block', [
        'block: The ranking of the cluster or block',
      ]),
    ],
    ['the share', share, flags(2), answer('pass', said(2))],
    ['more than the share', share, flags(3), answer('fail', said(3), lists)],
    [
      'no share',
      share,
      facts(),
      answer(
        'unknown',
        'It is not known how many collectives lead and qualify for the provincial flag in the round',
        lists,
      ),
    ],
  ]);
});

describe('R16: what stands against a subject, in its order', () => {
  const any: Criterion = { op: 'noOpenMatter' };
  const matter = (kind: ConductFact['kind'], from = '2026-10-05'): ConductFact => ({ kind, from });
  test.each<[string, ConductFact, ConductFact, string]>([
    [
      'by day',
      matter('press', '2026-09-05'),
      matter('complaint'),
      'press report since 5 September 2026, complaint since 5 October 2026',
    ],
    [
      'of a day by kind',
      matter('complaint'),
      matter('press'),
      'complaint since 5 October 2026, press report since 5 October 2026',
    ],
    [
      'of a kind by measure',
      measure('2026-10-05', undefined, 'reprimand'),
      measure('2026-10-05', undefined, 'warning'),
      'discipline (reprimand) since 5 October 2026, discipline (warning) since 5 October 2026',
    ],
  ])('%s', (_what, first, second, list) => {
    const by = [first, second].some(({ kind }) => kind !== 'discipline') ? 'office' : 'unit';
    const expected = answer('fail', `2 matters are open: ${list}`, [
      `${by}: The conclusion or decision of the competent body that the matter is closed`,
    ]);
    expect(told(any, facts({ conduct: [first, second] }))).toEqual(expected);
    expect(told(any, facts({ conduct: [second, first] }))).toEqual(expected);
  });
});

test('a finding has a field, and is internal, only where its verdict says so', () => {
  const keys = (test: Criterion) => Object.keys(evaluate([rule(test)], facts({ awards: [award('BKT', 2020)] }))[0]!);
  const always = ['rule', 'code', 'kind', 'outcome', 'say', 'citation', 'sourceLevel', 'verified', 'missing'];
  expect(keys({ op: 'registered' })).toEqual([...always, 'override']);
  expect(keys({ op: 'noSecretContent' })).toEqual([...always, 'field', 'override']);
  expect(keys({ op: 'noOpenMatter', matters: 'verification' })).toEqual([...always, 'internal', 'override']);
});
