import { trusted, type ClientSession } from 'mongoose';
import { Problem } from '../../domain/errors';
import type { Instant } from '../../domain/time';
import { appendTo } from './audit';
import { draftCreated, draftRecord } from './drafts';
import { isDuplicate } from './errors';
import { subjectOf } from './ledger';
import type { NewNomination } from './nominations';
import type { Dossier } from './records';
import { nomineeSearchName, rowOf } from './row';
import type { Db } from './rows';
import { change, findOne, insert } from './rows';
import type { AuditEntry, By } from './shapes';

export interface DraftEdit {
  readonly id: string;
  /** The version on which the edit was made. */
  readonly expects: number;
  readonly dossier: Dossier;
}

export const editedTrail = ({ id, expects }: Pick<DraftEdit, 'id' | 'expects'>, { actor, now }: By): AuditEntry => ({
  entity: id,
  key: `draft/${expects + 1}`,
  at: now,
  actor,
  type: 'draftEdited',
  data: { version: expects + 1 },
});

/** Whether the draft still was as the edit expects. */
export async function editDraft(
  model: Db['models']['nominations'],
  { id, expects, dossier }: DraftEdit,
  now: Instant,
  session: ClientSession,
): Promise<boolean> {
  const before = await findOne(model, { _id: id }, session);
  if (!before) return false;
  const found = { searchName: nomineeSearchName(dossier.nominee), subject: subjectOf(dossier.nominee, id) };
  const fields = { dossier, ...found, row: rowOf({ ...before, dossier }), version: expects + 1, updatedAt: now };
  const filter = { _id: id, status: 'draft', version: expects, unitProposal: trusted({ $exists: false }) };
  return change(model, filter, fields, session);
}

/** Drafts that are saved together, under numbers that were reserved for them. */
export interface DraftBatch {
  readonly creates: readonly (Omit<NewNomination, keyof By> & { readonly id: string })[];
  readonly edits: readonly DraftEdit[];
  /** What else the trails say: files that were attached. */
  readonly trail: readonly AuditEntry[];
}

/** All of them in one transaction, or none. @throws Problem STATE_CHANGED */
export async function saveDrafts(db: Db, { creates, edits, trail }: DraftBatch, by: By): Promise<void> {
  const model = db.models.nominations;
  try {
    await db.transaction(async (session) => {
      const made = creates.map(({ id, ...draft }) => ({ id, draft: { ...draft, ...by } }));
      const stored = made.map(({ id, draft }) => draftRecord(id, draft).stored);
      if (stored.length > 0) await insert(model, stored, session);
      for (const edit of edits) {
        if (!(await editDraft(model, edit, by.now, session)))
          throw new Problem('STATE_CHANGED', `${edit.id} is no draft of version ${edit.expects} any more`);
      }
      const created = made.map(({ id, draft }) => draftCreated(draft, id));
      await appendTo(db, [...created, ...trail, ...edits.map((edit) => editedTrail(edit, by))], session);
    });
  } catch (error) {
    throw isDuplicate(error) ? new Problem('STATE_CHANGED', 'a draft was created meanwhile') : error;
  }
}
