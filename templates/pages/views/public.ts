import { problems } from '../../../domain/errors';
import type { Lang } from '../../format';
import { onDay } from '../../format';
import { actionLabel, fieldLabel, say } from '../../words';
import type { PageData } from '../data';
import type { VerifiedCorrection, VerifiedSuccessor } from '../data/public';

/** What the public pages show beside their data. */

export function verifyView({ result, file }: PageData['verify'], lang: Lang) {
  if (!result) return {};
  const paper = 'paper' in result ? result.paper : undefined;
  const state = say(lang, `verify.state.${result.state}`, { ...paper });
  // a file that was changed must not be taken for what the register says of the code in it
  const other = file === 'other';
  return {
    tone: other ? 'unknown' : result.state,
    headline: other ? say(lang, 'verify.otherFile') : state,
    ...(other ? { registered: say(lang, 'verify.otherFileHow', { state }) } : {}),
    ...(file === 'issued' ? { sameFile: true } : {}),
    ...(result.state === 'unknown' ? { unknownKey: file ? 'verify.unknownFile' : 'verify.unknownHow' } : {}),
    paperKey: `verify.paper.${result.state}`,
    ...(result.state === 'corrected' ? { corrections: result.corrections.map((one) => correction(one, lang)) } : {}),
    ...(result.state === 'replaced' ? { now: successor(result.now, lang) } : {}),
    facts: 'facts' in result ? result.facts : undefined,
  };
}

const correction = ({ field, printed, correct, number, date }: VerifiedCorrection, lang: Lang) => ({
  what: fieldLabel(lang, field),
  printed,
  correct,
  by: say(lang, 'verify.correctedBy', { number, date: onDay(lang, date) }),
});

/** What became of the certificate that came in the place of a replaced one. */
function successor({ state, decision, date, goldBook, paper }: VerifiedSuccessor, lang: Lang): string {
  const place = { decision, date: onDay(lang, date), goldBook };
  const by = paper && { number: paper.number, on: onDay(lang, paper.date) };
  return say(lang, `verify.now.${state}`, { ...place, ...by });
}

export const problemView = (data: Pick<PageData['problem'], 'code' | 'sentence' | 'allowed'>, lang: Lang) => ({
  titleKey: `problem.title.${problems[data.code].http}`,
  sentence: data.sentence ?? problems[data.code][lang],
  allowedTexts: data.allowed?.map((action) => actionLabel(lang, action)),
});
