import type { NextFunction, Request, Response } from 'express';
import type { Language } from '../../platform/store';

/** Seconds after which a person may press "send again". */
const RETRY_AFTER_S = 5;

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
  res.status(status).set('Content-Language', lang).vary('Accept-Language').type('html').send(html);
}
