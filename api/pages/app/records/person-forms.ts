import { grades, measures } from '../../../../domain/rules/facts';
import { dayOf, yearOf } from '../../../../domain/time';
import type { GradeRecord, PersonRecord } from '../../../../platform/store';
import { say } from '../../../../templates/words';
import type { Choices, FieldGroup } from '../../../../templates/pages';
import { addConduct, factsOf, putConduct, putYearly } from '../../../commands/facts/registers';
import { editionOf, getMaster, listMaster } from '../../../commands/service/master-data';
import type { ApiContext, Caller } from '../../../context';
import { conduct, grade } from '../../../schemas/facts';
import { person as personBody } from '../../../schemas/master-data';
import { formsOfAddress, year } from '../../../schemas/fields';
import { invalid, parse } from '../../../schemas/parse';
import { Problem } from '../../../../domain/errors';
import { submissionIn, wordsIn } from '../../forms';
import { queryOf } from '../../language';
import { unitNamed, wrongAt } from '../named';
import type { AppPage } from '../page';
import { personHref } from './cells';
import { box, choice, field, none, recordForm, words } from './form';
import { masterForms } from './master-forms';
import { z } from 'zod';

const matters = conduct.shape.matter.options;

/** Forms by which people are entered and corrected. */
export const personForms = (context: ApiContext): AppPage[] => [
  ...masterForms(context, {
    kind: 'people',
    hrefOf: personHref,
    fieldsOf: (caller, record) => fieldsOf(context, caller, record),
    meant: (caller, id, typed) => meant(context, caller, id, typed),
  }),
  recordForm(context, {
    path: '/app/people/:code/grade',
    right: 'writeFacts',
    async open(req, { caller }, typed) {
      const id = String(req.params['code']);
      const { name } = await getMaster(context, { caller, kind: 'people', id });
      const of = yearIn(typed ? wordsIn(typed, 'year') : queryOf(req, 'year')) ?? yearOf(dayOf(context.clock.now()));
      const known = await gradeOf(context, caller, { id, year: of });
      return {
        title: words('people.addGrade'),
        lead: words('people.gradeHow'),
        back: { href: personHref(id), text: name },
        button: words('save'),
        edition: editionOf(known),
        groups: [
          {
            fields: [
              field('year', 'number', { value: String(of), required: true }),
              choice(
                'grade',
                [none, ...grades.map((value) => ({ value, text: words(`grade.${value}`) }))],
                known?.grade ?? '',
              ),
              box('maternityLeave', known?.maternityLeave === true),
            ],
          },
        ],
      };
    },
    async save({ req, signed: { caller }, body: { year: typed, ...stated }, expects }) {
      const id = String(req.params['code']);
      const of = parse(z.object({ year: z.coerce.number().pipe(year) }), { year: typed }).year;
      const known = await gradeOf(context, caller, { id, year: of });
      // first, so that nobody replaces what he was not shown
      if (known && expects !== editionOf(known) && !sameGrade(known, stated)) throw graded(known);
      const fact = { kind: 'grade' as const, ...parse(grade, stated) };
      await putYearly(context, { caller, about: { kind: 'people', code: id }, year: of, fact });
      return `${personHref(id)}?done=grade`;
    },
  }),
  ...['/app/people/:code/conduct', '/app/people/:code/conduct/:id'].map((path) =>
    recordForm(context, {
      path,
      right: 'writeFacts',
      async open(req, { caller }) {
        const of = String(req.params['code']);
        const { name } = await getMaster(context, { caller, kind: 'people', id: of });
        const known = await matterOf(context, caller, of, req.params['id'] as string | undefined);
        return {
          title: words(known ? 'people.correctConduct' : 'people.addConduct'),
          lead: words('people.conductHow'),
          back: { href: personHref(of), text: name },
          button: words('save'),
          edition: editionOf(known),
          groups: [
            {
              fields: [
                choice(
                  'matter',
                  matters.map((value) => ({ value, text: words(`matter.${value}`) })),
                  known?.matter,
                ),
                choice(
                  'measure',
                  [none, ...measures.map((value) => ({ value, text: words(`measure.${value}`) }))],
                  known?.measure ?? '',
                ),
                field('from', 'date', { value: known?.from, required: true }),
                field('to', 'date', { value: known?.to, hint: words('people.toHow') }),
                field('paper', 'text', { value: known?.paper }),
                field('closingPaper', 'text', { value: known?.closingPaper }),
              ],
            },
          ],
        };
      },
      async save({ req, signed: { caller }, fields: sent, body, expects }) {
        const of = String(req.params['code']);
        const about = { kind: 'people' as const, code: of };
        const given = req.params['id'] as string | undefined;
        const known = await matterOf(context, caller, of, given);
        const { about: _about, ...fields } = parse(conduct, { about, ...body });
        if (known && expects !== editionOf(known)) throw new Problem('STATE_CHANGED', of);
        if (given === undefined) await addConduct(context, { caller, submission: submissionIn(sent), about, fields });
        else await putConduct(context, { caller, id: given, about, fields });
        return `${personHref(of)}?done=conduct`;
      },
    }),
  ),
];

const yearIn = (typed: string | undefined): number | undefined =>
  typed === undefined ? undefined : z.coerce.number().pipe(year).safeParse(typed).data;

/** What stands for a year. @throws Problem NOT_FOUND */
async function gradeOf(context: ApiContext, caller: Caller, of: { readonly id: string; readonly year: number }) {
  const facts = await factsOf(context, { caller, about: { kind: 'people', code: of.id } });
  return facts.flatMap((one) => (one.kind === 'grade' && one.year === of.year ? [one] : []))[0];
}

type Grade = Pick<GradeRecord, 'year' | 'grade' | 'maternityLeave'>;

const sameGrade = (known: Grade, stated: Readonly<Record<string, unknown>>): boolean =>
  known.grade === stated['grade'] && known.maternityLeave === stated['maternityLeave'];

const graded = ({ year: of, grade: given, maternityLeave }: Grade): Problem =>
  invalid(
    wrongAt('year', 'graded', (lang) => ({
      year: of,
      said: [given && say(lang, `records.grade.${given}`), maternityLeave && say(lang, 'records.grade.maternityLeave')]
        .filter(Boolean)
        .join(', '),
    })),
  );

/** A matter of this person, as far as the reader may know of it. @throws Problem NOT_FOUND */
async function matterOf(context: ApiContext, caller: Caller, of: string, id: string | undefined) {
  if (id === undefined) return undefined;
  const facts = await factsOf(context, { caller, about: { kind: 'people', code: of } });
  const found = facts.flatMap((one) => (one.kind === 'conduct' && one._id === `conduct/${id}` ? [one] : []))[0];
  if (!found) throw new Problem('NOT_FOUND', id);
  return found;
}

async function fieldsOf(
  context: ApiContext,
  caller: Caller,
  record?: PersonRecord,
): Promise<{ readonly groups: readonly FieldGroup[]; readonly choices: readonly Choices[] }> {
  const units = await listMaster(context, { caller, kind: 'units' });
  return {
    choices: [{ id: 'units', options: units.map(({ _id, name }) => ({ value: _id, text: name })) }],
    groups: [
      {
        fields: [
          ...(record ? [] : [field('code', 'text', { required: true, hint: words('codeHow') })]),
          field('name', 'text', { value: record?.name, required: true }),
          choice(
            'address',
            formsOfAddress.map((value) => ({ value, text: value })),
            record?.address,
          ),
          field('post', 'text', { value: record?.post, required: true }),
          field('unit', 'text', { value: record?.unit, required: true, list: 'units', hint: words('unitHow') }),
          field('birthDate', 'date', { value: record?.birthDate, hint: words('people.birthHow') }),
          choice(
            'sex',
            [none, ...(['female', 'male'] as const).map((value) => ({ value, text: words(`sex.${value}`) }))],
            record?.sex ?? '',
          ),
          field('email', 'email', { value: record?.email, hint: words('people.mailHow') }),
          choice(
            'language',
            (['vi', 'en'] as const).map((value) => ({ value, text: words(`language.${value}`) })),
            record?.language,
          ),
        ],
      },
    ],
  };
}

/** The unit by its code or name. @throws Problem VALIDATION */
async function meant(
  context: ApiContext,
  caller: Caller,
  id: string,
  typed: Readonly<Record<string, unknown>>,
): Promise<PersonRecord> {
  const units = await listMaster(context, { caller, kind: 'units' });
  const named = typeof typed['unit'] === 'string' ? typed['unit'] : undefined;
  const found = named === undefined ? undefined : unitNamed(units, { field: 'unit', typed: named });
  if (found && 'problem' in found) throw invalid(found.problem);
  return { _id: id, ...parse(personBody, { ...typed, ...(found ? { unit: found.code } : {}) }) };
}
