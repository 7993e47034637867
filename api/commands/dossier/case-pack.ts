import type { NoteRecord } from '../../../platform/store';
import { signedFileOf } from '../../../platform/store/decisions';
import { holderOf } from '../../../platform/holders';
import { trailOf as ledgerOf } from '../../../platform/store/ledger';
import { writeWorkbook } from '../../../platform/spreadsheets/write';
import { onDay } from '../../../templates/format';
import { fieldLabel, groundLabel, say } from '../../../templates/words';
import { trailSheet } from '../../../templates/sheets/trail';
import { fileName, signedName } from '../../../templates/documents/file-names';
import { caseText, packSubject } from '../../../templates/documents/pack-texts';
import type { ApiContext, Caller } from '../../context';
import { caseTrail, shownCase, type ShownCase } from '../issued/cases';
import type { PaperFile } from '../office/papers';
import { defined } from '../shared';
import { packed, zipped } from './pack';
import { onPaper, stored, textFile, type Piece } from './piece';
import { checkOf } from './pieces';

interface Asked {
  readonly caller: Caller;
  readonly id: string;
}

/**
 * Hồ sơ trọn bộ of a case: what was asked and why, its papers, the draft, the paper that settled it as it was rendered and as it was
 * signed, the certificate and what came in its place, its trail, and the checks of its chain and of that of the award.
 * @throws Problem FORBIDDEN, NOT_FOUND, TOO_LARGE, FACTS_MISSING, NOT_PRINTABLE
 */
export async function casePack(context: ApiContext, asked: Asked): Promise<PaperFile> {
  const shown = await shownCase(context, asked);
  const { record } = shown;
  const award = context.catalogue.find((a) => a.code === record.awardCode)?.name.vi ?? record.awardCode;
  const kind = say('vi', `issuedPages.kind.${record.kind}`);
  const { name } = await holderOf(context.store, record);
  const entries = await packed(context, asked, {
    subject: packSubject.case(record._id, kind, name),
    detail: packSubject.given(award, shown.entry.decisionNumber),
    status: say('vi', `issuedPages.caseStatus.${record.status}`),
    pieces: await piecesOf(context, asked.caller, shown),
  });
  return { name: `${fileName('wholeFile', record._id)}.zip`, bytes: zipped(entries) };
}

async function piecesOf(
  context: ApiContext,
  caller: Caller,
  { record, notes, decision, entry }: ShownCase,
): Promise<readonly Piece[]> {
  const { store } = context;
  const [certificate, issued, given] = await Promise.all([
    store.certificates.get(record.award),
    record.issued === undefined ? undefined : store.certificates.get(record.issued),
    entry.decision === undefined ? undefined : store.decisions.get(entry.decision),
  ]);
  const pieces: Piece[] = [{ name: fileName('caseContent'), ...aboutCase({ record, notes, entry }) }];
  for (const id of [record.note, ...record.papers]) {
    const paper = notes.get(id)?.paper;
    if (!paper) continue;
    const { title, number, date, signer, attachment } = paper;
    const file = attachment === undefined ? onPaper : await stored(context, attachment);
    pieces.push({ name: title, ...defined({ number, date, author: signer }), ...file });
  }
  for (const [what, one] of [
    ['awardingDecision', given],
    [record.kind === 'correction' ? 'correctionLetter' : 'settlingDecision', decision],
  ] as const) {
    if (!one) continue;
    const of = { number: one.number, date: one.date, author: one.signerPost };
    pieces.push({ ...of, name: fileName(what), ...(await stored(context, one.documents?.decision?.file)) });
    const signed = signedFileOf(one);
    if (signed !== undefined) pieces.push({ ...of, name: signedName(what), ...(await stored(context, signed)) });
  }
  if (record.draft) pieces.push({ name: fileName('caseDraft'), ...(await stored(context, record.draft.file)) });
  for (const [what, one] of [
    ['certificates', certificate],
    ['newCertificates', issued],
  ] as const) {
    if (one) pieces.push({ name: fileName(what), number: one.number, ...(await stored(context, one.document?.file)) });
  }
  const trail = await caseTrail(context, { caller, id: record._id });
  const lines = trail.map(({ entry: { seq, at, actor, type, hash }, note }) => ({
    ...{ seq, at, actor, type, hash },
    ...defined({ reason: note?.reason }),
  }));
  pieces.push({ name: fileName('trail'), ending: 'xlsx', bytes: await writeWorkbook(trailSheet(lines)) });
  pieces.push({ name: fileName('chainCheck'), ...(await checkOf(context, record._id)) });
  pieces.push({ name: fileName('chainCheckOfCertificate'), ...(await checkOf(context, ledgerOf(record.award))) });
  return pieces;
}

/** What was asked, in words: the signed paper may say less. */
function aboutCase({ record, notes, entry }: Pick<ShownCase, 'record' | 'notes' | 'entry'>): Partial<Piece> {
  const { kind, ground, reprint, changes = [], returns, settled, due } = record;
  const note: NoteRecord | undefined = notes.get(record.note);
  return textFile([
    caseText.given(say('vi', `issuedPages.kind.${kind}`), entry.decisionNumber, entry.decidedOn),
    ...(ground === undefined ? [] : [caseText.ground(groundLabel('vi', ground))]),
    ...(reprint === undefined ? [] : [caseText.because(say('vi', `issuedPages.because.${reprint}`))]),
    ...(note?.reason === undefined ? [] : [caseText.reason(note.reason)]),
    ...changes.map(({ field, printed, correct }) => caseText.change(fieldLabel('vi', field), printed, correct)),
    ...returns.map((what) => {
      const done = settled[what];
      const state = done
        ? `${say('vi', `issuedPages.settled.${done.how}`)}, ${onDay('vi', done.on)}`
        : say('vi', 'issuedPages.settled.out');
      return `${say('vi', `issuedPages.what.${what}`)}: ${state}`;
    }),
    ...(due === undefined ? [] : [caseText.due(due)]),
  ]);
}
