import { Problem } from '../../../domain/errors';
import type { CertificateRecord, DecisionRecord, Page, Paging } from '../../../platform/store';
import type { StoredFile } from '../../../platform/store/files';
import type { ApiContext, Caller } from '../../context';
import { isWithin, mustHave, unitsOf } from '../shared';

interface ById {
  readonly caller: Caller;
  readonly id: string;
}

/**
 * Decisions that the caller may see: all of them at the province, at a unit those that name one of its nominations.
 * @throws Problem FORBIDDEN, NOT_FOUND
 */
export async function listDecisions(
  context: ApiContext,
  request: {
    readonly caller: Caller;
    readonly filter: {
      readonly kind?: DecisionRecord['kind'];
      readonly proposal?: string;
      readonly nomination?: string;
    };
    readonly paging: Paging;
  },
): Promise<Page<DecisionRecord>> {
  const { caller, filter, paging } = request;
  mustHave(caller, 'readDecisions');
  const page = await context.store.decisions.list(filter, paging);
  const items: DecisionRecord[] = [];
  for (const decision of page.items)
    if (await isOwn(context, caller, decision)) items.push(await ownPart(context, caller, decision));
  return { ...page, items };
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

/** A unit reads the names of its own people and not those of the other units. */
async function ownPart(context: ApiContext, caller: Caller, record: DecisionRecord): Promise<DecisionRecord> {
  const units = await unitsOf(context, caller);
  if (!units) return record;
  const nominations = await context.store.nominations.many(record.lines);
  return { ...record, lines: record.lines.filter((id) => units.includes(nominations.get(id)?.unit ?? '')) };
}

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
