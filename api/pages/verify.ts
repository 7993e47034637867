import { createHash } from 'node:crypto';
import type { Request, Response, Router } from 'express';
import { ipKeyGenerator, rateLimit } from 'express-rate-limit';
import { Problem } from '../../domain/errors';
import type { CertificateRecord } from '../../platform/store';
import { renderPage } from '../../templates/pages';
import type { ApiContext } from '../context';
import { sendPage } from './answer';
import { frameOf, provinceOffice } from './frame';
import { addressWith, askedLanguage, languageOf, queryOf } from './language';
import { filesIn, uploadForm } from './upload';
import { codeFrom, printedCode, verifiedOf } from './verified';

/** Look-ups of one address in a minute: a reader of certificates has patience for so many, a robot has not. */
const PER_MINUTE = 60;
/** What is taken for a code at all. */
const MOST_TYPED = 60;

/**
 * The public check of a certificate, without login: by its code, or by its code and the very file. Only what is printed on
 * it is shown.
 */
export function verifyPages(router: Router, context: ApiContext): void {
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
    await show(req, res, { typed, certificate: await certificateOf(typed) });
  });

  router.post('/verify/:code', limit, uploadForm({ files: 1 }), async (req, res) => {
    const typed = typedIn(req) ?? '';
    const bytes = filesIn(req).find((file) => file.field === 'file')?.bytes;
    if (!bytes) throw new Problem(filesIn(req).length > 0 ? 'TOO_LARGE' : 'MALFORMED', 'no file');
    const certificate = await certificateOf(typed);
    // another file, be it one byte, is not the one that was issued
    const same = certificate?.document?.sha256 === createHash('sha256').update(bytes).digest('hex');
    await show(req, res, { typed, certificate: same ? certificate : undefined });
  });

  const certificateOf = async (typed: string): Promise<CertificateRecord | undefined> => {
    const code = codeFrom(typed);
    return code === undefined ? undefined : await context.store.certificates.byVerifyCode(code);
  };

  async function show(
    req: Request,
    res: Response,
    { typed, certificate }: { readonly typed?: string; readonly certificate?: CertificateRecord | undefined },
  ): Promise<void> {
    const lang = languageOf(req);
    const code = typed === undefined ? undefined : codeFrom(typed);
    const result = certificate ? await verifiedOf(context, certificate, lang) : { state: 'unknown' as const };
    // names that somebody looked up by a code are not for search engines
    if (typed !== undefined) res.set('X-Robots-Tag', 'noindex, nofollow');
    const page = renderPage('verify', lang, {
      ...frameOf(req, provinceOffice(context), lang),
      action: '/verify',
      ...(certificate?.document && code !== undefined
        ? { uploadAction: `/verify/${code}${addressWith({ lang: askedLanguage(req) })}` }
        : {}),
      domain: new URL(context.config.publicUrl).host,
      ...(typed === undefined ? {} : { code: code === undefined ? typed : printedCode(code), result }),
      checkedAt: context.clock.now(),
    });
    sendPage(res, typed !== undefined && !certificate ? 404 : 200, lang, page);
  }
}

/** What was typed: in the address, or in the form; undefined when nothing was. */
function typedIn(req: Request): string | undefined {
  const inPath = req.params['code'];
  const typed = (typeof inPath === 'string' ? inPath : queryOf(req, 'code'))?.trim().slice(0, MOST_TYPED);
  return typed === '' ? undefined : typed;
}
