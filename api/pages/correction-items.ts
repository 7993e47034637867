import type { Dossier, Language, Paper } from '../../platform/store';
import { reports, type ProvincePack } from '../../domain/pack';
import type { CorrectionItem } from '../../templates/pages';
import { proseLetters } from '../schemas/content';
import { places } from './dossier-places';
import { paperName } from './nominee';
import type { Wanted } from './unit-case';
import { words } from './words';

/**
 * One thing to correct: how it is shown, what stands in the dossier, and how a new value takes its place. A field that the
 * dossier does not have is answered in words, which go with the note of the correction.
 */
export interface Correctable extends Pick<
  CorrectionItem,
  'field' | 'label' | 'kind' | 'reason' | 'citation' | 'old' | 'certifiable'
> {
  readonly put?: (dossier: Dossier, value: string) => Dossier;
  /** How many letters a dossier, or the note for what is no part of it, takes. */
  readonly most?: number;
  /** Kind of the paper that a new file takes the place of. */
  readonly paper?: string;
}

/** The name of a further paper that takes the place of none. */
const FURTHER = 'other';

/**
 * What a return asks for, one entry a field. A whole part (nominee, period) is asked for piece by piece; a paper by its kind;
 * "papers" in general as a further paper; a return that names no item as a text.
 */
export function correctables(
  { items, reason = '' }: Wanted,
  dossier: Dossier,
  pack: Pick<ProvincePack, 'requirements'>,
  lang: Language,
): Correctable[] {
  const asked = items.length > 0 ? items : [{ field: '', reason, citation: '' }];
  const found = new Map<string, Correctable>();
  for (const item of asked) {
    const field = item.field.replace(/^dossier\./, '');
    for (const one of correctablesOf(field, dossier, pack, lang)) {
      const before = found.get(one.field);
      const said = { reason: item.reason, ...(item.citation === '' ? {} : { citation: item.citation }) };
      found.set(one.field, { ...one, ...(before ? together(before, said) : said) });
    }
  }
  return [...found.values()];
}

const together = (a: { reason: string; citation?: string }, b: { reason: string; citation?: string }) => {
  const citations = [...new Set([a.citation, b.citation].filter((c) => c !== undefined))];
  return { reason: `${a.reason}; ${b.reason}`, ...(citations.length === 0 ? {} : { citation: citations.join('; ') }) };
};

type Bare = Omit<Correctable, 'reason' | 'citation'>;

function correctablesOf(
  field: string,
  dossier: Dossier,
  pack: Parameters<typeof paperName>[0],
  lang: Language,
): Bare[] {
  const typed = Object.entries(places).filter(([name]) => name === field || name.startsWith(`${field}.`));
  if (field !== '' && typed.length > 0) {
    return typed.flatMap(([name, { label, kind, most, get, put }]): Bare[] => {
      const old = get(dossier);
      if (old === undefined) return [];
      return [{ field: name, label: words[label][lang], kind, old, put, ...(most ? { most: most(dossier) } : {}) }];
    });
  }
  const paper = paperKind(field, dossier, pack);
  if (paper !== undefined) {
    const now = paper === FURTHER ? undefined : dossier.papers.find((p) => p.kind === paper);
    const label = paper === FURTHER ? words.otherPaper[lang] : paperName(pack, paper, lang, now?.title);
    const old = now ? now.title : words.oldFile[lang];
    const certifiable = reports.has(paper) ? { certifiable: true as const } : {};
    return [{ field: `papers.${paper}`, label, kind: 'file', old, paper, ...certifiable }];
  }
  return [{ field: 'explanation', label: words.explanation[lang], kind: 'long', old: '', most: proseLetters.note }];
}

function paperKind(field: string, dossier: Dossier, pack: Parameters<typeof paperName>[0]): string | undefined {
  if (field === 'papers') return FURTHER;
  const kind = field.replace(/^papers\./, '');
  const known = pack.requirements.flatMap((r) => r.papers.map((p) => p.kind as string));
  const named = field !== kind || known.includes(kind) || dossier.papers.some((p) => p.kind === kind);
  return named && kind !== '' ? kind : undefined;
}

/** A stored file, and whether it is certified by the proposing level where that was asked for. */
interface NewFile {
  readonly id: string;
  readonly name: string;
  readonly certified?: boolean;
}

/**
 * The dossier with a stored file in the place of its old paper; the same file again changes nothing. That the old one was certified
 * says nothing of the new one.
 */
export function putFile(dossier: Dossier, kind: string, label: string, file: NewFile): Dossier {
  const certified = file.certified === undefined ? {} : { certified: file.certified };
  if (dossier.papers.some((p) => p.attachment === file.id && (p.kind !== kind || sameCertified(p, file))))
    return dossier;
  const index = kind === FURTHER ? -1 : dossier.papers.findIndex((p) => p.kind === kind);
  const old = dossier.papers[index];
  if (!old) {
    const title = kind === FURTHER ? `${label}: ${file.name}` : label;
    return { ...dossier, papers: [...dossier.papers, { kind, title, attachment: file.id, ...certified }] };
  }
  return { ...dossier, papers: dossier.papers.with(index, { ...old, attachment: file.id, ...certified }) };
}

const sameCertified = (paper: Paper, { certified }: NewFile): boolean =>
  certified === undefined || paper.certified === certified;
