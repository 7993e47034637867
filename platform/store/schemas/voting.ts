import type { BoardMember } from '../../../domain/countingBoard';
import type { StepUp } from '../../../domain/stepUp';
import type { Related } from '../../../domain/recusal';
import type {
  BallotRecord,
  DroppedLine,
  ElectorRecord,
  PrintedSlip,
  Recusal,
  SessionLine,
  SessionPaper,
  SessionRecord,
  SessionResult,
  SheetRecord,
  StepUpState,
  StoredDraft,
} from '../records';
import { indexesOf } from '../record-list';
import { sessionList, type SessionRow, type StoredSession } from '../session-list';
import { schemaOf, flag, json, number, optional, optionalJson, optionalList, part, prose, text } from './parts';

export const leftOutPart = part({ nomination: text, code: text });

const resultPart = part<SessionResult>({
  members: number,
  ballots: number,
  quorate: flag,
  ballotPapers: part<NonNullable<SessionResult['ballotPapers']>>({
    issued: number,
    returned: number,
    valid: number,
    invalid: number,
  }),
  lines: [part({ nomination: text, tally: json, sums: optionalJson, chair: optionalJson })],
  receiptCodes: [String],
  unlinkedAt: text,
  bundle: optional,
});

export const sessionSchema = schemaOf<StoredSession>({
  _id: text,
  name: text,
  council: text,
  councilVersion: optional,
  level: text,
  unit: optional,
  kind: text,
  ballot: text,
  basis: {
    type: part<SessionRecord['basis']>({
      foundingDecision: prose,
      regulation: prose,
      article: prose,
      orderedBy: prose,
    }),
    required: true,
  },
  countingBoard: optionalList(part<BoardMember>({ name: text, post: optional, person: optional })),
  closesAt: text,
  closing: text,
  lines: [
    part<SessionLine>({
      nomination: text,
      docket: text,
      no: number,
      award: text,
      rule: json,
      recused: [String],
      related: optionalList(part<Related>({ person: text, relation: text })),
      accepted: optional,
    }),
  ],
  dropped: optionalList(part<DroppedLine>({ nomination: text, no: number, award: text, at: text, paper: prose })),
  leftOut: [leftOutPart],
  status: text,
  members: [
    part<SessionRecord['members'][number]>({
      person: text,
      role: text,
      voted: Boolean,
      at: optional,
      present: Boolean,
      late: optional,
      absence: optional,
    }),
  ],
  absent: optionalList(String),
  stepUp: part<StepUp>({ tries: number, lockMinutes: number }),
  extended: flag,
  drill: optionalJson,
  openedAt: optional,
  closedAt: optional,
  result: resultPart,
  recusals: optionalList(part<Recusal>({ nomination: text, person: text })),
  papers: optionalList(
    part<SessionPaper>({
      paper: text,
      format: text,
      member: optional,
      file: text,
      sha256: text,
      renderer: text,
      bytes: number,
    }),
  ),
  version: number,
  createdAt: text,
  reason: optional,
  // read where it is asked for by name
  row: {
    type: part<SessionRow>({ newest: text, closes: text, name: text, words: [String], cases: number }),
    required: true,
    select: false,
  },
});
for (const index of indexesOf(sessionList)) sessionSchema.index(index);
sessionSchema.index({ 'lines.nomination': 1 });

export const electorSchema = schemaOf<ElectorRecord>({
  _id: text,
  session: text,
  person: text,
  voterRef: text,
  draft: part<StoredDraft>({ submission: text, sealed: { type: Buffer, required: true }, at: text }),
  lifted: optionalList(part({ nomination: text, at: text })),
  slip: part<PrintedSlip>({ print: text, kid: text, at: text }),
  stepUp: part<StepUpState>({ failed: number, lockedUntil: optional, last: optional, givenAt: optional }),
  ended: Boolean,
});
electorSchema.index({ session: 1, person: 1 }, { unique: true });
electorSchema.index({ session: 1, voterRef: 1 }, { unique: true });

export const sheetSchema = schemaOf<SheetRecord>({
  _id: text,
  session: text,
  voterRef: text,
  submission: text,
  ordinal: number,
  sealed: { type: Buffer, required: true },
  commitment: text,
  at: text,
});
// a double click finds its own sheet (`_id`); two devices draw different ordinals
sheetSchema.index({ session: 1, voterRef: 1, submission: 1 }, { unique: true });
sheetSchema.index({ session: 1, voterRef: 1, ordinal: 1 }, { unique: true });

export const ballotSchema = schemaOf<BallotRecord>({
  _id: text,
  session: text,
  nomination: text,
  choices: [String],
  named: optionalList(part({ person: text, choice: text, text: optional })),
});
ballotSchema.index({ session: 1 });
