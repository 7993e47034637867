import { Problem } from '../../../domain/errors';
import type { FieldProblem } from '../../schemas/parse';

/**
 * Does something on a part of a record; what is refused names the fields of the part, without the path that leads to it.
 * @param under the path, with its last dot
 */
export async function fieldsNamed<T>(under: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof Problem) || !Array.isArray(error.data['fields'])) throw error;
    const fields = (error.data['fields'] as FieldProblem[]).map((one) => ({
      ...one,
      field: one.field.startsWith(under) ? one.field.slice(under.length) : one.field,
    }));
    throw new Problem(error.code, error.message, { ...error.data, fields });
  }
}
