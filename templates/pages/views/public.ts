import { problems } from '../../../domain/errors';
import type { Lang } from '../../format';
import { actionLabel, say } from '../../words';
import type { PageData } from '../data';

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
    facts: 'facts' in result ? result.facts : undefined,
  };
}

export const problemView = (data: PageData['problem'], lang: Lang) => ({
  titleKey: `problem.title.${problems[data.code].http}`,
  sentence: problems[data.code][lang],
  allowedTexts: data.allowed?.map((action) => actionLabel(lang, action)),
});
