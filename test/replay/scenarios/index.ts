import { accountLetters } from './accounts';
import { carriedDocket, carriedSession, playedInRuns } from './carried';
import { caseBroughtForward, revokedAward, unprintableLetter } from './cases';
import { amendedInMidYear, campaignBroughtForward, carriedCampaign, followedByNextYear, wholeYear } from './campaigns';
import { centralRoute } from './central';
import { mornings } from './daily';
import { freshLink } from './fresh-link';
import { registerAtItsEnd } from './numbers';
import { authorityOffice } from './office';
import { provinceRoute } from './province';
import { broughtForward } from './restored';
import { played, type Scenario } from './scenario';
import { cancelled, changed, drilled, met, secretary, tied, withoutQuorum } from './sessions';
import { heldAndWithdrawn, simplifiedRoute } from './simplified';
import { brokenLine, calendarEnds, databaseAway, mailRefused } from './trouble';
import { nobodyActs, unitRoute } from './unit';
import { wordingAsked } from './wording';

/** What is recorded. A history of a new kind is a scenario here; the names of its files say what they guard. */
export const scenarios: Readonly<Record<string, Scenario>> = {
  'the route of a unit': played(unitRoute),
  'the route of the province': played(provinceRoute),
  'the route of an award of the State': played(centralRoute),
  'the simplified route': played(simplifiedRoute),
  'words that are printed': played(wordingAsked),
  'holds and withdrawals': played(heldAndWithdrawn),
  'nobody acts': played(nobodyActs),
  'a register at its end': played(registerAtItsEnd),
  'the office of an authority': played(authorityOffice),
  'a session without quorum': played(withoutQuorum),
  'the orders of a secretary': played(secretary),
  'a council and an agenda that change': played(changed),
  'invitations that wait for a drill': played(drilled),
  'a meeting': played(met),
  'a tie that is left to the chair': played(tied),
  'sessions that decide nothing': played(cancelled),
  'a fresh link': played(freshLink),
  'letters to accounts': played(accountLetters),
  'an award that is revoked': played(revokedAward),
  'a letter that cannot be printed': played(unprintableLetter),
  'a year of emulation': played(wholeYear),
  'a year that follows from the last': played(followedByNextYear),
  'a campaign brought forward to its records': played(campaignBroughtForward),
  'what every day brings': played(mornings),
  'a broken line': played(brokenLine),
  'a calendar that ends': played(calendarEnds),
  'a mail that is refused': played(mailRefused),
  'a database that is away': databaseAway,
  'processes that are brought forward': played(broughtForward),
  'a case that is brought forward': played(caseBroughtForward),
  'a docket in two runs': playedInRuns(carriedDocket),
  'a session in two runs': playedInRuns(carriedSession),
  'a campaign in two runs': playedInRuns(carriedCampaign),
  'a campaign whose registration is amended': played(amendedInMidYear),
};
