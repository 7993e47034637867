import type { Request } from 'express';
import { isOver } from '../../../../../domain/campaign/state';
import { has } from '../../../../../domain/roles';
import type { CampaignRecord } from '../../../../../platform/store';
import type { Tables } from '../../../../../templates/pages';
import { allowedTo } from '../../../../commands/campaigns/campaigns';
import type { Caller } from '../../../../context';
import { queryOf } from '../../../language';
import { campaignHref } from '../said';
import { words } from './parts';

const forms = { changeDates: 'days', extendRegistration: 'extend', cancel: 'cancel' } as const;
const outcomes = [
  'planned',
  'days',
  'texts',
  'extended',
  'cancelled',
  'yearly',
  'yearlyOff',
  'standings',
  'attached',
] as const;

/** What the office that has launched a campaign may do with it now. */
export function actionsOf(caller: Caller, record: CampaignRecord): NonNullable<Tables['actions']> {
  if (!has(caller, 'writeCampaigns') || caller.unit !== record.unit) return [];
  const href = campaignHref(record._id);
  return [
    ...allowedTo(caller, record).map((action) => ({
      href: `${href}/${forms[action]}`,
      text: words(`${forms[action]}.title`),
    })),
    ...(isOver(record) ? [] : [{ href: `${href}/texts`, text: words('texts.title') }]),
    ...(isOver(record) || record.document === undefined
      ? []
      : [
          {
            href: `${href}/document`,
            text: words(record.document.file === undefined ? 'document.title' : 'document.again'),
          },
        ]),
    ...(record.kind === 'regular' ? [{ href: `${href}/yearly`, text: words('yearly.title') }] : []),
    { href: `${href}/clone`, text: words('clone.action') },
  ];
}

/** What was done just now, as the address says it. */
export function doneIn(req: Request): NonNullable<Tables['notes']> {
  const done = outcomes.find((one) => one === queryOf(req, 'done'));
  return done === undefined ? [] : [{ tone: 'ok', text: words(`done.${done}`) }];
}
