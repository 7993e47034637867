import { setTimeout as sleep } from 'node:timers/promises';
import { isProblemCode, Problem } from '../../../domain/errors';
import type { Neighbours, RegisterTerms } from '../../../domain/registers';
import { mustFit, numberOf, readNumber, told } from '../../../domain/registers';
import type { Day } from '../../../domain/time';
import type { DecisionRecord, Store } from '../../../platform/store';
import { refused } from '../../../templates/words';
import { invalid } from '../../schemas/parse';

/** The running number in `05/QĐ-UBND`, as a register writes it. @throws Problem VALIDATION */
export function serialOf(number: string, symbol: string | undefined): number {
  const read = readNumber(number);
  const like = numberOf(5, symbol ?? 'QĐ-UBND');
  if (!read) {
    throw invalid({ field: 'number', ...refused('service.numberLike', { like }) });
  }
  if (symbol !== undefined && read.symbol !== symbol) {
    throw invalid({ field: 'number', ...refused('service.symbol', { symbol }) });
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

/** How long the clerk waits to hear what the register says. */
const REGISTER_TRIES = 20;
const REGISTER_TRY_MS = 150;

/**
 * Waits a few seconds for what became of a paper that was accepted; one of which nothing is known by then is neither refused nor
 * recorded yet, and its proposal or case shows it later.
 * @returns the paper as it stands in its register; undefined while it does not
 * @throws Problem NUMBER_TAKEN, NUMBER_OUT_OF_ORDER, REGISTER_FULL
 */
export async function registered(
  { decisions }: Pick<Store, 'decisions'>,
  {
    decision,
    series,
    refusedOf,
  }: {
    readonly decision: string;
    readonly series: string | undefined;
    readonly refusedOf: () => Promise<{ readonly code: string; readonly decision?: string } | undefined>;
  },
  serial?: number,
): Promise<DecisionRecord | undefined> {
  for (let tries = 0; tries < REGISTER_TRIES; tries += 1) {
    const found = await decisions.get(decision);
    if (found) return found;
    const refused = await refusedOf();
    if (refused?.decision === decision && isProblemCode(refused.code)) {
      const near = series === undefined || serial === undefined ? {} : told(await decisions.neighbours(series, serial));
      throw new Problem(refused.code, decision, near);
    }
    await sleep(REGISTER_TRY_MS);
  }
  return undefined;
}
