import { Problem } from '../../../../../domain/errors';
import type { Language } from '../../../../../platform/store';
import type { Field, Filters, Tables } from '../../../../../templates/pages';
import { refused, say } from '../../../../../templates/words';
import type { FieldProblem } from '../../../../schemas/parse';
import { fieldsOf } from '../../../problem';
import { worded } from '../form';

/** What a list found, or what in its address cannot be read. */
type Asked<T> =
  | { readonly found: T; readonly unread?: undefined }
  | { readonly unread: readonly FieldProblem[]; readonly found?: undefined };

/** Asks a list; an address that it cannot read is told on its page, beside the filters. */
export async function asked<T>(find: () => Promise<T>): Promise<Asked<T>> {
  try {
    return { found: await find() };
  } catch (error) {
    if (!(error instanceof Problem) || error.code !== 'VALIDATION') throw error;
    return { unread: fieldsOf(error) };
  }
}

/** Said of a name that the schema of a list does not know. */
const unknown = refused('field.unknown');

const none: Omit<Filters, 'action'> = { fields: [], more: [], open: false };

/** What a list without filters says of its address. */
export const unreadNotes = (unread: readonly FieldProblem[], lang: Language): NonNullable<Tables['notes']> =>
  withUnread(none, unread, lang).notes;

/** The filters of a list with a sentence at each that cannot be read, and all of them above the list. */
export function withUnread<F extends Omit<Filters, 'action'>>(
  filters: F,
  unread: readonly FieldProblem[],
  lang: Language,
): { readonly filters: F; readonly notes: NonNullable<Tables['notes']> } {
  const sentenceAt = (field: Field): string | undefined => {
    const fault = unread.find((one) => one.field === field.name);
    if (!fault) return undefined;
    // whoever chooses is told of choices, not of the codes that stand for them
    return (field.kind === 'select' || field.kind === 'check' ? refused('field.notOffered') : fault)[lang];
  };
  const marked = (fields: readonly Field[]): Field[] =>
    fields.map((field) => {
      const error = sentenceAt(field);
      return error === undefined ? field : { ...field, error };
    });
  const all = [...filters.fields, ...filters.more];
  const sentences = unread.map((fault) => {
    const field = all.find(({ name }) => name === fault.field);
    if (field) return `${worded(lang, field.label)}: ${sentenceAt(field)!}`;
    return fault.vi === unknown.vi ? say(lang, 'officePages.list.notAsked', { name: fault.field }) : fault[lang];
  });
  const more = marked(filters.more);
  return {
    filters: {
      ...filters,
      fields: marked(filters.fields),
      more,
      open: filters.open || more.some(({ error }) => error),
    },
    notes:
      unread.length === 0
        ? []
        : [{ tone: 'stop', text: [say(lang, 'officePages.list.unread'), ...sentences].join(' ') }],
  };
}
