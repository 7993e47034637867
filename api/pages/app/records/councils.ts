import { dayOf, type Day } from '../../../../domain/time';
import { dayText } from '../../../../templates/format';
import type { CouncilRecord } from '../../../../platform/store';
import type { Cell, Said } from '../../../../templates/pages';
import { listMaster, versionsOf } from '../../../commands/service/master-data';
import type { ApiContext } from '../../../context';
import { showApp } from '../frame';
import { unitNamesOf, words as officeWords } from '../office/cells';
import type { AppPage, SignedIn } from '../page';
import { acts, councilHref, doneIn, fact, peopleNamed, personHref, textCell, trailLink, unitHref } from './cells';
import { words } from './form';

/** Councils, and of each who sat in it when and by which decision. */
export const councilPages = (context: ApiContext): AppPage[] => [
  {
    path: '/app/councils',
    entry: 'councils',
    right: 'readInternal',
    async show(req, res, signed) {
      const { caller } = signed;
      const versions = await listMaster(context, { caller, kind: 'councils' });
      const today = dayOf(context.clock.now());
      const codes = [...new Set(versions.map((one) => one.code))];
      const shown = codes.map((code) => {
        const own = versions.filter((one) => one.code === code);
        return { own, now: inForce(own, today) };
      });
      const unitName = await unitNamesOf(
        context,
        versions.flatMap(({ unit }) => unit ?? []),
      );
      await showApp(context, req, res, signed, 'app/records/record', {
        title: { key: 'app.entry.councils' },
        lead: { key: 'app.about.councils' },
        ...acts(caller, { href: '/app/councils/new', text: words('councils.add') }),
        sections: [
          {
            heads: ['council', 'records.head.unit', 'validFrom', 'decision', 'members', 'records.head.versions'],
            rows: shown.map(({ own, now }): Cell[] => {
              const one = now ?? own[0]!;
              return [
                { text: one.name, sub: one.code, href: councilHref(one.code), main: true },
                one.unit === undefined ? { text: words('councils.ofProvince') } : { text: unitName(one.unit) },
                now ? { day: one.validFrom } : { day: one.validFrom, sub: words('councils.ahead') },
                textCell(one.paper?.number),
                { n: one.members.length },
                { n: own.length },
              ];
            }),
            empty: officeWords('list.none'),
          },
        ],
      });
    },
  },
  {
    path: '/app/councils/:code',
    right: 'readInternal',
    async show(req, res, signed) {
      const { caller } = signed;
      const code = String(req.params['code']);
      const versions = await versionsOf(context, { caller, kind: 'councils', code });
      const today = dayOf(context.clock.now());
      const now = inForce(versions, today);
      const latest = versions.at(-1)!;
      const person = await peopleNamed(
        context,
        versions.flatMap(({ members }) => members.map((one) => one.person)),
      );
      const unitName = await unitNamesOf(context, latest.unit === undefined ? [] : [latest.unit]);
      await showApp(context, req, res, signed, 'app/records/record', {
        title: (now ?? latest).name,
        back: { href: '/app/councils', text: { key: 'app.entry.councils' } },
        ...doneIn(req, ['saved', 'version']),
        notes: now ? [] : [{ tone: 'warn', text: words('councils.noneInForce') }],
        ...acts(caller, { href: `${councilHref(code)}/new`, text: words('councils.newVersion') }),
        facts: [
          ...fact('code', code),
          ...fact('unit', latest.unit === undefined ? words('councils.ofProvince') : unitName(latest.unit), {
            ...(latest.unit === undefined ? {} : { href: unitHref(latest.unit) }),
          }),
          ...fact('versions', String(versions.length)),
        ],
        sections: versions.toReversed().map((version) => ({
          title: titleOf(version, signed),
          count: words(`councils.${stateOf(version, now, today)}`),
          heads: ['person', 'role', 'records.head.secretary'],
          rows: version.members.map(({ person: of, role, secretary }): Cell[] => [
            { text: person(of), href: personHref(of), sub: of, main: true },
            { text: role },
            secretary ? { text: words('councils.secretary') } : {},
          ]),
          ...(acts(caller, { href: '', text: '' }).acts
            ? {
                more: {
                  href: `${councilHref(code)}/${version.validFrom}`,
                  text: words('councils.correctVersion', { day: dayText(signed.lang, version.validFrom) }),
                },
              }
            : {}),
        })),
        links: versions.toReversed().flatMap(({ _id, validFrom }) =>
          trailLink(caller, `councils/${_id}`).map(({ href }) => ({
            href,
            text: words('councils.trail', { day: dayText(signed.lang, validFrom) }),
          })),
        ),
      });
    },
  },
];

/** The version in force on a day: the last one that has begun. */
const inForce = (versions: readonly CouncilRecord[], day: Day): CouncilRecord | undefined =>
  versions
    .filter(({ validFrom }) => validFrom <= day)
    .reduce<CouncilRecord | undefined>(
      (last, one) => (last === undefined || one.validFrom > last.validFrom ? one : last),
      undefined,
    );

const stateOf = (version: CouncilRecord, now: CouncilRecord | undefined, today: Day): 'inForce' | 'ahead' | 'past' =>
  version._id === now?._id ? 'inForce' : version.validFrom > today ? 'ahead' : 'past';

function titleOf({ validFrom, paper }: CouncilRecord, { lang }: SignedIn): Said {
  const day = dayText(lang, validFrom);
  return paper === undefined
    ? words('councils.version', { day })
    : words('councils.versionBy', { day, number: paper.number, date: dayText(lang, paper.date) });
}
