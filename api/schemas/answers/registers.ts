import { z } from 'zod';
import type { Award } from '../../../domain/award';
import { holdsOn } from '../../../domain/award';
import { reprints, type LifeEntry } from '../../../domain/case/life';
import type { Rule } from '../../../domain/rules/rule';
import type { RulesInForce } from '../../../domain/rules/ruleSet';
import type { Day } from '../../../domain/time';
import { decisionKinds } from '../../../platform/store/records/decisions';
import type {
  ApiKeyRecord,
  CertificateRecord,
  DecisionRecord,
  HandedOver,
  SentMailRecord,
} from '../../../platform/store';
import { signedFileOf } from '../../../platform/store/decisions';
import type { Prizes } from '../../commands/issued/prizes';
import { defined } from '../../commands/shared';
import { paper } from '../content';
import { prizes, prizesPart } from './prizes';

/** How decisions, certificates, awards, mails and keys are answered. */

const text = z.object({ vi: z.string(), en: z.string() });
const stored = z.object({ sha256: z.string(), bytes: z.number() });

export const decision = z
  .object({
    id: z.string(),
    kind: z.enum(decisionKinds),
    number: z.string(),
    date: z.string(),
    signer: z.string(),
    signerPost: z.string(),
    form: z.string(),
    authority: z.string().optional(),
    proposal: z.string().optional(),
    session: z.string().optional(),
    case: z.string().optional(),
    subject: z.string(),
    nominations: z.array(z.string()),
    file: z.string().optional(),
    document: stored.optional(),
    prizes: prizes.optional().meta({ description: 'Of one decision, not in lists' }),
    at: z.string(),
  })
  .meta({ id: 'Decision' });

export function decisionAnswer(record: DecisionRecord, paid?: Prizes): z.input<typeof decision> {
  const { _id, kind, number, date, signer, signerPost, form, authority, proposal, session, subject } = record;
  const { lines, at } = record;
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
    ...defined({ authority, proposal, session, case: record.case, file: signedFileOf(record) }),
    ...prizesPart(paid),
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
    reprints: z.int().optional().meta({ description: 'How often the same bytes were printed again' }),
    entries: z
      .array(
        z.object({
          kind: z.enum(['corrected', 'replaced', 'revoked', 'reprinted']),
          on: z.string(),
          case: z.string(),
          paper: z.string().optional().meta({ description: 'Id of the paper among the decisions' }),
          ground: z.string().optional(),
          changes: z.array(z.object({ field: z.string(), printed: z.string(), correct: z.string() })).optional(),
          reason: z.string().optional(),
        }),
      )
      .optional()
      .meta({ description: 'What has happened to it since, oldest first' }),
    handedOver: z.object({ on: z.string(), to: z.string(), paper: paper.optional() }).optional().meta({
      description:
        'Who has received it; the scan of the paper lies with its nomination, or with its decision where many were handed over at once',
    }),
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
    ...(record.entries === undefined
      ? {}
      : { reprints: reprints(record.entries), entries: record.entries.map(entryAnswer) }),
    ...(record.handedOver ? { handedOver: handedOverAnswer(record.handedOver) } : {}),
    ...(document ? { document: { sha256: document.sha256, bytes: document.bytes } } : {}),
  };
}

export const handedOverAnswer = ({ on, to, paper: slip }: HandedOver) => ({ on, to, ...(slip ? { paper: slip } : {}) });

const entryAnswer = ({ at: _at, by: _by, changes, ...entry }: LifeEntry) => ({
  ...entry,
  ...(changes === undefined ? {} : { changes: [...changes] }),
});

const source = {
  citation: text,
  sourceLevel: z.string(),
  validFrom: z.string(),
  validTo: z.string().optional(),
  verified: z.boolean(),
  toCheck: text.optional(),
};

export const criterion = z
  .object({
    ...source,
    rule: z.string(),
    code: z.string(),
    kind: z.string().meta({ description: 'BLOCK, HOLD, WARN or CALC' }),
    wording: text,
    subjects: z.array(z.string()).optional().meta({ description: 'Kinds of subjects it is for; all when absent' }),
    procedures: z.array(z.string()).optional(),
    commendationTypes: z.array(z.string()).optional(),
    criterion: z.string().optional().meta({ description: 'It binds dossiers that rest on this criterion' }),
    override: z.array(z.string()).optional().meta({ description: 'Roles that may let a dossier pass all the same' }),
    example: z.string().optional().meta({ description: 'Made up: to be replaced by the regulation of the province' }),
  })
  .meta({ id: 'Criterion', description: 'What must be true, and where that is written' });

/** Rules of a day: those of one award, or those that are asked of every award. */
export const criteriaAnswer = ({ sets }: RulesInForce, day: Day, awardCode?: string): z.input<typeof criterion>[] =>
  sets.flatMap(({ rules, example }) =>
    rules
      .filter((rule) => holdsOn(rule, day) && isFor(rule, awardCode))
      .map(({ test: _test, when, override, ...rule }) => ({
        ...rule,
        ...defined({
          subjects: when.subjects && [...when.subjects],
          procedures: when.procedures && [...when.procedures],
          commendationTypes: when.commendationTypes && [...when.commendationTypes],
          criterion: when.criterion?.code,
          override: override && [...override.roles],
          example,
        }),
      })),
  );

const isFor = ({ when }: Rule, awardCode: string | undefined): boolean =>
  awardCode === undefined ? when.awards === undefined : (when.awards?.includes(awardCode) ?? false);

export const ruleSetShown = z.object({
  code: z.string(),
  version: z.string(),
  title: text,
  example: z.string().optional(),
});
export const ruleSetAnswer = ({
  code,
  version,
  title,
  example,
}: RulesInForce['sets'][number]): z.input<typeof ruleSetShown> => ({ code, version, title, ...defined({ example }) });

export const award = z
  .object({
    ...source,
    code: z.string(),
    name: text,
    kind: z.string(),
    level: z.string(),
    decidedBy: z.string(),
    subjects: z.array(z.string()),
    ofCommunes: z.literal(true).optional().meta({ description: 'It honours communes themselves, no other unit' }),
    object: z.string(),
    multiples: z.record(z.string(), z.number()).meta({ description: 'Prize in hundredths of the base salary' }),
    rank: z.number(),
    papers: z
      .array(z.object({ kind: z.string(), name: text, by: z.string(), certified: z.boolean().optional() }))
      .meta({ description: 'What a dossier holds for the normal procedure' }),
    fields: z.array(z.string()),
    criteria: z.array(criterion).meta({ description: 'Besides what is asked of every award' }),
  })
  .meta({ id: 'Award' });

export const awardAnswer = (
  { subjects, multiples, ...rest }: Award,
  holds: Pick<z.input<typeof award>, 'papers' | 'fields' | 'criteria'>,
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
    unit: z.string().optional(),
    to: z.string(),
    subject: z.string(),
    status: z.enum(['queued', 'accepted', 'failed', 'gathered', 'needless']),
    digest: z.string().optional().meta({ description: 'The digest that it stands in' }),
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
  z.object({
    items: z.array(item),
    next: z.string().optional().meta({ description: 'Cursor of the page after it' }),
    previous: z.string().optional().meta({ description: 'Cursor of the page before it' }),
  });
