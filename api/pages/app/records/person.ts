import { has } from '../../../../domain/roles';
import type { FactRecord } from '../../../../platform/store';
import type { Cell, Section } from '../../../../templates/pages';
import { twinsOf } from '../../../commands/facts/people';
import { ledgerOf, type ShownLedger } from '../../../commands/facts/ledgers';
import { factsOf, type About } from '../../../commands/facts/registers';
import { listRegistrations } from '../../../commands/campaigns/registrations';
import { listNominations } from '../../../commands/nominations/reads';
import { officePaper } from '../../../commands/office/papers';
import { getMaster } from '../../../commands/service/master-data';
import type { ApiContext, Caller } from '../../../context';
import { awardName } from '../../nominee';
import { showApp } from '../frame';
import { nominationHeads, nominationHref, nominationRow, unitNamesOf, words as officeWords } from '../office/cells';
import { sendFile } from '../office/file';
import type { AppPage, SignedIn } from '../page';
import { acts, besideHref, dayCell, doneIn, fact, personHref, textCell, trailLink, unitHref } from './cells';
import { words } from './form';
import { dayText } from '../../../../templates/format';

const MOST = 100;

/** All that is known of one person. */
export const personPages = (context: ApiContext): AppPage[] => [
  {
    path: '/app/people/:code/award-record.docx',
    right: 'readInternal',
    async show(req, res, { caller }) {
      await sendFile(
        res,
        await officePaper(context, 'awardRecord', { caller, id: String(req.params['code']), signing: {} }),
      );
    },
  },
  {
    path: '/app/people/:code',
    right: 'readInternal',
    async show(req, res, signed) {
      const { caller, lang } = signed;
      const id = String(req.params['code']);
      const person = await getMaster(context, { caller, kind: 'people', id });
      const about = { kind: 'people', code: id } as const;
      const [ledger, facts, twins, unitName] = await Promise.all([
        ledgerOf(context, { caller, about }),
        factsOf(context, { caller, about }),
        twinsOf(context, caller, person),
        unitNamesOf(context, [person.unit]),
      ]);
      const href = personHref(id);
      await showApp(context, req, res, signed, 'app/records/record', {
        title: person.name,
        back: { href: '/app/people', text: { key: 'app.entry.people' } },
        ...doneIn(req, ['saved', 'grade', 'conduct']),
        notes: twins.map((other) => ({ tone: 'warn' as const, text: words('people.twin', { code: other._id }) })),
        ...acts(
          caller,
          { href: `${href}/edit`, text: words('edit') },
          { href: `${href}/grade`, text: words('people.addGrade') },
          { href: `${href}/conduct`, text: words('people.addConduct') },
        ),
        facts: [
          ...fact('code', person._id),
          ...fact('birthDate', person.birthDate && dayText(lang, person.birthDate)),
          ...fact('sex', person.sex && words(`sex.${person.sex}`)),
          ...fact('post', person.post),
          ...fact('unit', unitName(person.unit), { href: unitHref(person.unit) }),
          ...fact('email', person.email),
        ],
        sections: [
          awardsSection(context, ledger, lang),
          gradesSection(facts),
          ...(has(caller, 'readInternal') ? [conductSection(facts, about, caller)] : []),
          initiativesSection(facts),
          await registrationsSection(context, signed, `people/${id}`),
          await nominationsSection(context, signed, id),
        ],
        links: [
          ...twins.map((other) => ({
            href: besideHref(id, other._id),
            text: words('people.compare', { code: other._id }),
          })),
          { href: `${href}/award-record.docx`, text: words('people.awardRecord'), download: true as const },
          ...trailLink(caller, `people/${id}`),
        ],
      });
    },
  },
];

/** The awards of a person or collective, oldest first, with what became of them. */
export function awardsSection(
  { catalogue }: ApiContext,
  { entries, resting }: ShownLedger,
  lang: SignedIn['lang'],
): Section {
  return {
    title: words('section.awards'),
    heads: ['records.head.award', 'awardYear', 'decision', 'date', 'records.head.authority', 'state'],
    rows: entries.map((entry): Cell[] => [
      {
        text: awardName(catalogue, entry.award, lang),
        main: true,
        ...(entry.nomination === undefined ? {} : { href: nominationHref(entry.nomination) }),
      },
      { text: String(entry.awardYear) },
      { text: entry.decisionNumber },
      { day: entry.decidedOn },
      { text: entry.authority },
      entry.revoked
        ? { text: words('award.revoked', { paper: entry.revoked.paper }), tone: 'stop' }
        : entry.replaced
          ? { text: words('award.replaced', { paper: entry.replaced.paper }), tone: 'plain' }
          : resting.some(({ entry: of }) => of === entry._id)
            ? { text: words('award.resting'), tone: 'due' }
            : { text: words('award.stands'), tone: 'awarded' },
    ]),
    empty: words('section.noAwards'),
  };
}

export const gradesSection = (facts: readonly FactRecord[]): Section => ({
  title: words('section.grades'),
  heads: ['records.head.year', 'records.head.grade'],
  rows: facts
    .flatMap((one) => (one.kind === 'grade' ? [one] : []))
    .toSorted((a, b) => b.year - a.year)
    .map(({ year, grade, maternityLeave }): Cell[] => [
      { text: String(year), main: true },
      {
        ...textCell(grade && words(`grade.${grade}`)),
        ...(maternityLeave ? { sub: words('grade.maternityLeave') } : {}),
      },
    ]),
  empty: words('section.noGrades'),
});

/** Discipline and matters that are looked into, as far as the reader may know of them. */
export const conductSection = (facts: readonly FactRecord[], { code }: About, caller: Caller): Section => ({
  title: words('section.conduct'),
  heads: ['records.head.matter', 'records.head.from', 'records.head.to', 'records.head.paper'],
  rows: facts
    .flatMap((one) => (one.kind === 'conduct' ? [one] : []))
    .toSorted((a, b) => b.from.localeCompare(a.from))
    .map(({ _id, matter, measure, from, to, paper, closingPaper }): Cell[] => [
      {
        text: words(`matter.${matter}`),
        main: true,
        ...(measure ? { sub: words(`measure.${measure}`) } : {}),
        ...(has(caller, 'writeFacts')
          ? { href: `${personHref(code)}/conduct/${encodeURIComponent(_id.slice('conduct/'.length))}` }
          : {}),
      },
      { day: from },
      dayCell(to),
      { ...textCell(paper), ...(closingPaper === undefined ? {} : { sub: closingPaper }) },
    ]),
  empty: words('section.noConduct'),
});

const initiativesSection = (facts: readonly FactRecord[]): Section => ({
  title: words('section.initiatives'),
  heads: ['records.head.initiative', 'records.head.scope', 'date', 'decision'],
  rows: facts
    .flatMap((one) => (one.kind === 'initiative' ? [one] : []))
    .map(({ code, title, scope, recognisedOn, decisionNumber }): Cell[] => [
      { text: title, sub: code, main: true },
      { text: words(`scope.${scope}`) },
      { day: recognisedOn },
      { text: decisionNumber },
    ]),
  empty: officeWords('list.none'),
});

export async function registrationsSection(
  context: ApiContext,
  { caller, lang }: SignedIn,
  about: string,
): Promise<Section> {
  const { items } = await listRegistrations(context, { caller, filter: { about }, paging: { limit: MOST } });
  return {
    title: words('section.registrations'),
    heads: ['records.head.year', 'records.head.titles', 'state'],
    rows: items
      .toSorted((a, b) => b.year - a.year)
      .map(({ year, titles, status }): Cell[] => [
        { text: String(year), main: true },
        { text: titles.map((title) => awardName(context.catalogue, title, lang)).join('; ') },
        { text: words(`registration.${status}`), tone: 'plain' },
      ]),
    empty: words('section.noRegistrations'),
  };
}

export async function nominationsSection(
  context: ApiContext,
  { caller, lang }: SignedIn,
  subject: string,
): Promise<Section> {
  const { items } = await listNominations(context, { caller, filter: { subject }, paging: { limit: MOST } });
  const name = await unitNamesOf(
    context,
    items.map(({ unit }) => unit),
  );
  return {
    title: words('section.nominations'),
    heads: nominationHeads,
    rows: items.map((item) => nominationRow(context, caller, lang, item, name)),
    empty: words('section.noNominations'),
  };
}
