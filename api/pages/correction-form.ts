import { Problem, sentenceOf } from '../../domain/errors';
import { isDay } from '../../domain/time';
import type { Dossier, Language } from '../../platform/store';
import type { CorrectionItem } from '../../templates/pages';
import { countText } from '../../templates/format';
import { say } from '../../templates/words';
import { attach } from '../commands/papers';
import type { ApiContext, Caller } from '../context';
import { proseLetters } from '../schemas/content';
import type { Correctable } from './correction-items';
import { putFile } from './correction-items';
import { dayIn, wordsIn, type Fields } from './forms';
import { fieldsOf } from './problem';
import type { Upload } from './upload';
import { refusals } from './words';

/** A posted correction: what was typed, and what is wrong with it. */
export interface CorrectionForm {
  readonly values: ReadonlyMap<string, string>;
  readonly files: ReadonlyMap<string, Upload>;
  /** Fields of the reports whose new file was said to be certified. */
  readonly certified: ReadonlySet<string>;
  readonly note: string;
  readonly by: string;
  readonly agreed: boolean;
  /** By field. */
  readonly errors: ReadonlyMap<string, string>;
}

/** How many letters the name of the sender may have. */
const BY = 200;

export function readCorrection(
  fields: Fields,
  uploads: readonly Upload[],
  items: readonly Correctable[],
  lang: Language,
): CorrectionForm {
  const note = wordsIn(fields, 'note');
  const values = new Map<string, string>();
  const files = new Map<string, Upload>();
  const certified = new Set<string>();
  const errors = new Map<string, string>();
  for (const item of items) {
    const { field } = item;
    const upload = uploads.find((file) => file.field === `file.${field}`);
    const typed = wordsIn(fields, `value.${field}`);
    const value = item.kind === 'date' ? dayIn(typed) : typed;
    if (item.kind !== 'file') values.set(field, value);
    else if (upload) files.set(field, upload);
    if (item.certifiable && fields.get(`certified.${field}`) === 'yes') certified.add(field);
    const refusal = item.kind === 'file' ? fileRefusal(upload) : valueRefusal(item, value, note);
    if (refusal) errors.set(field, sayOf(refusal, item, lang));
  }
  const by = wordsIn(fields, 'by');
  return { values, files, certified, note, by, agreed: fields.get('agreed') === 'yes', errors };
}

const sayOf = (refusal: keyof typeof refusals, { most = 0 }: Correctable, lang: Language): string =>
  refusal === 'long' ? say(lang, 'refusal.long', { most: countText(lang, most) }) : refusals[refusal][lang];

const fileRefusal = (upload: Upload | undefined): keyof typeof refusals | undefined => {
  if (!upload) return 'noFile';
  return upload.bytes ? undefined : 'largeFile';
};

function valueRefusal(
  { kind, old, most = Infinity }: Correctable,
  value: string,
  note: string,
): keyof typeof refusals | undefined {
  if (value === '') return 'empty';
  if (value.length > most) return 'long';
  if (kind === 'date' && !isDay(value)) return 'notADay';
  return value === old.trim() && note === '' ? 'unchanged' : undefined;
}

export const missingIn = ({ note, by, agreed }: CorrectionForm): ('noteLong' | 'by' | 'byLong' | 'agreed')[] => [
  ...(note.length > proseLetters.note ? (['noteLong'] as const) : []),
  ...(by === '' ? (['by'] as const) : []),
  ...(by.length > BY ? (['byLong'] as const) : []),
  ...(agreed ? [] : (['agreed'] as const)),
];

/** The items as the page shows them, with what was typed and what is wrong. */
export const itemsShown = (items: readonly Correctable[], form?: CorrectionForm): CorrectionItem[] =>
  items.map(({ put, paper, most, ...item }) => {
    const value = form?.values.get(item.field);
    const error = form?.errors.get(item.field);
    return {
      ...item,
      ...(value === undefined ? {} : { value }),
      ...(error === undefined ? {} : { error }),
      ...(form?.certified.has(item.field) ? { certified: true as const } : {}),
    };
  });

/** The dossier as corrected, its files stored beside the nomination. @throws Problem with `data.item` for a file that is not taken */
export async function correctedDossier(
  context: ApiContext,
  caller: Caller,
  nomination: { readonly _id: string; readonly dossier: Dossier },
  items: readonly Correctable[],
  { values, files, certified }: CorrectionForm,
): Promise<Dossier> {
  let dossier = nomination.dossier;
  for (const { field, label, paper, put, certifiable } of items) {
    const upload = files.get(field);
    if (put) dossier = put(dossier, values.get(field) ?? '');
    if (paper !== undefined && upload?.bytes) {
      const { bytes, name } = upload;
      const file = await attach(context, { caller, to: 'nominations', id: nomination._id, name, bytes }).catch(
        (error: unknown) => {
          throw error instanceof Problem ? ofItem(error, field) : error;
        },
      );
      const said = certifiable ? { certified: certified.has(field) } : {};
      dossier = putFile(dossier, paper, label, { ...file, ...said });
    }
  }
  return dossier;
}

/** A refusal of a file, told beside the item that it was chosen for. */
function ofItem(problem: Problem, item: string): Problem {
  const { code, message, data } = problem;
  if (code !== 'VALIDATION') return new Problem(code, message, { ...data, item });
  return new Problem(code, message, { fields: fieldsOf(problem).map((said) => ({ ...said, field: item })) });
}

/** What goes with the correction into the record: who sends it, with whose consent, and whatever is no part of the dossier. */
export function explanationOf(items: readonly Correctable[], { values, note, by }: CorrectionForm): string {
  const said = items.filter((item) => !item.put && item.paper === undefined);
  return [
    ...said.map((item) => `${item.label}: ${values.get(item.field) ?? ''}`),
    ...(note === '' ? [] : [say('vi', 'kept.explained', { note })]),
    say('vi', 'kept.sentWithConsent', { name: by }),
  ].join('\n');
}

/** Kinds of refusals that say something about one file. */
const ofFile = { UNSUPPORTED_TYPE: 'wrongFile', TOO_LARGE: 'largeFile' } as const;

/**
 * What the service refused, beside the items that it concerns; what concerns none of them stands at the first one, so that
 * nothing typed is lost to a page of its own.
 */
export function withRefusal(
  form: CorrectionForm,
  problem: Problem,
  items: readonly Correctable[],
  lang: Language,
): CorrectionForm {
  const errors = new Map<string, string>();
  const { item, ...rest } = problem.data;
  if (typeof item === 'string') {
    const file = ofFile[problem.code as keyof typeof ofFile] as (typeof ofFile)[keyof typeof ofFile] | undefined;
    errors.set(item, file ? refusals[file][lang] : sentenceOf(problem)[lang]);
  }
  for (const said of fieldsOf(new Problem(problem.code, problem.message, rest))) {
    const field = said.field.replace(/^dossier\./, '');
    const at = items.find((one) => one.field === field || field.startsWith(`${one.field}.`)) ?? items[0];
    if (at) errors.set(at.field, [errors.get(at.field), said[lang]].filter((text) => text !== undefined).join(' '));
  }
  const first = items[0];
  if (errors.size === 0 && first) errors.set(first.field, sentenceOf(problem)[lang]);
  return { ...form, errors };
}
