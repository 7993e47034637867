import type { Page, Paging } from '../../../platform/store';
import type { SessionFilter, SessionItem } from '../../../platform/store/session-list';
import { sessionCells, sessionSheet } from '../../../templates/sheets/session-list';
import { say } from '../../../templates/words';
import type { ApiContext, Caller } from '../../context';
import { allRows, exportedFile, type ExportedFile, type ExportFormat } from '../exported';
import { defined, mustHave } from '../shared';

export type SessionsAsked = Omit<SessionFilter, 'unit' | 'level'>;
interface Asked {
  readonly caller: Caller;
  readonly filter: SessionsAsked;
}

/** Sessions that the caller may see: all at the province, at a unit those of its council. @throws Problem FORBIDDEN */
export async function listSessions(
  context: ApiContext,
  { caller, filter, paging }: Asked & { readonly paging: Paging },
): Promise<Page<SessionItem>> {
  mustHave(caller, 'readSessions');
  return context.store.sessions.items({ ...filter, ...defined({ unit: caller.unit }) }, paging);
}

/** The list as a file, with its filters and all of its pages. @throws Problem FORBIDDEN, VALIDATION when it is too long */
export async function exportSessions(
  context: ApiContext,
  { format, ...asked }: Asked & { readonly format: ExportFormat },
): Promise<ExportedFile> {
  const { store } = context;
  const items = await allRows((paging) => listSessions(context, { ...asked, paging }));
  const [units, councils] = await Promise.all([
    store.units.many(items.flatMap(({ unit }) => unit ?? [])),
    store.councils.many(items.flatMap(({ councilVersion }) => councilVersion ?? [])),
  ]);
  const lines = items.map(({ _id, name, kind, ballot, council, councilVersion, unit, cases, status, ...times }) => ({
    id: _id,
    name,
    kind: say('vi', `officePages.sessionKind.${kind}`),
    ballot: say('vi', `sittings.ballot.${ballot}`),
    council: councils.get(councilVersion ?? '')?.name ?? council,
    unitCode: unit ?? '',
    unit: units.get(unit ?? '')?.name ?? '',
    cases,
    closesAt: times.closesAt,
    ...defined({ openedAt: times.openedAt, closedAt: times.closedAt }),
    status: say('vi', `officePages.sessionStatus.${status}`),
  }));
  const as = { cells: sessionCells, sheet: sessionSheet };
  return exportedFile(context, say('vi', 'officePages.file.sessions'), format, lines, as);
}
