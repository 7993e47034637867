import type { Request } from 'express';
import { Problem } from '../../domain/errors';
import type { StageState } from '../../domain/line';
import type { Day } from '../../domain/time';
import type { Language, LinkRecord, NominationRecord, NoteRecord, UnitProposalRecord } from '../../platform/store';
import type { ApiContext, Caller } from '../context';
import { frameOf, officeOf, type Office } from './frame';
import { askedLanguage, languageOf } from './language';
import { awardName } from './nominee';

/** Everything that the pages of a unit's contact are made of. */
export interface UnitCase {
  readonly link: LinkRecord;
  readonly proposal: UnitProposalRecord;
  readonly lang: Language;
  readonly office: Office;
  /** The lines of this proposal, by number in its list; a line that went elsewhere is left out. */
  readonly lines: ReadonlyMap<number, NominationRecord>;
}

export async function unitCase(context: ApiContext, req: Request, link: LinkRecord): Promise<UnitCase> {
  const { store } = context;
  const proposal = await store.unitProposals.need(link.entity);
  const [office, found] = await Promise.all([
    officeOf(context, 'province', undefined),
    store.nominations.many(proposal.nominations),
  ]);
  const lines = new Map<number, NominationRecord>();
  for (const [index, id] of proposal.nominations.entries()) {
    const nomination = found.get(id);
    if (nomination?.unitProposal === proposal._id) lines.set(index + 1, nomination);
  }
  return { link, proposal, lang: languageOf(req, proposal.contact.language), office, lines };
}

/** The contact, as the trail names it: a unit's own person. */
export const callerOf = ({ proposal }: UnitCase): Caller => ({
  actor: `contact:${proposal._id}`,
  role: 'unit',
  unit: proposal.unit,
});

/** One line of the list, with the version that the page shows. */
export interface UnitLine extends UnitCase {
  readonly no: number;
  readonly nomination: NominationRecord;
}

/** @throws Problem NOT_FOUND when the proposal has no such line */
export function lineOf(of: UnitCase, req: Request): UnitLine {
  const no = String(req.params['no']);
  const nomination = /^[1-9]\d{0,4}$/.test(no) ? of.lines.get(Number(no)) : undefined;
  if (!nomination) throw new Problem('NOT_FOUND', `no line ${no} in ${of.proposal._id}`);
  return { ...of, no: Number(no), nomination };
}

/** The head of the pages of one line. */
export function lineHead(context: ApiContext, req: Request, { proposal, nomination, no, lang, office }: UnitLine) {
  return {
    ...frameOf(req, office, lang),
    ttr: proposal.number,
    line: {
      no,
      name: nomination.dossier.nominee.name,
      award: awardName(context.catalogue, nomination.dossier.award, lang),
    },
    back: addressOf(req),
  };
}

/**
 * Addresses of the list and of its lines, from the root of the site: they hold good with and without a slash at the end of
 * what was opened.
 */
export function addressOf(req: Request, ...path: readonly (string | number)[]): string {
  const lang = askedLanguage(req);
  const place = ['/n', String(req.params['token']), ...path].join('/');
  return lang === undefined ? place : `${place}?lang=${lang}`;
}

type Correctable = Extract<StageState, { kind: 'screening' | 'central' }>;

/** The stage that waits for the unit's correction: returned by a screening, or a supplement for the central level. */
export function correctableStage({ line }: NominationRecord): Correctable | undefined {
  return line?.stages.find(
    (stage): stage is Correctable =>
      stage.done !== true &&
      ((stage.kind === 'screening' && stage.phase === 'returned') ||
        (stage.kind === 'central' && stage.phase === 'supplement')),
  );
}

/** What is to be corrected, why, and until when; undefined when nothing is. */
export interface Wanted {
  readonly action: 'resubmit' | 'supply';
  readonly due: Day;
  readonly reason?: string;
  readonly items: NonNullable<NoteRecord['items']>;
}

/** @param notes the notes of the returns, by id */
export function wantedOf(nomination: NominationRecord, notes: ReadonlyMap<string, NoteRecord>): Wanted | undefined {
  const stage = correctableStage(nomination);
  const action = stage?.kind === 'central' ? 'supply' : 'resubmit';
  if (!stage || !nomination.allowed.includes(action)) return undefined;
  const note = stage.note === undefined ? undefined : notes.get(stage.note);
  const items = (note?.items ?? []).filter((i) => i.nomination === undefined || i.nomination === nomination._id);
  return { action, due: stage.due ?? '', items, ...(note?.reason === undefined ? {} : { reason: note.reason }) };
}

/** How the unit may withdraw a line now, if it may. */
export function withdrawalOf({ allowed }: NominationRecord): 'direct' | 'request' | undefined {
  if (allowed.includes('withdraw')) return 'direct';
  return allowed.includes('requestWithdrawal') ? 'request' : undefined;
}
