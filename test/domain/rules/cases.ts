import type { ConsultationFact, DossierFacts, Facts, MemberFacts } from '../../../domain/rules/facts';
import type { Finding } from '../../../domain/rules/rule';
import { award, awards, facts, grades, initiative, members } from './given';

/** What a rule on file makes of a dossier; `not asked` where it is not meant for it. */
export type Expected = Finding['outcome'] | 'not asked';
export type Case = readonly [code: string, what: string, given: Facts, expected: Expected];

export const person = (award: string, changes: Partial<Facts> = {}, dossier: Partial<DossierFacts> = {}): Facts =>
  facts({ ...changes, dossier: { award, ...dossier } });

export const collective = (award: string, changes: Partial<Facts> = {}, dossier: Partial<DossierFacts> = {}): Facts =>
  person(award, changes, { subject: 'U01a', subjectKind: 'collective', ...dossier });

/** A person's dossier that rests on these initiatives. */
export const resting = (
  award: string,
  changes: Partial<Facts>,
  ...named: readonly Parameters<typeof initiative>[]
): Facts =>
  person(
    award,
    { ...changes, initiatives: named.map((one) => initiative(...one)) },
    { initiatives: named.map(([code]) => code) },
  );

/** An initiative that an award of the same person has used. */
export const usedFor = (
  award: string,
  changes: Parameters<typeof initiative>[1] = {},
): Parameters<typeof initiative> => ['A', { ...changes, usedBy: [{ award, awardYear: 2025, subject: 'P1' }] }];

/** Ten members who are all graded, so many of them Advanced workers and one a Grassroots emulation fighter. */
export const room = (ldtt: number, changes: Partial<MemberFacts> = {}): Partial<Facts> => ({
  members: members({
    holders: { LDTT: { issued: ldtt, pending: 0 }, CSTDCS: { issued: 1, pending: 0 } },
    graded: { completed: 10 },
    ...changes,
  }),
});

/** An award of 2020 whose achievement period ended with that year, then grades up to 2026 and titles of these years. */
export const since = (code: string, letters: string, ...fighter: number[]): Partial<Facts> => ({
  awards: [
    award(code, 2020, { achievementPeriod: { from: '2016-01-01', to: '2020-12-31' } }),
    ...awards('CSTDCS', ...fighter),
  ],
  grades: grades(2027 - letters.length, letters),
});

/** Another dossier of the round, of the same person unless it says otherwise. */
export const beside = (changes: Partial<Facts['round']['others'][number]>): Partial<Facts> => ({
  round: {
    others: [
      {
        nomination: 'N77',
        subject: 'P1',
        subjectKind: 'person',
        award: 'GK',
        achievementPeriod: { from: '2026-01-01', to: '2026-12-31' },
        commendationType: 'merit',
        initiatives: [],
        ...changes,
      },
    ],
  },
});

/** At the point where the dossier leaves the province. */
export const leaving = (...consultations: ConsultationFact[]): Partial<Facts> => ({ moment: 'central', consultations });
