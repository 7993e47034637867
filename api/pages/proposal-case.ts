import type { Request } from 'express';
import { Problem } from '../../domain/errors';
import type { Instant } from '../../domain/time';
import type {
  Language,
  LinkRecord,
  NominationRecord,
  PersonRecord,
  ProposalLine,
  ProposalRecord,
} from '../../platform/store';
import type { DecidedLine, Frame, PageData, Paper } from '../../templates/pages';
import type { ApiContext, Caller } from '../context';
import { frameOf, officeOf } from './frame';
import { addressWith, askedLanguage, languageOf } from './language';
import { awardName } from './nominee';

/** Everything that the pages of a list are made of: for its authority with the link, or for who has signed in. */
export interface ProposalCase {
  readonly proposal: ProposalRecord;
  /** The list without the lines that could not be claimed. */
  readonly lines: readonly ProposalLine[];
  /** Whose answer it is. */
  readonly person: PersonRecord;
  readonly lang: Language;
  readonly nominations: ReadonlyMap<string, NominationRecord>;
  /** Who acts, as the trail names him. */
  readonly caller: Caller;
  /** Somebody else writes down what the authority said. */
  readonly recording: boolean;
  /** What stands around its pages. */
  readonly around: Frame;
  /** Where its forms are posted. */
  readonly action: string;
  /** Draft decision and list, for who may take them. */
  readonly papers: readonly Paper[];
  /** Where it leads once the answer is recorded; absent: the page says so itself. */
  readonly done?: string;
  /** The same as the records have it now. */
  again(): Promise<ProposalCase>;
  /** Follows an answer that was taken in. */
  settle(): Promise<void>;
}

/** What an authority sees through its link. @throws Problem STORE_BUSY while the list is being sent */
export async function caseOfLink(context: ApiContext, req: Request, link: LinkRecord): Promise<ProposalCase> {
  const { store, links, log } = context;
  const [proposal, person] = await Promise.all([store.proposals.need(link.entity), store.people.need(link.person)]);
  if (proposal.status === 'draft' || proposal.status === 'sending') {
    throw new Problem('STORE_BUSY', `proposal ${proposal._id} is being sent`);
  }
  const lang = languageOf(req, person.language);
  const [list, office] = await Promise.all([
    listOf(context, proposal),
    officeOf(context, proposal.level, proposal.unit),
  ]);
  return {
    ...list,
    proposal,
    person,
    lang,
    caller: {
      actor: `person:${person._id}`,
      role: 'authority',
      ...(proposal.unit === undefined ? {} : { unit: proposal.unit }),
    },
    recording: false,
    around: frameOf(req, office, lang),
    action: addressWith({ lang: askedLanguage(req) }),
    papers: [],
    again: () => caseOfLink(context, req, link),
    settle: () =>
      links.settle(link).catch((error: unknown) => log.warn({ error, link: link._id }, 'links not settled')),
  };
}

/** What lies before the authority: the lines that were claimed, with their dossiers. */
export async function listOf(
  { store }: ApiContext,
  { leftOut, lines: all }: ProposalRecord,
): Promise<Pick<ProposalCase, 'lines' | 'nominations'>> {
  const left = new Set(leftOut.map((line) => line.nomination));
  const lines = all.filter((line) => !left.has(line.nomination));
  return { lines, nominations: await store.nominations.many(lines.map((line) => line.nomination)) };
}

/** The head of every page of a proposal. */
export function headOf({ proposal, lines, person, recording, around }: ProposalCase) {
  return {
    ...around,
    ...(recording ? { recording } : {}),
    person: { address: person.address, name: person.name, post: person.post },
    proposal: {
      ttr: proposal.number,
      date: proposal.date,
      submitter: proposal.submitter,
      power: proposal.power,
      n: lines.length,
    },
  } satisfies Pick<PageData['proposal'], 'office' | 'recording' | 'person' | 'proposal'>;
}

/** The list with the reasons of what is struck out. */
export function decidedLines(
  { catalogue }: ApiContext,
  { lines, nominations, lang }: ProposalCase,
  struck: ReadonlyMap<string, string>,
): DecidedLine[] {
  return lines.map(({ nomination, no, award }) => {
    const reason = struck.get(nomination);
    return {
      id: nomination,
      no,
      name: nominations.get(nomination)?.dossier.nominee.name ?? nomination,
      award: awardName(catalogue, award, lang),
      ...(reason === undefined ? {} : { reason }),
    };
  });
}

/** Where a proposal stands for its authority. */
export type Outcome =
  | { readonly state: 'open' }
  | ({ readonly state: 'answered' } & Pick<PageData['proposal-answered'], 'answer' | 'at' | 'returnReason' | 'lines'>)
  | ({ readonly state: 'closed' } & Pick<PageData['proposal-closed'], 'closedAt' | 'because' | 'paper'>);

/** Where the proposal stands, by its record: waiting for the answer, answered, or out of the authority's hands. */
export async function outcomeOf(context: ApiContext, of: ProposalCase): Promise<Outcome> {
  const { proposal } = of;
  const { store } = context;
  const { answer } = proposal;
  if (answer) {
    const ids = [...answer.struckOut.map((line) => line.note), ...(answer.note === undefined ? [] : [answer.note])];
    const notes = await store.notes.many(ids);
    const reasonOf = (note: string): string => notes.get(note)?.reason ?? '';
    const struck = new Map(answer.struckOut.map(({ nomination, note }) => [nomination, reasonOf(note)]));
    return {
      state: 'answered',
      answer: answer.kind === 'approved' ? 'approve' : 'return',
      at: answer.at,
      ...(answer.note === undefined ? {} : { returnReason: reasonOf(answer.note) }),
      lines: decidedLines(context, of, struck),
    };
  }
  if (proposal.status === 'sent') return { state: 'open' };
  const decision = proposal.decision === undefined ? undefined : await store.decisions.get(proposal.decision);
  return {
    state: 'closed',
    because: proposal.status === 'cancelled' ? 'takenBack' : 'recorded',
    closedAt: decision?.at ?? (await lastChange(context, proposal)),
    ...(decision ? { paper: { number: decision.number, date: decision.date } } : {}),
  };
}

async function lastChange({ store }: ApiContext, proposal: ProposalRecord): Promise<Instant> {
  const trail = await store.audit.trail(proposal._id);
  return trail.at(-1)?.at ?? proposal.sentAt ?? proposal.createdAt;
}
