import type { Request, Response } from 'express';
import { problems, type Problem } from '../../../../domain/errors';
import type { FileField, PageData } from '../../../../templates/pages';
import type { ApiContext } from '../../../context';
import { fieldsOf } from '../../problem';
import { showApp } from '../frame';
import { faultAt, filledIn, submissionOf, type Tried } from '../office/form';
import type { SignedIn } from '../page';

type FormPage = PageData['app/issued/form'];
type About = Pick<FormPage, 'title' | 'subject' | 'say' | 'back' | 'fields' | 'step' | 'button' | 'hidden' | 'action'>;

/** What goes with a form besides its fields. */
interface Given extends Tried {
  readonly version: number;
  readonly upload?: FileField;
  /** Faults that are told at a field of another name. */
  readonly told?: Readonly<Record<string, string>>;
}

/** What a file is refused with, for its place in the form; undefined when the refusal is about something else. */
const FILE_CODES: ReadonlySet<Problem['code']> = new Set(['TOO_LARGE', 'UNSUPPORTED_TYPE']);

/**
 * Shows a form of something that was decided. Refused, it stands there again with everything that was typed and each fault at its
 * field; what cannot be told at a field is told above it.
 */
export async function showIssuedForm(
  context: ApiContext,
  req: Request,
  res: Response,
  signed: SignedIn,
  { fields: blank, ...about }: About,
  { version, upload, told = {}, fields, problem }: Given,
): Promise<void> {
  const { lang } = signed;
  const wrong = (problem ? fieldsOf(problem) : []).map((f) => ({ name: told[f.field] ?? f.field, text: f[lang] }));
  const form = filledIn(blank, fields, (name) => wrong.find((one) => one.name === name)?.text);
  const names = new Set(form.map(({ name }) => name));
  const fileFault =
    wrong.find(({ name }) => name === 'file')?.text ??
    (problem && FILE_CODES.has(problem.code) ? problems[problem.code][lang] : undefined);
  const errors = wrong.map(({ name, text }) =>
    names.has(name) || (upload && name === 'file') ? faultAt(name, text) : { text },
  );
  const findings = problem ? findingsIn(problem).map((one) => ({ text: one[lang] })) : [];
  await showApp(
    context,
    req,
    res,
    signed,
    'app/issued/form',
    {
      ...about,
      fields: form,
      submission: submissionOf(version, fields, problem),
      ...(upload ? { upload: { ...upload, ...(fileFault === undefined ? {} : { error: fileFault }) } } : {}),
      ...(problem ? { refusal: problems[problem.code][lang], errors: [...errors, ...findings] } : {}),
    },
    problem ? problems[problem.code].http : 200,
  );
}

/** In what a signed file differs, as its refusal carries it. */
function findingsIn({ data }: Problem): readonly { readonly vi: string; readonly en: string }[] {
  const { findings } = data as { readonly findings?: readonly { readonly say: { vi: string; en: string } }[] };
  return (findings ?? []).map(({ say }) => say);
}
