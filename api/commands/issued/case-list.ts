import { caseHolder, shownStatus } from '../../../domain/case/holder';
import { isOver } from '../../../domain/case/state';
import { dayOf } from '../../../domain/time';
import { holdersOf } from '../../../platform/holders';
import type { CaseRecord, Page, Paging } from '../../../platform/store';
import type { CaseFilter } from '../../../platform/store/case-list';
import { caseCells, caseSheet } from '../../../templates/sheets/case-list';
import { say } from '../../../templates/words';
import type { ApiContext, Caller } from '../../context';
import { allRows, exportedFile, type ExportedFile, type ExportFormat } from '../exported';
import { defined, mustHave } from '../shared';

export type CasesAsked = Omit<CaseFilter, 'unit'>;
interface Asked {
  readonly caller: Caller;
  readonly filter: CasesAsked;
}

/** A case with the name of whoever holds the award. */
export interface ListedCase {
  readonly record: CaseRecord;
  readonly holder: string;
}

/** Cases that the caller may see: all at the province, at a unit its own. @throws Problem FORBIDDEN */
export async function listCases(
  context: ApiContext,
  { caller, filter, paging }: Asked & { readonly paging: Paging },
): Promise<Page<CaseRecord>> {
  mustHave(caller, 'readCases');
  return context.store.cases.list({ ...filter, ...defined({ unit: caller.unit }) }, paging);
}

/** The same with the holders' names. @throws Problem FORBIDDEN */
export async function casesWithHolders(
  context: ApiContext,
  asked: Asked & { readonly paging: Paging },
): Promise<Page<ListedCase>> {
  const page = await listCases(context, asked);
  const holders = await holdersOf(context.store, page.items);
  return {
    ...page,
    items: page.items.map((record) => ({ record, holder: holders.get(record._id) ?? record.subject })),
  };
}

/**
 * The list as a file, with its filters and all of its pages: no reason of a case stands in it.
 * @throws Problem FORBIDDEN, VALIDATION when it is too long
 */
export async function exportCases(
  context: ApiContext,
  { format, ...asked }: Asked & { readonly format: ExportFormat },
): Promise<ExportedFile> {
  const { store, catalogue } = context;
  const items = await allRows((paging) => casesWithHolders(context, { ...asked, paging }));
  const [units, decisions] = await Promise.all([
    store.units.many(items.flatMap(({ record }) => record.holderUnit ?? [])),
    store.decisions.many(items.flatMap(({ record }) => record.decision ?? [])),
  ]);
  const awards = new Map(catalogue.map(({ code, name }) => [code, name.vi]));
  const lines = items.map(({ record, holder }) => {
    const { _id, kind, awardCode, nomination = '', holderUnit = '', due, overdue, createdAt, closedAt } = record;
    const decision = decisions.get(record.decision ?? '');
    const over = isOver(record);
    return {
      id: _id,
      kind: say('vi', `issuedPages.kind.${kind}`),
      holder,
      award: awards.get(awardCode) ?? awardCode,
      nomination,
      unitCode: holderUnit,
      unit: units.get(holderUnit)?.name ?? '',
      status: say('vi', `issuedPages.caseStatus.${shownStatus(record)}`),
      with: say('vi', `issuedPages.holder.${caseHolder(record)}`),
      overdue: !over && overdue === true,
      paper: decision?.number ?? '',
      openedOn: dayOf(createdAt),
      ...defined({
        due: over ? undefined : due,
        paperOn: decision?.date,
        closedOn: closedAt === undefined ? undefined : dayOf(closedAt),
      }),
    };
  });
  const as = { cells: caseCells, sheet: caseSheet };
  return exportedFile(context, say('vi', 'officePages.file.cases'), format, lines, as);
}
