import type { Lang } from '../../format';
import type { FormPages } from '../data/form';
import { fieldView, notesView, said, sectionView } from './office';

export const formView = (data: FormPages['app/form'], lang: Lang): object => ({
  title: said(lang, data.title),
  about: [data.subject, data.award]
    .flatMap((text) => (text === undefined || text === '' ? [] : said(lang, text)))
    .join(' – '),
  lead: data.lead === undefined ? undefined : said(lang, data.lead),
  notes: notesView(lang, data.notes),
  sections: (data.sections ?? []).map((section) => sectionView(lang, section)),
  back: { href: data.back.href, text: data.back.text === undefined ? undefined : said(lang, data.back.text) },
  button: said(lang, data.button),
  script: data.saves === true ? '/assets/draft.js' : undefined,
  multipart: data.groups.some(({ fields }) => fields.some(({ kind }) => kind === 'file')),
  groups: data.groups.map(({ legend, inRow, fields }) => ({
    legend: legend === undefined ? undefined : said(lang, legend),
    inRow,
    fields: fields.map((field) => fieldView(lang, field)),
  })),
});
