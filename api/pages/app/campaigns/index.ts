import type { ApiContext } from '../../../context';
import type { AppPage } from '../page';
import { calendarPages } from './calendar';
import { campaignPages } from './campaigns';
import { campaignOfficePages } from './office';
import { registrationPages } from './registration';
import { statisticsPages } from './statistics';
import { unitCampaignPages } from './unit';

/** The pages of the emulation year, and the numbers of award years. */
export const campaignAppPages = (context: ApiContext): AppPage[] => [
  ...campaignOfficePages(context),
  ...campaignPages(context),
  ...unitCampaignPages(context),
  ...registrationPages(context),
  ...calendarPages(context),
  ...statisticsPages(context),
];
