import { measuredBy, targetsFor } from '../../../../domain/campaign/amendment';
import { figureFor, periods, standingOf, type Period } from '../../../../domain/campaign/target';
import { figureText } from '../../../../domain/text';
import type { Language, RegistrationRecord } from '../../../../platform/store';
import type { Cell, Section, Tables } from '../../../../templates/pages';
import { measuredText } from '../../../../templates/measured';
import { goalText, say } from '../../../../templates/words';
import { registers } from '../../../commands/campaigns/unit-year';
import { shownRegistration } from '../../../commands/campaigns/shown';
import { defined } from '../../../commands/shared';
import type { ApiContext } from '../../../context';
import { awardName } from '../../nominee';
import { showApp } from '../frame';
import type { AppPage } from '../page';
import { amendmentNotes, amendmentSections } from './amendments';
import { campaignHref, head, registrationHref, words } from './said';
import { actsOn, doneNote, holdingFacts, closedNotes, unitYearHref, words as unitWords } from './unit/words';
import { officeNameOf } from './unit/year';
import { headSigning, unitNow } from '../../../../platform/participants';
import { dayOf } from '../../../../domain/time';

const WHOLE = 100;

/** What somebody set out to reach, and what came of it, period by period and over the years. */
export const registrationPages = (context: ApiContext): AppPage[] => [
  {
    path: '/app/registrations/:id',
    right: 'readCampaigns',
    async show(req, res, signed) {
      const { caller, lang } = signed;
      const { record, past, sentBackReason, amendmentReason } = await shownRegistration(context, {
        caller,
        id: String(req.params['id']),
      });
      const { store, clock } = context;
      const now = clock.now();
      const today = dayOf(now);
      const [campaign, whose, { name: unitName }] = await Promise.all([
        store.campaigns.need(record.campaign),
        headSigning(store, record.unit, today),
        unitNow(store, record.unit, today),
      ]);
      const office = await officeNameOf(context, campaign.unit);
      const answering =
        record.responsible === undefined ? undefined : await context.store.people.get(record.responsible);
      await showApp(context, req, res, signed, 'app/office/tables', {
        title: record.registrant.name,
        lead: words(`registrationStatus.${record.status}`),
        notes: [
          ...doneNote(req, [
            'saved',
            'submitted',
            'recalled',
            'responsible',
            'figures',
            'review',
            'amended',
            'recalledAmendment',
          ]),
          ...closedNotes([record], campaign, { lang, now, office }),
          ...amendmentNotes(record, campaign, { lang, now, ...defined({ sentBackReason: amendmentReason }) }),
          ...(sentBackReason === undefined || record.status !== 'draft'
            ? []
            : [{ tone: 'warn' as const, text: words('registrationPage.sentBack', { reason: sentBackReason }) }]),
        ],
        facts: holdingFacts(lang, record, { campaign, now, ...defined({ head: whose?.name }) }),
        actions: registers(caller) ? actsOn(record, campaign, now) : [],
        charts: trendCharts(record, past, lang),
        sections: [
          ...periods.map((period) => targetsSection(record, period, lang)),
          {
            title: words('registrationPage.measures'),
            heads: [head('what'), head('said')],
            rows: [
              ['titles', record.titles.map((code) => awardName(context.catalogue, code, lang)).join('; ')],
              ['how', record.measures],
              ['responsible', answering?.name ?? record.responsible ?? ''],
            ].map(([what, text]): Cell[] => [
              { text: words(`registrationPage.${what!}`), main: true },
              text === '' ? {} : { text: text! },
            ]),
          },
          reviewsSection(record),
          ...amendmentSections(context, record, lang),
        ],
        links: [
          {
            href: unitYearHref(record.campaign, record.unit),
            text: unitWords('unitPage', { unit: unitName }),
          },
          { href: campaignHref(record.campaign), text: words('registrationPage.campaign') },
          ...past
            .filter(({ _id }) => _id !== record._id)
            .map((one) => ({ href: registrationHref(one._id), text: `${one.registrant.name}, ${one.year}` })),
        ],
      });
    },
  },
];

const figureSaid = (lang: Language, figure: string, unit: string): string => `${figureText(figure)[lang]} ${unit}`;
const percent = (lang: Language, share: string | undefined): Cell =>
  share === undefined ? {} : { text: `${figureText(share)[lang]} %` };

function targetsSection(record: RegistrationRecord, period: Period, lang: Language): Section {
  const { results, reviews } = record;
  return {
    title: words('registrationPage.targets', { period: say(lang, `campaignPages.period.${period}`) }),
    heads: [head('target'), head('goal'), head('value'), head('share'), head('onBaseline'), head('state')],
    rows: targetsFor(record, period).map((target): Cell[] => {
      const measured = measuredBy(record, target, period);
      const found = figureFor(results, target.code, period);
      const standing = found && standingOf(target, found.holds.value);
      const before = found?.earlier.at(-1);
      // after what was looked back on: both are shown, with this said
      const reviewed = reviews.find((one) => one.period === period)?.at;
      const late = reviewed !== undefined && found !== undefined && found.holds.at > reviewed;
      return [
        { text: target.name, sub: target.source, main: true },
        { text: goalText(lang, target), ...(measured ? { sub: measuredText(lang, measured) } : {}) },
        found === undefined
          ? {}
          : {
              text: figureSaid(lang, found.holds.value, target.unit),
              ...defined({
                sub:
                  before === undefined
                    ? undefined
                    : words(late ? 'registrationPage.correctedLate' : 'registrationPage.corrected', {
                        before: figureText(before.value)[lang],
                        why: found.holds.reason ?? '',
                      }),
              }),
            },
        percent(lang, standing?.share),
        percent(lang, standing?.onBaseline),
        standing === undefined
          ? { text: words('registrationPage.open'), tone: 'plain' }
          : standing.met
            ? { text: words('registrationPage.met'), tone: 'awarded' }
            : { text: words('registrationPage.missed'), tone: 'stop' },
      ];
    }),
    empty: words('registrationPage.noTargets'),
  };
}

const reviewsSection = ({ reviews }: RegistrationRecord): Section => ({
  title: words('registrationPage.reviews'),
  heads: [head('period'), head('review'), head('lessons')],
  rows: reviews.map(({ period, text, lessons }): Cell[] => [
    { text: words(`period.${period}`), main: true },
    { text },
    lessons === '' ? {} : { text: lessons },
  ]),
  empty: words('registrationPage.noReviews'),
});

/** Shares of the target over the years, of targets that were registered in more than one. */
function trendCharts(
  record: RegistrationRecord,
  past: readonly RegistrationRecord[],
  lang: Language,
): NonNullable<Tables['charts']> {
  const years = [...past.filter(({ year }) => year !== record.year), record].toSorted((a, b) => a.year - b.year);
  return targetsFor(record, 'year').flatMap((target) => {
    const bars = years.flatMap((one) => {
      const own = targetsFor(one, 'year').find(({ code, unit }) => code === target.code && unit === target.unit);
      const figure = own && figureFor(one.results, own.code, 'year');
      const share = own && figure && standingOf(own, figure.holds.value).share;
      return share === undefined || share.startsWith('-') ? [] : [{ year: one.year, share }];
    });
    if (bars.length < 2) return [];
    const most = Math.max(WHOLE, ...bars.map(({ share }) => Number(share)));
    return [
      {
        title: words('registrationPage.trend', { target: target.name }),
        bars: bars.map(({ year, share }) => ({
          label: `${year}: ${figureText(share)[lang]} %`,
          n: Math.round(Number(share)),
          width: Math.round((WHOLE * Number(share)) / most),
        })),
      },
    ];
  });
}
