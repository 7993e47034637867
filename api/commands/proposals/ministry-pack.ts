import { Problem } from '../../../domain/errors';
import { requirementsFor } from '../../../domain/pack';
import type { BundledFile, ZipEntry } from '../../../platform/bundle';
import { zipOf } from '../../../platform/bundle';
import { fileNumber, fileName } from '../../../templates/documents/file-names';
import type { NominationRecord, ProposalRecord, SessionRecord } from '../../../platform/store';
import type { ApiContext } from '../../context';
import { officePaper, type PaperAsked } from '../office/papers';
import { needProposal } from './access';
import { everything, mustHave } from '../shared';

/** What may be packed at once; a longer list is put to the authority in parts. */
const MOST_BYTES = 300 * 1024 * 1024;

/** A paper of a dossier that has a file. */
interface Filed {
  readonly kind: string;
  readonly title: string;
  readonly file: string;
}

/**
 * What goes to the Ministry beside the paper originals (Decree 152/2025/NĐ-CP art. 33(12)): Tờ trình and list as Word, then one
 * PDF for each dossier, in the order of the list, its papers in the order in which they are asked for. Papers that are asked
 * for and have no file are listed first; files that are no pages stand beside the PDF of their dossier.
 * @throws Problem FORBIDDEN, NOT_FOUND, ACTION_NOT_ALLOWED for a list that does not go on to the central level, TOO_LARGE,
 * NOT_PRINTABLE naming the file that cannot be taken in
 */
export async function ministryPack(
  context: ApiContext,
  { caller, id, signing }: Pick<PaperAsked, 'caller' | 'id' | 'signing'>,
): Promise<{ readonly name: string; readonly bytes: Buffer }> {
  mustHave(caller, 'readProposals');
  const proposal = await needProposal(context, caller, id);
  const nominations = await centralLines(context, proposal);
  const papers = { caller, id, signing, inPack: true, onwards: true } as const;
  const [letter, list] = [
    await officePaper(context, 'proposal', papers),
    await officePaper(context, 'nomineeList', papers),
  ];
  const width = Math.max(2, String(nominations.length + 2).length);
  const entries: ZipEntry[] = [
    { name: `${'1'.padStart(width, '0')}_${letter.name}`, bytes: letter.bytes },
    { name: `${'2'.padStart(width, '0')}_${list.name}`, bytes: list.bytes },
  ];
  const missing: string[] = [];
  let left = MOST_BYTES;
  for (const [i, nomination] of nominations.entries()) {
    const made = await dossierOf(context, nomination, { no: i + 1, width, left });
    entries.push(...made.entries);
    missing.push(...made.missing);
    left -= made.entries.reduce((sum, e) => sum + e.bytes.length, 0);
  }
  const first =
    missing.length === 0
      ? []
      : [{ name: `${'0'.padStart(width, '0')}_${fileName('missingFiles')}.txt`, bytes: listed(missing) }];
  return {
    name: `${fileName('ministryPack', fileNumber(proposal.number))}.zip`,
    bytes: zipOf([...first, ...entries]),
  };
}

/** With a mark at its beginning, by which Windows knows it for UTF-8. */
const listed = (lines: readonly string[]): string => `\uFEFF${lines.join('\r\n')}\r\n`;

/** The nominations of a list that go on to the central level, in its order. @throws Problem ACTION_NOT_ALLOWED */
async function centralLines(
  { store }: ApiContext,
  { _id, lines, leftOut, answer, level, power, status, version }: ProposalRecord,
): Promise<NominationRecord[]> {
  const out = new Set([...leftOut, ...(answer?.struckOut ?? [])].map((l) => l.nomination));
  const ids = lines.map((l) => l.nomination).filter((nomination) => !out.has(nomination));
  const found = await store.nominations.many(ids);
  const central = ids.flatMap((one) => {
    const nomination = found.get(one);
    return nomination?.line?.route.flat().some((s) => s.kind === 'central') === true ? [nomination] : [];
  });
  const over = status === 'cancelled' || status === 'returned' || status === 'refused';
  if (level !== 'province' || power !== 'forward' || over || central.length === 0) {
    throw new Problem('ACTION_NOT_ALLOWED', `${_id} does not go to the Ministry`, {
      state: status,
      version,
      allowed: [],
    });
  }
  return central;
}

const PAGES: ReadonlySet<string> = new Set(['application/pdf', 'image/jpeg', 'image/png']);

async function dossierOf(
  context: ApiContext,
  { _id, dossier }: NominationRecord,
  { no, width, left }: { readonly no: number; readonly width: number; readonly left: number },
): Promise<{ entries: ZipEntry[]; missing: string[] }> {
  const { award, procedure, nominee } = dossier;
  const required = requirementsFor(context.pack, { award, procedure }).papers;
  const filed = await papersOf(context, _id, dossier.papers);
  const order = required.map((r) => r.kind as string);
  const rank = (kind: string): number => (order.includes(kind) ? order.indexOf(kind) : order.length);
  const sorted = [...filed].sort((a, b) => rank(a.kind) - rank(b.kind));
  const prefix = `${String(no + 2).padStart(width, '0')}_${said(nominee.name)} (${award})`;
  const pages: BundledFile[] = [];
  const beside: ZipEntry[] = [];
  let room = left;
  for (const [i, { title, file }] of sorted.entries()) {
    const stored = await context.store.files.get(file);
    if (!stored) throw new Problem('INTEGRITY', `file ${file} of ${_id} is gone`);
    room -= stored.bytes.length;
    if (room < 0) throw new Problem('TOO_LARGE', `more than ${MOST_BYTES} bytes in one pack`);
    const type = stored.metadata['type'] ?? stored.metadata['contentType'] ?? 'application/pdf';
    if (PAGES.has(type)) pages.push({ name: title, type: type as BundledFile['type'], bytes: stored.bytes });
    else beside.push({ name: `${prefix}/${String(i + 1).padStart(2, '0')}_${said(stored.name)}`, bytes: stored.bytes });
  }
  const bundle =
    pages.length === 0 ? [] : [{ name: `${prefix}.pdf`, bytes: await context.bundler.bundle(prefix, pages) }];
  const kinds = new Set(filed.map((f) => f.kind));
  return {
    entries: [...bundle, ...beside],
    missing: required.filter((r) => !kinds.has(r.kind)).map((r) => `${no}. ${nominee.name} (${award}): ${r.name.vi}`),
  };
}

/**
 * Papers of a nomination with a file: what was attached, what the whole list shares, and minutes of its councils where no
 * signed ones were attached.
 */
async function papersOf(
  { store }: ApiContext,
  nomination: string,
  papers: readonly { readonly kind: string; readonly title: string; readonly attachment?: string }[],
): Promise<Filed[]> {
  const { unitProposal } = await store.nominations.need(nomination);
  const shared = unitProposal === undefined ? [] : (await store.unitProposals.need(unitProposal)).papers;
  const filed = [...papers, ...shared].flatMap(({ kind, title, attachment: file }) =>
    file === undefined ? [] : [{ kind, title, file }],
  );
  const have = new Set(filed.map((f) => f.kind));
  const sessions = await everything((paging) => store.sessions.list({ status: 'closed', nomination }, paging));
  return [...filed, ...sessions.flatMap(minutesOf).filter((m) => !have.has(m.kind))];
}

function minutesOf({ level, papers = [] }: SessionRecord): Filed[] {
  const kinds: Readonly<Record<string, string>> = {
    minutes: level === 'unit' ? 'unitCouncilMinutes' : 'provinceCouncilMinutes',
    countingMinutes: 'ballotResult',
  };
  return papers.flatMap(({ paper, format, file }) => {
    const kind = kinds[paper];
    return format === 'pdf' && kind !== undefined ? [{ kind, title: paper, file }] : [];
  });
}

/** A name as a part of a path. */
const said = (name: string): string =>
  name
    .normalize('NFC')
    .replace(/[\p{Cc}\p{Cf}\p{Cs}"<>:|?*/\\]/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, 80);
