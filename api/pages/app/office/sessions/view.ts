import type { DrillReport } from '../../../../../domain/drill';
import { quorumOf } from '../../../../../domain/quorum';
import { outOfReach, whyOutOfReach } from '../../../../../domain/recusal';
import type { Language, SessionRecord } from '../../../../../platform/store';
import { longTime } from '../../../../../templates/format';
import type { Cell, Fact, Section, Tables } from '../../../../../templates/pages';
import { viewSession, type SessionWithTurnout } from '../../../../commands/sessions/sessions';
import type { ApiContext } from '../../../../context';
import { awardName } from '../../../nominee';
import { dayOf } from '../../../../../domain/time';
import { detailOf } from '../../../../problems';
import { showApp } from '../../frame';
import type { AppPage, SignedIn } from '../../page';
import { trailLink } from '../../records/cells';
import { nominationHref, sessionHref, words } from '../cells';
import { actsOf, foundSession, lineActsOf, nameIn, runs, sessionActs, memberActs, lineActs, type Found } from './found';
import { paperLinks } from './files';
import { buttonOf, needsOf, sit } from './words';

const done = [...sessionActs, ...memberActs, ...lineActs, 'letter'] as const;

/**
 * A session: what will happen before it is opened, who has voted while it runs (never how), what came of each line once it is closed,
 * and what whoever runs it may do now.
 */
export const sessionPages = (context: ApiContext): AppPage[] => [
  {
    path: '/app/sessions/:id',
    right: 'readSessions',
    async show(req, res, signed) {
      const { caller, lang } = signed;
      const found = await foundSession(context, req, signed);
      const seen = await viewSession(context, { caller, id: found.record._id });
      const mayRun = await runs(context, caller, seen.record);
      const { record } = seen;
      const council = await context.store.councils.inForce(record.council, dayOf(record.closesAt));
      const acts = mayRun ? actsOf(record, context.clock.now()) : [];
      const said = done.find((act) => act === req.query['done']);
      await showApp(context, req, res, signed, 'app/office/tables', {
        title: record.name,
        lead: words(`sessionKind.${record.kind}`),
        notes: [
          ...(said === undefined ? [] : [{ tone: 'ok' as const, text: sit(`done.${said}`) }]),
          { tone: 'plain', text: words(`sessionStatus.${record.status}`) },
          ...notesOf(context, lang, seen, found),
          ...(await leftOutOf(context, lang, record)),
        ],
        facts: factsOf(lang, record, seen, council?.name),
        actions: acts.map((act) => ({ href: actHref(record._id, act), text: buttonOf(act, record) })),
        sections: [
          await agendaOf(context, signed, { ...found, record }, mayRun),
          membersOf(seen, found, mayRun),
          ...lettersOf(seen),
        ],
        links: [
          ...paperLinks(record),
          ...(mayRun && (record.status === 'draft' || record.status === 'cancelled')
            ? [{ href: againHref(record), text: sit('again') }]
            : []),
          { href: `/app/mails?of=${encodeURIComponent(record._id)}`, text: sit('mails') },
          ...trailLink(caller, record._id, sit('trail')),
        ],
      });
    },
  },
];

export const actHref = (id: string, act: string): string =>
  act === 'letters' || act === 'totals' ? `${sessionHref(id)}/${act}` : `${sessionHref(id)}/act/${act}`;
export const memberHref = (id: string, member: string): string =>
  `${sessionHref(id)}/members/${encodeURIComponent(member)}`;
/** What a member said in a named session, for him to sign. */
const hasBallot = ({ papers = [] }: SessionRecord, person: string): boolean =>
  papers.some(({ paper, member }) => paper === 'namedBallot' && member === person);
const ballotHref = (id: string, person: string): string => `${sessionHref(id)}/ballots/${encodeURIComponent(person)}`;
const againHref = ({ _id, council, kind, ballot }: SessionRecord): string =>
  `/app/sessions/new/${encodeURIComponent(council)}/${kind}-${ballot}?from=${encodeURIComponent(_id)}`;

type Note = NonNullable<Tables['notes']>[number];

function notesOf(
  { clock }: ApiContext,
  lang: Language,
  { record, turnout, notRendered, slips }: SessionWithTurnout,
  { people }: Found,
): Note[] {
  const notes: Note[] = [];
  const { status, kind, members, closesAt } = record;
  const byLink = members.filter(({ person }) => kind === 'written' || record.absent?.includes(person) === true);
  const unreachable = byLink.filter(({ person }) => people.get(person)?.email === undefined);
  const names = (list: readonly { readonly person: string }[]): string =>
    list.map(({ person }) => nameIn(people, person)).join('; ');
  if (status === 'draft' || status === 'opening') {
    const what = { count: record.lines.length, when: longTime(lang, closesAt), invited: byLink.length };
    notes.push({ tone: 'plain', text: sit(`will.${kind}`, what) });
    for (const one of outOfReach(record.lines, members.length)) {
      notes.push({ tone: 'warn', text: sit('outOfReach', { no: one.no, why: whyOutOfReach(one)[lang] }) });
    }
    if (status === 'draft' && closesAt <= clock.now()) notes.push({ tone: 'stop', text: sit('late') });
  }
  if (unreachable.length > 0 && (status === 'draft' || status === 'opening' || status === 'open')) {
    notes.push({ tone: 'warn', text: sit('noMail', { names: names(unreachable) }) });
  }
  if (record.drill && status === 'open') notes.push(drillNote(record.drill.status, record.drill.report));
  if (turnout === null) notes.push({ tone: 'warn', text: words('session.unknown') });
  else if (status === 'open') {
    const voted = turnout.filter((one) => one.voted).length;
    const quorum = quorumOf(record, members.length, voted);
    if (quorum && quorum.lacking > 0) notes.push({ tone: 'warn', text: sit('lacking', { n: quorum.lacking }) });
  }
  const locked = slips.filter(({ lockedUntil }) => lockedUntil !== undefined);
  if (locked.length > 0) notes.push({ tone: 'warn', text: sit('locked', { names: names(locked) }) });
  if (notRendered !== undefined) notes.push({ tone: 'stop', text: sit('notRendered', { code: notRendered }) });
  return notes;
}

/** Who could not be put on the agenda, and why. */
async function leftOutOf({ store }: ApiContext, lang: Language, { leftOut }: SessionRecord): Promise<Note[]> {
  if (leftOut.length === 0) return [];
  const nominations = await store.nominations.many(leftOut.map(({ nomination }) => nomination));
  const list = leftOut.map(({ nomination, code }) => {
    const name = nominations.get(nomination)?.dossier.nominee.name;
    const who = name === undefined ? nomination : `${name} (${nomination})`;
    return `${who}: ${detailOf(code, lang) ?? code}`;
  });
  return [{ tone: 'warn', text: sit('leftOut', { list: list.join(' ') }) }];
}

const drillNote = (status: NonNullable<SessionRecord['drill']>['status'], report?: DrillReport): Note => ({
  tone: status === 'failed' ? 'stop' : status === 'passed' ? 'ok' : 'warn',
  text: sit(`drill.${status}`, { links: report?.links ?? 0 }),
});

function factsOf(lang: Language, record: SessionRecord, seen: SessionWithTurnout, council: string | undefined): Fact[] {
  const { basis, closesAt, countingBoard = [], members, lines, turnout } = { ...record, turnout: seen.turnout };
  const at = (instant: string): string => longTime(lang, instant);
  const quorum = quorumOf(record, members.length, turnout?.filter((one) => one.voted).length ?? 0);
  const fact = (key: string, value: Fact['value'] | undefined): Fact[] =>
    value === undefined || value === '' ? [] : [{ label: sit(`fact.${key}`), value }];
  return [
    ...fact('number', record._id),
    ...fact('council', council ?? record.council),
    ...fact('ballot', sit(`ballot.${record.ballot}`)),
    ...fact(record.kind === 'meeting' ? 'heldAt' : 'closesAt', at(closesAt)),
    ...(record.kind === 'written' ? fact('closing', sit(`closing.${record.closing}`)) : []),
    ...fact('lines', String(lines.length)),
    ...fact('members', String(members.length)),
    ...fact('quorum', quorum && String(quorum.needed)),
    ...fact('voted', turnout ? `${turnout.filter((one) => one.voted).length}/${members.length}` : undefined),
    ...fact('stepUp', record.kind === 'meeting' ? undefined : sit(record.stepUp ? 'stepUp.true' : 'stepUp.false')),
    ...fact('basis', [basis.foundingDecision, `${basis.regulation}, ${basis.article}`].join('; ')),
    ...fact(record.kind === 'meeting' ? 'orderedBy_meeting' : 'orderedBy', basis.orderedBy),
    ...fact('countingBoard', countingBoard.map(({ name, post }) => [name, post].filter(Boolean).join(', ')).join('; ')),
    ...fact('nextReminder', seen.nextReminder && at(seen.nextReminder)),
    ...fact('reason', record.reason),
  ];
}

function membersOf(
  { record, turnout, letters, slips }: SessionWithTurnout,
  { people }: Found,
  mayRun: boolean,
): Section {
  const open = record.status === 'open';
  return {
    title: words('session.members'),
    heads: ['person', 'role', 'voted', ...(open ? ['sittings.head.invitation', 'sittings.head.slip'] : [])],
    rows: record.members.map(({ person, role, absence }): Cell[] => {
      const voted = turnout?.find((one) => one.person === person);
      const letter = letters.find((one) => one.person === person);
      const slip = slips.find((one) => one.person === person);
      return [
        {
          text: nameIn(people, person),
          main: true,
          ...(mayRun && open ? { href: memberHref(record._id, person) } : {}),
          ...(hasBallot(record, person) ? { href: ballotHref(record._id, person) } : {}),
          ...(absence === undefined ? {} : { sub: absence }),
        },
        { text: role },
        turnout === null || record.status === 'draft'
          ? {}
          : {
              text:
                voted?.present === true
                  ? sit('present')
                  : words(voted?.voted === true ? 'session.voted' : 'session.silent'),
              tone: 'plain',
              ...(voted?.late === undefined ? {} : { sub: sit('lateSheet') }),
            },
        ...(open
          ? [
              letter && letter.status !== 'none'
                ? {
                    text: sit(`letterState.${letter.status}`),
                    tone: letter.status === 'refused' ? ('stop' as const) : ('plain' as const),
                    ...(letter.serverReply === undefined ? {} : { sub: letter.serverReply }),
                  }
                : {},
              slip?.printedAt === undefined ? {} : { at: slip.printedAt },
            ]
          : []),
      ];
    }),
  };
}

async function agendaOf(
  context: ApiContext,
  { lang }: SignedIn,
  { record, people }: Found,
  mayRun: boolean,
): Promise<Section> {
  const nominations = await context.store.nominations.many(record.lines.map(({ nomination }) => nomination));
  const tallies = new Map(record.result?.lines.map((line) => [line.nomination, line.tally]));
  const now = context.clock.now();
  const acts = mayRun && record.lines.some(({ nomination }) => lineActsOf(record, nomination, now).length > 0);
  return {
    title: words('session.agenda'),
    heads: [
      'no',
      'nominee',
      'sittings.head.needs',
      'sittings.head.recused',
      ...(record.result ? ['result'] : []),
      ...(acts ? ['sittings.head.toDo'] : []),
    ],
    rows: record.lines.map((line): Cell[] => {
      const { nomination, no, award, rule } = line;
      const tally = tallies.get(nomination);
      const [act] = acts ? lineActsOf(record, nomination, now) : [];
      const declared = (record.recusals ?? []).filter((one) => one.nomination === nomination).map((one) => one.person);
      const away = [...new Set([...line.recused, ...declared])].map((person) => nameIn(people, person));
      return [
        { n: no },
        {
          text: nominations.get(nomination)?.dossier.nominee.name ?? nomination,
          href: nominationHref(nomination),
          sub: awardName(context.catalogue, award, lang),
          main: true,
        },
        { text: needsOf(lang, rule), ...(line.accepted === undefined ? {} : { sub: line.accepted }) },
        away.length === 0 ? {} : { text: away.join('; ') },
        ...(record.result
          ? [
              tally === undefined
                ? {}
                : {
                    text: tally.awaitsChair ? sit('tie') : words(tally.passed ? 'session.passed' : 'session.failed'),
                    tone: 'plain' as const,
                    sub: sit('count', { yes: tally.yes, base: tally.base, needed: tally.needed }),
                  },
            ]
          : []),
        ...(acts
          ? [
              act === undefined
                ? {}
                : {
                    text: sit(`act.${act}`),
                    href: `${sessionHref(record._id)}/lines/${encodeURIComponent(nomination)}/${act}`,
                  },
            ]
          : []),
      ];
    }),
  };
}

/** Letters to others about silent members that the secretary has sent. */
const lettersOf = ({ sentLetters }: SessionWithTurnout): Section[] =>
  sentLetters.length === 0
    ? []
    : [
        {
          title: sit('sentLetters'),
          heads: ['at', 'mailTo', 'subject', 'status'],
          rows: sentLetters.map(({ at, address, subject, status, serverReply }): Cell[] => [
            { at },
            { text: address },
            { text: subject, main: true },
            {
              text: sit(`letterState.${status}`),
              tone: status === 'refused' ? 'stop' : 'plain',
              ...(serverReply === undefined ? {} : { sub: serverReply }),
            },
          ]),
        },
      ];
