import type { Store } from '../../platform/store';
import { run } from '../../test/activities/twice';
import { parts, type Decided } from '../../test/bench/numbering';
import type { TestService } from '../../test/setup/service';

/** As the process of a proposal gives them out. */
const RENDERED_TOGETHER = 25;
const LANES = 8;

export interface Rendered {
  readonly ms: number;
  /** Of the whole process, in MB: at so many certificates, and at most. */
  readonly rssMb: ReadonlyMap<number, number>;
  readonly peakMb: number;
  readonly bytes: number;
}

/** Renders and stores every certificate of a decision, in the parts and lanes of the process, and says how far it is. */
export async function rendered(service: TestService, of: Decided, marks: readonly number[]): Promise<Rendered> {
  const waiting = parts(of.lines, RENDERED_TOGETHER);
  const rssMb = new Map<number, number>();
  let done = 0;
  let peakMb = 0;
  const look = (): number => {
    const now = process.memoryUsage.rss() / 1e6;
    peakMb = Math.max(peakMb, now);
    return now;
  };
  const timer = setInterval(look, 20);
  const startedMs = performance.now();
  const lane = async (): Promise<void> => {
    for (let lines = waiting.shift(); lines; lines = waiting.shift()) {
      await run(service, 'renderCertificates', { decision: of.decision, lines });
      done += lines.length;
      const now = look();
      for (const mark of marks) if (done >= mark && !rssMb.has(mark)) rssMb.set(mark, now);
      const seconds = (performance.now() - startedMs) / 1_000;
      process.stdout.write(`\r${done}/${of.lines.length} certificates, ${seconds.toFixed(0)} s, ${now.toFixed(0)} MB `);
    }
  };
  try {
    await Promise.all(Array.from({ length: LANES }, lane));
  } finally {
    clearInterval(timer);
    process.stdout.write('\n');
  }
  const ms = performance.now() - startedMs;
  return { ms, rssMb, peakMb, bytes: await storedBytes(service.store, of) };
}

/** @throws Error when one is missing */
async function storedBytes({ certificates }: Store, { decision, lines }: Decided): Promise<number> {
  const documents = (await certificates.ofDecision(decision)).flatMap(({ document }) => document ?? []);
  if (documents.length !== lines.length) throw new Error(`${documents.length} of ${lines.length} are stored`);
  return documents.reduce((sum, { bytes }) => sum + bytes, 0);
}
