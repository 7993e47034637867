import type { Award, SubjectKind, Text } from '../../../domain/award';
import type { Day } from '../../../domain/time';
import { isDay, yearOf } from '../../../domain/time';
import { hidesInLine, oneLine, searchNameOf } from '../../../domain/words';
import type { Cell } from '../../../platform/spreadsheets/read';
import { refused, type Filled, type RefusedKey } from '../../../templates/words';

/** What a cell says, or what is wrong with it and what is expected there. */
export type Said<T> = { readonly value: T } | { readonly wrong: Text };

const wrong = (key: RefusedKey, values?: Filled): { readonly wrong: Text } => ({ wrong: refused(key, values) });

/** Words of one line. */
export function wordsIn(cell: Cell): Said<string> {
  if (cell === undefined) return wrong('sheet.empty');
  if (cell instanceof Date) return wrong('sheet.dateForWords');
  const words = oneLine(String(cell));
  if (hidesInLine(words)) return wrong('field.hiddenCharacters');
  if (words.length > MOST_WORDS) return wrong('sheet.long', { most: MOST_WORDS });
  return { value: words };
}

/** More than any name, number or title of an office has. */
const MOST_WORDS = 300;

const DAY_MS = 86_400_000;
/** Day 0 of Excel's count, so that 1 March 1900 and all later days come out right. */
const EXCEL_ZERO_MS = Date.UTC(1899, 11, 30);
const dayAt = (ms: number): Day => new Date(ms).toISOString().slice(0, 10);

const expected = refused('sheet.dayExpected');

/** A day: a date of the sheet, `30/12/2025`, or `2025-12-30`. */
export function dayIn(cell: Cell): Said<Day> {
  if (cell === undefined) return wrong('sheet.noDay');
  if (cell instanceof Date) {
    if (Number.isNaN(cell.getTime())) return wrong('sheet.notADay');
    return { value: dayAt(cell.getTime()) };
  }
  if (typeof cell === 'number' || /^\d{5}$/.test(String(cell))) return serial(Number(cell));
  const text = String(cell);
  const [, d, m, y] = /^(\d{1,2})[/.](\d{1,2})[/.](\d{4})$/.exec(text) ?? [];
  const day = d === undefined ? text : `${y!}-${m!.padStart(2, '0')}-${d.padStart(2, '0')}`;
  if (isDay(day)) return { value: day };
  if (d !== undefined || /^\d{4}-\d\d-\d\d$/.test(text)) {
    return wrong('sheet.notADayAs', { text, expected });
  }
  return wrong('sheet.notReadAsDay', { text, expected });
}

/** A number where a day belongs: Excel's own count of days, in a cell that lost its format. It is not guessed, but named. */
function serial(number: number): Said<Day> {
  if (!Number.isInteger(number) || number <= 20_000 || number >= 80_000) {
    return wrong('sheet.dayNumber', { number, expected });
  }
  const [y, m, d] = dayAt(EXCEL_ZERO_MS + number * DAY_MS).split('-');
  return wrong('sheet.dayNumberMaybe', { number, day: `${d!}/${m!}/${y!}`, expected });
}

/** A year that has begun: `2025`, as number or text. */
export function yearIn(cell: Cell, today: Day): Said<number> {
  const text = cell instanceof Date ? '' : String(cell ?? '');
  const year = Number(text);
  if (!/^\d{4}$/.test(text) || year < 1945) return wrong('sheet.notAYear');
  const last = yearOf(today);
  return year > last ? wrong('yearAhead', { year, last }) : { value: year };
}

/** How headings and words of choice are compared: as names are searched for, an underscore being a blank. */
export const folded = (text: string): string => searchNameOf(text.replaceAll('_', ' '));

/** One of a few values, by its code or by its name with or without diacritics. */
export function choiceIn<T extends string>(cell: Cell, choices: readonly (readonly [T, ...string[]])[]): Said<T> {
  const said = folded(cell instanceof Date ? '' : String(cell ?? ''));
  const found = choices.find((names) => names.some((name) => folded(name) === said));
  if (found) return { value: found[0] };
  const names = choices.map(([code, name]) => name ?? code).join(', ');
  return wrong('sheet.notAChoice', { names });
}

/** An award by its code or official name, if it is for this kind of subject. */
export function awardNamed(said: string, kind: SubjectKind, catalogue: readonly Award[]): Said<string> {
  const found = catalogue.filter((a) => a.code === said.toUpperCase() || folded(a.name.vi) === folded(said));
  const [first] = found;
  if (!first) return wrong('sheet.noAward', { said });
  if (found.some((a) => a.subjects.includes(kind))) return { value: first.code };
  return wrong('finding.otherKind', { award: first.name });
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
