import type { Language } from '../../../../platform/store';
import type { StageTime } from '../../../../platform/store/stage-times';
import { say, statusLabel } from '../../../../templates/words';
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
      const { standing, awarded, stageTimes } = await pictures(context, caller);
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
          ...stageCharts(stageTimes, lang),
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
            title: words('pictures.stageTimes'),
            heads: ['officePages.pictures.month', 'officePages.pictures.stage', 'officePages.pictures.days', 'cases'],
            rows: stageTimes.map(({ month, stage, days, count }) => [
              { text: monthText(month) },
              { text: { key: `stage.office.${stage}` }, main: true },
              { n: Math.round(days) },
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

/** `11/2026` */
const monthText = (month: string): string => month.split('-').reverse().join('/');

/** A picture for each stage, a bar for each month: the same figures as the table has. */
function stageCharts(times: readonly StageTime[], lang: Language) {
  const most = Math.max(1, ...times.map(({ days }) => days));
  return [...new Set(times.map(({ stage }) => stage))].map((stage) => ({
    title: words('pictures.stageDays', { stage: say(lang, `stage.office.${stage}`) }),
    bars: times
      .filter((one) => one.stage === stage)
      .toReversed()
      .map(({ month, days }) => ({
        label: monthText(month),
        n: Math.round(days),
        width: Math.round((WHOLE * days) / most),
      })),
  }));
}
