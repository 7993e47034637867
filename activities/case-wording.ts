import { Problem } from '../domain/errors';
import type { CaseRecord, HistoryRecord } from '../platform/store';
import { dayInFull, inRunningText } from '../templates/format';
import { holderOf } from '../platform/holders';
import type { ActivityContext } from './context';

/** How papers and letters of cases name things. */

/** How a paper speaks of an award: who holds it, with the form of address in running text, and "tặng" or "truy tặng". */
export interface Conferral {
  readonly holder: string;
  readonly verb: 'tặng' | 'truy tặng';
}

export async function conferralOf(context: Pick<ActivityContext, 'store'>, matter: CaseRecord): Promise<Conferral> {
  const { posthumous, ...holder } = await holderOf(context.store, matter);
  return { holder: inRunningText('vi', holder), verb: posthumous ? 'truy tặng' : 'tặng' };
}

/** "hiện vật khen thưởng và tiền thưởng": what has to come back, or nothing. */
export const returnsOf = ({ returns }: CaseRecord): string =>
  returns.map((what) => (what === 'object' ? 'hiện vật khen thưởng' : 'tiền thưởng')).join(' và ');

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

/** "Quyết định số 05/QĐ-UBND ngày 04 tháng 12 năm 2026 của Chủ tịch Ủy ban nhân dân tỉnh Đ" */
export const givenBy = ({ decisionNumber, decidedOn, authority }: HistoryRecord): string =>
  `Quyết định số ${decisionNumber} ${dayInFull(decidedOn)} của ${authority}`;

/** What the paper of a case is about. */
export async function paperSubject(
  context: Pick<ActivityContext, 'store' | 'catalogue'>,
  matter: CaseRecord,
): Promise<string> {
  const { decisionNumber } = await entryOfCase(context, matter);
  const award = awardNameOf(context, matter.awardCode);
  const { verb } = await conferralOf(context, matter);
  const back = returnsOf(matter);
  switch (matter.kind) {
    case 'correction':
      return `Đính chính nội dung ghi trên ${award} kèm theo Quyết định số ${decisionNumber}`;
    case 'replacement':
      return `Về việc ${verb} ${award}, thay thế một phần Quyết định số ${decisionNumber}`;
    default:
      return `Về việc hủy bỏ quyết định ${verb} ${award}${back === '' ? '' : `, thu hồi ${back}`}`;
  }
}
