import type { FactChange, LifeEntry } from '../../../domain/case/life';
import type {
  CertificateRecord,
  HandedOver,
  ProposalAnswer,
  ProposalCheck,
  ProposalLine,
  ProposalRecord,
  SignedFile,
  StoredDocument,
} from '../records';
import { decisionList, type DecisionRow, type StoredDecision } from '../decision-list';
import { proposalList, type ProposalRow, type StoredProposal } from '../proposal-list';
import { indexesOf } from '../record-list';
import { nomineePart, paperPart } from './nominations';
import { schemaOf, flag, number, optional, optionalList, part, prose, text } from './parts';
import { leftOutPart } from './voting';

export const documentPart = part<StoredDocument>({ file: text, sha256: text, renderer: text, bytes: number });

const answerPart = part<ProposalAnswer>({
  kind: text,
  struckOut: [part({ nomination: text, note: text })],
  note: optional,
  at: text,
  by: text,
});

export const proposalSchema = schemaOf<StoredProposal>({
  _id: text,
  number: prose,
  date: text,
  authority: text,
  level: text,
  unit: optional,
  power: text,
  mode: text,
  submitter: text,
  lines: [part<ProposalLine>({ nomination: text, docket: text, award: text, no: number })],
  leftOut: [leftOutPart],
  status: text,
  check: part<ProposalCheck>({ outcome: text, note: optional, at: optional, by: optional }),
  answer: answerPart,
  refused: part<NonNullable<ProposalRecord['refused']>>({ code: text, decision: optional }),
  decision: optional,
  sentAt: optional,
  version: number,
  createdAt: text,
  createdBy: text,
  // read where it is asked for by name
  row: {
    type: part<ProposalRow>({ newest: text, date: text, number: text, words: [String], cases: number }),
    required: true,
    select: false,
  },
});
for (const index of indexesOf(proposalList)) proposalSchema.index(index);
proposalSchema.index({ 'lines.nomination': 1 });

export const decisionSchema = schemaOf<StoredDecision>({
  _id: text,
  proposal: optional,
  case: optional,
  kind: text,
  unit: optional,
  session: optional,
  register: text,
  number: text,
  serial: Number,
  date: text,
  // not always known of a paper of the central level
  signer: prose,
  signerPost: prose,
  form: text,
  authority: optional,
  subject: prose,
  lines: [String],
  file: optional,
  signed: { type: [part<SignedFile>({ file: text, at: text, by: text, reason: optional })], default: undefined },
  at: text,
  by: text,
  documents: part({ decision: documentPart }),
  row: {
    type: part<DecisionRow>({ newest: text, date: text, number: text, words: [String], units: [String] }),
    required: true,
    select: false,
  },
});
for (const index of indexesOf(decisionList)) decisionSchema.index(index);
decisionSchema.index({ register: 1, number: 1 }, { unique: true });
// certificates are looked for by the number of their decision, whatever its register
decisionSchema.index({ number: 1 });
decisionSchema.index(
  { register: 1, serial: 1 },
  { unique: true, partialFilterExpression: { serial: { $exists: true } } },
);
decisionSchema.index({ proposal: 1 }, { sparse: true });
decisionSchema.index({ lines: 1 });

const snapshotPart = part<CertificateRecord['snapshot']>({
  nominee: { type: nomineePart, required: true },
  merit: prose,
  posthumous: flag,
  awardName: { type: part({ vi: text, en: text }), required: true },
  unitName: text,
});

export const changePart = part<FactChange>({ field: text, printed: prose, correct: text });

const entryPart = part<LifeEntry>({
  kind: text,
  on: text,
  at: text,
  case: text,
  paper: optional,
  ground: optional,
  by: optional,
  changes: optionalList(changePart),
  reason: optional,
});

const handedOverPart = part<HandedOver>({
  on: text,
  to: text,
  paper: paperPart,
  units: optionalList(text),
  by: text,
  at: text,
});

/** What is stored of a certificate for its list alone. */
export interface CertificateRow {
  /** When it was issued, then its number: no two are alike. */
  readonly listed: string;
  /** What it is found by, without diacritics, each once. */
  readonly words: readonly string[];
}
export interface StoredCertificate extends CertificateRecord {
  readonly row: CertificateRow;
}

export const certificateSchema = schemaOf<StoredCertificate>({
  _id: text,
  number: text,
  goldBook: text,
  goldBookNumber: number,
  verifyCode: text,
  decision: text,
  nomination: text,
  award: text,
  unit: text,
  snapshot: { type: snapshotPart, required: true },
  status: text,
  statusPaper: optional,
  entries: optionalList(entryPart),
  issuedAt: text,
  handedOver: handedOverPart,
  document: documentPart,
  // read where it is asked for by name
  row: { type: part<CertificateRow>({ listed: text, words: [String] }), required: true, select: false },
});
certificateSchema.index({ 'row.listed': 1, unit: 1, award: 1, status: 1, decision: 1 });
certificateSchema.index({ 'row.words': 1 });
certificateSchema.index({ number: 1 }, { unique: true });
certificateSchema.index({ goldBook: 1, goldBookNumber: 1 }, { unique: true });
certificateSchema.index({ verifyCode: 1 }, { unique: true });
certificateSchema.index({ decision: 1, goldBookNumber: 1 });
certificateSchema.index({ nomination: 1 });
certificateSchema.index({ 'document.sha256': 1 }, { sparse: true });

/** What one batch of a decision has issued, so that its second run gives the same. */
export interface BatchRecord {
  readonly _id: string; // `${decision}/${batch}`
  readonly certificates: readonly string[];
  readonly at: string;
}
export const batchSchema = schemaOf<BatchRecord>({ _id: text, certificates: [String], at: text });
