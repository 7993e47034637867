import type { CouncilRule } from '../../domain/rule';
import { checkTotals, type MeetingFacts, type MeetingTotals } from '../../domain/meeting';

const rule = { abstain: 'notOffered' } as CouncilRule;
const facts: MeetingFacts = {
  members: ['C1', 'C2', 'C3', 'C4', 'C5'],
  written: ['C5'],
  lines: [
    { nomination: 'N1', no: 1, rule, recused: [] },
    { nomination: 'N2', no: 2, rule, recused: ['C1'] },
  ],
};
const right: MeetingTotals = {
  present: ['C1', 'C2', 'C3', 'C4'],
  issued: 4,
  returned: 4,
  valid: 3,
  invalid: 1,
  lines: [
    { nomination: 'N1', yes: 2, no: 1 },
    { nomination: 'N2', yes: 2, no: 0, recused: 1 },
  ],
};
const wrong = (changes: Partial<MeetingTotals>): string[] =>
  checkTotals({ ...right, ...changes }, facts).map((f) => f.field);

describe('totals of a meeting', () => {
  test('that fit are taken', () => {
    expect(wrong({})).toEqual([]);
    expect(wrong({ absent: [{ person: 'C5', reason: 'nghỉ ốm' }] })).toEqual([]);
    expect(wrong({ lines: [{ ...right.lines[0]!, yes: 1, recused: 1, declared: ['C2'] }, right.lines[1]!] })).toEqual(
      [],
    );
  });

  test.each<[string, Partial<MeetingTotals>, string[]]>([
    ['a stranger who was present', { present: ['C1', 'C2', 'C3', 'X'] }, ['present.3']],
    ['a member named twice', { present: ['C1', 'C2', 'C3', 'C3'] }, ['present.3']],
    ['a ballot for whose opinion has come in writing', { present: ['C1', 'C2', 'C3', 'C5'] }, ['present.3']],
    ['a stranger who was away', { absent: [{ person: 'X', reason: 'nghỉ ốm' }] }, ['absent.0']],
    ['a member both present and away', { absent: [{ person: 'C4', reason: 'nghỉ ốm' }] }, ['absent.0']],
    [
      'a member who was away for two reasons',
      {
        absent: [
          { person: 'C5', reason: 'nghỉ ốm' },
          { person: 'C5', reason: 'đi công tác' },
        ],
      },
      ['absent.1'],
    ],
    ['more ballots than members present', { issued: 5 }, ['issued']],
    ['more ballots back than were issued', { returned: 5, valid: 3, invalid: 2 }, ['returned']],
    ['valid and invalid that are not all', { invalid: 0 }, ['valid']],
    [
      'a line whose votes are too few',
      { lines: [{ nomination: 'N1', yes: 1, no: 1 }, right.lines[1]!] },
      ['lines.0.yes'],
    ],
    [
      'whoever declared without being there, without need, or twice',
      { lines: [right.lines[0]!, { ...right.lines[1]!, declared: ['C5', 'C1', 'C2', 'C2'] }] },
      ['lines.1.declared.0', 'lines.1.declared.1', 'lines.1.declared.3', 'lines.1.recused'],
    ],
    [
      'more votes than members who had not declared to cast none',
      { lines: [{ nomination: 'N1', yes: 3, no: 0, declared: ['C2', 'C3'] }, right.lines[1]!] },
      ['lines.0.recused'],
    ],
    ['a line left out', { lines: [right.lines[0]!] }, ['lines']],
    ['a line twice', { lines: [...right.lines, right.lines[0]!] }, ['lines.2.nomination']],
    [
      'an abstention where there is none',
      { lines: [{ nomination: 'N1', yes: 2, no: 0, abstain: 1 }, right.lines[1]!] },
      ['lines.0.abstain'],
    ],
    [
      'a nominee who has voted on himself',
      {
        valid: 4,
        invalid: 0,
        lines: [
          { nomination: 'N1', yes: 4, no: 0 },
          { nomination: 'N2', yes: 4, no: 0 },
        ],
      },
      ['lines.1.recused'],
    ],
  ])('with %s are refused by the field', (_what, changes, fields) => {
    expect(wrong(changes)).toEqual(fields);
  });
});
