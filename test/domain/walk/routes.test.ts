import type { Procedure } from '../../../domain/award';
import type { Stage } from '../../../domain/route';
import { routeFor } from '../../../domain/route';
import { samplePack } from '../../../samples/pack';
import { pass, Walker } from './walker';

const routeOf = (award: string, procedure: Procedure = 'normal', flags: readonly string[] = []) =>
  routeFor(samplePack.routes, { award: { code: award }, procedure, flags });

const nameOf = (stage: Stage): string => ('level' in stage ? `${stage.kind}(${stage.level})` : stage.kind);

/** The stages that a line really enters, when everything goes well; those of one step together. */
function walked(award: string, procedure?: Procedure, flags?: readonly string[]) {
  const w = new Walker(routeOf(award, procedure, flags).route);
  const steps: string[] = [];
  while (!w.line.end) {
    steps.push(w.line.route[w.line.at]!.map(nameOf).join(' + '));
    pass(w);
  }
  return { w, steps };
}

const atUnit = ['screening(unit)', 'council(unit)', 'approval(unit)'];

describe('the routes of the sample pack, walked to their end', () => {
  test.each(['LDTT', 'CSTDCS', 'TTLDTT', 'GK', 'GDVH', 'THONVH'])('%s: the unit decides', (award) => {
    const { w, steps } = walked(award);
    expect(steps).toEqual([...atUnit, 'issuance']);
    expect(w.line.end?.outcome).toBe('issued');
    expect(w.types).toContain('decisionSigned');
  });

  test.each(['CSTDT', 'TTLDXS', 'COTINH', 'BKT'])(
    '%s: the unit forwards, the Chair of the province decides',
    (award) => {
      const { w, steps } = walked(award);
      const atProvince = ['screening(province)', 'council(province)', 'approval(province)', 'issuance'];
      expect(steps).toEqual([...atUnit, ...atProvince]);
      expect(w.types.filter((t) => t === 'forwarded')).toHaveLength(1);
      expect(w.types.filter((t) => t === 'decisionSigned')).toHaveLength(1);
    },
  );

  test('BKT for an ad hoc feat: no council on the way', () => {
    const { steps } = walked('BKT', 'simplified');
    expect(steps).toEqual(['approval(unit)', 'screening(province)', 'approval(province)', 'issuance']);
  });

  test('CSTDTQ: published, with the opinion of the Party committee, received from the central level', () => {
    const { w, steps } = walked('CSTDTQ');
    expect(steps).toEqual([
      ...atUnit,
      'screening(province)',
      'posting',
      'council(province)',
      'consultation',
      'approval(province)',
      'central',
      'receipt',
    ]);
    expect(w.line.end?.outcome).toBe('received');
    expect(w.types).not.toContain('decisionSigned');
  });

  test('HCLD3 of the head of a provincial body: the ministry is asked while the list is public', () => {
    const { steps } = walked('HCLD3', 'normal', ['headOfProvincialBody', 'managedByParty']);
    expect(steps.slice(3, 7)).toEqual([
      'screening(province)',
      'consultation + posting',
      'council(province)',
      'consultation',
    ]);
  });

  test('BKTTG with no flag: neither publication nor opinions', () => {
    const { steps } = walked('BKTTG');
    expect(steps.slice(3)).toEqual([
      'screening(province)',
      'council(province)',
      'approval(province)',
      'central',
      'receipt',
    ]);
  });
});

describe('a self-checked line', () => {
  test.each([
    ['GK', 'normal', 'council'],
    ['HCLD3', 'normal', 'council'],
    ['BKT', 'simplified', 'approval'],
  ] as const)('%s, %s procedure: stands at the %s of the unit after sending', (award, procedure, stage) => {
    const w = new Walker(routeOf(award, procedure).route, { selfChecked: true });
    expect(w.view).toMatchObject({ stage, level: 'unit' });
    expect(w.types.includes('selfChecked')).toBe(stage === 'council');
  });
});

test('an award without a route is refused by name of the field', () => {
  expect(() => routeOf('GK', 'simplified')).toThrow(expect.objectContaining({ code: 'VALIDATION' }));
});

test('on the way each event names the stage and the level at which it happened', () => {
  const { w } = walked('BKT');
  const entered = w.events.filter((e) => e.type === 'entered').map((e) => `${e.stage}/${e.level ?? '-'}`);
  expect(entered).toEqual([
    'screening/unit',
    'council/unit',
    'approval/unit',
    'screening/province',
    'council/province',
    'approval/province',
    'issuance/-',
  ]);
});
