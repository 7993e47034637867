import type { MailTextRecord, TemplateAdoptionRecord, TemplateVersionRecord } from '../records';
import { number, optional, prose, schemaOf, text } from './parts';

export const templateVersionSchema = schemaOf<TemplateVersionRecord>({
  _id: text,
  scope: text,
  kind: text,
  unit: optional,
  version: number,
  name: text,
  file: text,
  sha256: text,
  bytes: number,
  used: [String],
  at: text,
  by: text,
});
templateVersionSchema.index({ scope: 1, version: 1 }, { unique: true });
// the same file again is the same version
templateVersionSchema.index({ scope: 1, sha256: 1 }, { unique: true });

export const templateAdoptionSchema = schemaOf<TemplateAdoptionRecord>({
  _id: text,
  scope: text,
  no: number,
  version: number,
  from: text,
  reason: text,
  at: text,
  by: text,
});
templateAdoptionSchema.index({ scope: 1, no: 1 }, { unique: true });
templateAdoptionSchema.index({ scope: 1, from: -1, no: -1 });

export const mailTextSchema = schemaOf<MailTextRecord>({
  _id: text,
  scope: text,
  kind: text,
  lang: text,
  unit: optional,
  version: number,
  subject: prose,
  opening: prose,
  closing: prose,
  putBack: { type: Number },
  wish: text,
  at: text,
  by: text,
});
mailTextSchema.index({ scope: 1, version: -1 }, { unique: true });
mailTextSchema.index({ unit: 1, scope: 1 });
mailTextSchema.index({ wish: 1 }, { unique: true });
