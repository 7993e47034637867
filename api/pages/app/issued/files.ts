import type { Request } from 'express';
import { Problem } from '../../../../domain/errors';
import type { FileField } from '../../../../templates/pages';
import { attach, type Attachable } from '../../../commands/papers';
import type { ApiContext, Caller } from '../../../context';
import type { Fields } from '../../forms';
import { filesIn } from '../../upload';

type Kept = NonNullable<FileField['kept']>;

/**
 * The file that came with a form, stored beside its record; without one that which came with the form before, when that was refused.
 * @throws Problem as `attach` does; TOO_LARGE
 */
export async function attachedFile(
  context: ApiContext,
  req: Request,
  fields: Fields,
  to: { readonly caller: Caller; readonly to: Attachable; readonly id: string },
): Promise<Kept | undefined> {
  const sent = filesIn(req).find(({ field }) => field === 'file');
  if (!sent) return keptFile(context, fields, to.id);
  if (!sent.bytes) throw new Problem('TOO_LARGE', sent.name);
  const { id, name } = await attach(context, { ...to, name: sent.name, bytes: sent.bytes });
  return { id, name };
}

/** A file that lies beside this record and is named by its form; of any other nothing is told. */
export async function keptFile({ store }: ApiContext, fields: Fields, entity: string): Promise<Kept | undefined> {
  const id = fields.get('kept');
  const about = id === undefined ? undefined : await store.files.about(id);
  return about?.metadata['entity'] === entity ? { id: about.id, name: about.name } : undefined;
}
