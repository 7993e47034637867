import type { ActionType } from '../../../domain/actions';
import type { PrintedField } from '../../../domain/case/life';
import type { ProblemCode } from '../../../domain/errors';
import type { Day, Instant } from '../../../domain/time';
import type { Form, Frame } from './frame';

/** The facts of a certificate that the public may see. */
export interface VerifiedFacts {
  readonly name: string;
  readonly post?: string;
  readonly unit?: string;
  readonly award: string;
  /** Who decided. */
  readonly authority: string;
  readonly decision: string;
  readonly date: Day;
  readonly goldBook?: string;
}

export type Verified =
  | { readonly state: 'unknown' }
  | { readonly state: 'valid'; readonly facts: VerifiedFacts }
  | {
      readonly state: 'corrected';
      readonly facts: VerifiedFacts;
      /** The last letter. */
      readonly paper: VerifiedPaper;
      /** What is printed beside what is right, and the letter that says so. */
      readonly corrections: readonly VerifiedCorrection[];
    }
  | {
      readonly state: 'replaced';
      readonly facts: VerifiedFacts;
      readonly paper: VerifiedPaper;
      /** What stands at the end of the chain now. */
      readonly now: VerifiedSuccessor;
    }
  | { readonly state: 'revoked'; readonly facts: VerifiedFacts; readonly paper: VerifiedPaper };

/** The letter that corrects, the decision that replaces or revokes. */
export interface VerifiedPaper {
  readonly number: string;
  readonly date: Day;
}
export interface VerifiedCorrection extends VerifiedPaper {
  readonly field: PrintedField;
  readonly printed: string;
  readonly correct: string;
}
/** The certificate in force in the place of a replaced one, or the last one that was. */
export interface VerifiedSuccessor {
  readonly state: 'valid' | 'corrected' | 'revoked';
  readonly decision: string;
  readonly date: Day;
  readonly goldBook: string;
  /** By which it was corrected or revoked. */
  readonly paper?: VerifiedPaper;
}

/** The pages for everybody, and those that answer a link or request that cannot be served. */
export interface PublicPages {
  /** Any link that no longer works, the same for all. Fields: `submission`, `send` = `yes` | `no`, none preset. */
  'dead-link': Frame & Form & { readonly missing?: boolean };
  /** The answer, the same for all. */
  'dead-link-done': Frame & { readonly send: boolean };

  /**
   * The public check, by code or by file. Form with method GET: `code` at `action`. Form with method POST, multipart: `file`
   * at `uploadAction`.
   */
  verify: Frame & {
    readonly action: string;
    readonly uploadAction: string;
    /** The only true address, as people read it: "vinhdanh.example.gov.vn". */
    readonly domain: string;
    /** As typed, or as found in the file. */
    readonly code?: string;
    /**
     * A file was asked about: the very one that was issued; another one with the code of the result in it; or one of which
     * nothing is known.
     */
    readonly file?: 'issued' | 'other' | 'unknown';
    readonly checkedAt: Instant;
    readonly result?: Verified;
  };
  /** Any refusal as a page. The sentence comes from the table of refusals. */
  problem: Frame & {
    readonly code: ProblemCode;
    /** What is said, where it is not the sentence of the code alone. */
    readonly sentence?: string;
    readonly fields?: readonly { readonly field: string; readonly message: string }[];
    /** What the state allows instead. */
    readonly allowed?: readonly ActionType[];
    /** Where to go on, relative. */
    readonly back?: string;
  };
  home: Frame & { readonly verify: string; readonly signIn: string; readonly docs: string };
}
