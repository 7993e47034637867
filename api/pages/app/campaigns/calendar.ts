import { z } from 'zod';
import { onDay } from '../../../../templates/format';
import type { Cell, Section } from '../../../../templates/pages';
import { councilCalendar, type CouncilDay } from '../../../commands/campaigns/calendar';
import { defined } from '../../../commands/shared';
import type { ApiContext } from '../../../context';
import { day as dayField } from '../../../schemas/fields';
import { parse } from '../../../schemas/parse';
import { queryOf } from '../../language';
import { awardName } from '../../nominee';
import { showApp } from '../frame';
import type { AppPage, SignedIn } from '../page';
import { roundHref, sessionHref } from '../office/cells';
import { head, words } from './said';

const asked = z.object({ day: dayField.exactOptional() });

/** Counts back from the days of councils: by when what must be in. */
export const calendarPages = (context: ApiContext): AppPage[] => [
  {
    path: '/app/calendar',
    right: 'readNominations',
    async show(req, res, signed) {
      const typed = queryOf(req, 'day')?.trim();
      const { day } = parse(asked, defined({ day: typed === '' ? undefined : typed }));
      const { days, rounds } = await councilCalendar(context, { caller: signed.caller, ...defined({ day }) });
      await showApp(context, req, res, signed, 'app/office/tables', {
        title: words('calendar.title'),
        lead: words('calendar.how'),
        filters: {
          action: '/app/calendar',
          open: false,
          fields: [{ name: 'day', label: words('calendar.day'), kind: 'date', ...defined({ value: day }) }],
          more: [],
        },
        sections: [
          {
            title: words('calendar.rounds'),
            heads: ['round', 'deadline', 'units'],
            rows: rounds.map((round): Cell[] => [
              { text: round.name, href: roundHref(round._id), main: true },
              { day: round.deadline },
              { n: round.units.length },
            ]),
            empty: words('calendar.noRounds'),
          },
          ...days.map((one) => daySection(context, signed, one)),
        ],
      });
    },
  },
];

function daySection(context: ApiContext, { lang }: SignedIn, { day, level, session, awards }: CouncilDay): Section {
  return {
    title: session ? session.name : words(`calendar.${level}`),
    count: onDay(lang, day),
    heads: [head('award'), head('inBy'), head('unitCouncilBy'), head('steps')],
    rows: awards.map(({ award, inBy, unitCouncilBy, steps }): Cell[] => [
      { text: awardName(context.catalogue, award, lang), main: true },
      { day: inBy },
      unitCouncilBy === undefined ? {} : { day: unitCouncilBy },
      steps.length === 0
        ? {}
        : { text: words('calendar.steps', { steps: steps.map(({ workingDays }) => workingDays).join(' + ') }) },
    ]),
    empty: words('calendar.none'),
    ...(session ? { more: { href: sessionHref(session._id), text: words('calendar.session') } } : {}),
  };
}
