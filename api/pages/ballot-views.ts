import { randomUUID } from 'node:crypto';
import type { Request, Response } from 'express';
import { Problem, problems } from '../../domain/errors';
import type { Instant } from '../../domain/time';
import { renderPage } from '../../templates/pages';
import type { ApiContext } from '../context';
import { sendPage } from './answer';
import type { BallotCase, Turnout } from './ballot-case';
import { countingSheet } from './ballot-cast';
import type { BallotForm } from './ballot-form';
import type { NumberRefusal } from './ballot-number';
import { asksNumber } from './ballot-number';
import { filledOf } from './ballot-form';
import { chosenLines, formOf, headOf, sheetOf } from './ballot-sheet';
import { addressWith, askedLanguage } from './language';

type Filled = BallotForm['filled'];

/** What the sheet shows besides what is filled in. */
export interface SheetState {
  readonly filled: Filled;
  readonly turnout: Turnout;
  /** Absent: a form of its own. */
  readonly submission?: string;
  /** Lines that lack something are marked. */
  readonly marked?: boolean;
  readonly draft?: { readonly at: Instant; readonly just?: true };
  readonly unseen?: true;
  readonly onlyBlank?: boolean;
}

/** A sheet that is read back, under the id that sends it. */
export interface ReadBack {
  readonly closesAt: Instant;
  readonly submission: string;
  readonly filled: Filled;
}

/** The pages that a member sees of his sheet: each renders one and sends it. */
export function ballotViews(context: ApiContext) {
  return { showSheet, showReview, showBusy, showDone, showVoted, showClosed };

  async function showSheet(
    req: Request,
    res: Response,
    of: BallotCase,
    { filled, turnout, submission = randomUUID(), marked = false, draft, unseen, onlyBlank = false }: SheetState,
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

  /** The read-back. `refused`: it was to be sent, and its number was not right. */
  function showReview(req: Request, res: Response, of: BallotCase, given: ReadBack, refused?: NumberRefusal): void {
    const number = asksNumber(of) ? { number: refused ? { refused } : {} } : {};
    const page = renderPage('ballot-review', of.lang, { ...readBack(req, of, given), ...number });
    sendPage(res, refused ? 400 : 200, of.lang, page);
  }

  function showBusy(req: Request, res: Response, of: BallotCase, given: ReadBack): void {
    sendPage(res, 503, of.lang, renderPage('ballot-busy', of.lang, readBack(req, of, given)));
  }

  function readBack(req: Request, of: BallotCase, { closesAt, submission, filled }: ReadBack) {
    return { ...headOf(req, of, closesAt), ...formOf(req, submission), lines: chosenLines(context, of, filled) };
  }

  /** @param filled what was just sent; for a named sheet only, and absent when it is not known to be what counts */
  function showDone(
    req: Request,
    res: Response,
    of: BallotCase,
    { at, code }: { readonly at: string; readonly code: string },
    filled: Filled | undefined,
  ): void {
    const named = of.session.ballot === 'named' && filled ? { lines: chosenLines(context, of, filled) } : {};
    const page = { ...headOf(req, of, of.session.closesAt), at, code, ...named };
    sendPage(res, 200, of.lang, renderPage('ballot-done', of.lang, page));
  }

  async function showVoted(req: Request, res: Response, of: BallotCase, turnout: Turnout): Promise<void> {
    if (!turnout.vote) throw new Problem('ENGINE_BUSY', 'not known which sheet counts');
    const sheet = await countingSheet(context, of.session._id, of.person._id, turnout.vote.commitment ?? '');
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
   * whether there was one (a cancelled session, no worker), the page says only that voting has ended. What was posted too late is
   * always given back.
   */
  async function showClosed(
    req: Request,
    res: Response,
    of: BallotCase,
    { known, vote, closesAt }: Turnout,
    late?: Filled,
  ): Promise<void> {
    const { session } = of;
    const cancelled = session.status === 'cancelled' || session.status === 'failed';
    if (!late && (!known || cancelled)) throw new Problem('VOTING_CLOSED', session._id);
    const now = context.clock.now();
    const own = vote && !late ? await ownBallot(of) : undefined;
    const page = renderPage('ballot-closed', of.lang, {
      ...headOf(req, of, closesAt),
      closedAt: cancelled ? (session.closedAt ?? closesAt) : closesAt,
      ...(cancelled ? { cancelled } : {}),
      ...(known ? {} : { unknown: true as const }),
      ...(vote ? { sentAt: vote.at } : {}),
      ...(own ? { lines: chosenLines(context, of, own) } : {}),
      ...(late ? { late: { at: now, lines: chosenLines(context, of, late) } } : {}),
    });
    sendPage(res, late ? problems.VOTING_CLOSED.http : 200, of.lang, page);
  }

  /** What a member of a named session has voted, from the counted ballots. */
  async function ownBallot({ session, person }: BallotCase): Promise<Filled | undefined> {
    const counted = session.status === 'closed' || session.status === 'awaitingChair';
    if (session.ballot !== 'named' || !counted) return undefined;
    const ballots = await context.store.ballots.ofSession(session._id);
    const said = ballots.flatMap(({ nomination, named }) => {
      const vote = named?.find((v) => v.person === person._id);
      return vote ? [[nomination, vote] as const] : [];
    });
    return said.length === 0 ? undefined : filledOf(Object.fromEntries(said));
  }
}
