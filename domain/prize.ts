import type { Award, Source, SubjectKind, Text } from './award';
import { holdsOn } from './award';
import { decidedCentrally } from './catalogue';
import { baseSalaries, prizeRounding, type BaseSalary, type PrizeRounding } from './data/prizes.data';
import type { Day } from './time';

/** An award that brings prize money, as it was decided. */
export interface PrizeClaim {
  readonly award: Award;
  readonly subjectKind: SubjectKind;
  readonly decidedOn: Day;
  readonly achievementPeriod: { readonly from: Day; readonly to: Day };
}

export interface Prize {
  /** In đồng; 0 for an award without a prize. */
  readonly amount: number;
  /** The base salary of the day of the decision, in đồng. */
  readonly baseSalary: number;
  /** Multiple of the base salary in hundredths, the factor of the subject included. */
  readonly multiple: number;
  readonly payer: Payer;
  readonly citation: Text;
}

/** Whose fund pays: of the unit that decides, or of the province, which also pays for awards of the State. */
export type Payer = 'unit' | 'province';

export interface PrizeTables {
  readonly baseSalaries: readonly BaseSalary[];
  readonly rounding: PrizeRounding;
}
const inForce: PrizeTables = { baseSalaries, rounding: prizeRounding };

/**
 * Prize money of one award: multiple × base salary on the day of the decision, rounded up (Decree 152/2025/NĐ-CP art. 49, 50,
 * 51, 54; who pays: art. 47(2)). Whole numbers throughout.
 * @returns undefined when no base salary holds on that day
 */
export function prizeOf(claim: PrizeClaim, tables: PrizeTables = inForce): Prize | undefined {
  const base = tables.baseSalaries.find((salary) => holdsOn(salary, claim.decidedOn));
  if (!base) return undefined;
  const { award, subjectKind } = claim;
  const multiple = award.multiples[subjectKind] ?? 0;
  return {
    amount: amountOf(multiple, award.multiples.person ?? multiple, base.amount, tables.rounding),
    baseSalary: base.amount,
    multiple,
    payer: decidedCentrally(award) || award.level === 'province' ? 'province' : 'unit',
    citation: joined([award, base, tables.rounding]),
  };
}

/** @param multiple of the subject, @param plain of a person: both in hundredths */
function amountOf(multiple: number, plain: number, base: number, { step, order }: PrizeRounding): number {
  if (order === 'factorFirst') return roundUp(multiple * base, 100 * step) * step;
  const person = roundUp(plain * base, 100 * step) * step;
  return roundUp(person * multiple, plain === 0 ? 1 : plain);
}

/** The smallest whole number of steps that is not less. */
const roundUp = (amount: number, step: number): number => Math.ceil(amount / step);

const joined = (sources: readonly Source[]): Text => ({
  vi: [...new Set(sources.map((s) => s.citation.vi))].join('; '),
  en: [...new Set(sources.map((s) => s.citation.en))].join('; '),
});

export interface PaidPrize<C extends PrizeClaim = PrizeClaim> {
  readonly claim: C;
  readonly prize: Prize;
  /** False: a higher title for the same period is paid instead. */
  readonly paid: boolean;
}

/**
 * What one subject is paid for awards decided at one time (Decree 152/2025/NĐ-CP art. 49): of several titles for the same period
 * only the highest; titles of different periods, several commendations, and a title beside a commendation are each paid.
 */
export function prizesTogether<C extends PrizeClaim>(
  claims: readonly C[],
  tables: PrizeTables = inForce,
): readonly PaidPrize<C>[] {
  const priced = claims.flatMap((claim) => {
    const prize = prizeOf(claim, tables);
    return prize ? [{ claim, prize }] : [];
  });
  return priced.map((one, i) => ({ ...one, paid: !priced.some((other, k) => k !== i && outdone(one, other, k < i)) }));
}

type Priced = Pick<PaidPrize, 'claim' | 'prize'>;

/** Whether another title for the same period takes the place of this one; of two equal ones the first is paid. */
function outdone(one: Priced, other: Priced, otherIsFirst: boolean): boolean {
  if (one.claim.award.kind !== 'title' || other.claim.award.kind !== 'title') return false;
  if (!samePeriod(one.claim, other.claim)) return false;
  return other.prize.amount > one.prize.amount || (other.prize.amount === one.prize.amount && otherIsFirst);
}

const samePeriod = (a: PrizeClaim, b: PrizeClaim): boolean =>
  a.achievementPeriod.from === b.achievementPeriod.from && a.achievementPeriod.to === b.achievementPeriod.to;
