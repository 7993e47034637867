import { Problem } from '../../../domain/errors';
import type { Text } from '../../../domain/award';
import { notices, sayDifference, sayOfSignatures, saySignature, type SignedFinding } from '../../../domain/signed/say';
import type { PdfSignature } from '../../../domain/signed/signature';
import { signedFileOf } from '../../../platform/store/decisions';
import type { StoredFile } from '../../../platform/store/files';
import { refused } from '../../../templates/words';
import type { ApiContext, Caller } from '../../context';
import { invalid } from '../../schemas/parse';
import { PDF } from '../papers';
import { readPdf } from '../safe-pdf';
import { defined, mustBeOfLevel, mustHave } from '../shared';
import { matterAt, matterOf, type Said, type Signable, type SignedMatter } from './signed-matter';

/** What a signed file says, beside what it should say. */
export interface SignedReading {
  readonly file: string;
  readonly name: string;
  readonly sha256: string;
  readonly bytes: number;
  readonly pages?: number;
  readonly signatures: readonly (PdfSignature & { readonly say: Text })[];
  /** Fields for signatures that are still empty. */
  readonly unsigned: number;
  readonly findings: readonly SignedFinding[];
  /** Whether recording it takes a reason. */
  readonly needsReason: boolean;
  readonly notices: readonly Text[];
}

interface Asked {
  readonly caller: Caller;
  readonly id: string;
}

/**
 * Reads a file that is attached to a proposal or to a case as if it were the signed paper: before it is recorded, with what is about
 * to be said of it. Saves nothing. @throws Problem FORBIDDEN, NOT_FOUND, VALIDATION, STORE_BUSY
 */
export async function attachedReading(
  context: ApiContext,
  { caller, of, id, file, said }: Asked & { readonly of: Signable; readonly file: string; readonly said: Said },
): Promise<SignedReading> {
  const matter = await matterAt(context, caller, of, id);
  const recorded = matter.decision === undefined ? undefined : await context.store.decisions.get(matter.decision);
  return reading(context, matter, await attached(context, id, file), { ...recorded, ...said });
}

/** The reading of the signed file of a decision. @throws Problem FORBIDDEN, NOT_FOUND also when there is none, STORE_BUSY */
export async function signedReading(context: ApiContext, { caller, id }: Asked): Promise<SignedReading> {
  const { decision, matter } = await matterOf(context, caller, id);
  const file = signedFileOf(decision);
  if (file === undefined) throw new Problem('NOT_FOUND', `decision ${id} has no signed file yet`);
  return reading(context, matter, await attached(context, matter.entity, file), decision);
}

/**
 * Records a file of a signed paper whose number is recorded already: the first one, or the right one in place of another. What was
 * there before stays in the records. Twice is once.
 * @throws Problem FORBIDDEN, NOT_FOUND, VALIDATION, SIGNED_FILE_DIFFERS, STORE_BUSY
 */
export async function recordSignedFile(
  context: ApiContext,
  { caller, id, file, confirmed }: Asked & { readonly file: string; readonly confirmed?: string },
): Promise<SignedReading> {
  mustHave(caller, 'recordDecisions');
  const { store, clock } = context;
  const { decision, matter } = await matterOf(context, caller, id);
  await mustBeOfLevel(context, caller, matter.unit);
  const read = await reading(context, matter, await attached(context, matter.entity, file), decision);
  mustBeConfirmed(read, confirmed);
  const at = clock.now();
  const added = { file, at, by: caller.actor, ...defined({ reason: confirmed }) };
  const key = `signedFile/${id}/${(decision.signed?.length ?? 0) + 1}`;
  const trail = { entity: matter.entity, key, at, actor: caller.actor, type: 'signedFileRecorded' };
  await store.decisions.addSigned(id, added, { ...trail, data: { decision: id, ...summaryOf(read, confirmed) } });
  return read;
}

/**
 * The file that is recorded together with number and date: one that differs takes a reason. What was read goes into the trail.
 * @throws Problem VALIDATION, SIGNED_FILE_DIFFERS, STORE_BUSY
 */
export async function fittingFile(
  context: ApiContext,
  {
    caller,
    matter,
    file,
    of,
    confirmed,
    decision,
  }: {
    readonly caller: Caller;
    readonly matter: SignedMatter;
    readonly file: string;
    readonly of: Said;
    readonly confirmed: string | undefined;
    readonly decision: string;
  },
): Promise<SignedReading> {
  const read = await reading(context, matter, await attached(context, matter.entity, file), of);
  mustBeConfirmed(read, confirmed);
  const trail = { entity: matter.entity, key: `signedFile/${decision}`, at: context.clock.now(), actor: caller.actor };
  const data = { decision, ...summaryOf(read, confirmed) };
  await context.store.audit.append([{ ...trail, type: 'signedFileRead', data }]);
  return read;
}

/** @throws Problem SIGNED_FILE_DIFFERS with what differs */
function mustBeConfirmed({ needsReason, findings }: SignedReading, confirmed: string | undefined): void {
  if (!needsReason || confirmed !== undefined) return;
  throw new Problem('SIGNED_FILE_DIFFERS', findings.map(({ code }) => code).join(', '), { findings });
}

/** For the trail: codes and counts, the names stay in the file. */
const summaryOf = ({ file, sha256, signatures, findings }: SignedReading, confirmed: string | undefined) => ({
  file,
  sha256,
  signatures: signatures.length,
  intact: signatures.filter(({ state }) => state === 'intact').length,
  findings: [...new Set(findings.map(({ code }) => code))],
  ...defined({ reason: confirmed }),
});

async function reading(
  context: ApiContext,
  matter: SignedMatter,
  { id: file, name, sha256, bytes, metadata }: StoredFile,
  said: Said,
): Promise<SignedReading> {
  const head = { file, name, sha256, bytes: bytes.length };
  const none = { signatures: [], unsigned: 0, notices: [notices.never] };
  const type = metadata['type'] ?? '';
  if (type.startsWith('image/')) {
    const findings = [sayDifference({ code: 'noText', weight: 'look' })];
    return { ...head, ...none, findings, needsReason: false };
  }
  if (type !== PDF) throw invalid({ field: 'file', ...wrongKind });
  const read = await readPdf(context, bytes, await matter.expected(said));
  if ('unread' in read) {
    return { ...head, ...none, findings: [{ code: 'unread', weight: 'ask', say: read.unread }], needsReason: true };
  }
  const { pages, signatures, added = 0, unsigned, differences } = read;
  const findings = [...sayOfSignatures(signatures, added), ...differences.map(sayDifference)];
  const checked = signatures.some(({ trust }) => trust !== 'notChecked');
  return {
    ...head,
    pages,
    signatures: signatures.map((signature) => ({ ...signature, say: saySignature(signature, read.bytes) })),
    unsigned,
    findings,
    needsReason: findings.some(({ weight }) => weight === 'ask'),
    notices: [notices.never, ...(signatures.length === 0 ? [] : [checked ? notices.checked : notices.notChecked])],
  };
}

const wrongKind: Text = refused('proposal.notSignedFile');

/** @throws Problem VALIDATION when the file was not attached there */
async function attached({ store }: ApiContext, entity: string, file: string): Promise<StoredFile> {
  const stored = await store.files.get(file);
  if (stored?.metadata['entity'] === entity) return stored;
  throw invalid({ field: 'file', ...refused('proposal.noSignedFile') });
}
