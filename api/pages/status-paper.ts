import type { Day } from '../../domain/time';
import type { CertificateRecord } from '../../platform/store';
import type { ApiContext } from '../context';

/** The paper by which a certificate was corrected, replaced or revoked: a decision of the register, or a letter in a note. */
export async function statusPaperOf(
  { store }: ApiContext,
  { statusPaper }: Pick<CertificateRecord, 'statusPaper'>,
): Promise<{ readonly number: string; readonly date: Day } | undefined> {
  if (statusPaper === undefined) return undefined;
  const decision = await store.decisions.get(statusPaper);
  if (decision) return { number: decision.number, date: decision.date };
  const paper = (await store.notes.get(statusPaper))?.paper;
  return paper?.number !== undefined && paper.date !== undefined
    ? { number: paper.number, date: paper.date }
    : undefined;
}
