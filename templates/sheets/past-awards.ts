/** A list of awards of earlier years, by the headings of its form. */
export const pastHeadings = {
  subjectKind: 'Loại đối tượng',
  subject: 'Mã đối tượng',
  name: 'Họ và tên, tên tập thể',
  award: 'Hình thức khen thưởng',
  awardYear: 'Năm xét',
  commendationType: 'Loại hình khen thưởng',
  decisionNumber: 'Số quyết định',
  decidedOn: 'Ngày quyết định',
  authority: 'Cấp quyết định',
  periodFrom: 'Thành tích từ ngày',
  periodTo: 'Thành tích đến ngày',
  initiatives: 'Mã sáng kiến',
} as const;

export const PAST_AWARDS = 'Khen thưởng cũ';
