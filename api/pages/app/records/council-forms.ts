import { z } from 'zod';
import { Problem } from '../../../../domain/errors';
import type { CouncilRecord } from '../../../../platform/store';
import type { Choices, FieldGroup } from '../../../../templates/pages';
import { dayText } from '../../../../templates/format';
import { editionOf, listMaster, putMaster, versionsOf } from '../../../commands/service/master-data';
import type { ApiContext, Caller } from '../../../context';
import { wordsIn, type Fields } from '../../forms';
import { code } from '../../../schemas/fields';
import { council as councilBody } from '../../../schemas/master-data';
import { invalid, parse, type FieldProblem } from '../../../schemas/parse';
import { personNamed, unitNamed, wrongAt } from '../named';
import type { AppPage } from '../page';
import { councilHref } from './cells';
import { box, field, recordForm, renamed, words } from './form';

/** Rows beyond those that are filled in. */
const EMPTY_ROWS = 4;
const MOST_ROWS = 200;

/** Forms by which a council is entered, sits in another composition from a day on, and is corrected. */
export const councilForms = (context: ApiContext): AppPage[] => [
  recordForm(context, {
    path: '/app/councils/new',
    right: 'writeMasterData',
    open: async (_req, { caller }, typed) => ({
      title: words('councils.add'),
      back: { href: '/app/councils', text: { key: 'app.entry.councils' } },
      button: words('save'),
      edition: 0,
      choices: await choicesOf(context, caller),
      groups: [
        {
          fields: [
            field('code', 'text', { required: true, hint: words('codeHow') }),
            field('name', 'text', { required: true, label: words('field.councilName') }),
            field('unit', 'text', { list: 'units', hint: words('councils.unitHow') }),
            ...dayFields(),
          ],
        },
        ...memberRows([], typed, new Map()),
      ],
    }),
    async save({ signed: { caller }, fields, body, expects }) {
      const id = parse(z.object({ code }), body).code;
      const known = await context.store.councils.versions(id);
      if (known.length > 0) throw taken(id);
      const unit = await unitIn(context, caller, body);
      await write(context, caller, { code: id, name: body['name'], unit, fields, body, expects });
      return `${councilHref(id)}?done=saved`;
    },
  }),
  recordForm(context, {
    path: '/app/councils/:code/new',
    right: 'writeMasterData',
    async open(req, { caller }, typed) {
      const last = (await versions(context, caller, String(req.params['code']))).at(-1)!;
      return {
        title: words('councils.newVersion'),
        lead: words('councils.newHow'),
        back: { href: councilHref(last.code), text: last.name },
        button: words('save'),
        edition: 0,
        groups: [
          {
            fields: [
              field('name', 'text', { value: last.name, required: true, label: words('field.councilName') }),
              ...dayFields(),
            ],
          },
          ...memberRows(last.members, typed, await namesOf(context, last)),
        ],
      };
    },
    async save({ req, signed: { caller }, fields, body, expects }) {
      const { code: of, unit } = (await versions(context, caller, String(req.params['code']))).at(-1)!;
      await write(context, caller, { code: of, name: body['name'], unit, fields, body, expects });
      return `${councilHref(of)}?done=version`;
    },
  }),
  recordForm(context, {
    path: '/app/councils/:code/:day',
    right: 'writeMasterData',
    async open(req, { caller, lang }, typed) {
      const one = await version(context, caller, req.params);
      return {
        title: words('councils.correctVersion', { day: dayText(lang, one.validFrom) }),
        lead: words('councils.correctHow'),
        back: { href: councilHref(one.code), text: one.name },
        button: words('save'),
        edition: editionOf(one),
        groups: [
          {
            fields: [
              field('name', 'text', { value: one.name, required: true, label: words('field.councilName') }),
              ...paperFields(one),
            ],
          },
          ...memberRows(one.members, typed, await namesOf(context, one)),
        ],
      };
    },
    async save({ req, signed: { caller }, fields, body, expects }) {
      const { code: of, unit, validFrom } = await version(context, caller, req.params);
      const meant = { ...body, validFrom };
      await write(context, caller, { code: of, name: body['name'], unit, fields, body: meant, expects });
      return `${councilHref(of)}?done=saved`;
    },
  }),
];

const versions = (context: ApiContext, caller: Caller, of: string): Promise<readonly CouncilRecord[]> =>
  versionsOf(context, { caller, kind: 'councils', code: of });

/** @throws Problem NOT_FOUND */
async function version(
  context: ApiContext,
  caller: Caller,
  params: Readonly<Record<string, unknown>>,
): Promise<CouncilRecord> {
  const [of, day] = [String(params['code']), String(params['day'])];
  const found = (await versions(context, caller, of)).find(({ validFrom }) => validFrom === day);
  if (!found) throw new Problem('NOT_FOUND', `${of}@${day}`);
  return found;
}

const taken = (id: string): Problem => invalid(wrongAt('code', 'councilTaken', () => ({ code: id })));

const paperFields = (one?: CouncilRecord) => [
  field('paper.number', 'text', { value: one?.paper?.number, required: true, hint: words('councils.paperHow') }),
  field('paper.date', 'date', { value: one?.paper?.date, required: true }),
];
const dayFields = () => [
  field('validFrom', 'date', { required: true, hint: words('councils.fromHow'), label: words('field.sitsFrom') }),
  ...paperFields(),
];

async function choicesOf(context: ApiContext, caller: Caller): Promise<Choices[]> {
  const units = await listMaster(context, { caller, kind: 'units' });
  return [{ id: 'units', options: units.map(({ _id, name }) => ({ value: _id, text: name })) }];
}

/** The unit whose council it is; none: the province. @throws Problem VALIDATION */
async function unitIn(
  context: ApiContext,
  caller: Caller,
  { unit: typed }: Readonly<Record<string, unknown>>,
): Promise<string | undefined> {
  if (typeof typed !== 'string') return undefined;
  const found = unitNamed(await listMaster(context, { caller, kind: 'units' }), { field: 'unit', typed });
  if ('problem' in found) throw invalid(found.problem);
  return found.code;
}

// --- members ---------------------------------------------------------------------------------------------------------

const namesOf = async ({ store }: ApiContext, { members }: CouncilRecord): Promise<ReadonlyMap<string, string>> =>
  new Map([...(await store.people.many(members.map(({ person }) => person)))].map(([of, { name }]) => [of, name]));

const row = /^member\.(\d{1,3})\.person$/;
const numbersIn = (typed: Fields): number[] =>
  [...typed.keys()].flatMap((name) => row.exec(name)?.[1] ?? []).map(Number);

/** A row for each member, and some more: as many as were sent, where the form was refused. */
function memberRows(
  members: CouncilRecord['members'],
  typed: Fields | undefined,
  names: ReadonlyMap<string, string>,
): FieldGroup[] {
  const filled = typed ? Math.max(0, ...numbersIn(typed)) + 1 : members.length + EMPTY_ROWS;
  return Array.from({ length: Math.min(filled, MOST_ROWS) }, (_, i): FieldGroup => {
    const member = members[i];
    // of whoever is typed in meanwhile, his own name is told by what was typed
    const said = typed?.get(`member.${i}.person`);
    const name = said === undefined || said === member?.person ? names.get(member?.person ?? '') : undefined;
    return {
      legend: words(name === undefined ? 'councils.member' : 'councils.memberNamed', { no: i + 1, name }),
      inRow: true,
      fields: [
        field(`member.${i}.person`, 'text', { value: member?.person }),
        field(`member.${i}.role`, 'text', { value: member?.role }),
        box(`member.${i}.secretary`, member?.secretary ?? false),
      ],
    };
  });
}

interface Typed {
  readonly no: number;
  readonly person: string;
  readonly role: string;
  readonly secretary: boolean;
}

/** The rows in which something stands; a member goes by an empty row. */
function membersIn(fields: Fields): readonly Typed[] {
  const of = (no: number, part: string): string => wordsIn(fields, `member.${no}.${part}`);
  return numbersIn(fields)
    .filter((no) => no < MOST_ROWS)
    .sort((a, b) => a - b)
    .map((no) => ({ no, person: of(no, 'person'), role: of(no, 'role'), secretary: of(no, 'secretary') === 'true' }))
    .filter(({ person, role }) => person !== '' || role !== '');
}

async function write(
  context: ApiContext,
  caller: Caller,
  said: {
    readonly code: string;
    readonly name: unknown;
    readonly unit: string | undefined;
    readonly fields: Fields;
    readonly body: Readonly<Record<string, unknown>>;
    readonly expects: number;
  },
): Promise<void> {
  const { code: of, name, unit, fields, body, expects } = said;
  const typed = membersIn(fields);
  const wrong: FieldProblem[] = [];
  const members: { readonly person: string; readonly role: string; readonly secretary: boolean }[] = [];
  for (const { no, person, role, secretary } of typed) {
    const at = `member.${no}`;
    const found =
      person === '' ? { code: person } : await personNamed(context, caller, { field: `${at}.person`, typed: person });
    if ('problem' in found) wrong.push(found.problem);
    else if (members.some((one) => one.person === found.code && person !== ''))
      wrong.push(wrongAt(`${at}.person`, 'twice'));
    members.push({ person: 'code' in found ? found.code : person, role, secretary });
  }
  if (body['paper'] === undefined) wrong.push(wrongAt('paper.number', 'noPaper'));
  if (typed.length === 0) wrong.push(wrongAt('member.0.person', 'noMember'));
  if (wrong.length > 0) throw invalid(...wrong);
  const { validFrom, paper } = body;
  const level = unit === undefined ? 'province' : 'unit';
  try {
    const record = parse(councilBody, {
      name,
      level,
      ...(unit === undefined ? {} : { unit }),
      validFrom,
      paper,
      members,
    });
    await putMaster(context, {
      caller,
      kind: 'councils',
      record: { _id: `${of}@${record.validFrom}`, code: of, ...record },
      expects,
    });
  } catch (error) {
    throw renamed(error, (at) =>
      at.replace(/^members\.(\d+)/, (_, i: string) => `member.${typed[Number(i)]?.no ?? i}`),
    );
  }
}
