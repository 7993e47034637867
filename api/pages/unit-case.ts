import type { Request, RequestHandler, Response } from 'express';
import { Problem } from '../../domain/errors';
import type { StageState } from '../../domain/line';
import type { Day } from '../../domain/time';
import type { Language, LinkRecord, NominationRecord, NoteRecord, UnitProposalRecord } from '../../platform/store';
import type { ApiContext, Caller } from '../context';
import type { Frame } from '../../templates/pages';
import { frameOf, officeOf, type Office } from './frame';
import { askedLanguage, languageOf } from './language';
import { awardName } from './nominee';

/** Everything that the pages of what a unit has sent are made of: for its contact with the link, or for who has signed in. */
export interface UnitCase {
  readonly proposal: UnitProposalRecord;
  readonly lang: Language;
  readonly office: Office;
  /** The lines of this proposal, by number in its list; a line that went elsewhere is left out. */
  readonly lines: ReadonlyMap<number, NominationRecord>;
  /** Who acts, as the trail names him: a unit's own person. */
  readonly caller: Caller;
  /** Where the list stands, from the root of the site. */
  readonly base: string;
  /** What stands around its pages. */
  readonly around: Frame;
  /** The same as the records have it now. */
  again(): Promise<UnitCase>;
  /** Follows a form that was taken in. */
  settle(): Promise<void>;
}

/** A page of what a unit has sent; behind which address, the door says. */
export interface UnitPage {
  /** After the address of the list. */
  readonly under: string;
  readonly show: (req: Request, res: Response, of: UnitCase) => Promise<void>;
  /** Absent: the page holds no form. */
  readonly post?: (req: Request, res: Response, of: UnitCase) => Promise<void>;
  readonly form?: RequestHandler;
}

/** What the contact of a proposal sees through his link. */
export async function caseOfLink(context: ApiContext, req: Request, link: LinkRecord): Promise<UnitCase> {
  const proposal = await context.store.unitProposals.need(link.entity);
  const lang = languageOf(req, proposal.contact.language);
  const office = await officeOf(context, 'province', proposal.unit);
  return {
    ...(await listOf(context, proposal)),
    lang,
    office,
    caller: { actor: `contact:${proposal._id}`, role: 'unit', unit: proposal.unit },
    base: `/n/${String(req.params['token'])}`,
    around: frameOf(req, office, lang),
    again: () => caseOfLink(context, req, link),
    settle: () =>
      context.links
        .settle(link)
        .catch((error: unknown) => context.log.warn({ error, link: link._id }, 'links not settled')),
  };
}

/** A proposal with its lines, by number in its list. */
export async function listOf(
  { store }: ApiContext,
  proposal: UnitProposalRecord,
): Promise<Pick<UnitCase, 'proposal' | 'lines'>> {
  const found = await store.nominations.many(proposal.nominations);
  const lines = new Map<number, NominationRecord>();
  for (const [index, id] of proposal.nominations.entries()) {
    const nomination = found.get(id);
    if (nomination?.unitProposal === proposal._id) lines.set(index + 1, nomination);
  }
  return { proposal, lines };
}

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
export function lineHead(context: ApiContext, req: Request, of: UnitLine) {
  const { proposal, nomination, no, lang, around } = of;
  return {
    ...around,
    ttr: proposal.number,
    line: {
      no,
      name: nomination.dossier.nominee.name,
      award: awardName(context.catalogue, nomination.dossier.award, lang),
    },
    back: addressOf(of, req),
  };
}

/**
 * Addresses of the list and of its lines, from the root of the site: they hold good with and without a slash at the end of
 * what was opened.
 */
export function addressOf({ base }: UnitCase, req: Request, ...path: readonly (string | number)[]): string {
  const lang = askedLanguage(req);
  const place = [base, ...path].join('/');
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
