import type { Award, SubjectKind, Text } from '../../../domain/award';
import type { Day } from '../../../domain/time';
import { isDay, yearOf } from '../../../domain/time';
import { hidesInLine, oneLine, searchNameOf } from '../../../domain/words';
import type { Cell } from '../../../platform/spreadsheets/read';
import { sentences } from '../../schemas/fields';

/** What a cell says, or what is wrong with it and what is expected there. */
export type Said<T> = { readonly value: T } | { readonly wrong: Text };

const wrong = (vi: string, en: string): { readonly wrong: Text } => ({ wrong: { vi, en } });

/** Words of one line. */
export function wordsIn(cell: Cell): Said<string> {
  if (cell === undefined) return wrong('Cần có nội dung ở ô này.', 'This cell must not be empty.');
  if (cell instanceof Date)
    return wrong('Ô này là ngày tháng; cần ghi chữ.', 'This cell is a date; words are expected.');
  const words = oneLine(String(cell));
  if (hidesInLine(words)) return { wrong: sentences.hiddenCharacters };
  if (words.length > MOST_WORDS) {
    return wrong(`Nội dung dài quá ${MOST_WORDS} ký tự.`, `This is longer than ${MOST_WORDS} characters.`);
  }
  return { value: words };
}

/** More than any name, number or title of an office has. */
const MOST_WORDS = 300;

const DAY_MS = 86_400_000;
/** Day 0 of Excel's count, so that 1 March 1900 and all later days come out right. */
const EXCEL_ZERO_MS = Date.UTC(1899, 11, 30);
const dayAt = (ms: number): Day => new Date(ms).toISOString().slice(0, 10);

const expected = {
  vi: 'cần ghi dạng ngày/tháng/năm, ví dụ 30/12/2025, hoặc định dạng ô là ngày',
  en: 'expected is day/month/year, for example 30/12/2025, or a cell formatted as a date',
};

/** A day: a date of the sheet, `30/12/2025`, or `2025-12-30`. */
export function dayIn(cell: Cell): Said<Day> {
  if (cell === undefined) return wrong('Cần có ngày ở ô này.', 'A day is missing here.');
  if (cell instanceof Date) {
    if (Number.isNaN(cell.getTime())) return wrong('Không phải là ngày có thật.', 'Not a day that exists.');
    return { value: dayAt(cell.getTime()) };
  }
  if (typeof cell === 'number' || /^\d{5}$/.test(String(cell))) return serial(Number(cell));
  const text = String(cell);
  const [, d, m, y] = /^(\d{1,2})[/.](\d{1,2})[/.](\d{4})$/.exec(text) ?? [];
  const day = d === undefined ? text : `${y!}-${m!.padStart(2, '0')}-${d.padStart(2, '0')}`;
  if (isDay(day)) return { value: day };
  if (d !== undefined || /^\d{4}-\d\d-\d\d$/.test(text)) {
    return wrong(
      `“${text}” không phải là ngày có thật; ${expected.vi}.`,
      `“${text}” is no day that exists; ${expected.en}.`,
    );
  }
  return wrong(`Không đọc được ngày “${text}”; ${expected.vi}.`, `“${text}” is not read as a day; ${expected.en}.`);
}

/** A number where a day belongs: Excel's own count of days, in a cell that lost its format. It is not guessed, but named. */
function serial(count: number): Said<Day> {
  const like = Number.isInteger(count) && count > 20_000 && count < 80_000 ? dayAt(EXCEL_ZERO_MS + count * DAY_MS) : '';
  const [y, m, d] = like.split('-');
  const hint =
    like === '' ? { vi: '', en: '' } : { vi: ` (có thể là ${d!}/${m!}/${y!})`, en: ` (maybe ${d!}/${m!}/${y!})` };
  return wrong(
    `${count} là số thứ tự ngày của Excel${hint.vi}; ${expected.vi}.`,
    `${count} is a day number of Excel${hint.en}; ${expected.en}.`,
  );
}

/** A year that has begun: `2025`, as number or text. */
export function yearIn(cell: Cell, today: Day): Said<number> {
  const text = cell instanceof Date ? '' : String(cell ?? '');
  const year = Number(text);
  if (!/^\d{4}$/.test(text) || year < 1945) {
    return wrong('Cần ghi năm bằng bốn chữ số, ví dụ 2025.', 'A year in four digits is expected, for example 2025.');
  }
  const last = yearOf(today);
  if (year > last) {
    return wrong(
      `Năm ${year} chưa đến; muộn nhất là ${last}.`,
      `The year ${year} has not begun; ${last} is the last one.`,
    );
  }
  return { value: year };
}

/** How headings and words of choice are compared: as names are searched for, an underscore being a blank. */
export const folded = (text: string): string => searchNameOf(text.replaceAll('_', ' '));

/** One of a few values, by its code or by its name with or without diacritics. */
export function choiceIn<T extends string>(cell: Cell, choices: readonly (readonly [T, ...string[]])[]): Said<T> {
  const said = folded(cell instanceof Date ? '' : String(cell ?? ''));
  const found = choices.find((names) => names.some((name) => folded(name) === said));
  if (found) return { value: found[0] };
  const names = choices.map(([code, name]) => name ?? code).join(', ');
  return wrong(`Cần ghi một trong: ${names}.`, `One of these is expected: ${names}.`);
}

/** An award by its code or official name, if it is for this kind of subject. */
export function awardNamed(said: string, kind: SubjectKind, catalogue: readonly Award[]): Said<string> {
  const found = catalogue.filter((a) => a.code === said.toUpperCase() || folded(a.name.vi) === folded(said));
  const [first] = found;
  if (!first) {
    return wrong(
      `Không có hình thức khen thưởng “${said}”; cần ghi mã hoặc tên gọi đúng, ví dụ CSTDCS.`,
      `There is no award “${said}”; its code or official name is expected, for example CSTDCS.`,
    );
  }
  if (found.some((a) => a.subjects.includes(kind))) return { value: first.code };
  return wrong(
    `${first.name.vi} không tặng cho loại đối tượng này.`,
    `${first.name.en} is not for this kind of subject.`,
  );
}

/** Several words with semicolons or line breaks between them, each once. */
export const listIn = (cell: Cell): string[] => {
  const text = cell instanceof Date ? '' : String(cell ?? '');
  return [
    ...new Set(
      text
        .split(/[;\n]/)
        .map(oneLine)
        .filter((word) => word !== ''),
    ),
  ];
};
