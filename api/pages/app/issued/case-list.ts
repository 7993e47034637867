import { z } from 'zod';
import { caseKinds, caseStatuses } from '../../../../domain/case/state';
import { has } from '../../../../domain/roles';
import type { Field, Filters } from '../../../../templates/pages';
import { listCases } from '../../../commands/issued/cases';
import { defined } from '../../../commands/shared';
import type { ApiContext } from '../../../context';
import { paging } from '../../../schemas/fields';
import { parse } from '../../../schemas/parse';
import { holdersOf } from '../../../../platform/holders';
import { awardName } from '../../nominee';
import { showApp } from '../frame';
import { pagerOf, queryIn, type Query } from '../office/lists/query';
import type { AppPage } from '../page';
import { caseCells } from './case-cells';
import { kindSaid, words } from './words';

const path = '/app/cases';
const pageQuery = z.strictObject({
  kind: z.enum(caseKinds).optional(),
  status: z.enum(caseStatuses).optional(),
  overdue: z.literal('true').optional(),
  cursor: paging.cursor,
});

/** What is going on about awards that were given, newest first. */
export const caseListPages = (context: ApiContext): AppPage[] => [
  {
    path,
    entry: 'cases',
    right: 'readCases',
    async show(req, res, signed) {
      const query = queryIn(req);
      const { cursor, kind, status, overdue } = parse(pageQuery, query);
      const { caller, lang } = signed;
      const late = overdue === undefined ? {} : ({ overdue: true, status: 'awaitingReturn' } as const);
      const filter = { ...defined({ kind, status }), ...late };
      const page = await listCases(context, { caller, filter, paging: defined({ cursor }) });
      const holders = await holdersOf(context.store, page.items);
      await showApp(context, req, res, signed, 'app/office/tables', {
        title: { key: 'app.entry.cases' },
        lead: { key: 'app.about.cases' },
        filters: filtersOf(query),
        sections: [
          {
            heads: ['case', 'status', 'holder', 'due', 'nominee', 'since'],
            rows: page.items.map((one) => [
              ...caseCells(one, kindSaid(one.kind)),
              {
                text: holders.get(one._id) ?? one.subject,
                sub: awardName(context.catalogue, one.awardCode, lang),
              },
              { at: one.createdAt },
            ]),
            empty: { key: 'officePages.list.none' },
          },
        ],
        ...pagerOf(path, query, page),
        links: has(caller, 'writeCases') ? [{ href: `${path}/new`, text: words('new.title') }] : [],
      });
    },
  },
];

function filtersOf(query: Query): Filters {
  const select = (name: 'kind' | 'status', values: readonly string[], of: string): Field => ({
    name,
    label: words(`field.${name}`),
    kind: 'select',
    options: ['', ...values].map((value) => ({
      value,
      text: value === '' ? { key: 'officePages.list.any' } : words(`${of}.${value}`),
      selected: (query[name] ?? '') === value,
    })),
  });
  return {
    action: path,
    open: query['overdue'] !== undefined,
    fields: [select('kind', caseKinds, 'kind'), select('status', caseStatuses, 'caseStatus')],
    more: [{ name: 'overdue', label: words('field.overdue'), kind: 'check', checked: query['overdue'] === 'true' }],
  };
}
