import type { Request, Response } from 'express';
import { Problem, problems } from '../../domain/errors';
import type { Language } from '../../platform/store';
import { renderPage } from '../../templates/pages';
import { answerProposal } from '../commands/proposals/proposals';
import type { ApiContext } from '../context';
import { sendPage } from './answer';
import { fieldsIn, submissionFor } from './forms';
import { queryOf } from './language';
import { sendPaper } from './papers';
import { isBusy } from './problem';
import type { Outcome, ProposalCase } from './proposal-case';
import { decidedLines, headOf, outcomeOf } from './proposal-case';
import { lacksOf, readAnswer, type AnswerForm, type Lack } from './proposal-form';
import { sheetOf } from './proposal-sheet';

/** An answer that lacks nothing. */
type Whole = AnswerForm & { readonly answer: 'approve' | 'return' };

interface AnswerPage {
  readonly show: (req: Request, res: Response, of: ProposalCase) => Promise<void>;
  readonly post: (req: Request, res: Response, of: ProposalCase) => Promise<void>;
}

/**
 * The list before an authority; behind which address, the door says. Its answer is read back before it is sent; it is an opinion on
 * the draft, so a page that was opened before the list changed is refused, and stands there again for what holds now.
 */
export function answerPage(context: ApiContext): AnswerPage {
  const said = (of: ProposalCase, { answer, returnReason, struck }: Whole) => ({
    ...headOf(of),
    answer,
    ...(answer === 'return' && returnReason !== undefined ? { returnReason } : {}),
    lines: decidedLines(context, of, answer === 'approve' ? struck : new Map()),
  });

  /** The read-back hands on what was struck out even when the whole list goes back: the authority may think again. */
  const read = (of: ProposalCase, form: Whole) => ({
    ...said(of, form),
    lines: decidedLines(context, of, form.struck),
    action: of.action,
    submission: form.submission,
  });

  return { show, post };

  async function show(req: Request, res: Response, of: ProposalCase): Promise<void> {
    const paper = queryOf(req, 'paper');
    if (paper !== undefined) return sendPaper(context, res, paper, of.nominations.values());
    if (!(await showOutcome(res, of, 200))) await showSheet(res, of);
  }

  async function post(req: Request, res: Response, of: ProposalCase): Promise<void> {
    const ids = of.lines.map((line) => line.nomination);
    const form = readAnswer(fieldsIn(req), ids);
    const lacks = lacksOf(form, ids);
    // an answer that is sent again finds its own receipt, also when it is recorded by now
    if (form.step === 'send' && lacks.length === 0) return send(res, of, form as Whole);
    if (await showOutcome(res, of, problems.ACTION_NOT_ALLOWED.http)) return;
    if (form.step === 'edit') return showSheet(res, of, { posted: form });
    if (lacks.length > 0) return showSheet(res, of, { posted: form, missing: lacks });
    sendPage(res, 200, of.lang, renderPage('proposal-review', of.lang, read(of, form as Whole)));
  }

  async function send(res: Response, of: ProposalCase, form: Whole): Promise<void> {
    const struck = form.answer === 'approve' ? form.struck : new Map<string, string>();
    try {
      const { at } = await answerProposal(context, {
        caller: of.caller,
        id: of.proposal._id,
        submission: form.submission,
        answer: {
          kind: form.answer === 'approve' ? 'approved' : 'returned',
          struckOut: [...struck].map(([nomination, reason]) => ({ nomination, reason })),
          ...(form.answer === 'return' ? { reason: form.returnReason ?? '' } : {}),
          expects: form.expects,
        },
      });
      await of.settle();
      if (of.done !== undefined) return res.redirect(303, of.done);
      sendPage(res, 200, of.lang, renderPage('proposal-done', of.lang, { ...said(of, form), at }));
    } catch (error) {
      await refused(res, of, form, error);
    }
  }

  /** Not known: the same form again. Changed meanwhile: what holds now. */
  async function refused(res: Response, of: ProposalCase, form: Whole, error: unknown): Promise<void> {
    if (!(error instanceof Problem)) throw error;
    const { code } = error;
    if (isBusy(error)) {
      return sendPage(res, 503, of.lang, renderPage('proposal-busy', of.lang, read(of, form)));
    }
    const changed = code === 'STATE_CHANGED' || code === 'ACTION_NOT_ALLOWED' || code === 'NOT_FOUND';
    if (!changed) throw error;
    const now = await of.again();
    if (await showOutcome(res, now, problems.STATE_CHANGED.http)) return;
    if (code === 'STATE_CHANGED') return showSheet(res, now, { posted: form, changed: true });
    // what is allowed here are no actions of a line
    throw new Problem(code === 'NOT_FOUND' ? 'ACTION_NOT_ALLOWED' : code, error.message);
  }

  /** What was answered, or why no answer is waited for any more. @returns false while one is */
  async function showOutcome(res: Response, of: ProposalCase, status: number): Promise<boolean> {
    const outcome = await outcomeOf(context, of);
    if (outcome.state === 'open') return false;
    sendPage(res, status, of.lang, pageOf(headOf(of), outcome, of.lang));
    return true;
  }

  async function showSheet(
    res: Response,
    of: ProposalCase,
    said: { readonly posted?: AnswerForm; readonly missing?: readonly Lack[]; readonly changed?: true } = {},
  ): Promise<void> {
    const { posted, missing = [], changed } = said;
    const page = renderPage('proposal', of.lang, {
      ...headOf(of),
      action: of.action,
      // what was answered is said again knowingly, of the list as it is now
      submission: changed || !posted ? submissionFor(of.proposal.version) : posted.submission,
      ...(changed ? { changed } : {}),
      ...(await sheetOf(context, of, posted, missing)),
    });
    sendPage(res, changed ? problems.STATE_CHANGED.http : missing.length > 0 ? 400 : 200, of.lang, page);
  }
}

function pageOf(head: ReturnType<typeof headOf>, outcome: Exclude<Outcome, { state: 'open' }>, lang: Language): string {
  if (outcome.state === 'answered') {
    const { state, ...data } = outcome;
    return renderPage('proposal-answered', lang, { ...head, ...data });
  }
  const { state, ...data } = outcome;
  return renderPage('proposal-closed', lang, { ...head, ...data });
}
