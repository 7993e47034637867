import { statusLabel } from '../../../../templates/words';
import { pictures } from '../../../commands/desk/pictures';
import type { ApiContext } from '../../../context';
import { showApp } from '../frame';
import type { AppPage } from '../page';
import { statusSaid, unitNamesOf, words } from './cells';

const WHOLE = 100;

/** Pictures, and under each the same figures as a table. */
export const picturePages = (context: ApiContext): AppPage[] => [
  {
    path: '/app/pictures',
    right: 'readInternal',
    async show(req, res, signed) {
      const { caller, lang } = signed;
      const { standing, awarded } = await pictures(context, caller);
      const name = await unitNamesOf(
        context,
        awarded.map(({ unit }) => unit),
      );
      const most = Math.max(1, ...standing.map(({ count }) => count));
      const years = [...new Set(awarded.map(({ awardYear }) => awardYear))];
      const perYear = years.map((year) => ({
        year,
        n: awarded.filter((one) => one.awardYear === year).reduce((sum, { count }) => sum + count, 0),
      }));
      const mostYear = Math.max(1, ...perYear.map(({ n }) => n));
      await showApp(context, req, res, signed, 'app/office/tables', {
        title: words('pictures.title'),
        charts: [
          {
            title: words('pictures.standing'),
            bars: standing.map(({ status, count }) => ({
              label: statusLabel(lang, 'office', status),
              n: count,
              width: Math.round((WHOLE * count) / most),
            })),
          },
          {
            title: words('pictures.awarded'),
            bars: perYear.map(({ year, n }) => ({ label: String(year), n, width: Math.round((WHOLE * n) / mostYear) })),
          },
        ],
        sections: [
          {
            title: words('pictures.standing'),
            heads: ['status', 'cases'],
            rows: standing.map(({ status, count }) => [
              { text: statusSaid(caller, status), href: `/app/nominations?status=${status}`, main: true },
              { n: count },
            ]),
            empty: words('list.none'),
          },
          {
            title: words('pictures.awardedByUnit'),
            heads: ['unit', 'awardYear', 'cases'],
            rows: awarded.map(({ unit, awardYear, count }) => [
              { text: name(unit), main: true },
              { text: String(awardYear) },
              { n: count },
            ]),
            empty: words('list.none'),
          },
        ],
      });
    },
  },
];
