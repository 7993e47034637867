import { Problem } from '../../domain/errors';
import { DocumentError } from '../../platform/documents';

/** A document that is being made. @throws Problem NOT_PRINTABLE when its text cannot be printed as it stands */
export async function printable<T>(made: Promise<T>): Promise<T> {
  try {
    return await made;
  } catch (error) {
    if (error instanceof DocumentError) throw new Problem('NOT_PRINTABLE', error.message, { code: error.code });
    throw error;
  }
}
