import { Problem } from '../../../domain/errors';
import { checkOverlay } from '../../../domain/overlay/check';
import { overlayFor } from '../../../domain/overlay/overlay';
import { dayOf } from '../../../domain/time';
import { DocumentError, qrModules, type RenderedDocument } from '../../../platform/documents';
import type { CertificateRecord, DecisionRecord, OverlayRecord, PrinterRecord } from '../../../platform/store';
import { certificateFacts, printedCode, verifyAddress } from '../../../templates/documents/certificate';
import { refused } from '../../../templates/words';
import { signatureOf } from '../../../templates/documents/decision';
import type { OverlayDocument, OverlayItem } from '../../../templates/documents/overlay';
import { overlayTitle, PROOF_MARK } from '../../../templates/documents/overlay';
import type { ApiContext, Caller } from '../../context';
import type { FieldProblem } from '../../schemas/parse';
import { getMaster, listMaster } from '../service/master-data';

/** So many pages are made at a time: other documents wait no longer than for one of these parts. */
const PAGES_AT_ONCE = 50;

export interface Blanks {
  readonly decision: DecisionRecord;
  readonly certificates: readonly CertificateRecord[];
  readonly printer: PrinterRecord;
  readonly proof: boolean;
}

/**
 * Certificates on blanks, a page each in the order that they are given in, by the coordinates of today for the printer and with
 * its nudge. All pages are made before the first one goes out: a print that ends half-way would waste paper.
 * @throws Problem NO_COORDINATES, BLANK_UNFIT
 */
export async function onBlanks(
  context: ApiContext,
  caller: Caller,
  { decision, certificates, printer, proof }: Blanks,
): Promise<readonly Uint8Array[]> {
  const { store, clock } = context;
  const authority = await store.authorities.need(decision.authority ?? '');
  const signature = signatureOf(decision, authority, (await store.people.need(authority.person)).post);
  const overlays = await listMaster(context, { caller, kind: 'overlays' });
  const day = dayOf(clock.now());
  const where = { ...(authority.unit === undefined ? {} : { unit: authority.unit }), printer: printer._id, day };
  const parts: { readonly overlay: OverlayRecord; readonly of: CertificateRecord[] }[] = [];
  for (const certificate of certificates) {
    const overlay = overlayFor(overlays, { award: certificate.award, ...where });
    if (!overlay) throw new Problem('NO_COORDINATES', `${certificate.award} on ${printer._id}`);
    const last = parts.at(-1);
    if (last?.overlay === overlay && last.of.length < PAGES_AT_ONCE) last.of.push(certificate);
    else parts.push({ overlay, of: [certificate] });
  }
  const made: Uint8Array[] = [];
  for (const { overlay, of } of parts) {
    const items = of.map((certificate): OverlayItem => {
      const facts = { certificate, decision, authority, signature, catalogue: context.catalogue };
      return {
        ...certificateFacts(facts),
        ...(overlay.qr ? { verification: verificationOf(context, certificate) } : {}),
      };
    });
    const title = overlayTitle(decision.number);
    made.push((await onSheets(context, { title, overlay, printer, proof, items })).pdf);
  }
  return made;
}

/** How the public checks a certificate, as a code that is printed on it leads there. */
export const verificationOf = (
  { config: { publicUrl } }: ApiContext,
  { verifyCode }: Pick<CertificateRecord, 'verifyCode'>,
) => ({
  code: printedCode(verifyCode),
  address: verifyAddress(publicUrl),
  modules: qrModules(`${publicUrl}/verify/${verifyCode}`),
});

/** What is printed on sheets of one kind. */
export interface Sheets {
  readonly title: string;
  readonly overlay: Pick<OverlayRecord, 'sheet' | 'fields' | 'qr'>;
  readonly printer: Pick<PrinterRecord, 'name' | 'nudge'>;
  readonly proof: boolean;
  readonly items: readonly OverlayItem[];
}

/** @throws Problem BLANK_UNFIT with what does not fit, and where */
export async function onSheets(context: ApiContext, sheets: Sheets): Promise<RenderedDocument> {
  const data = sheetsDocument(context, sheets);
  return await fitting(sheets, () => context.documents.renderOverlay(data));
}

/** @throws Problem BLANK_UNFIT when the nudge moves something off the sheet, or the blank cannot say it */
export function sheetsDocument({ clock }: ApiContext, sheets: Sheets): OverlayDocument {
  const { title, overlay, printer, proof, items } = sheets;
  const { sheet, fields, qr } = overlay;
  const faults: FieldProblem[] = checkOverlay(overlay, printer.nudge);
  const posthumous = items.find((item) => item.nominee.posthumous);
  if (posthumous && !fields.some(({ fact }) => fact === 'conferral')) faults.push(unsaid(posthumous.goldBookNumber));
  if (faults.length > 0) throw new Problem('BLANK_UNFIT', faults.map(({ field }) => field).join(), { fields: faults });
  return {
    title,
    issuer: items[0]?.issuer ?? title,
    printedOn: dayOf(clock.now()),
    sheet,
    fields,
    ...(qr ? { qr } : {}),
    nudge: printer.nudge,
    items,
    ...(proof ? { proof: { mark: PROOF_MARK, note: printer.name } } : {}),
  };
}

/** Runs a rendering, and says of words that do not fit which they are. */
export async function fitting<T>({ overlay }: Pick<Sheets, 'overlay'>, render: () => Promise<T>): Promise<T> {
  try {
    return await render();
  } catch (error) {
    if (!(error instanceof DocumentError)) throw error;
    const [, fact, number] = /TOO_LONG (\w+) (\d+)/.exec(error.detail) ?? [];
    if (fact === undefined) throw new Problem('NOT_PRINTABLE', error.message, { code: error.code });
    const index = overlay.fields.findIndex((field) => field.fact === fact);
    throw new Problem('BLANK_UNFIT', error.message, { fields: [tooLong(index, Number(number))] });
  }
}

const tooLong = (index: number, number: number): FieldProblem => ({
  field: `fields.${index}`,
  ...refused('issued.longerThanField', { number }),
});

const unsaid = (number: number): FieldProblem => ({
  field: 'fields',
  ...refused('issued.posthumousField', { number }),
});

/** A printer that the caller may print on. @throws Problem NOT_FOUND */
export const printerOf = (
  context: ApiContext,
  { caller, printer }: { readonly caller: Caller; readonly printer: string },
): Promise<PrinterRecord> => getMaster(context, { caller, kind: 'printers', id: printer });
