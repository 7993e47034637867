import { byPaper } from '../../../domain/case/state';
import { quorumOf, type Quorum } from '../../../domain/quorum';
import { has } from '../../../domain/roles';
import { instant, msOf, type Instant } from '../../../domain/time';
import type {
  CaseRecord,
  NominationItem,
  ProposalRecord,
  SentMailRecord,
  SessionRecord,
  UnitProposalRecord,
} from '../../../platform/store';
import type { NominationFilter } from '../../../platform/store/nominations';
import type { ApiContext, Caller } from '../../context';
import { turnoutOf } from '../sessions/sessions';
import { defined, mustHave, unitsOf } from '../shared';

/** What lies before an office today, by what it has to do with it. */
export interface Today {
  /** Proposals of units with lines to receive or to screen, what is due first coming first. */
  readonly incoming: readonly Incoming[];
  readonly piles: Readonly<Record<PileCode, Pile>>;
  /** Lists before an authority, and signed ones that wait for a number. */
  readonly proposals: Readonly<Record<'authority' | 'number', readonly ProposalRecord[]>>;
  /** Signed papers of cases that wait for a number. */
  readonly cases: readonly CaseRecord[];
  readonly sessions: readonly OpenSession[];
  /** Mails of the last weeks that did not arrive. */
  readonly mails: readonly SentMailRecord[];
}

export interface Incoming {
  readonly proposal: UnitProposalRecord;
  readonly toReceive: number;
  readonly toScreen: number;
  readonly due?: string;
}

export interface Pile {
  /** Counted no further than `MOST_COUNTED`. */
  readonly count: number;
  /** The first ones. */
  readonly items: readonly NominationItem[];
}

export interface OpenSession {
  readonly record: SessionRecord;
  /** How many have voted; absent when no worker could say so. */
  readonly voted?: number;
  readonly quorum?: Quorum;
  /** It closes soon, and too few have voted. */
  readonly atRisk: boolean;
}

export const MOST_COUNTED = 1_000;
const FIRST = 5;
const MAILS_OF_HOURS = 14 * 24;
const SOON_HOURS = 48;

/** What an office looks for in lists; a page of the list shows the same ones. */
export const pileFilters = {
  overdue: { holder: 'office', overdue: true, order: 'due' },
  needsAttention: { status: 'needsAttention', order: 'since' },
  paperOriginals: { status: 'screening', dueDay: false },
  returned: { status: 'returned', order: 'due' },
  opinions: { status: 'consultation', order: 'due' },
  postings: { status: 'posting', order: 'due' },
  onHold: { status: 'onHold', order: 'since' },
  council: { status: 'waitingForCouncil', order: 'since' },
  toPropose: { status: 'waitingForApproval', order: 'since' },
} as const satisfies Readonly<Record<string, NominationFilter>>;
export type PileCode = keyof typeof pileFilters;
export const pileCodes = Object.keys(pileFilters) as readonly PileCode[];

/** A read of the day's work of an office, all of it by indexes. @throws Problem FORBIDDEN */
export async function todaysWork(context: ApiContext, caller: Caller): Promise<Today> {
  mustHave(caller, 'readInternal');
  const { store } = context;
  const unit = await unitsOf(context, caller);
  const scope: Pick<NominationFilter, 'unit' | 'level'> = {
    level: caller.unit === undefined ? 'province' : 'unit',
    ...defined({ unit }),
  };
  const [incoming, piles, waiting, sessions, mails] = await Promise.all([
    incomingOf(context, scope),
    Promise.all(
      pileCodes.map(async (code) => [code, await pileOf(context, { ...pileFilters[code], ...scope })] as const),
    ),
    waitingPapers(context, caller),
    openSessions(context, caller),
    caller.unit === undefined && has(caller, 'readMails')
      ? store.sentMails.refusedSince(hoursFrom(context.clock.now(), -MAILS_OF_HOURS))
      : [],
  ]);
  return {
    incoming,
    // a unit's clock runs from the receipt, so no paper original is waited for there
    piles: {
      ...(Object.fromEntries(piles) as Today['piles']),
      ...(caller.unit === undefined ? {} : { paperOriginals: none }),
    },
    ...waiting,
    sessions,
    mails,
  };
}

const hoursFrom = (at: Instant, hours: number): Instant => instant(msOf(at) + hours * 3_600_000);

const none: Pile = { count: 0, items: [] };

async function pileOf({ store: { nominations } }: ApiContext, filter: NominationFilter): Promise<Pile> {
  const { items, next } = await nominations.items(filter, { limit: FIRST });
  return { items, count: next === undefined ? items.length : await nominations.count(filter, MOST_COUNTED) };
}

async function incomingOf(
  { store }: ApiContext,
  { level = 'province', unit }: Pick<NominationFilter, 'unit' | 'level'>,
): Promise<readonly Incoming[]> {
  const scope = { level, ...defined({ unit: unit as readonly string[] | undefined }) };
  const [toReceive, toScreen] = await Promise.all([
    store.nominations.byProposal({ status: ['submitted'], ...scope }),
    store.nominations.byProposal({ status: ['screening'], ...scope }),
  ]);
  const proposals = await store.unitProposals.many([...toReceive, ...toScreen].map((pile) => pile.unitProposal));
  const incoming = [...proposals.values()].map((proposal): Incoming => {
    const of = ({ unitProposal }: { readonly unitProposal: string }): boolean => unitProposal === proposal._id;
    const [received, screened] = [toReceive.find(of), toScreen.find(of)];
    return {
      proposal,
      toReceive: received?.count ?? 0,
      toScreen: screened?.count ?? 0,
      ...defined({ due: screened?.due }),
    };
  });
  return incoming.sort((a, b) => place(a).localeCompare(place(b)));
}

/** What is due first, then what has not been received, by its day. */
const place = ({ due, proposal }: Incoming): string => `${due ?? '9999'} ${proposal.at}`;

/** What waits for an authority or a number: all that a clerk sees of the day. @throws Problem FORBIDDEN */
export async function waitingPapers(context: ApiContext, caller: Caller): Promise<Pick<Today, 'proposals' | 'cases'>> {
  mustHave(caller, 'readProposals');
  const { store } = context;
  const of = defined({ unit: caller.unit });
  const [before, signed, cases] = await Promise.all([
    store.proposals.list({ status: ['sent', 'checking'], ...of }, { limit: 200 }),
    store.proposals.list({ status: 'awaitingNumber', ...of }, { limit: 200 }),
    has(caller, 'readCases') ? store.cases.list({ status: 'awaitingPaper', ...of }, { limit: 200 }) : { items: [] },
  ]);
  return {
    proposals: { authority: before.items, number: signed.items },
    cases: cases.items.filter(({ kind }) => byPaper(kind)),
  };
}

async function openSessions(context: ApiContext, caller: Caller): Promise<readonly OpenSession[]> {
  if (!has(caller, 'readSessions')) return [];
  const { items } = await context.store.sessions.list(
    { status: ['open', 'awaitingChair'], ...defined({ unit: caller.unit }) },
    { limit: 50 },
  );
  const soon = hoursFrom(context.clock.now(), SOON_HOURS);
  return Promise.all(
    items.map(async (record) => {
      const { turnout } = record.status === 'open' ? await turnoutOf(context, record) : { turnout: null };
      const voted = turnout?.filter((t) => t.voted).length;
      const quorum = voted === undefined ? undefined : quorumOf(record, record.members.length, voted);
      return { record, ...defined({ voted, quorum }), atRisk: (quorum?.lacking ?? 0) > 0 && record.closesAt <= soon };
    }),
  );
}
