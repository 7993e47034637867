import { knownSexes, peopleOrders } from '../../../../platform/store/people-list';
import type { PersonRecord } from '../../../../platform/store';
import type { Cell, Tables } from '../../../../templates/pages';
import { exportPeople, searchPeople, twinGroups, twinsAmong } from '../../../commands/facts/people';
import { listMaster } from '../../../commands/service/master-data';
import type { ApiContext } from '../../../context';
import { peopleFilterOf, peopleQuery } from '../../../schemas/listing';
import { parse } from '../../../schemas/parse';
import { showApp } from '../frame';
import { unitNamesOf, words as officeWords } from '../office/cells';
import { filterFields } from '../office/lists/fields';
import { listOf } from '../office/lists/page';
import { queryIn, type Query } from '../office/lists/query';
import type { AppPage, SignedIn } from '../page';
import { besideHref, dayCell, personHref, textCell, unitHref } from './cells';
import { words } from './form';
import { besidePages } from './people-beside';

const path = '/app/people';
const heads = ['person', 'birthDate', 'post', 'records.head.unit', 'code', 'records.head.same'];

/** People, and which of them are most likely the same. */
export const peoplePages = (context: ApiContext): AppPage[] => [
  ...peopleList(context).map((page) => (page.path === path ? withTwins(context, page) : page)),
  ...besidePages(context),
];

const peopleList = (context: ApiContext): AppPage[] =>
  listOf(context, {
    entry: 'people',
    right: 'readInternal',
    lead: { key: 'app.about.people' },
    fresh: { right: 'writeMasterData', href: `${path}/new`, text: words('people.add') },
    heads,
    filter: (query) => peopleFilterOf(parse(peopleQuery, query)),
    read: (asked) => searchPeople(context, asked),
    file: (asked) => exportPeople(context, asked),
    async rows(items, { caller }) {
      const name = await unitNamesOf(
        context,
        items.map(({ unit }) => unit),
      );
      const twins = await twinsAmong(context, caller, items);
      return items.map((one) => [...personCells(one, name), twinCell(one, twins.get(one._id))]);
    },
    beside: (query, signed) => twinsSaid(context, query, signed),
    async filters(query, { caller }) {
      const units = await listMaster(context, { caller, kind: 'units' });
      const make = filterFields(query);
      return {
        open: ['sex', 'reverse'].some((name) => query[name] !== undefined),
        fields: [
          make.search('q', { label: words('people.q'), hint: officeWords('field.qHow') }),
          make.select(
            'unit',
            units.map(({ _id, name }) => ({ value: _id, text: name })),
          ),
          make.order(peopleOrders.map((value) => ({ value, text: words(`people.order.${value}`) }))),
        ],
        more: [
          make.select(
            'sex',
            knownSexes.map((value) => ({ value, text: { key: `sex.${value}` } })),
          ),
          make.check('reverse'),
        ],
      };
    },
  });

/** How many may be one person: counted over all people, so on the first page of all alone. */
async function twinsSaid(
  context: ApiContext,
  query: Query,
  { caller }: SignedIn,
): Promise<Pick<Tables, 'notes' | 'links'>> {
  const links = [{ href: `${path}?same=true`, text: words('people.sameAll') }];
  if (Object.keys(query).length > 0) return { links };
  const { groups, more } = await twinGroups(context, caller);
  return groups.length === 0 ? { links } : { links, notes: [{ tone: 'warn', text: counted('same', groups, more) }] };
}

const counted = (key: 'same' | 'sameHow', { length }: readonly unknown[], more: boolean) =>
  more ? words(`people.${key}AtLeast`, { n: length }) : words(`people.${key}`, { count: length });

/** The page of the list, which shows the likely duplicates alone when it is asked for them. */
const withTwins = (context: ApiContext, list: AppPage): AppPage => ({
  ...list,
  async show(req, res, signed) {
    if (queryIn(req)['same'] !== 'true') return list.show?.(req, res, signed);
    const { groups, more } = await twinGroups(context, signed.caller);
    const name = await unitNamesOf(
      context,
      groups.flat().map(({ unit }) => unit),
    );
    await showApp(context, req, res, signed, 'app/records/record', {
      title: words('people.sameAll'),
      back: { href: path, text: words('people.all') },
      notes: [
        { tone: groups.length === 0 ? 'ok' : 'warn', text: counted('sameHow', groups, more) },
        ...(groups.length === 0 ? [] : steps.map((step) => ({ tone: 'plain' as const, text: words(step) }))),
      ],
      sections: [
        {
          heads,
          rows: groups.flatMap((group) =>
            group.map((one) => [...personCells(one, name), twinCell(one, otherIn(group, one))]),
          ),
          empty: words('people.noneSame'),
        },
      ],
    });
  },
});

/** What is to be done about them. */
const steps = ['people.sameFirst', 'people.sameOne', 'people.sameTwo'];

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
