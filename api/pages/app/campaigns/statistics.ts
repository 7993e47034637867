import { columnCodes, unitColumns, type Column, type Counted, type Row } from '../../../../domain/statistics/tables';
import type { FilledForm } from '../../../../domain/statistics/form';
import { dayOf, yearOf } from '../../../../domain/time';
import type { Language } from '../../../../platform/store';
import type { Cell, Said, Section, Tables } from '../../../../templates/pages';
import { filledForms, formsWorkbook } from '../../../commands/statistics/forms';
import { statisticsOver, yearStatistics } from '../../../commands/statistics/statistics';
import type { ApiContext } from '../../../context';
import { queryFor } from '../../../schemas/answers/statistics';
import { year as yearField } from '../../../schemas/fields';
import { parse } from '../../../schemas/parse';
import { awardName } from '../../nominee';
import { showApp } from '../frame';
import type { AppPage } from '../page';
import { unitNamesOf } from '../office/cells';
import { sendFile } from '../office/file';
import { countCell, head, statisticsHref, words } from './said';
import { z } from 'zod';

/** How many years stand beside each other. */
const YEARS = 5;
const WHOLE = 100;
const asked = z.object({ year: z.coerce.number().pipe(yearField) });

const hrefOf = ({ where }: Counted): string => `/app/nominations?${queryFor(where)}`;
const cellOf = (counted: Counted): Cell => countCell(counted.count, hrefOf(counted));
/** What has become of what was sent, and who was awarded: too much for one table on a page. */
const fates: readonly Column[] = ['proposed', 'awarded', 'failed', 'underWay'];
const subjects: readonly Column[] = columnCodes.filter((column) => !fates.includes(column));
const heads = (first: string, of = fates): string[] => [head(first), ...of.map(head)];
const rowOf = (row: Row, text: Said, of = fates): Cell[] => [
  { text, main: true },
  ...of.map((column) => cellOf(row.cells[column])),
];

/** Numbers of a year: each leads to its dossiers; pictures stand above the tables that have the same figures. */
export const statisticsPages = (context: ApiContext): AppPage[] => [
  {
    path: '/app/statistics',
    entry: 'statistics',
    right: 'readStatistics',
    async show(_req, res, { caller }) {
      const year = yearOf(dayOf(context.clock.now()));
      // in its first months a year has awarded nothing yet, and the one before it is asked for
      const { years } = await statisticsOver(context, { caller, from: year - 1, to: year });
      const [before = 0, now = 0] = years.map(({ cells }) => cells.awarded.count);
      res.redirect(303, statisticsHref(now === 0 && before > 0 ? year - 1 : year));
    },
  },
  {
    path: '/app/statistics/:year',
    right: 'readStatistics',
    async show(req, res, signed) {
      const { caller, lang } = signed;
      const { year } = parse(asked, req.params);
      const [{ tables }, over, forms] = await Promise.all([
        yearStatistics(context, { caller, year }),
        statisticsOver(context, { caller, from: year - YEARS + 1, to: year }),
        filledForms(context, { caller, year }),
      ]);
      const name = await unitNamesOf(
        context,
        tables.byUnit.map(({ of }) => of),
      );
      const award = (code: string): string => awardName(context.catalogue, code, lang);
      const label =
        (key: string) =>
        (of: string): Said => ({ key: `${key}.${of}` });
      const levelText = label('awardLevel');
      const total = rowOf(tables.total, words('statistics.total'));
      await showApp(context, req, res, signed, 'app/office/tables', {
        title: words('statistics.title', { year }),
        lead: words('statistics.how'),
        charts: [
          chart(
            'statistics.byAwardChart',
            tables.byAward
              .filter((row) => row.cells.awarded.count > 0)
              .map((row) => [award(row.of), row.cells.awarded.count]),
          ),
          chart(
            'statistics.yearsChart',
            over.years.map((row) => [row.of, row.cells.awarded.count]),
          ),
        ].filter(({ bars }) => bars.length > 0),
        sections: [
          section('byAward', heads('award'), [
            ...tables.byAward.map((row) => rowOf(row, award(row.of))),
            ...(tables.byAward.length === 0 ? [] : [total]),
          ]),
          section('bySubject', heads('award', subjects), [
            ...tables.byAward
              .filter((row) => row.cells.awarded.count > 0)
              .map((row) => rowOf(row, award(row.of), subjects)),
            ...(tables.total.cells.awarded.count === 0
              ? []
              : [rowOf(tables.total, words('statistics.total'), subjects)]),
          ]),
          section(
            'byLevel',
            heads('level'),
            tables.byLevel.filter((row) => row.cells.proposed.count > 0).map((row) => rowOf(row, levelText(row.of))),
          ),
          section(
            'byType',
            heads('type'),
            tables.byType.map((row) => rowOf(row, label('commendationType')(row.of))),
          ),
          section(
            'byUnit',
            [head('unit'), ...unitColumns.map(head)],
            tables.byUnit.map((row) => [
              { text: name(row.of), main: true },
              ...unitColumns.map((column) => cellOf(row.cells[column])),
            ]),
          ),
          section('years', heads('year'), [
            ...over.years.map((row) => {
              const [, ...cells] = rowOf(row, row.of);
              const leads = yearField.safeParse(Number(row.of)).success ? { href: statisticsHref(Number(row.of)) } : {};
              return [{ text: row.of, ...leads, main: true }, ...cells];
            }),
            rowOf(over.total, words('statistics.allYears')),
          ]),
          ...forms.map((form) => formSection(form, lang)),
        ],
        notes: forms.some(({ form }) => !form.verified) ? [{ tone: 'warn', text: words('statistics.unverified') }] : [],
        links: [
          { href: `${statisticsHref(year)}/forms.xlsx`, text: words('statistics.forms', { year }), download: true },
          { href: statisticsHref(year - 1), text: words('statistics.other', { year: year - 1 }) },
          { href: statisticsHref(year + 1), text: words('statistics.other', { year: year + 1 }) },
        ],
      });
    },
  },
  {
    path: '/app/statistics/:year/forms.xlsx',
    right: 'readStatistics',
    async show(req, res, { caller }) {
      await sendFile(res, await formsWorkbook(context, { caller, ...parse(asked, req.params) }));
    },
  },
];

const section = (name: string, headings: readonly string[], rows: readonly (readonly Cell[])[]): Section => ({
  title: words(`statistics.${name}`),
  heads: headings,
  rows,
  empty: words('statistics.none'),
});

/** A bar each, and what share of the largest it is. */
function chart(title: string, bars: readonly (readonly [string, number])[]): NonNullable<Tables['charts']>[number] {
  const most = Math.max(1, ...bars.map(([, n]) => n));
  return {
    title: words(title),
    bars: bars.map(([text, n]) => ({ label: text, n, width: Math.round((WHOLE * n) / most) })),
  };
}

/** A form of the Ministry as it will be sent; what no record tells is a dash. */
function formSection({ form, cells }: FilledForm, lang: Language): Section {
  return {
    title: `${form.symbol}: ${form.name[lang]}`,
    heads: [head('no'), head('content'), ...form.columns.map((_, i) => head(`column${i + 1}`))],
    rows: form.rows.map(({ no, label }, i): Cell[] => [
      { text: no === '' ? '' : no },
      { text: label[lang], main: true },
      ...cells[i]!.map(({ count, where }): Cell =>
        count === undefined
          ? {}
          : where === undefined
            ? { n: count }
            : countCell(count, `/app/nominations?${queryFor(where)}`),
      ),
    ]),
    note: form.columns.map(({ label }, i) => `(${i + 1}) ${label[lang]}`).join('; '),
  };
}
