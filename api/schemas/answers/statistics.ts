import { z } from 'zod';
import type { FilledForm } from '../../../domain/statistics/form';
import { columnCodes, unitColumns, type Counted, type Row } from '../../../domain/statistics/tables';
import type { Where } from '../../../domain/statistics/where';
import type { YearStatistics } from '../../commands/statistics/statistics';

/** How statistics are answered: every number with the filter of `GET /nominations` that has exactly so many. */

const counted = z.object({
  count: z.number(),
  filter: z.string().meta({ description: 'Query of `GET /nominations`, which lists exactly these dossiers' }),
});
const cells = (columns: readonly string[]) => z.record(z.enum(columns as [string, ...string[]]), counted);
const row = z.object({ of: z.string(), cells: cells(columnCodes) }).meta({ id: 'StatisticsRow' });
const unitRow = z
  .object({
    of: z.string(),
    includes: z.array(z.string()).meta({ description: 'The unit with everything below it' }),
    cells: cells(unitColumns),
  })
  .meta({ id: 'StatisticsOfUnit' });

export const yearShown = z
  .object({
    year: z.number().meta({ description: 'Award year' }),
    total: row,
    byAward: z.array(row),
    byLevel: z.array(row),
    byType: z.array(row),
    byUnit: z.array(unitRow),
  })
  .meta({ id: 'YearStatistics' });

export const yearsShown = z.object({ years: z.array(row), total: row }).meta({ id: 'StatisticsOfYears' });

export const formsShown = z
  .array(
    z.object({
      code: z.string(),
      symbol: z.string(),
      name: z.object({ vi: z.string(), en: z.string() }),
      due: z.string(),
      citation: z.object({ vi: z.string(), en: z.string() }),
      verified: z.boolean(),
      columns: z.array(z.string()),
      rows: z.array(
        z.object({
          no: z.string(),
          label: z.string(),
          cells: z.array(z.object({ count: z.number().optional(), filter: z.string().optional() })).meta({
            description: 'Without a count: no record tells it',
          }),
        }),
      ),
    }),
  )
  .meta({ id: 'StatisticsForms' });

/** A filter as the query of a list. */
export const queryFor = (where: Where): string =>
  new URLSearchParams(Object.entries(where).map(([name, value]): [string, string] => [name, String(value)])).toString();

const countedAnswer = ({ count, where }: Counted) => ({ count, filter: queryFor(where) });
const rowAnswer = <C extends string>({ of, cells: all }: Row<C>) => ({
  of,
  cells: Object.fromEntries(
    Object.entries<Counted>(all).map(([column, cell]) => [column, countedAnswer(cell)]),
  ) as Record<C, { readonly count: number; readonly filter: string }>,
});

export const yearAnswer = ({ tables, groups }: YearStatistics): z.input<typeof yearShown> => ({
  year: tables.year,
  total: rowAnswer(tables.total),
  byAward: tables.byAward.map(rowAnswer),
  byLevel: tables.byLevel.map(rowAnswer),
  byType: tables.byType.map(rowAnswer),
  byUnit: tables.byUnit.map((one) => ({
    ...rowAnswer(one),
    includes: [...(groups.find(({ code }) => code === one.of)?.codes ?? [])],
  })),
});

export const yearsAnswer = (of: {
  readonly years: readonly Row[];
  readonly total: Row;
}): z.input<typeof yearsShown> => ({ years: of.years.map(rowAnswer), total: rowAnswer(of.total) });

export const formsAnswer = (forms: readonly FilledForm[]): z.input<typeof formsShown> =>
  forms.map(({ form, due, cells: all }) => ({
    code: form.code,
    symbol: form.symbol,
    name: form.name,
    due,
    citation: form.citation,
    verified: form.verified,
    columns: form.columns.map(({ label }) => label.vi),
    rows: form.rows.map(({ no, label }, i) => ({
      no,
      label: label.vi,
      cells: all[i]!.map(({ count, where }) => ({
        ...(count === undefined ? {} : { count }),
        ...(where === undefined ? {} : { filter: queryFor(where) }),
      })),
    })),
  }));
