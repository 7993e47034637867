import type { Text } from '../../domain/award';
import type { Problem } from '../../domain/errors';
import type { Expected } from '../../domain/signed/compare';
import { PdfRefused, type SignedPdf } from '../../platform/signed';
import { refused } from '../../templates/words';
import type { ApiContext } from '../context';
import { invalid } from '../schemas/parse';

/** A file of whatever kind that has nothing in it. */
export const emptyFile = (): Problem => invalid({ field: 'file', ...refused('pdf.empty') });

/** @throws Problem VALIDATION with a sentence that says what is wrong with the file, STORE_BUSY */
export const mustBeSafePdf = ({ pdfs }: Pick<ApiContext, 'pdfs'>, bytes: Buffer): Promise<void> =>
  pdfs.check(bytes).catch(asRefusal);

function asRefusal(error: unknown): never {
  throw error instanceof PdfRefused ? invalid({ field: 'file', ...refused(`pdf.${error.fault}`) }) : error;
}

/** The signatures of a PDF that was taken, and in what its text differs; or the sentence that says why it cannot be read. @throws Problem STORE_BUSY */
export async function readPdf(
  { pdfs }: Pick<ApiContext, 'pdfs'>,
  bytes: Buffer,
  expected: Expected,
): Promise<SignedPdf | { readonly unread: Text }> {
  try {
    return await pdfs.read(bytes, expected);
  } catch (error) {
    if (error instanceof PdfRefused) return { unread: refused(`pdf.${error.fault}`) };
    throw error;
  }
}
