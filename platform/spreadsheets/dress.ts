import { unzip } from '../bundle/unzip';
import { zipOf } from '../bundle/zip';
import { columnName } from './names';

/** What a sheet has besides its cells. Columns and rows count from 0. */
export interface Dress {
  /** Columns that are kept out of sight. */
  readonly hidden?: readonly number[];
  /** Cells of a column are chosen from a column of another sheet; something else may be typed all the same. */
  readonly choices?: readonly Choice[];
  /** What is typed stays as it is typed: a code keeps its zeros, and `03/04/2026` becomes no date of another land. */
  readonly asTyped?: true;
  readonly notes?: readonly Note[];
}
export interface Choice {
  readonly column: number;
  readonly from: { readonly sheet: string; readonly column: number; readonly rows: number };
}
export interface Note {
  readonly row: number;
  readonly column: number;
  readonly text: string;
}

/** Rows for which lists are offered. */
const OFFERED = 5_000;
const LIMITS = { mostUnpacked: 200 * 1024 * 1024, mostParts: 1_000 };

/** Puts lists of choice, hidden columns and notes on cells into a workbook, which its writer does not know; one dress a sheet. */
export function dressed(workbook: Buffer, sheets: readonly Dress[]): Buffer {
  if (sheets.every((sheet) => Object.values(sheet).every((value) => value === undefined))) return workbook;
  const parts = new Map<string, string>();
  for (const [name, bytes] of unzip(workbook, LIMITS)) parts.set(name, bytes.toString('utf8'));
  const change = (name: string, by: (xml: string) => string): void => {
    parts.set(name, by(parts.get(name) ?? ''));
  };
  const typed = textStyle(parts.get('xl/styles.xml')!);
  parts.set('xl/styles.xml', typed.styles);
  sheets.forEach((dress, i) => {
    const no = i + 1;
    const notes = dress.notes ?? [];
    change(`xl/worksheets/sheet${no}.xml`, (xml) => sheetXml(xml, dress, typed.style));
    if (notes.length === 0) return;
    parts.set(`xl/comments${no}.xml`, commentsXml(notes));
    parts.set(`xl/drawings/vmlDrawing${no}.vml`, shapesXml(notes, no));
    change(`xl/worksheets/_rels/sheet${no}.xml.rels`, (xml) =>
      xml.replace('</Relationships>', `${relationsOf(no)}</Relationships>`),
    );
    change('[Content_Types].xml', (xml) => contentTypes(xml, no));
  });
  return zipOf(
    [...parts].map(([name, bytes]) => ({ name, bytes })),
    'DEFLATE',
  );
}

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

/** A style of cells that hold text whatever is typed; format 49 is that of every spreadsheet program. */
function textStyle(styles: string): { readonly styles: string; readonly style: number } {
  const count = Number(/<cellXfs count="(\d+)"/.exec(styles)![1]);
  const added = styles
    .replace(/<cellXfs count="\d+"/, `<cellXfs count="${count + 1}"`)
    .replace('</cellXfs>', '<xf numFmtId="49" applyNumberFormat="1" fontId="0" applyFont="1"/></cellXfs>');
  return { styles: added, style: count };
}

function sheetXml(xml: string, { hidden = [], choices = [], asTyped, notes = [] }: Dress, style: number): string {
  const columns = xml.replace(/<col min="(\d+)"[^>]*\/>/g, (col, no: string) => {
    const more = `${asTyped ? ` style="${style}"` : ''}${hidden.includes(Number(no) - 1) ? ' hidden="1"' : ''}`;
    return col.replace('/>', `${more}/>`);
  });
  // by a function: the address of a list, $A$12, would be read as a group of the pattern
  const behind = /<pageMargins|<pageSetup|<headerFooter|<drawing|<\/worksheet>/;
  const offered = choices.length === 0 ? columns : columns.replace(behind, (next) => `${choicesXml(choices)}${next}`);
  const ignored = asTyped
    ? '<ignoredErrors><ignoredError sqref="A1:ZZ50001" numberStoredAsText="1"/></ignoredErrors>'
    : '';
  const drawn = notes.length === 0 ? '' : '<legacyDrawing r:id="rIdNotes"/>';
  return offered.replace('</worksheet>', `${ignored}${drawn}</worksheet>`);
}

function choicesXml(choices: readonly Choice[]): string {
  const each = choices.map(({ column, from }) => {
    const letters = columnName(column);
    const list = columnName(from.column);
    const source = `'${from.sheet}'!$${list}$2:$${list}$${from.rows + 1}`;
    return (
      '<dataValidation type="list" allowBlank="1" showErrorMessage="0" ' +
      `sqref="${letters}2:${letters}${OFFERED}"><formula1>${escaped(source)}</formula1></dataValidation>`
    );
  });
  return `<dataValidations count="${each.length}">${each.join('')}</dataValidations>`;
}

const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';

function commentsXml(notes: readonly Note[]): string {
  const each = notes.map(
    ({ row, column, text }) =>
      `<comment ref="${columnName(column)}${row + 1}" authorId="0"><text><r><rPr><sz val="10"/></rPr>` +
      `<t xml:space="preserve">${escaped(text)}</t></r></text></comment>`,
  );
  return (
    `${XML}<comments xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><authors><author>Vinh Danh</author></authors>` +
    `<commentList>${each.join('')}</commentList></comments>`
  );
}

/** Where a note opens: beside its cell, high enough for some lines. */
function shapesXml(notes: readonly Note[], no: number): string {
  const each = notes.map(
    ({ row, column }, i) =>
      `<v:shape id="_x0000_s${no * 100_000 + i}" type="#_x0000_t202" style="position:absolute;width:220pt;height:80pt;visibility:hidden" ` +
      'fillcolor="#ffffe1" o:insetmode="auto"><v:fill color2="#ffffe1"/><v:shadow on="t" color="black" obscured="t"/>' +
      '<v:path o:connecttype="none"/><v:textbox style="mso-direction-alt:auto"/><x:ClientData ObjectType="Note"><x:MoveWithCells/>' +
      `<x:SizeWithCells/><x:Anchor>${column + 1}, 15, ${row}, 4, ${column + 4}, 15, ${row + 5}, 4</x:Anchor><x:AutoFill>False</x:AutoFill>` +
      `<x:Row>${row}</x:Row><x:Column>${column}</x:Column></x:ClientData></v:shape>`,
  );
  return (
    '<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" ' +
    'xmlns:x="urn:schemas-microsoft-com:office:excel"><v:shapetype id="_x0000_t202" coordsize="21600,21600" o:spt="202" ' +
    'path="m,l,21600r21600,l21600,xe"><v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>' +
    `${each.join('')}</xml>`
  );
}

const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const relationsOf = (no: number): string =>
  `<Relationship Id="rIdNotes" Type="${OFFICE}/vmlDrawing" Target="../drawings/vmlDrawing${no}.vml"/>` +
  `<Relationship Id="rIdComments" Type="${OFFICE}/comments" Target="../comments${no}.xml"/>`;

function contentTypes(xml: string, no: number): string {
  const vml = '<Default Extension="vml" ContentType="application/vnd.openxmlformats-officedocument.vmlDrawing"/>';
  const comments =
    `<Override PartName="/xl/comments${no}.xml" ` +
    'ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml"/>';
  const withVml = xml.includes('Extension="vml"') ? xml : xml.replace(/(<Types\b[^>]*>)/, `$1${vml}`);
  return withVml.replace('</Types>', `${comments}</Types>`);
}
