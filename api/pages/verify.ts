import { createHash } from 'node:crypto';
import type { Request, Response, Router } from 'express';
import { ipKeyGenerator, rateLimit } from 'express-rate-limit';
import { Problem } from '../../domain/errors';
import type { CertificateRecord } from '../../platform/store';
import { printedCode } from '../../templates/documents/certificate';
import { renderPage, type PageData } from '../../templates/pages';
import { fileTooLarge } from '../commands/papers';
import type { ApiContext } from '../context';
import type { Metrics } from '../middleware/observe';
import { sendPage } from './answer';
import { frameOf, provinceOffice } from './frame';
import { addressWith, askedLanguage, languageOf, queryOf } from './language';
import { filesIn, uploadForm } from './upload';
import { codeFrom, codeInFile, verifiedOf } from './verified';

/** Look-ups of one address in a minute: a reader of certificates has patience for so many, a robot has not. */
const PER_MINUTE = 60;
/** What is taken for a code at all. */
const MOST_TYPED = 60;

type Answer = Pick<PageData['verify'], 'code' | 'file' | 'result'>;

/**
 * The public check of a certificate, without login: by its code, or by the very file. Only what is printed on it is shown. A
 * file is known by the bytes that were issued; of any other one it is said that it is not the issued one, and what the
 * register holds under the code in it, if there is one. A check is counted by what it said, and by nothing else.
 */
export function verifyPages(router: Router, context: ApiContext, { checks }: Metrics): void {
  const { certificates } = context.store;
  const limit = rateLimit({
    windowMs: 60_000,
    limit: PER_MINUTE,
    standardHeaders: false,
    legacyHeaders: false,
    keyGenerator: (req: Request) => ipKeyGenerator(req.ip ?? ''),
    handler: (_req, _res, next) => next(new Problem('TOO_MANY_REQUESTS', 'verify')),
  });

  router.get(['/verify', '/verify/:code'], limit, async (req, res) => {
    const typed = typedIn(req);
    if (typed === undefined) return show(req, res, {});
    const code = codeFrom(typed);
    const certificate = code === undefined ? undefined : await certificates.byVerifyCode(code);
    const result = certificate ? await verified(req, certificate) : ({ state: 'unknown' } as const);
    show(req, res, { code: code === undefined ? typed : printedCode(code), result });
  });

  router.post('/verify', limit, uploadForm({ files: 1 }), async (req, res) => {
    const bytes = filesIn(req).find((file) => file.field === 'file')?.bytes;
    if (!bytes) throw filesIn(req).length > 0 ? fileTooLarge('file') : new Problem('MALFORMED', 'no file');
    show(req, res, await ofFile(req, bytes));
  });

  async function ofFile(req: Request, bytes: Buffer): Promise<Answer> {
    const issued = await certificates.byDocument(createHash('sha256').update(bytes).digest('hex'));
    if (issued) {
      return { file: 'issued', code: printedCode(issued.verifyCode), result: await verified(req, issued) };
    }
    const code = codeInFile(bytes);
    const named = code === undefined ? undefined : await certificates.byVerifyCode(code);
    if (!named) return { file: 'unknown', result: { state: 'unknown' } };
    return { file: 'other', code: printedCode(named.verifyCode), result: await verified(req, named) };
  }

  const verified = (req: Request, certificate: CertificateRecord) => verifiedOf(context, certificate, languageOf(req));

  function show(req: Request, res: Response, answer: Answer): void {
    const lang = languageOf(req);
    // names that somebody looked up are not for search engines
    if (answer.result) {
      res.set('X-Robots-Tag', 'noindex, nofollow');
      checks.inc({ result: answer.result.state });
    }
    const page = renderPage('verify', lang, {
      ...frameOf(req, provinceOffice(context), lang),
      action: '/verify',
      uploadAction: `/verify${addressWith({ lang: askedLanguage(req) })}`,
      domain: new URL(context.config.publicUrl).host,
      checkedAt: context.clock.now(),
      ...answer,
    });
    sendPage(res, answer.result?.state === 'unknown' ? 404 : 200, lang, page);
  }
}

/** What was typed: in the address, or in the form; undefined when nothing was. */
function typedIn(req: Request): string | undefined {
  const inPath = req.params['code'];
  const typed = (typeof inPath === 'string' ? inPath : queryOf(req, 'code'))?.trim().slice(0, MOST_TYPED);
  return typed === '' ? undefined : typed;
}
