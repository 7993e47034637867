import type { Award, SubjectKind, Text } from '../award';
import { partsOf } from '../tally';
import { dayText } from '../text';
import type { Day } from '../time';
import type { ConductFact, Grade, InitiativeScope, Measure, Missing, Supplier } from './facts';

/** Words and turns that the sentences of all rules share. Vietnamese first; English says the same plainly. */

export const both = (vi: string, en: string): Text => ({ vi, en });

/** The same in both languages: numbers, codes. */
export const plain = (text: string | number): Text => ({ vi: String(text), en: String(text) });

export const joined = (parts: readonly Text[], mark = '; '): Text =>
  parts.length === 1 ? parts[0]! : { vi: parts.map((p) => p.vi).join(mark), en: parts.map((p) => p.en).join(mark) };

export const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** `(1) …; (2) …`: alternatives of which one would do. */
export const numbered = (parts: readonly Text[]): Text =>
  joined(parts.map((part, i) => ({ vi: `(${i + 1}) ${part.vi}`, en: `(${i + 1}) ${part.en}` })));

/** `3 years`, `1 year`; Vietnamese nouns do not change. */
export const counted = (n: number, one: string, many = `${one}s`): string => `${n} ${n === 1 ? one : many}`;

/** `2020–2026`, `2026`. */
export const span = (from: number, to: number): string => (from === to ? String(from) : `${from}–${to}`);

export const day = (on: Day): Text => {
  const { vi, en } = dayText(on);
  return { vi: `ngày ${vi}`, en };
};

/** `63,6 %` of 7 of 11: one decimal, rounded half up in whole numbers. */
export function percent(part: number, base: number): Text {
  const tenths = partsOf(part, base, 1000);
  const whole = Math.floor(tenths / 10);
  return { vi: `${whole},${tenths % 10} %`, en: `${whole}.${tenths % 10} %` };
}

export const missing = (by: Supplier, vi: string, en: string): Missing => ({ what: { vi, en }, by });

export const gradeName: Readonly<Record<Grade, Text>> = {
  excellent: both('hoàn thành xuất sắc nhiệm vụ', '“completed tasks excellently”'),
  well: both('hoàn thành tốt nhiệm vụ', '“completed tasks well”'),
  completed: both('hoàn thành nhiệm vụ', '“completed tasks”'),
  notCompleted: both('không hoàn thành nhiệm vụ', '“did not complete tasks”'),
};

/** `hoàn thành tốt nhiệm vụ trở lên`; nothing is better than excellent. */
export const orBetter = (grade: Grade): Text => {
  const { vi, en } = gradeName[grade];
  return grade === 'excellent' ? { vi, en } : { vi: `${vi} trở lên`, en: `${en} or better` };
};

export const measureName: Readonly<Record<Measure, Text>> = {
  reprimand: both('khiển trách', 'reprimand'),
  warning: both('cảnh cáo', 'warning'),
  demotion: both('giáng chức, cách chức', 'demotion'),
  dismissal: both('buộc thôi việc', 'dismissal'),
};

export const matterName: Readonly<Record<ConductFact['kind'], Text>> = {
  discipline: both('kỷ luật', 'discipline'),
  disciplineConsidered: both('xem xét kỷ luật', 'discipline under consideration'),
  investigation: both('điều tra', 'investigation'),
  inspection: both('thanh tra, kiểm tra', 'inspection'),
  complaint: both('khiếu nại', 'complaint'),
  denunciation: both('tố cáo', 'denunciation'),
  press: both('phản ánh của báo chí', 'press report'),
};

export const scopeName: Readonly<Record<InitiativeScope, Text>> = {
  unit: both('cơ sở', 'the unit'),
  province: both('tỉnh', 'the province'),
  nation: both('toàn quốc', 'the nation'),
};

export const subjectName: Readonly<Record<SubjectKind, Text>> = {
  person: both('cá nhân', 'persons'),
  collective: both('tập thể', 'collectives'),
  household: both('hộ gia đình', 'households'),
};

export const authorityName: Readonly<Record<Award['decidedBy'], Text>> = {
  unitHead: both('người đứng đầu cơ quan, đơn vị', 'the head of the unit'),
  communeChair: both('Chủ tịch UBND cấp xã', 'the Chair of the commune'),
  provinceChair: both('Chủ tịch UBND tỉnh', 'the Chair of the province'),
  primeMinister: both('Thủ tướng Chính phủ', 'the Prime Minister'),
  statePresident: both('Chủ tịch nước', 'the State President'),
};
