import type { Request, Response } from 'express';
import { problems, type Problem } from '../../../../domain/errors';
import type { Field, PageData } from '../../../../templates/pages';
import type { ApiContext } from '../../../context';
import { submissionFor, type Fields } from '../../forms';
import { isBusy } from '../../problem';
import { showApp } from '../frame';
import type { SignedIn } from '../page';

/** Where a form of the office leads, whose it is, what has to be known first, and what its button says. */
export type About = Pick<
  PageData['app/office/act'],
  'title' | 'subject' | 'award' | 'back' | 'button' | 'notes' | 'sections'
>;

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

/** Shows a form of the office for a version of its record; refused, with why, and under its own id where it may have been done. */
export async function showForm(
  context: ApiContext,
  req: Request,
  res: Response,
  signed: SignedIn,
  about: About,
  given: Tried & {
    readonly version: number;
    readonly form: readonly Field[];
    readonly errors: readonly { readonly to: string; readonly text: string }[];
  },
): Promise<void> {
  const { version, form, errors, fields, problem } = given;
  await showApp(
    context,
    req,
    res,
    signed,
    'app/office/act',
    {
      ...about,
      action: req.originalUrl.split('?')[0]!,
      submission: submissionOf(version, fields, problem),
      fields: form,
      ...(problem ? { refusal: problems[problem.code][signed.lang], errors } : {}),
    },
    problem ? problems[problem.code].http : 200,
  );
}
