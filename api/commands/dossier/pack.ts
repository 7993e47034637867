import { Problem } from '../../../domain/errors';
import { dayOf } from '../../../domain/time';
import { zipOf, type ZipEntry } from '../../../platform/bundle';
import { fileNumber, fileName } from '../../../templates/documents/file-names';
import { packNotes, packSubject } from '../../../templates/documents/pack-texts';
import type { ApiContext, Caller } from '../../context';
import { decision as needDecision } from '../issued/issued';
import { scanOf } from '../issued/scan';
import { written, type PaperFile } from '../office/papers';
import { mustHave } from '../shared';
import { handoversOf } from './handovers';
import { draftIndex, partOfNomination, type Part } from './index-paper';
import { stored, type Piece } from './piece';
import { checkOf } from './pieces';

interface Asked {
  readonly caller: Caller;
  readonly id: string;
}

/** What a pack may come to. */
const MOST_BYTES = 150 * 1024 * 1024;
/** Of a decision with more lines each dossier is taken by itself. */
const MOST_DOSSIERS = 60;

/**
 * Hồ sơ trọn bộ of one nomination as a ZIP: its index (Mục lục văn bản, tài liệu), its papers, minutes, decision, certificate, the
 * rules that it was judged by, its trail and the check of the trail's chain. What the caller may not see is not in it.
 * @throws Problem FORBIDDEN, NOT_FOUND, TOO_LARGE, FACTS_MISSING, NOT_PRINTABLE
 */
export async function nominationPack(context: ApiContext, asked: Asked): Promise<PaperFile> {
  mustHave(asked.caller, 'readInternal');
  const entries = await packed(context, asked, await partOfNomination(context, asked));
  return { name: `${fileName('wholeFile', asked.id)}.zip`, bytes: zipped(entries) };
}

/**
 * The same of a decision: its paper and signed file, certificates, and the dossier of each line in a folder of its own.
 * @throws Problem FORBIDDEN, NOT_FOUND, TOO_LARGE, FACTS_MISSING, NOT_PRINTABLE
 */
export async function decisionPack(context: ApiContext, asked: Asked): Promise<PaperFile> {
  mustHave(asked.caller, 'readInternal');
  const { caller, id } = asked;
  const record = await needDecision(context, asked);
  const of = { number: record.number, date: record.date, author: record.signerPost };
  const signed = record.signed?.at(-1)?.file ?? record.file;
  // what lies with one dossier is taken with it
  const certificates = await context.store.certificates.ofDecision(id);
  const few = record.lines.length <= MOST_DOSSIERS;
  const parts: { readonly line: string; readonly part: Part }[] = [];
  if (few)
    for (const line of record.lines)
      parts.push({ line, part: await partOfNomination(context, { caller, id: line, packOf: id }) });
  const pieces: Piece[] = [
    { ...of, name: fileName('decision'), ...(await stored(context, record.documents?.decision?.file)) },
    ...(signed === undefined ? [] : [{ ...of, name: fileName('signedDecision'), ...(await stored(context, signed)) }]),
    ...(await handoversOf(
      context,
      caller,
      certificates.filter((one) => scanOf(one)?.to === 'decisions'),
    )),
    ...parts.map(({ line, part }) => ({ name: part.subject, note: packNotes.folder(line) })),
    ...(few ? [] : [{ name: packNotes.dossiers(record.lines.length), note: packNotes.takeApart }]),
    { name: fileName('chainCheckOfDecision'), ...(await checkOf(context, id)) },
  ];
  const head = { subject: packSubject.decision(record.number, record.subject), detail: '', status: '' };
  const entries = await packed(context, asked, { ...head, pieces });
  for (const { line, part } of parts) {
    entries.push(...(await packed(context, { caller, id: line }, part, `${line}/`)));
    if (sizeOf(entries) > MOST_BYTES) break;
  }
  return { name: `${fileName('wholeFileOfDecision', fileNumber(record.number))}.zip`, bytes: zipped(entries) };
}

/** The index and its files, numbered as the index numbers them. */
export async function packed(context: ApiContext, asked: Asked, part: Part, folder = ''): Promise<ZipEntry[]> {
  const { drafted, files } = await draftIndex(context, asked, part);
  const index = await written(context, drafted, { inForceOn: dayOf(context.clock.now()) });
  return [{ name: index.name, bytes: index.bytes }, ...files].map(({ name, bytes }) => ({
    name: `${folder}${name}`,
    bytes,
  }));
}

const sizeOf = (entries: readonly ZipEntry[]): number => entries.reduce((sum, { bytes }) => sum + bytes.length, 0);

export function zipped(entries: readonly ZipEntry[]): Buffer {
  const total = sizeOf(entries);
  if (total > MOST_BYTES) throw new Problem('TOO_LARGE', `${total} bytes`);
  return zipOf(entries);
}
