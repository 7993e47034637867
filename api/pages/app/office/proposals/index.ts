import type { ApiContext } from '../../../../context';
import type { AppPage } from '../../page';
import { proposalActPages } from './acts';
import { answerPages } from './answer';
import { newProposalPages } from './new';
import { proposalPaperPages } from './papers';
import { proposalPages } from './view';

/** The pages of lists before an authority: drafted, sent, answered, numbered, and their papers. `new` stands before the ids. */
export const proposalAppPages = (context: ApiContext): AppPage[] => [
  ...newProposalPages(context),
  ...proposalPages(context),
  ...proposalPaperPages(context),
  ...answerPages(context),
  ...proposalActPages(context),
];
