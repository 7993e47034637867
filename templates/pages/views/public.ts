import { problems } from '../../../domain/errors';
import type { Lang } from '../../format';
import { actionLabel, say } from '../../words';
import type { PageData } from '../data';

/** What the public pages show beside their data. */

export function verifyView({ result }: PageData['verify'], lang: Lang) {
  if (!result) return {};
  const paper = 'paper' in result ? result.paper : undefined;
  return {
    headline: say(lang, `verify.state.${result.state}`, { ...paper }),
    unknown: result.state === 'unknown',
    paperKey: `verify.paper.${result.state}`,
    facts: 'facts' in result ? result.facts : undefined,
  };
}

export const problemView = (data: PageData['problem'], lang: Lang) => ({
  titleKey: `problem.title.${problems[data.code].http}`,
  sentence: problems[data.code][lang],
  allowedTexts: data.allowed?.map((action) => actionLabel(lang, action)),
});
