import {
  countMeeting,
  INITIATIVE_LINE,
  initiativeRule,
  type InitiativeTotals,
} from '../../../domain/initiative/meeting';
import type { CouncilRuleEntry } from '../../../domain/councilRules';
import type { CouncilRule } from '../../../domain/rule';
import { councilRule } from '../rule';

const members = ['C1', 'C2', 'C3', 'C4', 'C5'];
const half = councilRule({ threshold: { of: [1, 2], mode: 'moreThan' } });

const said = (more: Partial<InitiativeTotals> = {}): InitiativeTotals => ({
  present: members,
  issued: 5,
  returned: 5,
  valid: 5,
  invalid: 0,
  lines: [{ initiative: 'SK-1', yes: 4, no: 1 }],
  ...more,
});
const count = (totals: InitiativeTotals, authors: readonly string[] = ['P1'], by = half) =>
  countMeeting(by, members, [{ initiative: 'SK-1', authors }], totals);
const fieldsOf = (totals: InitiativeTotals, authors?: readonly string[], by?: CouncilRule) =>
  count(totals, authors, by).faults?.map(({ field }) => field);

test('more than half of all members recognise it; half of them do not', () => {
  const passed = (yes: number, no: number) => {
    const counted = count(
      said({
        present: members.slice(0, 4),
        issued: 4,
        returned: 4,
        valid: 4,
        lines: [{ initiative: 'SK-1', yes, no }],
      }),
    );
    return counted.faults ?? counted.outcomes.map(({ tally }) => tally.passed);
  };
  expect(passed(3, 1)).toEqual([true]);
  expect(passed(2, 2)).toEqual([false]);
});

test('without quorum nothing is decided', () => {
  const few = said({
    present: ['C1', 'C2', 'C3'],
    issued: 3,
    returned: 3,
    valid: 3,
    lines: [{ initiative: 'SK-1', yes: 3, no: 0 }],
  });
  expect(fieldsOf(few)).toEqual(['present']);
});

test('sums that do not fit, strangers and what is missing are named by their fields', () => {
  expect(fieldsOf(said({ lines: [{ initiative: 'SK-1', yes: 4, no: 0 }] }))).toEqual(['lines.0.yes']);
  expect(fieldsOf(said({ present: [...members.slice(0, 4), 'X1'] }))).toEqual(['present.4']);
  expect(fieldsOf(said({ lines: [{ initiative: 'SK-2', yes: 5, no: 0 }] }))).toEqual(['lines.0.initiative', 'lines']);
  expect(fieldsOf(said({ issued: 6, returned: 6, valid: 6 }))).toContain('issued');
});

test('an author who is a member does not vote on his own', () => {
  expect(fieldsOf(said(), ['C1'])).toEqual(['lines.0.recused']);
  const counted = count(said({ lines: [{ initiative: 'SK-1', yes: 4, no: 0, recused: 1 }] }), ['C1']);
  expect(counted.faults).toBeUndefined();
});

test('a tie is the chair’s where the regulation says so, and nobody else’s', () => {
  const left: CouncilRule = { ...half, base: 'votesCast', tie: 'chairDecides' };
  const four = { present: members.slice(0, 4), issued: 4, returned: 4, valid: 4 };
  const tie = (chair?: 'yes' | 'no') =>
    said({ ...four, lines: [{ initiative: 'SK-1', yes: 2, no: 2, ...(chair ? { chair } : {}) }] });
  expect(fieldsOf(tie(), ['P1'], left)).toEqual(['lines.0.chair']);
  const outcome = (chair: 'yes' | 'no') => {
    const counted = count(tie(chair), ['P1'], left);
    return counted.faults ?? counted.outcomes.map(({ tally }) => tally.passed);
  };
  expect(outcome('yes')).toEqual([true]);
  expect(outcome('no')).toEqual([false]);
  expect(fieldsOf(said({ lines: [{ initiative: 'SK-1', yes: 4, no: 1, chair: 'yes' }] }))).toEqual(['lines.0.chair']);
});

test('a province gives initiative councils a rule of their own, or the one of its units; one that never meets has none', () => {
  const entry = (code: string, more: Partial<CouncilRuleEntry>): CouncilRuleEntry => ({
    ...half,
    code,
    when: { levels: ['unit'] },
    sessions: ['meeting'],
    ...more,
  });
  const general = entry('U', {});
  const own = entry('SK', { when: { awards: [INITIATIVE_LINE] }, threshold: { of: [70, 100], mode: 'atLeast' } });
  expect(initiativeRule([general], '2026-11-16')).toMatchObject({ threshold: half.threshold });
  expect(initiativeRule([own, general], '2026-11-16')).toMatchObject({ threshold: own.threshold });
  expect(initiativeRule([entry('U', { sessions: ['written'] })], '2026-11-16')).toBeUndefined();
  expect(initiativeRule([entry('T', { when: { levels: ['province'] } })], '2026-11-16')).toBeUndefined();
});
