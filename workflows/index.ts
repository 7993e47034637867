/** The workflow types of the service: every function exported here is one. */
export { accountLetter } from './account-letter';
export { awardCase as case } from './case';
export { campaign } from './campaign';
export { councilSession } from './council-session';
export { daily } from './daily';
export { docket } from './docket';
export { freshLink } from './fresh-link';
export { nextCampaign } from './next-campaign';
export { proposal } from './proposal';
export { sessionPapers } from './session-papers';
