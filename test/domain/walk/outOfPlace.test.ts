import type { LineAction } from '../../../domain/actions';
import { Problem } from '../../../domain/errors';
import type { Stage } from '../../../domain/route';
import { rulesOf } from '../../../domain/stages/index';
import { act, submitLine, tick, viewOf } from '../../../domain/walk';
import { claim, contextAt, NOTE, stages, START, thirtyDays, Walker } from './walker';

const screened = (...rest: Stage[]) =>
  new Walker([[stages.unitScreening], ...rest.map((stage) => [stage])]).act({
    type: 'receive',
    number: '1',
    arrivedOn: START,
  });

describe('a stage refuses what is none of its actions, whoever lets it through', () => {
  test.each<[Stage, LineAction, string]>([
    [stages.unitScreening, { type: 'post', firstDay: START, note: NOTE }, 'post in screening'],
    [stages.consultation, { type: 'accept' }, 'accept in consultation'],
    [stages.posting, { type: 'accept' }, 'accept in posting'],
    [stages.unitCouncil, { type: 'accept' }, 'accept in council'],
    [stages.decide, { type: 'accept' }, 'accept in approval'],
    [stages.central, { type: 'accept' }, 'accept at the central level'],
    [stages.issuance, { type: 'accept' }, 'accept in issuance'],
    [stages.receipt, { type: 'accept' }, 'accept in receipt'],
  ])('%j', (stage, action, detail) => {
    const { line, now } = new Walker([[stage]]);
    const context = contextAt(now);
    const apply = () => rulesOf(stage.kind).apply(line.stages[0]!, action, stage, context, line);
    expect(apply).toThrow(new Problem('ACTION_NOT_ALLOWED', detail));
    expect(codeOf(apply)).toBe('ACTION_NOT_ALLOWED');
  });
});

const codeOf = (run: () => unknown): string | undefined => {
  try {
    run();
    return undefined;
  } catch (error) {
    return (error as Problem).code;
  }
};

describe('time changes nothing', () => {
  test.each<[string, Stage]>([
    ['a council', stages.unitCouncil],
    ['the certificates', stages.issuance],
  ])('while %s is waited for', (_name, stage) => {
    const { line, now } = new Walker([[stage]]);
    const [state] = line.stages;
    expect(rulesOf(stage.kind).wake(state!)).toBeUndefined();
    expect(rulesOf(stage.kind).tick(state!, stage, contextAt(now))).toEqual({ state });
    expect(rulesOf(stage.kind).mapClocks(state!, () => '2030-01-01')).toEqual(state);
  });

  test('of a line that has ended, that waits for people, or whose hour has not come', () => {
    const ended = new Walker([[stages.unitCouncil]]).act({ type: 'decline', note: NOTE });
    const waiting = new Walker([[stages.unitCouncil]]);
    const early = screened(stages.unitCouncil);
    const stopped = screened(stages.unitCouncil).stop();
    for (const { line, now } of [ended, waiting, early, stopped]) {
      const changed = tick(line, contextAt(now));
      expect(changed.line).toBe(line);
      expect(changed.events).toEqual([]);
    }
  });
});

describe('a refusal tells where the line stands', () => {
  const data = { state: 'screening', allowed: expect.arrayContaining(['accept']), version: 2 };

  test.each<[string, LineAction, number | undefined]>([
    ['STATE_CHANGED', { type: 'accept' }, 1],
    ['ACTION_NOT_ALLOWED', { type: 'release', note: NOTE }, 2],
    ['NOT_CLAIMED', { type: 'councilResult', claim: 's', result: 'passed' }, undefined],
  ])('%s', (code, action, expects) => {
    const problem = screened(stages.unitCouncil).problem(action, expects);
    expect({ code: problem?.code, message: problem?.message, data: problem?.data }).toEqual({
      code,
      message: `${code} for N1`,
      data,
    });
  });

  test('a hold is named before a claim of another', () => {
    const w = claim(new Walker([[stages.unitCouncil], [stages.forward]]), 's1').act({ type: 'hold', note: NOTE });
    expect(w.refusal({ type: 'claim', claim: 's2', stage: 'council', level: 'unit' })).toBe('ON_HOLD');
    w.act({ type: 'release', note: NOTE });
    expect(w.refusal({ type: 'claim', claim: 's2', stage: 'council', level: 'unit' })).toBe('CLAIMED');
  });

  test('a line that is stopped and on hold cannot be released before retry, nor accepted', () => {
    const w = screened(stages.unitCouncil).act({ type: 'hold', note: NOTE }).stop();
    expect(w.refusal({ type: 'release', note: NOTE })).toBe('ACTION_NOT_ALLOWED');
    expect(w.refusal({ type: 'accept' })).toBe('ON_HOLD');
    expect(w.act({ type: 'retry' }).act({ type: 'release', note: NOTE }).status).toBe('screening');
  });

  test('a new contact does not wake a line that is stopped', () => {
    const w = screened(stages.unitCouncil).stop().act({ type: 'changeContact', note: NOTE });
    expect(w.status).toBe('needsAttention');
    expect(w.act({ type: 'correctClerical', dossier: 'D2', note: NOTE }).status).toBe('needsAttention');
  });
});

describe('what no pack can make is a bug', () => {
  test.each([[[]], [[[]]]])('a line with the route %j', (route: readonly Stage[][]) => {
    const names = { id: 'N1', unitProposal: 'TT1', award: 'BKT', routeCode: 'test' };
    const submit = () =>
      submitLine({ ...names, route, holdReview: thirtyDays, selfChecked: true }, contextAt('2026-11-16T02:00:00.000Z'));
    expect(submit).toThrow(new Error('line N1 has an empty route'));
  });

  test('a line that stands nowhere', () => {
    const { line } = new Walker([[stages.unitCouncil]]);
    expect(() => viewOf({ ...line, stages: [] })).toThrow(new Error('line N1 has no stage'));
  });

  test('an action on a line does not change the line it was made of', () => {
    const { line, now } = new Walker([[stages.unitCouncil]]);
    const before = structuredClone(line);
    act(line, { type: 'hold', note: NOTE }, contextAt(now));
    expect(line).toStrictEqual(before);
  });
});
