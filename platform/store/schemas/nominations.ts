import type { Level } from '../../../domain/route';
import type { ConsultationFact } from '../../../domain/rules/facts';
import type { HolderCode } from '../../../domain/stages/stage';
import { listIndexes } from '../list-indexes';
import { tallyIndex } from '../nomination-tallies';
import type {
  Declared,
  DocketRecord,
  Dossier,
  DossierRecord,
  NominationRecord,
  NoteRecord,
  Paper,
  UnitProposalRecord,
} from '../records';
import { flag, number, optional, optionalJson, optionalList, part, prose, schemaOf, text } from './parts';

/** What lists are filtered, searched and sorted by, kept flat beside the record; `row.ts` makes it. */
export interface ListRow {
  /** Each ends with the id, so that no two are alike and a page goes on from one of them. */
  readonly due: string;
  readonly name: string;
  readonly unit: string;
  readonly since: string;
  readonly holder: HolderCode;
  readonly level: Level;
  readonly overdue: boolean;
  /** Somebody who works himself and leads nobody. */
  readonly direct: boolean;
  /** Words of the name without diacritics, each once. */
  readonly words: readonly string[];
}

/** A nomination with what is stored for its lists alone. */
export interface StoredNomination extends NominationRecord {
  readonly row: ListRow;
  /** Code of the person or unit; the nomination itself where there is none: what else is under way for it is found by it. */
  readonly subject: string;
  /** What its status comes to, for those who look for what else is under way. */
  readonly stand: 'draft' | 'underWay' | 'ended';
}

export const paperPart = part<Paper>({
  kind: text,
  title: prose,
  number: optional,
  date: optional,
  signer: optional,
  attachment: optional,
  form: optional,
  certified: Boolean,
});

/** A person, a collective or a household; which fields belong to which stands in the record's type. */
export const nomineePart = part({
  kind: text,
  person: optional,
  collective: optional,
  name: prose,
  address: optional,
  post: optional,
  unitName: optional,
  residence: optional,
});

const period = part({ from: text, to: text });

const dossierPart = part<Dossier>({
  award: text,
  awardYear: number,
  commendationType: text,
  procedure: text,
  posthumous: flag,
  nominee: { type: nomineePart, required: true },
  achievementPeriod: { type: period, required: true },
  merit: prose,
  basis: optional,
  flags: [String],
  papers: [paperPart],
  criterion: optional,
  achievement: optional,
  initiatives: optionalList(String),
  secretContent: Boolean,
  declared: part<Declared>({
    grades: optionalList(part({ year: number, grade: text })),
    awards: optionalList(
      part({
        award: text,
        awardYear: number,
        decisionNumber: optional,
        decidedOn: optional,
        commendationType: optional,
      }),
    ),
    headcount: Number,
  }),
});

export const contactPart = part<UnitProposalRecord['contact']>({
  name: text,
  email: text,
  phone: optional,
  language: text,
});

export const nominationSchema = schemaOf<StoredNomination>({
  _id: text,
  unit: text,
  round: optional,
  docket: optional,
  unitProposal: optional,
  dossier: { type: dossierPart, required: true },
  dossierVersion: optional,
  searchName: prose,
  version: number,
  status: text,
  view: optionalJson,
  allowed: [String],
  line: optionalJson,
  pinned: part({ unit: optional, province: optional }),
  consultations: optionalList(part<ConsultationFact>({ body: text, answer: optional, reasonRecorded: Boolean })),
  createdAt: text,
  updatedAt: text,
  createKey: optional,
  createHash: optional,
  row: {
    type: part<ListRow>({
      due: text,
      name: text,
      unit: text,
      since: text,
      holder: text,
      level: text,
      overdue: flag,
      direct: flag,
      words: [String],
    }),
    required: true,
  },
  subject: text,
  stand: text,
});
nominationSchema.index({ createKey: 1 }, { unique: true, sparse: true });
nominationSchema.index({ docket: 1 }, { sparse: true });
nominationSchema.index({ unitProposal: 1 }, { sparse: true });
for (const index of listIndexes) nominationSchema.index(index);
nominationSchema.index({ 'row.words': 1 });
nominationSchema.index({ 'dossier.award': 1, 'dossier.awardYear': 1 });
// statistics of award years: read from the index alone
nominationSchema.index(tallyIndex);
// what each unit has of a round, and what lies before an office by the proposal that brought it: read from the index alone
nominationSchema.index({ round: 1, unit: 1, status: 1 }, { sparse: true });
nominationSchema.index({ status: 1, 'row.level': 1, unitProposal: 1, unit: 1, 'row.due': 1 });
// dossiers that touch another one: of the same subject, the same achievement, the same initiatives
nominationSchema.index({ subject: 1, stand: 1 });
nominationSchema.index(
  { 'dossier.achievement': 1, stand: 1 },
  { partialFilterExpression: { 'dossier.achievement': { $exists: true } } },
);
nominationSchema.index(
  { 'dossier.initiatives': 1, stand: 1 },
  { partialFilterExpression: { 'dossier.initiatives': { $exists: true } } },
);
nominationSchema.index({ unit: 1, round: 1, 'dossier.award': 1 });

export const dossierSchema = schemaOf<DossierRecord>({
  _id: text,
  nomination: text,
  content: { type: dossierPart, required: true },
  by: text,
  at: text,
});
dossierSchema.index({ nomination: 1, at: 1 });

export const noteSchema = schemaOf<NoteRecord>({
  _id: text,
  kind: text,
  by: text,
  at: text,
  content: optional,
  reason: optional,
  citation: optional,
  items: optionalList(part({ field: text, reason: text, citation: prose, nomination: optional })),
  paper: paperPart,
  places: optionalList(String),
  members: optionalList(String),
  contact: contactPart,
  letter: part<NonNullable<NoteRecord['letter']>>({
    to: part({ kind: text, unit: optional }),
    subject: text,
    text: prose,
  }),
  decision: part<NonNullable<NoteRecord['decision']>>({
    number: optional,
    date: text,
    signer: text,
    signerPost: text,
    form: text,
    file: optional,
  }),
});

export const unitProposalSchema = schemaOf<UnitProposalRecord>({
  _id: text,
  unit: text,
  round: optional,
  docket: text,
  number: text,
  date: text,
  signer: text,
  nominations: [String],
  papers: [paperPart],
  contact: { type: contactPart, required: true },
  contactStep: Number,
  submission: text,
  contentHash: text,
  at: text,
  receipt: part<NonNullable<UnitProposalRecord['receipt']>>({ code: text, at: text }),
});
unitProposalSchema.index({ unit: 1, submission: 1 }, { unique: true });
unitProposalSchema.index({ docket: 1 });

export const docketSchema = schemaOf<DocketRecord>({
  _id: text,
  unit: text,
  round: optional,
  workflowId: text,
  startedAt: text,
  closedAt: optional,
});
docketSchema.index({ workflowId: 1 }, { unique: true });
docketSchema.index({ unit: 1, _id: -1 });
