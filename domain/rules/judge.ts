import { noOpenMatter } from './operators/conduct';
import { formAgrees, judged, noSecretContent, notCounted, registered } from './operators/form';
import { gradeOfYear, gradesInARow } from './operators/grades';
import { initiatives, initiativesOnce } from './operators/initiatives';
import { memberShare, membersGraded, membersWith, noMemberDisciplined } from './operators/members';
import { evidenceCertified, papersComplete, reportCertified } from './operators/papers';
import { prizeDue } from './operators/prize';
import { achievementOnce, leadsBlock, quotaInfo, roundShare } from './operators/round';
import { sinceAward, windowStart } from './operators/since';
import { titlesInARow } from './operators/titles';
import { achievementsWithin, basisHolds, opinionOf, subjectFits, unitExists } from './operators/validity';
import type { Reckoning } from './reckoning';
import type { Criterion } from './rule';
import { allOf, anyOf, type Verdict } from './verdict';

/** What a criterion says of a dossier: each operator of the vocabulary has its function. */
export function judge(test: Criterion, reckoning: Reckoning): Verdict {
  switch (test.op) {
    case 'all':
      return allOf(test.of.map((part) => judge(part, reckoning)));
    case 'any':
      return anyOf(test.of.map((part) => judge(part, reckoning)));
    case 'subjectFits':
      return subjectFits(reckoning);
    case 'gradeOfYear':
      return gradeOfYear(reckoning, test);
    case 'gradesInARow':
      return gradesInARow(reckoning, test);
    case 'titlesInARow':
      return titlesInARow(reckoning, test);
    case 'sinceAward':
      return sinceAward(reckoning, test);
    case 'initiatives':
      return initiatives(reckoning, test);
    case 'memberShare':
      return memberShare(reckoning, test);
    case 'membersWith':
      return membersWith(reckoning, test);
    case 'membersGraded':
      return membersGraded(reckoning, test);
    case 'noMemberDisciplined':
      return noMemberDisciplined(reckoning, test);
    case 'leadsBlock':
      return leadsBlock(reckoning, test);
    case 'achievementOnce':
      return achievementOnce(reckoning, test);
    case 'initiativesOnce':
      return initiativesOnce(reckoning, test);
    case 'noOpenMatter':
      return noOpenMatter(reckoning, test);
    case 'unitExists':
      return unitExists(reckoning);
    case 'papersComplete':
      return papersComplete(reckoning);
    case 'reportCertified':
      return reportCertified(reckoning);
    case 'evidenceCertified':
      return evidenceCertified(reckoning);
    case 'registered':
      return registered(reckoning);
    case 'noSecretContent':
      return noSecretContent(reckoning);
    case 'basisHolds':
      return basisHolds(reckoning);
    case 'roundShare':
      return roundShare(reckoning, test);
    case 'opinionOf':
      return opinionOf(reckoning, test);
    case 'achievementsWithin':
      return achievementsWithin(reckoning, test);
    case 'formAgrees':
      return formAgrees(reckoning);
    case 'judged':
      return judged(reckoning, test);
    case 'quotaInfo':
      return quotaInfo(reckoning);
    case 'notCounted':
      return notCounted(reckoning, test);
    case 'prizeDue':
      return prizeDue(reckoning);
    case 'windowStart':
      return windowStart(reckoning, test);
  }
}
