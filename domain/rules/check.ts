import type { Award, Source } from '../award';
import { commendationTypes, procedures, sourceLevels, subjectKinds } from '../award';
import { checkSource, overlap } from '../catalogue';
import { roles } from '../roles';
import { isDay } from '../time';
import { moments } from './facts';
import type { RuleSet } from './ruleSet';
import { checkCriterion, kinds, known, type Wrong } from './vocabulary';

/**
 * What is wrong with a set of rules as it was read from a file, with the path to it in the document; empty when it may be
 * loaded. The content is not trusted: everything that the types promise is checked here.
 */
export function checkRuleSet(set: RuleSet, catalogue: readonly Award[]): readonly Wrong[] {
  if (!isObject(set) || !Array.isArray(set.rules)) return [{ path: [], what: 'it holds no list of rules' }];
  return [
    ...checkHead(set),
    ...set.rules.flatMap((rule: unknown, i) => {
      if (!isObject(rule)) return [{ path: ['rules', i], what: 'it is no rule' }];
      const name = typeof rule['code'] === 'string' ? `${rule['code']}: ` : '';
      return checkRule(rule, catalogue).map(({ path, what }) => ({ path: ['rules', i, ...path], what: name + what }));
    }),
    ...checkCodes(set.rules.filter((rule) => isObject(rule))),
  ];
}

/** A rule as a file holds it: nothing is known of its fields yet. */
type Raw = Readonly<Record<string, unknown>>;
const isObject = (value: unknown): value is Raw => typeof value === 'object' && value !== null;
const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

function checkHead(set: RuleSet): Wrong[] {
  const wrong: Wrong[] = [];
  for (const field of ['code', 'version'] as const) {
    if (typeof set[field] !== 'string' || !/^[A-Za-z0-9][A-Za-z0-9.-]*$/.test(set[field])) {
      wrong.push({ path: [field], what: `${field} is not made of letters, digits, points and hyphens` });
    }
  }
  if (!isText(set.title)) wrong.push({ path: ['title'], what: 'the title is missing in Vietnamese or English' });
  if (!isDay(set.effectiveFrom)) wrong.push({ path: ['effectiveFrom'], what: 'effectiveFrom is not a day' });
  return wrong;
}

const isText = (text: unknown): boolean =>
  typeof text === 'object' &&
  text !== null &&
  ['vi', 'en'].every((lang) => {
    const said = (text as Record<string, unknown>)[lang];
    return typeof said === 'string' && said.trim() !== '';
  });

const fieldsOfRule = [
  'code',
  'rule',
  'kind',
  'when',
  'wording',
  'test',
  'override',
  'citation',
  'sourceLevel',
  'validFrom',
  'validTo',
  'verified',
  'toCheck',
];

function checkRule(rule: Raw, catalogue: readonly Award[]): Wrong[] {
  const wrong: Wrong[] = Object.keys(rule)
    .filter((field) => !fieldsOfRule.includes(field))
    .map((field) => ({ path: [field], what: `it has no field ${field}` }));
  const [code, number] = [textOf(rule['code']), textOf(rule['rule'])];
  if (!/^R\d\d(\.[A-Za-z0-9]+)*$/.test(code)) wrong.push({ path: ['code'], what: 'the code is not like R04.CSTDT' });
  if (!/^R\d\d$/.test(number) || !code.startsWith(number)) {
    wrong.push({ path: ['rule'], what: 'rule is not the number that the code begins with' });
  }
  if (!known(kinds, rule['kind'])) wrong.push({ path: ['kind'], what: `${textOf(rule['kind'])} is no kind of rule` });
  if (!isText(rule['wording'])) {
    wrong.push({ path: ['wording'], what: 'the wording is missing in Vietnamese or English' });
  }
  if (typeof rule['verified'] !== 'boolean') {
    wrong.push({ path: ['verified'], what: 'verified is neither true nor false' });
  }
  return [
    ...wrong,
    ...checkCited(rule),
    ...checkWhen(rule['when'], catalogue),
    ...checkOverride(rule['override']),
    ...checkCriterion(rule['test'], catalogue, ['test']),
  ];
}

function checkCited(rule: Raw): Wrong[] {
  const wrong: Wrong[] = [];
  if (!isText(rule['citation'])) wrong.push({ path: ['citation'], what: 'the citation is missing' });
  else {
    for (const what of checkSource(rule as unknown as Source)) {
      const field = what.includes('ends before') ? 'validTo' : (/valid(From|To)/.exec(what)?.[0] ?? 'verified');
      wrong.push({ path: [field], what });
    }
  }
  if (rule['toCheck'] !== undefined && !isText(rule['toCheck'])) {
    wrong.push({ path: ['toCheck'], what: 'what is to be checked is missing in Vietnamese or English' });
  }
  if (!known(sourceLevels, rule['sourceLevel'])) {
    wrong.push({ path: ['sourceLevel'], what: `${textOf(rule['sourceLevel'])} is no level of a source` });
  }
  return wrong;
}

const conditions = ['awards', 'subjects', 'procedures', 'commendationTypes', 'criterion', 'flags', 'from'];

/** A list of at least one value, of those that there are; a lone word would be looked through letter by letter. */
function checkList(value: unknown, path: readonly string[], values?: readonly string[]): Wrong[] {
  if (value === undefined) return [];
  if (!Array.isArray(value) || value.length === 0) return [{ path, what: `${path.join('.')} is no list` }];
  return value.flatMap((one: unknown, i) =>
    typeof one === 'string' && (values === undefined || values.includes(one))
      ? []
      : [{ path: [...path, i], what: `${textOf(one)} is none of ${values?.join(', ') ?? 'the codes'}` }],
  );
}

/** Who may let a dossier pass all the same. */
function checkOverride(override: unknown): Wrong[] {
  if (override === undefined) return [];
  if (!isObject(override) || override['roles'] === undefined)
    return [{ path: ['override'], what: 'it names no roles' }];
  return checkList(override['roles'], ['override', 'roles'], roles);
}

/** For whom the rule is: awards that exist, and that the named subjects can receive. */
function checkWhen(when: unknown, catalogue: readonly Award[]): Wrong[] {
  if (!isObject(when)) return [{ path: ['when'], what: 'when is missing; {} means always' }];
  const wrong: Wrong[] = Object.keys(when)
    .filter((name) => !conditions.includes(name))
    .map((name) => ({ path: ['when', name], what: `there is no condition ${name}` }));
  const { awards, subjects, criterion, from } = when;
  wrong.push(
    ...(Array.isArray(awards) && awards.length > 0 ? [] : checkList(awards, ['when', 'awards'])),
    ...checkList(subjects, ['when', 'subjects'], subjectKinds),
    ...checkList(when['procedures'], ['when', 'procedures'], procedures),
    ...checkList(when['commendationTypes'], ['when', 'commendationTypes'], commendationTypes),
    ...checkList(when['flags'], ['when', 'flags']),
  );
  if (from !== undefined && !known(moments, from)) {
    wrong.push({ path: ['when', 'from'], what: `${textOf(from)} is none of ${moments.join(', ')}` });
  }
  for (const [i, code] of (Array.isArray(awards) ? (awards as unknown[]) : []).entries()) {
    const entries = catalogue.filter((award) => award.code === code);
    const path = ['when', 'awards', i];
    if (entries.length === 0) wrong.push({ path, what: `award ${textOf(code)} is not in the catalogue` });
    else if (Array.isArray(subjects) && !entries.some((a) => a.subjects.some((s) => subjects.includes(s)))) {
      wrong.push({ path, what: `award ${textOf(code)} is for none of the subjects named, so the rule reaches nobody` });
    }
  }
  if (criterion !== undefined && !(isObject(criterion) && typeof criterion['code'] === 'string')) {
    wrong.push({ path: ['when', 'criterion'], what: 'the criterion has no code' });
  } else if (isObject(criterion) && criterion['orNone'] !== undefined && criterion['orNone'] !== true) {
    wrong.push({ path: ['when', 'criterion', 'orNone'], what: 'orNone is true, or is left out' });
  }
  return wrong;
}

/** One code, one entry at a time. */
function checkCodes(rules: readonly Raw[]): Wrong[] {
  return rules.flatMap((rule, i) =>
    rules
      .slice(0, i)
      .filter(
        (other) => other['code'] === rule['code'] && overlap(other as unknown as Source, rule as unknown as Source),
      )
      .map(() => ({
        path: ['rules', i, 'validFrom'],
        what: `${textOf(rule['code'])}: two entries hold at the same time`,
      })),
  );
}
