import refused from './refused.json';
import app from './app.json';
import ballot from './ballot.json';
import blank from './blank.json';
import campaign from './campaign.json';
import campaignOffice from './campaign-office.json';
import common from './common.json';
import emulation from './emulation.json';
import initiatives from './initiatives.json';
import issued from './issued.json';
import labels from './labels.json';
import mails from './mails.json';
import nomination from './nomination.json';
import office from './office.json';
import proposal from './proposal.json';
import proposing from './proposing.json';
import publicPages from './public.json';
import records from './records.json';
import standing from './standing.json';
import sittings from './sittings.json';
import unit from './unit.json';
import workbook from './workbook.json';

/** All words of pages and mails in Vietnamese, by the part of the service that says them. */
export const vi = {
  ...common,
  ...ballot,
  ...proposal,
  ...proposing,
  ...campaign,
  ...campaignOffice,
  ...emulation,
  ...mails,
  ...nomination,
  ...publicPages,
  ...blank,
  ...labels,
  ...app,
  ...office,
  ...records,
  ...initiatives,
  ...issued,
  ...refused,
  ...standing,
  ...sittings,
  ...unit,
  ...workbook,
};
