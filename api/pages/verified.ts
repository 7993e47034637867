import { correctionsBy, successors } from '../../domain/case/life';
import { Problem } from '../../domain/errors';
import { withoutHidden } from '../../domain/words';
import type { CertificateRecord, Language } from '../../platform/store';
import type { Verified, VerifiedFacts, VerifiedPaper, VerifiedSuccessor } from '../../templates/pages';
import type { ApiContext } from '../context';

/** Letters of a code as it is printed: Crockford's base 32, ten of them. */
const CODE = /^[0-9A-HJKMNP-TV-Z]{10}$/;

/**
 * A code as people type it: in lower case, with spaces or dashes anywhere, with the letters that look like digits. Undefined
 * when it can be no code of ours.
 */
export function codeFrom(typed: string): string | undefined {
  const plain = withoutHidden(typed)
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

/** What the public may know of a certificate: its state, what stands on it, and what stands in its place. */
export async function verifiedOf(
  context: ApiContext,
  certificate: CertificateRecord,
  lang: Language,
): Promise<Verified> {
  const facts = await factsOf(context, certificate, lang);
  const { status: state } = certificate;
  if (state === 'valid') return { state, facts };
  const paper = await paperOf(context, certificate.statusPaper);
  if (state === 'revoked') return { state, facts, paper };
  if (state === 'corrected') return { state, facts, paper, corrections: await correctionsOf(context, certificate) };
  return { state, facts, paper, now: await successorOf(context, certificate) };
}

/** A paper of the register. @throws Problem INTEGRITY: a state without a paper is a fault of the records */
async function paperOf({ store }: ApiContext, id: string | undefined): Promise<VerifiedPaper> {
  const found = id === undefined ? undefined : await store.decisions.get(id);
  if (!found) throw new Problem('INTEGRITY', `no paper ${id ?? ''}`);
  return { number: found.number, date: found.date };
}

const correctionsOf = (context: ApiContext, { entries = [] }: CertificateRecord) =>
  Promise.all(
    correctionsBy(entries).map(async ({ entry, field, printed, correct }) => ({
      field,
      printed,
      correct,
      ...(await paperOf(context, entry.paper)),
    })),
  );

/** The end of the chain: what came in the place of a replaced one, and what became of that. */
async function successorOf(context: ApiContext, certificate: CertificateRecord): Promise<VerifiedSuccessor> {
  const last = (await successors(certificate, (id) => context.store.certificates.get(id))).at(-1);
  if (!last || last.status === 'replaced') throw new Problem('INTEGRITY', `${certificate._id} has no successor`);
  const { number: decision, date } = await paperOf(context, last.decision);
  const now = { decision, date, goldBook: String(last.goldBookNumber) };
  if (last.status === 'valid') return { state: last.status, ...now };
  return { state: last.status, ...now, paper: await paperOf(context, last.statusPaper) };
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
