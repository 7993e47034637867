import type { Day } from '../../domain/time';
import type { CertificateRecord } from '../../platform/store';
import type { ApiContext } from '../context';

/** The paper by which a certificate was corrected, replaced or revoked, out of the register. */
export async function statusPaperOf(
  { store }: ApiContext,
  { statusPaper }: Pick<CertificateRecord, 'statusPaper'>,
): Promise<{ readonly number: string; readonly date: Day } | undefined> {
  if (statusPaper === undefined) return undefined;
  const decision = await store.decisions.get(statusPaper);
  return decision && { number: decision.number, date: decision.date };
}
