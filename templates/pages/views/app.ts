import { problems } from '../../../domain/errors';
import { roles } from '../../../domain/roles';
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

export const accountView = ({ language }: PageData['app/account']) => ({
  vietnamese: language === 'vi',
  english: language === 'en',
});

export function accessFormView({ typed, wrong = [], refused, about, done }: PageData['app/access-form'], lang: Lang) {
  const sentenceOf = (field: string) => wrong.find((one) => one.field === field)?.sentence;
  const names = ['mail', 'name', 'phone'] as const;
  return {
    titleKey: about ? 'app.access.change' : 'app.access.invite',
    errors: wrong.map(({ field, sentence }) => ({ to: `f-${field}`, text: sentence })),
    lacks: Object.fromEntries(names.map((name) => [name, sentenceOf(name)])),
    english: typed.language === 'en',
    over: typed.status === 'ended',
    refusal: refused === undefined ? undefined : problems[refused][lang],
    outcome: done === undefined ? undefined : say(lang, `app.access.done.${done}`),
    lines: typed.rows.map((row) => ({
      ...row,
      label: say(lang, 'app.access.row', { no: row.no + 1 }),
      roles: roles.map((role) => ({ role, chosen: role === row.role })),
      lacks: {
        role: sentenceOf(`role.${row.no}`),
        unit: sentenceOf(`unit.${row.no}`),
        until: sentenceOf(`until.${row.no}`),
      },
    })),
  };
}
