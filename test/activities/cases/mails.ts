import type { LetterOrder, OfficeSubject, SendMail } from '../../../activities';
import { awaited } from '../../../domain/campaign/state';
import { year2027 } from '../../setup/campaigns';
import { START } from '../../setup/fixtures';
import { note } from '../../setup/docket';
import type { TestService } from '../../setup/service';
import { takenIn } from '../lines';
import { run, type Case, type Cases } from '../twice';
import { campaignWith } from './campaign';
import { nearTheMinistry, substituted } from './day';
import { settledCases } from './case';
import { decided, proposed } from './proposal';
import { opened, voted } from './session';

type Kind = SendMail['mail'];
type Unsigned<O> = O extends SendMail ? Omit<O, 'key' | 'now'> : never;
type Order = Unsigned<SendMail>;

/** What mails can be about, once for all of them. */
export interface World {
  readonly unitProposal: string;
  readonly docketId: string;
  readonly lines: readonly string[];
  readonly noted: string;
  readonly decision: string;
  readonly sessionId: string;
  readonly voterRef: string;
  /** A session that is counted. */
  readonly counted: string;
  readonly proposalId: string;
  /** Lists that wait for the authority, and for its office. */
  readonly waiting: { readonly sent: string; readonly checking: string };
  /** A list whose number was refused. */
  readonly unnumbered: string;
  /** A correction and a revocation that were carried out. */
  readonly cases: readonly [string, string];
  /** Notes with letters about its silent members. */
  readonly letters: { readonly agency: string; readonly chair: string };
  /** Somebody who may sign in, and the code that he has asked for. */
  readonly account: { readonly id: string; readonly code: string; readonly serial: number };
  /** A campaign with a registration that waits for the head, one that was sent back, and a signed one without figures. */
  readonly campaign: string;
  readonly registration: string;
  readonly links: {
    readonly status: string;
    readonly ballot: string;
    readonly proposal: string;
    readonly registration: string;
  };
}

export async function world(service: TestService): Promise<World> {
  const { nominations, docket, unitProposal } = await takenIn(service, ['GK', 'BKT']);
  await gathered(service, unitProposal, nominations);
  const session = await opened(service);
  const counted = await opened(service);
  await run(service, 'countSession', await voted(service, counted));
  const { proposal } = await proposed(service);
  const { decision } = await decided(service);
  const waits = async (status: 'sent' | 'checking' | 'awaitingNumber') => {
    const { proposal: of } = await proposed(service);
    await service.store.proposals.save(of._id, 1, { status });
    return of._id;
  };
  await nearTheMinistry(service);
  await substituted(service);
  const { campaign, ids } = await campaignWith(service, registered, { working: year2027 });
  const link = async (purpose: keyof World['links'], entity: string, person: string) =>
    (await service.context.links.ensure({ purpose, entity, person }, START))._id;
  return {
    unitProposal,
    docketId: docket,
    lines: nominations,
    noted: await note(service),
    decision,
    sessionId: session._id,
    voterRef: (await service.store.electors.refOf(session._id, 'C1'))!,
    counted: counted._id,
    proposalId: proposal._id,
    waiting: { sent: await waits('sent'), checking: await waits('checking') },
    unnumbered: await waits('awaitingNumber'),
    cases: await settledCases(service),
    letters: {
      agency: await note(service, { letter: { to: { kind: 'agency', unit: 'U02' }, ...words } }),
      chair: await note(service, { letter: { to: { kind: 'chair' }, ...words } }),
    },
    account: await asked(service),
    campaign: campaign._id,
    registration: ids[0]!,
    links: {
      registration: await link('registration', `${campaign._id}/U01`, 'C1'),
      status: await link('status', unitProposal, 'contact'),
      ballot: await link('ballot', session._id, 'C1'),
      proposal: await link('proposal', proposal._id, 'C1'),
    },
  };
}

/** Two mails that wait for the digest which the order names. */
async function gathered({ store }: TestService, unitProposal: string, lines: readonly string[]): Promise<void> {
  const about = { entity: unitProposal, person: 'contact', to: 'unit@tinh-d.example', queuedAt: START };
  for (const mail of ['released', 'forwarded'] as const) {
    const order = { mail, key: `${mail}.${unitProposal}.contact.1`, now: START, unitProposal, lines };
    await store.sentMails.gather({ _id: order.key, mail, subject: mail, ...about }, order);
    await store.sentMails.place([order.key], 'digest.entity.person.0', about.to);
  }
}

async function asked({ store, context: { signInCodes } }: TestService): Promise<World['account']> {
  const mail = 'asks@tinh-d.example';
  const grants = [{ role: 'unit', unit: 'U01' } as const, { role: 'inspector', until: DUE } as const];
  const said = { name: 'Lê Thị Mẫu', language: 'vi', status: 'active', version: 1, createdAt: START } as const;
  await store.accounts.insert({ _id: 'ACCOUNT1', mail, grants, ...said });
  const code = signInCodes.idOf(mail);
  const day = START.slice(0, 10);
  const { serial } = (await store.signInCodes.ask(code, { kid: signInCodes.kid, now: START, day, most: 9 }))!;
  return { id: 'ACCOUNT1', code, serial };
}
const room = (code: string) => ({
  registrant: { kind: 'room', code, name: `Phòng ${code}` } as const,
  about: `units/${code}`,
});
const registered = [
  { status: 'waitingForHead' },
  { status: 'draft', ...room('U01a') },
  { status: 'signed', ...room('U01b') },
] as const;

const words = {
  subject: 'V/v đôn đốc gửi phiếu',
  text: 'Kính gửi: Lãnh đạo Sở.\n\n- Ông Nguyễn Văn Mẫu.\n- Bà Lê Thị Mẫu.',
};
const CLOSES = '2026-11-20T10:00:00.000Z';
const DUE = '2026-11-23';
const subjects = {
  overdue: true,
  noAnswer: true,
  postingEnded: true,
  centralReminder: true,
  holdReview: true,
  withdrawalRequested: true,
  resubmitted: true,
  wordingDisputed: true,
  stopped: true,
} satisfies Record<OfficeSubject, true>;

/** Every kind of mail, in each variety in which it is composed; a new kind does not compile until it is here. */
const orders: { readonly [K in Kind]: (world: World) => readonly Order[] } = {
  receipt: ({ unitProposal, lines }) => [{ mail: 'receipt', unitProposal, lines, code: unitProposal }],
  return: ({ unitProposal, lines, noted }) => [
    { mail: 'return', unitProposal, lines: lines.map((id) => ({ id, note: noted, due: DUE })) },
  ],
  correctionReminder: ({ unitProposal, lines }) => [
    { mail: 'correctionReminder', unitProposal, lines: lines.map((id) => ({ id, due: DUE })) },
  ],
  confirmWording: ({ unitProposal, lines }) => [
    { mail: 'confirmWording', unitProposal, lines: lines.map((id) => ({ id, due: DUE })) },
  ],
  lapsed: ({ unitProposal, lines }) => [{ mail: 'lapsed', unitProposal, lines }],
  hold: ({ unitProposal, lines }) => [{ mail: 'hold', unitProposal, lines }],
  released: ({ unitProposal, lines }) => [{ mail: 'released', unitProposal, lines }],
  withdrawn: ({ unitProposal, lines }) => [{ mail: 'withdrawn', unitProposal, lines }],
  forwarded: ({ unitProposal, lines }) => [{ mail: 'forwarded', unitProposal, lines }],
  declined: ({ unitProposal, lines, noted }) => [
    { mail: 'declined', unitProposal, lines: lines.map((id) => ({ id, note: noted })) },
  ],
  awarded: ({ unitProposal, lines, decision }) => [{ mail: 'awarded', unitProposal, lines, decision }],
  office: ({ docketId, lines }) =>
    (Object.keys(subjects) as OfficeSubject[]).map((subject, i) => ({
      mail: 'office',
      subject,
      docketId,
      lines,
      level: i % 2 === 0 ? 'unit' : 'province',
    })),
  undelivered: (all) => [
    ...letters(all).map((letter): Order => ({ mail: 'undelivered', letter, code: 'MAIL_REFUSED' })),
  ],
  invitation: ({ sessionId, voterRef }) => [{ mail: 'invitation', sessionId, voterRef, closesAt: CLOSES }],
  sessionReminder: ({ sessionId, voterRef }) => [{ mail: 'sessionReminder', sessionId, voterRef, closesAt: CLOSES }],
  sessionCancelled: ({ sessionId, voterRef }) => [{ mail: 'sessionCancelled', sessionId, voterRef, closesAt: CLOSES }],
  sessionRescheduled: ({ sessionId, voterRef }) =>
    (['quorum', 'secretary'] as const).map((because) => ({
      mail: 'sessionRescheduled',
      sessionId,
      voterRef,
      formerClosesAt: START,
      closesAt: CLOSES,
      because,
      voted: because === 'quorum',
    })),
  sessionSilence: ({ sessionId, voterRef }) =>
    [{}, { quorum: { needed: 2, lacking: 1 } }].map((more) => ({
      mail: 'sessionSilence',
      sessionId,
      closesAt: CLOSES,
      silent: [voterRef],
      voted: 1,
      ...more,
    })),
  sessionLetter: ({ sessionId, letters: { agency, chair } }) =>
    [agency, chair].map((noted) => ({ mail: 'sessionLetter', sessionId, note: noted })),
  drillFailed: ({ sessionId }) => {
    const caused = { votes: 1, drafts: 0, opened: 0, mails: 0, revoked: 0 };
    return [{ mail: 'drillFailed', sessionId, report: { links: 1, visits: 9, browser: false, met: {}, caused } }];
  },
  sessionResult: ({ counted }) => [{ mail: 'sessionResult', sessionId: counted }],
  toAuthority: ({ proposalId }) => [
    { mail: 'toAuthority', proposalId },
    { mail: 'toAuthority', proposalId, again: true },
  ],
  proposalWaits: ({ waiting }) =>
    (['sent', 'checking'] as const).map((at) => ({
      mail: 'proposalWaits',
      proposalId: waiting[at],
      at,
      since: START,
    })),
  proposalCheck: ({ waiting }) => [{ mail: 'proposalCheck', proposalId: waiting.checking }],
  caseNotice: ({ cases }) => cases.map((caseId) => ({ mail: 'caseNotice', caseId })),
  returnReminder: ({ cases: [, revoked] }) => [{ mail: 'returnReminder', caseId: revoked }],
  returnOverdue: ({ cases: [, revoked] }) => [{ mail: 'returnOverdue', caseId: revoked }],
  signInCode: ({ account: { id, code, serial } }) => [{ mail: 'signInCode', account: id, code, serial }],
  accountInvitation: ({ account: { id } }) => [{ mail: 'accountInvitation', account: id }],
  mailTest: ({ account: { id }, unitProposal }) => [
    { mail: 'mailTest', account: id, kind: 'receipt', lang: 'en', of: unitProposal },
  ],
  numberRefused: ({ unnumbered, account: { id } }) => [
    { mail: 'numberRefused', proposalId: unnumbered, code: 'REGISTER_FULL' },
    { mail: 'numberRefused', proposalId: unnumbered, code: 'FACTS_MISSING', clerk: id },
  ],
  substitutionBegins: () =>
    (['substitute', 'office'] as const).map((reader) => ({
      mail: 'substitutionBegins',
      authority: 'A-U02',
      from: START.slice(0, 10),
      reader,
    })),
  centralDeadline: () => [{ mail: 'centralDeadline' }, { mail: 'centralDeadline', unit: 'U01' }],
  digest: () => [{ mail: 'digest' }],
  campaignOpens: ({ campaign: campaignId }) =>
    (['launch', 'roundOpens'] as const).map((milestone) => ({
      mail: 'campaignOpens',
      campaignId,
      unit: 'U01',
      milestone,
    })),
  campaignReminder: ({ campaign: campaignId }) =>
    awaited.map((milestone) => ({ mail: 'campaignReminder', campaignId, unit: 'U01', milestone, due: DUE })),
  campaignChanged: ({ campaign: campaignId, noted }) =>
    [[{ milestone: 'finalReview', from: DUE, to: '2026-11-30', days: 7 } as const], []].map((changes) => ({
      mail: 'campaignChanged',
      campaignId,
      unit: 'U01',
      changes,
      note: noted,
    })),
  registrationSign: ({ campaign: campaignId }) => [{ mail: 'registrationSign', campaignId, unit: 'U01' }],
  registrationReturned: ({ campaign: campaignId, registration, noted }) => [
    {
      mail: 'registrationReturned',
      campaignId,
      unit: 'U01',
      registrations: [registration],
      amendments: 0,
      note: noted,
    },
  ],
  campaignTurn: ({ campaign: campaignId }) =>
    (['registrationCloses', 'statistics'] as const).map((milestone) => ({
      mail: 'campaignTurn',
      campaignId,
      milestone,
    })),
  campaignNext: ({ campaign: campaignId }) => [
    { mail: 'campaignNext', campaignId, year: 2028, as: 'planned' },
    { mail: 'campaignNext', campaignId, year: 2028, as: 'calendarMissing', years: [2028] },
    { mail: 'campaignNext', campaignId, year: 2028, as: 'refused' },
  ],
  freshLink: ({ links }) => Object.values(links).map((linkId) => ({ mail: 'freshLink', linkId })),
};

/** One letter to each kind of reader, to be told of as undelivered. */
const letters = (all: World): LetterOrder[] =>
  (
    [
      'receipt',
      'return',
      'invitation',
      'sessionSilence',
      'sessionLetter',
      'sessionResult',
      'toAuthority',
      'proposalWaits',
      'numberRefused',
      'substitutionBegins',
      'campaignReminder',
      'registrationSign',
      'freshLink',
    ] as const
  ).map((kind) => {
    const [order] = orders[kind](all);
    return signed(order!, 0) as LetterOrder;
  });

/** With key and time, as workflows name them: a letter to a member by the reference, which the mail itself never carries. */
export const signed = (order: Order, variety: number): SendMail => {
  const about = 'voterRef' in order ? `${order.sessionId}.${order.voterRef}` : 'entity.person';
  return { ...order, key: `${order.mail}.${about}.${variety}`, now: START };
};

const worlds = new WeakMap<TestService, Promise<World>>();
function worldOf(service: TestService): Promise<World> {
  const made = worlds.get(service) ?? world(service);
  worlds.set(service, made);
  return made;
}

const varieties: Partial<Record<Kind, number>> = {
  office: 9,
  undelivered: 13,
  toAuthority: 2,
  numberRefused: 2,
  substitutionBegins: 2,
  centralDeadline: 2,
  proposalWaits: 2,
  sessionRescheduled: 2,
  sessionSilence: 2,
  sessionLetter: 2,
  freshLink: 4,
  campaignOpens: 2,
  campaignReminder: 4,
  campaignChanged: 2,
  campaignTurn: 2,
  campaignNext: 3,
  caseNotice: 2,
};

const mailCase = (kind: Kind, variety: number): Case<'sendMail'> => ({
  name: `sends ${kind}${varieties[kind] === undefined ? '' : `, variety ${variety + 1}`}`,
  async prepare(service) {
    const all = orders[kind](await worldOf(service));
    expect(all).toHaveLength(varieties[kind] ?? 1);
    return signed(all[variety]!, variety);
  },
  draws: ['links'],
  mails: 1,
  async stands({ store, mails }, { key, ...order }) {
    const reference =
      'voterRef' in order
        ? order.voterRef
        : 'letter' in order && 'voterRef' in order.letter
          ? order.letter.voterRef
          : '';
    const sent = mails.mails.at(-1)!;
    const [, id = ''] = /^<(.*)@/.exec(sent.messageId ?? '') ?? [];
    expect(id).toBe(reference === '' ? key : key.replace(reference, 'C1'));
    expect(await store.sentMails.get(id)).toMatchObject({ status: 'accepted', subject: sent.subject });
  },
});

export const mailCases: Pick<Cases, 'sendMail'> = {
  sendMail: (Object.keys(orders) as Kind[]).flatMap((kind) =>
    Array.from({ length: varieties[kind] ?? 1 }, (_, i) => mailCase(kind, i)),
  ),
};
