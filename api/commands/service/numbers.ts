import type { Neighbours, RegisterTerms } from '../../../domain/registers';
import { mustFit, numberOf, readNumber } from '../../../domain/registers';
import type { Day } from '../../../domain/time';
import type { Store } from '../../../platform/store';
import { invalid } from '../../schemas/parse';

/** The running number in `05/QĐ-UBND`, as a register writes it. @throws Problem VALIDATION */
export function serialOf(number: string, symbol: string | undefined): number {
  const read = readNumber(number);
  const like = numberOf(5, symbol ?? 'QĐ-UBND');
  if (!read) {
    throw invalid({
      field: 'number',
      vi: `Số văn bản có dạng ${like}; số nhỏ hơn 10 có thêm số 0 phía trước.`,
      en: `A number looks like ${like}; below ten it has a zero in front.`,
    });
  }
  if (symbol !== undefined && read.symbol !== symbol) {
    throw invalid({
      field: 'number',
      vi: `Ký hiệu phải là ${symbol}.`,
      en: `The symbol must be ${symbol}.`,
    });
  }
  return read.serial;
}

/**
 * Whether a number is free and in order, before anything is stored.
 * @throws Problem NUMBER_TAKEN, NUMBER_OUT_OF_ORDER, REGISTER_FULL
 */
export async function mustFitRegister(
  { decisions }: Pick<Store, 'decisions'>,
  series: string,
  { serial, date, maximum }: { readonly serial: number; readonly date: Day } & Pick<RegisterTerms, 'maximum'>,
): Promise<Neighbours> {
  const neighbours = await decisions.neighbours(series, serial);
  mustFit(neighbours, { serial, date, maximum });
  return neighbours;
}
