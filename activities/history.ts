import type { Day } from '../domain/time';
import type { HistoryRecord, NominationRecord } from '../platform/store';

/** The entry of the award history that a nomination leaves: of a person or collective by code, of a household by its nomination. */
export function historyOf(
  nomination: NominationRecord,
  decisionNumber: string,
  decidedOn: Day,
): Omit<HistoryRecord, '_id' | 'decision' | 'revoked'> {
  const { nominee, award, awardYear, commendationType, achievementPeriod } = nomination.dossier;
  const code =
    nominee.kind === 'person' ? nominee.person : nominee.kind === 'collective' ? nominee.collective : undefined;
  return {
    subject: code ?? nomination._id,
    subjectKind: nominee.kind,
    award,
    awardYear,
    commendationType,
    decisionNumber,
    decidedOn,
    achievementPeriod,
  };
}
