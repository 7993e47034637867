import type { Request, RequestHandler } from 'express';
import session, { Cookie, Store as SessionStore, type SessionData } from 'express-session';
import { sha256 } from '../../../platform/store/canonical';
import { instant, msOf, type Instant } from '../../../domain/time';
import type { KeptForm, Language, SignInRecord } from '../../../platform/store';
import type { ApiContext } from '../../context';

declare module 'express-session' {
  interface SessionData {
    /** Set as soon as the browser is on record. */
    startedAt?: Instant;
    seenAt?: Instant;
    account?: string;
    /** What he is; once it is over, what he was. */
    as?: string;
    /** Whose it was. */
    formerly?: string;
    /** Its time is over, or it was ended: `freshWhenOver` puts a new one in its place. */
    over?: true;
    language?: Language;
    device?: string;
    pending?: NonNullable<SignInRecord['pending']>;
    agency?: NonNullable<SignInRecord['agency']>;
    kept?: KeptForm;
  }
}

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
/** How long a browser is remembered that has not signed in, or does so no longer. */
const ANONYMOUS_MS = HOUR_MS;
/** Beyond any limit, and a day more: whose form it was that comes late is known so long. */
const REMEMBERED_MS = 96 * HOUR_MS;

type Given = Pick<ApiContext, 'store' | 'clock' | 'config'>;

/** Under what a browser stands on record: the secret in its cookie is in no database. */
export const browserOf = (req: Request): string => sha256(req.sessionID);

/** How long a browser stays signed in is over, or it was signed out. */
export function isOver(
  record: SignInRecord,
  now: Instant,
  hours: { readonly idle: number; readonly most: number },
): boolean {
  if (record.endedAt !== undefined) return true;
  const idleMs = record.account === undefined ? ANONYMOUS_MS : hours.idle * HOUR_MS;
  const mostMs = record.account === undefined ? ANONYMOUS_MS : hours.most * HOUR_MS;
  return msOf(now) - msOf(record.seenAt) > idleMs || msOf(now) - msOf(record.startedAt) > mostMs;
}

/**
 * Sessions of express-session in our own records: see docs/decisions/0016-sessions.md. A browser whose time is over is anonymous
 * again under a new id, and it is known whose it was.
 */
class RecordedSessions extends SessionStore {
  constructor(private readonly given: Given) {
    super();
  }

  override get(sid: string, callback: (error: unknown, session?: SessionData | null) => void): void {
    this.find(sid).then(
      (found) => callback(null, found ?? null),
      (error: unknown) => callback(error),
    );
  }

  override set(sid: string, data: SessionData, callback?: (error?: unknown) => void): void {
    this.keep(sid, data).then(
      () => callback?.(),
      (error: unknown) => callback?.(error),
    );
  }

  override destroy(sid: string, callback?: (error?: unknown) => void): void {
    const { store, clock } = this.given;
    store.signIns.end(sha256(sid), clock.now()).then(
      () => callback?.(),
      (error: unknown) => callback?.(error),
    );
  }

  /** Notes that the browser was here, at most once a minute. */
  override touch(sid: string, { seenAt }: SessionData, callback?: (error?: unknown) => void): void {
    const { store, clock } = this.given;
    const now = clock.now();
    const soon = seenAt !== undefined && msOf(now) - msOf(seenAt) < MINUTE_MS;
    (soon ? Promise.resolve() : store.signIns.seen(sha256(sid), now)).then(
      () => callback?.(),
      (error: unknown) => callback?.(error),
    );
  }

  private async find(sid: string): Promise<SessionData | undefined> {
    const { store, clock, config } = this.given;
    const record = await store.signIns.get(sha256(sid));
    if (!record) return undefined;
    const { startedAt, seenAt, account, as, formerly, language, device, pending, agency, kept } = record;
    const cookie = new Cookie();
    if (isOver(record, clock.now(), config.sessionHours)) {
      const of = account ?? formerly;
      return {
        cookie,
        over: true,
        ...(of === undefined ? {} : { formerly: of }),
        ...(as === undefined ? {} : { as }),
      };
    }
    return {
      cookie,
      startedAt,
      seenAt,
      ...(account === undefined ? {} : { account }),
      ...(as === undefined ? {} : { as }),
      ...(formerly === undefined ? {} : { formerly }),
      ...(language === undefined ? {} : { language }),
      ...(device === undefined ? {} : { device }),
      ...(pending === undefined ? {} : { pending }),
      ...(agency === undefined ? {} : { agency }),
      ...(kept === undefined ? {} : { kept }),
    };
  }

  private async keep(sid: string, data: SessionData): Promise<void> {
    const { store, clock, config } = this.given;
    const { cookie: _cookie, startedAt, seenAt: _seenAt, ...said } = data;
    const now = clock.now();
    const record = { _id: sha256(sid), startedAt: startedAt ?? now, seenAt: now, ...said };
    if (startedAt !== undefined) {
      await store.signIns.write(record);
      return;
    }
    await store.signIns.insert(record);
    data.startedAt = now;
    const ago = (ms: number): Instant => instant(msOf(now) - ms);
    await store.signIns.forget({ somebodys: ago(REMEMBERED_MS), nobodys: ago(ANONYMOUS_MS) });
    await store.heldPages.forget(ago(config.sessionHours.most * HOUR_MS));
  }
}

/** Whether people reach the service by https, so that its cookie travels by nothing else. */
const isSecure = ({ config }: Pick<ApiContext, 'config'>): boolean => config.publicUrl.startsWith('https:');

export const cookieName = (given: Pick<ApiContext, 'config'>): string => (isSecure(given) ? '__Host-vd' : 'vd');

/**
 * Sessions by cookie: readable by no script, sent by no other site's forms, gone with the browser. Nobody gets one for looking:
 * it is set when somebody asks for a code.
 */
export function sessions(given: Given): RequestHandler[] {
  const { sessionSecret } = given.config;
  if (sessionSecret === undefined) throw new Error('sessions need SESSION_SECRET');
  const read = session({
    name: cookieName(given),
    secret: sessionSecret,
    store: new RecordedSessions(given),
    resave: false,
    saveUninitialized: false,
    rolling: false,
    cookie: { httpOnly: true, sameSite: 'lax', secure: isSecure(given), path: '/' },
  });
  return [read, freshWhenOver];
}

/** A browser whose time is over is anonymous again, under a new id. */
const freshWhenOver: RequestHandler = (req, _res, next) => {
  const { over, formerly, as } = req.session;
  if (!over) {
    next();
    return;
  }
  renewed(req).then(() => {
    if (formerly !== undefined) Object.assign(req.session, { formerly, ...(as === undefined ? {} : { as }) });
    next();
  }, next);
};

/** A new id for a browser; what it had is gone. Always when somebody signs in, so that nobody can have set it for him. */
export const renewed = (req: Request): Promise<void> =>
  new Promise((resolve, reject) => {
    req.session.regenerate((error?: unknown) =>
      error === undefined || error === null ? resolve() : reject(asError(error)),
    );
  });

/** Writes it at once: before an answer that leads on, so that the next request finds it. */
export const saved = (req: Request): Promise<void> =>
  new Promise((resolve, reject) => {
    req.session.save((error?: unknown) => (error === undefined || error === null ? resolve() : reject(asError(error))));
  });

/** Signs the browser out; it has no session any more. */
export const ended = (req: Request): Promise<void> =>
  new Promise((resolve, reject) => {
    req.session.destroy((error?: unknown) =>
      error === undefined || error === null ? resolve() : reject(asError(error)),
    );
  });

const asError = (error: unknown): Error => (error instanceof Error ? error : new Error('no session'));
