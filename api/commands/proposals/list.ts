import type { Page, Paging, ProposalRecord } from '../../../platform/store';
import type { ProposalFilter, ProposalItem } from '../../../platform/store/proposal-list';
import { proposalCells, proposalSheet } from '../../../templates/sheets/proposal-list';
import { say } from '../../../templates/words';
import type { ApiContext, Caller } from '../../context';
import { allRows, exportedFile, type ExportedFile, type ExportFormat } from '../exported';
import { defined, mustHave } from '../shared';

export type ProposalsAsked = Omit<ProposalFilter, 'unit' | 'level'>;
interface Asked {
  readonly caller: Caller;
  readonly filter: ProposalsAsked;
}

/** All at the province, at a unit those to its own head. @throws Problem FORBIDDEN */
function scoped(caller: Caller, filter: ProposalsAsked): ProposalFilter {
  mustHave(caller, 'readProposals');
  return { ...filter, ...defined({ unit: caller.unit }) };
}

/** Proposals that the caller may see, with their lines. @throws Problem FORBIDDEN */
export const listProposals = async (
  { store }: ApiContext,
  { caller, filter, paging }: Asked & { readonly paging: Paging },
): Promise<Page<ProposalRecord>> => store.proposals.list(scoped(caller, filter), paging);

/** The same with what a list shows alone. @throws Problem FORBIDDEN */
export const proposalItems = async (
  { store }: ApiContext,
  { caller, filter, paging }: Asked & { readonly paging: Paging },
): Promise<Page<ProposalItem>> => store.proposals.items(scoped(caller, filter), paging);

/** The list as a file, with its filters and all of its pages. @throws Problem FORBIDDEN, VALIDATION when it is too long */
export async function exportProposals(
  context: ApiContext,
  { format, ...asked }: Asked & { readonly format: ExportFormat },
): Promise<ExportedFile> {
  const { store } = context;
  const items = await allRows((paging) => proposalItems(context, { ...asked, paging }));
  const [units, authorities] = await Promise.all([
    store.units.many(items.flatMap(({ unit }) => unit ?? [])),
    store.authorities.many(items.map(({ authority }) => authority)),
  ]);
  const lines = items.map(({ _id, number, date, authority, power, submitter, unit, cases, sentAt, status }) => ({
    ...{ id: _id, number, date, submitter, cases },
    authority: authorities.get(authority)?.title ?? authority,
    power: say('vi', `proposing.power.${power}`),
    unitCode: unit ?? '',
    unit: units.get(unit ?? '')?.name ?? '',
    ...defined({ sentAt }),
    status: say('vi', `officePages.proposalStatus.${status}`),
  }));
  const as = { cells: proposalCells, sheet: proposalSheet };
  return exportedFile(context, say('vi', 'officePages.file.proposals'), format, lines, as);
}
