import { standingStatuses, type Author } from '../../../domain/initiative/initiative';
import type { InitiativeMeetingRecord, InitiativeOutcomeRecord, SubmittedInitiativeRecord } from '../records';
import { flag, json, number, part, schemaOf, text } from './parts';

const decisionPart = part<NonNullable<InitiativeOutcomeRecord['decision']>>({ number: text, date: text });

export const submittedInitiativeSchema = schemaOf<SubmittedInitiativeRecord>({
  _id: text,
  unit: text,
  year: number,
  title: text,
  nature: text,
  authors: [part<Author>({ person: text, share: text })],
  field: text,
  content: text,
  effect: text,
  appliedFrom: text,
  claims: text,
  status: text,
  withdrawn: part<NonNullable<SubmittedInitiativeRecord['withdrawn']>>({ at: text, by: text, reason: text }),
  outcome: part<InitiativeOutcomeRecord>({
    meeting: text,
    council: text,
    heldOn: text,
    passed: flag,
    why: { type: part({ vi: text, en: text }), required: true },
    decision: decisionPart,
  }),
  asked: text,
  version: number,
  createdAt: text,
  createdBy: text,
});
// two of one title at once: the second one is refused
submittedInitiativeSchema.index(
  { unit: 1, title: 1 },
  { unique: true, partialFilterExpression: { status: { $in: [...standingStatuses] } } },
);
submittedInitiativeSchema.index({ createdAt: -1, _id: -1 });
submittedInitiativeSchema.index({ unit: 1, createdAt: -1, _id: -1 });
submittedInitiativeSchema.index({ unit: 1, status: 1, createdAt: -1, _id: -1 });

export const initiativeMeetingSchema = schemaOf<InitiativeMeetingRecord>({
  _id: text,
  unit: text,
  council: text,
  heldOn: text,
  minutes: { type: part({ number: text, date: text, attachment: text }), required: true },
  decision: decisionPart,
  checkedBy: text,
  rule: json,
  members: [String],
  totals: json,
  outcomes: json,
  asked: text,
  at: text,
  by: text,
});
