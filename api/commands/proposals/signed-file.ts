import { Problem } from '../../../domain/errors';
import type { Text } from '../../../domain/award';
import type { Expected } from '../../../domain/signed/compare';
import { notices, sayDifference, sayOfSignatures, saySignature, type SignedFinding } from '../../../domain/signed/say';
import type { PdfSignature } from '../../../domain/signed/signature';
import type { DecisionRecord, NominationRecord, ProposalRecord } from '../../../platform/store';
import { signedFileOf } from '../../../platform/store/decisions';
import type { StoredFile } from '../../../platform/store/files';
import { nomineeInList } from '../../../templates/documents/nominee';
import type { ApiContext, Caller } from '../../context';
import { invalid } from '../../schemas/parse';
import { PDF } from '../papers';
import { needProposal } from './access';
import { readPdf } from '../safe-pdf';
import { defined, mustBeOfLevel, mustHave } from '../shared';

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

/** What is said of a signed paper, as far as it is known. */
type Said = Partial<Pick<DecisionRecord, 'number' | 'date' | 'signer'>>;

interface Asked {
  readonly caller: Caller;
  readonly id: string;
}

/**
 * Reads a file that is attached to a proposal as if it were the signed paper: before it is recorded, with what is about to be said
 * of it. Saves nothing. @throws Problem FORBIDDEN, NOT_FOUND, VALIDATION, STORE_BUSY
 */
export async function attachedReading(
  context: ApiContext,
  { caller, id, file, said }: Asked & { readonly file: string; readonly said: Said },
): Promise<SignedReading> {
  const proposal = await needProposal(context, caller, id);
  const recorded = proposal.decision === undefined ? undefined : await context.store.decisions.get(proposal.decision);
  return reading(context, proposal, await attached(context, id, file), { ...recorded, ...said });
}

/** The reading of the signed file of a decision. @throws Problem FORBIDDEN, NOT_FOUND also when there is none, STORE_BUSY */
export async function signedReading(context: ApiContext, { caller, id }: Asked): Promise<SignedReading> {
  const { decision, proposal } = await decisionOf(context, caller, id);
  const file = signedFileOf(decision);
  if (file === undefined) throw new Problem('NOT_FOUND', `decision ${id} has no signed file yet`);
  return reading(context, proposal, await attached(context, proposal._id, file), decision);
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
  const { decision, proposal } = await decisionOf(context, caller, id);
  await mustBeOfLevel(context, caller, proposal.unit);
  const read = await reading(context, proposal, await attached(context, proposal._id, file), decision);
  mustBeConfirmed(read, confirmed);
  const at = clock.now();
  const added = { file, at, by: caller.actor, ...defined({ reason: confirmed }) };
  const key = `signedFile/${id}/${(decision.signed?.length ?? 0) + 1}`;
  const trail = { entity: proposal._id, key, at, actor: caller.actor, type: 'signedFileRecorded' };
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
    proposal,
    file,
    of,
    confirmed,
    decision,
  }: {
    readonly caller: Caller;
    readonly proposal: ProposalRecord;
    readonly file: string;
    readonly of: Required<Said>;
    readonly confirmed: string | undefined;
    readonly decision: string;
  },
): Promise<SignedReading> {
  const read = await reading(context, proposal, await attached(context, proposal._id, file), of);
  mustBeConfirmed(read, confirmed);
  const trail = { entity: proposal._id, key: `signedFile/${decision}`, at: context.clock.now(), actor: caller.actor };
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
  proposal: ProposalRecord,
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
  const read = await readPdf(context, bytes, await expectedOf(context, proposal, said));
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

const wrongKind: Text = {
  vi: 'Văn bản đã ký phải là tệp PDF, hoặc ảnh quét JPG, PNG.',
  en: 'A signed paper must be a PDF, or a scan as JPG or PNG.',
};

/** What the paper should say: by its draft, and by what is recorded of it. */
async function expectedOf({ store }: ApiContext, proposal: ProposalRecord, said: Said): Promise<Expected> {
  const out = new Set([
    ...proposal.leftOut.map(({ nomination }) => nomination),
    ...(proposal.answer?.struckOut ?? []).map(({ nomination }) => nomination),
  ]);
  const ids = proposal.lines.map(({ nomination }) => nomination);
  const nominations = await store.nominations.many(ids);
  const units = await store.units.many([...new Set([...nominations.values()].map(({ unit }) => unit))]);
  const named = ({ unit, dossier: { nominee } }: NominationRecord) => ({
    name: nominee.name,
    detail: nomineeInList(nominee, units.get(unit)?.name).detail,
  });
  const of = (kept: boolean) =>
    ids
      .filter((id) => out.has(id) !== kept)
      .flatMap((id) => (nominations.has(id) ? [named(nominations.get(id)!)] : []));
  const { number, date, signer } = said;
  return {
    ...defined({ number, date, signer }),
    names: of(true),
    struckOut: of(false).map(({ name }) => name),
  };
}

/** @throws Problem VALIDATION when the file was not attached to that proposal */
async function attached({ store }: ApiContext, proposal: string, file: string): Promise<StoredFile> {
  const stored = await store.files.get(file);
  if (stored?.metadata['entity'] === proposal) return stored;
  throw invalid({
    field: 'file',
    vi: 'Không tìm thấy tệp này trong tờ trình; đề nghị tải tệp lên trước.',
    en: 'There is no such file at the proposal; upload it first.',
  });
}

async function decisionOf(
  context: ApiContext,
  caller: Caller,
  id: string,
): Promise<{ readonly decision: DecisionRecord; readonly proposal: ProposalRecord }> {
  mustHave(caller, 'readProposals');
  const decision = await context.store.decisions.need(id);
  if (decision.proposal === undefined) throw new Problem('NOT_FOUND', `decision ${id} was signed elsewhere`);
  return { decision, proposal: await needProposal(context, caller, decision.proposal) };
}
