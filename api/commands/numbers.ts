import { Problem } from '../../domain/errors';
import type { ProvincePack } from '../../domain/pack';
import type { Day } from '../../domain/time';
import { yearOf } from '../../domain/time';
import type { AuthorityRecord, ProposalRecord, Store } from '../../platform/store';
import type { Neighbours } from '../../platform/store/decisions';
import { invalid } from '../schemas/parse';

/** The register that a signed paper belongs to: of its authority, kind and year. */
export const registerOf = (proposal: Pick<ProposalRecord, 'authority' | 'power'>, date: Day): string =>
  `${proposal.authority}/${proposal.power}/${yearOf(date)}`;

/** The symbol that must follow the number; undefined when the province's pack names no register for such papers. */
export function symbolOf(
  pack: ProvincePack,
  authority: AuthorityRecord,
  power: ProposalRecord['power'],
): string | undefined {
  if (power === 'decide') return authority.register.symbol;
  const unit = authority.unit ?? pack.province.unit;
  return pack.registers.find((r) => r.unit === unit && r.paper === 'proposal')?.symbol;
}

/**
 * The running number in `05/QĐ-UBND`: below ten it is written with a zero in front, else without (Decree 30/2020/NĐ-CP,
 * annex I). @throws Problem VALIDATION
 */
export function serialOf(number: string, symbol: string | undefined): number {
  const form = /^(\d{1,6})\/(.+)$/.exec(number);
  const serial = Number(form?.[1]);
  if (!form || serial < 1 || form[1] !== `${serial < 10 ? '0' : ''}${serial}`) {
    throw invalid({
      field: 'number',
      vi: `Số văn bản có dạng 05/${symbol ?? 'QĐ-UBND'}; số nhỏ hơn 10 có thêm số 0 phía trước.`,
      en: `A number looks like 05/${symbol ?? 'QĐ-UBND'}; below ten it has a zero in front.`,
    });
  }
  if (symbol !== undefined && form[2] !== symbol) {
    throw invalid({
      field: 'number',
      vi: `Ký hiệu phải là ${symbol}.`,
      en: `The symbol must be ${symbol}.`,
    });
  }
  return serial;
}

/** Whether a number is free and in order, before anything is stored. @throws Problem NUMBER_TAKEN, NUMBER_OUT_OF_ORDER */
export async function mustFitRegister(
  { decisions }: Store,
  register: string,
  serial: number,
  date: Day,
): Promise<void> {
  const neighbours: Neighbours = await decisions.neighbours(register, serial);
  const { before, same, after } = neighbours;
  if (same) throw new Problem('NUMBER_TAKEN', `${serial} in ${register}`, { neighbours });
  if ((before && date < before.date) || (after && after.date < date)) {
    throw new Problem('NUMBER_OUT_OF_ORDER', `${serial} of ${date} in ${register}`, { neighbours });
  }
}
