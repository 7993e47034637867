import type { NominationField, PaperKind, RequiredPaper, Requirement } from '../../domain/pack';
import { missingPapers, requirementOf, requirementsFor } from '../../domain/pack';

const paper = (kind: PaperKind, by: RequiredPaper['by'] = 'submission'): RequiredPaper => ({
  kind,
  by,
  name: { vi: kind, en: kind },
});
const requirement = (
  code: string,
  when: Requirement['when'],
  fields: readonly NominationField[],
  papers: readonly RequiredPaper[],
): Requirement => ({
  code,
  when,
  fields,
  papers,
  citation: { vi: code, en: code },
  sourceLevel: 'province',
  validFrom: '2026-01-01',
  verified: true,
});

const everyone = requirement(
  'all',
  {},
  ['nominee', 'basis'],
  [paper('proposal'), paper('unitCouncilMinutes', 'province')],
);
const medals = requirement(
  'medals',
  { awards: ['HCLD3'] },
  ['basis', 'merit'],
  [paper('proposal'), paper('summaryReport')],
);
const quick = requirement('quick', { procedure: 'simplified' }, ['achievementPeriod'], [paper('other')]);
const pack = { requirements: [everyone, medals, quick] };

const normal = { award: 'BKT', procedure: 'normal' } as const;
const medal = { award: 'HCLD3', procedure: 'normal' } as const;
const simplified = { award: 'BKT', procedure: 'simplified' } as const;

describe('what a dossier must hold', () => {
  test('by award and by procedure; lists add up, and nothing is asked twice', () => {
    const [proposal, minutes] = everyone.papers;
    expect(requirementsFor(pack, normal)).toEqual({ fields: ['nominee', 'basis'], papers: [proposal, minutes] });
    expect(requirementsFor(pack, medal)).toEqual({
      fields: ['nominee', 'basis', 'merit'],
      papers: [proposal, minutes, medals.papers[1]],
    });
    expect(requirementsFor(pack, simplified)).toEqual({
      fields: ['nominee', 'basis', 'achievementPeriod'],
      papers: [proposal, minutes, quick.papers[0]],
    });
    expect(requirementsFor({ requirements: [] }, normal)).toEqual({ fields: [], papers: [] });
  });

  test('papers of the submission alone are missing when it is sent', () => {
    const kinds = (papers: { kind: string }[]) => missingPapers(pack, medal, papers).map((p) => p.kind);
    expect(kinds([])).toEqual(['proposal', 'summaryReport']);
    expect(kinds([{ kind: 'proposal' }])).toEqual(['summaryReport']);
    expect(kinds([{ kind: 'summaryReport' }, { kind: 'proposal' }])).toEqual([]);
  });
});

describe('the requirement that asks for it', () => {
  test.each([
    ['a field of all', normal, { field: 'basis' }, everyone],
    ['a field of one award', medal, { field: 'merit' }, medals],
    ['a field of one procedure', simplified, { field: 'achievementPeriod' }, quick],
    ['a paper of all', normal, { paper: 'proposal' }, everyone],
    ['a paper of the way', normal, { paper: 'unitCouncilMinutes' }, everyone],
    ['a paper of one award', medal, { paper: 'summaryReport' }, medals],
    ['a field of another award', normal, { field: 'merit' }, undefined],
    ['a paper of another award', normal, { paper: 'summaryReport' }, undefined],
    ['a paper of the other procedure', normal, { paper: 'other' }, undefined],
    ['nothing', normal, {}, undefined],
  ] as const)('%s', (_name, facts, of, expected) => {
    expect(requirementOf(pack, facts, of)).toBe(expected);
  });
});
