import { countAll, type Choice, type Counting } from '../../domain/counting';
import type { MeetingTotals } from '../../domain/meeting';
import { councilRule } from './rule';

const sheet = (person: string, ...says: readonly Choice[]): Counting['sheets'][number] => ({
  person,
  choices: Object.fromEntries(says.map((choice, i) => [`N${i + 1}`, { choice }])),
});
const line = (nomination: string, recused: readonly string[] = []) => ({ nomination, recused, rule: councilRule() });

describe('a session is counted', () => {
  test('line by line, each by its own rule', () => {
    const { lines, ...rest } = countAll({
      members: 4,
      lines: [line('N1'), { ...line('N2'), rule: councilRule({ threshold: { of: [1, 2], mode: 'atLeast' } }) }],
      sheets: [sheet('A', 'yes', 'yes'), sheet('B', 'yes', 'no'), sheet('C', 'abstain', 'yes')],
    });
    expect(rest).toEqual({ members: 4, ballots: 3, quorate: true });
    expect(lines).toEqual([
      {
        nomination: 'N1',
        tally: expect.objectContaining({ yes: 2, base: 4, participated: 3, passed: false, tie: false }),
      },
      { nomination: 'N2', tally: expect.objectContaining({ yes: 2, base: 4, participated: 3, passed: true }) },
    ]);
  });

  test('without quorum when one line has none', () => {
    const all = { ...line('N2'), rule: councilRule({ quorum: { of: [1, 1], mode: 'atLeast' } }) };
    const sheets = [sheet('A', 'yes', 'yes'), sheet('B', 'yes', 'yes')];
    expect(countAll({ members: 3, lines: [line('N1')], sheets }).quorate).toBe(true);
    expect(countAll({ members: 3, lines: [line('N1'), all], sheets }).quorate).toBe(false);
  });

  test.each(['no', 'abstain', 'other'] as const)('a tie is as many yes as everything else: %s', (choice) => {
    const count = countAll({ members: 3, lines: [line('N1')], sheets: [sheet('A', 'yes'), sheet('B', choice)] });
    expect(count.lines[0]?.tally.tie).toBe(true);
  });

  test('a nominee is recused, whether or not he took part; so is who declares it', () => {
    const recusedOf = (...sheets: Counting['sheets']) =>
      countAll({
        members: 4,
        lines: [{ ...line('N1', ['A']), rule: councilRule({ recusal: 'leavesBase' }) }],
        sheets,
      }).lines.map(({ tally: { recused, base, participated } }) => [recused, base, participated])[0];
    expect(recusedOf(sheet('B', 'yes'))).toEqual([1, 3, 1]);
    expect(recusedOf(sheet('A', 'recused'), sheet('B', 'yes'))).toEqual([1, 3, 2]);
    expect(recusedOf(sheet('A', 'recused'), sheet('B', 'recused'))).toEqual([2, 2, 2]);
  });

  test('the votes of a meeting are added to the written ones, and their sums go with them', () => {
    const meeting: MeetingTotals = {
      present: ['C', 'D', 'E'],
      issued: 3,
      returned: 3,
      valid: 3,
      invalid: 0,
      lines: [
        { nomination: 'N1', yes: 1, no: 1, abstain: 1 },
        { nomination: 'N2', yes: 2, no: 0, recused: 1 },
      ],
    };
    const counted = countAll({
      members: 6,
      lines: [line('N1'), line('N2', ['C', 'F'])],
      sheets: [sheet('A', 'no', 'yes'), sheet('B', 'other', 'abstain')],
      meeting,
    });
    expect(counted).toMatchObject({ members: 6, ballots: 5, quorate: true });
    expect(counted.lines).toEqual([
      {
        nomination: 'N1',
        sums: { no: 2, other: 2 },
        tally: expect.objectContaining({ yes: 1, participated: 5, recused: 0 }),
      },
      // F took no part at all, C is among those who were there
      {
        nomination: 'N2',
        sums: { no: 0, other: 1 },
        tally: expect.objectContaining({ yes: 3, participated: 5, recused: 2 }),
      },
    ]);
  });
});
