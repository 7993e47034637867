import { Problem } from '../../../domain/errors';
import type { ProposalRecord } from '../../../platform/store';
import { drawn } from '../../../platform/documents';
import { zipOf, type ZipEntry } from '../../../platform/bundle';
import { paperName, fileName } from '../../../templates/documents/file-names';
import { draftNote, signingText } from '../../../templates/documents/pack-texts';
import type { ApiContext } from '../../context';
import { councilShares } from './council-shares';
import { draftDocument, nominationsOf } from '../office/decision';
import { officePaper, type PaperAsked, type PaperFile } from '../office/papers';
import { needProposal } from './access';
import { mustHave } from '../shared';

/** What a pack may come to; minutes of some thousand lines come to one or two. */
const MOST_BYTES = 60 * 1024 * 1024;

/** Papers of one kind: under one number in the pack, in each form that there is. */
interface Part {
  readonly title: string;
  readonly files: readonly ZipEntry[];
}

/**
 * The signing pack of a proposal as one ZIP: draft decision, list, Tờ trình and minutes in this order, as PDF and for a word processor,
 * with a list of contents. Made anew each time; the same records give the same bytes on one day.
 * @throws Problem FORBIDDEN, NOT_FOUND, FACTS_MISSING by the fields that are missing, NOT_PRINTABLE, TOO_LARGE
 */
export async function signingPack(context: ApiContext, asked: PaperAsked): Promise<PaperFile> {
  mustHave(asked.caller, 'takeSigningPack');
  const proposal = await needProposal(context, asked.caller, asked.id);
  const minutes = await minutesOf(context, proposal);
  const parts = [...(await draftParts(context, asked, proposal)), ...minutes.parts];
  const entries = parts.flatMap(({ files }, i) =>
    files.map(({ name, bytes }) => ({ name: `${String(i + 1).padStart(2, '0')}_${name}`, bytes })),
  );
  const total = entries.reduce((sum, { bytes }) => sum + bytes.length, 0);
  if (total > MOST_BYTES) throw new Problem('TOO_LARGE', `${total} bytes`);
  const contents = contentsOf(proposal, entries, minutes.missing);
  return {
    name: `${fileName('signingPack', proposal._id)}.zip`,
    bytes: zipOf([{ name: `${fileName('contents')}.txt`, bytes: contents }, ...entries]),
  };
}

/** Own power: the decision comes first, since it is what is signed; else the Tờ trình is. */
async function draftParts(context: ApiContext, asked: PaperAsked, proposal: ProposalRecord): Promise<readonly Part[]> {
  const decides = proposal.power === 'decide';
  const docx = async (kind: 'decision' | 'nomineeList' | 'proposal', title: string): Promise<Part> => {
    const ofAnother = decides && kind !== 'decision' ? ({ signs: 'decision' } as const) : {};
    const { bytes } = await officePaper(context, kind, { ...asked, ...ofAnother, inPack: true });
    return { title, files: [{ name: `${title}.docx`, bytes }] };
  };
  const list = await docx('nomineeList', fileName('listBeside'));
  const letter = await docx('proposal', fileName('proposal'));
  if (!decides) return [letter, list];
  const { title, files } = await docx('decision', fileName('draftDecision'));
  const pdf = { name: `${title}.pdf`, bytes: await draftPdf(context, asked, proposal) };
  return [{ title, files: [pdf, ...files] }, list, letter];
}

/** The draft decision with its list, as it will look. */
async function draftPdf(context: ApiContext, { signing }: PaperAsked, proposal: ProposalRecord): Promise<Buffer> {
  const authority = await context.store.authorities.need(proposal.authority);
  const { document, symbol } = await draftDocument(context, { proposal, authority, signing });
  const { mark: _mark, ...signature } = document.signature;
  const { pdf } = await drawn(
    context.documents.renderDecision({
      ...document,
      title: fileName('draftDecision', document.subject.replace(/^V/, 'v')),
      number: `……/${symbol}`,
      signature,
      draft: true,
      copy: { note: draftNote(proposal.number) },
    }),
  );
  return Buffer.from(pdf);
}

/** The minutes of the sessions in which the council of that level has passed the lines, as they were made at closing. */
async function minutesOf(
  { store }: ApiContext,
  { level, lines }: ProposalRecord,
): Promise<{ readonly parts: readonly Part[]; readonly missing: readonly string[] }> {
  const found = await nominationsOf(
    { store },
    lines.map(({ nomination }) => nomination),
  );
  const sessions = new Set([...(await councilShares(store, level, found)).values()].map(({ session }) => session));
  const parts: Part[] = [];
  const missing: string[] = [];
  for (const id of [...sessions].sort()) {
    const { papers = [], _id } = await store.sessions.need(id);
    const files: ZipEntry[] = [];
    for (const { file, format } of papers.filter((p) => p.paper === 'minutes')) {
      const stored = await store.files.get(file);
      if (stored) files.push({ name: paperName({ paper: 'minutes', format }, { _id }), bytes: stored.bytes });
    }
    if (files.length > 0) parts.push({ title: fileName('sessionMinutes', id), files });
    else missing.push(id);
  }
  return { parts, missing };
}

/** For a plain editor of any Windows: with the mark of UTF-8 and its line ends. */
const contentsOf = (
  { _id, number }: ProposalRecord,
  entries: readonly ZipEntry[],
  missing: readonly string[],
): Buffer =>
  Buffer.from(
    `\ufeff${signingText(
      { id: _id, number },
      entries.map(({ name }) => name),
      missing,
    ).join('\r\n')}`,
    'utf8',
  );
