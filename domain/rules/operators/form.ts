import type { Reckoning } from '../reckoning';
import type { Criterion } from '../rule';
import {
  agreesSaid,
  declaredMissing,
  formDiffers,
  formOnly,
  judgedSaid,
  nameDiffers,
  notCountedSaid,
  registeredSaid,
  registrationMissing,
  secretSaid,
  secretMissing,
} from '../sentencesOfForms';
import { fail, info, pass, type Verdict } from '../verdict';

/**
 * What the form states agrees with the ledger (R43). Where they differ the ledger is used and the difference named; what only the
 * form states is used as it was declared, and named.
 */
export function formAgrees(reckoning: Reckoning): Verdict {
  const differences = formDiffers(reckoning);
  if (differences.length > 0) {
    const nameAlone = nameDiffers(reckoning.facts).length === differences.length;
    return fail(agreesSaid(differences, []), [declaredMissing()], nameAlone ? 'nominee.name' : 'declared');
  }
  const alone = formOnly(reckoning);
  return alone.length > 0 ? info(agreesSaid([], alone), 'declared') : pass(agreesSaid([], []));
}

/** The nominee was registered at the start of the year (R23). Where nobody keeps a list of registrations there is nothing to ask. */
export function registered({ facts }: Reckoning): Verdict {
  const say = registeredSaid(facts.registration, facts.dossier.awardYear);
  switch (facts.registration) {
    case 'registered':
      return pass(say);
    case 'notRegistered':
      return fail(say, [registrationMissing(facts.dossier.awardYear)]);
    case 'unknown':
      return info(say);
  }
}

/** No State secret in an electronic dossier (R33). */
export function noSecretContent({ facts }: Reckoning): Verdict {
  const { secretContent } = facts.dossier;
  return secretContent
    ? fail(secretSaid(true), [secretMissing()], 'secretContent')
    : pass(secretSaid(false), 'secretContent');
}

/** Left to people. */
export const judged = (_: Reckoning, { by }: Extract<Criterion, { op: 'judged' }>): Verdict => info(judgedSaid(by));

/** What was left out of the reckoning and why (R15, R17, R35). Never refuses. */
export const notCounted = (reckoning: Reckoning, { because }: Extract<Criterion, { op: 'notCounted' }>): Verdict =>
  info(notCountedSaid(reckoning, because));
