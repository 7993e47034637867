import type { Request, RequestHandler, Response } from 'express';
import { overWords } from '../../../templates/pages';
import { languageOf } from '../language';

/** A script that saves a form by itself asks for words alone. */
export const wantsJson = (req: Request): boolean => req.headers.accept === 'application/json';

/** Tells a script what to show; with `stop` it sends nothing more by itself. */
export function answerScript(res: Response, status: number, said: object): void {
  res.status(status).type('application/json').send(JSON.stringify(said));
}

/** A script whose session is over is told so, and stops: what it would send is not kept, nor counted as somebody's form. */
export const stopScripts: RequestHandler = (req, res, next) => {
  if (req.session.account !== undefined || !wantsJson(req)) next();
  else answerScript(res, 401, { said: overWords(languageOf(req, req.session.language)), stop: true });
};
