import type { Template } from '../engine';
import { templateOf } from '../engine';

/** What mails and drafts of letters have in common: one text file a language, the subject first, then paragraphs. */

const templates = new Map<string, Template>();

export function template(path: string, escape = false): Template {
  const known = templates.get(path);
  if (known) return known;
  const fresh = templateOf(path, { escape });
  templates.set(path, fresh);
  return fresh;
}

export const paragraphs = (text: string): string[] => text.trim().split(/\n{2,}/);

/** Line breaks are the structure of a mail and end a subject, so a text from a record may not bring any. */
export function onOneLine(value: unknown): unknown {
  if (typeof value === 'string') return value.replace(/\s+/g, ' ').trim();
  if (Array.isArray(value)) return value.map(onOneLine);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, onOneLine(inner)]));
}
