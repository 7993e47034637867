import type { Address, Language } from '../../platform/store';
import { say, textsOf } from '../../templates/words';

/** What pages say of records, where the record has a code or a fact and no words. */
export const words = textsOf('record');

/** Sentences that a form says about one of its fields. */
export const refusals = textsOf('refusal');

/** "Ông", "Bà", "Đồng chí" at the beginning of a sentence; English has no such word here. */
const subjectOf = (address: Address): string => `${address.charAt(0).toUpperCase()}${address.slice(1)}`;

export const headOfUnit = (lang: Language, address: Address): string =>
  say(lang, 'remark.headOfUnit', { subject: subjectOf(address) });

export const ofSameUnit = (lang: Language, address: Address): string =>
  say(lang, 'remark.ofSameUnit', { subject: subjectOf(address) });

/** Who holds a dossier by name, where the unit may know. */
export const officeHolder = (lang: Language, body: string, officer: string): string =>
  say(lang, 'remark.officeHolder', { body, officer });

export const orderedBy = (lang: Language, name: string): string => say(lang, 'remark.orderedBy', { name });

/** Points to note about lines that a council has passed. */
export const exactlyEnough = (lang: Language, yes: number, of: number): string =>
  say(lang, 'remark.exactlyEnough', { yes, of });
export const someRecused = (lang: Language, n: number, of: number): string =>
  say(lang, 'remark.someRecused', { n, of });
export const linesExactlyEnough = (lang: Language, n: number): string => say(lang, 'remark.linesExactlyEnough', { n });
export const linesWithRecused = (lang: Language, n: number): string => say(lang, 'remark.linesWithRecused', { n });
