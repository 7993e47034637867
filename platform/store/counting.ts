import { randomInt } from 'node:crypto';
import type { ClientSession } from 'mongoose';
import { Problem } from '../../domain/errors';
import { appendTo } from './audit';
import type { BallotRecord, ElectorRecord, Recusal, SessionRecord, SheetRecord } from './records';
import { bundleHash, recountBundle } from './recount';
import type { Db } from './rows';
import { anyOf, change, findMany, insert, needOne } from './rows';
import type { Count, CountedSheet } from './voting';

/**
 * Closes a session within one transaction (contract: `BallotStore.countBallots`). What stays is choices per line, shuffled,
 * turnout by name and the result; nothing that leads from a person to a choice, unless the session is a named one.
 */
export async function countBallots(db: Db, count: Count, tx: ClientSession): Promise<SessionRecord> {
  const { models } = db;
  const { session: id, counted } = count;
  const stored = await needOne(models.sessions, { _id: id }, tx);
  if (stored.result) return stored;

  await assertSheets(db, count, tx);
  const electors = await findMany(models.electors, { session: id }, { _id: 1 }, tx);
  const personOf = personsOf(electors, counted, id);
  const ballots = await insertBallots(db, stored, count, personOf, tx);

  const votedAt = new Map(counted.map(({ voterRef, at }) => [personOf.get(voterRef), at]));
  const members = stored.members.map((member) => {
    const { absence: announced, ...who } = member;
    if (count.meeting?.present.includes(who.person)) return { ...who, voted: true, present: true };
    const absence = count.meeting?.absent.find((a) => a.person === who.person)?.reason ?? announced;
    const away = { ...who, ...(absence === undefined ? {} : { absence }) };
    const at = votedAt.get(who.person);
    if (at !== undefined) return { ...away, voted: true, at };
    const late = count.late?.find((l) => l.person === who.person)?.at;
    return { ...away, voted: false, ...(late === undefined ? {} : { late }) };
  });
  const { closedAt, version } = count;
  const bundle = recountBundle(stored, count.result, ballots);
  const result = { ...count.result, ...(bundle === undefined ? {} : { bundle: bundleHash(bundle) }) };
  // closed is the session's word, once its outcomes are told and its key is destroyed
  const recusals = recusalsOf(stored, count, personOf);
  const closed = { closedAt, result, members, recusals, version };
  await change(models.sessions, { _id: id }, closed, tx);
  await models.sheets.deleteMany({ session: id }).session(tx);
  await models.electors.deleteMany({ session: id }).session(tx);
  await appendTo(db, count.trail ?? [], tx);
  return { ...stored, ...closed };
}

/** The choices by link of a secret session with a meeting would be a sub-total: only the sums of both stay. */
const keepsBallots = ({ kind, ballot }: SessionRecord): boolean =>
  kind === 'written' || (kind === 'mixed' && ballot === 'named');

/** How many lines are written at once: what is made of one such part is gone before the next one is made. */
const LINES_AT_ONCE = 100;

/** Writes the ballots of all lines. @returns the choices alone, as they are stored */
async function insertBallots(
  { models }: Db,
  stored: SessionRecord,
  { counted }: Count,
  personOf: ReadonlyMap<string, string>,
  tx: ClientSession,
): Promise<Pick<BallotRecord, 'nomination' | 'choices'>[]> {
  if (!keepsBallots(stored)) return [];
  const kept: Pick<BallotRecord, 'nomination' | 'choices'>[] = [];
  for (let from = 0; from < stored.lines.length; from += LINES_AT_ONCE) {
    const ballots = stored.lines
      .slice(from, from + LINES_AT_ONCE)
      .map(({ nomination }) => ballotOf(stored, nomination, counted, personOf));
    await insert(models.ballots, ballots, tx);
    for (const { nomination, choices } of ballots) kept.push({ nomination, choices });
  }
  return kept;
}

/** The sheets that count must be there, one for each, still. */
async function assertSheets({ models }: Db, { session, counted }: Count, tx: ClientSession): Promise<void> {
  const commitment = anyOf(counted.map((sheet) => sheet.commitment));
  const found = await models.sheets
    .find({ session, commitment } as never, { voterRef: 1, commitment: 1 })
    .session(tx)
    .lean<Pick<SheetRecord, 'voterRef' | 'commitment'>[]>();
  const there = new Set(found.map((sheet) => `${sheet.voterRef} ${sheet.commitment}`));
  const voters = new Set(counted.map((sheet) => sheet.voterRef));
  if (voters.size < counted.length) throw broken(session, 'a voter is counted twice');
  if (counted.some((sheet) => !there.has(`${sheet.voterRef} ${sheet.commitment}`))) {
    throw broken(session, 'a sheet that counts is missing');
  }
}

function personsOf(
  electors: readonly ElectorRecord[],
  counted: readonly CountedSheet[],
  session: string,
): ReadonlyMap<string, string> {
  const persons = new Map(electors.map((elector) => [elector.voterRef, elector.person]));
  if (counted.some((sheet) => !persons.has(sheet.voterRef))) throw broken(session, 'a voter is missing');
  return persons;
}

/** What members have declared, by line and person: an order that says nothing of when they voted. */
function recusalsOf(
  { lines }: SessionRecord,
  { counted, meeting }: Count,
  personOf: ReadonlyMap<string, string>,
): Recusal[] {
  return lines.flatMap(({ nomination, recused }) => {
    const written = counted
      .filter(({ choices }) => choices[nomination]?.declared)
      .map(({ voterRef }) => personOf.get(voterRef)!);
    const spoken = (meeting?.declared ?? []).filter((d) => d.nomination === nomination).map((d) => d.person);
    return [...written, ...spoken]
      .filter((person) => !recused.includes(person))
      .sort()
      .map((person) => ({ nomination, person }));
  });
}

function ballotOf(
  session: SessionRecord,
  nomination: string,
  counted: readonly CountedSheet[],
  personOf: ReadonlyMap<string, string>,
): BallotRecord {
  const order = shuffled(
    counted.flatMap(({ voterRef, choices: { [nomination]: said } }) => (said ? [{ voterRef, ...said }] : [])),
  );
  const named = order.map(({ voterRef, choice, text }) => ({
    person: personOf.get(voterRef)!,
    choice,
    ...(text === undefined ? {} : { text }),
  }));
  return {
    _id: `${session._id}/${nomination}`,
    session: session._id,
    nomination,
    choices: order.map((vote) => vote.choice),
    ...(session.ballot === 'named' ? { named } : {}),
  };
}

/** Fisher–Yates with the system's randomness: every order is equally likely, and each line has its own. */
function shuffled<T>(items: readonly T[]): T[] {
  const order = [...items];
  for (let i = order.length - 1; i > 0; i -= 1) {
    const j = randomInt(i + 1);
    [order[i], order[j]] = [order[j]!, order[i]!];
  }
  return order;
}

const broken = (session: string, detail: string): Problem =>
  new Problem('INTEGRITY', `${detail} in ${session}`, { session });
