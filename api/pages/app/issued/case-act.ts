import { conclusions, outerCaseActions, type CaseActionType } from '../../../../domain/case/said';
import { outstanding } from '../../../../domain/case/state';
import { Problem } from '../../../../domain/errors';
import { dayOf } from '../../../../domain/time';
import { holderOf } from '../../../../platform/holders';
import { caseNumbering } from '../../../../platform/registers';
import type { CaseRecord } from '../../../../platform/store';
import type { Field } from '../../../../templates/pages';
import { mustActOnCase } from '../../../commands/issued/case-access';
import { drawCasePaper } from '../../../commands/issued/case-draw';
import { recordCasePaper } from '../../../commands/issued/case-record';
import { actOnCase, type CaseAsked, type OfficeAction } from '../../../commands/issued/cases';
import { defined } from '../../../commands/shared';
import type { ApiContext } from '../../../context';
import { caseBodies } from '../../../schemas/cases';
import { parse } from '../../../schemas/parse';
import { bodyIn, type Fields } from '../../forms';
import { caseHref } from '../office/cells';
import { formPage, paperFault, paperIn } from '../office/form-page';
import type { AppPage } from '../page';
import { paperFields } from './case-fields';
import { signedFileFields } from './signed-file';
import { words } from './words';

/** What can be asked of a case by a form: what people do with it, and that its paper is drawn again. */
type FormAction = CaseActionType | 'draw';
const isAction = (action: string): action is FormAction =>
  action === 'draw' || (outerCaseActions as readonly string[]).includes(action);

/** A paper that settles something, with its scan. */
const withScan = (paper: readonly Field[]): Field[] => [
  ...paper,
  { name: 'paper.file', label: words('ask.file'), kind: 'file' },
];

const text = (name: string, required: boolean, kind: 'text' | 'long' | 'date' = 'text', value = ''): Field => ({
  name,
  label: words(`ask.${name}`),
  kind,
  required,
  value,
});
const choice = (name: string, values: readonly string[], of: string, chosen?: string): Field => ({
  name,
  label: words(`ask.${name}`),
  kind: 'select',
  options: values.map((value) => ({ value, text: words(`${of}.${value}`), selected: value === chosen })),
});

/** The fields of the form of an action, filled in beforehand where that is known. */
async function fieldsFor(context: ApiContext, action: FormAction, record: CaseRecord): Promise<Field[]> {
  const today = dayOf(context.clock.now());
  const out = outstanding(record.returns, record.settled);
  const what = choice('what', out, 'what', out[0]);
  switch (action) {
    case 'record':
      return [...(await signedFields(context, record, today)), ...signedFileFields()];
    case 'recordReturn':
      return [what, text('on', true, 'date', today), text('reason', false, 'long')];
    case 'waiveReturn':
      return [what, text('reason', true, 'long'), ...withScan(paperFields('paper', true, true))];
    case 'recordPrint':
      return [text('reason', false, 'long')];
    case 'cancel':
    case 'hold':
      return [text('reason', true, 'long')];
    case 'addPaper':
      return [text('reason', true, 'long'), ...withScan(paperFields('paper', true, false))];
    case 'release':
      return [text('reason', true, 'long'), ...withScan(paperFields('paper', true, true))];
    case 'conclude':
      return [
        choice('outcome', conclusions, 'outcome', conclusions[0]),
        text('reason', true, 'long'),
        ...withScan(paperFields('paper', true, true)),
      ];
    case 'draw':
      return [];
  }
}

/** Number, date and who has signed. Where the register gives the number there is no field for it. */
async function signedFields(
  { store, pack }: ApiContext,
  { authority: id, kind }: CaseRecord,
  day: string,
): Promise<Field[]> {
  const authority = id === undefined ? undefined : await store.authorities.need(id);
  const terms = authority && (await caseNumbering(store, pack, { authority, kind, day })).terms;
  const person = authority && (await store.people.get(authority.person));
  const number: Field = {
    name: 'number',
    label: { key: 'officePages.number.number' },
    kind: 'text',
    required: true,
    ...(terms?.symbol === undefined
      ? {}
      : { hint: { key: 'officePages.number.how', values: { symbol: terms.symbol } } }),
  };
  const said = (name: string, value: string): Field => ({
    name,
    label: { key: `officePages.number.${name}` },
    kind: 'text',
    value,
    required: true,
  });
  return [
    ...(terms?.mode === 'automatic' ? [] : [number]),
    { name: 'date', label: { key: 'officePages.number.date' }, kind: 'date', value: day, required: true },
    said('signer', person?.name ?? ''),
    said('signerPost', person?.post ?? ''),
    {
      name: 'form',
      label: { key: 'officePages.number.form' },
      kind: 'select',
      options: ['direct', 'TM.', 'KT.', 'TL.', 'TUQ.'].map((value) => ({
        value,
        text: value === 'direct' ? { key: 'officePages.number.direct' } : value,
        selected: value === 'direct',
      })),
    },
  ];
}

const bodies = {
  recordReturn: caseBodies.return,
  waiveReturn: caseBodies.waive,
  recordPrint: caseBodies.print,
  cancel: caseBodies.reason,
  hold: caseBodies.reason,
  addPaper: caseBodies.paper,
  release: caseBodies.settling,
  conclude: caseBodies.conclude,
} as const;

interface Acted {
  readonly version: number;
  readonly record: CaseRecord;
  readonly holder: string;
  readonly action: FormAction;
}

/** The form of one action on one case; refused, it stands there again with everything that was typed. */
export const caseActPages = (context: ApiContext): AppPage[] => [
  formPage<Acted>(context, {
    path: '/app/cases/:id/act/:action',
    right: 'readCases',
    files: { to: 'cases' },
    async open(req, { caller }) {
      const action = String(req.params['action']);
      const id = String(req.params['id']);
      if (!isAction(action)) throw new Problem('NOT_FOUND', action);
      // whoever cancels may have it drawn again
      const record = await mustActOnCase(context, { caller, id }, action === 'draw' ? 'cancel' : action);
      return { version: record.version, record, holder: (await holderOf(context.store, record)).name, action };
    },
    about: ({ record, holder, action }) => ({
      title: words(`action.${action}`),
      subject: `${record._id}, ${holder}`,
      lead: words(`actionSay.${action}`),
      back: caseHref(record._id),
      button: words(`action.${action}`),
    }),
    fields: ({ record, action }) => fieldsFor(context, action, record),
    async send({ record: { _id: id }, action }, { caller, submission, expects, fields }) {
      if (action === 'draw') await drawCasePaper(context, { caller, id, submission });
      else await say(context, { caller, id, submission, expects }, action, fields);
      return `${caseHref(id)}?done=${action}`;
    },
    at: (field) => (field === 'file' ? 'file' : paperFault(field)),
  }),
];

/** @throws Problem as the commands do */
async function say(context: ApiContext, asked: CaseAsked, action: CaseActionType, fields: Fields): Promise<void> {
  const { attachment: file, ...body } = bodyIn(fields, ownNames);
  if (action === 'record') {
    const { expects: _expects, ...paper } = parse(caseBodies.record, { ...body, ...defined({ file }) });
    const { date, signer, signerPost, form, ...rest } = paper;
    await recordCasePaper(context, { ...asked, paper: { date, signer, signerPost, form, ...defined(rest) } });
    return;
  }
  const typed = { ...body, ...defined({ paper: paperIn(fields, `${action}Paper`) }) };
  const { expects: _expects, ...said } = parse<typeof caseBodies.reason>(bodies[action] as never, typed);
  await actOnCase(context, { ...asked, action: { type: action, ...said } as OfficeAction });
}

/** Every field that a form of these has, but those of a paper. */
const ownNames = [
  'number',
  'date',
  'signer',
  'signerPost',
  'form',
  'attachment',
  'confirmed',
  'what',
  'on',
  'reason',
  'outcome',
];
