import type { SubjectKind, Text } from '../award';
import type { Payer, Prize } from '../prize';
import { moneyText } from '../text';
import type { Day } from '../time';
import type { Missing } from './facts';
import { both, day, missing, plain, subjectName } from './sentences';

/** What is said of prize money. */

const payerName: Readonly<Record<Payer, Text>> = {
  unit: both('đơn vị quyết định khen thưởng chi', 'paid by the unit that decides'),
  province: both('tỉnh chi', 'paid by the province'),
};

/** `1,5` for 150 hundredths. */
function decimal(hundredths: number): Text {
  const whole = Math.floor(hundredths / 100);
  const part = hundredths % 100;
  if (part === 0) return plain(whole);
  const places = part % 10 === 0 ? part / 10 : String(part).padStart(2, '0');
  return both(`${whole},${places}`, `${whole}.${places}`);
}

/** `Nếu quyết định ngày 15/12/2026: 1,5 × 2 (tập thể) × 2.530.000 đồng = 7.590.000 đồng, do tỉnh chi`. */
export function prizeSaid(prize: Prize, kind: SubjectKind, on: Day): Text {
  const { factor, multiple, payer } = prize;
  const [date, base, sum] = [day(on), moneyText(prize.baseSalary.amount), moneyText(prize.amount)];
  const [own, more] = [decimal((multiple * 100) / factor), decimal(factor)];
  const times =
    factor === 100
      ? both('', '')
      : both(` × ${more.vi} (${subjectName[kind].vi})`, ` × ${more.en} (${subjectName[kind].en})`);
  const rounded = multiple * prize.baseSalary.amount === prize.amount * 100 ? both('', '') : roundedSaid(prize.step);
  return both(
    `Nếu quyết định ${date.vi}: ${own.vi}${times.vi} × ${base.vi} = ${sum.vi}${rounded.vi}, do ${payerName[payer].vi}`,
    `If decided on ${date.en}: ${own.en}${times.en} × ${base.en} = ${sum.en}${rounded.en}, ${payerName[payer].en}`,
  );
}

function roundedSaid(step: number): Text {
  const { vi, en } = moneyText(step);
  return both(` (làm tròn lên đến ${vi})`, ` (rounded up to ${en})`);
}

export const noPrizeSaid: Text = both('Không kèm tiền thưởng', 'No prize money goes with it');

export const prizeUnknownSaid = (on: Day): Text =>
  both(
    `Chưa xác định được tiền thưởng nếu quyết định ${day(on).vi}: chưa có quy định áp dụng cho ngày này`,
    `The prize is not known if it is decided on ${day(on).en}: no provision reaches that day`,
  );
export const prizeBasisMissing = (on: Day): Missing =>
  missing('admin', `Quy định về mức tiền thưởng áp dụng ${day(on).vi}`, `The provision on prizes of ${day(on).en}`);
