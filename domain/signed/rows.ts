import { squeezed, type Squeezed, type TextRun } from './squeezed';

/** One numbered row of a list: all that stands behind its number, and what stands first there. */
export interface ListRow {
  readonly text: Squeezed;
  readonly label: string;
}

/** How far from the middle of their column numbers may stand, in points. */
const OFF = 8;
/** How far behind a number its name may stand, in pieces of text. */
const MOST_PIECES = 400;

/**
 * The rows of a list, by the column of running numbers at its left: numbers alone in their cells, one below the other. None when
 * the list has no such column.
 */
export function rowsOf(runs: readonly TextRun[]): readonly ListRow[] {
  const numbers = runs.flatMap((run, at) =>
    /^\s*\d{1,4}\.?\s*$/.test(run.text) ? [{ at, middle: run.x + run.width / 2 }] : [],
  );
  const column = numbers
    .map(({ middle }) => numbers.filter((other) => Math.abs(other.middle - middle) <= OFF))
    .reduce<typeof numbers>((best, one) => (one.length > best.length ? one : best), []);
  return column.flatMap(({ at }, i) => {
    const end = Math.min(column[i + 1]?.at ?? runs.length, at + MOST_PIECES);
    const behind = runs.slice(at + 1, end).filter(({ text }) => text.trim() !== '');
    const label = labelOf(behind);
    return label === '' ? [] : [{ text: squeezed(behind), label }];
  });
}

/** What stands in the cell beside the number: the first piece, and those below and beside it until the next column. */
function labelOf(behind: readonly TextRun[]): string {
  const first = behind[0];
  if (!first || !/\p{L}/u.test(first.text)) return '';
  let label = '';
  let right = first.x;
  let { y } = first;
  for (const run of behind) {
    const below = Math.abs(run.x - first.x) < OFF && run.y < y && y - run.y < 3 * LINE;
    const beside = Math.abs(run.y - y) < 1 && run.x - right < OFF / 2;
    if (run !== first && !below && !beside) break;
    // pieces of one word stand close to one another
    label += below || run.x - right > 1 ? ` ${run.text}` : run.text;
    right = run.x + run.width;
    ({ y } = run);
  }
  return label.replace(/\s+/g, ' ').trim();
}

/** Height of a line of a list, in points. */
const LINE = 16;
