import { accountRoutes } from './accounts';
import { actionRoutes } from './actions';
import { attachmentRoutes } from './attachments';
import { campaignPaperRoutes } from './campaign-papers';
import { campaignRoutes } from './campaigns';
import { caseRoutes } from './cases';
import { deskRoutes } from './desk';
import type { Endpoint } from './endpoint';
import { factRoutes } from './facts';
import { historyImportRoutes } from './history-import';
import { mailTextRoutes } from './mail-texts';
import { initiativeRoutes } from './initiatives';
import { masterDataRoutes } from './master-data';
import { nominationRoutes } from './nominations';
import { goldBookRoutes } from './gold-books';
import { numberRegisterRoutes } from './number-registers';
import { officePaperRoutes } from './office-papers';
import { proposalRoutes } from './proposals';
import { registerRoutes } from './registers';
import { registrationRoutes } from './registrations';
import { serviceRoutes } from './service';
import { sessionPaperRoutes } from './session-papers';
import { sessionSlipRoutes } from './session-slips';
import { sessionTotalsRoutes } from './session-totals';
import { sessionRoutes } from './sessions';
import { signedFileRoutes } from './signed-files';
import { statisticsRoutes } from './statistics';
import { submissionRoutes } from './submissions';
import { templateRoutes } from './templates';
import { unitRoutes } from './units';
import { workbookRoutes } from './workbook';

/** Where the JSON API stands. */
export const API_BASE = '/api/v1';

/** Every call of the JSON API: served by `serve.ts`, described by `openapi.ts`. */
export const endpoints: readonly Endpoint[] = [
  ...nominationRoutes,
  ...unitRoutes,
  ...deskRoutes,
  ...statisticsRoutes,
  ...workbookRoutes,
  ...submissionRoutes,
  ...actionRoutes,
  ...attachmentRoutes,
  ...sessionRoutes,
  ...sessionTotalsRoutes,
  ...sessionPaperRoutes,
  ...sessionSlipRoutes,
  ...proposalRoutes,
  ...officePaperRoutes,
  ...signedFileRoutes,
  ...caseRoutes,
  ...campaignRoutes,
  ...campaignPaperRoutes,
  ...registrationRoutes,
  ...registerRoutes,
  ...numberRegisterRoutes,
  ...goldBookRoutes,
  ...templateRoutes,
  ...mailTextRoutes,
  ...masterDataRoutes,
  ...initiativeRoutes,
  ...factRoutes,
  ...historyImportRoutes,
  ...accountRoutes,
  ...serviceRoutes,
];
