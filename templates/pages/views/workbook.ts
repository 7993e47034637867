import type { PageData } from '../data';

/** What was chosen stays chosen, and what is wrong stands at the form that was sent. */
export function importView({ units, rounds, typed, refused }: PageData['app/import']) {
  const at =
    (code: string) =>
    <T extends { readonly code: string }>(one: T) => ({ ...one, chosen: one.code === code });
  return {
    ...(units ? { units: units.map(at(typed.unit)) } : {}),
    rounds: rounds.map(at(typed.round)),
    refusedDrafts: refused?.kind === 'drafts' ? refused.sentence : undefined,
    refusedAwards: refused?.kind === 'awards' ? refused.sentence : undefined,
  };
}
