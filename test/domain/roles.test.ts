import type { ActionType } from '../../domain/actions';
import type { Actor, OuterAction, Right } from '../../domain/roles';
import { actionsFor, has, innerActions, isOuterAction, levelOf, mayAct, roles, rolesWith } from '../../domain/roles';
import type { Level, Route } from '../../domain/route';
import { claim, NOTE, pass, stages, Walker } from './walk/walker';

const actors: Readonly<Record<string, Actor>> = {
  'the unit': { role: 'unit', unit: 'U1' },
  'its office': { role: 'office', unit: 'U1' },
  'the office of the province': { role: 'office' },
  'an administrator': { role: 'admin' },
  // what nobody is given, and what may do nothing to a line
  'a unit without a unit': { role: 'unit' },
  'an administrator of a unit': { role: 'admin', unit: 'U1' },
  'a secretary': { role: 'secretary' },
  'an authority': { role: 'authority' },
  'a clerk': { role: 'clerk' },
  'an inspector': { role: 'inspector' },
  'an inspector of a unit': { role: 'inspector', unit: 'U1' },
};

describe('who may ask what of a line', () => {
  const who = (action: OuterAction, level: Level) =>
    Object.keys(actors).filter((name) => mayAct(actors[name]!, action, level));

  test.each<[OuterAction, Level, string[]]>([
    ['accept', 'unit', ['its office']],
    ['accept', 'province', ['the office of the province']],
    ['withdraw', 'unit', ['the unit', 'its office']],
    ['withdraw', 'province', ['the unit', 'its office']],
    ['supply', 'unit', ['the unit', 'its office']],
    ['supply', 'province', ['the unit', 'its office', 'the office of the province']],
    ['retry', 'unit', ['its office', 'the office of the province', 'an administrator']],
    ['retry', 'province', ['the office of the province', 'an administrator']],
  ])('%s at %s level', (action, level, expected) => {
    expect(who(action, level)).toEqual(expected);
  });

  test('of what the state allows, each sees what is theirs to do, in the same order', () => {
    const allowed: ActionType[] = ['claim', 'accept', 'decline', 'hold', 'changeContact', 'withdraw', 'issue'];
    expect(actionsFor(actors['the unit']!, allowed, 'unit')).toEqual(['changeContact', 'withdraw']);
    expect(actionsFor(actors['its office']!, allowed, 'unit')).toEqual([
      'accept',
      'decline',
      'hold',
      'changeContact',
      'withdraw',
    ]);
    expect(actionsFor(actors['the office of the province']!, allowed, 'unit')).toEqual([]);
  });

  test('what sessions and proposals say to a line, no person may', () => {
    expect(innerActions.filter((action) => isOuterAction(action))).toEqual([]);
    expect(['accept', 'retry'].every(isOuterAction)).toBe(true);
    expect(isOuterAction('toString')).toBe(false);
  });
});

describe('the level whose office has to do with a line', () => {
  const decideInUnit = { ...stages.decide, level: 'unit' } as const;
  const levelIn = (...route: Route) => levelOf(new Walker(route).line);

  test.each<[string, Level, Route]>([
    ['screening of the unit', 'unit', [[stages.unitScreening]]],
    ['screening of the province', 'province', [[stages.provinceScreening]]],
    ['council of the unit', 'unit', [[stages.unitCouncil]]],
    ['council of the province', 'province', [[stages.provinceCouncil]]],
    ['approval in the unit', 'unit', [[stages.forward]]],
    ['approval at the province', 'province', [[stages.decide]]],
    ['consultation', 'province', [[stages.consultation]]],
    ['posting', 'province', [[stages.posting]]],
    ['central level', 'province', [[stages.central]]],
    ['receipt', 'province', [[stages.receipt]]],
  ])('%s: %s', (_stage, level, route) => {
    expect(levelIn(...route)).toBe(level);
  });

  test.each<[string, Level, Route]>([
    ['decided in the unit', 'unit', [[decideInUnit], [stages.issuance]]],
    ['decided at the province', 'province', [[stages.decide], [stages.issuance]]],
    ['decided in the unit, with more to come', 'unit', [[decideInUnit], [stages.issuance], [stages.provinceScreening]]],
    ['after the province, the unit', 'unit', [[stages.provinceCouncil], [decideInUnit], [stages.issuance]]],
    ['after the unit, a posting', 'province', [[stages.unitCouncil], [stages.posting], [stages.issuance]]],
  ])('certificates are written where it was last worked on: %s', (_name, level, route) => {
    const at = route.findIndex((step) => step[0]?.kind === 'issuance');
    const { line } = new Walker(route);
    expect(levelOf({ ...line, at, stages: [{ kind: 'issuance', since: line.stages[0]!.since }] })).toBe(level);
  });

  test('certificates of a route that begins with them are of the province', () => {
    expect(levelIn([stages.issuance])).toBe('province');
  });

  test('of stages side by side the first that is open counts', () => {
    const w = new Walker([[stages.unitScreening, stages.posting], [stages.issuance]]);
    expect(levelOf(w.line)).toBe('unit');
    w.act({ type: 'receive', number: '7', arrivedOn: '2026-11-16' }).act({ type: 'accept' });
    expect(levelOf(w.line)).toBe('province');
  });

  test('a line that has ended stays with the level that ended it', () => {
    const declined = new Walker([[stages.unitCouncil], [stages.decide]]).act({ type: 'decline', note: NOTE });
    expect(levelOf(declined.line)).toBe('unit');
    const issued = pass(pass(new Walker([[decideInUnit], [stages.issuance]])));
    expect(issued.status).toBe('issued');
    expect(levelOf(issued.line)).toBe('unit');
    expect(levelOf(claim(new Walker([[stages.forward]]), 'p').line)).toBe('unit');
  });
});

describe('rights', () => {
  test.each<[Right, readonly string[]]>([
    ['readInternal', ['office', 'secretary', 'inspector', 'admin']],
    ['recordDecisions', ['clerk']],
    ['answerProposals', ['authority', 'office']],
    ['runSessions', ['secretary', 'office']],
    ['manageKeys', ['admin']],
  ])('%s', (right, expected) => {
    expect(rolesWith(right)).toEqual(expected);
    expect(roles.filter((role) => has({ role }, right)).sort()).toEqual([...expected].sort());
  });
});
