/**
 * What operators can look for in Temporal's own pages, as `Name=Kind`. Never anything personal: these are stored in the
 * clear. A cluster of one's own needs the same ones (docs: `temporal operator search-attribute create`).
 */
export const searchAttributes = [
  'NominationStatus=Keyword',
  'Unit=Keyword',
  'CouncilSessionId=Keyword',
  'DueAt=Datetime',
] as const;
