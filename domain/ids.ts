/**
 * Workflow ids, built here and nowhere else. They are stored in the clear by the engine, so they are made of codes and
 * never of names or addresses.
 */
export const docketWorkflowId = (docketId: string): string => `docket-${docketId}`;
export const sessionWorkflowId = (sessionId: string): string => `session-${sessionId}`;
export const sessionPapersWorkflowId = (sessionId: string): string => `session-papers-${sessionId}`;
export const proposalWorkflowId = (proposalId: string): string => `proposal-${proposalId}`;

/** What every day brings, once for each service. */
export const dailyWorkflowId = (taskQueue: string): string => `daily-${taskQueue}`;

export const campaignWorkflowId = (campaignId: string): string => `campaign-${campaignId}`;
/** The Schedule by which a campaign is followed by that of the next year, and the process that plans it. */
export const yearlyScheduleId = (campaignId: string): string => `yearly-${campaignId}`;
export const nextCampaignWorkflowId = (campaignId: string): string => `next-campaign-${campaignId}`;
/** Whose trail and files are a campaign's: its code is chosen freely and may be the number of something else. */
export const campaignEntity = (campaignId: string): string => `campaigns/${campaignId}`;
/** Whose trail and mails are an account's. */
export const accountEntity = (account: string): string => `accounts/${account}`;
/** The account of such an entity. */
export const accountIn = (entity: string): string => entity.replace(/^accounts\//, '');
export const caseWorkflowId = (caseId: string): string => `case-${caseId}`;

/** One docket per unit and round; an ad hoc case has a docket of its own. */
export const docketIdOf = (unit: string, round: string | undefined, nominationNumber: string): string =>
  round === undefined ? `${unit}-adhoc-${nominationNumber}` : `${unit}-${round}`;
