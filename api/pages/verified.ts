import { dayOf } from '../../domain/time';
import type { CertificateRecord, Language } from '../../platform/store';
import type { Verified, VerifiedFacts } from '../../templates/pages';
import type { ApiContext } from '../context';
import { statusPaperOf } from './status-paper';

/** Letters of a code as it is printed: Crockford's base 32, ten of them. */
const CODE = /^[0-9A-HJKMNP-TV-Z]{10}$/;

/**
 * A code as people type it: in lower case, with spaces or dashes anywhere, with the letters that look like digits. Undefined
 * when it can be no code of ours.
 */
export function codeFrom(typed: string): string | undefined {
  const plain = typed
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s\p{Pd}\u2212._]/gu, '');
  const code = plain.replaceAll('O', '0').replace(/[IL]/g, '1');
  return CODE.test(code) ? code : undefined;
}

/** How a certificate names the address of its check in its metadata, which stand in the clear in every PDF/A. */
const IN_FILE = /\/verify\/([0-9A-HJKMNP-TV-Z]{5}-?[0-9A-HJKMNP-TV-Z]{5})(?![0-9A-Za-z-])/;

/** The code in a PDF, when it can be seen without taking the file apart. */
export function codeInFile(bytes: Buffer): string | undefined {
  if (!bytes.subarray(0, 1024).includes('%PDF-')) return undefined;
  const found = IN_FILE.exec(bytes.toString('latin1'))?.[1];
  return found === undefined ? undefined : codeFrom(found);
}

/** What the public may know of a certificate: its state, and what stands on it. */
export async function verifiedOf(
  context: ApiContext,
  certificate: CertificateRecord,
  lang: Language,
): Promise<Verified> {
  const facts = await factsOf(context, certificate, lang);
  if (certificate.status === 'valid') return { state: 'valid', facts };
  const paper = (await statusPaperOf(context, certificate)) ?? {
    number: certificate.statusPaper ?? '–',
    date: await changedOn(context, certificate),
  };
  return { state: certificate.status, facts, paper };
}

async function factsOf({ store }: ApiContext, certificate: CertificateRecord, lang: Language): Promise<VerifiedFacts> {
  const { nominee, awardName, unitName } = certificate.snapshot;
  const decision = await store.decisions.need(certificate.decision);
  const authority = decision.authority === undefined ? undefined : await store.authorities.get(decision.authority);
  const post = nominee.kind === 'person' ? nominee.post : nominee.kind === 'household' ? nominee.residence : undefined;
  const unit = nominee.kind === 'person' ? nominee.unitName : nominee.kind === 'collective' ? unitName : undefined;
  return {
    name: nominee.name,
    ...(post === undefined ? {} : { post }),
    ...(unit === undefined || unit === nominee.name ? {} : { unit }),
    award: awardName[lang],
    authority: authority?.title ?? decision.signerPost,
    decision: decision.number,
    date: decision.date,
    goldBook: String(certificate.goldBookNumber),
  };
}

async function changedOn({ store }: ApiContext, certificate: CertificateRecord): Promise<string> {
  const trail = await store.audit.trail(certificate._id);
  return dayOf(trail.at(-1)?.at ?? certificate.issuedAt);
}
