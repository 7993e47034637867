import type { ApiContext } from '../../../../context';
import type { AppPage } from '../../page';
import { decisionListPages } from './decisions';
import { nominationListPages } from './nominations';
import { proposalListPages } from './proposals';
import { sessionListPages } from './sessions';

/** What stands in the records, with links to what there is about it. */
export const listPages = (context: ApiContext): AppPage[] => [
  ...nominationListPages(context),
  ...sessionListPages(context),
  ...proposalListPages(context),
  ...decisionListPages(context),
];
