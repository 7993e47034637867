/**
 * Lists of nominations and the indexes behind them. Each index leads with what narrows most, goes on with the order, and ends with
 * everything else that a list may be filtered by: so a page is read from one place of one index in the order that is shown, and
 * no record is fetched that is not on it, whichever filters are set.
 */

export const listOrders = ['number', 'due', 'name', 'unit', 'since'] as const;
export type ListOrder = (typeof listOrders)[number];

/** The field by which an order goes; no two records have the same value in it. */
export const orderField = (order: ListOrder): string => (order === 'number' ? '_id' : `row.${order}`);

/** What may come first: nothing, the status, the units. */
const leads = [undefined, 'status', 'unit'] as const;
export type Lead = (typeof leads)[number];

const filters = [
  'status',
  'unit',
  'dossier.award',
  'dossier.awardYear',
  'dossier.nominee.kind',
  'dossier.nominee.address',
  'dossier.commendationType',
  'row.direct',
  'round',
  'row.holder',
  'row.level',
  'row.overdue',
];

/** The index of a lead and an order. */
export const listIndex = (lead: Lead, order: ListOrder): Readonly<Record<string, 1>> =>
  Object.fromEntries(
    [...new Set([...(lead === undefined ? [] : [lead]), orderField(order), ...filters])].map((field) => [field, 1]),
  );

export const listIndexes = leads.flatMap((lead) => listOrders.map((order) => listIndex(lead, order)));
