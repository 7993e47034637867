import type { CertificateRecord } from '../../platform/store';
import { commandsDuring, type Commands } from '../../test/bench/commands';
import type { TestSite } from '../../test/pages/site';
import { profiled, type Profiled } from '../../test/platform/store/profile';
import { median } from '../report';

const PER_INSERT = 10_000;
const WARM_UP = 5;
/** With the others, fewer than one address may ask for in a minute. */
const REQUESTS = 30;

/** Puts so many more certificates on record, all with codes of their own. */
export async function others({ service }: TestSite, like: CertificateRecord, count: number): Promise<void> {
  const { document: _, ...plain } = like;
  const collection = service.database.collection<CertificateRecord>('certificates');
  for (let from = 0; from < count; from += PER_INSERT) {
    const rows = Array.from({ length: Math.min(PER_INSERT, count - from) }, (_row, i): CertificateRecord => {
      const serial = String(from + i).padStart(6, '0');
      return {
        ...plain,
        _id: `other/${serial}`,
        nomination: `other-${serial}`,
        number: `SV-other-${serial}`,
        goldBook: 'other',
        goldBookNumber: from + i + 1,
        verifyCode: `ZZZZ${serial}`,
        decision: 'other',
      };
    });
    await collection.insertMany(rows, { ordered: false });
  }
}

export interface Check {
  /** The read of the certificate by its code. */
  readonly lookUp: readonly Profiled[];
  /** Everything that the page asks the database. */
  readonly commands: Commands;
  readonly examined: number;
  readonly ms: number;
}

/** What a check of one code costs. */
export async function checked(site: TestSite, code: string): Promise<Check> {
  const { database, store } = site.service;
  const page = async (): Promise<void> => {
    const { status } = await site.get(`/verify/${code}`);
    if (status !== 200) throw new Error(`the page answered ${status}`);
  };
  for (let i = 0; i < WARM_UP; i += 1) await page();
  const { commands } = await commandsDuring(database, page);
  const { commands: looked } = await profiled(database, page);
  const { commands: lookUp } = await profiled(database, () => store.certificates.byVerifyCode(code));
  const times: number[] = [];
  for (let i = 0; i < REQUESTS; i += 1) {
    const startedMs = performance.now();
    await page();
    times.push(performance.now() - startedMs);
  }
  return { lookUp, commands, examined: looked.reduce((sum, c) => sum + c.docsExamined, 0), ms: median(times) };
}
