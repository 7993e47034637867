import { REMIND_DAYS } from '../../domain/centralDeadlines';
import { DAY_MS, dayOf } from '../../domain/time';
import { statusLabel } from '../../templates/words';
import { deadlinesFrom } from '../../platform/central-deadlines';
import { everything } from '../../platform/store/paging';
import type { MailOrder } from '../index';
import type { MailContext } from '../context';
import type { Letter } from './letter';
import { noAddress, officeAddress, officeOf, ofUnit } from './letter';

/** Mails that a day brings. */

/**
 * To an office: last days of the Ministry that are near, and what has not got there yet. Nothing when all has gone meanwhile.
 */
export async function centralDeadline(
  context: MailContext,
  { key, now, unit }: Extract<MailOrder, { mail: 'centralDeadline' }>,
): Promise<Letter | undefined> {
  const { store, publicUrl } = context;
  const day = dayOf(now);
  const ahead = await deadlinesFrom(store, day, unit === undefined ? undefined : [unit]);
  const units = await store.units.many([...new Set(ahead.map(({ nomination }) => nomination.unit))]);
  const lines = ahead.flatMap(({ nomination, deadline: { due, state } }) => {
    const left = due === undefined ? NaN : (Date.parse(due) - Date.parse(day)) / DAY_MS;
    if (due === undefined || state === 'passed' || left > REMIND_DAYS[0]) return [];
    const { _id: ref, status } = nomination;
    const name = units.get(nomination.unit)?.name ?? nomination.unit;
    return [{ ref, unit: name, step: statusLabel('vi', 'office', status), due, left }];
  });
  if (lines.length === 0) return undefined;
  const level = unit === undefined ? 'province' : 'unit';
  return {
    key,
    to: await officeAddress(context, level, unit ?? ''),
    lang: 'vi',
    entity: `central-deadlines/${day}`,
    ...ofUnit(unit),
    name: 'central-deadline',
    data: { office: await officeOf(context, level, unit ?? ''), day, lines, link: `${publicUrl}/app/nominations` },
  };
}

/** To who signs from a day on, and to the office: in whose place, until when, and what waits for it. */
export async function substitutionBegins(
  context: MailContext,
  { key, now, authority: code, from, reader }: Extract<MailOrder, { mail: 'substitutionBegins' }>,
): Promise<Letter | undefined> {
  const { store, publicUrl } = context;
  const authority = await store.authorities.need(code);
  const substitution = authority.substitutions?.find((one) => one.from === from);
  // taken back, or over, before it could be told
  if (!substitution || substitution.to < dayOf(now)) return undefined;
  const { level, unit = '', title } = authority;
  const office = await officeOf(context, level, unit);
  const person = await store.people.need(substitution.person);
  const open = await everything((paging) => store.proposals.list({ status: 'sent', authority: code }, paging));
  const data = {
    office,
    to: reader === 'office' ? { unit: office.body } : { address: person.address, name: person.name },
    forOffice: reader === 'office',
    substitute: { address: person.address, name: person.name },
    title,
    from,
    until: substitution.to,
    paper: substitution.paper.number,
    paperDate: substitution.paper.date,
    waiting: open.map(({ number }) => ({ ttr: number })),
    link: `${publicUrl}/app/proposals`,
  };
  const head = {
    key,
    entity: `authorities/${code}`,
    ...ofUnit(authority.unit),
    name: 'substitution-begins' as const,
    data,
  };
  if (reader === 'office') return { ...head, to: await officeAddress(context, level, unit), lang: 'vi' };
  if (person.email === undefined) throw noAddress(person._id);
  return { ...head, to: person.email, lang: person.language, person: person._id };
}

/** To a clerk, or the office: an automatic register has not given the number that waits. */
export async function numberRefused(
  context: MailContext,
  { key, proposalId, code, clerk }: Extract<MailOrder, { mail: 'numberRefused' }>,
): Promise<Letter | undefined> {
  const { store, publicUrl } = context;
  const proposal = await store.proposals.need(proposalId);
  // recorded, drawn or given back meanwhile
  if (proposal.status !== 'awaitingNumber') return undefined;
  const authority = await store.authorities.need(proposal.authority);
  const { level, unit = '' } = proposal;
  const office = await officeOf(context, level, unit);
  const account = clerk === undefined ? undefined : await store.accounts.get(clerk);
  const reader = account?.status === 'active' ? account : undefined;
  return {
    key,
    to: reader?.mail ?? (await officeAddress(context, level, unit)),
    lang: reader?.language ?? 'vi',
    entity: proposalId,
    ...ofUnit(proposal.unit),
    name: 'number-refused',
    data: {
      office,
      to: reader?.name ?? office.body,
      authority: authority.title,
      ttr: proposal.number,
      n: proposal.lines.length,
      code,
      link: `${publicUrl}/app/proposals/${proposalId}/number`,
    },
  };
}
