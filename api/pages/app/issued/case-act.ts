import type { Request, Response } from 'express';
import { conclusions, outerCaseActions, type CaseActionType } from '../../../../domain/case/said';
import { outstanding } from '../../../../domain/case/state';
import { Problem } from '../../../../domain/errors';
import { dayOf } from '../../../../domain/time';
import { holderOf } from '../../../../platform/holders';
import { caseNumbering } from '../../../../platform/registers';
import type { CaseRecord } from '../../../../platform/store';
import type { Field, FileField } from '../../../../templates/pages';
import { mustActOnCase } from '../../../commands/issued/case-access';
import { drawCasePaper } from '../../../commands/issued/case-draw';
import { recordCasePaper } from '../../../commands/issued/case-record';
import { actOnCase, type CaseAsked, type OfficeAction } from '../../../commands/issued/cases';
import { defined } from '../../../commands/shared';
import type { ApiContext } from '../../../context';
import { caseBodies } from '../../../schemas/cases';
import { parse } from '../../../schemas/parse';
import { bodyIn, fieldsIn, submissionIn, versionIn, type Fields } from '../../forms';
import { uploadForm } from '../../upload';
import { caseHref } from '../office/cells';
import type { AppPage, SignedIn } from '../page';
import { paperFields } from './case-fields';
import { showIssuedForm } from './form';
import { attachedFile, keptFile } from './files';
import { words } from './words';

/** What can be asked of a case by a form: what people do with it, and that its paper is drawn again. */
type FormAction = CaseActionType | 'draw';
const isAction = (action: string): action is FormAction =>
  action === 'draw' || (outerCaseActions as readonly string[]).includes(action);

/** Actions with a file: the signed paper, or the paper that is added. */
const withFile: ReadonlySet<FormAction> = new Set<FormAction>([
  'record',
  'addPaper',
  'release',
  'conclude',
  'waiveReturn',
]);

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
async function fieldsFor(
  context: ApiContext,
  action: FormAction,
  record: CaseRecord,
  tried?: Problem,
): Promise<Field[]> {
  const today = dayOf(context.clock.now());
  const out = outstanding(record.returns, record.settled);
  const what = choice('what', out, 'what', out[0]);
  switch (action) {
    case 'record':
      return [
        ...(await signedFields(context, record, today)),
        // a file that differs from the draft takes a reason
        ...(tried?.code === 'SIGNED_FILE_DIFFERS' ? [text('confirmed', true, 'long')] : []),
      ];
    case 'recordReturn':
      return [what, text('on', true, 'date', today), text('reason', false, 'long')];
    case 'waiveReturn':
      return [what, text('reason', true, 'long'), ...paperFields('paper', true, true)];
    case 'recordPrint':
      return [text('reason', false, 'long')];
    case 'cancel':
    case 'hold':
      return [text('reason', true, 'long')];
    case 'addPaper':
      return [text('reason', true, 'long'), ...paperFields('paper', true, false)];
    case 'release':
      return [text('reason', true, 'long'), ...paperFields('paper', true, true)];
    case 'conclude':
      return [
        choice('outcome', conclusions, 'outcome', conclusions[0]),
        text('reason', true, 'long'),
        ...paperFields('paper', true, true),
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

/** The form of one action on one case; refused, it stands there again with everything that was typed. */
export const caseActPages = (context: ApiContext): AppPage[] => [
  {
    path: '/app/cases/:id/act/:action',
    right: 'readCases',
    form: uploadForm({ files: 1 }),
    async show(req, res, signed) {
      const { record, action } = await offered(context, req, signed);
      await show(context, req, res, signed, { record, action });
    },
    async post(req, res, signed) {
      const { record, action } = await offered(context, req, signed);
      const fields = fieldsIn(req);
      const submission = submissionIn(fields);
      const id = record._id;
      const { caller } = signed;
      let file: FileField['kept'];
      try {
        if (action === 'draw') await drawCasePaper(context, { caller, id, submission });
        else {
          if (withFile.has(action)) file = await attachedFile(context, req, fields, { caller, to: 'cases', id });
          const asked = { caller, id, submission, expects: versionIn(submission) };
          await say(context, asked, { action, fields, file: file?.id });
        }
      } catch (problem) {
        if (!(problem instanceof Problem)) throw problem;
        // the case may have moved on: what was typed is sent again knowingly, for the version that is shown now
        const now = await context.store.cases.need(id);
        const kept = file ?? (await keptFile(context, fields, id));
        await show(context, req, res, signed, { record: now, action, fields, problem, kept });
        return;
      }
      res.redirect(303, `${caseHref(id)}?done=${action}`);
    },
  },
];

/** @throws Problem NOT_FOUND, FORBIDDEN for what this role, or this level, may not do */
async function offered(
  context: ApiContext,
  req: Request,
  { caller }: SignedIn,
): Promise<{ readonly record: CaseRecord; readonly action: FormAction }> {
  const action = String(req.params['action']);
  const id = String(req.params['id']);
  if (!isAction(action)) throw new Problem('NOT_FOUND', action);
  // whoever cancels may have it drawn again
  const record = await mustActOnCase(context, { caller, id }, action === 'draw' ? 'cancel' : action);
  return { record, action };
}

/** @throws Problem as the commands do */
async function say(
  context: ApiContext,
  asked: CaseAsked,
  {
    action,
    fields,
    file,
  }: { readonly action: CaseActionType; readonly fields: Fields; readonly file: string | undefined },
): Promise<void> {
  const body = bodyIn(fields, ownNames);
  if (action === 'record') {
    const { expects: _expects, ...paper } = parse(caseBodies.record, { ...body, ...defined({ file }) });
    const { date, signer, signerPost, form, ...rest } = paper;
    await recordCasePaper(context, { ...asked, paper: { date, signer, signerPost, form, ...defined(rest) } });
    return;
  }
  const paper = body['paper'] as object | undefined;
  const typed = paper
    ? { ...body, paper: { kind: `${action}Paper`, ...paper, ...defined({ attachment: file }) } }
    : body;
  const { expects: _expects, ...said } = parse<typeof caseBodies.reason>(bodies[action] as never, typed);
  await actOnCase(context, { ...asked, action: { type: action, ...said } as OfficeAction });
}

/** Every field that a form of these has. */
const ownNames = [
  ...['number', 'date', 'signer', 'signerPost', 'form', 'confirmed', 'what', 'on', 'reason', 'outcome'],
  ...['title', 'number', 'date', 'signer'].map((name) => `paper.${name}`),
];

interface Shown {
  readonly record: CaseRecord;
  readonly action: FormAction;
  readonly fields?: Fields;
  readonly problem?: Problem;
  readonly kept?: FileField['kept'];
}

async function show(
  context: ApiContext,
  req: Request,
  res: Response,
  signed: SignedIn,
  { record, action, kept, ...tried }: Shown,
): Promise<void> {
  const { name } = await holderOf(context.store, record);
  await showIssuedForm(
    context,
    req,
    res,
    signed,
    {
      action: req.originalUrl.split('?')[0]!,
      title: words(`action.${action}`),
      subject: `${record._id}, ${name}`,
      say: words(`actionSay.${action}`),
      back: caseHref(record._id),
      fields: await fieldsFor(context, action, record, tried.problem),
      step: 'send',
      button: words(`action.${action}`),
    },
    {
      version: record.version,
      told: { paper: 'paper.title' },
      ...(withFile.has(action)
        ? { upload: { label: words(action === 'record' ? 'ask.signedFile' : 'ask.file'), ...(kept ? { kept } : {}) } }
        : {}),
      ...tried,
    },
  );
}
