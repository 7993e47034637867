import type { Request } from 'express';
import { attach, attachment, fileTooLarge } from '../../../commands/papers';
import { isWithin } from '../../../commands/shared';
import type { ApiContext, Caller } from '../../../context';
import type { Fields } from '../../forms';
import { filesIn } from '../../upload';
import { keptIn, sharedPapers, type SharedPaper } from './send-form';

/** A paper of a Tờ trình that was stored when the form was read back. */
export interface KeptPaper {
  readonly kind: SharedPaper;
  readonly id: string;
}

/** One as it is shown, and the draft beside which it lies. */
interface OwnPaper extends KeptPaper {
  readonly name: string;
  readonly draft: string;
}

/** Of the files that a form names those beside drafts of the caller: of another's nothing is told, and it is not sent. */
export async function ownPapers(
  context: ApiContext,
  caller: Caller,
  kept: readonly KeptPaper[],
): Promise<readonly OwnPaper[]> {
  const found = await Promise.all(
    kept.map(async (one): Promise<OwnPaper[]> => {
      const about = await context.store.files.about(one.id);
      const draft = about?.metadata['entity'];
      if (!about || draft === undefined || !(await seesDraft(context, caller, draft))) return [];
      return [{ ...one, name: about.name, draft }];
    }),
  );
  return found.flat();
}

/**
 * Keeps the files of a form beside its first draft, so that they are not chosen again after the read-back. One that lies beside a draft
 * that is not chosen any more is kept beside the first one too: what is sent names files of its own drafts alone.
 * @throws Problem as `attach` does
 */
export async function keepPapers(
  context: ApiContext,
  req: Request,
  caller: Caller,
  { fields, chosen }: { readonly fields: Fields; readonly chosen: readonly { readonly id: string }[] },
): Promise<readonly KeptPaper[]> {
  const { id } = chosen[0]!;
  const kept = new Map<SharedPaper, string>();
  const keep = async (kind: SharedPaper, name: string, bytes: Buffer): Promise<void> => {
    kept.set(kind, (await attach(context, { caller, to: 'nominations', id, name, bytes })).id);
  };
  const before = await ownPapers(context, caller, keptIn(fields));
  for (const kind of sharedPapers) {
    const file = filesIn(req).find(({ field }) => field === `file.${kind}`);
    const own = before.find((one) => one.kind === kind);
    if (file) {
      if (!file.bytes) throw fileTooLarge(file.name);
      await keep(kind, file.name, file.bytes);
    } else if (own && chosen.some((draft) => draft.id === own.draft)) {
      kept.set(kind, own.id);
    } else if (own) {
      const { bytes } = await attachment(context, { caller, to: 'nominations', id: own.draft, file: own.id });
      await keep(kind, own.name, bytes);
    }
  }
  return [...kept].map(([kind, file]) => ({ kind, id: file }));
}

async function seesDraft(context: ApiContext, caller: Caller, id: string): Promise<boolean> {
  const record = await context.store.nominations.get(id);
  return record !== undefined && isWithin(context, caller, record.unit);
}
