import type { Author, InitiativeStatus } from '../../../domain/initiative/initiative';
import type { InitiativeOutcome, InitiativeTotals } from '../../../domain/initiative/meeting';
import type { InitiativeFact, InitiativeScope } from '../../../domain/rules/facts';
import type { CouncilRule } from '../../../domain/rule';
import type { Day, Instant } from '../../../domain/time';

/** An initiative or topic that a unit has submitted to its initiative council. */
export interface SubmittedInitiativeRecord {
  readonly _id: string; // `SK-…`; recognised, the fact has the same code
  /** The unit or room in which it was made. */
  readonly unit: string;
  readonly year: number;
  readonly title: string;
  readonly nature: InitiativeFact['kind'];
  readonly authors: readonly Author[];
  /** In what field it is: `Quản lý tài chính`. */
  readonly field: string;
  readonly content: string;
  readonly effect: string;
  readonly appliedFrom: Day;
  /** How far its effect reaches, by its authors. */
  readonly claims: InitiativeScope;
  readonly status: InitiativeStatus;
  readonly withdrawn?: { readonly at: Instant; readonly by: string; readonly reason: string };
  /** What the council said of it. */
  readonly outcome?: InitiativeOutcomeRecord;
  /** Hash of what was asked when it was made. */
  readonly asked: string;
  readonly version: number;
  readonly createdAt: Instant;
  readonly createdBy: string;
}

export interface InitiativeOutcomeRecord extends Pick<InitiativeOutcome, 'why'> {
  readonly meeting: string;
  readonly council: string;
  readonly heldOn: Day;
  readonly passed: boolean;
  /** The decision or confirmation of recognition. */
  readonly decision?: { readonly number: string; readonly date: Day };
}

/** A meeting of the initiative council of a unit, as its counting minutes say. Written once, never changed. */
export interface InitiativeMeetingRecord {
  readonly _id: string; // `HSK-…`
  readonly unit: string;
  /** The version of the council that met: `${code}@${validFrom}`. */
  readonly council: string;
  readonly heldOn: Day;
  readonly minutes: { readonly number: string; readonly date: Day; readonly attachment: string };
  readonly decision?: { readonly number: string; readonly date: Day };
  /** A member who was present and has compared the totals with the minutes. */
  readonly checkedBy: string;
  readonly rule: CouncilRule;
  readonly members: readonly string[];
  readonly totals: InitiativeTotals;
  readonly outcomes: readonly InitiativeOutcome[];
  readonly asked: string;
  readonly at: Instant;
  readonly by: string;
}
