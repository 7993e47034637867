import type { Text } from '../award';
import type { ConductFact, Missing, Supplier } from './facts';
import { both, day, joined, matterName, measureName, missing } from './sentences';

/** What is said of matters that stand against a subject. */

export const matterMissing = (by: Supplier): Missing =>
  missing(
    by,
    'Kết luận hoặc quyết định của cấp có thẩm quyền về việc đã kết thúc',
    'The conclusion or decision of the competent body that the matter is closed',
  );

export function noMatterSaid(matters: 'discipline' | 'verification' | undefined): Text {
  const discipline = both(
    'Không có kỷ luật đang xem xét, đang chấp hành',
    'No discipline is considered or being served',
  );
  const verification = both(
    'không có nội dung đang điều tra, thanh tra, kiểm tra, xác minh',
    'nothing is being investigated, inspected or verified',
  );
  switch (matters) {
    case 'discipline':
      return discipline;
    case 'verification':
      return both(
        'Không có nội dung đang điều tra, thanh tra, kiểm tra, xác minh',
        'Nothing is being investigated, inspected or verified',
      );
    case undefined:
      return joined([discipline, verification]);
  }
}

/** `2 việc chưa kết thúc: tố cáo từ ngày 05/10/2026; kỷ luật cảnh cáo từ ngày …`. */
export function mattersSaid(open: readonly ConductFact[]): Text {
  const { vi, en } = joined(open.map(matterSaid), ', ');
  return both(
    `${open.length} việc chưa kết thúc: ${vi}`,
    `${open.length} ${open.length === 1 ? 'matter is' : 'matters are'} open: ${en}`,
  );
}

function matterSaid({ kind, measure, from }: ConductFact): Text {
  const since = day(from);
  const { vi, en } = matterName[kind];
  const name =
    measure === undefined
      ? both(vi, en)
      : both(`${vi} ${measureName[measure].vi}`, `${en} (${measureName[measure].en})`);
  return both(`${name.vi} từ ${since.vi}`, `${name.en} since ${since.en}`);
}
