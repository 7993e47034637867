import type { Lang } from '../format';

/** What a Vietnamese syllable may begin with, hold and end with, its tone and the marks of its vowels taken away. */
const BEGINS = 'b|ch?|d|gh?|gi|h|kh?|l|m|ngh?|nh?|ph?|qu|r|s|th?|tr|v|x';
const HOLDS =
  'a|ai|ao|au|ay|e|eo|eu|i|ia|ie|ieu|iu|o|oa|oai|oao|oay|oe|oeo|oi|oo|u|ua|uai|uay|uan|ue|ui|uo|uoi|uou|uu|uy|uya|uye|uyu|y|ya|ye|yeu';
const ENDS = 'ch?|m|nh?|ng|p|t';
const SYLLABLE = new RegExp(`^(?:${BEGINS})?(?:${HOLDS})(?:${ENDS})?$`);

/** "UBND", "TTr", "PDF": letters that are read one by one in either language. */
const INITIALS = /^\p{Lu}{2,}\p{Ll}?$/u;

/** Whether a word can be Vietnamese: one syllable, as every Vietnamese word is written. */
export const isSyllable = (word: string): boolean =>
  SYLLABLE.test(word.toLowerCase().replaceAll('đ', 'd').normalize('NFD').replace(/\p{M}/gu, ''));

/** Whether a text is Vietnamese: one word can be nothing else, and no more than one in ten cannot be. */
export function isVietnamese(text: string): boolean {
  const words = text.replace(/&[^;\s]+;/g, ' ').match(/\p{L}+/gu) ?? [];
  const foreign = words.filter((word) => !INITIALS.test(word) && !isSyllable(word));
  return words.some((word) => /[^a-z]/i.test(word)) && foreign.length * 10 <= words.length;
}

/** A tag and the text behind it, up to the next tag. */
const PASSAGE = /<(\/?)(\w+)([^>]*)>([^<]+)(?=<(\/?)(\w+))/g;
/** Takes no element within it. */
const TEXT_ONLY = new Set(['option', 'textarea', 'script', 'style']);

/**
 * An English page with its Vietnamese passages marked as such: names, merits and reasons come from records as they are, and are
 * read aloud as what they are (WCAG 2.2, 3.1.2). A name within an English sentence stays part of it.
 */
export function spoken(html: string, lang: Lang): string {
  if (lang === 'vi') return html;
  return html.replace(
    PASSAGE,
    (all, closes: string, name: string, rest: string, text: string, nextCloses: string, next: string) => {
      // a title joins what the page is and whose it is
      if (name === 'title' || !isVietnamese(text)) return all;
      const alone = closes === '' && nextCloses === '/' && next === name;
      if (alone) return /\slang="/.test(rest) ? all : `<${name}${rest} lang="vi">${text}`;
      if (TEXT_ONLY.has(name)) return all;
      const [, before, said, after] = /^(\s*)(.*?)(\s*)$/s.exec(text)!;
      return `<${closes}${name}${rest}>${before!}<span lang="vi">${said!}</span>${after!}`;
    },
  );
}
