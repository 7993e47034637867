import type { Lang } from '../../format';
import type { IssuedPages, Work } from '../data/issued';
import { factsView, fieldView, linksView, notesView, said, sectionView } from './office';

/** Puts codes, days and numbers of the pages about what was decided into words. */

const workView = (lang: Lang, { title, say, links, ask, post }: Work) => ({
  title: said(lang, title),
  say: say === undefined ? undefined : said(lang, say),
  links: links && linksView(lang, links),
  ask: ask && {
    ...ask,
    fields: ask.fields.map((field) => fieldView(lang, field)),
    button: said(lang, ask.button),
  },
  post: post && {
    ...post,
    fields: (post.fields ?? []).map((field) => fieldView(lang, field)),
    button: said(lang, post.button),
  },
});

export const recordView = (data: IssuedPages['app/issued/record'], lang: Lang): object => ({
  kind: data.kind === undefined ? undefined : said(lang, data.kind),
  title: said(lang, data.title),
  lead: data.lead === undefined ? undefined : said(lang, data.lead),
  notes: notesView(lang, data.notes),
  tone: data.standing?.tone,
  standing: data.standing && { state: said(lang, data.standing.state), say: said(lang, data.standing.say) },
  explained: data.actions?.some(({ say }) => say !== undefined) === true,
  actions: data.actions?.map(({ href, text, say }) => ({
    href,
    text: said(lang, text),
    say: say === undefined ? undefined : said(lang, say),
  })),
  factsTitle: said(lang, data.factsTitle),
  facts: factsView(lang, data.facts),
  sections: data.sections.map((section) => sectionView(lang, section)),
  works: data.works?.map((work) => workView(lang, work)),
});

export const issuedReviewView = (data: IssuedPages['app/issued/review'], lang: Lang): object => ({
  title: said(lang, data.title),
  facts: factsView(lang, data.facts),
  sections: data.sections.map((section) => sectionView(lang, section)),
  notes: notesView(lang, data.notes),
  button: said(lang, data.button),
});
