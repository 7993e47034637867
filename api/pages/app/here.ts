import { Problem } from '../../../domain/errors';
import { fieldsIn } from '../forms';
import { localPath } from './local';
import type { AppPage } from './page';
import { saved } from './session';

/** What the frame offers on every page: the other language, for as long as the browser is signed in. */
export const herePages = (): AppPage[] => [
  {
    path: '/app/language',
    async post(req, res) {
      const fields = fieldsIn(req);
      const lang = fields.get('lang');
      if (lang !== 'vi' && lang !== 'en') throw new Problem('MALFORMED', 'no such language');
      req.session.language = lang;
      await saved(req);
      res.redirect(303, localPath(fields.get('back')));
    },
  },
];
