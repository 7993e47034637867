import type { ApiContext } from '../../../../context';
import type { AppPage } from '../../page';
import { amendPages } from './amend';
import { figurePages } from './figures';
import { figureFilePages } from './figures-file';
import { nomineePages } from './nominees';
import { registerPages } from './register';
import { signPages } from './sign';
import { yearPages } from './year';

/** What a unit does in a year of emulation. */
export const unitCampaignPages = (context: ApiContext): AppPage[] => [
  ...yearPages(context),
  ...registerPages(context),
  ...signPages(context),
  ...amendPages(context),
  ...figureFilePages(context),
  ...figurePages(context),
  ...nomineePages(context),
];
