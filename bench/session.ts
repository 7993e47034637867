import { randomBytes } from 'node:crypto';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createLog } from '../platform/log';
import { installRuntime } from '../platform/temporal/runtime';
import { testSite, type TestSite } from '../test/pages/site';
import { freshDatabase, testEngines, uniqueName } from '../test/setup/engines';
import globalSetup from '../test/setup/global-setup';
import globalTeardown from '../test/setup/global-teardown';
import type { OwnParts } from '../test/setup/service';
import held from './counts.json';
import { kb, machine, ms, percent, Report } from './report';
import {
  changeSheets,
  closing,
  historyOf,
  largestEvent,
  runsOf,
  SHEETS_A_VOTER,
  type History,
} from './session/changes';
import { openCouncil } from './session/council';
import { countingOf, type Size } from './session/counting';
import { firstByte, otherSessions, pageBytes } from './session/page';
import { burst, voteCost } from './session/votes';

const MEMBERS = 25;
const LINES = 1_000;
const OTHERS = 200;
/** So many voters as send 2,100 sheets, though no council has them: a voter sends 20 at most. */
const VOTERS = 105;
/** Beyond these the engine ends a workflow; from a fifth of it on it warns. */
const MOST_EVENTS = 51_200;
const MOST_BYTES = 50 * 1_024 * 1_024;
const MOST_IN_ONE = 2 * 1_024 * 1_024;

const sizes: readonly Size[] = [
  { members: MEMBERS, lines: 100, ballot: 'secret' },
  { members: 1, lines: LINES, ballot: 'secret' },
  { members: MEMBERS, lines: LINES, ballot: 'secret' },
  { members: MEMBERS, lines: LINES, ballot: 'named' },
];

/** A session of 25 members over 1,000 nominations, from its page to its count; written to `session.md`. */
export async function session(): Promise<void> {
  installRuntime(createLog({ level: 'silent' }));
  await globalSetup();
  const uri = new URL(freshDatabase());
  uri.searchParams.set('monitorCommands', 'true');
  const parts: OwnParts = {
    temporalAddress: testEngines().temporalAddress,
    mongodbUri: uri.href,
    taskQueue: uniqueName('queue'),
    linkKey: randomBytes(32),
    ballotKeyDir: mkdtempSync(path.join(tmpdir(), 'ballot-keys-')),
  };
  const site = await testSite({ sizes: { province: 3, unit: MEMBERS }, parts });
  const report = new Report();
  const where = machine();
  report.say('date', new Date().toISOString().slice(0, 10));
  try {
    for (const size of sizes) await count(report, site, parts, size);
    await large(report, site);
    await many(report, site);
  } finally {
    await site.stop();
    await globalTeardown();
  }
  report.write('session', [
    '# A large session, measured',
    '',
    'Written by `npm run bench -- session`, which [README.md](README.md) explains. Times are those of one machine; counts, sizes and',
    `ratios are what matters. ${where}.`,
  ]);
}

async function count(report: Report, { service }: TestSite, parts: OwnParts, size: Size): Promise<void> {
  const figures = await countingOf(service, parts, size);
  const what = `counting ${size.members} × ${size.lines}, ${size.ballot}${size.ballot === 'named' ? ' with words on each line' : ''}`;
  report.say(what, `${ms(figures.ms)}, holds ${figures.heldMb.toFixed(1)} MB at most`);
}

async function large(report: Report, site: TestSite): Promise<void> {
  const council = await openCouncil(site, { members: MEMBERS, lines: LINES });
  const of = `${MEMBERS} × ${LINES}`;
  history(report, `history of ${of}, opened`, await historyOf(council.session.handle));

  const { plain, gzip, br } = await pageBytes(council);
  report.say(`sheet of ${LINES} lines, on its way`, `${kb(br)} brotli, ${kb(gzip)} gzip, ${kb(plain)} plain`);
  const alone = await firstByte(council);
  await otherSessions(council, OTHERS);
  const among = await firstByte(council);
  report.say(
    'its first byte, alone',
    `${ms(alone.ms)}; ${alone.commands} commands, ${alone.examined} documents examined`,
  );
  report.say(
    `its first byte, with ${OTHERS} other open sessions`,
    `× ${(among.ms / alone.ms).toFixed(2)}; ${among.commands} commands, ${among.examined} documents examined`,
  );

  const { commands, cost } = await voteCost(council);
  const asHeld = JSON.stringify(commands) === JSON.stringify(held.exact.commands.send);
  const named = Object.entries(commands).map(([name, times]) => `${times} ${name}`);
  report.say(
    `a vote on ${LINES} lines`,
    `${cost.transitions} state transition, ${cost.events} events; ${named.join(', ')}: ${asHeld ? 'as' : 'NOT as'} in counts.json`,
  );
  const all = await burst(council);
  report.say(
    `${all.receipts} sheets of ${LINES} lines sent within one second`,
    `last receipt after ${ms(all.lastMs)}; each ${ms(all.medianMs)} (median), ${ms(all.mostMs)} at most; ${ms(all.cpuMs)} of computing in all`,
  );
  history(report, `history of ${of}, all have voted`, await historyOf(council.session.handle));
  const { updates, refused } = await changeSheets(council);
  report.say(`${updates} further sheets, ${SHEETS_A_VOTER} a voter; the next one`, refused);
  history(report, `history of ${of}, with all changes`, await historyOf(council.session.handle));
  const { closedMs, countMs, papersMs } = await closing(council);
  report.say(
    `closing ${of}`,
    `closed after ${ms(closedMs)}, of it ${ms(countMs)} counting; papers ${ms(papersMs)} more`,
  );
  history(report, `history of ${of}, closed`, await historyOf(council.session.handle));
  const largest = await largestEvent(council);
  report.say(
    'largest event in it',
    `${kb(largest)} (${percent(largest, MOST_IN_ONE)} of what the engine takes in one piece)`,
  );
}

/** More sheets than one run of a workflow takes. */
async function many(report: Report, site: TestSite): Promise<void> {
  const council = await openCouncil(site, { members: VOTERS, lines: 3 });
  const startedMs = performance.now();
  for (const person of council.members) await council.session.vote(person, 'yes');
  const { updates, refused } = await changeSheets(council);
  const tookMs = performance.now() - startedMs;
  const runs = await runsOf(council);
  const accepted = updates + council.members.length;
  report.say(
    `${accepted} sheets of ${VOTERS} voters, ${SHEETS_A_VOTER} each; the next one`,
    `${ms(tookMs)}, ${runs.length} runs; ${refused}`,
  );
  const longest = runs.reduce((a, b) => (b.events > a.events ? b : a));
  history(report, 'history of its longest run', longest);
}

function history(report: Report, what: string, { events, bytes }: History): void {
  report.say(
    what,
    `${events} events (${percent(events, MOST_EVENTS)} of the most), ${kb(bytes)} (${percent(bytes, MOST_BYTES)})`,
  );
}
