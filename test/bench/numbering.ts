import { paper, proposed } from '../activities/cases/proposal';
import { run } from '../activities/twice';
import { START } from '../setup/fixtures';
import type { TestService } from '../setup/service';
import { commandsDuring, type Commands } from './commands';

/** Lines that are numbered in one transaction, as the process of a proposal gives them out. */
const BATCH = 200;

export interface Decided {
  readonly proposalId: string;
  readonly decision: string;
  readonly lines: readonly string[];
}

/** A recorded decision of the province on so many lines, none of which has a number yet. */
export async function decidedOn(service: TestService, count: number): Promise<Decided> {
  const { proposal, lines } = await proposed(
    service,
    Array.from({ length: count }, () => 'BKT'),
    'province',
  );
  const decision = await paper(service);
  await run(service, 'recordDecision', { proposalId: proposal._id, decision, lines, now: START });
  return { proposalId: proposal._id, decision, lines };
}

/** Numbers all lines of a decision over a connection that tells its commands. */
export async function numbered(
  service: TestService,
  of: Decided,
): Promise<{ readonly ms: number; readonly commands: Commands }> {
  const startedMs = performance.now();
  const { commands } = await commandsDuring(service.database, async () => {
    for (const [batch, lines] of parts(of.lines, BATCH).entries())
      await run(service, 'issueCertificates', { ...of, batch, lines, now: START });
  });
  return { ms: performance.now() - startedMs, commands };
}

/** In rows of so many. */
export function parts<T>(of: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(of.length / size) }, (_, i) => of.slice(i * size, (i + 1) * size));
}
