import { Problem } from '../domain/errors';
import type { CaseRecord, HistoryRecord } from '../platform/store';
import { dayInFull } from '../templates/format';
import type { ActivityContext } from './context';

/** How papers and letters of cases name things. */

/** Who holds an award, as it was given. */
export async function holderName({ store }: Pick<ActivityContext, 'store'>, matter: CaseRecord): Promise<string> {
  if (matter.nomination !== undefined) return (await store.nominations.need(matter.nomination)).dossier.nominee.name;
  return (
    (await store.people.get(matter.subject))?.name ?? (await store.units.get(matter.subject))?.name ?? matter.subject
  );
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
  switch (matter.kind) {
    case 'correction':
      return `Đính chính nội dung ghi trên ${award} kèm theo Quyết định số ${decisionNumber}`;
    case 'replacement':
      return `Về việc tặng ${award}, thay thế một phần Quyết định số ${decisionNumber}`;
    default:
      return `Về việc hủy bỏ quyết định tặng ${award}, thu hồi hiện vật khen thưởng và tiền thưởng`;
  }
}
