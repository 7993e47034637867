import { Problem } from '../../../../domain/errors';
import { isOuterAction, mayAct, levelOf, type OuterAction } from '../../../../domain/roles';
import { dayOf } from '../../../../domain/time';
import type { NominationRecord } from '../../../../platform/store';
import type { Field } from '../../../../templates/pages';
import { actOnLines } from '../../../commands/nominations/act';
import { actionForms } from '../../../commands/nominations/action-forms';
import { nominationCase, sentNomination } from '../../../commands/nominations/reads';
import type { ApiContext } from '../../../context';
import { saidIn } from '../../../routes/actions';
import { bodyOf } from '../../../schemas/actions';
import { parse } from '../../../schemas/parse';
import type { Fields } from '../../forms';
import { awardName } from '../../nominee';
import type { AppPage, SignedIn } from '../page';
import type { Request } from 'express';
import { nominationHref, words } from './cells';
import { formPage } from './form-page';

/** How many items a form of a return asks for. */
const ITEMS = 4;
const itemFields = [
  'merit',
  'basis',
  'nominee.name',
  'nominee.post',
  'achievementPeriod.from',
  'achievementPeriod.to',
  'papers.achievementReport',
  'papers.roomMinutes',
  'other',
] as const;

/** The fields of the form of an action: its own, then its texts and papers. */
function fieldsFor(action: OuterAction, record: NominationRecord, today: string): Field[] {
  const form = actionForms[action];
  const needs = (field: string): boolean => (form.needs as readonly string[]).includes(field);
  const has = (field: string): boolean => needs(field) || ((form.may ?? []) as readonly string[]).includes(field);
  const day = (name: string, value = '', required = true): Field => ({
    name,
    label: words(`act.${name}`),
    kind: 'date',
    value,
    required,
  });
  const text = (name: string, required: boolean, kind: 'text' | 'long' = 'text'): Field => ({
    name,
    label: words(`act.${name}`),
    kind,
    required,
  });
  const choice = (name: string, values: readonly string[], word = `act.choice`): Field => ({
    name,
    label: words(`act.${name}`),
    kind: 'select',
    options: values.map((value, i) => ({
      value,
      text: word === '' ? value : words(`${word}.${value}`),
      selected: i === 0,
    })),
  });
  const bodies =
    record.line?.stages.flatMap((s) => (s.kind === 'consultation' ? s.bodies.map((b) => b.body) : [])) ?? [];
  const own: Partial<Record<OuterAction, Field[]>> = {
    receive: [text('number', true), day('arrivedOn', today), day('paperOriginalOn', '', false)],
    recordPaperOriginal: [day('on', today)],
    return: [day('due', '', false)],
    extendCorrection: [day('due')],
    ask: [choice('body', bodies, ''), day('askedOn', today)],
    answer: [choice('body', bodies, ''), choice('opinion', ['agrees', 'objects'])],
    proceedWithoutAnswer: [choice('body', bodies, '')],
    overruleObjection: [choice('body', bodies, '')],
    post: [day('firstDay', today)],
    recordOpinion: [choice('nature', ['support', 'objection'])],
    resolveOpinion: [text('opinion', true)],
    askWording: [day('due')],
    requestSupplement: [day('due')],
    recordFetched: [day('on', today)],
    recordHandover: [day('on', today)],
  };
  return [
    ...(own[action] ?? []),
    ...(has('items')
      ? Array.from({ length: ITEMS }, (_, i): Field[] => [
          {
            name: `items.${i}.field`,
            label: words('act.itemField', { no: i + 1 }),
            kind: 'select',
            options: [
              { value: '', text: words('act.noItem'), selected: true },
              ...itemFields.map((field) => ({
                value: field,
                text: words(`act.item.${field.replaceAll('.', '_')}`),
                selected: false,
              })),
            ],
          },
          { name: `items.${i}.reason`, label: words('act.itemReason'), kind: 'text' },
          { name: `items.${i}.citation`, label: words('act.itemCitation'), kind: 'text' },
        ]).flat()
      : []),
    ...(has('reason') ? [text('reason', needs('reason'), 'long')] : []),
    ...(has('citation') ? [text('citation', needs('citation'))] : []),
    ...(has('places') ? [{ ...text('places', needs('places'), 'long'), hint: words('act.placesHow') }] : []),
    ...(has('contact') ? [text('contact.name', true), text('contact.email', true), text('contact.phone', false)] : []),
    ...(has('paper')
      ? [
          text('paper.title', needs('paper')),
          text('paper.number', needs('paper') && form.numbered === true),
          day('paper.date', '', needs('paper') && form.numbered === true),
          text('paper.signer', false),
        ]
      : []),
  ];
}

/** What was typed, as the schema of the action takes it; what was left empty is not said. */
function bodyIn(action: OuterAction, fields: Fields): Record<string, unknown> {
  const typed = [...fields].filter(([name, value]) => name !== 'submission' && value.trim() !== '');
  const body: Record<string, unknown> = {};
  for (const [name, value] of typed) {
    const [first, ...rest] = name.split('.');
    if (first === 'items') continue;
    if (name === 'places') body['places'] = value.split('\n').flatMap((line) => line.trim() || []);
    else if (rest.length === 0) body[first!] = value;
    else body[first!] = { ...(body[first!] as object | undefined), [rest.join('.')]: value };
  }
  const of = (i: number, part: string): string => fields.get(`items.${i}.${part}`)?.trim() ?? '';
  const items = Array.from({ length: ITEMS }, (_, i) => ({
    field: of(i, 'field'),
    reason: of(i, 'reason'),
    citation: of(i, 'citation'),
  })).filter((item) => item.field !== '' || item.reason !== '');
  if (items.length > 0) body['items'] = items;
  const paper = body['paper'] as Record<string, unknown> | undefined;
  if (paper) body['paper'] = { kind: action, ...paper };
  return body;
}

/** Faults of what stands in several fields are told at the first one. */
const whole: Readonly<Record<string, string>> = {
  paper: 'paper.title',
  items: 'items.0.field',
  contact: 'contact.name',
};

interface Acted {
  readonly version: number;
  readonly record: NominationRecord;
  readonly action: OuterAction;
}

/** The form of one action on one dossier; refused, it stands there again with everything that was typed. */
export const actPages = (context: ApiContext): AppPage[] => [
  formPage<Acted>(context, {
    path: '/app/nominations/:id/act/:action',
    right: 'readNominations',
    open: (req, signed) => found(context, req, signed),
    about: ({ record, action }, { lang }) => ({
      changed: 'officePages.act.changed',
      title: { key: `action.${action}` },
      subject: record.dossier.nominee.name,
      award: awardName(context.catalogue, record.dossier.award, lang),
      back: nominationHref(record._id),
      button: { key: `action.${action}` },
    }),
    fields: ({ record, action }) => fieldsFor(action, record, dayOf(context.clock.now())),
    async send({ record, action }, { caller, submission, expects, fields }) {
      const { docket } = await sentNomination(context, { caller, id: record._id });
      const lines = [{ id: record._id, expects }];
      const said = saidIn(action, parse(bodyOf(action), bodyIn(action, fields)));
      await actOnLines(context, { caller, docket, lines, submission, ...said });
      return `${nominationHref(record._id)}?done=${action}`;
    },
    at: (field) => whole[field] ?? field,
  }),
];

/** @throws Problem NOT_FOUND, also for what nobody in this role may ever ask */
async function found(context: ApiContext, req: Request, { caller }: SignedIn): Promise<Acted> {
  const action = String(req.params['action']);
  const { record } = await nominationCase(context, { caller, id: String(req.params['id']) });
  if (!isOuterAction(action) || actionForms[action].dossier === 'needed') throw new Problem('NOT_FOUND', action);
  if (!record.line || !mayAct(caller, action, levelOf(record.line))) throw new Problem('FORBIDDEN', action);
  return { version: record.version, record, action };
}
