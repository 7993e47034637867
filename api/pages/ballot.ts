import { randomUUID } from 'node:crypto';
import type { Request, RequestHandler, Response, Router } from 'express';
import { Problem, problems } from '../../domain/errors';
import type { Instant } from '../../domain/time';
import type { LinkRecord } from '../../platform/store';
import { keptWords, renderPage } from '../../templates/pages';
import type { ApiContext } from '../context';
import { sendPage } from './answer';
import { ballotCase, turnoutOf, type BallotCase, type Turnout } from './ballot-case';
import { cast, countingSheet, saysTheSame, sheetOfSubmission } from './ballot-cast';
import { draftOf, keepDraft, type KeptDraft } from './ballot-draft';
import type { BallotForm, Filled } from './ballot-form';
import { agreeingRest, choicesOf, filledOf, isComplete, mayAgree, readBallot } from './ballot-form';
import { agendaOf, chosenLines, formOf, headOf, sheetOf } from './ballot-sheet';
import { linkPage } from './door';
import { fieldsIn, sheetForm } from './forms';
import { addressWith, askedLanguage, queryOf } from './language';
import { sendPaper } from './papers';
import { rememberLanguage } from './problem';
import { createReceipts } from './receipts';

const NOTHING: BallotForm['filled'] = new Map<string, Filled>();

/**
 * The sheet of a council member. GET shows it, or what was received; a post is read back first, and only the read-back's own
 * button sends. What is posted without being sent is kept as a draft, where somebody has chosen something.
 */
export function ballotPages(router: Router, context: ApiContext, limits: readonly RequestHandler[]): void {
  const receipts = createReceipts();

  linkPage(router, context, limits, { purpose: 'ballot', path: '/b/:token', show, post, form: sheetForm });

  async function show(req: Request, res: Response, link: LinkRecord): Promise<void> {
    const of = await opened(req, res, link);
    const paper = queryOf(req, 'paper');
    if (paper !== undefined) return sendPaper(context, res, paper, of.nominations.values());
    const turnout = await turnoutOf(context, of);
    if (!turnout.open) return showClosed(req, res, of, turnout);
    const editing = queryOf(req, 'edit') !== undefined;
    if (turnout.vote && !editing) return showVoted(req, res, of, turnout);
    // what a secret sheet says is shown to nobody any more, not even to its voter
    const own = of.session.ballot === 'named' && turnout.vote?.commitment !== undefined;
    const draft = await draftOf(context, of, turnout);
    const sheet = own && !draft && (await counting(of, turnout));
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
    sendPage(res, 200, of.lang, renderPage('ballot-review', of.lang, read(req, of, turnout, fresh, filled)));
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
    const result = await cast(context, of, submission, choicesOf(filled, agendaOf(of)));
    switch (result.outcome) {
      case 'recorded':
        receipts.remember(of.link._id, submission, result);
        return showDone(req, res, of, result, filled);
      case 'busy': {
        const page = read(req, of, { closesAt: of.session.closesAt }, submission, filled);
        return sendPage(res, 503, of.lang, renderPage('ballot-busy', of.lang, page));
      }
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

  async function opened(req: Request, res: Response, link: LinkRecord): Promise<BallotCase> {
    const of = await ballotCase(context, req, link);
    rememberLanguage(res, of.lang);
    return of;
  }

  const counting = (of: BallotCase, { vote }: Turnout) =>
    countingSheet(context, of.session._id, of.person._id, vote?.commitment ?? '');

  const read = (
    req: Request,
    of: BallotCase,
    { closesAt }: Pick<Turnout, 'closesAt'>,
    submission: string,
    filled: BallotForm['filled'],
  ) => ({ ...headOf(req, of, closesAt), ...formOf(req, submission), lines: chosenLines(context, of, filled) });

  /** A form that was sent and then changed is a change of mind, not a repetition: its read-back is a new submission. */
  async function freshFor(of: BallotCase, submission: string, filled: BallotForm['filled']): Promise<string> {
    const sent = await sheetOfSubmission(context, of.session._id, of.person._id, submission);
    const agenda = agendaOf(of);
    if (!sent) return submission;
    return isComplete(filled, agenda) && saysTheSame(sent.choices, choicesOf(filled, agenda))
      ? submission
      : randomUUID();
  }

  async function showSheet(
    req: Request,
    res: Response,
    of: BallotCase,
    {
      filled,
      turnout,
      submission = randomUUID(),
      marked = false,
      draft,
      unseen,
      onlyBlank = false,
    }: {
      filled: BallotForm['filled'];
      turnout: Turnout;
      submission?: string;
      marked?: boolean;
      draft?: Pick<KeptDraft, 'at'> & { just?: true };
      unseen?: true;
      onlyBlank?: boolean;
    },
  ): Promise<void> {
    const page = renderPage('ballot', of.lang, {
      ...headOf(req, of, turnout.closesAt),
      ...formOf(req, submission),
      ...(await sheetOf(context, of, filled, { marked, onlyBlank })),
      ...(turnout.vote ? { earlierAt: turnout.vote.at } : {}),
      ...(turnout.known ? {} : { earlierUnknown: true as const }),
      ...(draft ? { draft: { at: draft.at, ...(draft.just ? { just: true as const } : {}) } } : {}),
      ...(unseen ? { unseen } : {}),
    });
    sendPage(res, marked || unseen ? 400 : 200, of.lang, page);
  }

  /** @param filled what was just sent; for a named sheet only, and absent when it is not known to be what counts */
  function showDone(
    req: Request,
    res: Response,
    of: BallotCase,
    { at, code }: { readonly at: string; readonly code: string },
    filled: BallotForm['filled'] | undefined,
  ): void {
    const named = of.session.ballot === 'named' && filled ? { lines: chosenLines(context, of, filled) } : {};
    const page = { ...headOf(req, of, of.session.closesAt), at, code, ...named };
    sendPage(res, 200, of.lang, renderPage('ballot-done', of.lang, page));
  }

  async function showVoted(req: Request, res: Response, of: BallotCase, turnout: Turnout): Promise<void> {
    if (!turnout.vote) throw new Problem('ENGINE_BUSY', 'not known which sheet counts');
    const sheet = await counting(of, turnout);
    const named = of.session.ballot === 'named' && sheet;
    const page = renderPage('ballot-voted', of.lang, {
      ...headOf(req, of, turnout.closesAt),
      at: turnout.vote.at,
      ...(sheet ? { code: sheet.code } : {}),
      edit: addressWith({ edit: '1', lang: askedLanguage(req) }),
      ...(named ? { lines: chosenLines(context, of, filledOf(sheet.choices)) } : {}),
    });
    sendPage(res, 200, of.lang, page);
  }

  /**
   * The end of the session, with the fact and time of this member's vote; a named sheet is shown again. Where it is not known
   * whether there was one (a cancelled session, no worker), the page says only that voting has ended.
   */
  async function showClosed(
    req: Request,
    res: Response,
    of: BallotCase,
    { known, vote, closesAt }: Turnout,
    late?: BallotForm['filled'],
  ): Promise<void> {
    const { session } = of;
    if (!known || session.status === 'cancelled' || session.status === 'failed') {
      throw new Problem('VOTING_CLOSED', session._id);
    }
    const now = context.clock.now();
    const own = vote && !late ? await ownBallot(of) : undefined;
    const page = renderPage('ballot-closed', of.lang, {
      ...headOf(req, of, closesAt),
      closedAt: closesAt,
      ...(vote ? { sentAt: vote.at } : {}),
      ...(own ? { lines: chosenLines(context, of, own) } : {}),
      ...(late ? { late: { at: now, lines: chosenLines(context, of, late) } } : {}),
    });
    sendPage(res, late ? problems.VOTING_CLOSED.http : 200, of.lang, page);
  }

  /** What a member of a named session has voted, from the counted ballots. */
  async function ownBallot({ session, person }: BallotCase): Promise<BallotForm['filled'] | undefined> {
    if (session.ballot !== 'named' || session.status !== 'closed') return undefined;
    const ballots = await context.store.ballots.ofSession(session._id);
    const said = ballots.flatMap(({ nomination, named }) => {
      const vote = named?.find((v) => v.person === person._id);
      return vote ? [[nomination, vote] as const] : [];
    });
    return said.length === 0 ? undefined : filledOf(Object.fromEntries(said));
  }
}

/** The script asks for data, a browser that posts a form for a page. */
const wantsJson = (req: Request): boolean => req.accepts(['html', 'json']) === 'json';
