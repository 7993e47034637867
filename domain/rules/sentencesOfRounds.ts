import type { Text } from '../award';
import type { Missing, RankingFact } from './facts';
import type { Double } from './operators/round';
import type { Reckoning } from './reckoning';
import { nameOf } from './reckoning';
import { both, counted, joined, missing, percent } from './sentences';
import { awardOf } from './sentencesOfWindows';

/** What is said of a dossier among the others of its round. */

export const withdrawalMissing = (): Missing =>
  missing(
    'unit',
    'Thành tích khác làm căn cứ đề nghị, hoặc rút một trong các hồ sơ',
    'Another achievement to rest on, or the withdrawal of one of the dossiers',
  );

/** `Thành tích TT-07 đã được khen thưởng: Bằng khen … năm 2025, Quyết định số …`. */
export function onceSaid(
  reckoning: Reckoning,
  {
    achievement,
    doubles,
    sharers,
    beside,
  }: {
    readonly achievement: string | undefined;
    readonly doubles: readonly Double[];
    readonly sharers: readonly Double[];
    readonly beside: readonly string[];
  },
): Text {
  if (doubles.length > 0 && achievement !== undefined) {
    const { vi, en } = doublesSaid(reckoning, doubles);
    return both(
      `Thành tích ${achievement} đã dùng để khen thưởng: ${vi}`,
      `Achievement ${achievement} is rewarded already: ${en}`,
    );
  }
  const first =
    achievement === undefined
      ? both('Hồ sơ không nêu mã thành tích riêng', 'The dossier names no single achievement by code')
      : both(`Thành tích ${achievement} chưa được khen thưởng`, `Achievement ${achievement} has not been rewarded`);
  return joined([first, ...togetherSaid(reckoning, sharers), ...besideSaid(reckoning, beside)]);
}

/** Others who have achieved it together with the nominee. */
function togetherSaid(reckoning: Reckoning, sharers: readonly Double[]): readonly Text[] {
  if (sharers.length === 0) return [];
  const { vi, en } = doublesSaid(reckoning, sharers);
  return [both(`cùng lập thành tích này: ${vi}`, `others share in it: ${en}`)];
}

function besideSaid(reckoning: Reckoning, beside: readonly string[]): readonly Text[] {
  if (beside.length === 0) return [];
  const { vi, en } = joined(
    beside.map((code) => nameOf(reckoning, code)),
    ', ',
  );
  return [
    both(
      `cùng thời gian có ${vi}: được phép`,
      `for the same period there is ${en}: a title and a commendation may stand together`,
    ),
  ];
}

export function periodSaid(reckoning: Reckoning, doubles: readonly Double[]): Text {
  if (doubles.length === 0) {
    return both(
      'Không có hình thức khen thưởng cùng loại cho cùng thời gian lập thành tích',
      'There is no commendation of this form or type for the same achievement period',
    );
  }
  const { vi, en } = doublesSaid(reckoning, doubles);
  return both(`Cùng thời gian lập thành tích đã có: ${vi}`, `For the same achievement period there is already: ${en}`);
}

const doublesSaid = (reckoning: Reckoning, doubles: readonly Double[]): Text =>
  joined(
    doubles.map((double) => {
      if (double.in === 'award') return awardOf(reckoning, double.award);
      const { vi, en } = nameOf(reckoning, double.award);
      return both(`hồ sơ ${double.nomination} cùng đợt (${vi})`, `dossier ${double.nomination} of the round (${en})`);
    }),
  );

export const rankingUnknownSaid = both(
  'Chưa có kết quả xếp hạng cụm, khối thi đua',
  'There is no ranking of the emulation cluster or block',
);
export const rankingMissing = (): Missing =>
  missing('block', 'Kết quả bình xét, xếp hạng của cụm, khối thi đua', 'The ranking of the cluster or block');

/** `Dẫn đầu Khối … (cấp tỉnh)`. */
export function rankingSaid(ranking: RankingFact, fits: boolean): Text {
  const { block, scope, leads } = ranking;
  const level =
    scope === 'province' ? both('do tỉnh tổ chức', 'of the province') : both('do Trung ương tổ chức', 'of the centre');
  const place = placeSaid(ranking);
  const said = leads
    ? both(
        `Dẫn đầu cụm, khối thi đua ${block} ${level.vi}${place.vi}`,
        `Leads its cluster or block ${block} ${level.en}${place.en}`,
      )
    : both(
        `Không dẫn đầu cụm, khối thi đua ${block} ${level.vi}${place.vi}`,
        `Does not lead its cluster or block ${block} ${level.en}${place.en}`,
      );
  return fits ? said : joined([said, both('không phải cụm, khối được tính', 'which is not one that counts')]);
}

/** ` (hạng 1/6; văn bản số 12/BC-KTĐ)`; nothing where the block has not said it. */
function placeSaid({ rank, members, paper }: RankingFact): Text {
  if (rank === undefined) return both('', '');
  const place = members === undefined ? String(rank) : `${rank}/${members}`;
  const by = paper === undefined ? both('', '') : both(`; văn bản số ${paper}`, `; paper no. ${paper}`);
  return both(` (hạng ${place}${by.vi})`, ` (place ${place}${by.en})`);
}

export const roundUnknownSaid = both(
  'Chưa có số tập thể dẫn đầu, đủ tiêu chuẩn tặng cờ của tỉnh trong đợt',
  'It is not known how many collectives lead and qualify for the provincial flag in the round',
);
export const roundMissing = (): Missing =>
  missing(
    'office',
    'Danh sách tập thể dẫn đầu, đủ tiêu chuẩn tặng cờ của tỉnh và tập thể đề nghị tặng Cờ thi đua của Chính phủ',
    'The collectives that lead and qualify for the provincial flag, and those proposed for the flag of the Government',
  );

/** `Đề nghị 3/12 tập thể, bằng 25,0 %; nhiều nhất 2 tập thể (20 %)`. */
export function roundShareSaid(of: {
  readonly qualified: number;
  readonly proposed: number;
  readonly most: number;
  readonly share: readonly [number, number];
}): Text {
  const { qualified, proposed, most } = of;
  const is = percent(proposed, qualified);
  const limit = percent(of.share[0], of.share[1]);
  return both(
    `Đề nghị ${proposed}/${qualified} tập thể dẫn đầu, đủ tiêu chuẩn, bằng ${is.vi}; nhiều nhất ${most} tập thể (${limit.vi})`,
    `${proposed} of ${qualified} collectives that lead and qualify are proposed = ${is.en}; at most ${most} (${limit.en})`,
  );
}

export function quotaSaid(reckoning: Reckoning): Text {
  const { dossier, round } = reckoning.facts;
  const none = both('Pháp luật không quy định tỷ lệ', 'The law sets no quota');
  if (!round.quota) return none;
  const { proposed, staff } = round.quota;
  const { vi, en } = nameOf(reckoning, dossier.award);
  const count = both(`đơn vị đề nghị ${vi} cho ${proposed}`, `the unit proposes ${proposed}`);
  if (staff <= 0) return joined([none, both(`${count.vi} trường hợp`, `${count.en} for ${en}`)]);
  const share = percent(proposed, staff);
  return joined([
    none,
    both(
      `${count.vi}/${staff} người, bằng ${share.vi}`,
      `${count.en} of ${counted(staff, 'person', 'people')} for ${en} = ${share.en}`,
    ),
  ]);
}
