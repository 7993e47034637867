import { Problem } from '../../domain/errors';
import { DocumentError } from './errors';

/**
 * A document that is being made. Text that cannot be printed as it stands will not print on a second try either.
 * @throws Problem NOT_PRINTABLE with the code of the fault
 */
export async function drawn<T>(rendering: Promise<T>): Promise<T> {
  try {
    return await rendering;
  } catch (error) {
    if (error instanceof DocumentError) throw new Problem('NOT_PRINTABLE', error.message, { code: error.code });
    throw error;
  }
}
