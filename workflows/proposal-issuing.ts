import { proxyActivities } from '@temporalio/workflow';
import type { Activities } from '../activities';
import type { Instant } from '../domain/time';
import type { IssuedBatch } from './messages';
import { rendering, transaction } from './options';
import { codeOf } from './refuse';

const { issueCertificates } = proxyActivities<Activities>(transaction);
const { renderDecision, renderCertificates } = proxyActivities<Activities>(rendering);

/** Certificates numbered in one transaction. */
const BATCH = 200;
/** Certificates rendered by one activity, and how many of these are under way: all workers of the queue share the work. */
const RENDERED_TOGETHER = 25;
const RENDERINGS = 8;

/** The awards of a decision, in the order of its list. */
interface Awarded {
  readonly proposalId: string;
  readonly decision: string;
  readonly ids: readonly string[];
}

/** Numbers the certificates batch by batch. @param took hears of each batch as it stands in the gold book */
export async function number(
  { proposalId, decision, ids }: Awarded,
  clock: { now(): Instant },
  took: (batch: IssuedBatch) => void,
): Promise<void> {
  for (const [batch, lines] of parts(ids, BATCH).entries()) {
    const now = clock.now();
    took({ at: now, lines, numbers: await issueCertificates({ proposalId, decision, batch, lines, now }) });
  }
}

/** Draws the decision, then its certificates. @returns the codes of what could not be drawn, each once */
export async function render({ decision, ids }: Omit<Awarded, 'proposalId'>): Promise<ReadonlySet<string>> {
  const failures = new Set<string>();
  const attempt = (drawing: Promise<void>): Promise<void> =>
    drawing.catch((error: unknown) => void failures.add(codeOf(error) ?? 'TIMED_OUT'));
  await attempt(renderDecision({ decision }));
  const waiting = parts(ids, RENDERED_TOGETHER);
  const lane = async (): Promise<void> => {
    for (let lines = waiting.shift(); lines; lines = waiting.shift()) {
      await attempt(renderCertificates({ decision, lines }));
    }
  };
  await Promise.all(Array.from({ length: RENDERINGS }, lane));
  return failures;
}

/** A list in pieces of at most `size`. */
const parts = <T>(all: readonly T[], size: number): T[][] =>
  Array.from({ length: Math.ceil(all.length / size) }, (_, i) => all.slice(i * size, (i + 1) * size));
