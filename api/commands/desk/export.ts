import { DIRECT_WORKER, sexOf } from '../../../domain/statistics/where';
import { has } from '../../../domain/roles';
import { dayOf } from '../../../domain/time';
import type { NominationItem, Nominee } from '../../../platform/store';
import { nomineeInList } from '../../../templates/documents/nominee';
import { nominationCells, nominationSheet, type ExportedNomination } from '../../../templates/sheets/nomination-list';
import {
  commendationTypeLabel,
  say,
  holderLabel,
  nomineeKindLabel,
  sexLabel,
  statusLabel,
} from '../../../templates/words';
import type { ApiContext, Caller } from '../../context';
import { allRows, exportedFile, type ExportedFile, type ExportFormat } from '../exported';
import { scopedFilter, type ListFilter } from '../nominations/reads';
import { defined } from '../shared';

/**
 * A list as a file, with its filters, its order and all of its pages.
 * @throws Problem FORBIDDEN, NOT_FOUND, VALIDATION when it is too long
 */
export async function exportNominations(
  context: ApiContext,
  { caller, filter, format }: { readonly caller: Caller; readonly filter: ListFilter; readonly format: ExportFormat },
): Promise<ExportedFile> {
  const scoped = await scopedFilter(context, caller, filter);
  const items = await allRows((paging) => context.store.nominations.items(scoped, paging));
  const as = { cells: nominationCells, sheet: nominationSheet };
  const name = say('vi', 'officePages.file.nominations');
  return exportedFile(context, name, format, await exported(context, caller, items), as);
}

async function exported(
  { store, catalogue }: ApiContext,
  caller: Caller,
  items: readonly NominationItem[],
): Promise<readonly ExportedNomination[]> {
  const [units, proposals] = await Promise.all([
    store.units.many([...new Set(items.map(({ unit }) => unit))]),
    store.unitProposals.many([...new Set(items.flatMap(({ unitProposal }) => unitProposal ?? []))]),
  ]);
  const awards = new Map(catalogue.map((award) => [award.code, award.name.vi]));
  const audience = has(caller, 'readInternal') ? 'office' : 'unit';
  return items.map(({ _id, unit, round, unitProposal, status, view, createdAt, dossier }) => ({
    number: _id,
    ...nomineeInList(dossier.nominee, units.get(unit)?.name),
    kind: nomineeKindLabel('vi', dossier.nominee.kind),
    unitCode: unit,
    unit: units.get(unit)?.name ?? unit,
    award: awards.get(dossier.award) ?? dossier.award,
    awardYear: dossier.awardYear,
    round: round ?? '',
    unitProposal: proposals.get(unitProposal ?? '')?.number ?? '',
    status: statusLabel('vi', audience, status, defined({ due: view?.due })),
    holder: holderLabel('vi', view?.holder ?? 'unit'),
    since: dayOf(view?.since ?? createdAt),
    ...defined({ due: view?.due }),
    overdue: view?.overdue ?? false,
    awardCode: dossier.award,
    type: commendationTypeLabel('vi', dossier.commendationType),
    statusCode: status,
    sex: sexIn(dossier.nominee),
    direct: dossier.nominee.kind === 'person' && dossier.flags.includes(DIRECT_WORKER),
  }));
}

const sexIn = (nominee: Nominee): string => {
  const sex = nominee.kind === 'person' ? sexOf(nominee.address) : undefined;
  return sex === undefined ? '' : sexLabel('vi', sex);
};
