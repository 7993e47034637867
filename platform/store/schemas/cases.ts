import type { RefusedPaper, Settled } from '../../../domain/case/state';
import { caseList, type CaseRow, type StoredCase } from '../case-list';
import { indexesOf } from '../record-list';
import { changePart, documentPart } from './decisions';
import { flag, number, optional, optionalList, part, schemaOf, text } from './parts';

const settledPart = part<Settled>({ how: text, on: text });

export const caseSchema = schemaOf<StoredCase>({
  _id: text,
  kind: text,
  award: text,
  awardCode: text,
  subject: text,
  nomination: optional,
  level: text,
  unit: optional,
  holderUnit: optional,
  authority: optional,
  ground: optional,
  reprint: optional,
  changes: optionalList(changePart),
  note: text,
  content: text,
  status: text,
  returns: [String],
  settled: { type: part({ object: settledPart, money: settledPart }), required: true },
  due: optional,
  remindOn: optional,
  overdue: Boolean,
  heldBy: [String],
  heldSince: optional,
  releasedBy: optionalList(String),
  holding: flag,
  conclusion: optional,
  refused: { type: part<RefusedPaper>({ code: text, decision: optional }), default: undefined },
  papers: [String],
  decision: optional,
  issued: optional,
  draft: documentPart,
  undrawn: optional,
  openKey: optional,
  version: number,
  createdAt: text,
  createdBy: text,
  closedAt: optional,
  // read where it is asked for by name
  row: {
    type: part<CaseRow>({ newest: text, due: text, name: text, words: [String] }),
    required: true,
    select: false,
  },
});
for (const index of indexesOf(caseList)) caseSchema.index(index);
caseSchema.index({ award: 1 });
caseSchema.index({ nomination: 1 }, { sparse: true });
caseSchema.index({ openKey: 1 }, { unique: true, sparse: true });
