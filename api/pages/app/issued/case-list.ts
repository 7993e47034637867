import { caseKinds, caseStatuses } from '../../../../domain/case/state';
import { caseOrders } from '../../../../platform/store/case-list';
import type { Filters } from '../../../../templates/pages';
import { casesWithHolders, exportCases } from '../../../commands/issued/case-list';
import type { ApiContext } from '../../../context';
import { caseFilterOf, caseQuery } from '../../../schemas/listing';
import { parse } from '../../../schemas/parse';
import { awardName } from '../../nominee';
import { words as officeWords } from '../office/cells';
import { filterFields } from '../office/lists/fields';
import { listOf } from '../office/lists/page';
import type { Query } from '../office/lists/query';
import type { AppPage, SignedIn } from '../page';
import { caseCells } from './case-cells';
import { kindSaid, words } from './words';

/** What is going on about awards that were given, newest first. */
export const caseListPages = (context: ApiContext): AppPage[] =>
  listOf(context, {
    entry: 'cases',
    right: 'readCases',
    lead: { key: 'app.about.cases' },
    fresh: { right: 'writeCases', href: '/app/cases/new', text: words('new.title') },
    heads: ['case', 'status', 'holder', 'due', 'nominee', 'since'],
    filter: (query) => caseFilterOf(parse(caseQuery, query)),
    read: (asked) => casesWithHolders(context, asked),
    file: (asked) => exportCases(context, asked),
    rows: (items, { lang }) =>
      Promise.resolve(
        items.map(({ record, holder }) => [
          ...caseCells(record, kindSaid(record.kind)),
          { text: holder, sub: awardName(context.catalogue, record.awardCode, lang) },
          { at: record.createdAt },
        ]),
      ),
    filters: (query, signed) => Promise.resolve(filtersOf(context, signed, query)),
  });

function filtersOf({ catalogue, clock }: ApiContext, { lang }: SignedIn, query: Query): Omit<Filters, 'action'> {
  const make = filterFields(query);
  const awards = [...new Map(catalogue.map((award) => [award.code, award.name[lang]]))];
  return {
    open: ['awardCode', 'year', 'overdue', 'reverse'].some((name) => query[name] !== undefined),
    fields: [
      make.search('q', { label: words('field.caseQ'), hint: officeWords('field.qHow') }),
      make.select(
        'kind',
        caseKinds.map((value) => ({ value, text: kindSaid(value) })),
        words('field.kind'),
      ),
      make.select(
        'status',
        caseStatuses.map((value) => ({ value, text: words(`caseStatus.${value}`) })),
      ),
      make.order(caseOrders.map((value) => ({ value, text: words(`caseOrder.${value}`) }))),
    ],
    more: [
      make.select(
        'awardCode',
        awards.map(([value, text]) => ({ value, text })),
        words('field.award'),
      ),
      make.year('year', clock.now(), words('field.caseYear')),
      make.check('overdue', words('field.overdue')),
      make.check('reverse'),
    ],
  };
}
