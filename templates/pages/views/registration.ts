import { figureText } from '../../../domain/text';
import type { Lang } from '../../format';
import { goalText } from '../../words';
import type { PageData } from '../data';

/** What the pages of a head show beside their data. */
export function registrationView(data: PageData['registration'], lang: Lang) {
  const { step, answer, missing = [], registrations } = data;
  const amendments = registrations.filter(({ amends }) => amends !== undefined).length;
  return {
    form: step === 'form',
    busy: step === 'busy',
    signs: answer === 'sign',
    returning: answer === 'sendBack',
    n: registrations.length,
    amendments,
    onlyAmendments: amendments > 0 && amendments === registrations.length,
    titleKey: step === 'form' ? 'registration.title' : 'registration.notSent',
    lacks: missing.map((what) => `registration.missing.${what}`),
    registrations: registrations.map((one) => ({
      ...one,
      // as `registrationPages` reads it
      field: `${one.amends === undefined ? 'v' : 'a'}.${one.id}`,
      targets: one.targets.map((target) => ({
        ...target,
        line: [goalText(lang, target), target.baseline === undefined ? '' : figureText(target.baseline)[lang]],
      })),
    })),
  };
}

export const registrationDoneView = ({ state }: PageData['registration-done']) => ({
  headingKey: `registration.${state}`,
  howKey: `registration.${state}How`,
  good: state === 'signed' || state === 'sentBack',
});
