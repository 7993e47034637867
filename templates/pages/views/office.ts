import { cellTime, countText, dayText, type Lang } from '../../format';
import { say } from '../../words';
import type { Cell, Fact, Field, Filters, OfficePages, Said, Section, Tables } from '../data/office';

/** Puts codes, days and numbers of tables into words. */

export const said = (lang: Lang, words: Said): string =>
  typeof words === 'string' ? words : say(lang, words.key, words.values);

const DASH = '–';

function cellView(lang: Lang, cell: Cell, label: string) {
  const { text, day, at, n, href, sub, tone, main } = cell;
  const shown =
    text !== undefined
      ? said(lang, text)
      : day !== undefined
        ? dayText(lang, day)
        : at !== undefined
          ? cellTime(lang, at)
          : n !== undefined
            ? countText(lang, n)
            : DASH;
  return {
    label,
    text: shown,
    none: shown === DASH && sub === undefined,
    num: n !== undefined,
    main: main === true,
    // the number of a dossier is read as one
    nowrap: /^HS-\d{4}-\d+$/.test(shown),
    href,
    tone,
    sub: sub === undefined ? undefined : said(lang, sub),
  };
}

export function sectionView(lang: Lang, section: Section) {
  const heads = section.heads.map((head) => say(lang, head.includes('.') ? head : `officePages.head.${head}`));
  const { title, count, note, empty, more } = section;
  return {
    title: title === undefined ? undefined : said(lang, title),
    counted: count === undefined ? undefined : said(lang, count),
    note: note === undefined ? undefined : said(lang, note),
    heads: heads.map((text, i) => ({ text, num: section.rows.some((cells) => cells[i]?.n !== undefined) })),
    rows: section.rows.map((cells) => ({ cells: cells.map((cell, i) => cellView(lang, cell, heads[i]!)) })),
    empty: empty === undefined ? undefined : said(lang, empty),
    more: more && { href: more.href, text: said(lang, more.text) },
  };
}

export const fieldView = (lang: Lang, field: Field) => ({
  ...field,
  id: `f-${field.name.replaceAll('.', '-')}`,
  label: said(lang, field.label),
  hint: field.hint === undefined ? undefined : said(lang, field.hint),
  options: field.options?.map((option) => ({ ...option, text: said(lang, option.text) })),
  is: { [field.kind]: true },
  number: field.kind === 'number',
  value: field.value ?? '',
  rows: field.rows ?? 4,
});

const filtersView = (lang: Lang, { action, fields, more, open }: Filters) => ({
  action,
  open,
  fields: fields.map((field) => fieldView(lang, field)),
  more: more.map((field) => fieldView(lang, field)),
});

export const notesView = (lang: Lang, notes: Tables['notes'] = []) =>
  notes.map(({ tone, text }) => ({ tone, text: said(lang, text) }));

export const factsView = (lang: Lang, facts: readonly Fact[] = []) =>
  facts.map(({ label, value, href, sub }) => ({
    label: said(lang, label),
    value: said(lang, value),
    href,
    sub: sub === undefined ? undefined : said(lang, sub),
  }));

export const linksView = (lang: Lang, links: Tables['links'] = []) =>
  links.map((link) => ({ ...link, text: said(lang, link.text) }));

export const tablesView = (data: Tables, lang: Lang): object => ({
  title: said(lang, data.title),
  lead: data.lead === undefined ? undefined : said(lang, data.lead),
  notes: notesView(lang, data.notes),
  facts: factsView(lang, data.facts),
  actions: (data.actions ?? []).map(({ href, text, hint }) => ({
    href,
    text: said(lang, text),
    hint: hint === undefined ? undefined : said(lang, hint),
  })),
  filters: data.filters && filtersView(lang, data.filters),
  sections: data.sections.map((section) => sectionView(lang, section)),
  links: linksView(lang, data.links),
  charts: (data.charts ?? []).map(({ title, bars }) => ({
    title: said(lang, title),
    height: bars.length * BAR + 4,
    bars: bars.map((bar, i) => ({
      ...bar,
      textY: i * BAR + 18,
      y: i * BAR + 26,
      x: bar.width * 3.4,
      valueX: bar.width * 3.4 + 8,
      valueY: i * BAR + 40,
    })),
  })),
});
/** Height of a bar of a picture with its gap. */
const BAR = 54;

const findingsView = (lang: Lang, findings: OfficePages['app/office/nomination']['findings']) =>
  findings.map((finding) => ({ ...finding, standing: said(lang, finding.standing) }));

export const nominationView = (data: OfficePages['app/office/nomination'], lang: Lang): object => ({
  status: said(lang, data.status),
  answer: said(lang, data.answer),
  hasPapers: data.papers.length + data.papersWithout.length > 0,
  notes: notesView(lang, data.notes),
  facts: factsView(lang, data.facts),
  findings: findingsView(
    lang,
    data.findings.filter(({ tone }) => tone !== 'ok'),
  ),
  met: findingsView(
    lang,
    data.findings.filter(({ tone }) => tone === 'ok'),
  ),
  trail: sectionView(lang, data.trail),
  links: linksView(lang, data.links),
});

export const incomingView = (data: OfficePages['app/office/incoming'], lang: Lang): object => ({
  title: said(lang, data.title),
  notes: notesView(lang, data.notes),
  facts: factsView(lang, data.facts),
  lines: data.lines.map((line) => ({
    ...line,
    status: said(lang, line.status),
    dueText: line.due === undefined ? undefined : dayText(lang, line.due),
    findings: findingsView(lang, line.findings),
  })),
  receive: data.receive?.map((field) => fieldView(lang, field)),
  results: data.results?.map((result) => ({ ...result, text: said(lang, result.text) })),
});
