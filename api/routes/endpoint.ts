import type { z } from 'zod';
import type { ProblemCode } from '../../domain/errors';
import type { Right } from '../../domain/roles';
import type { Language } from '../../platform/store';
import type { ApiContext, Caller } from '../context';

/** What a route is given once its request has been parsed. */
export interface Asked<P, Q, B> {
  readonly context: ApiContext;
  readonly caller: Caller;
  readonly params: P;
  readonly query: Q;
  readonly body: B;
  /** The Idempotency-Key, or a fresh one: then every call is one of its own. */
  readonly submission: string;
  /** Version that the header If-Match names. */
  readonly ifMatch?: number;
  readonly language: Language;
  readonly upload?: { readonly name: string; readonly bytes: Buffer };
  readonly uploads?: readonly { readonly name: string; readonly bytes: Buffer }[];
}

export interface Answer {
  readonly status?: number;
  readonly body?: unknown;
  /** Version of what is answered: becomes the ETag. */
  readonly version?: number;
  readonly location?: string;
  /** As a whole, or piece by piece. */
  readonly file?: { readonly name: string; readonly type: string; readonly bytes: Buffer | AsyncIterable<Buffer> };
}

/** What a schema makes of a request, where there is one. */
export type Parsed<S> = S extends z.ZodType ? z.output<S> : Record<string, never>;

/** One call of the JSON API: what it takes, what it answers, what it does. The documentation is made of the same object. */
export interface EndpointOf<
  P extends z.ZodObject | undefined,
  Q extends z.ZodObject | undefined,
  B extends z.ZodType | undefined,
> {
  readonly method: 'get' | 'post' | 'put' | 'patch' | 'delete';
  /** Under `/api/v1`, with `:name` for parameters. */
  readonly path: string;
  readonly tag: Tag;
  readonly summary: string;
  readonly description?: string;
  /** Checked before anything is read, and again by the command; stands in the documentation. */
  readonly right?: Right;
  readonly params?: P;
  readonly query?: Q;
  readonly body?: B;
  /** Takes a file as multipart/form-data, under the name `file`; `several`: one or more of them. */
  readonly upload?: true | 'several';
  /** By status; a string is the media type of a file. */
  readonly answers: Readonly<Record<number, z.ZodType | string | undefined>>;
  /** Refusals worth naming, besides those that every call may give. */
  readonly refuses?: readonly ProblemCode[];
  readonly handle: (asked: Asked<Parsed<P>, Parsed<Q>, Parsed<B>>) => Promise<Answer>;
}

export const tags = {
  nominations: 'Nominations: drafts, checks, what a unit sends, and what is done with it on its way',
  sessions: 'Council sessions',
  proposals: 'Proposals to an authority, and the signed papers',
  cases: 'After the award: corrections, replacements, revocations, reprints, complaints',
  statistics: 'Numbers of award years, with the dossiers behind each, and the forms of the Ministry',
  campaigns: 'Years of emulation: campaigns, registrations, figures and reviews',
  initiatives: 'Initiatives: submitted by a unit, recognised by its initiative council',
  facts: 'What the rules look at: the ledger of awards, grades, initiatives and other facts',
  registers: 'Decisions, certificates, mails',
  'master-data': 'Units, people, councils, authorities, rounds, calendars, awards, printers and coordinates of blanks',
  templates:
    'Templates of papers that an office edits in its word processor, drafts that are made of them, and its own words in mails',
  service: 'Accounts, keys and the clock of a rehearsal',
} as const;
export type Tag = keyof typeof tags;

export type Endpoint = EndpointOf<z.ZodObject | undefined, z.ZodObject | undefined, z.ZodType | undefined>;

/** Ties the types of a call together; a list then holds calls of all types. */
export const endpoint = <
  P extends z.ZodObject | undefined = undefined,
  Q extends z.ZodObject | undefined = undefined,
  B extends z.ZodType | undefined = undefined,
>(
  of: EndpointOf<P, Q, B>,
): Endpoint => of;
