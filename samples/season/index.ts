import path from 'node:path';
import accounts from './accounts.json';
import authorities from './authorities.json';
import councils from './councils.json';
import encored from './encore.json';
import facts from './facts.json';
import nominations from './nominations.json';
import overlays from './overlays.json';
import people from './people.json';
import printers from './printers.json';
import proposals from './proposals.json';
import rounds from './rounds.json';
import sessions from './sessions.json';
import story from './story.json';
import type { Season } from './types';
import units from './units.json';
import year from './year.json';

export type * from './types';

/** Awards of the past, as an office would bring them along. */
export const historyFile = path.join(__dirname, 'history.csv');

/** The sample season, typed. What the types cannot say of JSON files, `test/samples/season.test.ts` does. */
export const season = {
  units,
  people,
  accounts,
  councils,
  authorities,
  rounds,
  printers,
  overlays,
  nominations,
  sessions,
  proposals,
  facts,
  story,
  year,
} as Season;

/** What is begun after the season and left to whoever looks at the demo: a sheet to vote on, a paper that waits for its number. */
export const encore = { ...season, ...encored } as Season;
