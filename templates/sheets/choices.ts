/** Words of choice in cells, by code: the first name is the one that is written and offered. */

export const subjects = [
  ['person', 'Cá nhân'],
  ['collective', 'Tập thể'],
  ['household', 'Hộ gia đình'],
] as const;

export const commendations = [
  ['merit', 'Công trạng'],
  ['adHoc', 'Đột xuất'],
  ['movement', 'Phong trào thi đua', 'Phong trào'],
  ['thematic', 'Chuyên đề'],
  ['devotion', 'Quá trình cống hiến', 'Cống hiến'],
  ['seniority', 'Niên hạn'],
  ['external', 'Đối ngoại'],
] as const;

export const procedures = [
  ['normal', 'Thông thường'],
  ['simplified', 'Đơn giản'],
] as const;

export const addresses = [
  ['Ông', 'Ông'],
  ['Bà', 'Bà'],
  ['đồng chí', 'đồng chí'],
] as const;

export const yesNo = [
  ['yes', 'Có', 'x', 'true'],
  ['no', 'Không', 'false'],
] as const;

/** The name of a code as it is written into a cell. */
export const nameOfChoice = <T extends string>(choices: readonly (readonly [T, ...string[]])[], code: T): string =>
  choices.find(([of]) => of === code)?.[1] ?? code;
