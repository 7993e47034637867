import { readFileSync } from 'node:fs';
import type { Router } from 'express';
import { assets, assetUrl } from '../../templates/assets';
import { renderPage } from '../../templates/pages';
import type { ApiContext } from '../context';
import { publicHeaders, sendPage } from './answer';
import { frameOf, provinceOffice } from './frame';
import { languageOf } from './language';

const YEAR_S = 31_536_000;
const DAY_S = 86_400;

/** The first page, for those who come without a link. */
export function homePage(router: Router, context: ApiContext): void {
  router.get('/', publicHeaders, (req, res) => {
    const lang = languageOf(req);
    const page = renderPage('home', lang, {
      ...frameOf(req, provinceOffice(context), lang),
      verify: '/verify',
      signIn: '/sign-in',
      docs: '/api/docs',
    });
    sendPage(res, 200, lang, page);
  });
}

/**
 * Styles, script, icon and fonts. Under the address that pages print, which carries a hash of the content, they may be kept
 * for ever; under the bare one for a day, and asked for by their ETag.
 */
export function assetFiles(router: Router): void {
  for (const { path, file, type } of assets) {
    const bytes = readFileSync(file);
    const url = assetUrl(path);
    const etag = `"${url.slice(url.indexOf('=') + 1)}"`;
    router.get(path, (req, res) => {
      const forEver = req.url === url;
      res
        .set({
          'Cache-Control': forEver ? `public, max-age=${YEAR_S}, immutable` : `public, max-age=${DAY_S}`,
          ETag: etag,
          'Content-Type': type,
          'X-Content-Type-Options': 'nosniff',
          'Cross-Origin-Resource-Policy': 'same-origin',
        })
        .send(bytes);
    });
  }
}
