import { mailListIndexes, type MailRow, type StoredMail } from '../mail-list';
import { stageTimeIndex } from '../stage-times';
import type { ApiKeyRecord, AuditRecord, LinkRecord } from '../records';
import { schemaOf, flag, json, number, optional, optionalJson, optionalList, part, text } from './parts';

export const linkSchema = schemaOf<LinkRecord>({
  _id: text,
  purpose: text,
  entity: text,
  person: text,
  version: number,
  kid: text,
  tokenHash: text,
  state: text,
  createdAt: text,
});
linkSchema.index({ tokenHash: 1 }, { unique: true });
linkSchema.index({ purpose: 1, entity: 1, person: 1, version: -1 }, { unique: true });

export const sentMailSchema = schemaOf<StoredMail>({
  _id: text,
  mail: text,
  entity: text,
  person: optional,
  unit: optional,
  order: optionalJson,
  digest: optional,
  to: text,
  subject: text,
  status: text,
  tries: number,
  serverReply: optional,
  queuedAt: text,
  acceptedAt: optional,
  // read where it is asked for by name
  row: { type: part<MailRow>({ newest: text, to: text, words: [String] }), required: true, select: false },
});
for (const index of mailListIndexes) sentMailSchema.index(index);
sentMailSchema.index({ entity: 1, queuedAt: 1 });
sentMailSchema.index({ person: 1, queuedAt: 1 });
sentMailSchema.index({ status: 1, queuedAt: -1, _id: -1 });
sentMailSchema.index({ digest: 1 }, { sparse: true });

export const auditSchema = schemaOf<AuditRecord>({
  _id: text,
  entity: text,
  seq: number,
  key: text,
  at: text,
  actor: text,
  type: text,
  data: json,
  previous: { type: String, default: '' },
  hash: text,
});
auditSchema.index({ entity: 1, seq: 1 }, { unique: true });
auditSchema.index({ entity: 1, key: 1 }, { unique: true });
// how long dossiers stand in a stage
auditSchema.index({ ...stageTimeIndex });

/** Where a chain ends: its writers meet here, and a chain that was cut off is found here. */
export interface HeadRecord {
  readonly _id: string; // entity
  readonly seq: number;
  readonly hash: string;
  /** Whether the ledger knows this head. */
  readonly sealed: boolean;
}
export const headSchema = schemaOf<HeadRecord>({ _id: text, seq: number, hash: text, sealed: flag });
headSchema.index({ sealed: 1 });

export const apiKeySchema = schemaOf<ApiKeyRecord>({
  _id: text,
  hash: text,
  name: text,
  role: text,
  unit: optional,
  createdAt: text,
  revokedAt: optional,
});

export interface SettingRecord {
  readonly _id: string;
  readonly value: unknown;
}
export const settingSchema = schemaOf<SettingRecord>({ _id: text, value: optionalJson });

export interface CounterRecord {
  readonly _id: string;
  readonly last: number;
  /** How often a series of a register was written to. */
  readonly entries?: number;
  /** Who has taken the places, where each may have one only. */
  readonly keys?: readonly string[];
}
export const counterSchema = schemaOf<CounterRecord>({
  _id: text,
  last: number,
  entries: Number,
  keys: optionalList(String),
});

/** The two collections of GridFS, in its own format: other tools can read what is stored here. */
export interface FileRecord {
  readonly _id: string;
  readonly length: number;
  readonly chunkSize: number;
  readonly uploadDate: Date;
  readonly filename: string;
  readonly metadata: { readonly sha256: string; readonly fields: Readonly<Record<string, string>> };
}
export const fileSchema = schemaOf<FileRecord>({
  _id: text,
  length: number,
  chunkSize: number,
  uploadDate: { type: Date, required: true },
  filename: text,
  metadata: json,
});
fileSchema.index({ 'metadata.fields.entity': 1 });
export interface ChunkRecord {
  readonly _id: string; // `${file}/${n}`
  readonly files_id: string;
  readonly n: number;
  readonly data: Buffer;
}
export const chunkSchema = schemaOf<ChunkRecord>({
  _id: text,
  files_id: text,
  n: number,
  data: { type: Buffer, required: true },
});
chunkSchema.index({ files_id: 1, n: 1 }, { unique: true });
