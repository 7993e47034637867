/** A piece of text as it stands on a page, in points from its lower left corner. */
export interface TextRun {
  readonly page: number;
  readonly text: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  /** A line ends after it. */
  readonly ends: boolean;
}

/** Text without spaces and line ends, which a file puts where it likes, in NFC and lower case; with where its words begin. */
export interface Squeezed {
  readonly text: string;
  /** At each letter: whether a word begins there. */
  readonly begins: readonly boolean[];
  /** At each letter: the piece of text that it comes from. */
  readonly from: readonly number[];
}

const nothing = /[\p{Cf}\u00ad]/u;

/** One text of many pieces, in their order. */
export function squeezed(runs: readonly Pick<TextRun, 'text'>[]): Squeezed {
  const letters: string[] = [];
  const begins: boolean[] = [];
  const from: number[] = [];
  for (const [at, run] of runs.entries()) {
    // a mark that stands in a piece of its own belongs to the letter before it
    const mark = /^\p{M}/u.test(run.text) && letters.length > 0 ? letters.pop()! : '';
    let fresh = mark === '' || begins.pop() === true;
    if (mark !== '') from.pop();
    for (const letter of (mark + run.text).normalize('NFC').toLowerCase()) {
      if (/\s/u.test(letter)) fresh = true;
      else if (!nothing.test(letter)) {
        letters.push(/\p{Pd}/u.test(letter) ? '-' : letter);
        begins.push(fresh);
        from.push(at);
        fresh = false;
      }
    }
  }
  return { text: letters.join(''), ...perUnit(letters, begins, from) };
}

/** A letter beyond the first plane is two units of a string. */
function perUnit(letters: readonly string[], begins: readonly boolean[], from: readonly number[]) {
  const wide = { begins: [] as boolean[], from: [] as number[] };
  for (const [i, letter] of letters.entries()) {
    for (let unit = 0; unit < letter.length; unit += 1) {
      wide.begins.push(unit === 0 && begins[i]!);
      wide.from.push(from[i]!);
    }
  }
  return wide;
}

export const squeeze = (text: string): string => squeezed([{ text }]).text;

/** Where whole words stand in a text: "Nguyễn Văn An" does not stand in "Nguyễn Văn Anh". */
export const placesOf = (words: string, text: Squeezed): number[] => placesOfKey(squeeze(words), text);

/** The same for words that are squeezed already. */
export function placesOfKey(key: string, { text, begins }: Squeezed): number[] {
  const places: number[] = [];
  if (key === '') return places;
  for (let at = text.indexOf(key); at >= 0; at = text.indexOf(key, at + 1)) {
    if (beginsAt(at, text, begins) && endsAt(at + key.length, text, begins)) places.push(at);
  }
  return places;
}

const beginsAt = (at: number, text: string, begins: readonly boolean[]): boolean =>
  begins[at] === true || (at > 0 && !/[\p{L}\p{N}]/u.test(text[at - 1]!));

const endsAt = (end: number, text: string, begins: readonly boolean[]): boolean =>
  end >= text.length || begins[end] === true || !/[\p{L}\p{N}]/u.test(text[end]!);

/** A part of a text, from one place on. */
export const after = ({ text, begins, from }: Squeezed, place: number): Squeezed => ({
  text: text.slice(place),
  begins: begins.slice(place),
  from: from.slice(place),
});

/**
 * The same pieces column by column, down each page: some programs write a table line by line, so that a name of two lines is parted
 * by what stands beside it.
 */
export const byColumn = (runs: readonly TextRun[]): readonly TextRun[] =>
  runs
    .filter(({ text }) => text.trim() !== '')
    .sort((a, b) => a.page - b.page || Math.round(a.x / COLUMN) - Math.round(b.x / COLUMN) || b.y - a.y);

const COLUMN = 4;
