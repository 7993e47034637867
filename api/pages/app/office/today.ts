import { dayOf } from '../../../../domain/time';
import { weekdayText } from '../../../../templates/format';
import type { Section, Tables } from '../../../../templates/pages';
import {
  MOST_COUNTED,
  pileCodes,
  pileFilters,
  todaysWork,
  waitingPapers,
  type OpenSession,
  type PileCode,
  type Today,
} from '../../../commands/desk/today';
import type { ApiContext } from '../../../context';
import { showApp } from '../frame';
import type { AppHandler, SignedIn } from '../page';
import {
  caseHref,
  proposalHref,
  sessionHref,
  nominationHeads,
  nominationRow,
  unitNamesOf,
  unitProposalHref,
  words,
} from './cells';

/** What an office has to do today: what is due first comes first, and nothing that is empty. */
export const officeToday =
  (context: ApiContext): AppHandler =>
  async (req, res, signed) => {
    const { caller, lang } = signed;
    const today = await todaysWork(context, caller);
    const shown = pileCodes.filter((code) => today.piles[code].count > 0);
    const name = await unitNamesOf(context, [
      ...today.incoming.map(({ proposal }) => proposal.unit),
      ...shown.flatMap((code) => today.piles[code].items.map(({ unit }) => unit)),
    ]);
    const pile = (code: PileCode): Section => {
      const { count, items } = today.piles[code];
      return {
        title: words(`today.pile.${code}`),
        count: counted(count),
        heads: nominationHeads,
        rows: items.map((item) => nominationRow(context, caller, lang, item, name)),
        ...(count > items.length
          ? { more: { href: `/app/nominations?${queryOf(code)}`, text: words('today.all') } }
          : {}),
      };
    };
    const first: PileCode[] = ['needsAttention', 'overdue'];
    await showApp(context, req, res, signed, 'app/office/tables', {
      title: { key: 'app.entry.today' },
      lead: weekdayText(lang, dayOf(context.clock.now())),
      notes: notesOf(today),
      sections: [
        ...shown.filter((code) => first.includes(code)).map(pile),
        incomingSection(today, name),
        ...sessionSection(today.sessions),
        ...paperSections(today),
        ...shown.filter((code) => !first.includes(code)).map(pile),
        ...mailSection(today),
      ],
      links: [{ href: '/app/pictures', text: words('pictures.title') }],
    });
  };

const counted = (count: number) => words(count >= MOST_COUNTED ? 'today.manyCases' : 'today.cases', { count });

/** The list with the same filter. */
function queryOf(code: PileCode): string {
  const filter: Readonly<Record<string, unknown>> = pileFilters[code];
  return new URLSearchParams(
    Object.entries(filter).map(([name, value]): [string, string] => [name, String(value)]),
  ).toString();
}

function notesOf(today: Today): NonNullable<Tables['notes']> {
  const risky = today.sessions.filter(({ atRisk }) => atRisk);
  return [
    ...risky.map(({ record, quorum }) => ({
      tone: 'stop' as const,
      text: words('today.atRisk', { session: record.name, n: quorum?.lacking ?? 0 }),
    })),
    ...(today.mails.length > 0
      ? [{ tone: 'warn' as const, text: words('today.undelivered', { count: today.mails.length }) }]
      : []),
  ];
}

const incomingSection = (today: Today, name: (code: string) => string): Section => ({
  title: words('today.incoming'),
  count: words('today.proposals', { count: today.incoming.length }),
  heads: ['unitProposal', 'unit', 'toReceive', 'toScreen', 'due'],
  rows: today.incoming.map(({ proposal, toReceive, toScreen, due }) => [
    { text: proposal.number, href: unitProposalHref(proposal._id) },
    { text: name(proposal.unit), main: true },
    { n: toReceive },
    { n: toScreen },
    due === undefined ? {} : { day: due },
  ]),
  empty: words('today.noneIncoming'),
});

function sessionSection(sessions: readonly OpenSession[]): Section[] {
  if (sessions.length === 0) return [];
  return [
    {
      title: words('today.sessions'),
      heads: ['session', 'closes', 'voted', 'quorum'],
      rows: sessions.map(({ record, voted, quorum, atRisk }) => [
        { text: record.name, href: sessionHref(record._id), main: true },
        { at: record.closesAt },
        { text: voted === undefined ? words('today.unknown') : `${voted}/${record.members.length}` },
        quorum === undefined
          ? {}
          : {
              text: words(quorum.lacking > 0 ? 'today.lacking' : 'today.enough', { n: quorum.lacking }),
              tone: atRisk ? 'stop' : quorum.lacking > 0 ? 'due' : 'plain',
            },
      ]),
    },
  ];
}

function paperSections({ proposals, cases }: Pick<Today, 'proposals' | 'cases'>): Section[] {
  const table = (title: 'authority' | 'number'): Section[] =>
    proposals[title].length === 0
      ? []
      : [
          {
            title: words(`today.${title}`),
            count: words('today.lists', { count: proposals[title].length }),
            heads: ['proposal', 'date', 'cases', 'since'],
            rows: proposals[title].map((record) => [
              { text: record.number, href: proposalHref(record._id), main: true },
              { day: record.date },
              { n: record.lines.length },
              { at: record.answer?.at ?? record.sentAt ?? record.createdAt },
            ]),
          },
        ];
  return [
    ...table('number'),
    ...table('authority'),
    ...(cases.length === 0
      ? []
      : [
          {
            title: words('today.casePapers'),
            heads: ['case', 'kind', 'since'],
            rows: cases.map((one) => [
              { text: one._id, href: caseHref(one._id), main: true as const },
              { text: { key: `issuedPages.kind.${one.kind}` } },
              { at: one.createdAt },
            ]),
          },
        ]),
  ];
}

const mailSection = ({ mails }: Today): Section[] =>
  mails.length === 0
    ? []
    : [
        {
          title: words('today.mails'),
          count: words('today.mailCount', { count: mails.length }),
          heads: ['mailTo', 'subject', 'at', 'reply'],
          rows: mails
            .slice(0, 20)
            .map((mail) => [
              { text: mail.to, main: true },
              { text: mail.subject },
              { at: mail.queuedAt },
              { text: mail.serverReply ?? '' },
            ]),
        },
      ];

/** What waits for a number, and nothing else. */
export const clerkToday =
  (context: ApiContext): AppHandler =>
  async (req, res, signed) => {
    const waiting = await waitingPapers(context, signed.caller);
    await showPapers(
      context,
      { ...waiting, proposals: { authority: [], number: waiting.proposals.number } },
      {
        req,
        res,
        signed,
        empty: 'clerk.none',
        lead: 'clerk.lead',
      },
    );
  };

/** What lies before the authority, and nothing else. */
export const authorityToday =
  (context: ApiContext): AppHandler =>
  async (req, res, signed) => {
    const { proposals } = await waitingPapers(context, signed.caller);
    const papers = { proposals: { authority: proposals.authority, number: [] }, cases: [] };
    await showPapers(context, papers, { req, res, signed, empty: 'authority.none', lead: 'authority.lead' });
  };

async function showPapers(
  context: ApiContext,
  papers: Pick<Today, 'proposals' | 'cases'>,
  page: {
    readonly req: Parameters<AppHandler>[0];
    readonly res: Parameters<AppHandler>[1];
    readonly signed: SignedIn;
    readonly empty: string;
    readonly lead: string;
  },
): Promise<void> {
  const sections = paperSections(papers);
  await showApp(context, page.req, page.res, page.signed, 'app/office/tables', {
    title: { key: 'app.entry.today' },
    lead: words(page.lead),
    sections: sections.length > 0 ? sections : [{ heads: [], rows: [], empty: words(page.empty) }],
  });
}
