import { z } from 'zod';
import type { Award } from '../../../domain/award';
import type { ApiKeyRecord, CertificateRecord, DecisionRecord, SentMailRecord } from '../../../platform/store';
import { defined } from '../../commands/shared';

/** How decisions, certificates, awards, mails and keys are answered. */

const text = z.object({ vi: z.string(), en: z.string() });
const stored = z.object({ sha256: z.string(), bytes: z.number() });

export const decision = z
  .object({
    id: z.string(),
    kind: z.enum(['decision', 'forward', 'external']),
    number: z.string(),
    date: z.string(),
    signer: z.string(),
    signerPost: z.string(),
    form: z.string(),
    authority: z.string().optional(),
    proposal: z.string().optional(),
    subject: z.string(),
    nominations: z.array(z.string()),
    file: z.string().optional(),
    document: stored.optional(),
    at: z.string(),
  })
  .meta({ id: 'Decision' });

export function decisionAnswer(record: DecisionRecord): z.input<typeof decision> {
  const { _id, kind, number, date, signer, signerPost, form, authority, proposal, subject, lines, file, at } = record;
  const document = record.documents?.decision;
  return {
    id: _id,
    kind,
    number,
    date,
    signer,
    signerPost,
    form,
    subject,
    nominations: [...lines],
    at,
    ...defined({ authority, proposal, file }),
    ...(document ? { document: { sha256: document.sha256, bytes: document.bytes } } : {}),
  };
}

export const certificate = z
  .object({
    number: z.string(),
    status: z.enum(['valid', 'corrected', 'replaced', 'revoked']),
    nomination: z.string(),
    award: z.string(),
    awardName: text,
    unit: z.string(),
    unitName: z.string(),
    nominee: z.looseObject({ kind: z.string(), name: z.string() }),
    merit: z.string(),
    posthumous: z.boolean(),
    decision: z.object({ id: z.string(), number: z.string(), date: z.string() }).optional(),
    verifyCode: z.string(),
    issuedAt: z.string(),
    document: stored.optional(),
  })
  .meta({ id: 'Certificate' });

export function certificateAnswer(record: CertificateRecord, of?: DecisionRecord): z.input<typeof certificate> {
  const { number, status, nomination, award, unit, snapshot, verifyCode, issuedAt, document } = record;
  const { nominee, merit, posthumous, awardName, unitName } = snapshot;
  return {
    number,
    status,
    nomination,
    award,
    awardName,
    unit,
    unitName,
    nominee: { ...nominee },
    merit,
    posthumous,
    ...(of ? { decision: { id: of._id, number: of.number, date: of.date } } : {}),
    verifyCode,
    issuedAt,
    ...(document ? { document: { sha256: document.sha256, bytes: document.bytes } } : {}),
  };
}

const source = {
  citation: text,
  sourceLevel: z.string(),
  validFrom: z.string(),
  validTo: z.string().optional(),
  verified: z.boolean(),
  toCheck: text.optional(),
};

export const award = z
  .object({
    ...source,
    code: z.string(),
    name: text,
    kind: z.string(),
    level: z.string(),
    decidedBy: z.string(),
    subjects: z.array(z.string()),
    object: z.string(),
    multiples: z.record(z.string(), z.number()).meta({ description: 'Prize in hundredths of the base salary' }),
    rank: z.number(),
    papers: z
      .array(z.object({ kind: z.string(), name: text, by: z.string(), certified: z.boolean().optional() }))
      .meta({ description: 'What a dossier holds for the normal procedure' }),
    fields: z.array(z.string()),
  })
  .meta({ id: 'Award' });

export const awardAnswer = (
  { subjects, multiples, ...rest }: Award,
  holds: Pick<z.input<typeof award>, 'papers' | 'fields'>,
): z.input<typeof award> => ({
  ...rest,
  subjects: [...subjects],
  multiples: { ...multiples },
  ...holds,
});

export const sentMail = z
  .object({
    id: z.string(),
    mail: z.string(),
    entity: z.string(),
    person: z.string().optional(),
    to: z.string(),
    subject: z.string(),
    status: z.enum(['queued', 'accepted', 'failed']),
    tries: z.number(),
    serverReply: z.string().optional(),
    queuedAt: z.string(),
    acceptedAt: z.string().optional(),
  })
  .meta({ id: 'SentMail' });
export const sentMailAnswer = ({ _id, ...rest }: SentMailRecord): z.input<typeof sentMail> => ({ id: _id, ...rest });

export const apiKey = z
  .object({
    prefix: z.string(),
    name: z.string(),
    role: z.string(),
    unit: z.string().optional(),
    createdAt: z.string(),
    revokedAt: z.string().optional(),
  })
  .meta({ id: 'ApiKey' });
export const apiKeyAnswer = ({ _id, hash: _hash, ...rest }: ApiKeyRecord): z.input<typeof apiKey> => ({
  prefix: _id,
  ...rest,
});

export const attached = z
  .object({ id: z.string(), name: z.string(), type: z.string(), bytes: z.number(), sha256: z.string() })
  .meta({ id: 'Attachment' });

/** A page of a list. */
export const pageOf = <T extends z.ZodType>(item: T) =>
  z.object({ items: z.array(item), next: z.string().optional().meta({ description: 'Cursor of the page after it' }) });
