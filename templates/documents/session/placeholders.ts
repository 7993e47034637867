import type { AgendaDocument } from './agenda';
import type { CountingMinutesDocument } from './counting-minutes';
import type { MinutesDocument } from './minutes';
import type { PaperHead } from './parts';

/** The names that a template of an office may use, as a tree: a list with the names of its items. */
export interface Placeholders {
  readonly [name: string]: true | Placeholders;
}

/** Every field of a paper, and no other: one that is added to the type and forgotten here does not compile. */
type NamesOf<T> = { readonly [K in keyof T]: T[K] extends readonly (infer Item)[] ? NamesOf<Item> : true };

const text = { text: true } as const;

const head: NamesOf<PaperHead> = {
  title: true,
  superior: true,
  council: true,
  place: true,
  date: true,
  dated: true,
  name: true,
  bases: text,
};

export const countingMinutesPlaceholders: NamesOf<CountingMinutesDocument> = {
  ...head,
  opening: true,
  form: true,
  ballot: true,
  from: true,
  until: true,
  total: true,
  present: true,
  absentCount: true,
  hasAbsent: true,
  absent: { no: true, name: true, role: true, reason: true },
  board: { no: true, name: true, post: true },
  issued: true,
  returned: true,
  valid: true,
  invalid: true,
  quorum: true,
  awards: {
    award: true,
    quorum: true,
    threshold: true,
    citation: true,
    lines: {
      no: true,
      name: true,
      detail: true,
      yes: true,
      not: true,
      other: true,
      recused: true,
      share: true,
      conclusion: true,
    },
  },
  passed: true,
  notPassed: true,
  outcome: true,
  hasPostings: true,
  postings: text,
  unlinked: true,
  hash: true,
  receiptCodes: true,
};

export const minutesPlaceholders: NamesOf<MinutesDocument> = {
  ...head,
  subject: true,
  form: true,
  ballot: true,
  from: true,
  until: true,
  total: true,
  present: true,
  members: { no: true, name: true, role: true, state: true },
  chair: true,
  secretary: true,
  course: { at: true, text: true },
  quorum: true,
  awards: {
    award: true,
    rule: true,
    lines: { no: true, name: true, detail: true, share: true, conclusion: true },
  },
  hasOthers: true,
  others: text,
  hasRecusals: true,
  recusals: text,
  accepted: text,
  hasPostings: true,
  postings: text,
  conclusions: text,
};

export const agendaPlaceholders: NamesOf<AgendaDocument> = {
  ...head,
  form: true,
  ballot: true,
  closes: true,
  count: true,
  awards: {
    award: true,
    rule: true,
    lines: { no: true, name: true, detail: true, merit: true, basis: true, opinion: true, lower: true },
  },
};
