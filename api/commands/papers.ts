import { Problem } from '../../domain/errors';
import { campaignEntity } from '../../domain/ids';
import type { Instant } from '../../domain/time';
import type { NominationRecord, Paper } from '../../platform/store';
import type { StoredFile } from '../../platform/store/files';
import type { Right } from '../../domain/roles';
import { refused } from '../../templates/words';
import type { ApiContext, Caller } from '../context';
import type { FieldProblem } from '../schemas/parse';
import { invalid } from '../schemas/parse';
import { mustBeOurs, needCampaign } from './campaigns/need';
import { decision } from './issued/issued';
import { opensScans } from './issued/scan';
import { emptyFile, mustBeSafePdf } from './safe-pdf';
import { mustBeSafeZip } from './safe-zip';
import { isWithin, mustBeWithin, mustHave } from './shared';

/** What a file can be attached to. */
export type Attachable =
  | 'nominations'
  | 'dockets'
  | 'proposals'
  | 'sessions'
  | 'cases'
  | 'initiative-submissions'
  | 'initiative-minutes'
  | 'blocks'
  | 'campaigns'
  | 'decisions';

/** With a decision lie the scans of what was signed when its certificates were handed over. */
export const rightToAttach = (to: Attachable): Right => (to === 'decisions' ? 'handOver' : 'attach');

/** The chain in which the trail of something stands. */
const entityOf = (to: Attachable, id: string): string => (to === 'campaigns' ? campaignEntity(id) : id);

/** Under what the files of something are kept: the minutes of a council apart from the papers that it was given. */
export const placeOf = (to: Attachable, id: string): string =>
  to === 'initiative-minutes' ? `${id}/minutes` : entityOf(to, id);

export interface Attached {
  readonly id: string;
  readonly name: string;
  readonly type: string;
  readonly bytes: number;
  readonly sha256: string;
}

export const MOST_BYTES = 20 * 1024 * 1024;
/** Files that lie beside one nomination, docket, session, proposal or case. */
export const MOST_FILES = 200;

const tooMany = refused('upload.full', { most: MOST_FILES });

const MB = 1024 * 1024;

/** A file that has more bytes than are kept of one; `together` where several may come at once. */
export const fileTooLarge = (detail: string, together?: number): Problem =>
  new Problem('TOO_LARGE', detail, {
    sentence:
      together === undefined
        ? refused('upload.large', { most: MOST_BYTES / MB })
        : refused('upload.largeTogether', { most: MOST_BYTES / MB, together: together / MB }),
  });

/**
 * Stores a file beside a nomination, docket, proposal, session or case; papers then name it. The same file again is the same one.
 * What it is, its first bytes say: its name and the sender's word are not believed. A PDF is taken apart before it is kept: one with
 * scripts, files inside, a password, or made to stop a reader is not taken.
 * @throws Problem FORBIDDEN, NOT_FOUND, VALIDATION, TOO_LARGE, UNSUPPORTED_TYPE, STORE_BUSY
 */
export async function attach(
  context: ApiContext,
  request: {
    readonly caller: Caller;
    readonly to: Attachable;
    readonly id: string;
    readonly name: string;
    readonly bytes: Buffer;
  },
): Promise<Attached> {
  const { caller, to, id, bytes } = request;
  mustHave(caller, rightToAttach(to));
  await mustSee(context, caller, to, id);
  if (to === 'nominations') await mustNotBeSecret(context, id);
  if (to === 'campaigns') await mustBeOurs(context, caller, id);
  const file = await takeable(context, request);
  if (to === 'campaigns' && file.type !== PDF) throw invalid({ field: 'file', ...noScan });
  const place = placeOf(to, id);
  if ((await context.store.files.countOf(place)) >= MOST_FILES) throw invalid({ field: 'file', ...tooMany });
  const now = context.clock.now();
  const stored = await stow(context, place, file, now);
  await context.store.audit.append([attachedTrail(entityOf(to, id), stored, caller, now)]);
  return { id: stored.id, name: file.name, type: file.type, bytes: bytes.length, sha256: stored.sha256 };
}

/** A file that has been looked at and may be kept. */
export interface Takeable {
  readonly name: string;
  readonly type: string;
  readonly bytes: Buffer;
}

/**
 * What a file is and how it will be called, if it is taken at all; nothing is stored.
 * @throws Problem VALIDATION, TOO_LARGE, UNSUPPORTED_TYPE, STORE_BUSY
 */
export async function takeable(
  context: Pick<ApiContext, 'pdfs'>,
  { name, bytes }: { readonly name: string; readonly bytes: Buffer },
): Promise<Takeable> {
  if (bytes.length > MOST_BYTES) throw fileTooLarge(`${bytes.length} bytes`);
  if (bytes.length === 0) throw emptyFile();
  const kind = kindOf(bytes);
  if (!kind)
    throw new Problem('UNSUPPORTED_TYPE', 'none of the kinds that are taken', {
      accepted: kinds.map((k) => k.type),
      sentence: refused('upload.kinds'),
    });
  if (kind.type === PDF) await mustBeSafePdf(context, bytes);
  if (kind.zip === true) mustBeSafeZip(bytes);
  return { name: nameOf(name, kind.ending), type: kind.type, bytes };
}

const noScan = refused('campaign.documentIsPdf');

/** Stores a file beside something; the same file again is the same one. */
export const stow = (
  { store }: Pick<ApiContext, 'store'>,
  entity: string,
  { name, type, bytes }: Takeable,
  now: Instant,
): Promise<Omit<StoredFile, 'bytes'>> => store.files.put(name, bytes, { entity, type }, now);

/** Secrets of the State come on paper alone (Decree 152/2025 art. 42(3)). @throws Problem VALIDATION */
async function mustNotBeSecret({ store }: ApiContext, id: string): Promise<void> {
  const { dossier } = await store.nominations.need(id);
  if (dossier.secretContent === true) throw invalid({ field: 'file', ...secret });
}

export const secret = refused('upload.secret');

/** What the trail says of a file that was attached. */
export const attachedTrail = (entity: string, file: Omit<StoredFile, 'bytes'>, caller: Caller, at: Instant) => ({
  entity,
  key: `file/${file.id}`,
  at,
  actor: caller.actor,
  type: 'fileAttached',
  data: { file: file.id, sha256: file.sha256 },
});

/** A file that was attached there. @throws Problem NOT_FOUND */
export async function attachment(
  context: ApiContext,
  request: { readonly caller: Caller; readonly to: Attachable; readonly id: string; readonly file: string },
): Promise<StoredFile & { readonly type: string }> {
  const { caller, to, id, file } = request;
  await mustSee(context, caller, to, id);
  const stored = await context.store.files.get(file);
  if (stored?.metadata['entity'] !== placeOf(to, id)) throw new Problem('NOT_FOUND', `no file ${file} at ${id}`);
  if (to === 'decisions' && !(await opensScans(context, caller, id))(file))
    throw new Problem('NOT_FOUND', `a scan with others than the caller's`);
  return { ...stored, type: stored.metadata['type'] ?? 'application/octet-stream' };
}

/**
 * Takes a file off a draft: out of its papers, and out of the store where no version that was sent names it. Whatever was attached by
 * mistake, secret content above all, is gone then; that it was there stays in the trail.
 * @throws Problem FORBIDDEN, NOT_FOUND, STATE_CHANGED, ACTION_NOT_ALLOWED once the draft was sent
 */
export async function detach(
  context: ApiContext,
  request: { readonly caller: Caller; readonly id: string; readonly file: string; readonly expects: number },
): Promise<NominationRecord> {
  const { caller, id, file, expects } = request;
  const { store } = context;
  mustHave(caller, 'writeDrafts');
  await mustSee(context, caller, 'nominations', id);
  const stored = await store.files.about(file);
  if (stored?.metadata['entity'] !== id) throw new Problem('NOT_FOUND', `no file ${file} at ${id}`);
  const before = await store.nominations.need(id);
  const papers = before.dossier.papers.filter((paper) => paper.attachment !== file);
  const now = context.clock.now();
  const record = await store.nominations.editDraft(
    id,
    expects,
    { ...before.dossier, papers },
    { actor: caller.actor, now },
  );
  if ((await store.dossiers.ofNomination(id)).length === 0) await store.files.remove(file);
  const data = { file, sha256: stored.sha256 };
  await store.audit.append([
    {
      entity: id,
      key: `file/${file}/removed/${record.version}`,
      at: now,
      actor: caller.actor,
      type: 'fileRemoved',
      data,
    },
  ]);
  return record;
}

/** @throws Problem NOT_FOUND when it is not there, or not for this caller */
async function mustSee(context: ApiContext, caller: Caller, to: Attachable, id: string): Promise<void> {
  const { store } = context;
  if (to === 'nominations') return mustBeWithin(context, caller, (await store.nominations.need(id)).unit);
  if (to === 'proposals') {
    mustHave(caller, 'readProposals');
    return mustBeWithin(context, caller, (await store.proposals.need(id)).unit);
  }
  if (to === 'cases') {
    mustHave(caller, 'readCases');
    return mustBeWithin(context, caller, (await store.cases.need(id)).unit);
  }
  if (to === 'sessions') {
    mustHave(caller, 'readSessions');
    return mustBeWithin(context, caller, (await store.sessions.need(id)).unit);
  }
  if (to === 'initiative-submissions' || to === 'initiative-minutes') {
    // minutes tell how the council has voted, on other initiatives too
    mustHave(caller, to === 'initiative-minutes' ? 'readSessions' : 'readNominations');
    return mustBeWithin(context, caller, (await store.initiatives.need(id)).unit);
  }
  // what is attached beside a block is the paper on which it has ranked its members: the province's to keep
  if (to === 'blocks') {
    if (caller.unit !== undefined || (await store.units.get(id))?.kind !== 'block')
      throw new Problem('NOT_FOUND', `no block ${id}`);
    return;
  }
  // the document that launches a campaign is for whoever sees it
  if (to === 'campaigns') {
    await needCampaign(context, caller, id);
    return;
  }
  if (to === 'decisions') {
    await decision(context, { caller, id });
    return;
  }
  const docket = await store.dockets.get(id);
  if (!docket || !(await isWithin(context, caller, docket.unit))) throw new Problem('NOT_FOUND', `no docket ${id}`);
}

/** Whether the files that papers name were attached to one of these. @throws Problem VALIDATION with a field a paper */
export async function mustHaveFiles(
  { store }: ApiContext,
  entities: readonly (string | undefined)[],
  papers: readonly Paper[],
  under: string,
): Promise<void> {
  const missing: FieldProblem[] = [];
  for (const [i, { attachment: file }] of papers.entries()) {
    if (file === undefined) continue;
    const about = await store.files.about(file);
    if (about && entities.includes(about.metadata['entity'])) continue;
    missing.push({ field: `${under}.${i}.attachment`, ...refused('upload.noFile') });
  }
  if (missing.length > 0) throw invalid(...missing);
}

interface Kind {
  readonly type: string;
  readonly ending: string;
  readonly zip?: true;
  readonly fits: (bytes: Buffer) => boolean;
}
const starts =
  (...signature: readonly number[]) =>
  (bytes: Buffer): boolean =>
    bytes.subarray(0, signature.length).equals(Buffer.from(signature));
/** Office files are ZIP archives; the part that every document of its kind has tells which. */
const zipWith =
  (part: string) =>
  (bytes: Buffer): boolean =>
    starts(0x50, 0x4b, 0x03, 0x04)(bytes) && bytes.includes('[Content_Types].xml') && bytes.includes(part);
const office = 'application/vnd.openxmlformats-officedocument';

export const PDF = 'application/pdf';

/** Kinds of files that are taken. */
const kinds: readonly Kind[] = [
  { type: PDF, ending: 'pdf', fits: starts(0x25, 0x50, 0x44, 0x46, 0x2d) },
  { type: `${office}.wordprocessingml.document`, ending: 'docx', zip: true, fits: zipWith('word/document.xml') },
  { type: `${office}.spreadsheetml.sheet`, ending: 'xlsx', zip: true, fits: zipWith('xl/workbook.xml') },
  { type: 'image/jpeg', ending: 'jpg', fits: starts(0xff, 0xd8, 0xff) },
  { type: 'image/png', ending: 'png', fits: starts(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a) },
];
const kindOf = (bytes: Buffer): Kind | undefined => kinds.find((kind) => kind.fits(bytes));

/** A name for people: without folders and control characters, with the ending of what the file is. */
export function nameOf(given: string, ending: string): string {
  const last = given.normalize('NFC').split(/[\\/]/).pop() ?? '';
  const stem = last
    .replace(/[\p{Cc}\p{Cf}\p{Cs}"<>:|?*]/gu, '')
    .replace(/\.[^.]{1,5}$/, '')
    .trim();
  return `${stem.slice(0, 120) || 'tep'}.${ending}`;
}
