import { randomUUID } from 'node:crypto';
import type { Request, RequestHandler, Response, Router } from 'express';
import type { Instant } from '../../domain/time';
import type { LinkRecord, NominationRecord } from '../../platform/store';
import { keptWords } from '../../templates/pages';
import type { ApiContext } from '../context';
import { ballotCase, turnoutOf, type BallotCase } from './ballot-case';
import { cast, countingSheet, saysTheSame, sheetOfSubmission } from './ballot-cast';
import { draftOf, keepDraft } from './ballot-draft';
import type { BallotForm, Filled } from './ballot-form';
import { agreeingRest, choicesOf, filledOf, isComplete, mayAgree, readBallot } from './ballot-form';
import { agendaOf } from './ballot-sheet';
import { asksNumber, refusalOfNumber } from './ballot-number';
import { ballotViews } from './ballot-views';
import { linkPage } from './door';
import { fieldsIn, sheetForm } from './forms';
import { queryOf } from './language';
import { sendPaper } from './papers';
import { rememberLanguage } from './problem';
import { createReceipts } from './receipts';

const NOTHING: BallotForm['filled'] = new Map<string, Filled>();

/**
 * The sheet of a council member. GET shows it, or what was received; a post is read back first, and only the read-back's own
 * button sends, with the number of the paper invitation where the session asks for it. What is posted without being sent is kept as a draft, where somebody has chosen something.
 */
export function ballotPages(router: Router, context: ApiContext, limits: readonly RequestHandler[]): void {
  const receipts = createReceipts();
  const { showSheet, showReview, showBusy, showDone, showVoted, showClosed } = ballotViews(context);

  linkPage(router, context, limits, { purpose: 'ballot', path: '/b/:token', show, post, form: sheetForm });

  async function show(req: Request, res: Response, link: LinkRecord): Promise<void> {
    const of = await opened(req, res, link);
    const paper = queryOf(req, 'paper');
    if (paper !== undefined) return sendPaper(context, res, paper, dossiersOf(of));
    const turnout = await turnoutOf(context, of);
    if (!turnout.open) return showClosed(req, res, of, turnout);
    const editing = queryOf(req, 'edit') !== undefined;
    if (turnout.vote && !editing) return showVoted(req, res, of, turnout);
    // what a secret sheet says is shown to nobody any more, not even to its voter
    const own = of.session.ballot === 'named' ? turnout.vote?.commitment : undefined;
    const draft = await draftOf(context, of, turnout);
    const sheet = own !== undefined && !draft && (await countingSheet(context, of.session._id, of.person._id, own));
    const filled = draft?.filled ?? (sheet ? filledOf(sheet.choices) : NOTHING);
    await showSheet(req, res, of, { filled, turnout, ...(draft ? { draft } : {}) });
  }

  async function post(req: Request, res: Response, link: LinkRecord): Promise<void> {
    const of = await opened(req, res, link);
    const agenda = agendaOf(of);
    const { step, submission, filled: posted, seen, overruled } = readBallot(fieldsIn(req), agenda);
    const agreed = step === 'agreeRest' && mayAgree({ filled: posted, seen });
    const filled = agreed ? agreeingRest(posted, agenda) : posted;
    // what is recorded is what was read back
    if (step === 'send' && isComplete(filled, agenda) && !overruled) return send(req, res, of, submission, filled);
    if (step === 'draft' && wantsJson(req)) return keepQuietly(res, of, submission, filled);
    const turnout = await turnoutOf(context, of);
    if (!turnout.open) return showClosed(req, res, of, turnout, filled);
    const fresh = await freshFor(of, submission, filled);
    const keptAt = await kept(of, fresh, filled);
    if (step === 'edit' || step === 'draft' || step === 'blank' || !isComplete(filled, agenda)) {
      const draft = step === 'draft' && keptAt !== undefined ? { draft: { at: keptAt, just: true as const } } : {};
      const marked = step === 'review' || step === 'send';
      const unseen = step === 'agreeRest' ? { unseen: true as const } : {};
      const only = step === 'blank' ? { onlyBlank: true as const } : {};
      return showSheet(req, res, of, { filled, turnout, submission: fresh, marked, ...draft, ...unseen, ...only });
    }
    showReview(req, res, of, { closesAt: turnout.closesAt, submission: fresh, filled });
  }

  /** What the script of the sheet saves while it is filled in. */
  async function keepQuietly(
    res: Response,
    of: BallotCase,
    submission: string,
    filled: BallotForm['filled'],
  ): Promise<void> {
    const at = await kept(of, submission, filled);
    res.status(at === undefined ? 409 : 200).json({ said: keptWords(of.lang, at) });
  }

  /** Never fails: what cannot be kept now is still in the form. */
  async function kept(of: BallotCase, submission: string, filled: BallotForm['filled']): Promise<Instant | undefined> {
    try {
      return await keepDraft(context, of, submission, filled);
    } catch (error) {
      context.log.warn({ error, session: of.session._id }, 'a draft was not kept');
      return undefined;
    }
  }

  async function send(
    req: Request,
    res: Response,
    of: BallotCase,
    submission: string,
    filled: BallotForm['filled'],
  ): Promise<void> {
    const known = receipts.of(of.link._id, submission);
    if (known && of.session.status !== 'open') return showDone(req, res, of, known, undefined);
    if (asksNumber(of) && !(await mayGoOn(req, res, of, submission, filled))) return;
    const result = await cast(context, of, submission, choicesOf(filled, agendaOf(of)));
    switch (result.outcome) {
      case 'recorded':
        receipts.remember(of.link._id, submission, result);
        return showDone(req, res, of, result, filled);
      case 'busy':
        return showBusy(req, res, of, { closesAt: of.session.closesAt, submission, filled });
      case 'superseded':
        return showVoted(req, res, of, await turnoutOf(context, of));
      case 'late': {
        const late = { ...of, session: await context.store.sessions.need(of.session._id) };
        const receipt = receipts.of(of.link._id, submission);
        if (receipt) return showDone(req, res, late, receipt, undefined);
        return showClosed(req, res, late, await turnoutOf(context, late), filled);
      }
    }
  }

  /** Asks for the number of the paper invitation, once. @returns false when this has been answered with a page */
  async function mayGoOn(
    req: Request,
    res: Response,
    of: BallotCase,
    submission: string,
    filled: BallotForm['filled'],
  ): Promise<boolean> {
    const turnout = await turnoutOf(context, of);
    if (!turnout.open) {
      await showClosed(req, res, of, turnout, filled);
      return false;
    }
    const sheet = { closesAt: turnout.closesAt, submission, filled };
    const refused = await refusalOfNumber(context, of, fieldsIn(req).get('number') ?? '');
    if (!refused) return true;
    await kept(of, submission, filled);
    if (refused === 'busy') showBusy(req, res, of, sheet);
    else showReview(req, res, of, sheet, refused);
    return false;
  }

  async function opened(req: Request, res: Response, link: LinkRecord): Promise<BallotCase> {
    const of = await ballotCase(context, req, link);
    rememberLanguage(res, of.lang);
    return of;
  }

  /** A form that was sent and then changed is a change of mind, not a repetition: its read-back is a new submission. */
  async function freshFor(of: BallotCase, submission: string, filled: BallotForm['filled']): Promise<string> {
    const sent = await sheetOfSubmission(context, of.session._id, of.person._id, submission);
    const agenda = agendaOf(of);
    if (!sent) return submission;
    return isComplete(filled, agenda) && saysTheSame(sent.choices, choicesOf(filled, agenda))
      ? submission
      : randomUUID();
  }
}

/** The dossiers that lie before this member: of the lines on which he votes. */
const dossiersOf = ({ nominations, locks }: BallotCase): NominationRecord[] =>
  [...nominations.values()].filter(({ _id }) => !locks.has(_id));

/** The script asks for data, a browser that posts a form for a page. */
const wantsJson = (req: Request): boolean => req.accepts(['html', 'json']) === 'json';
