import type { Amendment, Commitment } from '../../../domain/campaign/amendment';
import type { ResultEntry, Target } from '../../../domain/campaign/target';
import type {
  CampaignRecord,
  CampaignTexts,
  LaunchingDocument,
  Registrant,
  RegistrationRecord,
  ReviewRecord,
} from '../records';
import { json, number, optional, optionalList, part, prose, schemaOf, text } from './parts';

const textsPart = part<CampaignTexts>({
  aims: prose,
  scope: prose,
  subjects: prose,
  criteria: prose,
  plan: prose,
  measures: prose,
});
const launchingPart = part<LaunchingDocument>({ title: text, number: text, date: text, file: optional });

export const campaignSchema = schemaOf<CampaignRecord>({
  _id: text,
  kind: text,
  name: text,
  theme: optional,
  year: number,
  unit: optional,
  texts: { type: textsPart, required: true },
  edition: Number,
  document: launchingPart,
  participants: [String],
  awards: [String],
  asked: json,
  working: json,
  reached: json,
  reminded: [String],
  remindWorkingDays: [Number],
  clonedFrom: optional,
  notes: [String],
  content: text,
  status: text,
  version: number,
  createdAt: text,
  createdBy: text,
  closedAt: optional,
});
campaignSchema.index({ createdAt: -1, _id: -1 });
campaignSchema.index({ year: 1, createdAt: -1 });

const registrantPart = part<Registrant>({ kind: text, code: text, name: text, post: optional });
const targetPart = part<Target>({
  code: text,
  name: text,
  unit: text,
  baseline: optional,
  target: text,
  direction: text,
  source: text,
  responsible: optional,
});
const commitmentPart = part<Commitment>({ titles: [String], targets: [targetPart], measures: prose });
const amendmentPart = part<Amendment>({
  no: number,
  before: { type: commitmentPart, required: true },
  after: { type: commitmentPart, required: true },
  reason: text,
  status: text,
  proposed: part<Amendment['proposed']>({ at: text, by: text }),
  settled: part<NonNullable<Amendment['settled']>>({ at: text, by: text, signer: optional, note: optional }),
});
const resultPart = part<ResultEntry>({
  target: text,
  period: text,
  value: text,
  at: text,
  by: text,
  reason: optional,
});
const reviewPart = part<ReviewRecord>({ period: text, text, lessons: prose, at: text, by: text });

export const registrationSchema = schemaOf<RegistrationRecord>({
  _id: text,
  campaign: text,
  year: number,
  unit: text,
  registrant: { type: registrantPart, required: true },
  about: text,
  titles: [String],
  targets: [targetPart],
  measures: prose,
  responsible: optional,
  status: text,
  submitted: part<NonNullable<RegistrationRecord['submitted']>>({ at: text, by: text }),
  sentBack: part<NonNullable<RegistrationRecord['sentBack']>>({ at: text, by: text, note: text }),
  signed: part<NonNullable<RegistrationRecord['signed']>>({ at: text, by: text, signer: optional }),
  amendments: optionalList(amendmentPart),
  results: [resultPart],
  reviews: [reviewPart],
  content: text,
  version: number,
  createdAt: text,
  createdBy: text,
});
registrationSchema.index({ campaign: 1, about: 1 }, { unique: true });
registrationSchema.index({ campaign: 1, unit: 1, _id: 1 });
registrationSchema.index({ createdAt: -1, _id: -1 });
registrationSchema.index({ about: 1, year: 1 });
