import type { Text } from '../award';
import type { InitiativeScope, Missing } from './facts';
import type { Reason, Use, Weighed } from './initiativeUse';
import type { Reckoning } from './reckoning';
import { nameOf } from './reckoning';
import type { Criterion } from './rule';
import { both, counted, day, joined, missing, scopeName } from './sentences';

/** What is said of initiatives and topics. */

export const recognitionMissing = (code: string): Missing =>
  missing(
    'initiativeCouncil',
    `Quyết định công nhận sáng kiến, đề tài ${code}`,
    `The recognition of initiative or topic ${code}`,
  );

export const scopeMissing = (code: string, scope: InitiativeScope): Missing =>
  missing(
    'initiativeCouncil',
    `Quyết định công nhận phạm vi ảnh hưởng trong ${scopeName[scope].vi} của ${code}`,
    `The recognition that ${code} has effect in ${scopeName[scope].en}`,
  );

export const initiativesMissing = (count: number, scope: InitiativeScope): Missing =>
  missing(
    'unit',
    `Thêm ${count} sáng kiến, đề tài đã được công nhận trong phạm vi ${scopeName[scope].vi} và chưa sử dụng`,
    `${counted(count, 'more initiative or topic', 'more initiatives or topics')} recognised in ${scopeName[scope].en} and not used yet`,
  );

/** `1/2 sáng kiến, đề tài …: SK-02; không tính SK-01: đã dùng để xét Chiến sĩ thi đua cơ sở năm 2025`. */
export function initiativesSaid(
  reckoning: Reckoning,
  { count, scope }: Extract<Criterion, { op: 'initiatives' }>,
  weighed: readonly Weighed[],
): Text {
  const free = weighed.filter((w) => w.reason === undefined).map((w) => w.code);
  const list = free.length === 0 ? '' : ` (${free.join(', ')})`;
  const { vi, en } = scopeName[scope];
  return joined([
    both(
      `${free.length} sáng kiến, đề tài được công nhận trong phạm vi ${vi}, chưa sử dụng${list}; cần ${count}`,
      `${counted(free.length, 'initiative or topic', 'initiatives or topics')} recognised in ${en} and not used yet${list}; ${count} needed`,
    ),
    ...weighed.flatMap(({ code, reason }) => (reason ? [notCounted(reckoning, code, reason)] : [])),
  ]);
}

function notCounted(reckoning: Reckoning, code: string, reason: Reason): Text {
  const { vi, en } = reasonSaid(reckoning, reason);
  return both(`không tính ${code}: ${vi}`, `${code} does not count: ${en}`);
}

function reasonSaid(reckoning: Reckoning, reason: Reason): Text {
  switch (reason.why) {
    case 'notKnown':
      return both('chưa có trong sổ sáng kiến', 'it is not in the register of initiatives');
    case 'notRecognised': {
      const on = day(reason.on);
      return both(`đến ${on.vi} mới được công nhận`, `it is recognised on ${on.en} only`);
    }
    case 'scope': {
      const scope = scopeName[reason.scope];
      return both(`mới được công nhận trong phạm vi ${scope.vi}`, `it is recognised in ${scope.en} only`);
    }
    case 'old': {
      const on = day(reason.on);
      return both(`được công nhận ${on.vi}, ngoài thời gian tính`, `it was recognised on ${on.en}, too early`);
    }
    case 'used':
      return useSaid(reckoning, reason.use);
  }
}

function useSaid(reckoning: Reckoning, use: Use): Text {
  if (use.by === 'dossier') {
    return both(`đang dùng trong hồ sơ ${use.nomination} cùng đợt`, `dossier ${use.nomination} of the round uses it`);
  }
  const { vi, en } = nameOf(reckoning, use.award);
  return both(`đã dùng để xét ${vi} năm ${use.awardYear}`, `it was used for ${en} of ${use.awardYear}`);
}

/** `SK-01 đã dùng để xét Chiến sĩ thi đua cơ sở năm 2025`. */
export function usedSaid(
  reckoning: Reckoning,
  named: readonly string[],
  used: readonly { readonly code: string; readonly use: Use }[],
): Text {
  if (named.length === 0)
    return both('Hồ sơ không dùng sáng kiến, đề tài nào', 'The dossier names no initiative or topic');
  if (used.length === 0) {
    const list = named.join(', ');
    return both(
      `${named.length} sáng kiến, đề tài chưa sử dụng lần nào: ${list}`,
      `${counted(named.length, 'initiative or topic', 'initiatives or topics')} not used before: ${list}`,
    );
  }
  return joined(
    used.map(({ code, use }) => {
      const { vi, en } = useSaid(reckoning, use);
      return both(`${code} ${vi}`, `${code}: ${en}`);
    }),
  );
}
