import type { Substitution } from '../../../domain/signing';
import type {
  AuthorityRecord,
  CouncilMember,
  CalendarRecord,
  CouncilRecord,
  OverlayRecord,
  PrinterRecord,
  RegisterFloorRecord,
  RegisterRecord,
  RoundRecord,
  RuleSetRecord,
  UnitRecord,
} from '../records';
import { peopleList, type PersonRow, type StoredPerson } from '../people-list';
import { indexesOf } from '../record-list';
import { schemaOf, flag, json, number, optional, optionalJson, optionalList, part, prose, text } from './parts';

export const unitSchema = schemaOf<UnitRecord>({
  _id: text,
  name: text,
  kind: text,
  parent: optional,
  symbol: text,
  validFrom: text,
  validTo: optional,
  successor: optional,
  email: optional,
  phone: optional,
  head: part<NonNullable<UnitRecord['head']>>({ name: text, post: text }),
  officer: part<NonNullable<UnitRecord['officer']>>({ name: text, email: text, phone: text }),
  handledBy: optional,
});
// rooms of a unit, and the units whose ledger it has taken over
unitSchema.index({ parent: 1 }, { sparse: true });
unitSchema.index({ successor: 1 }, { sparse: true });

export const personSchema = schemaOf<StoredPerson>({
  _id: text,
  name: text,
  address: text,
  post: text,
  unit: text,
  birthDate: optional,
  sex: optional,
  email: optional,
  language: text,
  // read where it is asked for by name
  row: {
    type: part<PersonRow>({ name: text, unit: text, born: text, code: text, words: [String] }),
    required: true,
    select: false,
  },
  twin: { type: String, select: false },
});
for (const index of indexesOf(peopleList)) personSchema.index(index);
personSchema.index({ twin: 1, unit: 1, _id: 1 });
personSchema.index({ unit: 1, _id: 1 });
personSchema.index({ email: 1 }, { collation: { locale: 'en', strength: 2 } });

export const councilSchema = schemaOf<CouncilRecord>({
  _id: text,
  code: text,
  name: text,
  level: text,
  unit: optional,
  validFrom: text,
  paper: part<NonNullable<CouncilRecord['paper']>>({ number: text, date: text }),
  members: [part<CouncilMember>({ person: text, role: text, secretary: flag })],
});
councilSchema.index({ code: 1, validFrom: 1 }, { unique: true });

export const authoritySchema = schemaOf<AuthorityRecord>({
  _id: text,
  level: text,
  unit: optional,
  person: text,
  title: text,
  issuer: text,
  superior: optional,
  place: text,
  substitutions: optionalList(
    part<Substitution>({
      person: text,
      form: text,
      from: text,
      to: text,
      paper: { type: part<Substitution['paper']>({ number: text, date: text }), required: true },
    }),
  ),
  office: part<NonNullable<AuthorityRecord['office']>>({ name: text, email: text }),
  register: { type: part<AuthorityRecord['register']>({ symbol: text, mode: text }), required: true },
});
authoritySchema.index({ level: 1, unit: 1 });

export const registerSchema = schemaOf<RegisterRecord>({
  _id: text,
  code: text,
  unit: text,
  council: optional,
  paper: text,
  symbol: text,
  mode: text,
  restart: text,
  maximum: Number,
  validFrom: text,
});
registerSchema.index({ code: 1, validFrom: 1 }, { unique: true });
registerSchema.index({ unit: 1, paper: 1, validFrom: 1 });

export const registerFloorSchema = schemaOf<RegisterFloorRecord>({
  _id: text,
  serial: number,
  number: text,
  date: text,
  reason: prose,
  at: text,
  by: text,
});

export const roundSchema = schemaOf<RoundRecord>({
  _id: text,
  name: text,
  awardYear: number,
  awards: [String],
  units: [String],
  deadline: text,
  officer: optional,
  commendationType: optional,
});

export const printerSchema = schemaOf<PrinterRecord>({
  _id: text,
  name: text,
  unit: optional,
  nudge: { type: part<PrinterRecord['nudge']>({ dxMm: number, dyMm: number }), required: true },
});

export const overlaySchema = schemaOf<OverlayRecord>({
  _id: text,
  code: text,
  name: text,
  awards: [String],
  unit: optional,
  printer: optional,
  validFrom: text,
  sheet: { type: part<OverlayRecord['sheet']>({ widthMm: number, heightMm: number }), required: true },
  fields: json,
  qr: optionalJson,
});
overlaySchema.index({ code: 1, validFrom: 1 }, { unique: true });

export const calendarSchema = schemaOf<CalendarRecord>({
  _id: number,
  off: [String],
  extraWorking: [String],
  citation: optional,
});

export const ruleSetSchema = schemaOf<RuleSetRecord>({
  _id: text,
  code: text,
  version: text,
  effectiveFrom: text,
  set: json,
  pack: optionalJson,
  hash: text,
  loadedAt: text,
  loadedBy: text,
});
ruleSetSchema.index({ code: 1, effectiveFrom: -1, loadedAt: -1 });
