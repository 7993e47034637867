import { Problem } from '../domain/errors';
import type { CaseRecord, HistoryRecord } from '../platform/store';
import { caseSubject, conferring, returnsText, type Conferral } from '../templates/documents/case-paper';
import { inRunningText } from '../templates/format';
import { holderOf } from '../platform/holders';
import type { ActivityContext } from './context';

/** How papers and letters of cases name things. */

export async function conferralOf(context: Pick<ActivityContext, 'store'>, matter: CaseRecord): Promise<Conferral> {
  const { posthumous, ...holder } = await holderOf(context.store, matter);
  return { holder: inRunningText('vi', holder), verb: conferring(posthumous) };
}

export const awardNameOf = ({ catalogue }: Pick<ActivityContext, 'catalogue'>, code: string): string =>
  catalogue.find((award) => award.code === code)?.name.vi ?? code;

export async function entryOfCase(
  { store }: Pick<ActivityContext, 'store'>,
  { award }: CaseRecord,
): Promise<HistoryRecord> {
  const entry = (await store.history.many([award])).get(award);
  if (!entry) throw new Problem('NOT_FOUND', award);
  return entry;
}

/** What the paper of a case is about. */
export async function paperSubject(
  context: Pick<ActivityContext, 'store' | 'catalogue'>,
  matter: CaseRecord,
): Promise<string> {
  const { decisionNumber } = await entryOfCase(context, matter);
  const { verb } = await conferralOf(context, matter);
  const award = awardNameOf(context, matter.awardCode);
  return caseSubject(matter.kind, { award, verb, back: returnsText(matter.returns), number: decisionNumber });
}
