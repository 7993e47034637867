import { trusted } from 'mongoose';
import { searchNameOf } from '../../domain/words';
import type { NominationFilter } from './nominations';
import type { Nominee } from './records';
import type { Filter } from './rows';
import { anyOf } from './rows';

export const nomineeSearchName = (nominee: Nominee): string => searchNameOf(nominee.name);

const oneOrMore = (value: string | readonly string[]): unknown => (typeof value === 'string' ? value : anyOf(value));

/** The filter of a list as the database takes it. */
export function nominationFilter(filter: NominationFilter): Filter {
  const { ids, status, unit, holder, overdue, award, awardYear, round, docket, unitProposal, q } = filter;
  const fields = {
    ...(ids === undefined ? {} : { _id: anyOf(ids) }),
    // what a unit has thrown away is found by who asks for it
    status: status === undefined ? trusted({ $ne: 'discarded' }) : oneOrMore(status),
    ...(unit === undefined ? {} : { unit: oneOrMore(unit) }),
    ...(holder === undefined ? {} : holderIs(holder)),
    ...(overdue === undefined ? {} : { 'view.overdue': overdue ? true : trusted({ $ne: true }) }),
    ...(award === undefined ? {} : { 'dossier.award': award }),
    ...(awardYear === undefined ? {} : { 'dossier.awardYear': awardYear }),
    ...(round === undefined ? {} : { round }),
    ...(docket === undefined ? {} : { docket }),
    ...(unitProposal === undefined ? {} : { unitProposal }),
  };
  return q === undefined || q.trim() === '' ? fields : { $and: [fields, wordsOf(q.trim())] };
}

/** A draft has no line yet; its holder is the unit that writes it. */
const holderIs = (holder: string): Filter =>
  holder === 'unit' ? { $or: [{ 'view.holder': holder }, { status: 'draft' }] } : { 'view.holder': holder };

/** Every word begins a word of the name; or the whole is a number of a nomination, or its end. */
function wordsOf(q: string): Filter {
  if (/^hs-[\d-]*$/i.test(q)) return { _id: matches(`^${literal(q.toUpperCase())}`) };
  if (/^\d+$/.test(q)) return { _id: matches(`-0*${q}$`) };
  const words = searchNameOf(q).split(' ').slice(0, 10);
  return { $and: words.map((word) => ({ searchName: matches(`(?:^|[ ,.(-])${literal(word)}`) })) };
}

const matches = (pattern: string): unknown => trusted({ $regex: pattern });
const literal = (text: string): string => text.replace(/[.*+?^${}()|[\]\\-]/g, '\\$&');
