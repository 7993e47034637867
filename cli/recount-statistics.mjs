// Counts the statistics of a year again from the exported list of dossiers. Plain Node, nothing of ours and no package: whoever
// doubts a number reads these lines, and runs them on a machine of his own.
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';

const usage = `npm run recount-statistics -- STATISTICS.json DOSSIERS.csv [--lang en]

Counts GET /statistics/YEAR again from GET /nominations.csv of the same caller, cell by cell. Ends with 0 when all agrees, 1
when something does not, 2 when there is nothing to count.`;

const words = {
  vi: {
    differs: (cell, said, found) => `${cell}: thống kê ${said}, đếm lại ${found}`,
    missing: (row, n) => `thiếu dòng ${row}, có ${n} hồ sơ`,
    column: (name) => `Tệp danh sách hồ sơ không có cột "${name}".`,
    shape: 'Tệp thống kê không đúng dạng.',
    end: (wrong, cells, n) =>
      wrong === 0 ? `KHỚP: ${cells} ô, đếm lại từ ${n} hồ sơ.` : `KHÔNG KHỚP: ${wrong} điểm trong ${cells} ô.`,
  },
  en: {
    differs: (cell, said, found) => `${cell}: the statistics say ${said}, counted again ${found}`,
    missing: (row, n) => `row ${row} is missing, with ${n} dossiers`,
    column: (name) => `The list of dossiers has no column "${name}".`,
    shape: 'This is no file of statistics.',
    end: (wrong, cells, n) =>
      wrong === 0
        ? `AGREES: ${cells} cells, from ${n} dossiers.`
        : `DOES NOT AGREE: ${wrong} points in ${cells} cells.`,
  },
};

const outcomes = {
  awarded: 'issued received',
  failed: 'declined lapsed withdrawn',
  // neither sent nor wanted any more
  none: 'draft discarded',
};
const outcomeOf = (status) =>
  Object.keys(outcomes).find((name) => outcomes[name].split(' ').includes(status)) ?? 'underWay';

const levels = {
  state: 'HCDL1 HCDL2 HCDL3 HCLD1 HCLD2 HCLD3',
  government: 'COCP CSTDTQ BKTTG',
  province: 'COTINH CSTDT XATB TTLDXS BKT KNC',
  unit: 'CSTDCS TTLDTT LDTT GK THONVH GDVH',
};
const levelOf = (award) => Object.keys(levels).find((name) => levels[name].split(' ').includes(award));

const types = {
  'Công trạng': 'merit',
  'Đột xuất': 'adHoc',
  'Phong trào thi đua': 'movement',
  'Chuyên đề': 'thematic',
  'Quá trình cống hiến': 'devotion',
  'Niên hạn': 'seniority',
  'Đối ngoại': 'external',
};

const person = (d) => d.kind === 'Cá nhân';
const columns = {
  proposed: () => true,
  awarded: (d) => d.outcome === 'awarded',
  persons: (d) => d.outcome === 'awarded' && person(d),
  women: (d) => d.outcome === 'awarded' && person(d) && d.sex === 'Nữ',
  men: (d) => d.outcome === 'awarded' && person(d) && d.sex === 'Nam',
  sexUnknown: (d) => d.outcome === 'awarded' && person(d) && d.sex === 'Chưa rõ',
  direct: (d) => d.outcome === 'awarded' && person(d) && d.direct === 'Có',
  collectives: (d) => d.outcome === 'awarded' && d.kind === 'Tập thể',
  households: (d) => d.outcome === 'awarded' && d.kind === 'Hộ gia đình',
  failed: (d) => d.outcome === 'failed',
  underWay: (d) => d.outcome === 'underWay',
};

/** Cells of a CSV, quoted or not; a quote inside is doubled. */
function cellsOf(text) {
  const rows = [[]];
  let cell = '';
  let quoted = false;
  for (let i = 0; i < text.length; i += 1) {
    const c = text[i];
    if (quoted) {
      if (c !== '"') cell += c;
      else if (text[i + 1] === '"') cell += text[(i += 1)];
      else quoted = false;
    } else if (c === '"') quoted = true;
    else if (c === ',' || c === '\n') {
      rows.at(-1).push(cell);
      cell = '';
      if (c === '\n') rows.push([]);
    } else if (c !== '\r') cell += c;
  }
  rows.at(-1).push(cell);
  return rows.filter((row) => row.length > 1);
}

const headings = {
  kind: 'Đối tượng',
  unit: 'Mã đơn vị trình',
  award: 'Mã hình thức',
  year: 'Năm xét',
  type: 'Loại hình khen thưởng',
  status: 'Mã tình trạng',
  sex: 'Giới tính',
  direct: 'Trực tiếp lao động',
};

/** What was sent in the year. */
function dossiersOf(text, year, say) {
  const [heads, ...rows] = cellsOf(text.replace(/^\uFEFF/, ''));
  const at = Object.entries(headings).map(([field, heading]) => {
    if (!heads?.includes(heading)) throw new Error(say.column(heading));
    return [field, heads.indexOf(heading)];
  });
  return rows
    .map((row) => Object.fromEntries(at.map(([field, i]) => [field, row[i] ?? ''])))
    .map((d) => ({ ...d, outcome: outcomeOf(d.status) }))
    .filter((d) => d.outcome !== 'none' && d.year === String(year));
}

/** Prints what does not agree. @returns how many points */
function recount(statistics, dossiers, say) {
  const out = [];
  let cells = 0;
  const compare = (table, row, found) => {
    for (const [column, { count }] of Object.entries(row.cells)) {
      cells += 1;
      const again = found.filter(columns[column]).length;
      if (again !== count) out.push(`✗ ${say.differs(`${table} ${row.of} ${column}`, count, again)}`);
    }
  };
  const table = (name, keyOf) => {
    const rows = statistics[name];
    for (const row of rows)
      compare(
        name,
        row,
        dossiers.filter((d) => keyOf(d) === row.of),
      );
    const said = new Set(rows.map(({ of }) => of));
    for (const key of new Set(dossiers.map(keyOf))) {
      if (key === undefined || said.has(key)) continue;
      out.push(`✗ ${say.missing(`${name} ${key}`, dossiers.filter((d) => keyOf(d) === key).length)}`);
    }
  };
  compare('total', statistics.total, dossiers);
  table('byAward', (d) => d.award);
  table('byLevel', (d) => levelOf(d.award));
  table('byType', (d) => types[d.type]);
  const groups = statistics.byUnit;
  for (const row of groups)
    compare(
      'byUnit',
      row,
      dossiers.filter((d) => row.includes.includes(d.unit)),
    );
  const covered = new Set(groups.flatMap(({ includes }) => includes));
  const left = dossiers.filter((d) => !covered.has(d.unit));
  for (const unit of new Set(left.map((d) => d.unit)))
    out.push(`✗ ${say.missing(`byUnit ${unit}`, left.filter((d) => d.unit === unit).length)}`);
  console.log([...out, say.end(out.length, cells, dossiers.length)].join('\n'));
  return out.length;
}

function main() {
  const { positionals, values } = parseArgs({
    allowPositionals: true,
    options: { lang: { type: 'string', default: 'vi' } },
  });
  const say = words[values.lang];
  if (positionals.length !== 2 || say === undefined) throw new Error(usage);
  const statistics = JSON.parse(readFileSync(positionals[0], 'utf8'));
  const tables = ['byAward', 'byLevel', 'byType', 'byUnit'];
  if (
    typeof statistics.year !== 'number' ||
    !statistics.total?.cells ||
    !tables.every((t) => Array.isArray(statistics[t]))
  )
    throw new Error(say.shape);
  const dossiers = dossiersOf(readFileSync(positionals[1], 'utf8'), statistics.year, say);
  return recount(statistics, dossiers, say) === 0 ? 0 : 1;
}

try {
  process.exitCode = main();
} catch (error) {
  console.error(error.message);
  process.exitCode = 2;
}
