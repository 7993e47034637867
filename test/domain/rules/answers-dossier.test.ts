import type { PaperKind, RequiredPaper } from '../../../domain/pack';
import type { Facts } from '../../../domain/rules/facts';
import type { Criterion } from '../../../domain/rules/rule';
import { answer, hold } from './answers';
import { facts, grades, initiative } from './given';

describe('R19, R20, R21: papers', () => {
  type Present = Facts['papers']['present'];
  const complete: Criterion = { op: 'papersComplete' };
  const report: Criterion = { op: 'reportCertified' };
  const evidence: Criterion = { op: 'evidenceCertified' };
  const needs = (kind: PaperKind, en: string, by: RequiredPaper['by'] = 'submission'): RequiredPaper => ({
    kind,
    name: { vi: en, en },
    by,
  });
  const of = (present: Present, required: readonly RequiredPaper[] = []): Facts =>
    facts({ papers: { required, present }, moment: 'central' });
  const certified = ['unit: The achievement report, certified by the proposing level'];
  const certifiable = (paper: string) => `unit: An original or certified copy: ${paper}`;
  const kinds = ['Recognition of the initiative', 'Recognition of the scope of effect'] as const;

  const asked = [
    needs('ballotResult', 'A', 'central'),
    needs('roomMinutes', 'C'),
    needs('achievementReport', 'B'),
    needs('unitCouncilMinutes', 'Z', 'province'),
  ];
  const lacking = answer(
    'fail',
    '4 of 4 required papers missing: B; C; Z; A',
    ['unit: B', 'unit: C', 'unit: Z', 'office: A'],
    'papers.achievementReport',
  );
  hold([
    [
      'all there',
      complete,
      of([{ kind: 'roomMinutes' }, { kind: 'ballotResult' }], asked.slice(0, 2)),
      answer('pass', 'All 2 required papers are there', [], 'papers'),
    ],
    ['none there, by the way that they go and by name', complete, of([], asked), lacking],
    ['however they are listed', complete, of([], [...asked].reverse()), lacking],
    [
      'no report',
      report,
      of([{ kind: 'roomMinutes' }]),
      answer('fail', 'There is no achievement report', certified, 'papers.achievementReport'),
    ],
    [
      'certified',
      report,
      of([{ kind: 'summaryReport', certified: true }]),
      answer('pass', 'The achievement report is certified by the proposing level', [], 'papers.summaryReport'),
    ],
    [
      'not certified',
      report,
      of([
        { kind: 'summaryReport', certified: false },
        { kind: 'achievementReport', certified: false },
      ]),
      answer(
        'fail',
        'The achievement report is not certified by the proposing level',
        certified,
        'papers.achievementReport',
      ),
    ],
    [
      'of two not known of one',
      report,
      of([{ kind: 'summaryReport', certified: false }, { kind: 'achievementReport' }]),
      answer(
        'unknown',
        'It is not known whether the achievement report is certified by the proposing level',
        certified,
        'papers.achievementReport',
      ),
    ],
    ['no evidence', evidence, of([]), answer('pass', 'The dossier holds no evidence')],
    [
      'originals',
      evidence,
      of([{ kind: 'scopeDecision', form: 'original' }]),
      answer('pass', '1 of 1 papers of evidence are originals or certified copies'),
    ],
    [
      'plain copies, in the order of their kinds, under their own names',
      evidence,
      of(
        [
          { kind: 'scopeDecision', form: 'plainCopy' },
          { kind: 'initiativeDecision', form: 'plainCopy' },
        ],
        [needs('roomMinutes', 'Minutes'), needs('scopeDecision', 'Scope')],
      ),
      answer(
        'fail',
        `2 of 2 plain copies: ${kinds[0]}, Scope`,
        [certifiable(kinds[0]), certifiable('Scope')],
        'papers.initiativeDecision',
      ),
    ],
    [
      'a plain copy before what is not known',
      evidence,
      of([{ kind: 'initiativeDecision' }, { kind: 'scopeDecision', form: 'plainCopy' }]),
      answer(
        'fail',
        `1 of 2 plain copies: ${kinds[1]}; 1 of 2 not known to be originals: ${kinds[0]}`,
        [certifiable(kinds[1]), certifiable(kinds[0])],
        'papers.scopeDecision',
      ),
    ],
    [
      'not known',
      evidence,
      of([{ kind: 'scopeDecision' }]),
      answer(
        'unknown',
        `1 of 1 not known to be originals: ${kinds[1]}`,
        [certifiable(kinds[1])],
        'papers.scopeDecision',
      ),
    ],
  ]);
});

describe('R23, R33, R43 and what people judge', () => {
  const registered: Criterion = { op: 'registered' };
  const secret: Criterion = { op: 'noSecretContent' };
  const form: Criterion = { op: 'formAgrees' };
  const declared = (grade: 'well' | 'completed', more: Partial<Facts> = {}): Facts =>
    facts({ dossier: { declared: { grades: [{ year: 2026, grade }], awards: [] } }, ...more });
  const mend = ['unit: The form mended, or a paper that proves it'];
  const ledger = { grades: grades(2026, 'w') };
  const gradeDiffers = 'grade of 2026: the form says “completed tasks”, the ledger “completed tasks well”';
  const nameDiffers = 'name: the form says “A”, the ledger “B”';
  hold([
    ['registered', registered, facts(), answer('pass', 'Registered for 2026')],
    [
      'not registered',
      registered,
      facts({ registration: 'notRegistered' }),
      answer('fail', 'Not registered for 2026', ['unit: The registration of 2026']),
    ],
    [
      'no list',
      registered,
      facts({ registration: 'unknown' }),
      answer('info', 'There is no list of registrations of 2026'),
    ],
    ['no secret', secret, facts(), answer('pass', 'The dossier holds no State secret', [], 'secretContent')],
    [
      'a secret',
      secret,
      facts({ dossier: { secretContent: true } }),
      answer(
        'fail',
        'The dossier holds a State secret: it is kept on paper only',
        ['unit: A dossier on paper instead of the electronic one'],
        'secretContent',
      ),
    ],
    ['agrees', form, declared('well', ledger), answer('pass', 'The form agrees with the ledger')],
    [
      'alone',
      form,
      declared('well'),
      answer('info', 'As declared, not in the ledger: the grade of 2026 is “completed tasks well”', [], 'declared'),
    ],
    [
      'differs',
      form,
      declared('completed', ledger),
      answer('fail', `The form differs from the ledger in 1: ${gradeDiffers}`, mend, 'declared'),
    ],
    [
      'the name differs',
      form,
      facts({ name: { stated: 'A', registered: 'B' } }),
      answer('fail', `The form differs from the ledger in 1: ${nameDiffers}`, mend, 'nominee.name'),
    ],
    [
      'name and grade differ',
      form,
      declared('completed', { ...ledger, name: { stated: 'A', registered: 'B' } }),
      answer('fail', `The form differs from the ledger in 2: ${nameDiffers}; ${gradeDiffers}`, mend, 'declared'),
    ],
    ['the council judges', { op: 'judged', by: 'council' }, facts(), answer('info', 'For the council to judge')],
    ['the office judges', { op: 'judged', by: 'office' }, facts(), answer('info', 'For the office to judge')],
    ['no quota', { op: 'quotaInfo' }, facts(), answer('info', 'The law sets no quota')],
    ['nothing left out', { op: 'notCounted', because: 'revoked' }, facts(), answer('info', 'No award was left out')],
  ]);
});

describe('R03, R14: initiatives', () => {
  const two: Criterion = { op: 'initiatives', scope: 'province', count: 2 };
  const once: Criterion = { op: 'initiativesOnce' };
  const of = (codes: string[], ...known: ReturnType<typeof initiative>[]): Facts =>
    facts({ dossier: { initiatives: codes }, initiatives: known });
  const recognised = (n: string) => `${n} recognised in the province and not used yet`;
  const wide = (code: string) => initiative(code, { scope: 'province' });
  const mine = { award: 'BKT', awardYear: 2025, subject: 'P1' };
  hold([
    [
      'both',
      two,
      of(['A', 'B'], wide('A'), wide('B')),
      answer('pass', `${recognised('2 initiatives or topics')} (A, B); 2 needed`, [], 'initiatives'),
    ],
    [
      'one is not known, which may be enough',
      two,
      of(['A', 'B'], wide('A')),
      answer(
        'unknown',
        `${recognised('1 initiative or topic')} (A); 2 needed; B does not count: it is not in the register of initiatives`,
        ['initiativeCouncil: The recognition of initiative or topic B'],
        'initiatives',
      ),
    ],
    [
      'one is too narrow: its recognition would be enough',
      two,
      of(['A', 'B'], wide('A'), initiative('B')),
      answer(
        'fail',
        `${recognised('1 initiative or topic')} (A); 2 needed; B does not count: it is recognised in the unit only`,
        ['initiativeCouncil: The recognition that B has effect in the province'],
        'initiatives',
      ),
    ],
    [
      'one is too narrow, and one is lacking',
      two,
      of(['B'], initiative('B')),
      answer(
        'fail',
        `${recognised('0 initiatives or topics')}; 2 needed; B does not count: it is recognised in the unit only`,
        [
          'initiativeCouncil: The recognition that B has effect in the province',
          'unit: 1 more initiative or topic recognised in the province and not used yet',
        ],
        'initiatives',
      ),
    ],
    [
      'none is used',
      once,
      of(['A'], wide('A')),
      answer('pass', '1 initiative or topic not used before: A', [], 'initiatives'),
    ],
    [
      'one is used',
      once,
      of(['A', 'B'], initiative('A', { usedBy: [mine] }), wide('B')),
      answer(
        'fail',
        'A: it was used for Provincial certificate of merit of 2025',
        ['unit: 1 more initiative or topic recognised in the unit and not used yet'],
        'initiatives',
      ),
    ],
  ]);
});
