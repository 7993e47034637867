import { createHash } from 'node:crypto';
import { GeneralizedTime, Sequence, UTCTime } from 'asn1js';
import * as pkijs from 'pkijs';
import type { PdfSignature } from '../../domain/signed/signature';

const OID = {
  commonName: '2.5.4.3',
  organization: '2.5.4.10',
  signedData: '1.2.840.113549.1.7.2',
  signingTime: '1.2.840.113549.1.9.5',
  timeStampToken: '1.2.840.113549.1.9.16.2.14',
} as const;
const digests: Readonly<Record<string, string>> = {
  '1.3.14.3.2.26': 'SHA-1',
  '2.16.840.1.101.3.4.2.1': 'SHA-256',
  '2.16.840.1.101.3.4.2.2': 'SHA-384',
  '2.16.840.1.101.3.4.2.3': 'SHA-512',
};

/** What a signature says, and whether it is of these bytes. */
export type Seen = Pick<
  PdfSignature,
  | 'signer'
  | 'organization'
  | 'issuer'
  | 'serial'
  | 'validFrom'
  | 'validTo'
  | 'signedAt'
  | 'timeFrom'
  | 'digest'
  | 'weak'
  | 'state'
  | 'trust'
  | 'expired'
>;

/** Certificates that are trusted as roots, as DER. */
export type Roots = readonly Uint8Array[];

/**
 * Reads a CMS signature and checks it over the bytes that it should cover: digest, signature, and, when roots are configured, the
 * chain of certificates at the time of signing. Revocation is not asked for. Never throws.
 */
export async function seenIn(
  cms: Uint8Array,
  covered: Uint8Array,
  { kind, roots }: { readonly kind: 'detached' | 'sha1' | 'timestamp'; readonly roots: Roots },
): Promise<Seen> {
  const unreadable: Seen = { state: 'unreadable', trust: 'notChecked' };
  try {
    const signed = signedDataOf(cms);
    const info = signed.signerInfos[0];
    if (!info || signed.signerInfos.length !== 1) return unreadable;
    const certificate = signerOf(signed, info);
    const intact = await isIntact(signed, covered, kind);
    const time = kind === 'timestamp' ? stampedAt(signed) : await timeOf(info);
    const digest = digests[info.digestAlgorithm.algorithmId];
    const at = time?.at ?? undefined;
    return {
      ...(certificate ? about(certificate) : {}),
      ...(time ? { signedAt: time.at.toISOString(), timeFrom: time.from } : {}),
      ...(digest === undefined ? {} : { digest }),
      ...(digest === 'SHA-1' ? { weak: true as const } : {}),
      state: intact ? 'intact' : 'changed',
      trust: roots.length === 0 ? 'notChecked' : await trustIn(signed, certificate, at, roots),
      ...(certificate && at && !isValidAt(certificate, at) ? { expired: true as const } : {}),
    };
  } catch {
    return unreadable;
  }
}

function signedDataOf(cms: Uint8Array): pkijs.SignedData {
  const content = pkijs.ContentInfo.fromBER(plain(cms));
  if (content.contentType !== OID.signedData) throw new Error('no signed data');
  return new pkijs.SignedData({ schema: content.content as unknown });
}

function signerOf({ certificates = [] }: pkijs.SignedData, { sid }: pkijs.SignerInfo): pkijs.Certificate | undefined {
  const all = certificates.filter((c): c is pkijs.Certificate => c instanceof pkijs.Certificate);
  if (sid instanceof pkijs.IssuerAndSerialNumber) {
    return all.find((c) => c.serialNumber.isEqual(sid.serialNumber) && c.issuer.isEqual(sid.issuer));
  }
  return all[0];
}

/** A CMS with content of its own (adbe.pkcs7.sha1) has the digest of the bytes as its content. */
async function isIntact(
  signed: pkijs.SignedData,
  covered: Uint8Array,
  kind: 'detached' | 'sha1' | 'timestamp',
): Promise<boolean> {
  try {
    if (kind === 'sha1') {
      const content = signed.encapContentInfo.eContent?.getValue();
      const digest = createHash('sha1').update(covered).digest();
      if (!content || !digest.equals(Buffer.from(content))) return false;
      return await signed.verify({ signer: 0 });
    }
    if (kind === 'detached' && signed.encapContentInfo.eContent) return false;
    return await signed.verify({ signer: 0, data: plain(covered) });
  } catch {
    return false;
  }
}

/** A time stamp over the signature goes before what the signer's own clock says, when it is intact. */
async function timeOf(
  info: pkijs.SignerInfo,
): Promise<{ readonly at: Date; readonly from: 'timestamp' | 'signer' } | undefined> {
  const token = valuesOf(info.unsignedAttrs, OID.timeStampToken)[0];
  if (token instanceof Sequence) {
    const content = new pkijs.ContentInfo({ schema: token });
    const stamp = new pkijs.SignedData({ schema: content.content as unknown });
    const stamped = stampedAt(stamp);
    if (stamped && (await isIntact(stamp, new Uint8Array(info.signature.getValue()), 'timestamp'))) return stamped;
  }
  const said = valuesOf(info.signedAttrs, OID.signingTime)[0];
  if (said instanceof UTCTime || said instanceof GeneralizedTime) return { at: said.toDate(), from: 'signer' };
  return undefined;
}

function stampedAt(stamp: pkijs.SignedData): { readonly at: Date; readonly from: 'timestamp' } | undefined {
  const content = stamp.encapContentInfo.eContent?.getValue();
  return content ? { at: pkijs.TSTInfo.fromBER(content).genTime, from: 'timestamp' } : undefined;
}

function valuesOf(attributes: pkijs.SignedAndUnsignedAttributes | undefined, type: string): readonly unknown[] {
  return attributes?.attributes.find((a) => a.type === type)?.values ?? [];
}

async function trustIn(
  signed: pkijs.SignedData,
  certificate: pkijs.Certificate | undefined,
  at: Date | undefined,
  roots: Roots,
): Promise<'trusted' | 'untrusted'> {
  if (!certificate) return 'untrusted';
  const others = (signed.certificates ?? []).filter(
    (c): c is pkijs.Certificate => c instanceof pkijs.Certificate && c !== certificate,
  );
  const engine = new pkijs.CertificateChainValidationEngine({
    trustedCerts: roots.map((der) => pkijs.Certificate.fromBER(plain(der))),
    // the engine takes the last one for the one to check
    certs: [...others, certificate],
    ...(at ? { checkDate: at } : {}),
  });
  try {
    return (await engine.verify()).result ? 'trusted' : 'untrusted';
  } catch {
    return 'untrusted';
  }
}

function about(certificate: pkijs.Certificate): Partial<Seen> {
  const signer = nameIn(certificate.subject, OID.commonName);
  const organization = nameIn(certificate.subject, OID.organization);
  const issuer = nameIn(certificate.issuer, OID.commonName) ?? nameIn(certificate.issuer, OID.organization);
  return {
    ...(signer === undefined ? {} : { signer }),
    ...(organization === undefined ? {} : { organization }),
    ...(issuer === undefined ? {} : { issuer }),
    serial: Buffer.from(certificate.serialNumber.valueBlock.valueHexView).toString('hex'),
    validFrom: certificate.notBefore.value.toISOString(),
    validTo: certificate.notAfter.value.toISOString(),
  };
}

const LONGEST_NAME = 300;

function nameIn({ typesAndValues }: pkijs.RelativeDistinguishedNames, type: string): string | undefined {
  const found: unknown = typesAndValues.find((t) => t.type === type)?.value.valueBlock.value;
  if (typeof found !== 'string') return undefined;
  const name = found
    .normalize('NFC')
    .replace(/[\p{Cc}\p{Cf}\p{Cs}]/gu, '')
    .trim();
  return name === '' ? undefined : name.slice(0, LONGEST_NAME);
}

const isValidAt = ({ notBefore, notAfter }: pkijs.Certificate, at: Date): boolean =>
  notBefore.value <= at && at <= notAfter.value;

/** Bytes in a buffer of their own, which the libraries of ASN.1 ask for. */
const plain = (bytes: Uint8Array): ArrayBuffer => new Uint8Array(bytes).buffer;
