// Counts a closed session again from its recount bundle. Plain Node, nothing of ours and no package: whoever doubts a result
// reads these lines, and runs them on a machine of his own.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';

const usage = `npm run recount -- BUNDLE.json [--hash SHA256] [--lang en]

Counts a closed session again, line by line, and says whether that is the published result. --hash takes the hash printed
on the counting minutes: without it a bundle is only compared with itself. Ends with 0 when all agrees, 1 when something
does not, 2 when there is no bundle to count.`;

const words = {
  vi: {
    head: (b) => `Phiên ${b.session}: ${b.members} thành viên, ${b.ballots} phiếu`,
    line: (l, c, t) =>
      `${l.no}. ${l.nomination} (${l.award}): đồng ý ${c.yes}, không đồng ý ${c.no}, ý kiến khác ${c.other}, ` +
      `không có ý kiến ${c.abstain}, không tham gia ${c.recused}; ${t.yes}/${t.base} = ${percent(t.shareHundredths, ',')}, cần ${t.needed}: ${t.passed ? 'ĐẠT' : 'KHÔNG ĐẠT'}`,
    differs: (field, said, found) => `công bố ${field} = ${said}, kiểm lại ${found}`,
    sheets: (found, ballots) => `có ${found} ý kiến, trong khi có ${ballots} phiếu`,
    choice: (c) => `có ý kiến không hợp lệ: ${c}`,
    order: 'mã biên nhận trùng nhau, không theo thứ tự, hoặc không bằng số phiếu',
    own: 'nội dung gói không khớp mã kiểm tra ghi trong gói: gói đã bị sửa',
    other: 'mã kiểm tra của gói khác mã in trên Biên bản kiểm phiếu',
    hash: (h) => `Mã kiểm tra (SHA-256): ${h}`,
    compare: 'Đối chiếu mã này với mã in trên Biên bản kiểm phiếu (hoặc thêm --hash).',
    matches: 'Mã này đúng là mã in trên Biên bản kiểm phiếu.',
    end: (wrong) => (wrong === 0 ? 'KHỚP với kết quả đã công bố.' : `KHÔNG KHỚP: ${wrong} điểm.`),
    shape: (where) => `Không phải gói kiểm phiếu: sai ở ${where}.`,
  },
  en: {
    head: (b) => `Session ${b.session}: ${b.members} members, ${b.ballots} ballots`,
    line: (l, c, t) =>
      `${l.no}. ${l.nomination} (${l.award}): agree ${c.yes}, disagree ${c.no}, other ${c.other}, ` +
      `no opinion ${c.abstain}, recused ${c.recused}; ${t.yes}/${t.base} = ${percent(t.shareHundredths, '.')}, ${t.needed} needed: ${t.passed ? 'PASSED' : 'NOT PASSED'}`,
    differs: (field, said, found) => `published ${field} = ${said}, counted again ${found}`,
    sheets: (found, ballots) => `${found} choices, while there are ${ballots} ballots`,
    choice: (c) => `a choice that there is not: ${c}`,
    order: 'receipt codes are double, out of order, or not as many as ballots',
    own: 'the bundle does not match the hash that it carries: it was changed',
    other: 'the hash of the bundle is not the one on the counting minutes',
    hash: (h) => `Hash (SHA-256): ${h}`,
    compare: 'Compare this hash with the one on the counting minutes (or add --hash).',
    matches: 'This is the hash on the counting minutes.',
    end: (wrong) => (wrong === 0 ? 'AGREES with the published result.' : `DOES NOT AGREE: ${wrong} points.`),
    shape: (where) => `Not a recount bundle: wrong at ${where}.`,
  },
};

const percent = (hundredths, mark) =>
  `${Math.floor(hundredths / 100)}${mark}${String(hundredths % 100).padStart(2, '0')} %`;

// What is counted must be what it should be, and every number a whole one.
const whole = (v) => Number.isSafeInteger(v) && v >= 0 && v < 1e6;
const among = (values) => (v) => values.split(' ').includes(v);
const strings = (v) => Array.isArray(v) && v.every((one) => typeof one === 'string');
const share = (v) =>
  among('atLeast moreThan')(v?.mode) && v.of?.length === 2 && v.of.every(whole) && v.of[0] > 0 && v.of[0] <= v.of[1];
const shapes = {
  bundle: {
    format: among('vinh-danh-recount-1'),
    ballot: among('named secret'),
    members: (v) => whole(v) && v > 0,
    ballots: whole,
    receiptCodes: strings,
    lines: (v) => Array.isArray(v) && v.length > 0,
  },
  line: { choices: strings, recusedAway: whole },
  rule: {
    quorum: share,
    threshold: share,
    base: among('allMembers present votesCast'),
    recusal: among('staysInBase leavesBase'),
    abstain: among('notOffered countsAsNo'),
    tie: among('fails chairDecides'),
  },
};

/** The first field that is not as it should be. */
function misshapen(bundle) {
  const wrongIn = (shape, of, where) => Object.keys(shape).flatMap((k) => (shape[k](of?.[k]) ? [] : [where + k]));
  const ofLine = (line, at) => [...wrongIn(shapes.line, line, at), ...wrongIn(shapes.rule, line?.rule, `${at}rule.`)];
  const [head] = wrongIn(shapes.bundle, bundle, '');
  return head ?? bundle.lines.flatMap((line, i) => ofLine(line, `lines[${i}].`))[0];
}

/** The smallest number that meets a share of a base, and at least one. */
function smallest({ of: [numerator, denominator], mode }, base) {
  const rest = (numerator * base) % denominator;
  const floor = (numerator * base - rest) / denominator;
  return Math.max(1, mode === 'atLeast' && rest === 0 ? floor : floor + 1);
}

function count({ choices, recusedAway }) {
  const of = (choice) => choices.filter((c) => c === choice).length;
  const [yes, no, other, abstain] = ['yes', 'no', 'other', 'abstain'].map(of);
  return { yes, no, other, abstain, recused: of('recused') + recusedAway };
}

/** Everything but yes is not-yes; without quorum nothing passes. */
function tally(rule, { members, ballots }, { yes, no, other, abstain, recused }, { recusedAway, published }) {
  const cast = yes + no + other + abstain;
  const leaves = rule.recusal === 'leavesBase';
  const base = {
    allMembers: members - (leaves ? recused : 0),
    present: ballots - (leaves ? recused - recusedAway : 0),
    votesCast: cast,
  }[rule.base];
  const needed = smallest(rule.threshold, base);
  const quorumNeeded = smallest(rule.quorum, members);
  const quorate = ballots >= quorumNeeded;
  const tie = yes > 0 && yes === cast - yes;
  const onThreshold = yes * rule.threshold.of[1] === rule.threshold.of[0] * base;
  // what the chair said counts on a tie that the rule leaves to him, and nowhere else
  const left = quorate && rule.tie === 'chairDecides' && tie && onThreshold && yes < needed;
  const chair = left ? published?.chair : undefined;
  const able = members - recused;
  return {
    quorumNeeded,
    quorate,
    participated: ballots,
    members,
    yes,
    recused,
    base,
    needed,
    shareHundredths: base === 0 ? 0 : Math.floor((20_000 * yes + base) / (2 * base)),
    passed: quorate && (yes >= needed || chair === 'yes'),
    tie,
    awaitsChair: left && chair !== 'yes' && chair !== 'no',
    chair,
    reachable: able >= smallest(rule.threshold, leaves || rule.base === 'votesCast' ? able : members),
  };
}

/** JSON with sorted keys: what the hash is taken of. */
function canonical(value) {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  const fields = Object.keys(value).sort();
  return `{${fields.map((key) => `${JSON.stringify(key)}:${canonical(value[key])}`).join(',')}}`;
}

/** Prints the count of every line. @returns how many points do not agree */
function recount(bundle, printed, say) {
  const out = [say.head(bundle)];
  let wrong = 0;
  const refuse = (what) => {
    wrong += 1;
    out.push(`  ✗ ${what}`);
  };
  const codes = bundle.receiptCodes;
  if (codes.length !== bundle.ballots || codes.some((code, i) => i > 0 && codes[i - 1] >= code)) refuse(say.order);
  const quorate = bundle.lines.map((line) => {
    const counted = count(line);
    const found = tally(line.rule, bundle, counted, line);
    out.push(say.line(line, counted, found));
    if (line.choices.length !== bundle.ballots) refuse(say.sheets(line.choices.length, bundle.ballots));
    const { abstain } = line.rule;
    const always = { yes: true, no: true, recused: true };
    const offered = { ...always, other: bundle.ballot === 'named', abstain: abstain !== 'notOffered' };
    for (const choice of new Set(line.choices)) if (offered[choice] !== true) refuse(say.choice(choice));
    for (const [field, value] of Object.entries(found)) {
      const said = line.published?.[field];
      if (said !== value) refuse(say.differs(field, said, value));
    }
    return found.quorate;
  });
  if (bundle.quorate !== quorate.every(Boolean)) refuse(say.differs('quorate', bundle.quorate, !bundle.quorate));
  const { sha256, ...content } = bundle;
  const hash = createHash('sha256').update(canonical(content)).digest('hex');
  out.push(say.hash(hash));
  if (hash !== sha256) refuse(say.own);
  if (printed === undefined) out.push(say.compare);
  else if (hash !== printed.toLowerCase().replace(/\s/g, '')) refuse(say.other);
  else out.push(say.matches);
  console.log([...out, say.end(wrong)].join('\n'));
  return wrong;
}

function main() {
  const options = { hash: { type: 'string' }, lang: { type: 'string', default: 'vi' } };
  const { positionals, values } = parseArgs({ allowPositionals: true, options });
  const say = words[values.lang];
  if (positionals.length !== 1 || say === undefined) throw new Error(usage);
  const bundle = JSON.parse(readFileSync(positionals[0], 'utf8'));
  const where = misshapen(bundle);
  if (where !== undefined) throw new Error(say.shape(where));
  return recount(bundle, values.hash, say) === 0 ? 0 : 1;
}

try {
  process.exitCode = main();
} catch (error) {
  console.error(error.message);
  process.exitCode = 2;
}
