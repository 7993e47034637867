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
import type { DecidedLine, PageData } from '../../templates/pages';
import type { ApiContext, Caller } from '../context';
import { frameOf, officeOf, type Office } from './frame';
import { languageOf } from './language';
import { awardName } from './nominee';

/** Everything that an authority's page is made of, read once a request. */
export interface ProposalCase {
  readonly link: LinkRecord;
  readonly proposal: ProposalRecord;
  /** The list without the lines that could not be claimed. */
  readonly lines: readonly ProposalLine[];
  readonly person: PersonRecord;
  readonly lang: Language;
  readonly office: Office;
  readonly nominations: ReadonlyMap<string, NominationRecord>;
}

/** @throws Problem STORE_BUSY while the proposal is being sent */
export async function proposalCase(context: ApiContext, req: Request, link: LinkRecord): Promise<ProposalCase> {
  const { store } = context;
  const [proposal, person] = await Promise.all([store.proposals.need(link.entity), store.people.need(link.person)]);
  if (proposal.status === 'draft' || proposal.status === 'sending') {
    throw new Problem('STORE_BUSY', `proposal ${proposal._id} is being sent`);
  }
  const left = new Set(proposal.leftOut.map((line) => line.nomination));
  const lines = proposal.lines.filter((line) => !left.has(line.nomination));
  const [office, nominations] = await Promise.all([
    officeOf(context, proposal.level, proposal.unit),
    store.nominations.many(lines.map((line) => line.nomination)),
  ]);
  return { link, proposal, lines, person, lang: languageOf(req, person.language), office, nominations };
}

/** The authority, as the trail names it. */
export const callerOf = ({ person, proposal }: ProposalCase): Caller => ({
  actor: `person:${person._id}`,
  role: 'authority',
  ...(proposal.unit === undefined ? {} : { unit: proposal.unit }),
});

/** The head of every page of a proposal. */
export function headOf(req: Request, { proposal, lines, person, office, lang }: ProposalCase) {
  return {
    ...frameOf(req, office, lang),
    person: { address: person.address, name: person.name, post: person.post },
    proposal: {
      ttr: proposal.number,
      date: proposal.date,
      submitter: proposal.submitter,
      power: proposal.power,
      n: lines.length,
    },
  } satisfies Pick<PageData['proposal'], 'office' | 'person' | 'proposal'>;
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
