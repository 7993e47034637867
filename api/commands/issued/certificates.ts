import { correctionsBy } from '../../../domain/case/life';
import { Problem } from '../../../domain/errors';
import { has } from '../../../domain/roles';
import { dayOf } from '../../../domain/time';
import type { CaseRecord, CertificateRecord, DecisionRecord, Page, Paging } from '../../../platform/store';
import type { CertificateFilter } from '../../../platform/store/certificate-list';
import { printedCode } from '../../../templates/documents/certificate';
import { nomineeInList } from '../../../templates/documents/nominee';
import {
  certificateCells,
  certificateSheet,
  type ExportedCertificate,
} from '../../../templates/sheets/certificate-list';
import { certificateStatusLabel, fieldLabel, nomineeKindLabel, say } from '../../../templates/words';
import type { ApiContext, Caller } from '../../context';
import { allRows, exportedFile, type ExportedFile, type ExportFormat } from '../exported';
import { defined, everything, isWithin, mustHave, unitsOf, withRooms } from '../shared';

/** What a list of certificates is asked with. `decision`: its id, or its number as it is printed. */
export type CertificatesAsked = Omit<CertificateFilter, 'unit' | 'decision'> & {
  readonly decision?: string;
  /** With its rooms. */
  readonly unit?: string;
};

export interface ListedCertificate {
  readonly record: CertificateRecord;
  readonly decision?: DecisionRecord;
}

interface Asked {
  readonly caller: Caller;
  readonly filter: CertificatesAsked;
}

/** Certificates that the caller may see, newest first: all at the province, at a unit those of its people. @throws Problem FORBIDDEN */
export async function listCertificates(
  context: ApiContext,
  { caller, filter, paging }: Asked & { readonly paging: Paging },
): Promise<Page<ListedCertificate>> {
  const scoped = await scopedFilter(context, caller, filter);
  const page = scoped ? await context.store.certificates.list(scoped, paging) : { items: [] };
  return { ...page, items: await withDecisions(context, page.items) };
}

/** @returns nothing when no decision has this number */
async function scopedFilter(
  context: ApiContext,
  caller: Caller,
  { decision, unit, ...rest }: CertificatesAsked,
): Promise<CertificateFilter | undefined> {
  mustHave(caller, 'readDecisions');
  const own = defined({ unit: await ownOf(context, caller, unit) });
  if (decision === undefined) return { ...rest, ...own };
  const { decisions } = context.store;
  const named = await decisions.get(decision);
  const found = named ? [named] : (await decisions.list({ number: decision })).items;
  return found.length === 0 ? undefined : { ...rest, ...own, decision: found.map(({ _id }) => _id) };
}

/** The units that are asked for, of those that the caller sees; undefined when he sees all and asks for none. */
async function ownOf(context: ApiContext, caller: Caller, unit?: string): Promise<readonly string[] | undefined> {
  const seen = await unitsOf(context, caller);
  if (unit === undefined) return seen;
  const asked = withRooms(await context.store.units.all(), [unit]);
  return seen ? asked.filter((one) => seen.includes(one)) : asked;
}

async function withDecisions(
  { store }: ApiContext,
  items: readonly CertificateRecord[],
): Promise<readonly ListedCertificate[]> {
  const decisions = await store.decisions.many(items.map(({ decision }) => decision));
  return items.map((record) => ({ record, ...defined({ decision: decisions.get(record.decision) }) }));
}

/** The list as a file, with its filters and all of its pages. @throws Problem FORBIDDEN, VALIDATION when it is too long */
export async function exportCertificates(
  context: ApiContext,
  { caller, filter, format }: Asked & { readonly format: ExportFormat },
): Promise<ExportedFile> {
  const scoped = await scopedFilter(context, caller, filter);
  const items = scoped ? await allRows((paging) => context.store.certificates.list(scoped, paging)) : [];
  const lines = (await withDecisions(context, items)).map((one) => exported(context, one));
  const as = { cells: certificateCells, sheet: certificateSheet };
  return exportedFile(context, say('vi', 'officePages.file.certificates'), format, lines, as);
}

function exported({ config }: ApiContext, { record, decision }: ListedCertificate): ExportedCertificate {
  const { snapshot, verifyCode, status, entries = [] } = record;
  const right = correctionsBy(entries).map(({ field, correct }) => `${fieldLabel('vi', field)}: ${correct}`);
  return {
    number: record.number,
    goldBook: record.goldBookNumber,
    ...nomineeInList(snapshot.nominee, snapshot.unitName),
    kind: nomineeKindLabel('vi', snapshot.nominee.kind),
    award: snapshot.awardName.vi,
    posthumous: snapshot.posthumous,
    unitCode: record.unit,
    unit: snapshot.unitName,
    decision: decision?.number ?? '',
    decidedOn: decision?.date ?? dayOf(record.issuedAt),
    status: certificateStatusLabel('vi', status),
    corrections: right.join('; '),
    code: printedCode(verifyCode),
    check: `${config.publicUrl}/verify/${verifyCode}`,
  };
}

/** A certificate with everything that has happened to it. */
export interface CertificateLife {
  readonly record: CertificateRecord;
  readonly decision: DecisionRecord;
  /** The papers that its entries name, by id. */
  readonly papers: ReadonlyMap<string, DecisionRecord>;
  /** The certificate that stands in its place. */
  readonly successor?: CertificateRecord;
  /** The one that it came in the place of. */
  readonly predecessor?: CertificateRecord;
  /** Everything that was or is going on about it, newest first; for those who may read cases. */
  readonly cases?: readonly CaseRecord[];
}

/**
 * A certificate by its number, or by the code that is printed on it.
 * @throws Problem FORBIDDEN, NOT_FOUND, also for a certificate of another unit
 */
export async function certificateLife(
  context: ApiContext,
  { caller, code }: { readonly caller: Caller; readonly code: string },
): Promise<CertificateLife> {
  mustHave(caller, 'readDecisions');
  const { certificates, decisions, cases } = context.store;
  const record = (await certificates.byNumber(code)) ?? (await certificates.byVerifyCode(code));
  if (!record || !(await isWithin(context, caller, record.unit))) throw new Problem('NOT_FOUND', code);
  const { entries = [] } = record;
  const by = entries.find(({ kind }) => kind === 'replaced')?.by;
  const [decision, papers, successor, others, about] = await Promise.all([
    decisions.need(record.decision),
    decisions.many(entries.flatMap(({ paper }) => paper ?? [])),
    by === undefined ? undefined : certificates.get(by),
    certificates.ofNominations([record.nomination]),
    has(caller, 'readCases')
      ? everything((paging) => cases.list({ award: record._id, ...defined({ unit: caller.unit }) }, paging))
      : undefined,
  ]);
  const predecessor = others.find((one) => one.entries?.some((entry) => entry.by === record._id));
  return { record, decision, papers, ...defined({ successor, predecessor, cases: about }) };
}
