import { z } from 'zod';
import { actionsFor, has, levelOf } from '../../../domain/roles';
import type { DocketRecord, NominationItem, NominationRecord, UnitProposalRecord } from '../../../platform/store';
import type { Eligibility } from '../../commands/nominations/eligibility';
import type { NominationCase, TrailEntry } from '../../commands/nominations/reads';
import { defined } from '../../commands/shared';
import type { Caller } from '../../context';
import { contact, dossier, paper } from '../content';
import { eligibility, eligibilityAnswer, finding } from './findings';

/** How nominations and what they travel in are answered: codes and days; labels are in the locales. */

const standing = {
  id: z.string(),
  unit: z.string(),
  round: z.string().optional(),
  docket: z.string().optional(),
  unitProposal: z.string().optional(),
  status: z.string(),
  holder: z
    .string()
    .meta({ description: 'Who has it now: unit, office, body, public, council, authority, central, service' }),
  since: z.string(),
  due: z.string().optional(),
  overdue: z.boolean(),
  version: z.number(),
};

export const nominationItem = z
  .object({
    ...standing,
    award: z.string(),
    awardYear: z.number(),
    nominee: z.object({ kind: z.string(), name: z.string() }),
  })
  .meta({ id: 'NominationItem' });

function standingOf(record: NominationItem) {
  const { _id, unit, round, docket, unitProposal, status, version, view, createdAt } = record;
  return {
    id: _id,
    unit,
    round,
    docket,
    unitProposal,
    status,
    holder: view?.holder ?? 'unit',
    since: view?.since ?? createdAt,
    due: view?.due,
    overdue: view?.overdue ?? false,
    version,
  };
}

export const nominationItemAnswer = (record: NominationItem): z.input<typeof nominationItem> => ({
  ...standingOf(record),
  award: record.dossier.award,
  awardYear: record.dossier.awardYear,
  nominee: { kind: record.dossier.nominee.kind, name: record.dossier.nominee.name },
});

const correctionItem = z.object({
  field: z.string(),
  reason: z.string(),
  citation: z.string(),
  nomination: z.string().optional(),
});

export const nomination = z
  .object({
    ...standing,
    number: z.string(),
    dossier,
    level: z.enum(['unit', 'province']).optional(),
    stage: z.string().optional(),
    next: z.array(z.string()).meta({ description: 'Kinds of the stages after this one' }),
    allowed: z.array(z.string()).meta({ description: 'What the caller may ask of it now' }),
    stages: z
      .array(z.record(z.string(), z.unknown()))
      .optional()
      .meta({ description: 'States of the stages it is in; for the office of its level' }),
    correction: z
      .object({ reason: z.string().optional(), items: z.array(correctionItem) })
      .optional()
      .meta({ description: 'What the unit has to mend' }),
    decision: z.object({ id: z.string(), number: z.string(), date: z.string() }).optional(),
    certificate: z.object({ number: z.string(), status: z.string() }).optional(),
    eligibility: eligibility.optional().meta({ description: 'What is found of it now; absent once it has ended' }),
    createdAt: z.string(),
    updatedAt: z.string(),
  })
  .meta({ id: 'Nomination' });

export function nominationAnswer(found: NominationCase, caller: Caller, of?: Eligibility): z.input<typeof nomination> {
  const { record, decision, certificate, correction } = found;
  const { line, view } = record;
  const level = line ? levelOf(line) : undefined;
  // stages hold notes of opinions and objections, which are the office's own
  const internal = has(caller, 'readInternal') && (caller.unit === undefined || level === 'unit');
  return {
    ...standingOf(record),
    number: record._id,
    dossier: record.dossier as z.input<typeof dossier>,
    ...defined({ level, stage: view?.stage }),
    next: [...(view?.next ?? [])],
    allowed: level === undefined ? draftActions(record, caller) : actionsFor(caller, record.allowed, level),
    ...(internal && line ? { stages: line.stages.map((s) => ({ ...s })) } : {}),
    ...(correction
      ? {
          correction: {
            ...defined({ reason: correction.reason }),
            items: (correction.items ?? []).filter(mine(record)),
          },
        }
      : {}),
    ...(decision ? { decision: { id: decision._id, number: decision.number, date: decision.date } } : {}),
    ...(certificate ? { certificate: { number: certificate.number, status: certificate.status } } : {}),
    ...(of ? { eligibility: eligibilityAnswer(of, caller) } : {}),
    createdAt: record.createdAt,
    updatedAt: record.updatedAt,
  };
}

const draftActions = ({ status, unitProposal }: NominationRecord, caller: Caller): string[] =>
  status === 'draft' && unitProposal === undefined && has(caller, 'submit') ? ['edit', 'submit', 'discard'] : [];

const mine =
  ({ _id }: NominationRecord) =>
  (item: { readonly nomination?: string }): boolean =>
    item.nomination === undefined || item.nomination === _id;

export const draft = z
  .object({ id: z.string(), number: z.string(), status: z.string(), version: z.number(), eligibility })
  .meta({ id: 'Draft' });
export const draftAnswer = (record: NominationRecord, of: Eligibility, caller: Caller): z.input<typeof draft> => ({
  id: record._id,
  number: record._id,
  status: record.status,
  version: record.version,
  eligibility: eligibilityAnswer(of, caller),
});

export const trailEntry = z
  .object({
    seq: z.number(),
    at: z.string(),
    type: z.string(),
    actor: z.string().optional(),
    stage: z.string().optional(),
    level: z.string().optional(),
    facts: z.record(z.string(), z.unknown()).optional(),
    reason: z.string().optional(),
    citation: z.string().optional(),
    items: z.array(correctionItem).optional(),
    paper: paper.optional(),
    places: z.array(z.string()).optional(),
  })
  .meta({ id: 'TrailEntry' });

const word = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);

export function trailAnswer({ entry, note }: TrailEntry, caller: Caller): z.input<typeof trailEntry> {
  const { seq, at, type, actor, data } = entry;
  return {
    seq,
    at,
    type,
    ...(has(caller, 'readInternal') ? { actor } : {}),
    ...defined({ stage: word(data['stage']), level: word(data['level']) }),
    ...(typeof data['facts'] === 'object' && data['facts'] !== null
      ? { facts: data['facts'] as Record<string, unknown> }
      : {}),
    ...(note
      ? defined({
          reason: note.reason,
          citation: note.citation,
          items: note.items?.map((i) => ({ ...i })),
          paper: note.paper,
          places: note.places && [...note.places],
        })
      : {}),
  };
}

export const unitProposal = z
  .object({
    id: z.string(),
    unit: z.string(),
    round: z.string().optional(),
    docket: z.string(),
    number: z.string(),
    date: z.string(),
    signer: z.string(),
    nominations: z.array(z.string()),
    papers: z.array(paper),
    contact,
    at: z.string(),
    receipt: z.object({ code: z.string(), at: z.string() }).optional(),
  })
  .meta({ id: 'UnitProposal', description: 'What a unit sent in one go (Tờ trình đến)' });

export function unitProposalAnswer(record: UnitProposalRecord): z.input<typeof unitProposal> {
  const { _id, submission: _submission, contentHash: _hash, contactStep: _step, ...shown } = record;
  return { id: _id, ...shown, nominations: [...shown.nominations], papers: [...shown.papers] };
}

export const docketItem = z
  .object({
    id: z.string(),
    unit: z.string(),
    round: z.string().optional(),
    startedAt: z.string(),
    closedAt: z.string().optional(),
  })
  .meta({ id: 'DocketItem', description: 'All that one unit sent in one round' });
export const docketItemAnswer = (record: DocketRecord): z.input<typeof docketItem> => {
  const { _id, workflowId: _workflow, ...shown } = record;
  return { id: _id, ...shown };
};

export const docket = docketItem.extend({ nominations: z.array(nominationItem) }).meta({ id: 'Docket' });

export const lineAnswers = z
  .object({
    at: z.string(),
    lines: z.array(
      z.object({
        id: z.string(),
        done: z.boolean(),
        version: z.number().optional(),
        status: z.string().optional(),
        code: z.string().optional().meta({ description: 'Why not, when it was not done' }),
        detail: z.string().optional(),
        allowed: z.array(z.string()).optional(),
        fields: z.unknown().optional(),
        findings: z.array(finding).optional().meta({ description: 'What stands in its way by the rules' }),
      }),
    ),
  })
  .meta({ id: 'LineAnswers', description: 'One answer a nomination: a refused one does not stop the others' });
