import { createHash } from 'node:crypto';
import type { Response } from 'express';
import type { Language } from '../../../../platform/store';
import { sendPage } from '../../answer';

const digestOf = (style: string): string => `'sha256-${createHash('sha256').update(style, 'utf8').digest('base64')}'`;

/**
 * Sends the HTML part of a mail as it would lie in an inbox. Its styles stand in its tags, as inboxes want them, so the policy names
 * the digest of each; it loads nothing, runs nothing and its link leads nowhere.
 */
export function sendMailDocument(res: Response, lang: Language, html: string): void {
  const styles = new Set([
    ...[...html.matchAll(/ style="([^"]*)"/g)].map(([, style = '']) => style.replaceAll('&#39;', "'")),
    ...[...html.matchAll(/<style>([^<]*)<\/style>/g)].map(([, style = '']) => style),
  ]);
  const allowed = [...styles].map(digestOf).join(' ');
  res.set(
    'Content-Security-Policy',
    `default-src 'none'; style-src 'unsafe-hashes' ${allowed}; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; sandbox`,
  );
  sendPage(res, 200, lang, html);
}
