import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Connection } from 'mongoose';
import type { WorkflowHandle } from '@temporalio/client';
import type { ParsedMail } from 'mailparser';

/** A piece of what the service leaves behind: one document, one operation, one event, one line. */
export interface Trace {
  readonly where: string;
  readonly text: string;
}

/** Everything that names one member of a session, and what only his sheet knows. */
export interface VoterTraces {
  readonly names: readonly string[];
  /** Nonces and keys: whoever has them can open what is sealed or try a commitment. */
  readonly secrets: readonly string[];
  /** Receipt codes of all his sheets. */
  readonly codes: readonly string[];
}

/** A choice as it is written down anywhere; `"yes": 2` is a count. */
const CHOICE = /"choices?"\s*:|"(yes|no|recused|noOpinion|other)"(?!\s*:)/;

/**
 * What links a member to a choice, or could: one sentence each. The record of a session names its members and all receipt codes in
 * one document; that the codes stand in an order of their own is for another test.
 */
export function leaksIn(traces: readonly Trace[], voters: readonly VoterTraces[]): string[] {
  return traces.flatMap((trace) => {
    const ofSession = /^(db|oplog) sessions$/.test(trace.where);
    const { text } = trace;
    const has = (part: string): boolean => text.includes(part);
    return voters.flatMap(({ names, secrets, codes }) => {
      const named = names.filter(has);
      return [
        ...secrets.filter(has).map(() => `${trace.where}: holds what opens a sheet`),
        ...(CHOICE.test(text) ? named.map((name) => `${trace.where}: names ${name} beside a choice`) : []),
        ...(codes.some(has) && !ofSession
          ? named.map((name) => `${trace.where}: names ${name} beside a receipt code`)
          : []),
      ];
    });
  });
}

/** Every document of every collection, and every operation of this database in the replication log. */
export async function storedTraces(database: Connection): Promise<Trace[]> {
  const db = database.db!;
  const traces: Trace[] = [];
  for (const { name } of await db.listCollections().toArray())
    for await (const row of db.collection(name).find()) traces.push({ where: `db ${name}`, text: textOf(row) });
  const log = database
    .getClient()
    .db('local')
    .collection('oplog.rs')
    .find({}, { projection: { _id: 0 } });
  for await (const entry of log) {
    const operation = entry as unknown as Operation;
    // a transaction is one entry; its operations have to stand for themselves, as they would without it
    for (const one of operation.o?.applyOps ?? [operation])
      if (one.ns?.startsWith(`${db.databaseName}.`))
        traces.push({ where: `oplog ${one.ns.slice(db.databaseName.length + 1)}`, text: textOf(one) });
  }
  return traces;
}

interface Operation {
  readonly ns?: string;
  readonly o?: { readonly applyOps?: readonly Operation[] };
}

/** Every event of a history, its payloads decoded. */
export async function historyTraces(handle: WorkflowHandle): Promise<Trace[]> {
  const { events } = await handle.fetchHistory();
  return (events ?? []).map((event) => ({ where: `history ${String(event.eventType)}`, text: textOf(event) }));
}

export const mailTraces = (mails: readonly ParsedMail[]): Trace[] =>
  mails.map(({ text, html, messageId }) => ({ where: `mail ${messageId}`, text: `${text}\n${html || ''}` }));

/** Every file in a folder, whatever it holds. */
export const fileTraces = (folder: string): Trace[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name))
    .map((file) => ({ where: `file ${file}`, text: `${file}\n${bytesOf(readFileSync(file))}` }));

/** Bytes in each way in which somebody may look for them. */
const bytesOf = (bytes: Buffer): string =>
  [bytes.toString('utf8'), bytes.toString('base64'), bytes.toString('base64url'), bytes.toString('hex')].join('\n');

/** A record or an event as text, its bytes in each way. The rule of a line is left out: it says what may be chosen, not what was. */
function textOf(value: unknown): string {
  const bytes: string[] = [];
  const plain = (part: unknown): unknown => {
    if (typeof part !== 'object' || part === null) return typeof part === 'bigint' ? String(part) : part;
    // by their kind, since Jest's own world has classes of its own
    if (ArrayBuffer.isView(part))
      return `(bytes ${bytes.push(bytesOf(Buffer.from(part.buffer, part.byteOffset, part.byteLength)))})`;
    if (Array.isArray(part)) return part.map(plain);
    if ('_bsontype' in part && part._bsontype !== 'Binary') return JSON.stringify(part);
    const fields = Object.entries(part).filter(([key]) => key !== 'rule');
    return fields.length === 0
      ? JSON.stringify(part)
      : Object.fromEntries(fields.map(([key, inner]) => [key, plain(inner)]));
  };
  return [JSON.stringify(plain(value)), ...bytes].join('\n');
}
