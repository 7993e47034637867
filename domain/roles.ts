import type { ActionType } from './actions';
import type { CaseActionType } from './case/said';
import type { Line } from './line';
import type { Level } from './route';

/** Who may use the service. A role with a unit sees and touches that unit and its rooms only. */
export const roles = ['unit', 'office', 'secretary', 'authority', 'clerk', 'inspector', 'admin'] as const;
export type Role = (typeof roles)[number];

/** Whether a role is held for one unit: always, where that is wanted, or never. */
export const scopes = {
  unit: 'always',
  office: 'either',
  secretary: 'either',
  authority: 'either',
  clerk: 'either',
  inspector: 'either',
  admin: 'never',
} as const satisfies Record<Role, 'always' | 'either' | 'never'>;

/** What sessions, proposals, dockets and the service itself say to lines; nobody outside may. */
export type InnerAction = (typeof innerActions)[number];
export const innerActions = [
  'claim',
  'releaseClaim',
  'councilResult',
  'decisionSigned',
  'forwarded',
  'struckOut',
  'returnProposal',
  'issue',
] as const satisfies readonly ActionType[];

/** What a person may ask of a line. */
export type OuterAction = Exclude<ActionType, InnerAction>;
export const isOuterAction = (action: string): action is OuterAction => Object.hasOwn(holders, action);

/**
 * Who does what to a line. `unit`: the unit that nominated it (its own office included), at any level. `level`: the office of
 * the level at which the line stands: at unit level the unit's own, at province level the province's. `province`: the
 * province's office, wherever the line stands.
 */
type Holder = 'unit' | 'level' | 'province';

const holders: Readonly<Record<OuterAction, readonly Holder[]>> = {
  receive: ['level'],
  recordPaperOriginal: ['level'],
  accept: ['level'],
  return: ['level'],
  extendCorrection: ['level'],
  resubmit: ['unit'],
  decline: ['level'],
  ask: ['level'],
  answer: ['level'],
  proceedWithoutAnswer: ['level'],
  overruleObjection: ['level'],
  post: ['level'],
  recordOpinion: ['level'],
  resolveOpinion: ['level'],
  askWording: ['level'],
  confirmWording: ['unit'],
  disputeWording: ['unit'],
  requestSupplement: ['level'],
  supply: ['unit', 'level'],
  centralAwarded: ['level'],
  centralDeclined: ['level'],
  recordFetched: ['level'],
  recordHandover: ['level'],
  hold: ['level'],
  release: ['level'],
  withdraw: ['unit'],
  requestWithdrawal: ['unit'],
  acceptWithdrawal: ['level'],
  refuseWithdrawal: ['level'],
  correctClerical: ['level'],
  changeContact: ['unit', 'level'],
  retry: ['level', 'province'],
};

/** A role and whether it is scoped: what the table needs to know of a caller. */
export interface Actor {
  readonly role: Role;
  readonly unit?: string;
}

/**
 * Whether a caller may ask this of a line that stands at this level. That the line is of the caller's unit is for the caller of
 * this function to see to: a foreign line does not exist for a scoped caller.
 */
export function mayAct(actor: Actor, action: OuterAction, level: Level): boolean {
  return holders[action].some((holder) => holds(actor, holder, level));
}

function holds(actor: Actor, holder: Holder, level: Level): boolean {
  const scoped = actor.unit !== undefined;
  switch (holder) {
    case 'unit':
      return scoped && (actor.role === 'unit' || actor.role === 'office');
    case 'level':
      return actor.role === 'office' && scoped === (level === 'unit');
    case 'province':
      return !scoped && (actor.role === 'office' || actor.role === 'admin');
  }
}

/** What can be done with a line now, by this caller: what pages offer and refusals list. */
export const actionsFor = (actor: Actor, allowed: readonly ActionType[], level: Level): OuterAction[] =>
  allowed.filter((a): a is OuterAction => isOuterAction(a) && mayAct(actor, a, level));

/** The level whose office has to do with the line now: of its first open stage, or of the last stage that had one. */
export function levelOf(line: Line): Level {
  const open = line.stages.findIndex((s) => s.done !== true);
  const stage = line.route[line.at]![Math.max(0, open)]!;
  switch (stage.kind) {
    case 'screening':
    case 'council':
    case 'approval':
      return stage.level;
    case 'issuance':
      return lastLevelBefore(line);
    case 'consultation':
    case 'posting':
    case 'central':
    case 'receipt':
      return 'province';
  }
}

function lastLevelBefore(line: Line): Level {
  const levels = line.route.slice(0, line.at).flatMap((step) => step.map((s) => ('level' in s ? s.level : 'province')));
  return levels[levels.length - 1] ?? 'province';
}

/** Who does what to a case: the office of its level, and the clerk who gives the paper its number. */
const caseHolders: Readonly<Record<CaseActionType, readonly Role[]>> = {
  record: ['clerk'],
  recordReturn: ['office'],
  waiveReturn: ['office'],
  recordPrint: ['office'],
  cancel: ['office'],
  addPaper: ['office'],
  hold: ['office'],
  release: ['office'],
  conclude: ['office'],
};

/** Whether a role may ask this of a case of its own level. */
export const mayActOnCase = ({ role }: Actor, action: CaseActionType): boolean => caseHolders[action].includes(role);

/** Everything else that a role may do. */
const rights = {
  /** Read what concerns nominations, rounds and dockets. */
  readNominations: ['unit', 'office', 'secretary', 'authority', 'clerk', 'inspector', 'admin'],
  /** Reasons of holds, opinions of posted names, counts of councils: never for a unit's own people. */
  readInternal: ['office', 'secretary', 'inspector', 'admin'],
  readMails: ['office', 'secretary', 'inspector', 'admin'],
  /** Numbers of a year with the dossiers behind them; scoped to a unit: its own. */
  readStatistics: ['office', 'secretary', 'authority', 'clerk', 'inspector', 'admin'],
  writeDrafts: ['unit', 'office'],
  submit: ['unit', 'office'],
  attach: ['unit', 'office', 'clerk', 'secretary'],
  readSessions: ['office', 'secretary', 'inspector', 'admin'],
  /** The secretary of the council; in most offices one of its own people. */
  runSessions: ['secretary', 'office'],
  readProposals: ['office', 'secretary', 'authority', 'clerk', 'inspector', 'admin'],
  writeProposals: ['office'],
  /** Everything that lies before the authority to be signed, to take along. */
  takeSigningPack: ['office', 'secretary', 'clerk'],
  /** The authority itself; in recorded mode its office writes down what it said. */
  answerProposals: ['authority', 'office'],
  /** The office of the authority looks at a list before it; the key of the authority, or whoever writes down what it said. */
  checkProposals: ['authority', 'office'],
  /** Văn thư: gives numbers to signed papers. */
  recordDecisions: ['clerk'],
  /** Numbers of other outgoing papers, minutes of councils among them. */
  recordPapers: ['clerk', 'secretary'],
  /** The last number that was used before the service started. */
  importNumbers: ['clerk', 'office', 'admin'],
  readDecisions: ['unit', 'office', 'secretary', 'authority', 'clerk', 'inspector', 'admin'],
  /** On blanks: file copies go to whoever may read the decision. */
  printCertificates: ['office', 'clerk', 'admin'],
  /** Bàn giao: who has received a certificate. */
  handOver: ['office', 'clerk'],
  /** What is going on about an award that was given; complaints and revocations are for few to know. */
  readCases: ['office', 'clerk', 'inspector', 'admin'],
  writeCases: ['office'],
  /** Years of emulation and movements, with what was registered and what came of it. */
  readCampaigns: ['unit', 'office', 'secretary', 'authority', 'clerk', 'inspector', 'admin'],
  writeCampaigns: ['office'],
  /** Registrations, figures and reviews of one's own unit. */
  writeRegistrations: ['unit', 'office'],
  /** The head of the unit, through a link or with a key. */
  signRegistrations: ['authority'],
  writeMasterData: ['office', 'admin'],
  readTemplates: ['office', 'secretary', 'clerk', 'inspector', 'admin'],
  /** The agency's own wording of its papers. */
  writeTemplates: ['office', 'admin'],
  /** Grades, initiatives, matters, headcounts, rankings, awards of the past. */
  writeFacts: ['office', 'admin'],
  manageKeys: ['admin'],
  /** Who may sign in, and as what. */
  manageAccounts: ['admin'],
  moveClock: ['admin'],
} as const satisfies Record<string, readonly Role[]>;

export type Right = keyof typeof rights;

export const has = (actor: Actor, right: Right): boolean => (rights[right] as readonly Role[]).includes(actor.role);

/** The roles that have a right; for the documentation of the API. */
export const rolesWith = (right: Right): readonly Role[] => rights[right];
