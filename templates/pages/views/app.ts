import type { Lang } from '../../format';
import { say } from '../../words';
import type { PageData } from '../data';

/** What sign-in and the frame behind it show beside their data. */

export function codeView({ wrong, next }: PageData['sign-in-code'], lang: Lang) {
  const nextQuery = next === undefined ? '' : `?${new URLSearchParams({ next }).toString()}`;
  if (!wrong) return { nextQuery };
  const sentence =
    wrong.kind === 'wrong' ? say(lang, 'app.code.wrong', { count: wrong.left }) : say(lang, `app.code.${wrong.kind}`);
  return { nextQuery, sentence };
}

export const refusedView = ({ role }: PageData['sign-in-refused'], lang: Lang) =>
  role === undefined ? {} : { roleName: say(lang, `app.role.${role}`) };
