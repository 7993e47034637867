import { sendDocket } from '../../test/setup/docket';
import { furnish, people } from '../../test/setup/fixtures';
import { manyDossiers } from '../../test/setup/many';
import { openTestSession, type TestSession } from '../../test/setup/session';
import type { TestSite } from '../../test/pages/site';
import { quiet } from '../../test/bench/cost';

/** A council that is voting by link, on real engines. */
export interface Council {
  readonly site: TestSite;
  readonly session: TestSession;
  /** The run of the workflow in which it was opened. */
  readonly runId: string;
  readonly members: readonly string[];
  /** The page of each member. */
  readonly paths: readonly string[];
  readonly nominations: readonly string[];
}

const LINES_A_DOCKET = 50;

/** Opens a session over so many nominations of several dockets, and waits until every invitation is out. */
export async function openCouncil(site: TestSite, size: { members: number; lines: number }): Promise<Council> {
  const { service } = site;
  const members = people(size.members);
  await furnish(service.store, { province: 3, unit: size.members });
  const dossiers = manyDossiers(size.lines);
  const agenda: { nomination: string; docket: string; award: string }[] = [];
  for (let from = 0; from < size.lines; from += LINES_A_DOCKET) {
    const docket = await sendDocket(service, dossiers.slice(from, from + LINES_A_DOCKET), { selfChecked: true });
    await docket.reach('waitingForCouncil');
    agenda.push(...docket.nominations.map((nomination) => ({ nomination, docket: docket.docket, award: 'CSTDCS' })));
  }
  const session = await openTestSession(service, agenda, { level: 'unit', closing: 'atTime' });
  await session.reach('open');
  await quiet(session.handle);
  const paths = await Promise.all(members.map((person) => site.token('ballot', session.id, person)));
  const { runId } = await session.handle.describe();
  return { site, session, runId, members, paths, nominations: agenda.map((l) => l.nomination) };
}
