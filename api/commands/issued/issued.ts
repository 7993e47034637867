import { Problem } from '../../../domain/errors';
import type { CertificateRecord, DecisionRecord, Page, Paging } from '../../../platform/store';
import type { DecisionFilter } from '../../../platform/store/decision-list';
import type { StoredFile } from '../../../platform/store/files';
import { decisionCells, decisionSheet } from '../../../templates/sheets/decision-list';
import { say } from '../../../templates/words';
import type { ApiContext, Caller } from '../../context';
import { allRows, exportedFile, type ExportedFile, type ExportFormat } from '../exported';
import { isWithin, mustHave, unitsOf } from '../shared';

interface ById {
  readonly caller: Caller;
  readonly id: string;
}

export type DecisionsAsked = Omit<DecisionFilter, 'units' | 'register' | 'number' | 'case'>;

/**
 * Decisions that the caller may see, a unit's people with the names of their own: all of them at the province, at a unit those that
 * name one of its nominations.
 * @throws Problem FORBIDDEN
 */
export async function listDecisions(
  context: ApiContext,
  asked: { readonly caller: Caller; readonly filter: DecisionsAsked; readonly paging: Paging },
): Promise<Page<DecisionRecord>> {
  const { caller, filter, paging } = asked;
  mustHave(caller, 'readDecisions');
  const { decisions, nominations } = context.store;
  const units = await unitsOf(context, caller);
  if (!units) return decisions.list(filter, paging);
  const page = await decisions.list({ ...filter, units }, paging);
  const unitOf = await nominations.unitsOf(page.items.flatMap(({ lines }) => lines));
  return { ...page, items: page.items.map((record) => ownLines(record, units, unitOf)) };
}

/** The list as a file, with its filters and all of its pages. @throws Problem FORBIDDEN, VALIDATION when it is too long */
export async function exportDecisions(
  context: ApiContext,
  { format, ...asked }: { readonly caller: Caller; readonly filter: DecisionsAsked; readonly format: ExportFormat },
): Promise<ExportedFile> {
  const items = await allRows((paging) => listDecisions(context, { ...asked, paging }));
  const lines = items.map(({ number, date, kind, subject, signer, signerPost, register, lines: named }) => ({
    ...{ number, date, subject, signer, signerPost, register },
    kind: say('vi', `issuedPages.decisionKind.${kind}`),
    cases: named.length,
  }));
  const as = { cells: decisionCells, sheet: decisionSheet };
  return exportedFile(context, say('vi', 'officePages.file.decisions'), format, lines, as);
}

/** @throws Problem FORBIDDEN, NOT_FOUND, also for a decision that names nobody of the caller's unit */
export async function decision(context: ApiContext, { caller, id }: ById): Promise<DecisionRecord> {
  mustHave(caller, 'readDecisions');
  const record = await context.store.decisions.need(id);
  if (!(await isOwn(context, caller, record))) throw new Problem('NOT_FOUND', id);
  return ownPart(context, caller, record);
}

async function isOwn(
  context: ApiContext,
  caller: Caller,
  { lines, proposal, unit: of }: DecisionRecord,
): Promise<boolean> {
  if (caller.unit === undefined) return true;
  if (of !== undefined && (await isWithin(context, caller, of))) return true;
  if (proposal !== undefined && (await context.store.proposals.get(proposal))?.unit === caller.unit) return true;
  const nominations = await context.store.nominations.many(lines);
  for (const { unit } of nominations.values()) if (await isWithin(context, caller, unit)) return true;
  return false;
}

async function ownPart(context: ApiContext, caller: Caller, record: DecisionRecord): Promise<DecisionRecord> {
  const units = await unitsOf(context, caller);
  return units ? ownLines(record, units, await context.store.nominations.unitsOf(record.lines)) : record;
}

/** A unit reads the names of its own people and not those of the other units. */
const ownLines = (
  record: DecisionRecord,
  units: readonly string[],
  unitOf: ReadonlyMap<string, string>,
): DecisionRecord => ({ ...record, lines: record.lines.filter((id) => units.includes(unitOf.get(id) ?? '')) });

/** The decision as it was rendered, for whoever may see it. @throws Problem NOT_FOUND before it is there */
export async function decisionDocument(context: ApiContext, asked: ById): Promise<StoredFile> {
  const { documents } = await decision(context, asked);
  return stored(context, documents?.decision?.file, asked.id);
}

/** @throws Problem FORBIDDEN, NOT_FOUND, also for a certificate of another unit */
export async function certificate(
  context: ApiContext,
  { caller, number }: { readonly caller: Caller; readonly number: string },
): Promise<{ readonly record: CertificateRecord; readonly decision: DecisionRecord }> {
  mustHave(caller, 'readDecisions');
  const record = await context.store.certificates.byNumber(number);
  if (!record || !(await isWithin(context, caller, record.unit))) throw new Problem('NOT_FOUND', number);
  return { record, decision: await context.store.decisions.need(record.decision) };
}

/** The bytes that were issued. @throws Problem NOT_FOUND before they are there */
export async function certificateDocument(
  context: ApiContext,
  asked: { readonly caller: Caller; readonly number: string },
): Promise<StoredFile> {
  const { record } = await certificate(context, asked);
  return stored(context, record.document?.file, asked.number);
}

/** Certificates of a decision, in the order of the gold book. */
export async function certificatesOf(context: ApiContext, asked: ById): Promise<readonly CertificateRecord[]> {
  await decision(context, asked);
  const units = await unitsOf(context, asked.caller);
  const all = await context.store.certificates.ofDecision(asked.id);
  return units ? all.filter((c) => units.includes(c.unit)) : all;
}

async function stored({ store }: ApiContext, file: string | undefined, of: string): Promise<StoredFile> {
  const found = file === undefined ? undefined : await store.files.get(file);
  if (!found) throw new Problem('NOT_FOUND', `no document of ${of} yet`);
  return found;
}
