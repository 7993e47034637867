import type { Text } from '../award';
import type { AwardFact } from './facts';
import type { Reckoning } from './reckoning';
import { both, joined } from './sentences';
import { awardOf } from './sentencesOfWindows';

/** `Đã dựa vào Chiến sĩ thi đua cơ sở năm 2024, Quyết định số …, nay bị hủy bỏ; nếu không tính: …`. */
export function restingSaid(reckoning: Reckoning, on: readonly AwardFact[], without: Text): Text {
  const { vi, en } = joined(on.map((award) => awardOf(reckoning, award)));
  return both(
    `Đã dựa vào ${vi}, nay bị hủy bỏ; nếu không tính: ${without.vi}`,
    `It rested on ${en}, since revoked; without it: ${without.en}`,
  );
}
