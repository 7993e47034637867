import type { Router } from 'express';
import type { ApiContext } from '../../context';
import { privateHeaders } from '../answer';
import { sameOrigin } from '../same-origin';
import { campaignAppPages } from './campaigns';
import { accessPages } from './access';
import { accountPages } from './account';
import { openApp } from './door';
import { herePages } from './here';
import { initiativeAppPages } from './initiatives';
import { issuedPages } from './issued';
import { keptPages } from './kept';
import { mailPages } from './mails';
import { officePages } from './office';
import type { AppPage } from './page';
import { recordsPages } from './records';
import { sessions } from './session';
import { signInPages } from './sign-in';
import { todayPages } from './today';
import { unitAppPages } from './unit';
import { workbookPages } from './workbook';

/** Every page behind sign-in; each module brings its own. */
export const appPages = (context: ApiContext): readonly AppPage[] => [
  ...todayPages(context),
  ...officePages(context),
  ...issuedPages(context),
  ...recordsPages(context),
  ...mailPages(context),
  ...herePages(),
  ...keptPages(context),
  ...campaignAppPages(context),
  ...initiativeAppPages(context),
  ...accountPages(context),
  ...accessPages(context),
  ...unitAppPages(context),
  ...workbookPages(context),
];

/** Sign-in and what lies behind it: the only addresses that know a cookie. */
export function appRoutes(router: Router, context: ApiContext): void {
  const behind = ['/sign-in', '/sign-out', '/app'];
  router.use(behind, privateHeaders, sameOrigin(context.config.publicUrl), ...sessions(context));
  signInPages(router, context);
  openApp(router, context, appPages(context));
}
