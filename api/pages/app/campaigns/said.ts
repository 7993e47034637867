import type { CampaignRecord } from '../../../../platform/store';
import type { Cell, Said, Tables } from '../../../../templates/pages';

/** Words of the pages of a year of emulation. */
export const words = (key: string, values?: Readonly<Record<string, unknown>>): Said => ({
  key: `campaignPages.${key}`,
  ...(values ? { values } : {}),
});
export const head = (name: string): string => `campaignPages.head.${name}`;

export const campaignHref = (id: string): string => `/app/campaigns/${encodeURIComponent(id)}`;
export const documentFileHref = (id: string): string => `${campaignHref(id)}/document.file`;
export const registrationHref = (id: string): string => `/app/registrations/${encodeURIComponent(id)}`;
export const statisticsHref = (year: number): string => `/app/statistics/${year}`;

/** A number that leads to what it counts; zero leads nowhere. */
export const countCell = (n: number, href: string): Cell => (n === 0 ? { n } : { n, href });

/** The scan of the document that launches a campaign, for whoever sees the campaign. */
export const scanLinks = ({ _id, document }: CampaignRecord): NonNullable<Tables['links']> =>
  document?.file === undefined
    ? []
    : [{ href: documentFileHref(_id), text: { key: 'campaignOffice.document.link' }, download: true }];
