import type { Request, Response } from 'express';
import { problems, sentenceOf, type Problem } from '../../../../domain/errors';
import type { Language } from '../../../../platform/store';
import type { Field, FieldGroup, PageData, Said } from '../../../../templates/pages';
import { say } from '../../../../templates/words';
import type { ApiContext } from '../../../context';
import { submissionFor, type Fields } from '../../forms';
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
  },
): Promise<void> {
  const { version, groups, faults, fields, problem, refusal } = given;
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
      groups: groups.map((group) => ({ ...group, fields: filledIn(group.fields, fields, textAt) })),
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
