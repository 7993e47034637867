import type { Text } from './award';

/** What an office may say in a mail besides what the service says: in its own subject, at the beginning and at the end. */
export interface MailText {
  /** Empty: the service's own. */
  readonly subject: string;
  /** Paragraphs behind the greeting; may be empty. */
  readonly opening: string;
  /** Paragraphs before the signature; may be empty. */
  readonly closing: string;
}
export const mailTextParts = ['subject', 'opening', 'closing'] as const satisfies readonly (keyof MailText)[];

/** The service's own words, and nothing besides. */
export const noMailText: MailText = { subject: '', opening: '', closing: '' };
export const isOwnText = (text: MailText): boolean => mailTextParts.some((part) => text[part] !== '');

/** A subject that is longer is cut off by the inbox of a telephone; long paragraphs hide what the service has to say. */
export const mailTextLimits = { subject: 120, opening: 600, closing: 600 } as const satisfies Record<
  keyof MailText,
  number
>;

/** A name in braces, as in the templates of papers: `{unit}`. */
const PLACEHOLDER = /\{([^{}]*)\}/g;
const TAG = /<\s*\/?\s*([a-z!][^\s>/]{0,20})/i;
const ADDRESS = /\b(?:[a-z][a-z0-9+.-]{1,15}:\/\/|www\.|javascript:|mailto:)/i;

type Fault = Text & { readonly field: keyof MailText };

/** What is wrong with a text, part by part; nothing when it may be used. @param known the placeholders of that mail */
export function wrongMailText(text: MailText, known: readonly string[]): Fault[] {
  return mailTextParts.flatMap((field) => {
    const fault = wrongPart(field, text[field], known);
    return fault ? [{ field, ...fault }] : [];
  });
}

function wrongPart(field: keyof MailText, words: string, known: readonly string[]): Text | undefined {
  const most = mailTextLimits[field];
  const length = Array.from(words).length;
  if (length > most) {
    return {
      vi: `Dài ${length} ký tự; tối đa ${most} ký tự.`,
      en: `${length} characters long; ${most} at most.`,
    };
  }
  if (field === 'subject' && words.includes('\n')) {
    return { vi: 'Tiêu đề thư chỉ có một dòng.', en: 'A subject is one line.' };
  }
  const [, tag] = TAG.exec(words) ?? [];
  if (tag !== undefined) {
    return {
      vi: `Có mã HTML (<${tag}…>). Đề nghị chỉ dùng chữ thường; cách trình bày do hệ thống bảo đảm.`,
      en: `It holds HTML (<${tag}…>). Please use plain words; the service sees to the look.`,
    };
  }
  if (ADDRESS.test(words)) {
    return {
      vi: 'Có địa chỉ trang mạng. Mỗi thư chỉ có một liên kết, do hệ thống đặt.',
      en: 'It holds an address of a page. A mail carries one link, which the service puts there.',
    };
  }
  const names = [...words.matchAll(PLACEHOLDER)].map(([, name = '']) => name);
  const unknown = [...new Set(names.filter((name) => !known.includes(name)))];
  if (unknown.length > 0) {
    const shown = unknown.map((name) => `{${name.slice(0, 40)}}`).join(', ');
    const all = known.map((name) => `{${name}}`).join(', ');
    return {
      vi: `Thư này không có trường ${shown}. Các trường được dùng: ${all}.`,
      en: `This mail has no placeholder ${shown}. It has: ${all}.`,
    };
  }
  if (/[{}]/.test(words.replace(PLACEHOLDER, ''))) {
    return {
      vi: 'Có dấu ngoặc nhọn không thành cặp; tên trường viết như {unit}.',
      en: 'A brace stands alone; a placeholder is written like {unit}.',
    };
  }
  return undefined;
}

/** The words with what stands for the placeholders. A value is never read as a placeholder again. */
export const filledText = (words: string, values: Readonly<Record<string, string>>): string =>
  words.replace(PLACEHOLDER, (whole, name: string) => values[name] ?? whole);
