import { Problem } from '../../domain/errors';
import type { Condition, RouteDefinition, RouteFacts } from '../../domain/route';
import { routeFor, routeOrNone } from '../../domain/route';

const definition = (code: string, when: Condition, steps: RouteDefinition['steps']): RouteDefinition => ({
  code,
  when,
  steps,
  citation: { vi: 'Quy định', en: 'Regulation' },
  sourceLevel: 'province',
  validFrom: '2026-01-01',
  verified: true,
});
const facts = (more: Partial<RouteFacts> = {}): RouteFacts => ({
  award: { code: 'BKT' },
  procedure: 'normal',
  flags: [],
  ...more,
});
const end = [{ kind: 'issuance' }] as const;

test.each<[Condition, Partial<RouteFacts>, boolean]>([
  [{}, {}, true],
  [{ awards: ['GK', 'BKT'] }, {}, true],
  [{ awards: ['GK'] }, {}, false],
  [{ procedure: 'normal' }, {}, true],
  [{ procedure: 'simplified' }, {}, false],
  [{ anyFlag: ['a', 'b'] }, { flags: ['b'] }, true],
  [{ anyFlag: ['a', 'b'] }, { flags: ['c'] }, false],
  [{ awardsOrFlag: { awards: ['BKT'], anyFlag: ['a'] } }, {}, true],
  [{ awardsOrFlag: { awards: ['GK'], anyFlag: ['a', 'b'] } }, { flags: ['b'] }, true],
  [{ awardsOrFlag: { awards: ['GK'], anyFlag: ['a', 'b'] } }, {}, false],
  [{ awards: ['BKT'], procedure: 'simplified' }, {}, false],
  [{ awards: ['BKT'], anyFlag: ['a'] }, {}, false],
])('the condition %j holds for %j: %s', (when, more, holds) => {
  const found = { code: 'one', route: [end] };
  expect(routeOrNone([definition('one', when, [end])], facts(more))).toEqual(holds ? found : undefined);
});

test('a route is the first that fits, without the stages that do not apply, bare of conditions and citations', () => {
  const route = routeFor(
    [
      definition('other', { awards: ['GK'] }, [end]),
      definition('mine', {}, [
        [{ kind: 'posting', workingDays: 5, when: { anyFlag: ['public'] } }],
        [
          { kind: 'council', level: 'unit', when: { awards: ['BKT'] }, citation: 'art. 1' },
          { kind: 'council', level: 'province', when: { awards: ['GK'] } },
        ],
        end,
      ]),
      definition('last', {}, [end]),
    ],
    facts(),
  );
  expect(route).toEqual({ code: 'mine', route: [[{ kind: 'council', level: 'unit' }], end] });
});

test('without a route, one is asked for in both languages', () => {
  const ask = (): unknown => {
    try {
      return routeFor([definition('one', { awards: ['GK'] }, [end])], facts({ procedure: 'simplified' }));
    } catch (error) {
      return error;
    }
  };
  const problem = ask() as Problem;
  expect(problem).toBeInstanceOf(Problem);
  expect({ code: problem.code, message: problem.message, data: problem.data }).toEqual({
    code: 'VALIDATION',
    message: 'no route for BKT/simplified',
    data: {
      fields: [
        {
          field: 'award',
          vi: 'Chưa có quy trình cho hình thức khen thưởng và thủ tục này.',
          en: 'No route is defined for this award and procedure.',
        },
      ],
    },
  });
});
