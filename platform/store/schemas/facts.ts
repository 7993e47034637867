import type { FactRecord, HistoryRecord, OverrideRecord, Replacement, Revocation } from '../fact-records';
import { paperPart } from './nominations';
import { number, optional, optionalList, part, schemaOf, schemaOfKinds, text } from './parts';

export const historySchema = schemaOf<HistoryRecord>({
  _id: text,
  subject: text,
  subjectKind: text,
  award: text,
  awardYear: number,
  commendationType: text,
  authority: text,
  decisionNumber: text,
  decidedOn: text,
  decision: optional,
  nomination: optional,
  achievementPeriod: part({ from: text, to: text }),
  wonBy: optional,
  initiatives: optionalList(String),
  achievement: optional,
  source: text,
  revoked: part<Revocation>({ on: text, paper: text, ground: optional, decision: optional }),
  replaced: part<Replacement>({ on: text, paper: text, by: text }),
});
// the ledger of a subject, and what the members of a collective got in a year
historySchema.index({ subject: 1, awardYear: 1 });
// what initiatives were used for
historySchema.index({ initiatives: 1 }, { sparse: true });
historySchema.index({ achievement: 1 }, { sparse: true });
historySchema.index({ decision: 1 }, { sparse: true });

export const factSchema = schemaOfKinds<FactRecord>({
  _id: text,
  kind: text,
  about: text,
  year: Number,
  grade: optional,
  maternityLeave: Boolean,
  headcount: Number,
  block: optional,
  scope: optional,
  leads: Boolean,
  rank: Number,
  members: Number,
  points: optional,
  paperDate: optional,
  paperFile: optional,
  code: optional,
  title: optional,
  nature: optional,
  recognisedOn: optional,
  decisionNumber: optional,
  authors: optionalList(String),
  unit: optional,
  matter: optional,
  measure: optional,
  from: optional,
  to: optional,
  paper: optional,
  closingPaper: optional,
  enteredBy: optional,
  registration: optional,
  campaign: optional,
});
factSchema.index({ about: 1, kind: 1, year: 1 });
factSchema.index({ authors: 1 }, { sparse: true });
// who leads the clusters and blocks in a year
factSchema.index({ kind: 1, year: 1, leads: 1 }, { partialFilterExpression: { kind: 'ranking' } });
// the paper of a block on a year
factSchema.index({ block: 1, year: 1 }, { partialFilterExpression: { kind: 'ranking' } });

export const overrideSchema = schemaOf<OverrideRecord>({
  _id: text,
  nomination: text,
  code: text,
  rules: text,
  level: text,
  role: text,
  by: text,
  reason: text,
  paper: paperPart,
  at: text,
});
overrideSchema.index({ nomination: 1, at: 1 });
