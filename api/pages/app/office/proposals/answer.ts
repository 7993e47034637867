import type { Request } from 'express';
import { signerOn } from '../../../../../domain/signing';
import { dayOf } from '../../../../../domain/time';
import { say } from '../../../../../templates/words';
import { needProposal } from '../../../../commands/proposals/proposals';
import type { ApiContext } from '../../../../context';
import { sheetForm } from '../../../forms';
import { officeOf } from '../../../frame';
import { answerPage } from '../../../proposal-answer';
import { listOf, type ProposalCase } from '../../../proposal-case';
import { frameFor } from '../../frame';
import type { AppHandler, AppPage, SignedIn } from '../../page';
import { proposalHref } from '../cells';
import { mustTake } from './acts';
import { draftPapers } from './papers';

/** A list with the form of its answer: what an authority sees of one that waits for it. */
export const showAnswer =
  (context: ApiContext): AppHandler =>
  async (req, res, signed) =>
    answerPage(context).show(req, res, await caseOf(context, req, signed));

/**
 * The page that the authority also has behind its link; what its office writes down of what it said is the same.
 * What is answered, or taken back, says so there.
 */
export const answerPages = (context: ApiContext): AppPage[] => [
  {
    path: '/app/proposals/:id/answer',
    right: 'answerProposals',
    form: sheetForm,
    show: showAnswer(context),
    post: async (req, res, signed) => answerPage(context).post(req, res, await caseOf(context, req, signed)),
  },
];

/** Lists that nobody has been asked about yet. */
const before: ReadonlySet<string> = new Set(['draft', 'sending', 'checking']);

/** @throws Problem ACTION_NOT_ALLOWED for a list that is not this reader's to answer, or does not wait for an answer yet */
async function caseOf(context: ApiContext, req: Request, signed: SignedIn): Promise<ProposalCase> {
  const { store, clock } = context;
  const { caller, lang } = signed;
  const proposal = await needProposal(context, caller, String(req.params['id']));
  const { _id, status, unit, mode, level } = proposal;
  const foreign = unit !== caller.unit || (caller.role !== 'authority' && mode !== 'recorded');
  if (foreign || before.has(status)) mustTake('answer', proposal, caller);
  const authority = await store.authorities.need(proposal.authority);
  const [list, person, { council, body, phone }, frame] = await Promise.all([
    listOf(context, proposal),
    store.people.need(signerOn(authority, dayOf(clock.now()))),
    officeOf(context, level, unit),
    frameFor(context, req, signed),
  ]);
  const href = proposalHref(_id);
  return {
    ...list,
    proposal,
    person,
    lang,
    caller,
    recording: caller.role !== 'authority',
    around: { office: { council, body, phone }, frame },
    action: `${href}/answer`,
    papers: draftPapers(proposal).map(({ name, url }) => ({ name: say(lang, name), url })),
    done: `${href}?done=answer`,
    again: () => caseOf(context, req, signed),
    settle: () => Promise.resolve(),
  };
}
