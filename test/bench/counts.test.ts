import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { testSite } from '../pages/site';
import { furnish } from '../setup/fixtures';
import { testService, type TestService } from '../setup/service';
import { voteCommands, watchedDatabase, watchedSite, type Commands, type VoteCommands } from './commands';
import { sumOf, type Cost } from './cost';
import { docketCost, routeNames, type DocketCost } from './dockets';
import { decidedOn, numbered } from './numbering';
import { burstCost, sessionCost, type SessionCost } from './sessions';

/**
 * What the process costs, counted and not timed, held in `bench/counts.json`: see `bench/README.md`. The figures are the same
 * on every machine, so a change that makes the process dearer shows in that file, which `npm run bench -- counts` writes anew.
 */
const FILE = path.resolve(__dirname, '../../bench/counts.json');

interface Exact {
  readonly dockets: Record<string, DocketCost>;
  readonly sessions: Omit<SessionCost, 'opening' | 'votes'> & {
    readonly vote: Cost;
    readonly votes: Record<string, Cost>;
  };
  readonly commands: VoteCommands;
  /** Four hundred certificates of one decision get their numbers. */
  readonly numbering: Commands;
}
interface Counts {
  readonly exact: Exact;
  /** What depends on what shares a task; by hand. */
  readonly atMost: {
    readonly opening: { readonly once: Cost; readonly perMember: Cost };
    readonly burst: { readonly perVote: Cost };
  };
}

const TIMEOUT_MS = 300_000;
const held = JSON.parse(readFileSync(FILE, 'utf8')) as Counts;
const counted: { -readonly [K in keyof Exact]?: Exact[K] } = {};

let service: TestService;
beforeAll(async () => {
  service = await testService();
  await furnish(service.store);
}, TIMEOUT_MS);
afterAll(() => service.stop(), TIMEOUT_MS);

const LINES = [1, 10, 60] as const;
/** What a docket costs beside its lists: its start, and a mail. */
const START = 3;
const MAIL = 3;

test.each(routeNames)(
  'a docket on the route %s costs one transition a list, however many lines the list has',
  async (route) => {
    const costs: DocketCost[] = [];
    for (const lines of LINES) costs.push(await docketCost(service, route, lines));
    const [one] = costs as [DocketCost];
    expect(costs).toEqual(LINES.map(() => one));
    expect(one.transitions).toBe(START + one.lists + MAIL * one.mails);
    counted.dockets = { ...counted.dockets, [route]: one };
  },
  TIMEOUT_MS,
);

const within = (cost: Cost, most: Cost): void => {
  expect(cost.transitions).toBeLessThanOrEqual(most.transitions);
  expect(cost.events).toBeLessThanOrEqual(most.events);
};
const times = (n: number, { transitions, events }: Cost): Cost => ({
  transitions: n * transitions,
  events: n * events,
});

test.each([1, 5, 13, 25])(
  'a session of %i members costs one transition a vote, whatever its agenda, and none for a refused one',
  async (members) => {
    for (const lines of [1, 12]) {
      const { opening, votes, ...rest } = await sessionCost(service, members, lines);
      const [vote] = votes as [Cost];
      expect(vote.transitions).toBe(1);
      expect(votes).toEqual(votes.map(() => vote));
      const costs = { vote, ...rest, votes: { ...counted.sessions?.votes, [members]: sumOf(votes) } };
      if (counted.sessions) expect(costs).toMatchObject({ ...counted.sessions, votes: {} });
      counted.sessions = costs;
      const { once, perMember } = held.atMost.opening;
      within(opening, sumOf([once, times(members, perMember)]));
    }
  },
  TIMEOUT_MS,
);

test.each([1, 5, 13, 25])(
  '%i votes in the same second cost at most as many transitions',
  async (members) => {
    within(await burstCost(service, members), times(members, held.atMost.burst.perVote));
  },
  TIMEOUT_MS,
);

test(
  'a vote from the mailed page sends the same commands to the database, whatever the ballot and the agenda',
  async () => {
    const site = await watchedSite(5);
    try {
      const first = await voteCommands(site, 'secret', 1);
      for (const [ballot, lines] of [
        ['secret', 12],
        ['named', 1],
        ['named', 12],
      ] as const)
        expect(await voteCommands(site, ballot, lines)).toEqual(first);
      counted.commands = first;
    } finally {
      await site.stop();
    }
  },
  TIMEOUT_MS,
);

test(
  'certificates are numbered two hundred to a transaction',
  async () => {
    const watched = await testSite({ worker: false, parts: { mongodbUri: watchedDatabase() } });
    try {
      const { commands } = await numbered(watched.service, await decidedOn(watched.service, 400));
      expect(commands['commitTransaction']).toBe(2);
      counted.numbering = commands;
    } finally {
      await watched.stop();
    }
  },
  TIMEOUT_MS,
);

test('the figures are those of bench/counts.json', () => {
  if (process.env['COUNTS'] === 'write') {
    expect(Object.keys(counted.dockets ?? {})).toEqual(routeNames);
    expect(counted).toEqual({
      dockets: expect.anything(),
      sessions: expect.anything(),
      commands: expect.anything(),
      numbering: expect.anything(),
    });
    writeFileSync(FILE, `${JSON.stringify({ exact: counted, atMost: held.atMost }, null, 2)}\n`);
  } else {
    expect(counted).toEqual(held.exact);
  }
});
