import { z } from 'zod';
import type { SignedReading } from '../../commands/proposals/signed-file';

/** How the reading of a signed file is answered. */

const text = z.object({ vi: z.string(), en: z.string() });

const signature = z
  .object({
    kind: z.enum(['signature', 'timestamp']),
    say: text.meta({ description: 'Who, when, by whom issued, over which part, intact or changed since' }),
    state: z.enum(['intact', 'changed', 'unreadable']),
    signer: z.string().optional().meta({ description: 'Common name of the certificate' }),
    organization: z.string().optional(),
    issuer: z.string().optional(),
    serial: z.string().optional(),
    validFrom: z.string().optional(),
    validTo: z.string().optional(),
    signedAt: z.string().optional(),
    timeFrom: z.enum(['timestamp', 'signer']).optional().meta({ description: 'Who says when' }),
    covers: z
      .object({ from: z.literal(0), to: z.number() })
      .optional()
      .meta({ description: 'Bytes of the file' }),
    trust: z.enum(['notChecked', 'trusted', 'untrusted']),
    digest: z.string().optional(),
    weak: z.literal(true).optional(),
    expired: z.literal(true).optional(),
    field: z.string().optional(),
    reason: z.string().optional(),
  })
  .meta({ id: 'PdfSignature' });

export const signedReading = z
  .object({
    file: z.string(),
    name: z.string(),
    sha256: z.string(),
    bytes: z.number(),
    pages: z.number().optional(),
    signatures: z.array(signature).meta({ description: 'In the order in which they were put' }),
    unsigned: z.number().meta({ description: 'Fields for signatures that are still empty' }),
    findings: z
      .array(
        z.object({
          code: z.string().meta({ examples: ['number', 'missing', 'changedSince'] }),
          weight: z.enum(['ask', 'look']).meta({ description: '`ask`: recording takes a reason (`confirmed`)' }),
          say: text,
        }),
      )
      .meta({ description: 'What is worth knowing of the signatures, and in what the text differs from the draft' }),
    needsReason: z.boolean(),
    notices: z.array(text).meta({ description: 'What the service has checked and what it has not; it never signs' }),
  })
  .meta({ id: 'SignedReading' });

export const readingAnswer = (read: SignedReading): z.input<typeof signedReading> => ({
  ...read,
  signatures: [...read.signatures],
  findings: [...read.findings],
  notices: [...read.notices],
});
