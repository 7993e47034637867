import type { Instant } from './time';

/** What a mail scanner must leave as it is, counted. */
export interface Traces {
  readonly votes: number;
  readonly drafts: number;
  /** Marks that a person has opened the sheet. */
  readonly opened: number;
  readonly mails: number;
  /** Links that are dead. */
  readonly revoked: number;
}

/** What an attack on the links of a session has met and brought about. */
export interface DrillReport {
  readonly links: number;
  readonly visits: number;
  /** Whether a real browser took part; one that is not there proves less, and is told. */
  readonly browser: boolean;
  /** How often each answer was met, by status, and what was pressed. */
  readonly met: Readonly<Record<string, number>>;
  readonly caused: Traces;
}

/** The step of a robot that got no answer. */
export const NO_ANSWER = 'noAnswer';

export const causedBy = (before: Traces, after: Traces): Traces => ({
  votes: after.votes - before.votes,
  drafts: after.drafts - before.drafts,
  opened: after.opened - before.opened,
  mails: after.mails - before.mails,
  revoked: after.revoked - before.revoked,
});

/** Nothing was brought about, by robots that have met a living page and were always answered: what was not tried proves nothing. */
export const isPassed = ({ met, caused }: Pick<DrillReport, 'met' | 'caused'>): boolean =>
  Object.values(caused).every((n) => n === 0) && (met['200'] ?? 0) > 0 && (met[NO_ANSWER] ?? 0) === 0;

/** A drill that came to no end. */
export const noReport: DrillReport = {
  links: 0,
  visits: 0,
  browser: false,
  met: { [NO_ANSWER]: 1 },
  caused: { votes: 0, drafts: 0, opened: 0, mails: 0, revoked: 0 },
};

/** Where the drill of a session stands whose invitations wait for it. */
export interface Drill {
  readonly status: 'waiting' | 'running' | 'passed' | 'failed' | 'skipped';
  /** Since when. */
  readonly at: Instant;
  /** Of the last one that came to an end. */
  readonly report?: DrillReport;
}
