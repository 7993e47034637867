import type { Lang } from '../../format';
import type { RecordPages } from '../data/records';
import { fieldView, notesView, said, sectionView, tablesView } from './office';

export const standingView = (data: RecordPages['app/records/record'], lang: Lang): object => ({
  ...tablesView(data, lang),
  back: data.back && { href: data.back.href, text: said(lang, data.back.text) },
  done: data.done === undefined ? undefined : said(lang, data.done),
  acts: data.acts?.map(({ href, text }) => ({ href, text: said(lang, text) })),
});

export const standingFormView = (data: RecordPages['app/records/form'], lang: Lang): object => ({
  title: said(lang, data.title),
  lead: data.lead === undefined ? undefined : said(lang, data.lead),
  back: { href: data.back.href, text: said(lang, data.back.text) },
  button: said(lang, data.button),
  notes: notesView(lang, data.notes),
  script: data.saves === true ? '/assets/draft.js' : undefined,
  sections: (data.sections ?? []).map((section) => sectionView(lang, section)),
  groups: data.groups.map(({ legend, inRow, fields }) => ({
    legend: legend === undefined ? undefined : said(lang, legend),
    inRow,
    fields: fields.map((field) => fieldView(lang, field)),
  })),
});
