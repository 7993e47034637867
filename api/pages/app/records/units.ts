import { signerOn, substitutionOn } from '../../../../domain/signing';
import { dayOf, type Day } from '../../../../domain/time';
import { searchNameOf } from '../../../../domain/words';
import { officerOf } from '../../../../platform/officers';
import type { FactRecord, UnitRecord } from '../../../../platform/store';
import type { Cell, Section } from '../../../../templates/pages';
import { dayText } from '../../../../templates/format';
import { say } from '../../../../templates/words';
import { ledgerOf } from '../../../commands/facts/ledgers';
import { factsOf } from '../../../commands/facts/registers';
import { getMaster, keeps, listMaster } from '../../../commands/service/master-data';
import { defined } from '../../../commands/shared';
import type { ApiContext } from '../../../context';
import { queryOf } from '../../language';
import { showApp } from '../frame';
import { words as officeWords } from '../office/cells';
import type { AppPage } from '../page';
import { acts, dayCell, doneIn, fact, peopleNamed, personHref, textCell, trailLink, unitHref } from './cells';
import { words } from './form';
import { awardsSection, gradesSection, registrationsSection } from './person';

/** Units as a tree, and each with its people in charge, its past and its record. */
export const unitPages = (context: ApiContext): AppPage[] => [
  {
    path: '/app/units',
    entry: 'units',
    right: 'readInternal',
    async show(req, res, signed) {
      const { caller } = signed;
      const q = (queryOf(req, 'q') ?? '').slice(0, 200).trim();
      const units = await listMaster(context, { caller, kind: 'units' });
      const today = dayOf(context.clock.now());
      const wanted = searchNameOf(q);
      const shown = treeOf(units).filter(({ unit }) =>
        searchNameOf(`${unit.name} ${unit._id} ${unit.symbol}`).includes(wanted),
      );
      const person = await peopleNamed(
        context,
        units.flatMap(({ handledBy }) => handledBy ?? []),
      );
      await showApp(context, req, res, signed, 'app/records/record', {
        title: { key: 'app.entry.units' },
        lead: { key: 'app.about.units' },
        ...acts(caller, { href: '/app/units/new', text: words('units.add') }),
        filters: {
          action: '/app/units',
          fields: [
            {
              name: 'q',
              label: words('units.q'),
              kind: 'search',
              hint: officeWords('field.qHow'),
              ...defined({ value: q }),
            },
          ],
          more: [],
          open: false,
        },
        sections: [
          {
            heads: ['records.head.unit', 'code', 'symbol', 'contact', 'handledBy', 'state'],
            rows: shown.map(({ unit, depth }): Cell[] => [
              { text: `${'— '.repeat(depth)}${unit.name}`, href: unitHref(unit._id), main: true },
              { text: unit._id },
              { text: unit.symbol },
              unit.officer ? { text: unit.officer.name, sub: unit.officer.phone } : {},
              unit.handledBy === undefined ? {} : { text: person(unit.handledBy), href: personHref(unit.handledBy) },
              stateOf(unit, today),
            ]),
            empty: officeWords('list.none'),
          },
        ],
      });
    },
  },
  {
    path: '/app/units/:code',
    right: 'readInternal',
    async show(req, res, signed) {
      const { caller, lang } = signed;
      const id = String(req.params['code']);
      const unit = await getMaster(context, { caller, kind: 'units', id });
      const about = { kind: 'units', code: id } as const;
      const [units, ledger, facts, authority] = await Promise.all([
        context.store.units.all(),
        ledgerOf(context, { caller, about }),
        factsOf(context, { caller, about }),
        context.store.authorities.ofLevel('unit', id),
      ]);
      const today = dayOf(context.clock.now());
      const signer = authority && signerOn(authority, today);
      const standIn = authority && substitutionOn(authority, today);
      const officer = unit.handledBy === undefined ? undefined : await officerOf(context.store, id);
      const person = await peopleNamed(
        context,
        [unit.handledBy, signer, authority?.person].flatMap((one) => one ?? []),
      );
      const named = (code: string | undefined) => units.find(({ _id }) => _id === code)?.name ?? code;
      const link = (code: string | undefined) => (code === undefined ? {} : { href: unitHref(code) });
      const query = encodeURIComponent(id);
      await showApp(context, req, res, signed, 'app/records/record', {
        title: unit.name,
        back: { href: '/app/units', text: { key: 'app.entry.units' } },
        ...doneIn(req, ['saved']),
        notes: endedNote(unit, today, named),
        ...((await keeps(context, { caller, kind: 'units', record: unit }))
          ? acts(caller, { href: `${unitHref(id)}/edit`, text: words('edit') })
          : {}),
        facts: [
          ...fact('code', unit._id),
          ...fact('kind', words(`unitKind.${unit.kind}`)),
          ...fact('symbol', unit.symbol),
          ...fact('parent', named(unit.parent), link(unit.parent)),
          ...fact('validFrom', dayText(lang, unit.validFrom)),
          ...fact('validTo', unit.validTo && dayText(lang, unit.validTo)),
          ...fact('successor', named(unit.successor), link(unit.successor)),
          ...fact('head', unit.head?.name, { ...defined({ sub: unit.head?.post }) }),
          ...fact('authority', authority && person(authority.person), {
            ...(authority ? { href: personHref(authority.person), sub: authority.title } : {}),
          }),
          ...fact('standIn', standIn && person(standIn.person), {
            ...(standIn ? { href: personHref(standIn.person), sub: `${standIn.form} ${standIn.paper.number}` } : {}),
          }),
          ...fact('officer', unit.officer?.name, {
            ...(unit.officer ? { sub: `${unit.officer.phone}; ${unit.officer.email}` } : {}),
          }),
          ...fact('handledBy', unit.handledBy && person(unit.handledBy), {
            ...(unit.handledBy === undefined
              ? {}
              : { href: personHref(unit.handledBy), sub: officer?.phone ?? say(lang, 'records.units.noPhone') }),
          }),
          ...fact('email', unit.email),
          ...fact('phone', unit.phone),
        ],
        sections: [
          unitsSection(
            'rooms',
            units.filter(({ parent }) => parent === id),
            today,
          ),
          unitsSection(
            'past',
            units.filter(({ successor }) => successor === id),
            today,
          ),
          awardsSection(context, ledger, lang),
          gradesSection(facts),
          yearsSection(facts),
          await registrationsSection(context, signed, `units/${id}`),
        ],
        links: [
          { href: `/app/people?unit=${query}`, text: words('units.people') },
          { href: `/app/nominations?unit=${query}`, text: words('units.nominations') },
          ...trailLink(caller, `units/${id}`),
        ],
      });
    },
  },
];

/** Units below each other, each level by code; one whose parent is not among them stands on top. */
function treeOf(units: readonly UnitRecord[]): readonly { readonly unit: UnitRecord; readonly depth: number }[] {
  const codes = new Set(units.map(({ _id }) => _id));
  const below = new Map<string, UnitRecord[]>();
  for (const unit of units) {
    const parent = unit.parent !== undefined && codes.has(unit.parent) ? unit.parent : '';
    below.set(parent, [...(below.get(parent) ?? []), unit]);
  }
  const from = (parent: string, depth: number): { unit: UnitRecord; depth: number }[] =>
    (below.get(parent) ?? []).flatMap((unit) => [{ unit, depth }, ...from(unit._id, depth + 1)]);
  return from('', 0);
}

const stateOf = ({ validFrom, validTo, successor }: UnitRecord, today: Day): Cell =>
  validTo !== undefined && validTo < today
    ? { text: words(successor === undefined ? 'units.dissolved' : 'units.merged'), tone: 'stop' }
    : validFrom > today
      ? { text: words('units.ahead'), tone: 'due' }
      : { text: words('units.works'), tone: 'plain' };

function endedNote({ validTo, successor }: UnitRecord, today: Day, named: (code: string) => string | undefined) {
  if (validTo === undefined || validTo >= today) return [];
  const text =
    successor === undefined
      ? words('units.dissolvedNote')
      : words('units.mergedNote', { unit: named(successor) ?? successor });
  return [{ tone: 'warn' as const, text }];
}

const unitsSection = (title: 'rooms' | 'past', units: readonly UnitRecord[], today: Day): Section => ({
  title: words(`units.${title}`),
  heads: ['records.head.unit', 'code', 'records.head.from', 'records.head.to', 'state'],
  rows: units.map((unit): Cell[] => [
    { text: unit.name, href: unitHref(unit._id), main: true },
    { text: unit._id },
    { day: unit.validFrom },
    dayCell(unit.validTo),
    stateOf(unit, today),
  ]),
  empty: words(`units.no_${title}`),
});

/** Headcount and standing in the block, year by year. */
const yearsSection = (facts: readonly FactRecord[]): Section => ({
  title: words('section.years'),
  heads: ['records.head.year', 'records.head.what', 'records.head.stated'],
  rows: facts
    .flatMap((one) => (one.kind === 'headcount' || one.kind === 'ranking' ? [one] : []))
    .toSorted((a, b) => b.year - a.year)
    .map((one): Cell[] => [
      { text: String(one.year), main: true },
      { text: words(`stated.${one.kind}`) },
      one.kind === 'headcount'
        ? { text: words('stated.people', { count: one.headcount }) }
        : { ...textCell(words(one.leads ? 'stated.leads' : 'stated.leadsNot')), sub: one.block },
    ]),
  empty: officeWords('list.none'),
});
