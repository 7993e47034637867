import { randomBytes } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { docketWorkflowId } from '../../domain/ids';
import { open } from '../../platform/sealing';
import { atRest, eventually } from '../setup/service';
import { freshDatabase, testEngines, uniqueName } from '../setup/engines';
import { people } from '../setup/fixtures';
import { codeOn } from './form';
import { fileTraces, historyTraces, leaksIn, mailTraces, storedTraces, type VoterTraces } from './secrecy';
import { sheetLines, type Sitting } from './sitting';
import { testSite, type TestSite } from './site';
import { scratchFolder } from '../setup/scratch';

const ballotKeyDir = scratchFolder('ballot-keys');
let site: TestSite;
let sitting: Sitting;
const lines: string[] = [];
beforeAll(async () => {
  const { temporalAddress } = testEngines();
  const parts = {
    temporalAddress,
    mongodbUri: freshDatabase(),
    taskQueue: uniqueName('queue'),
    linkKey: randomBytes(32),
  };
  site = await testSite({ parts: { ...parts, ballotKeyDir, log: { write: (line: string) => void lines.push(line) } } });
  sitting = await sheetLines(site, 3);
});
afterAll(() => site.stop());

/** A sheet as the driver reads it. */
interface StoredSheet {
  readonly voterRef: string;
  readonly commitment: string;
  readonly submission: string;
  readonly sealed: Buffer;
}

test('once a secret session is closed, nothing that the service leaves behind links a member to a choice', async () => {
  const { store, client, database, sessionKeys, mails } = site.service;
  const { session, ids } = await sitting.open('secret');
  const voters = people((await session.record()).members.length);
  // what only the open session knows: taken down as by a thief who has been there all the time
  const key = await sessionKeys.get(session.id);
  const refs = new Map((await store.electors.all(session.id)).map(({ person, voterRef }) => [person, voterRef]));
  const sheets: StoredSheet[] = [];
  const thief = database.collection<StoredSheet>('sheets').watch([{ $match: { operationType: 'insert' } }]);
  thief.on('change', (change) => {
    if (change.operationType === 'insert') sheets.push(change.fullDocument);
  });

  // one stops half-way, and changes his mind about what he had written
  const words = 'Có họ hàng với người được đề nghị';
  const half = await site.token('ballot', session.id, voters[1]!);
  const filled = { [`choice.${ids[0]!}`]: 'recuse', [`reason.${ids[0]!}`]: words };
  await site.press(half, await site.get(half), 'draft', filled);
  expect((await store.electors.draftOf(session.id, refs.get(voters[1]!)!))?.at).toBeDefined();

  // everybody votes in a way of his own, the first one twice
  const codes: { readonly person: string; readonly code: string }[] = [];
  for (const [i, person] of [voters[0]!, ...voters].entries()) {
    const path = await site.token('ballot', session.id, person);
    const choices = Object.fromEntries(ids.map((id, line) => [`choice.${id}`, line === i % 3 ? 'no' : 'yes']));
    codes.push({ person, code: codeOn((await sitting.send(path, choices)).html)! });
  }
  await eventually(
    () => Promise.resolve(sheets.length),
    (count) => count === voters.length + 1,
  );
  await thief.close();

  const known: VoterTraces[] = [];
  for (const person of voters) {
    const { name, email } = await store.people.need(person);
    const voterRef = refs.get(person)!;
    const own = sheets.filter((sheet) => sheet.voterRef === voterRef);
    const nonces = own.map((sheet) => open(key, sheet.sealed).nonce);
    const link = (await database.collection('links').findOne({ entity: session.id, person }))!;
    known.push({
      names: [`"${person}"`, name, email ?? '', voterRef, String(link._id), String(link['tokenHash'])].concat(
        own.flatMap(({ commitment, submission }) => [commitment, submission]),
      ),
      secrets: [...nonces, key.toString('base64'), key.toString('base64url'), key.toString('hex')],
      codes: codes.filter((one) => one.person === person).map(({ code }) => code),
    });
  }
  await session.reach('closed');
  await atRest(session.handle);

  const docket = (await session.record()).lines[0]!.docket;
  const traces = [
    ...(await storedTraces(database)),
    ...(await historyTraces(session.handle)),
    ...(await historyTraces(client.workflow.getHandle(docketWorkflowId(docket)))),
    ...mailTraces(mails.mails),
    ...lines.map((text) => ({ where: 'log', text })),
    ...fileTraces(ballotKeyDir),
  ];
  expect(leaksIn(traces, known)).toEqual([]);
  expect(traces.filter(({ text }) => text.includes(words))).toEqual([]);
  expect(traces.some(({ where, text }) => where === 'oplog electors' && text.includes('draft'))).toBe(true);

  // the search would have found it: each sort of trace was looked through, and is found when it says too much
  const sorts = new Set(traces.map(({ where }) => where.split(' ')[0]));
  expect([...sorts].sort()).toEqual(['db', 'file', 'history', 'log', 'mail', 'oplog']);
  expect(readdirSync(ballotKeyDir)).toEqual([`${session.id}.destroyed`]);
  expect(traces.filter(({ where }) => where === 'oplog sheets').length).toBeGreaterThanOrEqual(2 * sheets.length);
  const [first] = known;
  expect(traces.some(({ where, text }) => where.startsWith('history') && text.includes(first!.names[3]!))).toBe(true);
  const planted = [
    { where: 'log', text: `{"voterRef":"${first!.names[3]!}","choice":"no"}` },
    { where: 'oplog sheets', text: `{"nonce":"${first!.secrets[0]!}"}` },
    { where: 'mail', text: `${first!.names[1]!}: ${first!.codes[0]!}` },
    { where: 'file', text: first!.secrets.at(-1)! },
  ];
  for (const one of planted) expect(leaksIn([one], known)).not.toEqual([]);
  // all receipt codes stand together, in an order that is their own
  const { result, members } = await session.record();
  expect(result!.receiptCodes).toEqual(known.flatMap((one) => one.codes.slice(-1)).sort());
  expect(members.map((member) => Object.keys(member).sort().join())).toEqual(voters.map(() => 'at,person,role,voted'));
  // nobody is an elector any more, no sheet is left, and the choices stand for nobody
  expect(await store.electors.all(session.id)).toEqual([]);
  expect(await database.collection('sheets').countDocuments({ session: session.id })).toBe(0);
  const ballots = await store.ballots.ofSession(session.id);
  expect(ballots.map(({ choices }) => [...choices].sort())).toEqual(ids.map(() => ['no', 'yes', 'yes']));
});
