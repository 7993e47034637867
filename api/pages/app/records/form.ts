import type { Request, RequestHandler, Response } from 'express';
import { Problem, problems, sentenceOf } from '../../../../domain/errors';
import type { Right } from '../../../../domain/roles';
import type { Field, FieldGroup, Option, Said } from '../../../../templates/pages';
import { savedWords } from '../../../../templates/pages';
import { say } from '../../../../templates/words';
import type { Language } from '../../../../platform/store';
import type { ApiContext } from '../../../context';
import {
  fieldsIn,
  nested,
  sheetForm,
  submissionFor,
  submissionIn,
  versionIn,
  withDays,
  wordsIn,
  type Fields,
} from '../../forms';
import { fieldsOf } from '../../problem';
import { placeOf, showForm, type About, type Tried } from '../office/form';
import type { AppPage, SignedIn } from '../page';
import { answerScript, wantsJson } from '../quiet';

/** The form of a record as it opens. */
export type Opened = About & {
  readonly groups: readonly FieldGroup[];
  /** Of the record as it stands: what is sent says what it was written on. */
  readonly edition: number;
};

export interface RecordForm {
  readonly path: string;
  readonly right: Right;
  /** Parses what is posted: a sheet of many fields, unless a form has few and long ones. */
  readonly form?: RequestHandler;
  /** It saves itself while somebody types, where a script runs; such a form answers a save with its new edition. */
  readonly saves?: boolean;
  /**
   * Whether the record takes this now. Not asked before a form is sent: what was typed is shown again with the refusal.
   * @throws Problem
   */
  readonly offered?: (req: Request, signed: SignedIn) => Promise<void>;
  /** @param typed what was sent before, where it was refused: as many rows as it had */
  readonly open: (req: Request, signed: SignedIn, typed?: Fields) => Promise<Opened>;
  /** Carries it out. @returns where it leads, and the edition of what is there by now @throws Problem with fields named as the form names them */
  readonly save: (said: {
    readonly req: Request;
    readonly signed: SignedIn;
    readonly fields: Fields;
    readonly expects: number;
    /** What was typed, nested by the dots of the names; what was left empty is not in it. */
    readonly body: Readonly<Record<string, unknown>>;
  }) => Promise<string | Saved>;
}

/** Where a form leads that saves itself, and what it is sent with from then on. */
export interface Saved {
  readonly to: string;
  readonly edition: number;
}

/** A form of a record at its address: refused, it stands there again with all that was typed and a sentence at each field. */
export const recordForm = (
  context: ApiContext,
  // a council has up to 200 members
  { path, right, form = sheetForm, offered, open, save, saves = false }: RecordForm,
): AppPage => ({
  path,
  right,
  form,
  async show(req, res, signed) {
    await offered?.(req, signed);
    await showForm(context, req, res, signed, ...shown(await open(req, signed), { saves, lang: signed.lang }));
  },
  async post(req, res, signed) {
    const fields = fieldsIn(req);
    const expects = versionIn(submissionIn(fields));
    const quietly = saves && wantsJson(req);
    try {
      const { groups } = await open(req, signed, fields);
      const said = withDays(
        groups.flatMap((group) => group.fields),
        fields,
      );
      const done = await save({ req, signed, fields: said, expects, body: bodyOf(groups, said) });
      if (quietly && typeof done === 'object') answerSaved(context, res, signed.lang, done);
      else res.redirect(303, typeof done === 'string' ? done : done.to);
    } catch (problem) {
      if (!(problem instanceof Problem) || problem.code === 'NOT_FOUND' || problem.code === 'FORBIDDEN') throw problem;
      const opened = await open(req, signed, fields);
      if (quietly) answerRefused(res, signed.lang, { opened, problem });
      else
        await showForm(
          context,
          req,
          res,
          signed,
          ...shown(opened, { fields, problem, expects, saves, lang: signed.lang }),
        );
    }
  },
});

function answerSaved(context: ApiContext, res: Response, lang: Language, { to, edition }: Saved): void {
  answerScript(res, 200, {
    said: savedWords(lang, context.clock.now()),
    submission: submissionFor(edition),
    action: to.split('?')[0]!,
  });
}

/** The first thing that is wrong, with the field that it is about: nothing else can be seen beside the button. */
function answerRefused(
  res: Response,
  lang: Language,
  { opened, problem }: { readonly opened: Opened; readonly problem: Problem },
): void {
  const [fault] = fieldsOf(problem);
  const place = (fault && placeOf(opened.groups, fault.field, lang)) ?? '';
  const sentence = fault?.[lang] ?? refusalOf(problem, lang);
  answerScript(res, problems[problem.code].http, {
    said: say(lang, 'records.notSavedYet', { why: place === '' ? sentence : `${place}: ${sentence}` }),
    conflict: problem.code === 'STATE_CHANGED',
    stop: problem.code === 'ACTION_NOT_ALLOWED' || problem.code === 'REGISTRATION_CLOSED',
  });
}

function shown(
  opened: Opened,
  {
    fields,
    problem,
    expects,
    saves,
    lang,
  }: Tried & { readonly expects?: number; readonly saves: boolean; readonly lang: Language },
): readonly [About, Parameters<typeof showForm>[5]] {
  const { edition, groups, ...about } = opened;
  const faults = (problem ? fieldsOf(problem) : []).map((one) => ({ name: one.field, text: one[lang] }));
  const tried = problem ? { problem, refusal: refusalOf(problem, lang) } : {};
  return [
    { ...about, saves },
    {
      version: edition,
      groups,
      faults,
      stale: expects !== undefined && expects !== edition,
      ...(fields ? { fields } : {}),
      ...tried,
    },
  ];
}

/** What STATE_CHANGED says is of nominations. */
const refusalOf = (problem: Problem, lang: Language): string =>
  problem.code === 'STATE_CHANGED' ? say(lang, 'records.changed') : sentenceOf(problem)[lang];

/** What was typed in the fields of a form, nested by the dots of their names. */
const bodyOf = (groups: readonly FieldGroup[], fields: Fields): Record<string, unknown> =>
  nested(
    groups
      .flatMap((group) => group.fields)
      .flatMap(({ name, kind }): [string, unknown][] => {
        const value = wordsIn(fields, name);
        return kind === 'heading' || value === '' ? [] : [[name, kind === 'check' ? true : value]];
      }),
  );

/** The same refusal with its fields named as a form names them. */
export function renamed(error: unknown, nameOf: (field: string) => string): unknown {
  if (!(error instanceof Problem) || fieldsOf(error).length === 0) return error;
  const fields = fieldsOf(error).map((one) => ({ ...one, field: nameOf(one.field) }));
  return new Problem(error.code, error.message, { ...error.data, fields });
}

// --- fields ----------------------------------------------------------------------------------------------------------

const key = (name: string): string => name.replace(/\.\d+(?=\.|$)/g, '').replaceAll('.', '_');

/** Words of these pages. */
export const words = (of: string, values?: Readonly<Record<string, unknown>>): Said => ({
  key: `records.${of}`,
  ...(values ? { values } : {}),
});

interface More {
  readonly value?: string | undefined;
  readonly required?: boolean;
  readonly hint?: Said;
  readonly list?: string;
  readonly label?: Said;
}

/** A field that is called `records.field.<name>`, with `_` for the dots of its name. */
export const field = (name: string, kind: Field['kind'] = 'text', more: More = {}): Field => {
  const { label = words(`field.${key(name)}`), value, ...rest } = more;
  // of a record that has nothing there, that too can be what somebody else has written
  return { name, label, kind, ...rest, ...('value' in more ? { value: value ?? '' } : {}) };
};

export const box = (name: string, checked: boolean, label: Said = words(`field.${key(name)}`)): Field => ({
  name,
  label,
  kind: 'check',
  checked,
});

/** A choice of which one is always made. */
export const choice = (name: string, options: readonly Omit<Option, 'selected'>[], value?: string): Field => ({
  name,
  label: words(`field.${key(name)}`),
  kind: 'select',
  options: options.map((option, i) => ({
    ...option,
    selected: value === undefined ? i === 0 : option.value === value,
  })),
});

/** An option that chooses nothing. */
export const none = { value: '', text: words('none') } as const;
