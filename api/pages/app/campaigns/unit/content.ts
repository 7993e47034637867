import type { Award } from '../../../../../domain/award';
import { isTooLarge, readFigure } from '../../../../../domain/campaign/figure';
import type { RegistrantKind } from '../../../../../domain/campaign/registration';
import type { Target } from '../../../../../domain/campaign/target';
import type { CampaignRecord, PersonRecord } from '../../../../../platform/store';
import type { Choices, Field, FieldGroup } from '../../../../../templates/pages';
import type { RegistrationContent } from '../../../../commands/campaigns/registrations';
import { unitsOf, defined } from '../../../../commands/shared';
import type { ApiContext, Caller } from '../../../../context';
import { registrationBodies } from '../../../../schemas/campaigns';
import { invalid, parse, type FieldProblem } from '../../../../schemas/parse';
import { wordsIn, type Fields } from '../../../forms';
import { awardName } from '../../../nominee';
import { personNamed } from '../../named';
import { renamed } from '../../records/form';
import type { SignedIn } from '../../page';
import { field, typedFigure, words, wrongAt } from './words';

/** What a registration says, as fields of a form and back. */

/** Rows beyond those that are filled in. */
const EMPTY_ROWS = 2;
const MOST_ROWS = 200;

/** The people of a unit, as a field offers them: by name, by code where several bear it. */
export interface People {
  readonly choices: Choices;
  readonly nameOf: (code: string | undefined) => string;
}

export async function peopleFor(context: ApiContext, caller: Caller): Promise<People> {
  const people = await context.store.people.ofUnits((await unitsOf(context, caller)) ?? []);
  const alone = ({ name }: PersonRecord): boolean => people.filter((one) => one.name === name).length === 1;
  const typed = new Map(people.map((one) => [one._id, alone(one) ? one.name : one._id]));
  return {
    choices: {
      id: 'people',
      options: people.map((one) => ({ value: typed.get(one._id)!, text: `${one.name}, ${one.post}` })),
    },
    nameOf: (code) => (code === undefined ? '' : (typed.get(code) ?? code)),
  };
}

/** The groups of a form: titles, targets row by row, measures and who answers for them. */
export function contentGroups(
  context: ApiContext,
  content: RegistrationContent,
  given: {
    readonly campaign: CampaignRecord;
    readonly kind: RegistrantKind;
    /** Whether an award is for a unit of this kind. */
    readonly fits: (award: Award) => boolean;
    readonly people: People;
    readonly lang: SignedIn['lang'];
    readonly typed: Fields | undefined;
    /** Who answers for it is changed apart once it is signed. */
    readonly amending?: true;
  },
): FieldGroup[] {
  const { people, typed, amending = false } = given;
  return [
    { legend: words('titles'), fields: titleFields(context, content.titles, given) },
    ...rowsFor(content.targets, typed).map((no): FieldGroup => {
      const target = content.targets[no];
      return {
        legend: words('target', { no: no + 1 }),
        inRow: true,
        fields: targetFields(no, target, people),
      };
    }),
    {
      fields: [
        field('measures', 'measures', 'long', { value: content.measures, rows: 6 }),
        ...(amending
          ? []
          : [
              field('responsible', 'responsible', 'text', {
                value: people.nameOf(content.responsible),
                list: 'people',
              }),
            ]),
      ],
    },
  ];
}

/** Titles for a unit of this kind, the awards of the campaign's round, and what was chosen before. */
function titleFields(
  { catalogue }: ApiContext,
  chosen: readonly string[],
  {
    campaign,
    kind,
    fits,
    lang,
  }: {
    readonly campaign: CampaignRecord;
    readonly kind: RegistrantKind;
    readonly fits: (award: Award) => boolean;
    readonly lang: SignedIn['lang'];
  },
): Field[] {
  const wanted = kind === 'person' ? 'person' : 'collective';
  const offered = catalogue.filter(
    (award) =>
      chosen.includes(award.code) ||
      (award.subjects.includes(wanted) &&
        fits(award) &&
        (award.kind === 'title' || campaign.awards.includes(award.code))),
  );
  const codes = [...new Set(offered.map(({ code }) => code))];
  return codes.map((code) => ({
    name: `title.${code}`,
    kind: 'check' as const,
    label: awardName(catalogue, code, lang),
    checked: chosen.includes(code),
  }));
}

const parts = ['name', 'unit', 'baseline', 'target', 'source', 'responsible'] as const;

function targetFields(no: number, target: Target | undefined, people: People): Field[] {
  const at = (part: string): string => `target.${no}.${part}`;
  const direction = target?.direction ?? 'atLeast';
  return [
    field(at('code'), 'targetName', 'hidden', { value: target?.code ?? '' }),
    field(at('name'), 'targetName', 'text', { ...defined({ value: target?.name }), wide: true }),
    field(at('unit'), 'measure', 'text', defined({ value: target?.unit })),
    field(at('baseline'), 'baseline', 'text', { value: typedFigure(target?.baseline) }),
    {
      ...field(at('direction'), 'direction', 'select'),
      options: (['atLeast', 'atMost'] as const).map((value) => ({
        value,
        text: words(`direction.${value}`),
        selected: value === direction,
      })),
    },
    field(at('target'), 'figure', 'text', { value: typedFigure(target?.target) }),
    field(at('responsible'), 'targetResponsible', 'text', {
      value: people.nameOf(target?.responsible),
      list: 'people',
    }),
    field(at('source'), 'source', 'text', { ...defined({ value: target?.source }), wide: true }),
  ];
}

const row = /^target\.(\d{1,3})\.\w+$/;
const numbersIn = (typed: Fields): number[] => [
  ...new Set([...typed.keys()].flatMap((name) => row.exec(name)?.[1] ?? []).map(Number)),
];

/** A row for each target, and some more: as many as were sent, where the form was refused. */
function rowsFor(targets: readonly Target[], typed: Fields | undefined): number[] {
  const n = typed ? Math.max(-1, ...numbersIn(typed)) + 1 : targets.length + EMPTY_ROWS;
  return Array.from({ length: Math.min(Math.max(n, targets.length), MOST_ROWS) }, (_, i) => i);
}

/** The rows in which something stands; a target goes by an empty row. */
const filledRows = (fields: Fields): number[] =>
  numbersIn(fields)
    .filter((no) => no < MOST_ROWS && parts.some((part) => wordsIn(fields, `target.${no}.${part}`) !== ''))
    .sort((a, b) => a - b);

/**
 * What a form says.
 * @param taken codes that no new target gets, whether they stand in the form or not
 * @throws Problem VALIDATION with fields as the form names them
 */
export async function contentIn(
  context: ApiContext,
  caller: Caller,
  fields: Fields,
  taken: Iterable<string> = [],
): Promise<RegistrationContent> {
  const wrong: FieldProblem[] = [];
  const rows = filledRows(fields);
  const codes = new Set([...taken, ...rows.map((no) => wordsIn(fields, `target.${no}.code`, 64))]);
  const targets: Record<string, unknown>[] = [];
  for (const no of rows) {
    const of = (part: string): string => wordsIn(fields, `target.${no}.${part}`);
    const known = of('code').slice(0, 64);
    const person = await personIn(context, caller, { fields, at: `target.${no}.responsible`, wrong });
    targets.push({
      code: known === '' ? freeCode(codes) : known,
      ...defined({
        name: of('name') || undefined,
        unit: of('unit') || undefined,
        source: of('source') || undefined,
        baseline: figureIn(of('baseline'), `target.${no}.baseline`, wrong),
        target: figureIn(of('target'), `target.${no}.target`, wrong),
        responsible: person,
      }),
      direction: of('direction') === 'atMost' ? 'atMost' : 'atLeast',
    });
  }
  const titles = [...fields].flatMap(([name, value]) =>
    value === 'true' ? (/^title\.(.{1,64})$/.exec(name)?.[1] ?? []) : [],
  );
  const responsible = await personIn(context, caller, { fields, at: 'responsible', wrong });
  const body = { titles, targets, measures: wordsIn(fields, 'measures'), ...defined({ responsible }) };
  const { expects: _expects, ...content } = parsed(body, rows, wrong);
  return content;
}

/** With what the schema finds, and what could not be read before it. */
function parsed(body: object, rows: readonly number[], wrong: readonly FieldProblem[]) {
  try {
    const content = parse(registrationBodies.edit, body);
    if (wrong.length > 0) throw invalid(...wrong);
    return content;
  } catch (error) {
    const problem = renamed(error, (name) => fieldOf(name, rows));
    throw wrong.length > 0 ? withFaults(problem, wrong) : problem;
  }
}

/** Faults of the reading come before those of the schema about the same field. */
function withFaults(problem: unknown, wrong: readonly FieldProblem[]): unknown {
  const { data } = problem as { readonly data?: { readonly fields?: readonly FieldProblem[] } };
  const others = (data?.fields ?? []).filter(({ field: at }) => !wrong.some((one) => one.field === at));
  return invalid(...wrong, ...others);
}

/** Where a fault of what a registration says is told in its form. */
export const fieldOf = (name: string, rows: readonly number[]): string => {
  const [, index, part] = /^targets\.(\d+)\.(\w+)$/.exec(name) ?? [];
  if (index === undefined) return name.startsWith('titles') ? 'titles' : name;
  const at = rows[Number(index)] ?? Number(index);
  return `target.${at}.${part === 'code' ? 'name' : part!}`;
};
/** The rows of a form that have something in them: faults of a command count these. */
export const rowsOf = (fields: Fields): readonly number[] => filledRows(fields);

/** The next of `CT1`, `CT2`, … that is not taken. */
function freeCode(taken: Set<string>): string {
  let no = 1;
  while (taken.has(`CT${no}`)) no += 1;
  taken.add(`CT${no}`);
  return `CT${no}`;
}

/** A figure as people write it; what is none stays out, with a fault. */
function figureIn(typed: string, at: string, wrong: FieldProblem[]): string | undefined {
  if (typed === '') return undefined;
  const value = readFigure(typed);
  if (value === undefined) wrong.push(wrongAt(at, isTooLarge(typed) ? 'figureTooLarge' : 'figure'));
  return value;
}

async function personIn(
  context: ApiContext,
  caller: Caller,
  { fields, at, wrong }: { readonly fields: Fields; readonly at: string; readonly wrong: FieldProblem[] },
): Promise<string | undefined> {
  const typed = wordsIn(fields, at);
  if (typed === '') return undefined;
  const found = await personNamed(context, caller, { field: at, typed });
  if ('code' in found) return found.code;
  wrong.push(found.problem);
  return undefined;
}
