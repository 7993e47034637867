import type { ApiContext } from '../../../context';
import type { AppPage } from '../page';
import { casePages } from './case';
import { caseActPages } from './case-act';
import { caseListPages } from './case-list';
import { newCasePages } from './case-new';
import { certificatePages } from './certificate';
import { certificateListPages } from './certificates';
import { decisionPages } from './decision';
import { handoverPages } from './handover';
import { handoverManyPages } from './handover-many';
import { signedFilePages } from './signed-file';

/** Pages about what was decided: decisions, certificates, and what happens to them afterwards. */
export const issuedPages = (context: ApiContext): AppPage[] => [
  ...decisionPages(context),
  ...signedFilePages(context),
  ...certificateListPages(context),
  ...certificatePages(context),
  ...handoverPages(context),
  ...handoverManyPages(context),
  ...caseListPages(context),
  // before `/app/cases/:id`
  ...newCasePages(context),
  ...casePages(context),
  ...caseActPages(context),
];
