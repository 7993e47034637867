import type { Activities } from './index';
import type { ActivityContext } from './context';
import { campaignActivities } from './campaign';
import { caseActivities } from './case';
import { dayActivities } from './days';
import { casePaperActivities } from './case-paper';
import { deliveryActivities } from './delivery';
import { docketActivities } from './docket';
import { documentActivities } from './documents';
import { drillActivities } from './drill';
import { mailActivities } from './mail';
import { proposalActivities } from './proposal';
import { sessionActivities } from './session';
import { sessionOrderActivities } from './session-orders';
import { sessionOutcomeActivities } from './session-outcome';
import { sessionPaperActivities } from './session-papers';

/** All activities over one context. */
export const createActivities = (context: ActivityContext): Activities => ({
  ...docketActivities(context),
  ...mailActivities(context),
  ...deliveryActivities(context),
  ...sessionActivities(context),
  ...sessionOrderActivities(context),
  ...sessionOutcomeActivities(context),
  ...sessionPaperActivities(context),
  ...proposalActivities(context),
  ...documentActivities(context),
  ...caseActivities(context),
  ...casePaperActivities(context),
  ...campaignActivities(context),
  ...dayActivities(context),
  ...drillActivities(context),
});
