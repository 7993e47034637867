import type { Request } from 'express';
import { Problem } from '../../../../../domain/errors';
import { dayOf, plusDays } from '../../../../../domain/time';
import type { CouncilRecord, PersonRecord, SessionRecord } from '../../../../../platform/store';
import type { Cell, Field, Said, Section } from '../../../../../templates/pages';
import { createSession } from '../../../../commands/sessions/draft';
import {
  countReady,
  fitsWay,
  readyForCouncil,
  runnableCouncil,
  runnableCouncils,
  type ReadyAward,
  type ReadyLine,
  type Way,
} from '../../../../commands/sessions/ready';
import { listSessions } from '../../../../commands/sessions/list';
import { needSession } from '../../../../commands/sessions/access';
import { defined } from '../../../../commands/shared';
import type { ApiContext } from '../../../../context';
import { parse } from '../../../../schemas/parse';
import { ballotKinds, MOST_LINES, newSession, sessionKinds } from '../../../../schemas/sessions';
import { bodyIn, wordsIn, type Fields } from '../../../forms';
import { queryOf } from '../../../language';
import { showApp } from '../../frame';
import type { AppPage, SignedIn } from '../../page';
import { sessionHref } from '../cells';
import { chosenLines, fieldsToChoose } from '../choose';
import { momentIn, momentText } from '../fields';
import { formPage, type Posted } from '../form-page';
import { sit, sittingFields as make } from './words';

/** People of a counting board that a form asks for. */
const BOARD = [0, 1, 2] as const;
const basisParts = ['foundingDecision', 'regulation', 'article', 'orderedBy'] as const;

const wayHref = (council: string, { kind, ballot }: Way): string =>
  `/app/sessions/new/${encodeURIComponent(council)}/${kind}-${ballot}`;
const wayText = ({ kind, ballot }: Way): Said => sit(`way.${kind}-${ballot}`);

/** A new session: which council in which way, then its draft with what is ready; it is read back on its page before it is opened. */
export const newSessionPages = (context: ApiContext): AppPage[] => [
  {
    path: '/app/sessions/new',
    right: 'runSessions',
    async show(req, res, signed) {
      const { caller } = signed;
      const councils = await runnableCouncils(context, { caller });
      const sections = await Promise.all(
        councils.map(async (council): Promise<Section> => {
          const ready = await countReady(context, { caller, council });
          return { title: council.name, ...waysSection(council, ready), empty: sit('new.nothing') };
        }),
      );
      await showApp(context, req, res, signed, 'app/office/tables', {
        title: sit('new.title'),
        lead: sit('new.lead'),
        sections: sections.length > 0 ? sections : [{ heads: [], rows: [], empty: sit('new.noCouncil') }],
        links: [{ href: '/app/sessions', text: sit('back') }],
      });
    },
  },
  formPage<Drafting>(context, {
    path: '/app/sessions/new/:council/:way',
    right: 'runSessions',
    open: (req, signed) => drafting(context, req, signed),
    about: ({ council, way }) => ({
      title: sit('new.title'),
      subject: council.name,
      award: wayText(way),
      back: '/app/sessions/new',
      button: sit('new.button'),
      notes: [{ tone: 'plain', text: sit('new.next') }],
    }),
    fields: (of, signed) => fieldsFor(context, of, signed),
    send: (of, posted) => draft(context, of, posted),
    at: faultField,
  }),
];

/** Ways in which something that is ready may be decided on, those for most of it first. */
function waysSection(council: CouncilRecord, ready: readonly ReadyAward[]): Pick<Section, 'heads' | 'rows'> {
  const sum = (awards: readonly ReadyAward[]): number => awards.reduce((all, { n }) => all + n, 0);
  const counted = sessionKinds
    .flatMap((kind) => ballotKinds.map((ballot): Way => ({ kind, ballot })))
    .map((way) => ({ way, n: sum(ready.filter((award) => fitsWay(award, way))) }))
    .filter(({ n }) => n > 0)
    .sort((a, b) => b.n - a.n);
  const unruled = sum(ready.filter(({ ways }) => ways.length === 0));
  return {
    heads: ['sittings.head.way', 'cases'],
    rows: [
      ...counted.map(({ way, n }): Cell[] => [
        { text: wayText(way), href: wayHref(council.code, way), main: true },
        { n },
      ]),
      ...(unruled > 0 ? [[{ text: sit('new.unruled'), main: true as const }, { n: unruled }]] : []),
    ],
  };
}

interface Drafting {
  /** There is no record yet. */
  readonly version: 0;
  readonly council: CouncilRecord;
  readonly way: Way;
  readonly ready: readonly ReadyLine[];
  readonly people: ReadonlyMap<string, PersonRecord>;
  /** A session that is drafted anew, after what was written in it. */
  readonly from?: SessionRecord;
}

/** @throws Problem FORBIDDEN, NOT_FOUND */
async function drafting(context: ApiContext, req: Request, { caller }: SignedIn): Promise<Drafting> {
  const council = await runnableCouncil(context, { caller, code: String(req.params['council']) });
  const [kind, ballot] = String(req.params['way']).split('-');
  const way = { kind: sessionKinds.find((k) => k === kind), ballot: ballotKinds.find((b) => b === ballot) };
  if (!way.kind || !way.ballot) throw new Problem('NOT_FOUND', 'no such way');
  const from = queryOf(req, 'from');
  const [ready, people, before] = await Promise.all([
    readyForCouncil(context, { caller, council }),
    context.store.people.many(council.members.map(({ person }) => person)),
    from === undefined ? undefined : needSession(context, caller, from),
  ]);
  return {
    version: 0,
    council,
    way: way as Way,
    ready: ready.filter((line) => fitsWay(line, way as Way)),
    people,
    ...defined({ from: before }),
  };
}

/** Filled in beforehand: what the last session of the council rested on, and what is ready. */
async function fieldsFor(context: ApiContext, of: Drafting, signed: SignedIn): Promise<Field[]> {
  const { caller } = signed;
  const { council, way, ready, people, from } = of;
  const { items } = await listSessions(context, { caller, filter: { council: council.code }, paging: { limit: 1 } });
  const [last] = items;
  const before = from ?? (last && (await needSession(context, caller, last._id)));
  const closes = from ? momentText(from.closesAt) : `${plusDays(dayOf(context.clock.now()), 7)}T17:00`;
  const lines = await fieldsToChoose(context, signed, {
    ready: ready.map(({ record }) => record),
    shown: MOST_LINES,
    heading: sit('field.lines', { count: ready.length }),
    ...(from ? { chosen: new Set(from.lines.map(({ nomination }) => nomination)) } : {}),
  });
  return [
    make.text('name', { value: from?.name ?? '' }),
    make.moment('closesAt', {
      value: closes,
      label: sit(`field.closesAt_${way.kind}`),
      hint: sit('field.closesAtHow'),
    }),
    ...(way.kind === 'written'
      ? [
          make.choice(
            'closing',
            (['atTime', 'whenAllVoted'] as const).map((value) => ({ value, text: sit(`closing.${value}`) })),
            from?.closing,
          ),
        ]
      : []),
    ...(way.kind === 'meeting'
      ? []
      : [
          make.choice(
            'stepUp',
            ['', 'true', 'false'].map((value) => ({ value, text: sit(`stepUp.${value === '' ? 'usual' : value}`) })),
          ),
        ]),
    ...lines,
    ...(way.kind === 'mixed'
      ? [
          make.heading('absent', { hint: sit('field.absentHow') }),
          ...council.members.flatMap(({ person, role }) => [
            make.check(`absent.${person}`, people.get(person)?.name ?? person, {
              hint: role,
              checked: from?.absent?.includes(person) ?? false,
            }),
            make.text(`absence.${person}`, {
              label: sit('field.absence', { name: people.get(person)?.name ?? person }),
              required: false,
            }),
          ]),
        ]
      : []),
    make.heading('basis', { hint: sit('field.basisHow') }),
    ...basisParts.map((part) =>
      make.text(`basis.${part}`, {
        value: before?.basis[part] ?? '',
        ...(part === 'orderedBy' && way.kind === 'meeting' ? { label: sit('field.basis_orderedBy_meeting') } : {}),
      }),
    ),
    make.heading('countingBoard', { hint: sit(`field.boardHow_${way.ballot}`) }),
    ...BOARD.flatMap((i) => [
      make.text(`board.${i}.name`, {
        label: sit('field.boardName', { no: i + 1 }),
        value: before?.countingBoard?.at(i)?.name ?? '',
        required: false,
      }),
      make.text(`board.${i}.post`, {
        label: sit('field.boardPost', { no: i + 1 }),
        value: before?.countingBoard?.at(i)?.post ?? '',
        required: false,
      }),
    ]),
  ];
}

const absentIn = (fields: Fields, { council, way }: Drafting): string[] =>
  way.kind === 'mixed'
    ? council.members.map(({ person }) => person).filter((person) => fields.get(`absent.${person}`) === 'true')
    : [];
/** The rows of the board that are filled in. */
const boardIn = (fields: Fields) => BOARD.filter((i) => wordsIn(fields, `board.${i}.name`).trim() !== '');

async function draft(context: ApiContext, of: Drafting, { caller, submission, fields }: Posted): Promise<string> {
  const { council, way } = of;
  const typed = (name: string): string | undefined => wordsIn(fields, name).trim() || undefined;
  const said = parse(newSession, {
    ...bodyIn(fields, ['name', 'closing']),
    council: council.code,
    ...way,
    basis: defined(Object.fromEntries(basisParts.map((part) => [part, typed(`basis.${part}`)]))),
    countingBoard: boardIn(fields).map((i) =>
      defined({ name: typed(`board.${i}.name`), post: typed(`board.${i}.post`) }),
    ),
    absent: absentIn(fields, of).map((member) => ({ member, ...defined({ reason: typed(`absence.${member}`) }) })),
    ...defined({ closesAt: momentIn(fields.get('closesAt')) }),
    ...(fields.get('stepUp') ? { stepUp: fields.get('stepUp') === 'true' } : {}),
    nominations: chosenLines(fields),
  });
  const session = { ...said, basis: defined(said.basis) };
  const { record } = await createSession(context, { caller, session, submission });
  return sessionHref(record._id);
}

/** Faults are told at the line, the member or the row of the board that they are about. */
function faultField(field: string, of: Drafting, fields: Fields): string {
  const [part, index, ...rest] = field.split('.');
  const i = Number(index);
  if (part === 'nominations') return Number.isNaN(i) ? 'lines' : `line.${chosenLines(fields)[i] ?? ''}`;
  if (part === 'absent') {
    const person = absentIn(fields, of)[i];
    return person === undefined ? 'absent' : `${rest[0] === 'reason' ? 'absence' : 'absent'}.${person}`;
  }
  if (part === 'countingBoard' && index !== undefined) return `board.${boardIn(fields)[i] ?? 0}.${rest[0] ?? 'name'}`;
  return field;
}
