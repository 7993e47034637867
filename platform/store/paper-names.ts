import type { SessionPaper, SessionRecord } from './records';

const NAMES: Readonly<Record<SessionPaper['paper'] | 'agenda' | 'invitation', string>> = {
  countingMinutes: 'Biên bản kiểm phiếu',
  minutes: 'Biên bản họp Hội đồng',
  namedBallot: 'Phiếu lấy ý kiến',
  agenda: 'Tài liệu họp',
  invitation: 'Giấy mời',
};

/** A number as it stands in the name of a file: "05-QĐ-UBND" of "05/QĐ-UBND". */
export const fileNumber = (number: string): string => number.replace(/[^0-9A-Za-zĐđ-]+/g, '-');

/** What a paper of a session is called as a file: "Biên bản kiểm phiếu PH-3f9c2a.pdf". */
export function paperName(
  { paper, format }: { readonly paper: keyof typeof NAMES; readonly format: SessionPaper['format'] },
  { _id }: Pick<SessionRecord, '_id'>,
  member?: string,
): string {
  return `${[NAMES[paper], _id, ...(member === undefined ? [] : [member])].join(' ')}.${format}`;
}
