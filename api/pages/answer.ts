import { setTimeout as wait } from 'node:timers/promises';
import { brotliCompress, constants, gzip } from 'node:zlib';
import type { NextFunction, Request, Response } from 'express';
import type { Language } from '../../platform/store';

/** Seconds after which a person may press "send again". */
const RETRY_AFTER_S = 5;

/** How long an answer takes that must not tell whether something was there. */
const SAME_FOR_ALL_MS = 700;
/** What takes longer than this goes on behind the answer. */
export const asLongForAll = (): Promise<void> => wait(SAME_FOR_ALL_MS);

/** What a page may load and where it may be shown: its own files only, in no frame, without inline script or style. */
const contentPolicy = [
  "default-src 'none'",
  "style-src 'self'",
  "script-src 'self'",
  "font-src 'self'",
  "img-src 'self'",
  "connect-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** Headers of every page that a link opens: kept nowhere, named to nobody, found by nobody, framed by nobody. */
export function privateHeaders(_req: Request, res: Response, next: NextFunction): void {
  res.set({
    'Cache-Control': 'no-store',
    'Referrer-Policy': 'no-referrer',
    'X-Robots-Tag': 'noindex, nofollow',
    'X-Frame-Options': 'DENY',
    'X-Content-Type-Options': 'nosniff',
    'Content-Security-Policy': contentPolicy,
  });
  next();
}

/** Headers of the pages for everybody: they may be found, but say what was true at that moment only. */
export function publicHeaders(_req: Request, res: Response, next: NextFunction): void {
  res.set({
    'Cache-Control': 'no-cache',
    'Referrer-Policy': 'no-referrer',
    'X-Frame-Options': 'DENY',
    'X-Content-Type-Options': 'nosniff',
    'Content-Security-Policy': contentPolicy,
  });
  next();
}

/** Sends a page. The same page is the same bytes: nothing of the request or of the moment is added. */
export function sendPage(res: Response, status: number, lang: Language, html: string): void {
  if (status === 503 || status === 429) res.set('Retry-After', String(RETRY_AFTER_S));
  res.status(status).set('Content-Language', lang).vary('Accept-Language').type('html');
  sendShort(res, Buffer.from(html, 'utf8'));
}

/** Smaller pages gain nothing. */
const WORTH_BYTES = 2_048;
/** A sheet of a thousand lines in some 30 ms; the best quality would take seconds. */
const brotli = {
  params: { [constants.BROTLI_PARAM_QUALITY]: 5, [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT },
};

/**
 * Sends a page compressed, where the browser takes that. What is compressed together must not hold a secret beside words that
 * somebody else chooses, since the length would give the secret away letter by letter (BREACH). No page does: the token stands
 * in the path and in no page, ids of forms are fresh in each, other sites may not post, and an address may ask for nothing but
 * names of a fixed list.
 */
function sendShort(res: Response, html: Buffer): void {
  res.vary('Accept-Encoding');
  const { req } = res;
  // asked one by one: of several that are taken alike, Express would give the one that is named first
  const encoding = html.length < WORTH_BYTES ? false : req.acceptsEncodings('br') || req.acceptsEncodings('gzip');
  const sent = (error: Error | null, bytes: Buffer): void => {
    if (error) res.send(html);
    else res.set('Content-Encoding', String(encoding)).send(bytes);
  };
  if (encoding === 'br') brotliCompress(html, brotli, sent);
  else if (encoding === 'gzip') gzip(html, sent);
  else res.send(html);
}
