import i18next from 'i18next';
import type { ActionType } from '../domain/actions';
import type { CommendationType, RevocationGround, SubjectKind, Text } from '../domain/award';
import type { CertificateStatus, PrintedField } from '../domain/case/life';
import type { StageKind } from '../domain/route';
import type { HolderCode, StatusCode } from '../domain/stages/stage';
import type { Sex } from '../domain/statistics/where';
import { figureText } from '../domain/text';
import type { Day } from '../domain/time';
import type { Lang } from './format';
import { countText, onDay } from './format';
import { en } from './locales/en';
import { vi } from './locales/vi';

/** A missing word is a bug of ours and must show in a test, never as a bare key on a page. */
const missing = (what: string): never => {
  throw new Error(`no words for ${what}`);
};

const words = i18next.createInstance({
  lng: 'vi',
  fallbackLng: false,
  resources: { vi: { translation: vi }, en: { translation: en } },
  initAsync: false,
  interpolation: { escapeValue: false },
  returnNull: false,
  saveMissing: true,
  missingKeyHandler: (languages, _namespace, key) => missing(`${languages.join()} ${key}`),
  missingInterpolationHandler: (text: string, value: unknown) => missing(`${String(value)} in "${text}"`),
});
void words.init();

/** Words without values, once looked up: a long sheet says the same ones a thousand times. */
const plain = new Map<string, string>();

/**
 * The words of a key, with its values filled in; `count` chooses singular or plural and is `{{n}}` in the words.
 * Throws when the key or a value is missing.
 */
export function say(lang: Lang, key: string, values?: Readonly<Record<string, unknown>>): string {
  if (values && Object.keys(values).length > 0) return lookUp(lang, key, values);
  const known = plain.get(`${lang} ${key}`);
  if (known !== undefined) return known;
  const text = lookUp(lang, key, {});
  plain.set(`${lang} ${key}`, text);
  return text;
}

function lookUp(lang: Lang, key: string, values: Readonly<Record<string, unknown>>): string {
  const { count } = values;
  const n = typeof count === 'number' ? { n: countText(lang, count) } : {};
  const text: unknown = words.t(key, { ...n, ...values, lng: lang });
  return typeof text === 'string' ? text : missing(`${lang} ${key}`);
}

/** All words of a part that has none with values, each in both languages. */
export const textsOf = <P extends 'record' | 'refusal'>(part: P): Readonly<Record<keyof (typeof vi)[P], Text>> => {
  const [inVi, inEn]: Readonly<Record<string, string>>[] = [vi[part], en[part]];
  return Object.fromEntries(Object.keys(inVi!).map((key) => [key, { vi: inVi![key]!, en: inEn![key]! }])) as Record<
    keyof (typeof vi)[P],
    Text
  >;
};

/** What is filled into words in both languages. */
export type Filled = Readonly<Record<string, string | number | Text>>;

/** Words in both languages; a value that is a text itself stands in its own language in each. */
export function inBoth(key: string, values: Filled = {}): Text {
  const of = (lang: Lang): string =>
    say(
      lang,
      key,
      Object.fromEntries(
        Object.entries(values).map(([name, value]) => [name, typeof value === 'object' ? value[lang] : value]),
      ),
    );
  return { vi: of('vi'), en: of('en') };
}

type KeyOf<T> = { [K in keyof T & string]: T[K] extends string ? K : `${K}.${KeyOf<T[K]>}` }[keyof T & string];
export type RefusedKey = KeyOf<(typeof vi)['refused']>;

/** What a refusal says to people beside its code: a sentence of `refused`. */
export const refused = (key: RefusedKey, values?: Filled): Text => inBoth(`refused.${key}`, values);

/** Whether a name, as of a fault that a library tells, has a sentence of its own. */
export const isRefusedKey = (key: string): key is RefusedKey =>
  typeof key
    .split('.')
    .reduce<unknown>((at, part) => (isRecord(at) && Object.hasOwn(at, part) ? at[part] : undefined), vi.refused) ===
  'string';
const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;

/** A state of a line or a certificate as offices or units read it. */
export function statusLabel(
  lang: Lang,
  audience: 'office' | 'unit',
  status: StatusCode | 'corrected' | 'replaced' | 'revoked',
  facts: { readonly due?: Day; readonly by?: string } = {},
): string {
  if (status === 'returned' && audience === 'unit' && facts.due !== undefined) {
    return say(lang, 'status.unit.returnedBy', { due: onDay(lang, facts.due) });
  }
  if (status === 'replaced' && facts.by !== undefined) {
    return say(lang, `status.${audience}.replacedBy`, { by: facts.by });
  }
  return say(lang, `status.${audience}.${status}`);
}

/** What a certificate is worth now. */
export const certificateStatusLabel = (lang: Lang, status: CertificateStatus): string =>
  say(lang, `issuedPages.certificateStatus.${status}`);

export const holderLabel = (lang: Lang, holder: HolderCode): string => say(lang, `holder.${holder}`);

export const commendationTypeLabel = (lang: Lang, type: CommendationType): string =>
  say(lang, `commendationType.${type}`);
export const sexLabel = (lang: Lang, sex: Sex): string => say(lang, `sex.${sex}`);
export const nomineeKindLabel = (lang: Lang, kind: SubjectKind): string => say(lang, `nomineeKind.${kind}`);

export const stageLabel = (lang: Lang, audience: 'office' | 'unit', stage: StageKind): string =>
  say(lang, `stage.${audience}.${stage}`);

/** The key of the words for what happened, as a trail tells it; undefined for what has none of its own. */
export function eventKey(type: string): string | undefined {
  if (Object.hasOwn(vi.officePages.event, type)) return `officePages.event.${type}`;
  return Object.hasOwn(vi.action, type) ? `action.${type}` : undefined;
}

/** The key of the words for what happened in a case, as its trail tells it. */
export const caseEventKey = (type: string): string =>
  `issuedPages.event.${Object.hasOwn(vi.issuedPages.event, type) ? type : 'other'}`;

/** The key of the words for what was just done in a case; undefined for what is none of it. */
export const caseDoneKey = (done: unknown): string | undefined =>
  typeof done === 'string' && Object.hasOwn(vi.issuedPages.done, done) ? `issuedPages.done.${done}` : undefined;

/** Mails to people, as the office names them. */
export type LetterCode = keyof typeof vi.letter;
export const letterLabel = (lang: Lang, letter: LetterCode): string => say(lang, `letter.${letter}`);

/** What is printed on a certificate, by field. */
export const fieldLabel = (lang: Lang, field: PrintedField): string => say(lang, `printed.${field}`);

/** Why an award is revoked. */
export const groundLabel = (lang: Lang, ground: RevocationGround): string => say(lang, `ground.${ground}`);

/** What a target asks for, with its figure as it is stored: `từ 1.009,57 tỷ đồng trở lên`, `không quá 5 vụ`. */
export const goalText = (
  lang: Lang,
  {
    direction,
    target,
    unit,
  }: { readonly direction: 'atLeast' | 'atMost'; readonly target: string; readonly unit: string },
): string => say(lang, `goal.${direction}`, { figure: figureText(target)[lang], unit });

export const actionLabel = (lang: Lang, action: ActionType): string => say(lang, `action.${action}`);
