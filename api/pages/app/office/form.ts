import type { Request, Response } from 'express';
import { problems, sentenceOf, type Problem } from '../../../../domain/errors';
import type { Language } from '../../../../platform/store';
import type { Field, FieldGroup, PageData, Said } from '../../../../templates/pages';
import { dayText } from '../../../../templates/format';
import { say } from '../../../../templates/words';
import type { ApiContext } from '../../../context';
import { submissionFor, wordsIn, type Fields } from '../../forms';
import { isBusy } from '../../problem';
import { showApp } from '../frame';
import type { SignedIn } from '../page';

type FormData = PageData['app/form'];

/** Where a form leads, whose it is, what has to be known first, and what its button says. */
export type About = Pick<
  FormData,
  'title' | 'subject' | 'award' | 'lead' | 'button' | 'notes' | 'sections' | 'choices' | 'step' | 'saves'
> & {
  readonly back: string | FormData['back'];
  /** The key of what is said when its record has changed meanwhile: that names what it is. */
  readonly changed?: string;
};

/** What came of it when it was sent: what was typed, why it was refused, and which field each fault is at. */
export interface Tried {
  readonly fields?: Fields;
  readonly problem?: Problem;
}

/** The fields of a form with what was typed in them and what is wrong with it. */
export const filledIn = (
  blank: readonly Field[],
  typed: Fields | undefined,
  errorAt: (name: string) => string | undefined,
): Field[] =>
  blank.map((field) => {
    const [value, error] = [typed?.get(field.name), errorAt(field.name)];
    return {
      ...field,
      ...(value === undefined || field.kind === 'check' ? {} : { value }),
      // what was not ticked is not said
      ...(typed && field.kind === 'check' ? { checked: value === (field.value ?? 'true') } : {}),
      ...(value === undefined || !field.options
        ? {}
        : { options: field.options.map((option) => ({ ...option, selected: option.value === value })) }),
      ...(error === undefined ? {} : { error }),
    };
  });

/** Words of a page in a language. */
export const worded = (lang: Language, text: Said): string =>
  typeof text === 'string' ? text : say(lang, text.key, text.values);

/**
 * What stands by now in each field in which something else was typed, where the record has changed meanwhile: nobody writes over what
 * he has not seen. A field without a value of its record is one of the act alone.
 */
const standsNow = (blank: readonly Field[], typed: Fields, lang: Language): ReadonlyMap<string, string> =>
  new Map(
    blank.flatMap((field): [string, string][] => {
      const [now, meant] = [storedIn(field), wordsIn(typed, field.name)];
      if (now === undefined || now === (field.kind === 'check' ? String(meant !== '') : meant)) return [];
      return [[field.name, now === '' ? say(lang, 'records.now.empty') : nowText(field, now, lang)]];
    }),
  );

function storedIn({ kind, value, options, checked }: Field): string | undefined {
  switch (kind) {
    case 'file':
    case 'hidden':
    case 'heading':
    case 'note':
      return undefined;
    case 'check':
      return checked === undefined ? undefined : String(checked);
    case 'select':
      return options?.find(({ selected }) => selected)?.value;
    default:
      return value;
  }
}

function nowText({ kind, options }: Field, now: string, lang: Language): string {
  if (kind === 'check') return say(lang, `records.now.${now === 'true' ? 'ticked' : 'unticked'}`);
  if (kind === 'date') return dayText(lang, now);
  const text = options?.find(({ value }) => value === now)?.text;
  return text === undefined ? now : worded(lang, text);
}

/** A fault in the list above a form, which leads to its field. */
export const faultAt = (field: string, text: string): { readonly to: string; readonly text: string } => ({
  to: `f-${field.replaceAll('.', '-')}`,
  text,
});

/**
 * The id of a form for the version of its record that is shown; one that was not recorded is said again under its own id, so that it
 * is never done twice.
 */
export const submissionOf = (version: number, fields: Fields | undefined, problem: Problem | undefined): string =>
  (isBusy(problem) ? fields?.get('submission') : undefined) ?? submissionFor(version);

/** A sentence about a field of the form; about what is no field of it, it stands above the form alone. */
export interface Fault {
  readonly name: string;
  readonly text: string;
}

/**
 * Shows a form for a version of its record; refused, with everything that was typed, with why and where, and under its own id where it
 * may have been done.
 */
export async function showForm(
  context: ApiContext,
  req: Request,
  res: Response,
  signed: SignedIn,
  { back, changed, ...about }: About,
  given: Tried & {
    readonly version: number;
    readonly groups: readonly FieldGroup[];
    readonly faults: readonly Fault[];
    /** Why it was refused, where the sentence of its code is about something else. */
    readonly refusal?: string;
    /** It has changed since the page was opened on which this was typed. */
    readonly stale?: boolean;
  },
): Promise<void> {
  const { version, groups, faults, fields, problem, refusal, stale = false } = given;
  const blank = groups.flatMap((group) => group.fields);
  const now = stale && fields ? standsNow(blank, fields, signed.lang) : new Map<string, string>();
  const textAt = (name: string): string | undefined => faults.find((fault) => fault.name === name)?.text;
  await showApp(
    context,
    req,
    res,
    signed,
    'app/form',
    {
      ...about,
      back: typeof back === 'string' ? { href: back } : back,
      action: req.originalUrl.split('?')[0]!,
      // what was typed is sent again knowingly, for the record as it is shown now
      submission: submissionOf(version, fields, problem),
      groups: groups.map((group) => ({
        ...group,
        fields: filledIn(group.fields, fields, textAt).map((field) => withNow(field, now)),
      })),
      ...(problem
        ? {
            refusal: refusal ?? refusalOf(problem, changed, signed.lang),
            errors: faults.map((fault) => faultIn(groups, fault, signed.lang)),
          }
        : {}),
    },
    problem ? problems[problem.code].http : 200,
  );
}

/** A fault with the name of its field before it, and of its group where there are several alike. */
function faultIn(
  groups: readonly FieldGroup[],
  { name, text }: Fault,
  lang: Language,
): { readonly to?: string; readonly text: string } {
  const place = placeOf(groups, name, lang);
  return place === undefined ? { text } : faultAt(name, place === '' ? text : `${place}: ${text}`);
}

/** What the field of a form is called, after its group; undefined where there is none of this name. */
export function placeOf(groups: readonly FieldGroup[], name: string, lang: Language): string | undefined {
  const group = groups.find(({ fields }) => fields.some((field) => field.name === name));
  const at = group?.fields.find((field) => field.name === name);
  if (!at) return undefined;
  return [group?.legend, at.label].flatMap((said) => (said === undefined ? [] : worded(lang, said))).join(', ');
}

const refusalOf = (problem: Problem, changed: string | undefined, lang: Language): string =>
  problem.code === 'STATE_CHANGED' && changed !== undefined ? say(lang, changed) : sentenceOf(problem)[lang];

const withNow = (field: Field, now: ReadonlyMap<string, string>): Field => {
  const before = now.get(field.name);
  return before === undefined ? field : { ...field, before };
};
