import type { Lang } from '../../format';
import type { RecordPages } from '../data/records';
import { said, tablesView } from './office';

export const standingView = (data: RecordPages['app/records/record'], lang: Lang): object => ({
  ...tablesView(data, lang),
  back: data.back && { href: data.back.href, text: said(lang, data.back.text) },
  done: data.done === undefined ? undefined : said(lang, data.done),
  acts: data.acts?.map(({ href, text }) => ({ href, text: said(lang, text) })),
});
