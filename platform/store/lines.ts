import { trusted, type ClientSession } from 'mongoose';
import { Problem } from '../../domain/errors';
import type { Line, LineEvent } from '../../domain/line';
import type { Level } from '../../domain/route';
import type { Instant } from '../../domain/time';
import { allowedActions, viewOf } from '../../domain/walk';
import { appendTo } from './audit';
import { subjectOf } from './ledger';
import { nomineeSearchName, rowOf } from './row';
import type { Db } from './rows';
import { byIds, changeEach } from './rows';
import type { StoredNomination } from './schemas/nominations';
import type { AuditEntry } from './shapes';

export interface LineChanges {
  readonly docketId: string;
  readonly step: number;
  readonly lines: readonly Line[];
  readonly events: readonly LineEvent[];
  readonly now: Instant;
  /** Levels that have taken lines in, with the rules that were in force. */
  readonly pins?: readonly Pin[];
}

export interface Pin {
  readonly line: string;
  readonly level: Level;
  readonly rules: string;
}

export interface LineStore {
  /**
   * Writes what a docket has changed: line, view, status and allowed actions, the dossier version that an event names
   * (`facts.dossier` of resubmit, correctClerical, supply), the rules that a level has taken it in under (the first stay), and
   * one entry of the trail an event. Transactions of up to 200 lines. Twice is once, and an older version of a line never overwrites a newer one.
   * @throws Problem NOT_FOUND for a line or dossier that does not exist
   */
  save(changes: LineChanges): Promise<void>;
}

/** Lines in one transaction. */
const BATCH = 200;

/** Events that bring another version of the dossier. */
const withDossier: ReadonlySet<LineEvent['type']> = new Set(['resubmit', 'correctClerical', 'supply']);

export function lineStore(db: Db): LineStore {
  return {
    async save(changes) {
      const ids = [...new Set([...changes.lines.map((line) => line.id), ...changes.events.map((event) => event.line)])];
      for (let start = 0; start < ids.length; start += BATCH) {
        const batch = new Set(ids.slice(start, start + BATCH));
        const part: LineChanges = {
          ...changes,
          lines: changes.lines.filter((line) => batch.has(line.id)),
          events: changes.events.filter((event) => batch.has(event.line)),
          pins: (changes.pins ?? []).filter((pin) => batch.has(pin.line)),
        };
        await db.transaction((session) => saveBatch(db, part, session));
      }
    },
  };
}

async function saveBatch(
  db: Db,
  { lines, events, now, pins = [] }: LineChanges,
  session: ClientSession,
): Promise<void> {
  const { nominations } = db.models;
  const stored = await byIds(
    nominations,
    lines.map((line) => line.id),
    session,
  );
  const missing = lines.filter((line) => !stored.has(line.id));
  if (missing.length > 0) throw notFound(missing.map((line) => line.id));

  const newer = lines.filter((line) => (stored.get(line.id)?.line?.version ?? 0) < line.version);
  const dossiers = await dossiersOf(db, newer, events, session);
  await changeEach(
    nominations,
    newer.map((line) => {
      const fields = { ...readModel(line, now), ...dossiers.get(line.id) };
      return {
        ...fields,
        row: rowOf({ ...stored.get(line.id)!, ...fields }),
        ...consultationsOf(stored.get(line.id), eventsOf(line, events)),
      };
    }),
    { session },
  );
  await pinFirst(db, pins, session);
  // also for a line that is older than the stored one: its trail must not lack what happened
  await appendTo(db, entriesOf(events), session);
}

const eventsOf = ({ id }: Line, events: readonly LineEvent[]): readonly LineEvent[] =>
  events.filter((event) => event.line === id);

/** What bodies have said, kept when the line has left the stage that asked them. */
function consultationsOf(
  stored: StoredNomination | undefined,
  events: readonly LineEvent[],
): Pick<StoredNomination, 'consultations'> {
  const said = new Map((stored?.consultations ?? []).map((one) => [one.body, one]));
  for (const { type, facts } of events) {
    const body = facts?.['body'];
    if (typeof body !== 'string') continue;
    if (type === 'ask') said.set(body, { body });
    if (type === 'answer') said.set(body, { body, answer: facts?.['opinion'] === 'objects' ? 'objects' : 'agrees' });
    if (type === 'proceedWithoutAnswer') said.set(body, { body, answer: 'silent', reasonRecorded: true });
    if (type === 'overruleObjection') said.set(body, { body, answer: 'objects', reasonRecorded: true });
  }
  return said.size === 0 ? {} : { consultations: [...said.values()] };
}

/** A dossier that comes back to a level is judged by the rules under which that level took it in first. */
async function pinFirst({ models: { nominations } }: Db, pins: readonly Pin[], session: ClientSession): Promise<void> {
  if (pins.length === 0) return;
  const operations = pins.map(({ line, level, rules }) => {
    const path = `pinned.${level}`;
    return {
      updateOne: { filter: { _id: line, [path]: trusted({ $exists: false }) }, update: { $set: { [path]: rules } } },
    };
  });
  await nominations.bulkWrite(operations as never, { session, ordered: true });
}

/** What pages and lists show of a line. */
function readModel(line: Line, now: Instant): Partial<StoredNomination> & { readonly _id: string } {
  const view = viewOf(line);
  return {
    _id: line.id,
    line,
    view,
    status: view.status,
    allowed: allowedActions(line),
    version: line.version,
    unitProposal: line.unitProposal,
    updatedAt: now,
    stand: line.end ? 'ended' : 'underWay',
  };
}

type DossierFields = Pick<StoredNomination, 'dossier' | 'dossierVersion' | 'searchName' | 'subject'>;

/** The dossier versions that the events name, for the lines that are written now. */
async function dossiersOf(
  db: Db,
  lines: readonly Line[],
  events: readonly LineEvent[],
  session: ClientSession,
): Promise<ReadonlyMap<string, DossierFields>> {
  const written = new Set(lines.map((line) => line.id));
  const named = new Map<string, string>();
  for (const { line, type, facts } of events) {
    const dossier = facts?.dossier;
    if (written.has(line) && withDossier.has(type) && typeof dossier === 'string') named.set(line, dossier);
  }
  const records = await byIds(db.models.dossiers, [...named.values()], session);
  const fields = new Map<string, DossierFields>();
  for (const [line, id] of named) {
    const dossier = records.get(id)?.content;
    if (dossier === undefined) throw notFound([id]);
    const { nominee } = dossier;
    const found = { searchName: nomineeSearchName(nominee), subject: subjectOf(nominee, line) };
    fields.set(line, { dossier, dossierVersion: id, ...found });
  }
  return fields;
}

function entriesOf(events: readonly LineEvent[]): readonly AuditEntry[] {
  const seen = new Map<string, number>();
  return events.map(({ line, version, type, at, actor, stage, level, note, facts }) => {
    const name = `${line}/v${version}/${type}`;
    const index = seen.get(name) ?? 0;
    seen.set(name, index + 1);
    const data = { version, stage, level, note, facts };
    return { entity: line, key: `${name}/${index}`, at, actor, type, data };
  });
}

const notFound = (ids: readonly string[]): Problem => new Problem('NOT_FOUND', `unknown: ${ids.join(', ')}`, { ids });
