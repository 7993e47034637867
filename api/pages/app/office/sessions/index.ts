import type { ApiContext } from '../../../../context';
import type { AppPage } from '../../page';
import { sessionActPages } from './acts';
import { sessionFilePages } from './files';
import { sessionLetterPages } from './letters';
import { sessionLinePages } from './lines';
import { sessionMemberPages } from './members';
import { newSessionPages } from './new';
import { sessionTotalsPages } from './totals';
import { sessionPages } from './view';

/** The pages of council sessions: opened, run, counted, and their papers. `new` stands before the ids. */
export const sittingPages = (context: ApiContext): AppPage[] => [
  ...newSessionPages(context),
  ...sessionPages(context),
  ...sessionActPages(context),
  ...sessionMemberPages(context),
  ...sessionLinePages(context),
  ...sessionLetterPages(context),
  ...sessionTotalsPages(context),
  ...sessionFilePages(context),
];
