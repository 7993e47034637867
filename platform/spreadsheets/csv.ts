/** So that a spreadsheet takes the file for UTF-8. */
const BOM = '\uFEFF';
/** What a spreadsheet takes for the beginning of a formula; a tab or a line break in front does not keep it from that. */
const formula = /^[\s]*[=+\-@\uFF1D\uFF0B\uFF0D\uFF20]|^[\t\r\n]/;

/** A table as CSV that opens right in a spreadsheet: words stay words, whatever they begin with. */
export const writeCsv = (rows: readonly (readonly (string | number)[])[]): Buffer =>
  Buffer.from(`${BOM}${rows.map((cells) => `${cells.map(cell).join(',')}\r\n`).join('')}`);

function cell(value: string | number): string {
  if (typeof value === 'number') return String(value);
  const safe = formula.test(value) ? `'${value}` : value;
  return /[",\r\n;]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
