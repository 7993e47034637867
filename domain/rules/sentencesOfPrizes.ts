import type { SubjectKind, Text } from '../award';
import type { Payer, Prize } from '../prize';
import { countText, moneyText } from '../text';
import type { Day } from '../time';
import type { Missing } from './facts';
import { both, day, missing, subjectName } from './sentences';

/** What is said of prize money. */

const payerName: Readonly<Record<Payer, Text>> = {
  unit: both('đơn vị quyết định khen thưởng chi', 'paid by the unit that decides'),
  province: both('tỉnh chi', 'paid by the province'),
};

/** `1,5` for 150 hundredths. */
function decimal(hundredths: number): Text {
  const places = String(hundredths % 100)
    .padStart(2, '0')
    .replace(/0+$/, '');
  const { vi, en } = countText(Math.floor(hundredths / 100));
  return places === '' ? { vi, en } : { vi: `${vi},${places}`, en: `${en}.${places}` };
}

/** `Nếu quyết định ngày 15/12/2026: 1,5 × 2 (tập thể) × 2.530.000 đồng = 7.590.000 đồng, do tỉnh chi`. */
export function prizeSaid(prize: Prize, kind: SubjectKind, on: Day): Text {
  const said = (lang: keyof Text): string => {
    const plain = decimal((prize.multiple * 100) / prize.factor)[lang];
    const factor = prize.factor === 100 ? [] : [`${decimal(prize.factor)[lang]} (${subjectName[kind][lang]})`];
    const sum = [plain, ...factor, moneyText(prize.baseSalary.amount)[lang]].join(' × ');
    return `${sum} = ${moneyText(prize.amount)[lang]}`;
  };
  const rounded = prize.multiple * prize.baseSalary.amount !== prize.amount * 100;
  const step = moneyText(prize.step);
  return both(
    `Nếu quyết định ${day(on).vi}: ${said('vi')}${rounded ? ` (làm tròn lên đến ${step.vi})` : ''}, do ${payerName[prize.payer].vi}`,
    `If decided on ${day(on).en}: ${said('en')}${rounded ? ` (rounded up to ${step.en})` : ''}, ${payerName[prize.payer].en}`,
  );
}

export const noPrizeSaid: Text = both('Không kèm tiền thưởng', 'No prize money goes with it');

export const prizeUnknownSaid = (on: Day): Text =>
  both(
    `Chưa xác định được tiền thưởng nếu quyết định ${day(on).vi}: chưa có quy định áp dụng cho ngày này`,
    `The prize is not known if it is decided on ${day(on).en}: no provision reaches that day`,
  );
export const prizeBasisMissing = (on: Day): Missing =>
  missing('admin', `Quy định về mức tiền thưởng áp dụng ${day(on).vi}`, `The provision on prizes of ${day(on).en}`);
