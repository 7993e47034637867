import type { ActionType } from '../../../domain/actions';
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
      /** `paper`: the letter that corrects, the decision that replaces or revokes. */
      readonly state: 'corrected' | 'replaced' | 'revoked';
      readonly facts: VerifiedFacts;
      readonly paper: { readonly number: string; readonly date: Day };
    };

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
    readonly fields?: readonly { readonly field: string; readonly message: string }[];
    /** What the state allows instead. */
    readonly allowed?: readonly ActionType[];
    /** Where to go on, relative. */
    readonly back?: string;
  };
  home: Frame & { readonly verify: string; readonly docs: string };
}
