import type { Request, Response } from 'express';
import { Problem, problems } from '../../domain/errors';
import type { NominationRecord } from '../../platform/store';
import { renderPage } from '../../templates/pages';
import { actOnLines } from '../commands/nominations/act';
import type { ApiContext } from '../context';
import { sendPage } from './answer';
import { correctedDossier, explanationOf, itemsShown, missingIn, readCorrection, withRefusal } from './correction-form';
import type { CorrectionForm } from './correction-form';
import { correctables, type Correctable } from './correction-items';
import { fieldsIn, submissionFor, submissionIn, versionIn } from './forms';
import { addressWith, askedLanguage } from './language';
import { receivedAt } from './received';
import type { UnitCase, UnitLine, UnitPage, Wanted } from './unit-case';
import { addressOf, correctableStage, lineHead, lineOf, wantedOf } from './unit-case';
import { filesIn, uploadForm } from './upload';

interface Correction extends UnitLine {
  readonly wanted: Wanted;
  readonly items: readonly Correctable[];
}

/** After these the form is shown again with everything that was typed; other refusals have a page of their own. */
const typedAgain: ReadonlySet<string> = new Set([
  'VALIDATION',
  'INCOMPLETE',
  'UNSUPPORTED_TYPE',
  'TOO_LARGE',
  'ENGINE_BUSY',
  'STORE_BUSY',
  'STATE_CHANGED',
  'KEY_REUSED',
]);

/** The correction of one returned line: only what was asked for is typed again, everything else stays. */
export function correctionPage(context: ApiContext): UnitPage {
  return { under: '/:no', show, post, form: uploadForm({ files: 20 }) };

  async function show(req: Request, res: Response, all: UnitCase): Promise<void> {
    const of = lineOf(all, req);
    const correction = await correctionOf(of);
    if (correction) showForm(req, res, correction, 200);
    // done, or out of the unit's hands: the list says where it is
    else res.redirect(303, addressOf(of, req));
  }

  async function post(req: Request, res: Response, all: UnitCase): Promise<void> {
    const of = lineOf(all, req);
    const submission = submissionIn(fieldsIn(req));
    const correction = await correctionOf(of);
    if (!correction) return showReceived(req, res, of, submission);
    const posted = readCorrection(fieldsIn(req), filesIn(req), correction.items, of.lang);
    if (posted.errors.size > 0 || missingIn(posted).length > 0) {
      return showForm(req, res, correction, 400, submission, posted);
    }
    try {
      await send(req, res, correction, submission, posted);
    } catch (error) {
      await refused(req, res, correction, submission, posted, error);
    }
  }

  async function send(
    req: Request,
    res: Response,
    of: Correction,
    submission: string,
    posted: CorrectionForm,
  ): Promise<void> {
    const { nomination, items, wanted, proposal, caller } = of;
    const expects = versionIn(submission);
    const dossier = await correctedDossier(context, caller, nomination, items, posted);
    const { at } = await actOnLines(context, {
      caller,
      docket: nomination.docket ?? proposal.docket,
      action: { type: wanted.action },
      dossier,
      note: { reason: explanationOf(items, posted) },
      lines: [{ id: nomination._id, expects }],
      submission,
    });
    await of.settle();
    showDone(req, res, of, at, changesOf(of, posted));
  }

  async function refused(
    req: Request,
    res: Response,
    of: Correction,
    submission: string,
    posted: CorrectionForm,
    error: unknown,
  ): Promise<void> {
    if (!(error instanceof Problem) || !typedAgain.has(error.code)) throw error;
    const { http } = problems[error.code];
    if (error.code !== 'STATE_CHANGED' && error.code !== 'KEY_REUSED') {
      return showForm(req, res, of, http, submission, withRefusal(posted, error, of.items, of.lang));
    }
    // the page was out of date: the same words under the version that holds now, while a correction is still wanted
    const now = await correctionOf(lineOf(await of.again(), req));
    if (!now) throw error;
    showForm(req, res, now, http, undefined, withRefusal(posted, error, now.items, of.lang));
  }

  async function correctionOf(of: UnitLine): Promise<Correction | undefined> {
    const { nomination, lang } = of;
    const notes = await context.store.notes.many(noteIds(nomination));
    const wanted = wantedOf(nomination, notes);
    return wanted && { ...of, wanted, items: correctables(wanted, nomination.dossier, context.pack, lang) };
  }

  function showForm(
    req: Request,
    res: Response,
    of: Correction,
    status: number,
    submission = submissionFor(of.nomination.version),
    posted?: CorrectionForm,
  ): void {
    const missing = posted ? missingIn(posted) : [];
    const page = renderPage('correction', of.lang, {
      ...lineHead(context, req, of),
      action: addressWith({ lang: askedLanguage(req) }),
      submission,
      due: of.wanted.due,
      items: itemsShown(of.items, posted),
      ...(posted?.note ? { note: posted.note } : {}),
      ...(posted?.by ? { by: posted.by } : {}),
      ...(missing.length > 0 ? { missing } : {}),
    });
    sendPage(res, status, of.lang, page);
  }

  function showDone(
    req: Request,
    res: Response,
    of: UnitLine,
    at: string,
    changed: ReturnType<typeof changesOf>,
  ): void {
    sendPage(res, 200, of.lang, renderPage('correction-done', of.lang, { ...lineHead(context, req, of), at, changed }));
  }

  /** Nothing is wanted any more: because of this very form, or because the line has gone on without it. */
  async function showReceived(req: Request, res: Response, of: UnitLine, submission: string): Promise<void> {
    const at = await receivedAt(context, of, submission);
    if (at === undefined) throw new Problem('ACTION_NOT_ALLOWED', `nothing to correct in ${of.nomination._id}`);
    showDone(req, res, of, at, []);
  }
}

const noteIds = (nomination: NominationRecord): string[] => {
  const note = correctableStage(nomination)?.note;
  return note === undefined ? [] : [note];
};

/** Old against new, as the unit sees it once more; the office sees the same. */
const changesOf = ({ items }: Correction, { values, files, certified }: CorrectionForm) =>
  items.map(({ field, label, old, certifiable }) => ({
    label,
    old,
    value: values.get(field) ?? files.get(field)?.name ?? '',
    ...(certifiable ? { certified: certified.has(field) } : {}),
  }));
