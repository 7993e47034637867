import type { Grant } from '../../../domain/accounts';
import type { AccountRecord, HeldPage, SignInCodeRecord, SignInRecord } from '../records';
import { flag, number, optional, optionalJson, part, schemaOf, text } from './parts';

export const accountSchema = schemaOf<AccountRecord>({
  _id: text,
  mail: text,
  name: text,
  phone: optional,
  language: text,
  grants: [part<Grant>({ role: text, unit: optional, until: optional })],
  status: text,
  version: number,
  createdAt: text,
});
accountSchema.index({ mail: 1 }, { unique: true });
accountSchema.index({ createdAt: -1, _id: -1 });

export const signInCodeSchema = schemaOf<SignInCodeRecord>({
  _id: text,
  serial: number,
  kid: text,
  at: text,
  tries: number,
  used: flag,
  day: text,
  onDay: number,
});
signInCodeSchema.index({ at: 1 });

export const signInSchema = schemaOf<SignInRecord>({
  _id: text,
  startedAt: text,
  seenAt: text,
  endedAt: optional,
  account: optional,
  as: optional,
  formerly: optional,
  language: optional,
  device: optional,
  pending: optionalJson,
  agency: optionalJson,
  kept: optionalJson,
});
signInSchema.index({ account: 1, seenAt: -1 }, { sparse: true });
signInSchema.index({ seenAt: 1 });

export const heldPageSchema = schemaOf<HeldPage>({
  _id: text,
  of: text,
  as: text,
  browser: optional,
  path: text,
  status: number,
  lang: text,
  page: text,
  at: text,
});
heldPageSchema.index({ at: 1 });
heldPageSchema.index({ of: 1, browser: 1 });
