import type { ApiContext } from '../../../../context';
import type { AppPage } from '../../page';
import { dayForms } from './days';
import { documentPages } from './document';
import { newCampaignForms } from './new';
import { standingsPages } from './standings';
import { textForms } from './texts';
import { yearlyForms } from './yearly';

/** Forms of the office that launches campaigns. Before the pages of one campaign: `new` is no code. */
export const campaignOfficePages = (context: ApiContext): AppPage[] => [
  ...newCampaignForms(context),
  ...dayForms(context),
  ...textForms(context),
  ...documentPages(context),
  ...yearlyForms(context),
  ...standingsPages(context),
];
