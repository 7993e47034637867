import type { Award } from '../award';
import { grades, measures, scopes } from './facts';
import type { Op } from './rule';

/** Something wrong in a document, and where. */
export interface Wrong {
  readonly path: readonly (string | number)[];
  readonly what: string;
}

export const kinds = ['BLOCK', 'HOLD', 'WARN', 'CALC'];
export const known = (values: readonly unknown[], value: unknown): boolean => values.includes(value);

/** What a parameter of an operator must be; `undefined` when it is right. */
type Check = (value: unknown, catalogue: readonly Award[]) => string | undefined;

const oneOf =
  (values: readonly string[]): Check =>
  (value) =>
    known(values, value) ? undefined : `is none of ${values.join(', ')}`;
const listOf =
  (check: Check): Check =>
  (value, catalogue) => {
    if (!Array.isArray(value) || value.length === 0) return 'is no list';
    return value.map((one) => check(one, catalogue)).find((what) => what !== undefined);
  };
const whole: Check = (value) =>
  Number.isSafeInteger(value) && (value as number) > 0 ? undefined : 'is no whole number';
const words: Check = (value) => (typeof value === 'string' && value.trim() !== '' ? undefined : 'is missing');
const award: Check = (value, catalogue) =>
  catalogue.some(({ code }) => code === value) ? undefined : `is not in the catalogue: ${String(value)}`;
const fields =
  (of: Parameters, optional: Parameters = {}): Check =>
  (value, catalogue) =>
    checkParameters(value, of, optional, catalogue, [])[0]?.what;

/** A fraction of the members or of the round: above nothing, at most everything. */
const share: Check = (value, catalogue) => {
  const what = fields({ of: () => undefined, mode: oneOf(['atLeast', 'moreThan']) })(value, catalogue);
  if (what !== undefined) return what;
  const { of } = value as { of: unknown };
  if (!Array.isArray(of) || of.length !== 2 || of.some((n) => whole(n, catalogue) !== undefined))
    return 'is no fraction';
  const [part, base] = of as [number, number];
  return part <= base ? undefined : 'is more than everything';
};

type Parameters = Readonly<Record<string, Check>>;
interface Operator {
  readonly needs?: Parameters;
  readonly may?: Parameters;
}

/** Every operator with its parameters. `all` and `any` hold further criteria. */
const operators: Readonly<Record<Exclude<Op, 'all' | 'any'>, Operator>> = {
  subjectFits: {},
  gradeOfYear: { needs: { atLeast: oneOf(grades) } },
  gradesInARow: { needs: { years: whole, atLeast: oneOf(grades) }, may: { orTitle: award } },
  titlesInARow: { needs: { award, years: whole } },
  sinceAward: {
    needs: { awards: listOf(award), years: whole, atLeast: oneOf(grades) },
    may: {
      ofThem: fields({ grade: oneOf(grades), count: whole }, { orTitle: award }),
      titles: fields({ award, count: whole }),
    },
  },
  initiatives: {
    needs: { scope: oneOf(scopes), count: whole },
    may: { withinYears: whole, notUsedUpBy: listOf(award) },
  },
  memberShare: { needs: { award, share } },
  membersWith: { needs: { award, count: whole } },
  membersGraded: { needs: { atLeast: oneOf(grades), share } },
  noMemberDisciplined: { needs: { from: oneOf(measures) } },
  leadsBlock: { needs: { scopes: listOf(oneOf(['province', 'nation'])) } },
  achievementOnce: { may: { by: oneOf(['period']) } },
  initiativesOnce: { may: { notUsedUpBy: listOf(award) } },
  noOpenMatter: { may: { matters: oneOf(['discipline', 'verification']) } },
  unitExists: {},
  papersComplete: {},
  reportCertified: {},
  evidenceCertified: {},
  registered: {},
  noSecretContent: {},
  basisHolds: {},
  roundShare: { needs: { share } },
  opinionOf: { needs: { body: words } },
  achievementsWithin: { needs: { months: whole } },
  formAgrees: {},
  judged: { needs: { by: oneOf(['council', 'office']) } },
  quotaInfo: {},
  notCounted: { needs: { because: oneOf(['commendationType', 'revoked', 'discipline']) } },
  prizeDue: {},
  windowStart: { may: { awards: listOf(award) } },
};

/** What is wrong with a criterion, at any depth. */
export function checkCriterion(
  test: unknown,
  catalogue: readonly Award[],
  path: readonly (string | number)[],
): readonly Wrong[] {
  if (typeof test !== 'object' || test === null) return [{ path, what: 'the test is missing' }];
  const { op, of } = test as { op?: unknown; of?: unknown };
  if (op === 'all' || op === 'any') {
    if (!Array.isArray(of) || of.length === 0) return [{ path: [...path, 'of'], what: `${op} holds no criteria` }];
    return of.flatMap((part, i) => checkCriterion(part, catalogue, [...path, 'of', i]));
  }
  if (!known(Object.keys(operators), op))
    return [{ path: [...path, 'op'], what: `there is no operator ${String(op)}` }];
  const { needs = {}, may = {} } = operators[op as keyof typeof operators];
  return checkParameters(test, { op: () => undefined, ...needs }, may, catalogue, path);
}

function checkParameters(
  value: unknown,
  needs: Parameters,
  may: Parameters,
  catalogue: readonly Award[],
  path: readonly (string | number)[],
): readonly Wrong[] {
  if (typeof value !== 'object' || value === null) return [{ path, what: 'is no set of fields' }];
  const given = value as Readonly<Record<string, unknown>>;
  const unknown = Object.keys(given).filter((name) => !Object.hasOwn(needs, name) && !Object.hasOwn(may, name));
  const missing = Object.keys(needs).filter((name) => given[name] === undefined);
  return [
    ...unknown.map((name) => ({ path: [...path, name], what: `there is no parameter ${name}` })),
    ...missing.map((name) => ({ path, what: `the parameter ${name} is missing` })),
    ...Object.entries({ ...needs, ...may }).flatMap(([name, check]) => {
      const what = given[name] === undefined ? undefined : check(given[name], catalogue);
      return what === undefined ? [] : [{ path: [...path, name], what: `${name} ${what}` }];
    }),
  ];
}
