import { addWorkingDays } from '../../domain/calendar';
import type { Day } from '../../domain/time';
import { dayOf } from '../../domain/time';
import type { NominationRecord, NoteRecord, UnitProposalRecord } from '../../platform/store';
import type { Ground, MailLine, Office } from '../../templates/mail';
import type { MailOrder } from '../index';
import type { MailContext } from '../context';
import type { Letter } from './letter';
import { awardName, levelOf, noAddress, officeTowards, ofUnit } from './letter';

type UnitOrder = Extract<MailOrder, { unitProposal: string }>;

/** Working days for the paper original after the electronic dossier, and for reporting a mistake after a decision. */
const PAPER_WORKING_DAYS = 5;
const PROOF_WORKING_DAYS = 5;

/** A mail to the contact of a unit's proposal: one per proposal, never one per name. */
export async function toUnit(context: MailContext, order: UnitOrder): Promise<Letter> {
  const { store, links, catalogue } = context;
  const proposal = await store.unitProposals.need(order.unitProposal);
  const { email: to, language: lang } = proposal.contact;
  if (to === '') throw noAddress(proposal._id);
  const ids = order.lines.map((l) => (typeof l === 'string' ? l : l.id));
  const nominations = await store.nominations.many(ids);
  const of = ids.map((id) => nominations.get(id)!);
  const unit = (await store.units.get(proposal.unit))?.name ?? proposal.unit;
  const office = await officeTowards(context, levelOf(of[0]!), proposal.unit);
  const head = { key: order.key, to, lang, entity: proposal._id, person: 'contact', ...ofUnit(proposal.unit) };
  const base = { office, unit, ttr: proposal.number };
  const items = of.map((n) => lineOf(n, proposal, awardName(catalogue, n.dossier.award, lang)));
  const listed = inList(items);
  const link = async (): Promise<string> =>
    links.urlOf(await links.ensure({ purpose: 'status', entity: proposal._id, person: 'contact' }, order.now));

  switch (order.mail) {
    case 'receipt': {
      const calendar = await store.calendars.working();
      const today = dayOf(order.now);
      const data = {
        ...base,
        ttrDate: proposal.date,
        n: items.length,
        receipt: order.code,
        time: order.now,
        paper: { dueOn: addWorkingDays(calendar, today, PAPER_WORKING_DAYS) },
        due: addWorkingDays(calendar, today, screeningDays(of[0]!)),
        link: await link(),
      };
      return { ...head, name: 'receipt', data };
    }
    case 'return': {
      const notes = await store.notes.many(order.lines.map((l) => l.note));
      const grounds = order.lines.map((l, i) => ({ ...items[i]!, grounds: groundsOf(notes.get(l.note), l.id) }));
      const due = order.lines.map((l) => l.due).sort()[0] ?? '';
      return {
        ...head,
        name: 'return',
        data: { ...base, n: items.length, items: inList(grounds), due, link: await link() },
      };
    }
    case 'correctionReminder': {
      const due = order.lines.map((l) => l.due).sort()[0] ?? '';
      return {
        ...head,
        name: 'correction-reminder',
        data: { ...base, n: items.length, items: listed, due, link: await link() },
      };
    }
    case 'confirmWording': {
      const due = order.lines.map((l) => l.due).sort()[0] ?? '';
      return {
        ...head,
        name: 'confirm-wording',
        data: { ...base, n: items.length, items: listed, due, link: await link() },
      };
    }
    case 'lapsed':
      return {
        ...head,
        name: 'lapsed',
        data: { ...base, n: items.length, items: listed, due: lastDay(of) ?? dayOf(order.now) },
      };
    case 'hold':
      return { ...head, name: 'hold', data: { ...base, n: items.length, items: listed } };
    case 'released':
      return { ...head, name: 'released', data: { ...base, n: items.length, items: listed, link: await link() } };
    case 'withdrawn':
      return { ...head, name: 'withdrawn', data: { ...base, n: items.length, items: listed, time: order.now } };
    case 'forwarded':
      return { ...head, name: 'passed-on', data: { ...base, n: items.length, step: 'forwarded', link: await link() } };
    case 'declined': {
      const notes = await store.notes.many(order.lines.flatMap((l) => (l.note === undefined ? [] : [l.note])));
      const reasons = order.lines.map((l, i) => {
        const note = l.note === undefined ? undefined : notes.get(l.note);
        return { ...items[i]!, reason: note?.reason ?? '', citation: note?.citation ?? '' };
      });
      return { ...head, name: 'declined', data: { ...base, items: inList(reasons) } };
    }
    case 'awarded':
      return {
        ...head,
        name: 'awarded',
        data: await awarded(context, order, { office, unit, items: listed, link: await link() }),
      };
  }
}

async function awarded(
  { store }: MailContext,
  order: Extract<UnitOrder, { mail: 'awarded' }>,
  said: { office: Office; unit: string; items: readonly MailLine[]; link: string },
) {
  const decision = await store.decisions.need(order.decision);
  const authority = decision.authority === undefined ? undefined : await store.authorities.get(decision.authority);
  const calendar = await store.calendars.working();
  return {
    ...said,
    authority: authority?.title ?? decision.signer,
    decision: decision.number,
    date: decision.date,
    n: said.items.length,
    // who decides pays (Decree 152/2025 art. 47(2))
    ...(authority ? { payer: authority.issuer } : {}),
    proofDue: addWorkingDays(calendar, dayOf(order.now), PROOF_WORKING_DAYS),
  };
}

/** In the order of the list that the unit has sent, whatever order they were acted on in. */
const inList = <L extends { readonly no: number }>(lines: readonly L[]): L[] => [...lines].sort((a, b) => a.no - b.no);

const lineOf = (nomination: NominationRecord, proposal: UnitProposalRecord, award: string): MailLine => ({
  no: proposal.nominations.indexOf(nomination._id) + 1,
  nominee: nomination.dossier.nominee.name,
  award,
});

/** Items that name a nomination belong to it alone; the others to every line of the return. */
function groundsOf(note: NoteRecord | undefined, nomination: string): Ground[] {
  const items = (note?.items ?? []).filter((i) => i.nomination === undefined || i.nomination === nomination);
  if (items.length > 0) return items.map(({ reason, citation }) => ({ reason, citation }));
  return [{ reason: note?.reason ?? '', citation: note?.citation ?? '' }];
}

/** The day on which the correction ran out; it stays in the state of the screening that ended the line. */
const lastDay = (nominations: readonly NominationRecord[]): Day | undefined =>
  nominations
    .flatMap((n) => n.line?.stages ?? [])
    .flatMap((s) => (s.kind === 'screening' && s.due !== undefined ? [s.due] : []))
    .sort()[0];

/** Working days of the screening before the line, or of the first one that comes. */
function screeningDays(nomination: NominationRecord): number {
  const { line } = nomination;
  const stages = (line?.route.slice(line.at) ?? []).flat();
  return stages.find((s) => s.kind === 'screening')?.workingDays ?? PAPER_WORKING_DAYS;
}
