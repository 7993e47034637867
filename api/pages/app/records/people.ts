import type { Request } from 'express';
import { z } from 'zod';
import { dayText } from '../../../../templates/format';
import type { PersonRecord, Language } from '../../../../platform/store';
import type { Cell, Field } from '../../../../templates/pages';
import { besideEachOther, searchPeople, twinGroups, twinsAmong } from '../../../commands/facts/people';
import { listMaster } from '../../../commands/service/master-data';
import { defined } from '../../../commands/shared';
import type { ApiContext } from '../../../context';
import { code, paging } from '../../../schemas/fields';
import { parse } from '../../../schemas/parse';
import { queryOf } from '../../language';
import { awardName } from '../../nominee';
import { showApp } from '../frame';
import { unitNamesOf, words as officeWords } from '../office/cells';
import { pagerOf } from '../office/lists/query';
import type { AppPage, SignedIn } from '../page';
import { acts, besideHref, dayCell, personHref, textCell, unitHref } from './cells';
import { none, words } from './form';

const query = z.object({
  q: z.string().max(200).exactOptional(),
  unit: code.exactOptional(),
  same: z.literal('true').exactOptional(),
  cursor: paging.cursor,
});

/** What the form of filters sends: fields that were left empty say nothing. */
function askedIn(req: Request) {
  const named = (name: string): string | undefined => queryOf(req, name)?.trim() || undefined;
  return parse(query, defined({ q: named('q'), unit: named('unit'), same: named('same'), cursor: named('cursor') }));
}

/** People, and which of them are most likely the same. */
export const peoplePages = (context: ApiContext): AppPage[] => [
  {
    path: '/app/people',
    entry: 'people',
    right: 'readInternal',
    async show(req, res, signed) {
      const { caller } = signed;
      const { q, unit, same, cursor } = askedIn(req);
      // over all people, so on the first page alone
      const first = [q, unit, cursor].every((one) => one === undefined);
      const { groups, more } =
        same === 'true' || first ? await twinGroups(context, caller) : { groups: [], more: false };
      const counted = (key: 'same' | 'sameHow') =>
        more ? words(`people.${key}AtLeast`, { n: groups.length }) : words(`people.${key}`, { count: groups.length });
      const about = {
        title: { key: 'app.entry.people' },
        lead: { key: 'app.about.people' },
        ...acts(caller, { href: '/app/people/new', text: words('people.add') }),
        filters: {
          action: '/app/people',
          fields: await filtersOf(context, signed, { q, unit }),
          more: [],
          open: false,
        },
      };
      if (same === 'true') {
        await showApp(context, req, res, signed, 'app/records/record', {
          ...about,
          back: { href: '/app/people', text: words('people.all') },
          notes: [{ tone: groups.length === 0 ? 'ok' : 'warn', text: counted('sameHow') }],
          sections: await sectionsOf(context, groups),
        });
        return;
      }
      const page = await searchPeople(context, { caller, ...defined({ q, unit }), paging: defined({ cursor }) });
      const name = await unitNamesOf(
        context,
        page.items.map((one) => one.unit),
      );
      const twins = await twinsAmong(context, caller, page.items);
      await showApp(context, req, res, signed, 'app/records/record', {
        ...about,
        notes: groups.length === 0 ? [] : [{ tone: 'warn', text: counted('same') }],
        sections: [
          {
            heads: ['person', 'birthDate', 'post', 'records.head.unit', 'code', 'records.head.same'],
            rows: page.items.map((one) => [...personCells(one, name), twinCell(one, twins.get(one._id))]),
            empty: officeWords('list.none'),
          },
        ],
        ...pagerOf('/app/people', defined({ q, unit }) as Record<string, string>, page),
        links:
          groups.length === 0 && twins.size === 0
            ? []
            : [{ href: '/app/people?same=true', text: words('people.sameAll') }],
      });
    },
  },
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

const personCells = ({ _id, name, birthDate, post, unit }: PersonRecord, nameOf: (code: string) => string): Cell[] => [
  { text: name, href: personHref(_id), main: true },
  dayCell(birthDate),
  textCell(post),
  { text: nameOf(unit), href: unitHref(unit) },
  { text: _id },
];

const twinCell = ({ _id }: PersonRecord, other: string | undefined): Cell =>
  other === undefined ? {} : { text: words('people.likely', { code: other }), href: besideHref(_id, other) };

const otherIn = (group: readonly PersonRecord[], { _id }: PersonRecord): string | undefined =>
  group.find((one) => one._id !== _id)?._id;

async function sectionsOf(context: ApiContext, groups: readonly (readonly PersonRecord[])[]) {
  const name = await unitNamesOf(
    context,
    groups.flat().map(({ unit }) => unit),
  );
  return [
    {
      heads: ['person', 'birthDate', 'post', 'records.head.unit', 'code', 'records.head.same'],
      rows: groups.flatMap((group) =>
        group.map((one) => [...personCells(one, name), twinCell(one, otherIn(group, one))]),
      ),
      empty: words('people.noneSame'),
    },
  ];
}

async function filtersOf(
  context: ApiContext,
  { caller }: SignedIn,
  { q, unit }: { readonly q: string | undefined; readonly unit: string | undefined },
): Promise<Field[]> {
  const units = await listMaster(context, { caller, kind: 'units' });
  return [
    {
      name: 'q',
      label: words('people.q'),
      kind: 'search',
      hint: officeWords('field.qHow'),
      ...defined({ value: q }),
    },
    {
      name: 'unit',
      label: words('field.unit'),
      kind: 'select',
      options: [
        { ...none, text: officeWords('list.any'), selected: unit === undefined },
        ...units.map(({ _id, name }) => ({ value: _id, text: name, selected: _id === unit })),
      ],
    },
  ];
}

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
