import { has } from '../../../domain/roles';
import { dayOf } from '../../../domain/time';
import { writeWorkbook } from '../../../platform/spreadsheets/write';
import type { NominationRecord, Paper } from '../../../platform/store';
import { paperName, fileName } from '../../../templates/documents/file-names';
import { columnsFor } from '../../../templates/sheets/nominations';
import { row } from '../../../templates/sheets/sheet';
import { trailSheet } from '../../../templates/sheets/trail';
import { chainText, packNotes, rulesText } from '../../../templates/documents/pack-texts';
import type { ApiContext, Caller } from '../../context';
import { cellsOf, paperColumns } from '../nominations/workbook/layout';
import { nominationCase, nominationTrail } from '../nominations/reads';
import { councilShares } from '../proposals/council-shares';
import { defined, isWithin } from '../shared';
import { handoversOf } from './handovers';
import { onPaper, stored, storedWith, textFile, type Piece } from './piece';

interface Asked {
  readonly caller: Caller;
  readonly id: string;
}

/** Everything on record about one nomination that the caller may see. @throws Problem FORBIDDEN, NOT_FOUND */
export async function piecesOfNomination(
  context: ApiContext,
  asked: Asked & { readonly packOf?: string },
): Promise<{ readonly record: NominationRecord; readonly pieces: readonly Piece[] }> {
  const { store } = context;
  const { record, decision, certificate } = await nominationCase(context, asked);
  const proposal = record.unitProposal === undefined ? undefined : await store.unitProposals.get(record.unitProposal);
  const unit = (await store.units.get(record.unit))?.name ?? record.unit;
  const pieces: Piece[] = [];
  if (proposal) {
    const { number, date, papers } = proposal;
    pieces.push({
      name: fileName('unitProposal'),
      number,
      date,
      author: unit,
      ...(papers.length === 0 ? onPaper : {}),
    });
    for (const paper of papers) pieces.push(await ofPaper(context, paper, unit));
  }
  pieces.push({ name: fileName('dossier'), author: unit, ...(await contentOf(context, record)) });
  for (const paper of record.dossier.papers) pieces.push(await ofPaper(context, paper, unit));
  pieces.push(...(await minutesOf(context, asked.caller, record)));
  if (decision) {
    const of = { number: decision.number, date: decision.date, author: decision.signerPost };
    const there = { decision: decision._id, packOf: asked.packOf };
    const drawn = decision.documents?.decision?.file;
    pieces.push({ ...of, name: fileName('decision'), ...(await storedWith(context, there, drawn)) });
    const signed = decision.signed?.at(-1)?.file ?? decision.file;
    if (signed !== undefined)
      pieces.push({ ...of, name: fileName('signedDecision'), ...(await storedWith(context, there, signed)) });
  }
  if (certificate) {
    pieces.push({
      name: fileName('certificates'),
      number: certificate.number,
      ...(await stored(context, certificate.document?.file)),
    });
    pieces.push(...(await handoversOf(context, asked.caller, [certificate], asked.packOf)));
  }
  pieces.push(await rulesOf(context, record));
  pieces.push({ name: fileName('trail'), ...(await trailOf(context, asked)) });
  pieces.push({ name: fileName('chainCheck'), ...(await checkOf(context, asked.id)) });
  return { record, pieces };
}

async function ofPaper(context: ApiContext, paper: Paper, unit: string): Promise<Piece> {
  const { title, number, date, signer, attachment } = paper;
  const file = attachment === undefined ? onPaper : await stored(context, attachment);
  return {
    name: title,
    author: signer === undefined ? unit : `${signer}, ${unit}`,
    ...defined({ number, date }),
    ...file,
  };
}

/** The dossier as its unit wrote it, by the headings of the workbook. */
async function contentOf(context: ApiContext, { dossier }: NominationRecord): Promise<Partial<Piece>> {
  const names = await context.store.files.aboutMany(dossier.papers.flatMap(({ attachment }) => attachment ?? []));
  const cells = cellsOf(context, dossier, (id) => names.get(id)?.name);
  const columns = columnsFor(dossier.nominee.kind, paperColumns(context.pack));
  const rows = columns.flatMap(([column, heading]) => {
    const text = cells[column] ?? '';
    return text === '' ? [] : [row('body', heading, text)];
  });
  const sheet = { name: packNotes.dossier, widths: [36, 90], stickyRows: 0, rows };
  return { ending: 'xlsx', bytes: await writeWorkbook(sheet) };
}

/** Minutes of the councils that have decided, for whoever may read sessions, and of his own level. */
async function minutesOf(context: ApiContext, caller: Caller, record: NominationRecord): Promise<readonly Piece[]> {
  const { store } = context;
  if (!has(caller, 'readSessions')) return [];
  const pieces: Piece[] = [];
  for (const level of ['unit', 'province'] as const) {
    const share = (await councilShares(store, level, [record])).get(record._id);
    const session = share && (await store.sessions.get(share.session));
    if (!session || !(await isWithin(context, caller, session.unit))) continue;
    const minutes = (session.papers ?? []).filter(({ paper }) => paper !== 'namedBallot');
    for (const { paper, format, file } of minutes) {
      const name = paperName({ paper, format }, session).replace(/\.[a-z]+$/, '');
      pieces.push({ name, author: share.council, date: dayOf(share.closedAt), ...(await stored(context, file)) });
    }
  }
  return pieces;
}

/** The rules that its levels took it in under, in words; before that those of today. */
async function rulesOf({ rules, clock }: ApiContext, { pinned = {} }: NominationRecord): Promise<Piece> {
  const ids = [...new Set(Object.values(pinned))];
  const sets = ids.length === 0 ? [await rules.on(dayOf(clock.now()))] : [];
  for (const id of ids) sets.push(await rules.pinned(id));
  return { name: fileName('rules'), ...textFile(rulesText(sets)) };
}

async function trailOf(context: ApiContext, asked: Asked): Promise<Partial<Piece>> {
  const trail = await nominationTrail(context, asked);
  const lines = trail.map(({ entry: { seq, at, actor, type, hash }, note }) => ({
    ...{ seq, at, actor, type, hash },
    ...defined({ reason: note?.reason, citation: note?.citation }),
  }));
  return { ending: 'xlsx', bytes: await writeWorkbook(trailSheet(lines)) };
}

/** Whether the chain of the trail is whole, with its last hash. */
export async function checkOf({ store }: ApiContext, entity: string): Promise<Partial<Piece>> {
  return textFile(chainText(entity, await store.audit.verifyChain(entity)));
}
