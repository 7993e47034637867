import type { ApiContext } from '../../../context';
import type { AppPage } from '../page';
import { draftPages } from './draft';
import { filePages } from './files';
import { listPages } from './list';
import { newPages } from './new';
import { sendPages } from './send';
import { sentPages } from './sent';
import { tickPages } from './ticks';

/** Pages on which a unit writes, checks and sends, and sees what has become of it. */
export const unitAppPages = (context: ApiContext): readonly AppPage[] => [
  ...listPages(context),
  ...newPages(context),
  ...tickPages(context),
  ...sendPages(context),
  ...filePages(context),
  ...draftPages(context),
  ...sentPages(context),
];
