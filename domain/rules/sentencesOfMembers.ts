import type { Text } from '../award';
import type { Grade, Measure, Missing } from './facts';
import type { Reckoning } from './reckoning';
import { nameOf } from './reckoning';
import { both, counted, joined, measureName, missing, orBetter, percent } from './sentences';

/** What is said of the members of a collective. */

/** How many members there are, and whether only the form says so. */
export interface Headcount {
  readonly count: number;
  readonly declared: boolean;
}

export const membersUnknownSaid = both(
  'Chưa có số liệu về thành viên của tập thể',
  'Nothing is known of the members of the collective',
);
export const headcountSaid = both('Số người của tập thể chưa rõ (bằng 0)', 'The collective has no members on record');

export const membersMissing = (): Missing =>
  missing('unit', 'Danh sách thành viên của tập thể trong năm', 'The members of the collective in the year');
export const headcountMissing = (): Missing =>
  missing('unit', 'Số người của tập thể trong năm', 'The headcount of the collective in the year');
export const gradesMissing = (): Missing =>
  missing('unit', 'Kết quả xếp loại của thành viên', 'The grades of the members');

export function holdersMissing(reckoning: Reckoning, award: string, count: number): Missing {
  const { vi, en } = nameOf(reckoning, award);
  return missing(
    'unit',
    `Thêm ${count} người đạt ${vi}`,
    `${counted(count, 'more member', 'more members')} with the title ${en}`,
  );
}

/** `7/11 người đạt danh hiệu Lao động tiên tiến, bằng 63,6 %; cần ít nhất 8 người`. */
export function holdersSaid(
  reckoning: Reckoning,
  of: {
    readonly award: string;
    readonly count: number;
    readonly pending: number;
    readonly needed: number;
    readonly headcount: Headcount;
  },
): Text {
  const { count, pending, needed, headcount } = of;
  const { vi, en } = nameOf(reckoning, of.award);
  const parts = [
    shareSaid(
      count,
      headcount,
      both(`người đạt danh hiệu ${vi}`, `members ${count === 1 ? 'holds' : 'hold'} the title ${en}`),
    ),
    neededSaid(needed),
  ];
  if (pending > 0) {
    parts.push(both(`trong đó ${pending} người đang được xét`, `${pending} of them still being decided`));
  }
  return joined([...parts, ...headcountRemarks(count, headcount)]);
}

export function membersGradedSaid(of: {
  readonly atLeast: Grade;
  readonly count: number;
  readonly needed: number;
  readonly headcount: Headcount;
}): Text {
  const { count, needed, headcount } = of;
  const { vi, en } = orBetter(of.atLeast);
  return joined([
    shareSaid(count, headcount, both(`người ${vi}`, `members are graded ${en}`)),
    neededSaid(needed),
    ...headcountRemarks(count, headcount),
  ]);
}

const shareSaid = (count: number, headcount: Headcount, who: Text): Text => {
  const share = percent(count, headcount.count);
  return both(
    `${count}/${headcount.count} ${who.vi}, bằng ${share.vi}`,
    `${count} of ${headcount.count} ${who.en} = ${share.en}`,
  );
};

const neededSaid = (needed: number): Text =>
  both(`cần ít nhất ${needed} người`, `${needed} ${needed === 1 ? 'is' : 'are'} needed`);

function headcountRemarks(count: number, headcount: Headcount): readonly Text[] {
  return [
    ...(headcount.declared ? [both('số người theo kê khai', 'the headcount is as declared')] : []),
    ...(count > headcount.count
      ? [both('nhiều hơn số người của tập thể, cần kiểm tra lại', 'more than there are members, please check')]
      : []),
  ];
}

/** `Có 1 người bị kỷ luật từ cảnh cáo trở lên trong năm: 1 cảnh cáo`. */
export function disciplinedSaid(
  from: Measure,
  found: readonly { readonly measure: Measure; readonly count: number }[],
): Text {
  const least = measureName[from];
  if (found.length === 0) {
    return both(
      `Không có người bị kỷ luật từ ${least.vi} trở lên trong năm`,
      `No member was disciplined with a ${least.en} or more in the year`,
    );
  }
  const total = found.reduce((sum, { count }) => sum + count, 0);
  const { vi, en } = joined(
    found.map(({ measure, count }) =>
      both(`${count} ${measureName[measure].vi}`, `${count} × ${measureName[measure].en}`),
    ),
    ', ',
  );
  return both(
    `${total} người bị kỷ luật từ ${least.vi} trở lên trong năm: ${vi}`,
    `${counted(total, 'member was', 'members were')} disciplined with a ${least.en} or more in the year: ${en}`,
  );
}
