import type { Cell } from '../../../../../templates/pages';
import { Problem } from '../../../../../domain/errors';
import { editionOf, planYearly, stopYearly, yearlyOf, type Yearly } from '../../../../commands/campaigns/yearly';
import type { ApiContext, Caller } from '../../../../context';
import { campaignBodies } from '../../../../schemas/campaigns';
import { invalid, parse } from '../../../../schemas/parse';
import { submissionIn } from '../../../forms';
import type { AppPage } from '../../page';
import { recordForm } from '../../records/form';
import { campaignHref } from '../said';
import { backTo, campaignOf, faultAt, make, words } from './parts';

/** Whether the campaign of each next year is planned by itself, and on which day: switched on, moved, and off again. */
export const yearlyForms = (context: ApiContext): AppPage[] => [
  recordForm(context, {
    path: '/app/campaigns/:id/yearly',
    right: 'writeCampaigns',
    async open(req, { caller }) {
      const record = await campaignOf(context, caller, req);
      const now = await yearlyNow(context, caller, record._id);
      return {
        title: words('yearly.title'),
        lead: words('yearly.how'),
        back: backTo(record),
        button: words('yearly.button'),
        edition: editionOf(now?.day),
        sections: [
          {
            title: words('yearly.next'),
            heads: ['campaignOffice.head.when'],
            rows: (now?.next ?? []).map((at): Cell[] => [{ at, main: true }]),
            empty: words('yearly.off'),
          },
        ],
        groups: [
          {
            fields: [
              make.choice(
                'planned',
                (['yes', 'no'] as const).map((value) => ({ value, text: words(`yearly.planned.${value}`) })),
                now === undefined ? 'no' : 'yes',
              ),
              make.text('day', {
                required: false,
                value: now === undefined ? '' : shownDay(now.day),
                hint: words('yearly.dayHow'),
              }),
            ],
          },
        ],
      };
    },
    async save({ req, signed: { caller }, fields, expects, body }) {
      const asked = { caller, id: String(req.params['id']), submission: submissionIn(fields), expects };
      if (body['planned'] === 'yes') {
        await planYearly(context, { ...asked, ...parse(campaignBodies.yearly, { day: dayTyped(body['day']) }) });
      } else {
        await stopYearly(context, asked);
      }
      return `${campaignHref(asked.id)}?done=${body['planned'] === 'yes' ? 'yearly' : 'yearlyOff'}`;
    },
  }),
];

/** Undefined where nothing is planned by itself. */
async function yearlyNow(context: ApiContext, caller: Caller, id: string): Promise<Yearly | undefined> {
  try {
    return await yearlyOf(context, { caller, id });
  } catch (error) {
    if (error instanceof Problem && error.code === 'NOT_FOUND') return undefined;
    throw error;
  }
}

/** `01/12` for `12-01`. */
const shownDay = (day: string): string => day.split('-').reverse().join('/');

/** `12-01` for `01/12`, `1.12` and `1-12`: people write the day first, whatever stands between. */
function dayTyped(typed: unknown): unknown {
  const [, first, second] = (typeof typed === 'string' && /^\s*(\d{1,2})\s*[/.-]\s*(\d{1,2})\s*$/.exec(typed)) || [];
  if (typed === undefined || typed === '') return undefined;
  const day = `${second?.padStart(2, '0')}-${first?.padStart(2, '0')}`;
  if (!campaignBodies.yearly.shape.day.safeParse(day).success) throw invalid(faultAt('day', 'dayOfEveryYear'));
  return day;
}
