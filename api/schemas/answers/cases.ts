import { z } from 'zod';
import { isProblemCode, problems } from '../../../domain/errors';
import { caseKinds, caseStatuses, isHeld, outstanding } from '../../../domain/case/state';
import type { CaseRecord, NoteRecord } from '../../../platform/store';
import type { ShownCase } from '../../commands/issued/cases';
import { defined } from '../../commands/shared';
import { numberWarning } from './proposals';
import { awardEntry, ledgerAnswer } from './facts';
import { signedReading } from './signed';

/** How cases are answered. */

const paper = z.object({
  kind: z.string(),
  title: z.string(),
  number: z.string().optional(),
  date: z.string().optional(),
});
const text = z.object({ vi: z.string(), en: z.string() });
const settled = z.object({ how: z.enum(['returned', 'waived']), on: z.string() });

export const caseShown = z
  .object({
    id: z.string(),
    kind: z.enum(caseKinds),
    award: z.string().meta({ description: 'Id of the entry of the ledger' }),
    awardCode: z.string(),
    nomination: z.string().optional(),
    level: z.enum(['unit', 'province']),
    unit: z.string().optional(),
    status: z.enum(caseStatuses),
    version: z.number(),
    held: z.boolean().meta({ description: 'A complaint about the award holds it' }),
    heldBy: z.array(z.string()).meta({ description: 'The complaints that hold it' }),
    holding: z.boolean().optional().meta({ description: 'Of a complaint: it holds the other cases of the award' }),
    ground: z.string().optional(),
    because: z.string().optional(),
    changes: z.array(z.object({ field: z.string(), printed: z.string(), correct: z.string() })).optional(),
    returns: z.array(z.string()).optional().meta({ description: 'What is to come back' }),
    outstanding: z.array(z.string()).optional(),
    settled: z.object({ object: settled.optional(), money: settled.optional() }).optional(),
    due: z.string().optional(),
    overdue: z.boolean().optional(),
    conclusion: z.string().optional(),
    decision: z
      .object({ id: z.string(), number: z.string(), date: z.string() })
      .optional()
      .meta({ description: 'The paper that settled it' }),
    issued: z.string().optional().meta({ description: 'Entry of the ledger that stands in the place of the old one' }),
    hasDraft: z.boolean(),
    refused: z
      .object({ code: z.string(), say: text })
      .optional()
      .meta({ description: 'The register has not taken its paper, and why: it is recorded once more' }),
    undrawn: z
      .object({ code: z.string(), say: text })
      .optional()
      .meta({ description: 'Its paper could not be drawn, and why' }),
    reason: z.string().optional(),
    papers: z.array(paper).optional(),
    touches: z
      .array(awardEntry)
      .optional()
      .meta({ description: 'Of a revocation: later awards of the same holder that rest on this one' }),
    allowed: z.array(z.string()).optional().meta({ description: 'What the caller may do now' }),
    createdAt: z.string(),
    closedAt: z.string().optional(),
  })
  .meta({ id: 'Case' });

export function caseAnswer(record: CaseRecord): z.input<typeof caseShown> {
  const { _id: id, kind, award, awardCode, level, status, version, returns, settled: back, changes } = record;
  return {
    id,
    kind,
    award,
    awardCode,
    level,
    status,
    version,
    held: isHeld(record),
    heldBy: [...record.heldBy],
    ...(kind === 'complaint' ? { holding: record.holding } : {}),
    ...(changes === undefined ? {} : { changes: [...changes] }),
    ...(returns.length === 0
      ? {}
      : { returns: [...returns], outstanding: [...outstanding(returns, back)], settled: defined(back) }),
    ...defined({
      nomination: record.nomination,
      unit: record.unit,
      ground: record.ground,
      because: record.reprint,
      due: record.due,
      overdue: record.overdue,
      conclusion: record.conclusion,
      issued: record.issued,
      closedAt: record.closedAt,
    }),
    hasDraft: record.draft !== undefined,
    ...(record.refused === undefined ? {} : { refused: refusedOf(record.refused) }),
    ...(record.undrawn === undefined ? {} : { undrawn: { code: record.undrawn, say: saidOf(record.undrawn) } }),
    createdAt: record.createdAt,
  };
}

const refusedOf = ({ code }: { readonly code: string }) => {
  const { vi, en } = problems[isProblemCode(code) ? code : 'NUMBER_TAKEN'];
  return { code, say: { vi, en } };
};
const saidOf = (code: 'NOT_PRINTABLE'): { vi: string; en: string } => ({
  vi: problems[code].vi,
  en: problems[code].en,
});

export function shownCaseAnswer({ record, notes, decision, touches, allowed }: ShownCase): z.input<typeof caseShown> {
  const said = [record.note, ...record.papers].flatMap((id) => notes.get(id) ?? []);
  return {
    ...caseAnswer(record),
    ...defined({ reason: notes.get(record.note)?.reason }),
    papers: said.flatMap(paperOf),
    ...(decision ? { decision: { id: decision._id, number: decision.number, date: decision.date } } : {}),
    ...(touches ? { touches: ledgerAnswer(touches) } : {}),
    allowed: [...allowed],
  };
}

const paperOf = ({ paper: of }: NoteRecord): z.input<typeof paper>[] =>
  of ? [{ kind: of.kind, title: of.title, ...defined({ number: of.number, date: of.date }) }] : [];

export const caseDone = z
  .object({ at: z.string(), status: z.string(), version: z.number() })
  .meta({ id: 'CaseReceipt' });
export const caseRecorded = caseDone
  .extend({
    decision: z.string(),
    number: z
      .string()
      .optional()
      .meta({ description: 'As it stands in the register; absent while that is not known yet' }),
    dayOff: z.boolean(),
    warnings: z.array(numberWarning).meta({ description: 'Allowed, and worth a look' }),
    signedFile: signedReading.optional().meta({ description: 'What its file says, where one was named' }),
  })
  .meta({ id: 'CaseRecorded' });
