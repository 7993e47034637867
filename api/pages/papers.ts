import type { Response } from 'express';
import { Problem } from '../../domain/errors';
import type { Dossier } from '../../platform/store';
import type { ApiContext } from '../context';

/** Kinds of files that a browser shows beside the page; all others are handed over to be saved. */
const shown = new Set(['application/pdf', 'image/jpeg', 'image/png']);

/**
 * Sends a file of one of these dossiers. @throws Problem NOT_FOUND for a file that none of them names: a link opens what lies
 * before its holder and nothing else
 */
export async function sendPaper(
  { store }: ApiContext,
  res: Response,
  file: string,
  nominations: Iterable<{ readonly dossier: Pick<Dossier, 'papers'> }>,
): Promise<void> {
  const named = [...nominations].some((n) => n.dossier.papers.some((paper) => paper.attachment === file));
  const stored = named ? await store.files.get(file) : undefined;
  if (!stored) throw new Problem('NOT_FOUND', 'no such paper behind this link');
  const type = stored.metadata['type'] ?? 'application/octet-stream';
  const disposition = shown.has(type) ? 'inline' : 'attachment';
  res
    .set({
      'Content-Type': shown.has(type) ? type : 'application/octet-stream',
      'Content-Disposition': `${disposition}; filename*=UTF-8''${encoded(stored.name)}`,
      'X-Content-Type-Options': 'nosniff',
      // the browser's own viewer brings styles and a script of its own
      'Content-Security-Policy':
        "default-src 'self'; object-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'none'",
    })
    .send(stored.bytes);
}

/** A file name in a header (RFC 8187), which knows fewer plain characters than an address. */
const encoded = (name: string): string =>
  encodeURIComponent(name).replace(/['()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);
