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
  /** Sums are rounded up to a multiple of this, in đồng. */
  readonly step: number;
  /** The base salary of the day of the decision, in đồng, with the days on which it holds. */
  readonly baseSalary: Pick<BaseSalary, 'amount' | 'validFrom' | 'validTo'>;
  /** Multiple of the base salary in hundredths, the factor of the subject included. */
  readonly multiple: number;
  /** How much more this kind of subject is given than a person, in hundredths: 200 for most awards of collectives. */
  readonly factor: number;
  readonly payer: Payer;
  readonly citation: Text;
  /** Whether a person has read everything that it was reckoned from. */
  readonly verified: boolean;
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
 * @returns undefined when its multiple, a base salary or the rounding does not hold on that day
 */
export function prizeOf(claim: PrizeClaim, tables: PrizeTables = inForce): Prize | undefined {
  const { award, subjectKind, decidedOn } = claim;
  const { rounding } = tables;
  const base = tables.baseSalaries.find((salary) => holdsOn(salary, decidedOn));
  if (!base || !holdsOn(award, decidedOn) || !holdsOn(rounding, decidedOn)) return undefined;
  const multiple = award.multiples[subjectKind] ?? 0;
  const plain = award.multiples.person ?? multiple;
  const { amount, validFrom, validTo } = base;
  const sources: readonly Source[] = [award, base, rounding];
  return {
    amount: amountOf(multiple, plain, amount, rounding),
    step: rounding.step,
    baseSalary: { amount, validFrom, ...(validTo === undefined ? {} : { validTo }) },
    multiple,
    factor: plain === 0 ? 100 : (multiple * 100) / plain,
    payer: decidedCentrally(award) || award.level === 'province' ? 'province' : 'unit',
    citation: joined(sources),
    verified: sources.every((source) => source.verified),
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
  return priced.map((one, i) => ({ ...one, paid: !priced.some((other, k) => outdone(one, other, k < i)) }));
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

/** A claim of a list that names many subjects. */
export interface ClaimOf extends PrizeClaim {
  readonly subject: string;
}

/** The prizes of a list that was decided in one go, in its order; awards without one are left out. */
export function prizesOfList<C extends ClaimOf>(
  claims: readonly C[],
  tables: PrizeTables = inForce,
): { readonly lines: readonly PaidPrize<C>[]; readonly total: number } {
  const bySubject = new Map<string, C[]>();
  for (const claim of claims) {
    const own = bySubject.get(claim.subject);
    if (own) own.push(claim);
    else bySubject.set(claim.subject, [claim]);
  }
  const priced = [...bySubject.values()].flatMap((own) => prizesTogether(own, tables));
  const place = new Map(claims.map((claim, i) => [claim, i]));
  const lines = priced
    .filter(({ prize }) => prize.amount > 0)
    .sort((a, b) => place.get(a.claim)! - place.get(b.claim)!);
  return { lines, total: totalPaid(lines) };
}

/** What is paid in all, in đồng. */
export const totalPaid = (lines: readonly PaidPrize[]): number =>
  lines.reduce((sum, { prize, paid }) => (paid ? sum + prize.amount : sum), 0);
