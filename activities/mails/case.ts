import { Problem } from '../../domain/errors';
import { outstanding, type Returnable } from '../../domain/case/state';
import { dayOf, type Day } from '../../domain/time';
import type { CaseRecord, DecisionRecord, Language } from '../../platform/store';
import type { NewMail } from '../../platform/store/sent-mails';
import type { MailData } from '../../templates/mail';
import { fieldLabel, groundLabel } from '../../templates/words';
import { holderOf } from '../../platform/holders';
import { entryOfCase } from '../case-wording';
import type { MailOrder } from '../index';
import type { MailContext } from '../context';
import type { Letter } from './letter';
import { awardName, noAddress, officeAddress, officeOf, officeTowards, ofUnit, renderLetter } from './letter';

type CaseOrder = Extract<MailOrder, { mail: 'caseNotice' | 'returnReminder' }>;
type OverdueOrder = Extract<MailOrder, { mail: 'returnOverdue' }>;

/** Where the unit of an award is written to: the contact of what it sent, else the unit's own address. */
export async function contactOfCase(
  { store }: Pick<MailContext, 'store'>,
  { nomination, holderUnit }: CaseRecord,
): Promise<{ readonly unit: string; readonly to?: string; readonly lang: Language }> {
  const sent = nomination === undefined ? undefined : (await store.nominations.need(nomination)).unitProposal;
  const contact = sent === undefined ? undefined : (await store.unitProposals.need(sent)).contact;
  const record = holderUnit === undefined ? undefined : await store.units.get(holderUnit);
  const address = contact && contact.email !== '' ? contact.email : (record?.officer?.email ?? record?.email);
  return {
    unit: record?.name ?? holderUnit ?? '',
    lang: contact?.language ?? 'vi',
    ...(address === undefined ? {} : { to: address }),
  };
}

/** To the unit: what became of an award; or that the return of a revoked one is due soon. */
export async function toUnitOfCase(context: MailContext, order: CaseOrder): Promise<Letter> {
  const matter = await context.store.cases.need(order.caseId);
  const decision = await context.store.decisions.need(matter.decision ?? '');
  return letterOf(context, order, matter, decision);
}

async function letterOf(
  context: MailContext,
  { mail, key }: Pick<CaseOrder, 'mail' | 'key'>,
  matter: CaseRecord,
  decision: DecisionRecord,
): Promise<Letter> {
  const contact = await contactOfCase(context, matter);
  const { to, lang } = contact;
  if (to === undefined) throw noAddress(matter._id);
  const entry = await entryOfCase(context, matter);
  const head = { key, to, lang, entity: matter._id, person: 'contact', ...ofUnit(matter.unit) };
  const base = {
    office: await officeTowards(context, matter.level, matter.unit ?? matter.holderUnit ?? ''),
    unit: contact.unit,
    ...(await holderInMail(context, matter)),
    award: awardName(context.catalogue, matter.awardCode, lang),
    paper: decision.number,
    date: decision.date,
  };
  if (mail === 'returnReminder') {
    const left = outstanding(matter.returns, matter.settled);
    return { ...head, name: 'return-reminder', data: { ...base, due: matter.due ?? '', ...flags(left) } };
  }
  const data: MailData['case-notice'] = {
    ...base,
    kind: matter.kind as MailData['case-notice']['kind'],
    decision: entry.decisionNumber,
    decided: entry.decidedOn,
    changes: (matter.changes ?? []).map(({ field, printed, correct }) => ({
      what: fieldLabel(lang, field),
      printed,
      correct,
    })),
    ...(matter.ground === undefined ? {} : { ground: groundLabel(lang, matter.ground) }),
    ...(matter.due === undefined ? {} : { due: matter.due }),
    ...flags(matter.kind === 'revocation' ? matter.returns : []),
  };
  return { ...head, name: 'case-notice', data };
}

async function holderInMail(context: MailContext, matter: CaseRecord) {
  const { posthumous, ...nominee } = await holderOf(context.store, matter);
  return { nominee, posthumous };
}

const flags = (returns: readonly Returnable[]) => ({
  object: returns.includes('object'),
  money: returns.includes('money'),
});

/** The row of the notice, before its paper stands in the register; undefined where nobody can be written to. */
export async function caseMailRow(
  context: MailContext,
  {
    key,
    now,
    matter,
    decision,
    due,
  }: {
    readonly key: string;
    readonly now: string;
    readonly matter: CaseRecord;
    readonly decision: DecisionRecord;
    readonly due?: Day;
  },
): Promise<NewMail | undefined> {
  try {
    const then = { ...matter, ...(due === undefined ? {} : { due }) };
    const letter = await letterOf(context, { mail: 'caseNotice', key }, then, decision);
    if (letter.name !== 'case-notice') return undefined;
    const { subject } = await renderLetter(context, letter);
    return {
      _id: key,
      mail: letter.name,
      entity: letter.entity,
      to: letter.to,
      subject,
      queuedAt: now,
      ...(letter.person === undefined ? {} : { person: letter.person }),
      ...(letter.unit === undefined ? {} : { unit: letter.unit }),
    };
  } catch (error) {
    // told by the letter itself, which finds no address either
    if (error instanceof Problem && error.code === 'MAIL_REFUSED') return undefined;
    throw error;
  }
}

/** To the office: what is not back in time. */
export async function returnOverdue(context: MailContext, { key, caseId, now }: OverdueOrder): Promise<Letter> {
  const matter = await context.store.cases.need(caseId);
  const decision = await context.store.decisions.need(matter.decision ?? '');
  const { unit } = await contactOfCase(context, matter);
  const left = outstanding(matter.returns, matter.settled);
  return {
    key,
    to: await officeAddress(context, matter.level, matter.unit ?? ''),
    lang: 'vi',
    entity: caseId,
    ...ofUnit(matter.unit),
    name: 'return-overdue',
    data: {
      office: await officeOf(context, matter.level, matter.unit ?? ''),
      ref: caseId,
      unit,
      paper: decision.number,
      date: decision.date,
      due: matter.due ?? dayOf(now),
      day: dayOf(now),
      ...flags(left),
      link: `${context.publicUrl}/`,
    },
  };
}
