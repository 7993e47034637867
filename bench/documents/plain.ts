import PDFDocument from 'pdfkit';
import { loadFonts } from '../../platform/documents/fonts';
import type { CertificateDocument } from '../../templates/documents';

type Face = 'regular' | 'bold' | 'italic';
type Row = readonly [text: string, face: Face, size: number];

const [regular, bold, italic] = loadFonts().files as [Buffer, Buffer, Buffer];
const faces: Readonly<Record<Face, Buffer>> = { regular, bold, italic };

/**
 * The words of a certificate in the same faces and sizes, line under line, by pdfkit: no frame, no code to be scanned, nothing
 * that shrinks to fit. `conforming` asks for what ours has: PDF/A-2a with a tag on each line, title and language.
 */
export function plainCertificate(of: CertificateDocument, conforming: boolean): Promise<Buffer> {
  const claims = {
    subset: 'PDF/A-2a',
    pdfVersion: '1.7',
    tagged: true,
    lang: 'vi',
    displayTitle: true,
    info: { Title: of.title },
  } as const;
  const document = new PDFDocument({
    size: 'A4',
    layout: 'landscape',
    margin: 40,
    font: regular as unknown as string,
    ...(conforming ? claims : {}),
  });
  for (const [face, file] of Object.entries(faces)) document.registerFont(face, file);
  for (const [text, face, size] of rowsOf(of)) {
    const write = (): void => void document.font(face).fontSize(size).text(text, { align: 'center' });
    if (conforming) document.addStructure(document.struct(size === HEADING ? 'H1' : 'P', {}, write));
    else write();
  }
  return new Promise((resolve, reject) => {
    const parts: Buffer[] = [];
    document.on('data', (part: Buffer) => parts.push(part));
    document.on('end', () => resolve(Buffer.concat(parts)));
    document.on('error', reject);
    document.end();
  });
}

const HEADING = 48;
const day = (iso: string): string => {
  const [year, month, date] = iso.split('-');
  return `ngày ${date} tháng ${Number(month) < 3 ? month : Number(month)} năm ${year}`;
};

/** Every line of text that stands on the certificate. */
function rowsOf({ issuer, award, nominee, signature, ...of }: CertificateDocument): readonly Row[] {
  const { verification, decision } = of;
  return [
    ['CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM', 'bold', 13.5],
    ['Độc lập - Tự do - Hạnh phúc', 'bold', 14.5],
    [issuer.toUpperCase(), 'bold', 19],
    ['Tặng', 'regular', 17],
    [award.name.toUpperCase(), 'bold', HEADING],
    ...(nominee.address === undefined ? [] : [[nominee.address, 'regular', 16] as const]),
    [nominee.name, 'bold', 29],
    ...(nominee.detail === undefined ? [] : [[nominee.detail, 'regular', 15] as const]),
    [of.achievement, 'italic', 15.5],
    [`Quyết định số ${decision.number}`, 'regular', 13],
    [day(decision.date), 'regular', 13],
    [`Vào sổ vàng số: ${of.goldBookNumber}`, 'regular', 13],
    ['Bản điện tử – tra cứu tại', 'regular', 9.5],
    [verification.address, 'regular', 9.5],
    [`Mã ${verification.code}`, 'regular', 9.5],
    [`${of.place}, ${day(of.issuedOn)}`, 'italic', 14],
    ...(signature.capacity ?? []).map((line): Row => [line.toUpperCase(), 'bold', 14]),
    [signature.post.toUpperCase(), 'bold', 14],
    ...(signature.mark === undefined ? [] : [[signature.mark, 'italic', 14] as const]),
    [signature.name, 'bold', 14],
  ];
}
