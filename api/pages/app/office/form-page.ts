import type { Request, RequestHandler, Response } from 'express';
import { Problem, sentenceOf } from '../../../../domain/errors';
import type { Text } from '../../../../domain/award';
import type { SignedFinding } from '../../../../domain/signed/say';
import type { Right } from '../../../../domain/roles';
import type { Field } from '../../../../templates/pages';
import { attach, fileTooLarge, type Attachable } from '../../../commands/papers';
import type { ApiContext, Caller } from '../../../context';
import { MOST_MEMBERS } from '../../../schemas/master-data';
import { MOST_LINES } from '../../../schemas/sessions';
import { bodyIn, fieldsIn, sheetForm, submissionIn, versionIn, withDays, type Fields } from '../../forms';
import { fieldsOf as faultsOf, isBusy } from '../../problem';
import { filesIn, uploadForm } from '../../upload';
import type { AppPage, SignedIn } from '../page';
import { sendFile } from './file';
import { showForm, type About, type Tried } from './form';

/** What somebody has sent with a form. */
export interface Posted {
  readonly caller: Caller;
  readonly submission: string;
  /** Version of the record that the form showed. */
  readonly expects: number;
  readonly fields: Fields;
}

/** What comes of a form: where it leads, or a file that is kept nowhere. */
type Outcome = string | { readonly name: string; readonly bytes: Buffer };

/** A form of the office on one record: shown, sent as one command, refused with everything that was typed. */
export interface FormPage<T extends { readonly version: number }> {
  readonly path: string;
  readonly right: Right;
  /** Beside what its files are kept; absent for a form without any. */
  readonly files?: { readonly to: Attachable | ((of: T) => { readonly to: Attachable; readonly id: string }) };
  /** The record with what the form is made of, whether it takes this or not. @throws Problem when it is not for this reader */
  readonly open: (req: Request, signed: SignedIn) => Promise<T>;
  /**
   * Whether the record takes this now. Not asked before a form is sent: the same one again finds its first receipt, though the record
   * has gone on by it. @throws Problem
   */
  readonly offered?: (of: T, signed: SignedIn) => void | Promise<void>;
  readonly about: (of: T, signed: SignedIn) => About;
  /** @param typed what was sent before, where it was refused */
  readonly fields: (of: T, signed: SignedIn, typed?: Fields) => readonly Field[] | Promise<readonly Field[]>;
  readonly send: (of: T, posted: Posted) => Promise<Outcome>;
  /** The field of the form where a fault of the command is told; by its own name unless given. */
  readonly at?: (field: string, of: T, fields: Fields) => string;
}

/** The totals of the largest session: six fields a line, two a member, and those of its ballots and its paper. */
const MOST_FIELDS = MOST_LINES * 6 + MOST_MEMBERS * 2 + 20;

const notForHim: ReadonlySet<string> = new Set(['FORBIDDEN', 'NOT_FOUND']);

/** A form as a page: GET shows it and changes nothing, POST carries out one command. */
export function formPage<T extends { readonly version: number }>(context: ApiContext, page: FormPage<T>): AppPage {
  const { path, right, files } = page;
  const form: RequestHandler = files ? uploadForm({ files: 1, fields: MOST_FIELDS }) : sheetForm;
  return {
    path,
    right,
    form,
    async show(req, res, signed) {
      const of = await page.open(req, signed);
      await page.offered?.(of, signed);
      await show(req, res, signed, of, {});
    },
    async post(req, res, signed) {
      const of = await page.open(req, signed);
      let fields = fieldsIn(req);
      const submission = submissionIn(fields);
      const posted = { caller: signed.caller, submission, expects: versionIn(submission) };
      try {
        if (files) fields = await keepFiles(context, req, signed.caller, { ...placeOf(files.to, of, req), fields });
        const said = withDays(await page.fields(of, signed, fields), fields);
        const outcome = await page.send(of, { ...posted, fields: said });
        if (typeof outcome === 'string') res.redirect(303, outcome);
        else await sendFile(res, outcome);
      } catch (problem) {
        if (!(problem instanceof Problem)) throw problem;
        // the record may have moved on: what was typed is sent again knowingly, for the version that is shown now
        const now = await page.open(req, signed);
        // too late, it still says what was typed; who was never to send it is only told so
        if (notForHim.has(problem.code) && !(await isOffered(now, signed))) throw problem;
        await show(req, res, signed, now, { fields, problem });
      }
    },
  };

  async function isOffered(of: T, signed: SignedIn): Promise<boolean> {
    try {
      await page.offered?.(of, signed);
      return true;
    } catch (error) {
      if (error instanceof Problem) return false;
      throw error;
    }
  }

  async function show(req: Request, res: Response, signed: SignedIn, of: T, tried: Tried): Promise<void> {
    const { fields, problem } = tried;
    const said = problem ? faultsIn(problem) : [];
    const faults = said.map((fault) => ({
      name: page.at?.(fault.field, of, fields ?? new Map()) ?? fault.field,
      text: fault[signed.lang],
    }));
    const blank = (await page.fields(of, signed, fields)).map((field) => (fields ? withKept(field, fields) : field));
    const typed = isBusy(problem) ? fields : withoutHidden(blank, fields);
    // what a file was not taken for is told where it was chosen
    const chosen = problem && ofFile.has(problem.code) ? blank.find(({ kind }) => kind === 'file') : undefined;
    const ofChosen =
      chosen && problem ? [{ name: chosen.name, text: (ownOf(problem) ?? sentenceOf(problem))[signed.lang] }] : [];
    await showForm(context, req, res, signed, page.about(of, signed), {
      ...(problem ? { problem } : {}),
      ...(typed ? { fields: typed } : {}),
      version: of.version,
      groups: [{ fields: blank }],
      faults: [...faults, ...ofChosen],
    });
  }
}

/** Where the files of a form are kept. */
const placeOf = <T>(
  to: NonNullable<FormPage<T & { readonly version: number }>['files']>['to'],
  of: T & { readonly version: number },
  req: Request,
): { readonly to: Attachable; readonly id: string } =>
  typeof to === 'function' ? to(of) : { to, id: String(req.params['id']) };

/** What a refusal says beside the sentence of its code. */
const ownOf = ({ data }: Problem): Text | undefined => data['sentence'] as Text | undefined;

/** Refusals of a file. */
const ofFile: ReadonlySet<Problem['code']> = new Set(['TOO_LARGE', 'UNSUPPORTED_TYPE']);

/** What nobody types names what is shown: it goes with the page, and stays only with an id that is pressed again. */
const withoutHidden = (blank: readonly Field[], fields: Fields | undefined): Fields | undefined =>
  fields && new Map([...fields].filter(([name]) => !blank.some((f) => f.kind === 'hidden' && f.name === name)));

interface Fault {
  readonly field: string;
  readonly vi: string;
  readonly en: string;
}

/** What is wrong with which field; what a signed file says otherwise than its draft takes a reason, and is told there. */
function faultsIn(problem: Problem): readonly Fault[] {
  if (problem.code !== 'SIGNED_FILE_DIFFERS') return faultsOf(problem);
  const findings = (problem.data['findings'] ?? []) as readonly SignedFinding[];
  return findings.map(({ say }) => ({ field: 'confirmed', ...say }));
}

/** `paper.file` is the field of a file, `paper.attachment` names it once it is kept. */
const keptName = (field: string): string => field.replace(/file$/, 'attachment');

/** Keeps what was chosen, so that a refused form need not be given it again. @throws Problem as `attach` does */
async function keepFiles(
  context: ApiContext,
  req: Request,
  caller: Caller,
  { to, id, fields }: { readonly to: Attachable; readonly id: string; readonly fields: Fields },
): Promise<Fields> {
  const kept = new Map(fields);
  for (const { field, name, bytes } of filesIn(req)) {
    if (!bytes) throw fileTooLarge(name);
    const file = await attach(context, { caller, to, id, name, bytes });
    kept.set(keptName(field), file.id).set(`${keptName(field)}.name`, file.name);
  }
  return kept;
}

/** A file that is kept, and its name, come back with the form. */
function withKept(field: Field, fields: Fields): Field {
  const value = field.kind === 'file' ? (fields.get(keptName(field.name)) ?? '') : '';
  if (value === '') return field;
  return {
    ...field,
    kept: { name: keptName(field.name), value, text: fields.get(`${keptName(field.name)}.name`) ?? '' },
  };
}

/** The names of `FieldMaker.paper`, as a paper of the records has them. */
const paperNames = ['paper.title', 'paper.number', 'paper.date', 'paper.signer', 'paper.attachment'];

/** A paper that was typed, of a kind; undefined when nothing was. */
export function paperIn(fields: Fields, kind: string): Record<string, unknown> | undefined {
  const { paper } = bodyIn(fields, paperNames);
  return paper === undefined ? undefined : { kind, ...(paper as object) };
}

/** Where a fault of a paper is told. */
export const paperFault = (field: string): string =>
  /^paper(\.\d+)?\.(attachment|file)$/.test(field) || field === 'file'
    ? 'paper.file'
    : field === 'paper'
      ? 'paper.title'
      : field;
