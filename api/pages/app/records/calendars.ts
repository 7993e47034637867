import { z } from 'zod';
import { Problem } from '../../../../domain/errors';
import { dayOf, weekday, yearOf, type Day } from '../../../../domain/time';
import type { CalendarRecord } from '../../../../platform/store';
import type { Cell, Section } from '../../../../templates/pages';
import { editionOf, getMaster, listMaster, putMaster } from '../../../commands/service/master-data';
import type { ApiContext } from '../../../context';
import { wordsIn, type Fields } from '../../forms';
import { year } from '../../../schemas/fields';
import { calendar as calendarBody } from '../../../schemas/master-data';
import { invalid, parse } from '../../../schemas/parse';
import { fieldsOf as faultsOf } from '../../problem';
import { wrongAt } from '../named';
import { showApp } from '../frame';
import type { AppPage, SignedIn } from '../page';
import { calendarHref, doneIn, mustBeProvince, provinceActs, trailLink } from './cells';
import { field, recordForm, words } from './form';

/** The working calendar year by year: days off and days worked in exchange, and by which papers. */
export const calendarPages = (context: ApiContext): AppPage[] => [
  {
    path: '/app/calendars',
    entry: 'calendars',
    right: 'readInternal',
    async show(req, res, signed) {
      const { caller } = signed;
      const years = await listMaster(context, { caller, kind: 'calendars' });
      const missing = missingYears(years, yearOf(dayOf(context.clock.now())));
      await showApp(context, req, res, signed, 'app/records/record', {
        title: { key: 'app.entry.calendars' },
        lead: { key: 'app.about.calendars' },
        notes: missing.map((of) => ({ tone: 'warn' as const, text: words('calendars.missing', { year: of }) })),
        ...provinceActs(caller, {
          href: `/app/calendars/new${missing[0] === undefined ? '' : `?year=${missing[0]}`}`,
          text: words('calendars.add'),
        }),
        sections: [
          {
            heads: ['records.head.year', 'records.head.off', 'records.head.swapped', 'records.head.citation'],
            rows: years
              .toReversed()
              .map((one): Cell[] => [
                { text: String(one._id), href: calendarHref(one._id), main: true },
                { n: one.off.length },
                { n: one.extraWorking.length },
                one.citation === undefined
                  ? { text: words('calendars.noCitation'), tone: 'due' }
                  : { text: one.citation },
              ]),
            empty: words('calendars.none'),
          },
        ],
      });
    },
  },
  recordForm(context, {
    path: '/app/calendars/new',
    right: 'writeMasterData',
    open(req, { caller }) {
      mustBeProvince(caller);
      const asked = typeof req.query['year'] === 'string' ? req.query['year'].slice(0, 4) : undefined;
      return Promise.resolve({
        title: words('calendars.add'),
        lead: words('calendars.how'),
        back: { href: '/app/calendars', text: { key: 'app.entry.calendars' } },
        button: words('save'),
        edition: 0,
        groups: [{ fields: [field('year', 'number', { value: asked, required: true }), ...dayFields()] }],
      });
    },
    async save({ signed, fields, body, expects }) {
      const { year: of } = parse(z.object({ year: z.coerce.number().pipe(year) }), body);
      await write(context, signed, { of, fields, citation: body['citation'], expects });
      return `${calendarHref(of)}?done=saved`;
    },
  }),
  recordForm(context, {
    path: '/app/calendars/:year/edit',
    right: 'writeMasterData',
    async open(req, { caller }) {
      mustBeProvince(caller);
      const record = await getMaster(context, { caller, kind: 'calendars', id: yearIn(req.params['year']) });
      return {
        title: words('calendars.correct', { year: record._id }),
        lead: words('calendars.how'),
        back: { href: calendarHref(record._id), text: words('calendars.title', { year: record._id }) },
        button: words('save'),
        edition: editionOf(record),
        groups: [{ fields: dayFields(record) }],
      };
    },
    async save({ req, signed, fields, body, expects }) {
      const of = yearIn(req.params['year']);
      await write(context, signed, { of, fields, citation: body['citation'], expects });
      return `${calendarHref(of)}?done=saved`;
    },
  }),
  {
    path: '/app/calendars/:year',
    right: 'readInternal',
    async show(req, res, signed) {
      const { caller } = signed;
      const record = await getMaster(context, { caller, kind: 'calendars', id: yearIn(req.params['year']) });
      await showApp(context, req, res, signed, 'app/records/record', {
        title: words('calendars.title', { year: record._id }),
        ...(record.citation === undefined ? {} : { lead: record.citation }),
        back: { href: '/app/calendars', text: { key: 'app.entry.calendars' } },
        ...doneIn(req, ['saved']),
        notes: record.citation === undefined ? [{ tone: 'warn', text: words('calendars.uncited') }] : [],
        ...provinceActs(caller, { href: `${calendarHref(record._id)}/edit`, text: words('edit') }),
        sections: [daysSection('off', record.off), daysSection('extraWorking', record.extraWorking)],
        links: trailLink(caller, `calendars/${record._id}`),
      });
    },
  },
];

/** The years from this one to the next that have none, and those between years that have one. */
function missingYears(years: readonly CalendarRecord[], now: number): number[] {
  const entered = new Set(years.map(({ _id }) => _id));
  const last = Math.max(now + 1, ...entered);
  return Array.from({ length: last - now + 1 }, (_, i) => now + i).filter((of) => !entered.has(of));
}

/** @throws Problem NOT_FOUND */
function yearIn(typed: unknown): number {
  if (!/^\d{4}$/.test(String(typed))) throw new Problem('NOT_FOUND', 'no year');
  return Number(typed);
}

const daysSection = (title: 'off' | 'extraWorking', days: readonly Day[]): Section => ({
  title: words(`field.${title}`),
  count: words('calendars.days', { count: days.length }),
  heads: ['date', 'records.head.weekday'],
  rows: days.toSorted().map((day): Cell[] => [{ day, main: true }, { text: words(`weekday.${weekday(day)}`) }]),
  empty: words('calendars.noDays'),
});

const shown = (days: readonly Day[] | undefined): string | undefined =>
  days?.map((day) => day.split('-').reverse().join('/')).join('\n');

const dayFields = (record?: CalendarRecord) => [
  field('off', 'long', { value: shown(record?.off), hint: words('calendars.offHow') }),
  field('extraWorking', 'long', { value: shown(record?.extraWorking), hint: words('calendars.extraHow') }),
  field('citation', 'text', { value: record?.citation, required: true, hint: words('calendars.citationHow') }),
];

/** One day a line, as people write it or as machines do. */
const daysIn = (fields: Fields, name: string): string[] =>
  wordsIn(fields, name)
    .split(/[\n,;]/)
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .map((line) => {
      const [, day, month, of] = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/.exec(line) ?? [];
      return day === undefined ? line : `${of}-${month!.padStart(2, '0')}-${day.padStart(2, '0')}`;
    });

async function write(
  context: ApiContext,
  { caller }: SignedIn,
  said: { readonly of: number; readonly fields: Fields; readonly citation: unknown; readonly expects: number },
): Promise<void> {
  const { of, fields, citation, expects } = said;
  const typed = { off: daysIn(fields, 'off'), extraWorking: daysIn(fields, 'extraWorking') };
  if (citation === undefined) throw invalid(wrongAt('citation', 'noCitation'));
  try {
    const record = { _id: of, ...parse(calendarBody, { ...typed, citation }) };
    await putMaster(context, { caller, kind: 'calendars', record, expects });
  } catch (error) {
    throw inLines(error, typed);
  }
}

/** A fault of one day among many says which. */
function inLines(error: unknown, typed: Readonly<Record<string, readonly string[]>>): unknown {
  if (!(error instanceof Problem) || error.code !== 'VALIDATION') return error;
  const fields = faultsOf(error).map((one) => {
    const [, name, no] = /^(off|extraWorking)\.(\d+)$/.exec(one.field) ?? [];
    if (name === undefined) return one;
    const line = typed[name]?.[Number(no)] ?? '';
    return { field: name, vi: `“${line}”: ${one.vi}`, en: `“${line}”: ${one.en}` };
  });
  return new Problem('VALIDATION', error.message, { ...error.data, fields });
}
