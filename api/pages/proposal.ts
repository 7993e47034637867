import type { Request, RequestHandler, Response, Router } from 'express';
import { Problem, problems } from '../../domain/errors';
import { signerOn } from '../../domain/signing';
import { dayOf } from '../../domain/time';
import type { Language, LinkRecord } from '../../platform/store';
import { renderPage } from '../../templates/pages';
import { answerProposal } from '../commands/proposals/proposals';
import type { ApiContext } from '../context';
import { sendPage } from './answer';
import { linkPage } from './door';
import { fieldsIn, sheetForm, submissionFor } from './forms';
import { frameOf, officeOf } from './frame';
import { addressWith, askedLanguage, languageOf, queryOf } from './language';
import { sendPaper } from './papers';
import { isBusy, rememberLanguage } from './problem';
import type { Outcome, ProposalCase } from './proposal-case';
import { callerOf, decidedLines, headOf, outcomeOf, proposalCase } from './proposal-case';
import { lacksOf, readAnswer, type AnswerForm, type Lack } from './proposal-form';
import { sheetOf } from './proposal-sheet';

/** An answer that lacks nothing. */
type Whole = AnswerForm & { readonly answer: 'approve' | 'return' };

/**
 * The list before a deciding authority. Its answer is read back before it is sent; it is an opinion on the draft, so a page
 * that was opened before the list changed is refused and shows what holds now.
 */
export function proposalPages(router: Router, context: ApiContext, limits: readonly RequestHandler[]): void {
  linkPage(router, context, limits, { purpose: 'proposal', path: '/p/:token', show, post, gone, form: sheetForm });

  /** Whoever was asked and signs no more learns that, and nothing of the list. */
  async function gone(req: Request, res: Response, link: LinkRecord): Promise<boolean> {
    if (link.state !== 'handedOver') return false;
    const { store } = context;
    const [proposal, person] = await Promise.all([store.proposals.need(link.entity), store.people.need(link.person)]);
    const [office, { title: authority }] = await Promise.all([
      officeOf(context, proposal.level, proposal.unit),
      store.authorities.need(proposal.authority),
    ]);
    const lang = languageOf(req, person.language);
    rememberLanguage(res, lang);
    const data = { ...frameOf(req, office, lang), ttr: proposal.number, authority };
    sendPage(res, problems.LINK_DEAD.http, lang, renderPage('proposal-handed-over', lang, data));
    return true;
  }

  /** A link that is still alive when the period of its substitution is over answers like a dead one. */
  async function signsNoMore(req: Request, res: Response, link: LinkRecord): Promise<boolean> {
    const { status, authority } = await context.store.proposals.need(link.entity);
    if (status !== 'sent') return false;
    const signer = signerOn(await context.store.authorities.need(authority), dayOf(context.clock.now()));
    return signer !== link.person && (await gone(req, res, { ...link, state: 'handedOver' }));
  }

  async function show(req: Request, res: Response, link: LinkRecord): Promise<void> {
    if (await signsNoMore(req, res, link)) return;
    const of = await opened(req, res, link);
    const paper = queryOf(req, 'paper');
    if (paper !== undefined) return sendPaper(context, res, paper, of.nominations.values());
    if (!(await showOutcome(req, res, of, 200))) await showSheet(req, res, of);
  }

  async function post(req: Request, res: Response, link: LinkRecord): Promise<void> {
    if (await signsNoMore(req, res, link)) return;
    const of = await opened(req, res, link);
    const ids = of.lines.map((line) => line.nomination);
    const form = readAnswer(fieldsIn(req), ids);
    const lacks = lacksOf(form, ids);
    // an answer that is sent again finds its own receipt, also when it is recorded by now
    if (form.step === 'send' && lacks.length === 0) return send(req, res, of, form as Whole);
    if (await showOutcome(req, res, of, problems.ACTION_NOT_ALLOWED.http)) return;
    if (form.step === 'edit') return showSheet(req, res, of, form);
    if (lacks.length > 0) return showSheet(req, res, of, form, lacks);
    sendPage(res, 200, of.lang, renderPage('proposal-review', of.lang, read(req, of, form as Whole)));
  }

  async function send(req: Request, res: Response, of: ProposalCase, form: Whole): Promise<void> {
    const struck = form.answer === 'approve' ? form.struck : new Map<string, string>();
    try {
      const { at } = await answerProposal(context, {
        caller: callerOf(of),
        id: of.proposal._id,
        submission: form.submission,
        answer: {
          kind: form.answer === 'approve' ? 'approved' : 'returned',
          struckOut: [...struck].map(([nomination, reason]) => ({ nomination, reason })),
          ...(form.answer === 'return' ? { reason: form.returnReason ?? '' } : {}),
          expects: form.expects,
        },
      });
      const { _id } = of.link;
      await context.links
        .settle(of.link)
        .catch((error: unknown) => context.log.warn({ error, link: _id }, 'links not settled'));
      sendPage(res, 200, of.lang, renderPage('proposal-done', of.lang, { ...said(req, of, form), at }));
    } catch (error) {
      await refused(req, res, of, form, error);
    }
  }

  /** Not known: the same form again. Changed meanwhile: what holds now. */
  async function refused(req: Request, res: Response, of: ProposalCase, form: Whole, error: unknown): Promise<void> {
    if (!(error instanceof Problem)) throw error;
    const { code } = error;
    if (isBusy(error)) {
      return sendPage(res, 503, of.lang, renderPage('proposal-busy', of.lang, read(req, of, form)));
    }
    const changed = code === 'STATE_CHANGED' || code === 'ACTION_NOT_ALLOWED' || code === 'NOT_FOUND';
    if (!changed) throw error;
    const now = await proposalCase(context, req, of.link);
    if (await showOutcome(req, res, now, problems.STATE_CHANGED.http)) return;
    // what is allowed here are no actions of a line
    throw new Problem(code === 'NOT_FOUND' ? 'ACTION_NOT_ALLOWED' : code, error.message);
  }

  async function opened(req: Request, res: Response, link: LinkRecord): Promise<ProposalCase> {
    const of = await proposalCase(context, req, link);
    rememberLanguage(res, of.lang);
    return of;
  }

  /** What was answered, or why no answer is waited for any more. @returns false while one is */
  async function showOutcome(req: Request, res: Response, of: ProposalCase, status: number): Promise<boolean> {
    const outcome = await outcomeOf(context, of);
    if (outcome.state === 'open') return false;
    sendPage(res, status, of.lang, pageOf(headOf(req, of), outcome, of.lang));
    return true;
  }

  async function showSheet(
    req: Request,
    res: Response,
    of: ProposalCase,
    posted?: AnswerForm,
    missing: readonly Lack[] = [],
  ): Promise<void> {
    const page = renderPage('proposal', of.lang, {
      ...headOf(req, of),
      action: actionOf(req),
      submission: posted?.submission ?? submissionFor(of.proposal.version),
      ...(await sheetOf(context, of, posted, missing)),
    });
    sendPage(res, missing.length > 0 ? 400 : 200, of.lang, page);
  }

  const actionOf = (req: Request): string => addressWith({ lang: askedLanguage(req) });

  const said = (req: Request, of: ProposalCase, { answer, returnReason, struck }: Whole) => ({
    ...headOf(req, of),
    answer,
    ...(answer === 'return' && returnReason !== undefined ? { returnReason } : {}),
    lines: decidedLines(context, of, answer === 'approve' ? struck : new Map()),
  });

  /** The read-back hands on what was struck out even when the whole list goes back: the authority may think again. */
  const read = (req: Request, of: ProposalCase, form: Whole) => ({
    ...said(req, of, form),
    lines: decidedLines(context, of, form.struck),
    action: actionOf(req),
    submission: form.submission,
  });
}

function pageOf(head: ReturnType<typeof headOf>, outcome: Exclude<Outcome, { state: 'open' }>, lang: Language): string {
  if (outcome.state === 'answered') {
    const { state, ...data } = outcome;
    return renderPage('proposal-answered', lang, { ...head, ...data });
  }
  const { state, ...data } = outcome;
  return renderPage('proposal-closed', lang, { ...head, ...data });
}
