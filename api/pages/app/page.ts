import type { Request, RequestHandler, Response } from 'express';
import type { Grant } from '../../../domain/accounts';
import type { Right } from '../../../domain/roles';
import type { AccountRecord, Language } from '../../../platform/store';
import type { AppEntry } from '../../../templates/pages';
import type { Caller } from '../../context';

/** Somebody who has signed in, as a page meets him. */
export interface SignedIn {
  readonly account: AccountRecord;
  /** As commands know him. */
  readonly caller: Caller;
  /** What he is now, and what else he may be. */
  readonly grant: Grant;
  readonly grants: readonly Grant[];
  readonly lang: Language;
  /** What the navigation offers him. */
  readonly entries: readonly { readonly entry: AppEntry; readonly href: string }[];
}

export type AppHandler = (req: Request, res: Response, signed: SignedIn) => Promise<void>;

/**
 * One address behind sign-in. Whoever is not signed in is asked to, whoever lacks the right is told so; a refusal that a handler
 * throws becomes a page. GET and HEAD change nothing.
 */
export interface AppPage {
  /** A path of Express below `/app`. */
  readonly path: string;
  /** Absent: for everybody who has signed in. */
  readonly right?: Right;
  /** Its place in the navigation, of those who have the right; its path then names no parameters. */
  readonly entry?: AppEntry;
  /** Only somebody of a unit is offered it: it is about one. */
  readonly ofUnit?: true;
  readonly show?: AppHandler;
  readonly post?: AppHandler;
  /** Parses what is posted; a plain form unless set. */
  readonly form?: RequestHandler;
}
