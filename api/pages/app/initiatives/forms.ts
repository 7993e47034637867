import { Problem } from '../../../../domain/errors';
import { dayOf } from '../../../../domain/time';
import type { Choices, FieldGroup } from '../../../../templates/pages';
import { getInitiative, putInitiative } from '../../../commands/facts/registers';
import { needInitiative, submitInitiative, withdrawInitiative } from '../../../commands/initiatives/submit';
import { editionOf, listMaster } from '../../../commands/service/master-data';
import { defined, unitsOf } from '../../../commands/shared';
import type { ApiContext, Caller } from '../../../context';
import { initiative as initiativeBody } from '../../../schemas/facts';
import { initiativeSubmission, initiativeWithdrawal } from '../../../schemas/initiatives';
import { invalid, parse, type FieldProblem } from '../../../schemas/parse';
import { plainForm, submissionIn, wordsIn, type Fields } from '../../forms';
import { personNamed } from '../named';
import { formPage } from '../office/form-page';
import type { AppPage } from '../page';
import { mustBeProvince } from '../records/cells';
import { recordForm, renamed } from '../records/form';
import { faultAt, initiativeHref, initiativesHref, make, words } from './words';

const AUTHORS = 6;

/** Forms by which a unit submits an initiative, attaches its papers and takes it back, and the province widens its scope. */
export const initiativeForms = (context: ApiContext): AppPage[] => [
  recordForm(context, {
    path: '/app/initiatives/new',
    right: 'submit',
    // few fields, of which two are long
    form: plainForm,
    async open(_req, { caller }) {
      mustBeOfUnit(caller);
      return {
        title: words('new.title'),
        lead: words('new.how'),
        back: { href: initiativesHref, text: { key: 'app.entry.initiatives' } },
        button: words('new.button'),
        edition: 0,
        choices: [await peopleOf(context, caller)],
        groups: await groupsOf(context, caller),
      };
    },
    async save({ signed: { caller }, fields, body }) {
      const rows = rowsIn(fields);
      const wrong: FieldProblem[] = [];
      const authors = [];
      for (const no of rows) {
        const field = `authors.${no}.person`;
        const typed = wordsIn(fields, field, 300);
        const found = typed === '' ? undefined : await personNamed(context, caller, { field, typed });
        if (found && 'problem' in found) wrong.push(found.problem);
        const share = wordsIn(fields, `authors.${no}.share`, 40).replace(',', '.').replace(/\s*%$/, '');
        authors.push(defined({ person: found && 'code' in found ? found.code : undefined, share: share || undefined }));
      }
      if (wrong.length > 0) throw invalid(...wrong);
      if (rows.length === 0) throw invalid(faultAt('authors.0.person', 'noAuthor'));
      try {
        const asked = parse(initiativeSubmission, { ...body, authors });
        const { record } = await submitInitiative(context, { caller, asked, submission: submissionIn(fields) });
        return `${initiativeHref(record._id)}?done=submitted`;
      } catch (error) {
        throw renamed(error, (field) => atRow(field, rows));
      }
    },
  }),
  formPage(context, {
    path: '/app/initiatives/:id/attach',
    right: 'attach',
    files: { to: 'initiative-submissions' },
    open: (req, { caller }) => needInitiative(context, { caller, id: String(req.params['id']) }),
    about: ({ _id, title, nature }) => ({
      title: words('attach.title'),
      subject: title,
      award: words(`nature.${nature}`),
      back: initiativeHref(_id),
      button: words('attach.button'),
      notes: [{ tone: 'plain', text: words('attach.how') }],
    }),
    fields: () => [make.text('report.file', { kind: 'file', required: false })],
    send({ _id }, { fields }) {
      if (!fields.get('report.attachment')) throw invalid(faultAt('report.file', 'noFile'));
      return Promise.resolve(`${initiativeHref(_id)}?done=attached`);
    },
    at: (field) => (field === 'file' ? 'report.file' : field),
  }),
  recordForm(context, {
    path: '/app/initiatives/:id/withdraw',
    right: 'submit',
    async open(req, { caller }) {
      mustBeOfUnit(caller);
      const { _id, title, version } = await needInitiative(context, { caller, id: String(req.params['id']) });
      return {
        title: words('withdraw.title'),
        lead: words('withdraw.how'),
        back: { href: initiativeHref(_id), text: title },
        button: words('withdraw.button'),
        edition: version,
        groups: [{ fields: [make.long('reason')] }],
      };
    },
    async save({ req, signed: { caller }, body, expects }) {
      const id = String(req.params['id']);
      const { reason } = parse(initiativeWithdrawal, body);
      await withdrawInitiative(context, { caller, id, expects, reason });
      return `${initiativeHref(id)}?done=withdrawn`;
    },
  }),
  recordForm(context, {
    path: '/app/initiatives/:id/scope',
    right: 'writeFacts',
    async open(req, { caller }) {
      mustBeProvince(caller);
      const code = String(req.params['id']);
      const { initiative } = await getInitiative(context, { caller, code });
      const wide = initiative.scope !== 'unit';
      return {
        title: words('scopeForm.title'),
        lead: words('scopeForm.how', { number: initiative.decisionNumber }),
        back: { href: initiativeHref(code), text: initiative.title },
        button: words('scopeForm.button'),
        edition: editionOf(initiative),
        groups: [
          {
            fields: [
              make.choice(
                'scope',
                (['province', 'nation'] as const).map((value) => ({ value, text: words(`scope.${value}`) })),
                wide ? initiative.scope : 'province',
              ),
              make.text('decisionNumber', defined({ value: wide ? initiative.decisionNumber : undefined })),
              make.day('recognisedOn', { value: wide ? initiative.recognisedOn : dayOf(context.clock.now()) }),
            ],
          },
        ],
      };
    },
    async save({ req, signed: { caller }, body, expects }) {
      mustBeProvince(caller);
      const code = String(req.params['id']);
      const { initiative } = await getInitiative(context, { caller, code });
      const { title, nature, authors, unit } = initiative;
      const fields = parse(initiativeBody, { title, nature, authors, unit, ...body });
      await putInitiative(context, { caller, code, fields, expects });
      return `${initiativeHref(code)}?done=scope`;
    },
  }),
];

/** @throws Problem FORBIDDEN for the province's people: units submit for themselves */
function mustBeOfUnit({ unit }: Caller): void {
  if (unit === undefined) throw new Problem('FORBIDDEN', 'units submit for themselves');
}

async function peopleOf(context: ApiContext, caller: Caller): Promise<Choices> {
  const people = await context.store.people.ofUnits((await unitsOf(context, caller)) ?? []);
  const alone = (name: string): boolean => people.filter((one) => one.name === name).length === 1;
  return {
    id: 'people',
    options: people.map((one) => ({
      value: alone(one.name) ? one.name : one._id,
      text: `${one.name}, ${one.post}`,
    })),
  };
}

async function groupsOf(context: ApiContext, caller: Caller): Promise<FieldGroup[]> {
  const units = await listMaster(context, { caller, kind: 'units' });
  const own = units.filter(({ kind, validTo }) => kind !== 'block' && validTo === undefined);
  return [
    {
      fields: [
        make.text('title', { wide: true }),
        make.choice(
          'nature',
          (['initiative', 'topic'] as const).map((value) => ({ value, text: words(`nature.${value}`) })),
        ),
        make.choice(
          'unit',
          own.map(({ _id, name }) => ({ value: _id, text: name })),
          caller.unit,
        ),
      ],
    },
    ...Array.from({ length: AUTHORS }, (_, no): FieldGroup => ({
      legend: words('author', { no: no + 1 }),
      inRow: true,
      fields: [
        make.text(`authors.${no}.person`, {
          label: words('field.person'),
          required: no === 0,
          list: 'people',
          ...(no === 0 ? { hint: words('field.personHow') } : {}),
        }),
        make.text(`authors.${no}.share`, {
          label: words('field.share'),
          required: no === 0,
          ...(no === 0 ? { hint: words('field.shareHow') } : {}),
        }),
      ],
    })),
    {
      fields: [
        make.text('field'),
        make.long('content', { rows: 8 }),
        make.long('effect', { rows: 6 }),
        make.day('appliedFrom', { hint: words('field.appliedFromHow') }),
        make.choice(
          'claims',
          (['unit', 'province', 'nation'] as const).map((value) => ({ value, text: words(`scope.${value}`) })),
        ),
      ],
    },
  ];
}

/** The rows in which an author stands. */
const rowsIn = (fields: Fields): number[] =>
  Array.from({ length: AUTHORS }, (_, no) => no).filter((no) =>
    ['person', 'share'].some((part) => wordsIn(fields, `authors.${no}.${part}`) !== ''),
  );

/** A fault of an author stands at the row in which he was typed, one of all of them at the first. */
function atRow(field: string, rows: readonly number[]): string {
  const [, index, part] = /^authors(?:\.(\d+)(?:\.(\w+))?)?$/.exec(field) ?? [];
  if (!field.startsWith('authors')) return field;
  return index === undefined
    ? `authors.${rows[0] ?? 0}.share`
    : `authors.${rows[Number(index)] ?? 0}.${part ?? 'person'}`;
}
