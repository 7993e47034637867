import type { z } from 'zod';
import type { Right } from '../../domain/roles';
import type { ExportedFile, ExportFormat } from '../commands/exported';
import type { ApiContext, Caller } from '../context';
import type { Endpoint, Parsed } from './endpoint';
import { endpoint } from './endpoint';
import { xlsx } from './workbook';

const types: Readonly<Record<ExportFormat, string>> = { xlsx, csv: 'text/csv' };

const summaries: Readonly<Record<ExportFormat, string>> = {
  xlsx: 'The list as a workbook',
  csv: 'The list as CSV (UTF-8 with BOM; what looks like a formula is kept from being one)',
};

/** A list as XLSX and as CSV, at the address of the list with an ending. */
export const listFiles = <Q extends z.ZodObject>({
  path,
  tag,
  right,
  query: of,
  file,
}: {
  readonly path: string;
  readonly tag: Endpoint['tag'];
  readonly right: Right;
  readonly query: Q;
  readonly file: (
    context: ApiContext,
    asked: { readonly caller: Caller; readonly query: Parsed<Q>; readonly format: ExportFormat },
  ) => Promise<ExportedFile>;
}): Endpoint[] =>
  (['xlsx', 'csv'] as const).map((format) =>
    endpoint({
      method: 'get',
      path: `${path}.${format}`,
      tag,
      summary: summaries[format],
      description: 'With the filters and the order of the list, all of its pages, up to 20,000 rows.',
      right,
      query: of,
      answers: { 200: types[format] },
      async handle({ context, caller, query }) {
        return { file: { ...(await file(context, { caller, query, format })), type: types[format] } };
      },
    }),
  );
