import type { ApiContext } from '../../../context';
import type { AppPage } from '../page';
import { actPages } from './act';
import { clericalPages } from './clerical';
import { dossierPages } from './dossier';
import { incomingPages } from './incoming';
import { letPassPages } from './let-pass';
import { listPages } from './lists';
import { picturePages } from './pictures';
import { proposalAppPages } from './proposals';
import { recordPages } from './records';
import { roundPages } from './rounds';
import { sittingPages } from './sessions';

/** The pages of offices, clerks and authorities. */
export const officePages = (context: ApiContext): AppPage[] => [
  ...dossierPages(context),
  ...letPassPages(context),
  // before the forms of other actions, which are made of their table
  ...clericalPages(context),
  ...actPages(context),
  ...incomingPages(context),
  ...roundPages(context),
  ...listPages(context),
  ...sittingPages(context),
  ...proposalAppPages(context),
  ...recordPages(context),
  ...picturePages(context),
];
