import type { CaseKind } from '../domain/case/state';
import type { NumberRegister, ProvincePack } from '../domain/pack';
import type { RegisterTerms } from '../domain/registers';
import { inForce, seriesOf } from '../domain/registers';
import type { Day } from '../domain/time';
import type { AuthorityRecord, ProposalRecord, Store } from './store';

/** Which register a paper goes by: what an office has entered, else what the province's pack says. */

type Registers = Pick<Store, 'registers' | 'authorities'>;
type Signing = Pick<AuthorityRecord, '_id' | 'unit' | 'register'>;
type Power = ProposalRecord['power'];

const paperOf = (power: Power): NumberRegister['paper'] => (power === 'decide' ? 'decision' : 'proposal');

/** How papers of an authority are numbered that are dated on a day. */
export async function termsFor(
  { registers }: Pick<Registers, 'registers'>,
  pack: ProvincePack,
  { authority, power, day }: { readonly authority: Signing; readonly power: Power; readonly day: Day },
): Promise<RegisterTerms> {
  const unit = authority.unit ?? pack.province.unit;
  const paper = paperOf(power);
  const entered = inForce(await registers.ofAgency(unit, paper), day);
  if (entered) return entered;
  const known = pack.registers.filter((r) => r.unit === unit && r.paper === paper && r.council === undefined);
  if (power === 'forward') return known[0] ?? { mode: 'manual', restart: 'yearly' };
  const { symbol, mode } = authority.register;
  const { restart = 'yearly', maximum } = known.find((r) => r.symbol === symbol) ?? {};
  return { symbol, mode, restart, ...(maximum === undefined ? {} : { maximum }) };
}

/** The series of an authority's papers that are dated on a day: one for all its decisions, one for what it sends on. */
export const seriesFor = (
  { _id }: Pick<Signing, '_id'>,
  power: Power,
  terms: Pick<RegisterTerms, 'restart'>,
  day: Day,
): string => seriesOf(`${_id}/${power}`, terms, day);

/** What the paper of a case is numbered by on a day, and in which series. */
export interface CaseNumbering {
  readonly terms: RegisterTerms;
  readonly series: string;
}

/**
 * How the paper of a case is numbered that is dated on a day: replacing and revoking decisions like all decisions of the
 * authority, correction letters in the register of letters of its agency, or in a series of their own where there is none.
 */
export async function caseNumbering(
  { registers }: Pick<Registers, 'registers'>,
  pack: ProvincePack,
  { authority, kind, day }: { readonly authority: Signing; readonly kind: CaseKind; readonly day: Day },
): Promise<CaseNumbering> {
  if (kind !== 'correction') {
    const terms = await termsFor({ registers }, pack, { authority, power: 'decide', day });
    return { terms, series: seriesFor(authority, 'decide', terms, day) };
  }
  const unit = authority.unit ?? pack.province.unit;
  const known = pack.registers.find((r) => r.unit === unit && r.paper === 'letter' && r.council === undefined);
  const letters = inForce(await registers.ofAgency(unit, 'letter'), day) ?? known;
  if (letters) return { terms: letters, series: seriesOf(`register/${letters.code}`, letters, day) };
  const terms = { mode: 'manual', restart: 'yearly' } as const;
  return { terms, series: seriesOf(`${authority._id}/letter`, terms, day) };
}

/** The register of a code as it is in force on a day; undefined when there is none, or it has not begun. */
export async function registerOn(
  { registers }: Pick<Registers, 'registers'>,
  pack: ProvincePack,
  code: string,
  day: Day,
): Promise<NumberRegister | undefined> {
  return inForce(await registers.versions(code), day) ?? pack.registers.find((r) => r.code === code);
}

/**
 * The series that a register of a code stands for on a day: that of the agency's authority for its decisions and for what it
 * sends on, one of its own for every other paper.
 */
export async function seriesOfRegister(
  { authorities }: Pick<Registers, 'authorities'>,
  pack: ProvincePack,
  register: NumberRegister,
  day: Day,
): Promise<string> {
  const { code, unit, council, paper } = register;
  const own = seriesOf(`register/${code}`, register, day);
  if (council !== undefined || (paper !== 'decision' && paper !== 'proposal')) return own;
  const province = unit === pack.province.unit;
  const authority = await (province ? authorities.ofLevel('province') : authorities.ofLevel('unit', unit));
  return authority ? seriesFor(authority, paper === 'decision' ? 'decide' : 'forward', register, day) : own;
}
