import type { Instant } from '../../../../domain/time';
import type { Dossier } from '../../../../platform/store';
import type { DraftBatch } from '../../../../platform/store/draft-batch';
import type { ApiContext, Caller } from '../../../context';
import { attachedTrail, stow } from '../../papers';
import type { Parties, Plan, Planned } from './plan';

/**
 * Saves a plan as a whole. Files are stored first, under the numbers that their drafts will have: a kill before the drafts are
 * written leaves nothing that anybody sees, and the same upload again does it all.
 * @throws Problem STATE_CHANGED when a draft was changed or created meanwhile, STORE_BUSY
 */
export async function save(
  context: ApiContext,
  caller: Caller,
  { unit, round }: Parties,
  { changes }: Plan,
): Promise<void> {
  if (changes.length === 0) return;
  const { store, clock } = context;
  const now = clock.now();
  const numbers = await store.nominations.reserve(changes.filter(({ before }) => !before).length, now);
  const trail: DraftBatch['trail'][number][] = [];
  const creates: DraftBatch['creates'][number][] = [];
  const edits: DraftBatch['edits'][number][] = [];
  for (const planned of changes) {
    const { before, createKey } = planned;
    const id = before?._id ?? numbers[creates.length]!;
    const dossier = await withFiles(context, id, planned, now, (stored) =>
      trail.push(attachedTrail(id, stored, caller, now)),
    );
    if (before) edits.push({ id, expects: before.version, dossier });
    else
      creates.push({
        id,
        unit: unit._id,
        round: round._id,
        dossier,
        ...(createKey === undefined ? {} : { createKey }),
      });
  }
  await store.nominations.saveDrafts({ creates, edits, trail }, { actor: caller.actor, now });
}

/** The dossier with its new files, each stored beside the draft. */
async function withFiles(
  context: ApiContext,
  id: string,
  { dossier, papers }: Planned,
  now: Instant,
  attached: (stored: Awaited<ReturnType<typeof stow>>) => void,
): Promise<Dossier> {
  const kept: Dossier['papers'][number][] = [];
  for (const { paper, file } of papers) {
    if (!file) {
      kept.push(paper);
      continue;
    }
    const stored = await stow(context, id, file, now);
    attached(stored);
    kept.push({ ...paper, attachment: stored.id });
  }
  return { ...dossier, papers: kept };
}
