import { dayText } from '../../../../templates/format';
import type { PersonRecord, Language } from '../../../../platform/store';
import type { Cell } from '../../../../templates/pages';
import { besideEachOther } from '../../../commands/facts/people';
import type { ApiContext } from '../../../context';
import { awardName } from '../../nominee';
import { showApp } from '../frame';
import { unitNamesOf, words as officeWords } from '../office/cells';
import type { AppPage } from '../page';
import { acts, personHref, textCell } from './cells';
import { words } from './form';

/** Two records that may be of one person, beside each other. */
export const besidePages = (context: ApiContext): AppPage[] => [
  {
    path: '/app/people/:code/beside/:other',
    right: 'readInternal',
    async show(req, res, signed) {
      const codes = [String(req.params['code']), String(req.params['other'])] as const;
      const { sides, alike } = await besideEachOther(context, { caller: signed.caller, codes });
      const name = await unitNamesOf(
        context,
        sides.map(({ person }) => person.unit),
      );
      const [one, other] = sides.map(({ person }) => person) as [PersonRecord, PersonRecord];
      await showApp(context, req, res, signed, 'app/records/record', {
        title: words('people.besideTitle'),
        back: { href: '/app/people?same=true', text: words('people.sameAll') },
        notes: [{ tone: alike ? 'warn' : 'plain', text: words(alike ? 'people.alike' : 'people.notAlike') }],
        lead: words('people.besideHow'),
        sections: [
          {
            heads: ['records.head.what', 'records.head.one', 'records.head.other', 'records.head.differ'],
            rows: [
              ...compared(one, other, signed.lang, name),
              counts('awards', sides[0]!.awards.length, sides[1]!.awards.length),
              counts('grades', sides[0]!.grades, sides[1]!.grades),
            ],
          },
          ...sides.map(({ person, awards }) => ({
            title: words('people.awardsOf', { code: person._id }),
            heads: ['records.head.award', 'awardYear', 'decision', 'date'],
            rows: awards.map((award): Cell[] => [
              { text: awardName(context.catalogue, award.award, signed.lang), main: true },
              { text: String(award.awardYear) },
              { text: award.decisionNumber },
              { day: award.decidedOn },
            ]),
            empty: officeWords('list.none'),
          })),
        ],
        ...acts(
          signed.caller,
          { href: `${personHref(one._id)}/edit`, text: words('people.correct', { code: one._id }) },
          { href: `${personHref(other._id)}/edit`, text: words('people.correct', { code: other._id }) },
        ),
        links: sides.map(({ person }) => ({
          href: personHref(person._id),
          text: words('people.open', { code: person._id }),
        })),
      });
    },
  },
];

/** What two records say, line by line, and where they differ. */
function compared(
  one: PersonRecord,
  other: PersonRecord,
  lang: Language,
  unitName: (code: string) => string,
): Cell[][] {
  const said = (person: PersonRecord): Readonly<Record<string, string>> => ({
    code: person._id,
    name: person.name,
    birthDate: person.birthDate === undefined ? '' : dayText(lang, person.birthDate),
    address: person.address,
    post: person.post,
    unit: unitName(person.unit),
    email: person.email ?? '',
  });
  const [left, right] = [said(one), said(other)];
  return Object.keys(left).map((name): Cell[] => [
    { text: words(`field.${name}`), main: true },
    textCell(left[name]),
    textCell(right[name]),
    left[name] === right[name]
      ? { text: words('people.equal') }
      : { text: words('people.differs'), tone: name === 'code' ? ('plain' as const) : ('due' as const) },
  ]);
}

const counts = (name: string, one: number, other: number): Cell[] => [
  { text: words(`people.${name}`), main: true },
  { text: String(one) },
  { text: String(other) },
  {},
];
