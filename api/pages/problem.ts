import type { ErrorRequestHandler, Response } from 'express';
import { isOuterAction } from '../../domain/roles';
import { Problem, problems, sentenceOf } from '../../domain/errors';
import type { Language } from '../../platform/store';
import { renderPage } from '../../templates/pages';
import type { ApiContext, RenderProblemPage } from '../context';
import { onlyReads } from '../problems';
import type { FieldProblem } from '../schemas/parse';
import { sendPage } from './answer';
import { frameOf, provinceOffice } from './frame';
import { addressWith, askedLanguage, languageOf } from './language';

interface FieldSaid {
  readonly field: string;
  readonly vi: string;
  readonly en: string;
}

/** What is wrong with which field, as a refusal carries it. */
export const fieldsOf = (problem: Problem): readonly FieldSaid[] =>
  Array.isArray(problem.data['fields'])
    ? (problem.data['fields'] as FieldProblem[]).map(({ typed, ...said }) => ({ ...said, ...typed }))
    : [];

/** Whether it is not known what came of something: pressed again under its id, it is done once. */
export const isBusy = (error: unknown): boolean =>
  error instanceof Problem && (error.code === 'ENGINE_BUSY' || error.code === 'STORE_BUSY');

/** Data of the page of a refusal besides its frame. @param reads whether nothing was to be done but to see something */
export function refusalOf(problem: Problem | undefined, language: Language, reads: boolean) {
  // nothing was refused: the best that can be said of an unexpected error is to try again
  if (!problem) return { code: 'STORE_BUSY' as const };
  const fields = fieldsOf(problem).map((said) => ({ field: said.field, message: said[language] }));
  const allowed = Array.isArray(problem.data['allowed']) ? (problem.data['allowed'] as string[]) : [];
  const offered = allowed.filter(isOuterAction);
  return {
    code: problem.code,
    sentence: sentenceOf(problem, reads)[language],
    ...(fields.length === 0 ? {} : { fields }),
    ...(offered.length === 0 ? {} : { allowed: offered }),
  };
}

/** A refusal as a page of its own, made without asking the database: it may be what is away. */
export const renderProblemPage: RenderProblemPage = ({ context, problem, language, reads }) => {
  const { council, body, phone } = provinceOffice(context);
  const office = { council, body, phone };
  return renderPage('problem', language, { office, ...refusalOf(problem, language, reads) });
};

/** Whose link it is decides the language of refusals too. */
export const rememberLanguage = (res: Response, language: Language): void => {
  res.locals['language'] = language;
};
const knownLanguage = (res: Response): Language | undefined => res.locals['language'] as Language | undefined;

/**
 * Answers refusals of the pages as pages. What is no refusal goes on to the error handler of the application, which logs it
 * and asks for a page without a problem.
 */
export const problemPages =
  (context: ApiContext): ErrorRequestHandler =>
  (error: unknown, req, res, next) => {
    if (!(error instanceof Problem) || res.headersSent) {
      next(error);
      return;
    }
    const language = languageOf(req, knownLanguage(res));
    const html = renderPage('problem', language, {
      ...frameOf(req, provinceOffice(context), language),
      ...refusalOf(error, language, onlyReads(req)),
      ...(req.method === 'POST' && error.code !== 'LINK_DEAD'
        ? { back: addressWith({ lang: askedLanguage(req) }) }
        : {}),
    });
    context.log.debug({ code: error.code, why: error.message }, 'refused');
    sendPage(res, problems[error.code].http, language, html);
  };
