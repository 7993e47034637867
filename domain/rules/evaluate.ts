import { hasEnded, holdsOn } from '../award';
import type { Facts } from './facts';
import { moments } from './facts';
import { judge } from './judge';
import { reckon } from './reckoning';
import type { Finding, Rule, RuleCondition } from './rule';

/**
 * What the rules say of a dossier: one finding for each rule that is meant for it and holds on the day of the check, in the
 * order of the rules. Nothing but rules and facts goes in, so the same facts give the same findings, in whatever order they are
 * listed.
 */
export function evaluate(rules: readonly Rule[], facts: Facts): Finding[] {
  const meant = rules.filter((rule) => applies(rule.when, facts));
  const applied = meant.filter((rule) => holdsOn(rule, facts.today));
  const lapsed = meant.filter((rule) => hasEnded(rule, facts.today) && !applied.some(({ code }) => code === rule.code));
  const reckoning = reckon(facts, applied, lapsed);
  return applied.map((rule): Finding => {
    const { outcome, say, missing, field, internal } = judge(rule.test, reckoning);
    return {
      rule: rule.rule,
      code: rule.code,
      kind: rule.kind,
      outcome,
      say,
      citation: rule.citation,
      sourceLevel: rule.sourceLevel,
      verified: rule.verified,
      missing,
      ...(field === undefined ? {} : { field }),
      ...(internal === undefined ? {} : { internal }),
      // a warning may be passed by the office, whether or not its rule says so
      override: rule.override?.roles ?? (rule.kind === 'WARN' ? ['office'] : []),
    };
  });
}

/** Whether a rule is meant for a dossier: every condition that it names holds. */
function applies(when: RuleCondition, { dossier, moment }: Facts): boolean {
  const { awards, subjects, procedures, commendationTypes, criterion, flags, from } = when;
  return (
    (awards?.includes(dossier.award) ?? true) &&
    (subjects?.includes(dossier.subjectKind) ?? true) &&
    (procedures?.includes(dossier.procedure) ?? true) &&
    (commendationTypes?.includes(dossier.commendationType) ?? true) &&
    (criterion === undefined ||
      (dossier.criterion === undefined ? criterion.orNone === true : dossier.criterion === criterion.code)) &&
    (flags?.some((flag) => dossier.flags.includes(flag)) ?? true) &&
    moments.indexOf(moment) >= moments.indexOf(from ?? moments[0])
  );
}
