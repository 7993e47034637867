import type { ApiContext } from '../../../../context';
import type { AppPage } from '../../page';
import { proposalActPages } from './acts';
import { newProposalPages } from './new';
import { proposalPages } from './view';

/** The pages of lists before an authority: drafted, sent, answered, numbered, and their papers. `new` stands before the ids. */
export const proposalAppPages = (context: ApiContext): AppPage[] => [
  ...newProposalPages(context),
  ...proposalPages(context),
  ...proposalActPages(context),
];
