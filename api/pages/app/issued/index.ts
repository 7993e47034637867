import type { ApiContext } from '../../../context';
import type { AppPage } from '../page';
import { certificatePages } from './certificate';
import { certificateListPages } from './certificates';

/** Pages about what was decided: decisions, certificates, and what happens to them afterwards. */
export const issuedPages = (context: ApiContext): AppPage[] => [
  ...certificateListPages(context),
  ...certificatePages(context),
];
