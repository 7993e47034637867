import { PDFArray, PDFDict, PDFHexString, PDFName, PDFNumber, PDFRef, type PDFDocument } from 'pdf-lib';
import { seenIn, type Roots } from './cms';
import type { PdfSignature } from '../../domain/signed/signature';
import type { SignedPdf } from './shapes';
import { wordsOf } from './structure';

/** More signatures than any paper has: agency, signers, time stamps. */
const MOST_SIGNATURES = 50;

/** Kinds of signatures by their `SubFilter`; what stands not here cannot be read. */
const kinds: Readonly<Record<string, 'detached' | 'sha1' | 'timestamp'>> = {
  'adbe.pkcs7.detached': 'detached',
  'ETSI.CAdES.detached': 'detached',
  'adbe.pkcs7.sha1': 'sha1',
  'ETSI.RFC3161': 'timestamp',
};

interface Range {
  readonly from: 0;
  /** Where the place of the signature itself begins and ends. */
  readonly gap: readonly [number, number];
  readonly to: number;
}

/** All signatures of a file in the order in which they were put, and what was added behind the last one. */
export async function signaturesIn(
  document: PDFDocument,
  bytes: Buffer,
  roots: Roots,
): Promise<Pick<SignedPdf, 'signatures' | 'unsigned' | 'added'>> {
  const { fields, unsigned } = fieldsOf(document);
  const found = document.context
    .enumerateIndirectObjects()
    .flatMap(([ref, object]) => signatureDicts(object, ref))
    .slice(0, MOST_SIGNATURES);
  const signatures: PdfSignature[] = [];
  for (const { dict, ref } of found) signatures.push(await signatureOf(dict, fields.get(ref), bytes, roots));
  signatures.sort((a, b) => (a.covers?.to ?? 0) - (b.covers?.to ?? 0));
  const reach = Math.max(0, ...signatures.map((s) => s.covers?.to ?? 0));
  return { signatures, unsigned, ...(signatures.length === 0 ? {} : { added: behind(bytes, reach) }) };
}

/** Line ends behind the end of a file are nothing. */
const behind = (bytes: Buffer, to: number): number => {
  let end = bytes.length;
  while (end > to && (bytes[end - 1] === 0x0a || bytes[end - 1] === 0x0d)) end -= 1;
  return end - to;
};

/** A signature stands as an object of its own, or within its field. */
function signatureDicts(object: unknown, ref: PDFRef): { readonly dict: PDFDict; readonly ref: PDFRef }[] {
  if (!(object instanceof PDFDict)) return [];
  const within = object.get(PDFName.of('V'));
  return [object, within]
    .filter((dict): dict is PDFDict => dict instanceof PDFDict && dict.has(PDFName.of('ByteRange')))
    .map((dict) => ({ dict, ref }));
}

/** Names of the fields by the object that holds their signature, and how many are still empty. */
function fieldsOf(document: PDFDocument): {
  readonly fields: ReadonlyMap<PDFRef, string>;
  readonly unsigned: number;
} {
  const fields = new Map<PDFRef, string>();
  let unsigned = 0;
  for (const [ref, object] of document.context.enumerateIndirectObjects()) {
    if (!(object instanceof PDFDict) || object.get(PDFName.of('FT')) !== PDFName.of('Sig')) continue;
    const value = object.get(PDFName.of('V'));
    if (value === undefined) unsigned += 1;
    fields.set(value instanceof PDFRef ? value : ref, wordsOf(object.get(PDFName.of('T'))) ?? '');
  }
  return { fields, unsigned };
}

async function signatureOf(
  dict: PDFDict,
  field: string | undefined,
  bytes: Buffer,
  roots: Roots,
): Promise<PdfSignature> {
  const filter = dict.get(PDFName.of('SubFilter'));
  const kind = filter instanceof PDFName ? kinds[filter.decodeText()] : undefined;
  const reason = wordsOf(dict.get(PDFName.of('Reason')));
  const said = {
    kind: kind === 'timestamp' ? ('timestamp' as const) : ('signature' as const),
    ...(field === undefined || field === '' ? {} : { field }),
    ...(reason === undefined || reason === '' ? {} : { reason: reason.slice(0, 300) }),
  };
  const range = rangeOf(dict, bytes.length);
  const contents = dict.get(PDFName.of('Contents'));
  const cms = range && cmsIn(bytes, range);
  // what stands in the gap must be what the file says to be the signature, or something else hides there
  if (!kind || !range || !cms || !(contents instanceof PDFHexString) || !same(cms, contents)) {
    return { ...said, state: 'unreadable', trust: 'notChecked' };
  }
  const covered = Buffer.concat([bytes.subarray(0, range.gap[0]), bytes.subarray(range.gap[1], range.to)]);
  return {
    ...said,
    ...(await seenIn(cms, covered, { kind, roots })),
    covers: { from: 0, to: range.to },
  };
}

/** @returns undefined when it is not the file from its beginning with one gap */
function rangeOf(dict: PDFDict, length: number): Range | undefined {
  const range = dict.get(PDFName.of('ByteRange'));
  if (!(range instanceof PDFArray) || range.size() !== 4) return undefined;
  const numbers = range.asArray().map((n) => (n instanceof PDFNumber ? n.asNumber() : NaN));
  const [from, first, second, rest] = numbers as [number, number, number, number];
  const fits = numbers.every(Number.isSafeInteger) && from === 0 && first > 0 && second > first && rest >= 0;
  if (!fits || second + rest > length) return undefined;
  return { from: 0, gap: [first, second], to: second + rest };
}

/** The signature between `<` and `>`, which fill the gap and nothing else does. */
function cmsIn(bytes: Buffer, { gap: [from, to] }: Range): Buffer | undefined {
  if (bytes[from] !== 0x3c || bytes[to - 1] !== 0x3e) return undefined;
  const hex = bytes.subarray(from + 1, to - 1).toString('latin1');
  return /^(?:[0-9A-Fa-f]{2})+$/.test(hex) ? Buffer.from(hex, 'hex') : undefined;
}

const same = (cms: Buffer, contents: PDFHexString): boolean => cms.equals(Buffer.from(contents.asString(), 'hex'));
