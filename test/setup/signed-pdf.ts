import { pdflibAddPlaceholder } from '@signpdf/placeholder-pdf-lib';
import { P12Signer } from '@signpdf/signer-p12';
import { SignPdf } from '@signpdf/signpdf';
import forge from 'node-forge';
import { PDFArray, PDFDict, PDFDocument, PDFName, PDFRef } from 'pdf-lib';

/** Somebody who signs: his key and certificate as a PKCS #12 file, and the certificate of who issued it. */
export interface Identity {
  readonly name: string;
  readonly p12: Buffer;
  /** PEM */
  readonly root: string;
}

interface Issued {
  readonly keys: forge.pki.rsa.KeyPair;
  readonly certificate: forge.pki.Certificate;
}

const PASSPHRASE = 'mau';

function issue(name: string, days: readonly [string, string], by?: Issued): Issued {
  const keys = forge.pki.rsa.generateKeyPair(2048);
  const certificate = forge.pki.createCertificate();
  certificate.publicKey = keys.publicKey;
  certificate.serialNumber = by ? '0a1b2c' : '01';
  certificate.validity.notBefore = new Date(days[0]);
  certificate.validity.notAfter = new Date(days[1]);
  const organization = by ? 'Ủy ban nhân dân tỉnh Đ' : 'CA';
  const subject = [
    { shortName: 'CN', value: name, valueTagClass: forge.asn1.Type.UTF8 },
    { shortName: 'O', value: organization, valueTagClass: forge.asn1.Type.UTF8 },
  ] as unknown as forge.pki.CertificateField[];
  certificate.setSubject(subject);
  certificate.setIssuer(by ? by.certificate.subject.attributes : subject);
  certificate.setExtensions(
    by
      ? [
          { name: 'basicConstraints', cA: false },
          { name: 'keyUsage', digitalSignature: true, nonRepudiation: true },
        ]
      : [
          { name: 'basicConstraints', cA: true },
          { name: 'keyUsage', keyCertSign: true, cRLSign: true },
        ],
  );
  certificate.sign((by ?? { keys }).keys.privateKey, forge.md.sha256.create());
  return { keys, certificate };
}

/** Test certificates under one root of their own. */
export function identities<N extends string>(
  names: readonly N[],
  days: readonly [string, string] = ['2026-01-01', '2036-01-01'],
): Record<N, Identity> {
  const root = issue('Test CA', days);
  const made = names.map((name) => {
    const { keys, certificate } = issue(name, days, root);
    const p12 = forge.pkcs12.toPkcs12Asn1(keys.privateKey, [certificate, root.certificate], PASSPHRASE);
    const bytes = Buffer.from(forge.asn1.toDer(p12).getBytes(), 'latin1');
    return [name, { name, p12: bytes, root: forge.pki.certificateToPem(root.certificate) }] as const;
  });
  return Object.fromEntries(made) as unknown as Record<N, Identity>;
}

const put = (pdf: Uint8Array, { p12 }: Identity, at: Date): Promise<Buffer> =>
  new SignPdf().sign(Buffer.from(pdf), new P12Signer(p12, { passphrase: PASSPHRASE }), at);

/** A file as an outside tool signs it: nothing of ours takes part. */
export async function signedBy(pdf: Uint8Array, who: Identity, at = '2026-12-04T02:30:00.000Z'): Promise<Buffer> {
  const pdfDoc = await PDFDocument.load(pdf, { updateMetadata: false });
  const said = { reason: 'Ban hành', contactInfo: '', name: who.name, location: 'tỉnh Đ' };
  pdflibAddPlaceholder({ pdfDoc, ...said, signingTime: new Date(at) });
  return put(await pdfDoc.save({ useObjectStreams: false }), who, new Date(at));
}

/** Another signature behind those that are there, which stay as they are. */
export async function alsoSignedBy(pdf: Buffer, who: Identity, at = '2026-12-04T03:00:00.000Z'): Promise<Buffer> {
  const { context, catalog } = await PDFDocument.load(pdf, { updateMetadata: false });
  const form = catalog.get(PDFName.of('AcroForm'));
  const fields = catalog.lookup(PDFName.of('AcroForm'), PDFDict).lookup(PDFName.of('Fields'), PDFArray);
  const next = context.largestObjectNumber + 1;
  const root = context.trailerInfo.Root as PDFRef;
  const range = '/ByteRange [0 /********** /********** /**********]';
  const acroForm = `<</SigFlags 3/Fields[${fields.toString().slice(1, -1)} ${next + 1} 0 R]>>`;
  const objects: readonly (readonly [number, string])[] = [
    [
      next,
      `<</Type/Sig/Filter/Adobe.PPKLite/SubFilter/adbe.pkcs7.detached ${range}/Contents <${'0'.repeat(16_384)}>` +
        `/M(D:20261204100000+07'00')>>`,
    ],
    [next + 1, `<</Type/Annot/Subtype/Widget/FT/Sig/T(Signature2)/F 132/Rect[0 0 0 0]/V ${next} 0 R>>`],
    form instanceof PDFRef
      ? [form.objectNumber, acroForm]
      : [root.objectNumber, catalog.toString().replace(/\/AcroForm <<[^]*?>>/, `/AcroForm ${acroForm}`)],
  ];
  return put(appended(pdf, objects, root), who, new Date(at));
}

/** A later version of the same file: objects put behind it, as editors do that keep what was signed. */
export function appended(
  pdf: Buffer,
  objects: readonly (readonly [number: number, content: string])[],
  root: PDFRef,
): Buffer {
  const before = /startxref\s+(\d+)\s+%%EOF\s*$/.exec(pdf.toString('latin1'))![1]!;
  let body = '\n';
  const table = objects.map(([number, content]) => {
    const offset = String(pdf.length + Buffer.byteLength(body, 'latin1')).padStart(10, '0');
    body += `${number} 0 obj\n${content}\nendobj\n`;
    return `${number} 1\n${offset} 00000 n \n`;
  });
  const start = pdf.length + Buffer.byteLength(body, 'latin1');
  const size = Math.max(...objects.map(([number]) => number)) + 1;
  body += `xref\n${table.join('')}trailer\n<</Size ${size}/Root ${root.toString()}/Prev ${before}>>\n`;
  return Buffer.concat([pdf, Buffer.from(`${body}startxref\n${start}\n%%EOF\n`, 'latin1')]);
}
