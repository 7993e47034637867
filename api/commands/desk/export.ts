import { DIRECT_WORKER, sexOf } from '../../../domain/statistics/where';
import { has } from '../../../domain/roles';
import { dayOf } from '../../../domain/time';
import { writeCsv } from '../../../platform/spreadsheets/csv';
import { writeWorkbook } from '../../../platform/spreadsheets/write';
import type { NominationItem, Nominee } from '../../../platform/store';
import { nomineeInList } from '../../../templates/documents/nominee';
import { nominationCells, nominationSheet, type ExportedNomination } from '../../../templates/sheets/nomination-list';
import { commendationTypeLabel, holderLabel, nomineeKindLabel, sexLabel, statusLabel } from '../../../templates/words';
import type { ApiContext, Caller } from '../../context';
import { invalid } from '../../schemas/parse';
import { scopedFilter, type ListFilter } from '../nominations/reads';
import { defined } from '../shared';

/** A sheet that people still open. */
const MOST_ROWS = 20_000;

/**
 * A list as a file, with its filters, its order and all of its pages.
 * @throws Problem FORBIDDEN, NOT_FOUND, VALIDATION when it is too long
 */
export async function exportNominations(
  context: ApiContext,
  asked: { readonly caller: Caller; readonly filter: ListFilter; readonly format: 'xlsx' | 'csv' },
): Promise<{ readonly name: string; readonly bytes: Buffer }> {
  const lines = await exported(context, asked.caller, await allOf(context, asked));
  const name = `Danh sách hồ sơ khen thưởng ${dayOf(context.clock.now())}.${asked.format}`;
  if (asked.format === 'csv') return { name, bytes: writeCsv(nominationCells(lines)) };
  return { name, bytes: await writeWorkbook(nominationSheet(lines)) };
}

async function allOf(
  context: ApiContext,
  { caller, filter }: { readonly caller: Caller; readonly filter: ListFilter },
): Promise<readonly NominationItem[]> {
  const scoped = await scopedFilter(context, caller, filter);
  const items: NominationItem[] = [];
  for (let cursor: string | undefined; ;) {
    const page = await context.store.nominations.items(scoped, { limit: 200, ...defined({ cursor }) });
    items.push(...page.items);
    if (items.length > MOST_ROWS) throw invalid({ field: 'q', ...tooLong });
    if (page.next === undefined) return items;
    cursor = page.next;
  }
}

const tooLong = {
  vi: 'Danh sách dài hơn 20.000 dòng; đề nghị lọc theo năm, đợt, đơn vị hoặc tình trạng rồi tải lại.',
  en: 'The list is longer than 20,000 rows; please narrow it by year, round, unit or status.',
};

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
