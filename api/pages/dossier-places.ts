import type { Dossier } from '../../platform/store';
import { nomineeLetters, proseLetters } from '../schemas/content';
import type { words } from './words';

/** A part of a dossier that is typed: how it is called and shown, what stands there, and how other words take its place. */
export interface Place {
  readonly label: keyof typeof words;
  readonly kind: 'text' | 'long' | 'date';
  readonly most?: (dossier: Dossier) => number;
  readonly get: (dossier: Dossier) => string | undefined;
  readonly put: (dossier: Dossier, value: string) => Dossier;
}

const nomineePlace = (label: keyof typeof words, part: 'name' | 'post' | 'unitName' | 'residence'): Place => ({
  label,
  kind: 'text',
  most: ({ nominee }) => nomineeLetters[part === 'name' && nominee.kind === 'person' ? 'person' : part],
  get: ({ nominee }) => (nominee as Partial<Record<typeof part, string>>)[part],
  put: (dossier, value) => ({ ...dossier, nominee: { ...dossier.nominee, [part]: value } }),
});

const periodPlace = (label: keyof typeof words, part: 'from' | 'to'): Place => ({
  label,
  kind: 'date',
  get: ({ achievementPeriod }) => achievementPeriod[part],
  put: (dossier, value) => ({ ...dossier, achievementPeriod: { ...dossier.achievementPeriod, [part]: value } }),
});

/** Parts of a dossier that a unit may correct by typing, and its office where it was written wrongly. */
export const places: Readonly<Record<string, Place>> = {
  merit: {
    label: 'merit',
    kind: 'long',
    most: () => proseLetters.merit,
    get: (dossier) => dossier.merit,
    put: (dossier, merit) => ({ ...dossier, merit }),
  },
  basis: {
    label: 'basis',
    kind: 'long',
    most: () => proseLetters.basis,
    get: (dossier) => dossier.basis ?? '',
    put: (dossier, basis) => ({ ...dossier, basis }),
  },
  'nominee.name': nomineePlace('nomineeName', 'name'),
  'nominee.post': nomineePlace('nomineePost', 'post'),
  'nominee.unitName': nomineePlace('nomineeUnit', 'unitName'),
  'nominee.residence': nomineePlace('residence', 'residence'),
  'achievementPeriod.from': periodPlace('periodFrom', 'from'),
  'achievementPeriod.to': periodPlace('periodTo', 'to'),
};
