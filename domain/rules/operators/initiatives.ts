import { namedIn, useOf, weigh } from '../initiativeUse';
import type { Reckoning } from '../reckoning';
import type { Criterion } from '../rule';
import {
  initiativesMissing,
  initiativesSaid,
  recognitionMissing,
  scopeMissing,
  usedSaid,
} from '../sentencesOfInitiatives';
import { fail, pass, unknown, type Verdict } from '../verdict';

const field = 'initiatives';

/** Recognised initiatives or accepted topics of the dossier, of a scope, that nothing has used up (R03, R05, R06, R09). */
export function initiatives(reckoning: Reckoning, asked: Extract<Criterion, { op: 'initiatives' }>): Verdict {
  const weighed = weigh(reckoning.facts, asked);
  const free = weighed.filter((w) => w.reason === undefined).length;
  const say = initiativesSaid(reckoning, asked, weighed);
  if (free >= asked.count) return pass(say, field);
  const open = weighed.filter(({ reason }) => reason?.why === 'notKnown');
  if (free + open.length >= asked.count) {
    return unknown(
      say,
      open.map(({ code }) => recognitionMissing(code)),
      field,
    );
  }
  const narrow = weighed
    .filter(({ reason }) => reason?.why === 'scope')
    .map(({ code }) => scopeMissing(code, asked.scope));
  const lacking = asked.count - free - narrow.length;
  return fail(say, [...narrow, ...(lacking > 0 ? [initiativesMissing(lacking, asked.scope)] : [])], field);
}

/** None of its initiatives is used by a standing award or by another dossier of the round (R14). */
export function initiativesOnce(
  reckoning: Reckoning,
  { notUsedUpBy }: Extract<Criterion, { op: 'initiativesOnce' }>,
): Verdict {
  const named = namedIn(reckoning.facts);
  const used = named.flatMap((code) => {
    const use = useOf(reckoning.facts, code, notUsedUpBy);
    return use ? [{ code, use }] : [];
  });
  const say = usedSaid(reckoning, named, used);
  return used.length === 0 ? pass(say, field) : fail(say, [initiativesMissing(used.length, 'unit')], field);
}
