import type { PaperKind, RequiredPaper } from '../../../domain/pack';
import type { Facts, Moment } from '../../../domain/rules/facts';
import type { Criterion, Finding } from '../../../domain/rules/rule';
import { facts, found, outcome } from './given';

type Outcome = Finding['outcome'];
type Present = Facts['papers']['present'][number];

const required = (kind: PaperKind, by: RequiredPaper['by'] = 'submission', certified?: true): RequiredPaper => ({
  kind,
  name: { vi: `Tài liệu ${kind}`, en: `Paper ${kind}` },
  by,
  ...(certified ? { certified } : {}),
});
const given = (asked: RequiredPaper[], present: Present[], moment: Moment = 'unit'): Facts =>
  facts({ papers: { required: asked, present }, moment });

describe('R19: every paper is there', () => {
  const complete: Criterion = { op: 'papersComplete' };
  const three = [
    required('achievementReport'),
    required('unitCouncilMinutes', 'province'),
    required('ballotResult', 'central'),
  ];

  test.each<[string, Moment, PaperKind[], Outcome]>([
    ['a draft needs what the unit attaches', 'draft', ['achievementReport'], 'pass'],
    ['a draft without it', 'draft', [], 'fail'],
    ['the unit needs no more', 'unit', ['achievementReport'], 'pass'],
    ['the province needs what came about in the unit', 'province', ['achievementReport'], 'fail'],
    ['and has it', 'province', ['achievementReport', 'unitCouncilMinutes'], 'pass'],
    ['the centre needs everything', 'central', ['achievementReport', 'unitCouncilMinutes'], 'fail'],
    ['and has it', 'central', ['achievementReport', 'unitCouncilMinutes', 'ballotResult'], 'pass'],
  ])('R19: %s (%s)', (_what, moment, present, expected) => {
    expect(
      outcome(
        complete,
        given(
          three,
          present.map((kind) => ({ kind })),
          moment,
        ),
      ),
    ).toBe(expected);
  });

  test('R19: names what is missing, who has it, and the field', () => {
    const { say, missing, field } = found(complete, given(three, [], 'central'));
    expect(say.en).toBe(
      '3 of 3 required papers missing: Paper achievementReport; Paper unitCouncilMinutes; Paper ballotResult',
    );
    expect(missing.map((m) => m.by)).toEqual(['unit', 'unit', 'office']);
    expect(field).toBe('papers.achievementReport');
  });
});

describe('R20: the report is certified', () => {
  const certified: Criterion = { op: 'reportCertified' };

  test.each<[string, Present[], Outcome]>([
    ['certified', [{ kind: 'achievementReport', certified: true }], 'pass'],
    ['not certified', [{ kind: 'achievementReport', certified: false }], 'fail'],
    ['not known', [{ kind: 'achievementReport' }], 'unknown'],
    ['no report', [], 'fail'],
    ['a summary report', [{ kind: 'summaryReport', certified: true }], 'pass'],
    [
      'two of which one is certified',
      [
        { kind: 'achievementReport', certified: false },
        { kind: 'achievementReport', certified: true },
      ],
      'pass',
    ],
    ['another paper that is certified', [{ kind: 'roomMinutes', certified: true }], 'fail'],
  ])('R20: %s', (_what, present, expected) => {
    expect(outcome(certified, given([], present))).toBe(expected);
  });
});

describe('R21: evidence is original or certified copy', () => {
  const evidence: Criterion = { op: 'evidenceCertified' };

  test.each<[string, Present[], Outcome]>([
    ['no evidence', [{ kind: 'achievementReport' }], 'pass'],
    ['an original', [{ kind: 'scopeDecision', form: 'original' }], 'pass'],
    ['a certified copy', [{ kind: 'initiativeDecision', form: 'certifiedCopy' }], 'pass'],
    ['a plain copy', [{ kind: 'featConfirmation', form: 'plainCopy' }], 'fail'],
    [
      'a plain copy beside the original',
      [
        { kind: 'scopeDecision', form: 'plainCopy' },
        { kind: 'scopeDecision', form: 'original' },
      ],
      'pass',
    ],
    ['not known', [{ kind: 'scopeDecision' }], 'unknown'],
    [
      'one not known, one a plain copy',
      [{ kind: 'scopeDecision' }, { kind: 'initiativeDecision', form: 'plainCopy' }],
      'fail',
    ],
    ['a plain copy of what proves nothing', [{ kind: 'roomMinutes', form: 'plainCopy' }], 'pass'],
  ])('R21: %s', (_what, present, expected) => {
    expect(outcome(evidence, given([], present))).toBe(expected);
  });

  test('R21: whatever the province asks for as a certified copy is evidence', () => {
    const present: Present[] = [{ kind: 'blockRanking', form: 'plainCopy' }];
    expect(outcome(evidence, given([required('blockRanking')], present))).toBe('pass');
    const { outcome: of, say, field } = found(evidence, given([required('blockRanking', 'submission', true)], present));
    expect(of).toBe('fail');
    expect(say.vi).toBe('1/1 tài liệu là bản sao thường: Tài liệu blockRanking');
    expect(field).toBe('papers.blockRanking');
  });
});
