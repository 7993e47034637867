import type { Said } from '../../../../../templates/pages';
import { fieldsOf } from '../fields';

/** Words of the pages of a list before an authority. */
export const put = (key: string, values?: Readonly<Record<string, unknown>>): Said => ({
  key: `proposing.${key}`,
  ...(values ? { values } : {}),
});

export const proposingFields = fieldsOf(put);
