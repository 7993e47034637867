import type { Award } from '../domain/award';
import { Problem } from '../domain/errors';
import type { Day } from '../domain/time';
import { subjectOf, type LedgerLine } from '../platform/store/ledger';
import type { NominationRecord } from '../platform/store';

/** The entry of the catalogue; a nomination is not taken in without one. @throws Problem NOT_FOUND */
export function awardOf(catalogue: readonly Award[], { dossier }: NominationRecord): Award {
  const award = catalogue.find((a) => a.code === dossier.award);
  if (!award) throw new Problem('NOT_FOUND', `award ${dossier.award}`);
  return award;
}

/** Under which decision an award was given. */
export interface Given {
  readonly award: Pick<Award, 'kind'>;
  /** As in running text. */
  readonly authority: string;
  readonly number: string;
  readonly date: Day;
}

/**
 * What a nomination leaves in the ledger. The initiatives that it rests on are used up by it; a title for which it names none
 * was won by the grade of the year.
 */
export function historyOf({ _id, dossier }: NominationRecord, { award, authority, number, date }: Given): LedgerLine {
  const { nominee, award: code, awardYear, commendationType, achievementPeriod, achievement } = dossier;
  const initiatives = dossier.initiatives ?? [];
  return {
    subject: subjectOf(nominee, _id),
    subjectKind: nominee.kind,
    award: code,
    awardYear,
    commendationType,
    authority,
    decisionNumber: number,
    decidedOn: date,
    achievementPeriod,
    ...(achievement === undefined ? {} : { achievement }),
    ...(initiatives.length > 0 ? { initiatives, wonBy: 'initiative' as const } : {}),
    ...(initiatives.length === 0 && award.kind === 'title' && nominee.kind === 'person'
      ? { wonBy: 'grade' as const }
      : {}),
  };
}
