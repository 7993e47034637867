import { actionRoutes } from './actions';
import { attachmentRoutes } from './attachments';
import type { Endpoint } from './endpoint';
import { factRoutes } from './facts';
import { historyImportRoutes } from './history-import';
import { masterDataRoutes } from './master-data';
import { nominationRoutes } from './nominations';
import { numberRegisterRoutes } from './number-registers';
import { proposalRoutes } from './proposals';
import { registerRoutes } from './registers';
import { serviceRoutes } from './service';
import { sessionPaperRoutes } from './session-papers';
import { sessionSlipRoutes } from './session-slips';
import { sessionTotalsRoutes } from './session-totals';
import { sessionRoutes } from './sessions';
import { submissionRoutes } from './submissions';

/** Where the JSON API stands. */
export const API_BASE = '/api/v1';

/** Every call of the JSON API: served by `serve.ts`, described by `openapi.ts`. */
export const endpoints: readonly Endpoint[] = [
  ...nominationRoutes,
  ...submissionRoutes,
  ...actionRoutes,
  ...attachmentRoutes,
  ...sessionRoutes,
  ...sessionTotalsRoutes,
  ...sessionPaperRoutes,
  ...sessionSlipRoutes,
  ...proposalRoutes,
  ...registerRoutes,
  ...numberRegisterRoutes,
  ...masterDataRoutes,
  ...factRoutes,
  ...historyImportRoutes,
  ...serviceRoutes,
];
