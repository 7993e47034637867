import { accountEntity } from '../../domain/ids';
import { dayOf, plusDays, type Day, type Instant } from '../../domain/time';
import type { Language, NominationRecord, Store } from '../../platform/store';
import type { MailName, PreviewMail } from '../../templates/mail';
import type { LetterOrder, MailOrder, OfficeSubject, SendMail } from '../index';
import type { MailContext } from '../context';
import { letterOf, type CaseOrder } from './compose';
import type { Letter } from './letter';
import { levelOf } from './letter';
import { memberLetter } from './session';

/**
 * Mails of real cases for whoever changes their words. Nothing is written: a link that would be made for the mail is none, and
 * leads to the page for dead links.
 */
export function mailPreviews(context: Omit<MailContext, 'links'>): PreviewMail {
  const looking: MailContext = { ...context, links: noLinks(context.publicUrl) };
  return async ({ name, of, now }) => {
    const letter = await exampleOf(looking, name, of, now);
    // an order may bring another mail than the one that was asked for: none of this case
    return letter?.name === name ? letter : undefined;
  };
}

/** Links that open nothing, for looking at. */
function noLinks(publicUrl: string): MailContext['links'] {
  const link = {
    _id: '',
    purpose: 'status',
    entity: '',
    person: '',
    version: 0,
    kid: '',
    tokenHash: '',
    state: 'revoked',
    createdAt: '',
  } as const;
  return {
    ensure: () => Promise.resolve(link),
    current: () => Promise.resolve(link),
    fresh: () => Promise.resolve(link),
    urlOf: () => `${publicUrl}/n/xem-thu`,
  };
}

type Unsigned<O> = O extends CaseOrder ? Omit<O, 'key' | 'now'> : never;
type Order = Unsigned<CaseOrder>;
interface Asked {
  readonly store: Store;
  readonly of: string;
  readonly now: Instant;
}

const signed = (order: Order, now: Instant): CaseOrder => ({ ...order, key: 'preview', now });

async function exampleOf(context: MailContext, name: MailName, of: string, now: Instant): Promise<Letter | undefined> {
  if (isToMember(name)) return await toMember(context, name, of, now);
  const order = await orders[name]?.({ store: context.store, of, now });
  return order && (await letterOf(context, signed(order, now)));
}

/** How the mails of a case are asked for; a kind that is not named has no case, or is shown to nobody. */
const orders: { readonly [N in MailName]?: (asked: Asked) => Promise<Order | undefined> } = {
  receipt: ofSent((sent) => ({ mail: 'receipt', ...sent, lines: ids(sent.lines), code: sent.unitProposal })),
  return: ofSent(async (sent, asked) => {
    const notes = await notesOf(asked, sent.lines, ['return', 'requestSupplement']);
    const lines = notes.map(([line, note]) => ({ id: line._id, note, due: dueOf(line, asked.now) }));
    return lines.length === 0 ? undefined : { mail: 'return', ...sent, lines };
  }),
  'correction-reminder': ofSent((sent, { now }) => ({
    mail: 'correctionReminder',
    ...sent,
    lines: sent.lines.map((line) => ({ id: line._id, due: dueOf(line, now) })),
  })),
  'confirm-wording': ofSent((sent, { now }) => ({
    mail: 'confirmWording',
    ...sent,
    lines: sent.lines.map((line) => ({ id: line._id, due: dueOf(line, now) })),
  })),
  lapsed: ofSent((sent) => ({ mail: 'lapsed', ...sent, lines: ids(sent.lines) })),
  hold: ofSent((sent) => ({ mail: 'hold', ...sent, lines: ids(sent.lines) })),
  released: ofSent((sent) => ({ mail: 'released', ...sent, lines: ids(sent.lines) })),
  withdrawn: ofSent((sent) => ({ mail: 'withdrawn', ...sent, lines: ids(sent.lines) })),
  'passed-on': ofSent((sent) => ({ mail: 'forwarded', ...sent, lines: ids(sent.lines) })),
  declined: ofSent(async (sent, asked) => {
    const notes = await notesOf(asked, sent.lines, ['decline', 'councilResult', 'struckOut', 'centralDeclined']);
    const lines = notes.map(([line, note]) => ({ id: line._id, note }));
    return lines.length === 0 ? undefined : { mail: 'declined', ...sent, lines };
  }),
  awarded: ofSent(async (sent, { store }) => {
    const certificates = await store.certificates.ofNominations(ids(sent.lines));
    const [first] = certificates;
    if (!first) return undefined;
    const lines = certificates.filter((one) => one.decision === first.decision).map((one) => one.nomination);
    return { mail: 'awarded', ...sent, lines, decision: first.decision };
  }),
  overdue: ofOffice('overdue'),
  'central-reminder': ofOffice('centralReminder'),
  'needs-attention': ofOffice('stopped'),
  'office-notice': ofOffice('resubmitted'),
  undelivered: ofSent((sent, { now }) => {
    const letter = {
      mail: 'hold',
      ...sent,
      lines: ids(sent.lines),
      key: 'preview',
      now,
    } as const satisfies LetterOrder;
    return { mail: 'undelivered', letter, code: 'MAIL_REFUSED' };
  }),
  silence: ofSession((sessionId, { closesAt, members }) => ({
    mail: 'sessionSilence',
    sessionId,
    closesAt,
    silent: [],
    voted: members,
  })),
  result: ofSession((sessionId) => ({ mail: 'sessionResult', sessionId })),
  'to-authority': ofProposal((proposalId) => ({ mail: 'toAuthority', proposalId })),
  'proposal-check': ofProposal((proposalId) => ({ mail: 'proposalCheck', proposalId })),
  'proposal-waits': ofProposal((proposalId, { now }) => ({
    mail: 'proposalWaits',
    proposalId,
    at: 'sent',
    since: now,
  })),
  'case-notice': ofCase((caseId) => ({ mail: 'caseNotice', caseId })),
  'return-reminder': ofCase((caseId) => ({ mail: 'returnReminder', caseId })),
  'return-overdue': ofCase((caseId) => ({ mail: 'returnOverdue', caseId })),
  'campaign-opens': ofCampaign((to) => ({ mail: 'campaignOpens', ...to, milestone: 'launch' })),
  'campaign-reminder': ofCampaign((to, { now }) => ({
    mail: 'campaignReminder',
    ...to,
    milestone: 'registrationCloses',
    due: dayOf(now),
  })),
  'campaign-changed': ofCampaign((to) => ({ mail: 'campaignChanged', ...to, changes: [], note: '' })),
  'registration-sign': ofCampaign((to) => ({ mail: 'registrationSign', ...to })),
  'campaign-turn': ofCampaign(({ campaignId }) => ({
    mail: 'campaignTurn',
    campaignId,
    milestone: 'registrationCloses',
  })),
  'campaign-next': ofCampaign(({ campaignId }, { now }) => ({
    mail: 'campaignNext',
    campaignId,
    year: Number(dayOf(now).slice(0, 4)) + 1,
    as: 'planned',
  })),
  'account-invitation': async ({ store, of }) => {
    const account = (await store.accounts.get(of)) ?? (await store.accounts.byMail(of));
    return account && { mail: 'accountInvitation', account: account._id };
  },
};

const ids = (lines: readonly NominationRecord[]): string[] => lines.map(({ _id }) => _id);

/** The day of a line, or one as it would be. */
const dueOf = ({ line }: NominationRecord, now: Instant): Day =>
  (line?.stages ?? []).flatMap((stage) => ('due' in stage ? [stage.due] : [])).at(-1) ?? plusDays(dayOf(now), 14);

interface Sent {
  readonly unitProposal: string;
  readonly lines: readonly NominationRecord[];
}

/** Of what a unit has sent: by its code, by the number of one of its nominations, or by the docket that carries it. */
function ofSent(make: (sent: Sent, asked: Asked) => Order | undefined | Promise<Order | undefined>) {
  return async (asked: Asked): Promise<Order | undefined> => {
    const sent = await sentOf(asked);
    return sent && (await make(sent, asked));
  };
}

async function sentOf({ store, of }: Asked): Promise<Sent | undefined> {
  const [inDocket] = (await store.unitProposals.list({ docket: of }, { limit: 1 })).items;
  const unitProposal = inDocket?._id ?? (await store.nominations.get(of))?.unitProposal ?? of;
  const proposal = await store.unitProposals.get(unitProposal);
  const lines = proposal ? [...(await store.nominations.many(proposal.nominations)).values()] : [];
  return lines.length === 0 ? undefined : { unitProposal, lines };
}

/** The last note of each line that something of a kind was said with. */
async function notesOf(
  { store }: Asked,
  lines: readonly NominationRecord[],
  types: readonly string[],
): Promise<(readonly [NominationRecord, string])[]> {
  const entries = await store.audit.ofTypes(ids(lines), types);
  const last = new Map(entries.map(({ entity, data }) => [entity, data['note']]));
  return lines.flatMap((line) => {
    const note = last.get(line._id);
    return typeof note === 'string' ? [[line, note] as const] : [];
  });
}

function ofOffice(subject: OfficeSubject) {
  return ofSent(async ({ unitProposal, lines }, { store }) => {
    const { docket } = await store.unitProposals.need(unitProposal);
    const level = levelOf(lines[0]!);
    return { mail: 'office', subject, docketId: docket, lines: ids(lines), level, code: 'STOPPED' };
  });
}

function ofSession(make: (id: string, about: { readonly closesAt: Instant; readonly members: number }) => Order) {
  return async ({ store, of }: Asked): Promise<Order | undefined> => {
    const session = await store.sessions.get(of);
    return session && make(of, { closesAt: session.closesAt, members: session.members.length });
  };
}
function ofProposal(make: (id: string, asked: Asked) => Order) {
  return async (asked: Asked): Promise<Order | undefined> =>
    (await asked.store.proposals.get(asked.of)) && make(asked.of, asked);
}
/** Of a case whose paper is in its register. */
function ofCase(make: (id: string) => Order) {
  return async ({ store, of }: Asked): Promise<Order | undefined> =>
    ((await store.cases.get(of))?.decision ?? '') === '' ? undefined : make(of);
}
/** To the first of its participants. */
function ofCampaign(make: (to: { readonly campaignId: string; readonly unit: string }, asked: Asked) => Order) {
  return async (asked: Asked): Promise<Order | undefined> => {
    const campaign = await asked.store.campaigns.get(asked.of);
    const unit = campaign?.participants[0];
    return unit === undefined ? undefined : make({ campaignId: asked.of, unit }, asked);
  };
}

const toMembers = {
  invitation: 'invitation',
  reminder: 'sessionReminder',
  'session-extended': 'sessionRescheduled',
  'session-cancelled': 'sessionCancelled',
} as const satisfies { readonly [N in MailName]?: MailOrder['mail'] };
const isToMember = (name: MailName): name is keyof typeof toMembers => name in toMembers;

/** To the first member: whom a sheet belongs to is forgotten with the count, so no reference is asked for. */
async function toMember(
  context: MailContext,
  name: keyof typeof toMembers,
  sessionId: string,
  now: Instant,
): Promise<Letter | undefined> {
  const session = await context.store.sessions.get(sessionId);
  const person = session?.members[0]?.person;
  if (!session || person === undefined) return undefined;
  const { closesAt } = session;
  const head = { key: 'preview', now, sessionId, closesAt };
  const mail = toMembers[name];
  const order =
    mail === 'sessionRescheduled'
      ? { ...head, mail, formerClosesAt: now, because: 'secretary' as const, voted: false }
      : { ...head, mail };
  return await memberLetter(context, order, person, () => Promise.resolve(false));
}

/** A mail of a real case to somebody who has signed in; nothing when his account was ended, or the case is no longer there. */
export async function testLetter(
  context: MailContext,
  { account: id, kind, of, lang, key, now }: Extract<SendMail, { mail: 'mailTest' }>,
): Promise<{ readonly letter: Letter; readonly lang: Language } | undefined> {
  const account = await context.store.accounts.need(id);
  if (account.status === 'ended') return undefined;
  const example = await exampleOf({ ...context, links: noLinks(context.publicUrl) }, kind, of, now);
  if (example?.name !== kind) return undefined;
  return { letter: { ...example, key, to: account.mail, entity: accountEntity(id), person: id }, lang };
}
