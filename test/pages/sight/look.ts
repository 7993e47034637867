import { createHash } from 'node:crypto';
import { API_BASE } from '../../../api/routes';
import { roles, type Role } from '../../../domain/roles';
import type { Reply, TestApi } from '../../setup/api';
import { people } from '../../setup/fixtures';
import { addresses, linkOf, pages, type Case } from './addresses';
import { saidIn, votesIn, type Said } from './said';
import { secretsOf } from './sittings';

interface Who {
  readonly role: Role;
  readonly unit?: string;
}

/** Every role at the province, in the unit of the session and in another one, where there can be such a key. */
export const callers: readonly Who[] = roles
  .flatMap((role): Who[] => [{ role }, { role, unit: 'U01' }, { role, unit: 'U02' }])
  .filter(({ role, unit }) => (role === 'unit' ? unit !== undefined : role !== 'admin' || unit === undefined));
export const nameOf = ({ role, unit }: Who): string => [role, unit].filter(Boolean).join(' ');

/** What was told of votes, by address, to whom; and by caller, how each address of the session answered. */
export interface Sight {
  readonly told: Readonly<Record<string, readonly string[]>>;
  readonly answers: Readonly<Record<string, Readonly<Record<string, number>>>>;
}

/** The same paper is handed to many, and read once. */
const read = new Map<string, Promise<Said>>();
function saidBy({ bytes, headers }: Reply): Promise<Said> {
  const name = createHash('sha256').update(bytes).digest('hex');
  const known = read.get(name) ?? saidIn(bytes, headers.get('content-type') ?? '');
  read.set(name, known);
  return known;
}

/** At once so many: as a person with several windows does. */
const AT_ONCE = 12;
let looks = 0;

/** Every caller asks every address of the API, and somebody without a key too. */
export async function lookAround(api: TestApi, of: Case): Promise<Sight> {
  const told: Record<string, string[]> = {};
  const answers: Record<string, Record<string, number>> = {};
  const asked = Object.values(addresses).flatMap((row) => row(of));
  const wanted = secretsOf(of);
  const note = async (who: string, path: string, reply: Reply): Promise<void> => {
    expect({ who, path, broken: reply.status >= 500 }).toEqual({ who, path, broken: false });
    const short = path.replace(of.id, ':id').replace(of.attached, ':file');
    if (path.startsWith(`/sessions/${of.id}`)) (answers[who] ??= {})[short] = reply.status;
    const said = votesIn(await saidBy(reply), wanted);
    if (said.length > 0) (told[short] ??= []).push(who);
  };
  for (const caller of [...callers, undefined]) {
    const who = caller ? nameOf(caller) : 'nobody';
    // each from an address of its own: nobody asks so much in a minute
    looks += 1;
    const from = { 'x-forwarded-for': `10.0.${Math.floor(looks / 200)}.${looks % 200}` };
    const headers = caller
      ? { ...from, authorization: `Bearer ${(await api.as(caller.role, caller.unit)).key}` }
      : from;
    for (let i = 0; i < asked.length; i += AT_ONCE) {
      const some = asked.slice(i, i + AT_ONCE);
      const replies = await Promise.all(some.map((path) => api.raw('GET', `${API_BASE}${path}`, { headers })));
      for (const [k, reply] of replies.entries()) await note(who, some[k]!, reply);
    }
  }
  for (const who of Object.values(told)) who.sort();
  return { told, answers };
}

/** What the pages say of votes: to a member by his name, otherwise by the first letter of the address. */
export async function lookAtPages(api: TestApi, of: Case): Promise<Record<string, string[]>> {
  const told: Record<string, string[]> = {};
  const persons = new Map<string, string>();
  for (const person of people(of.members + 1)) {
    const link = await linkOf(api, of, person);
    if (link !== undefined) persons.set(link, person);
  }
  for (const row of Object.values(pages)) {
    for (const path of await row(of, api)) {
      const reply = await api.raw('GET', path);
      expect([path, reply.status < 500]).toEqual([path, true]);
      const said = votesIn(await saidBy(reply), secretsOf(of));
      const who = persons.get(path.replace(/\?.*/, '')) ?? path.replace(/^\/(\w?).*/, '/$1');
      if (said.length > 0) told[who] = [...new Set([...(told[who] ?? []), ...said])];
    }
  }
  return told;
}

/** Kinds of mails that say anything of votes, of all that have been delivered so far. */
export async function lookAtMails(api: TestApi, of: Case): Promise<string[]> {
  const told = new Set<string>();
  for (const { subject, text, html, attachments, messageId } of api.site.service.mails.mails) {
    const all = [subject, text, html || '', ...attachments.map((a) => a.content.toString())].join('\n');
    const kind = /^<([^.]+)\./.exec(messageId ?? '')?.[1] ?? 'unknown';
    if (votesIn(await saidIn(Buffer.from(all), 'text/plain'), secretsOf(of)).length > 0) told.add(kind);
  }
  return [...told];
}
