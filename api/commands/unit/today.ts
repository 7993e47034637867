import { openStatuses } from '../../../domain/stages/stage';
import { actionsFor, levelOf } from '../../../domain/roles';
import type { NominationRecord, UnitProposalRecord } from '../../../platform/store';
import type { ApiContext, Caller } from '../../context';
import { everything, mustHave, unitsOf } from '../shared';
import { opportunities, type Occasion } from './opportunities';

/** What a unit sees first. */
export interface UnitToday {
  readonly occasions: readonly Occasion[];
  /** Returned for correction, what is due first first. */
  readonly toCorrect: readonly NominationRecord[];
  /** Whose text waits for the unit's word. */
  readonly toConfirm: readonly NominationRecord[];
  readonly drafts: number;
  /** On their way elsewhere. */
  readonly underWay: number;
  /** What it sent last, newest first. */
  readonly sent: readonly UnitProposalRecord[];
}

/** What waits for a unit, what it can propose, and what is under way. @throws Problem FORBIDDEN, VALIDATION for a caller without a unit */
export async function unitToday(context: ApiContext, caller: Caller): Promise<UnitToday> {
  mustHave(caller, 'readNominations');
  const { store } = context;
  const units = (await unitsOf(context, caller)) ?? [];
  const [{ occasions }, all, sent] = await Promise.all([
    opportunities(context, { caller }),
    everything((paging) => store.nominations.list({ unit: units, status: openStatuses, order: 'due' }, paging)),
    store.unitProposals.list({ ...(caller.unit === undefined ? {} : { unit: caller.unit }) }, { limit: 5 }),
  ]);
  const may = (record: NominationRecord, ...actions: readonly string[]): boolean =>
    record.line !== undefined &&
    actionsFor(caller, record.allowed, levelOf(record.line)).some((action) => actions.includes(action));
  const toCorrect = all.filter(
    (record) =>
      (record.status === 'returned' && may(record, 'resubmit')) ||
      (record.status === 'supplement' && may(record, 'supply')),
  );
  const toConfirm = all.filter(
    (record) => record.line?.wording?.answer === undefined && may(record, 'confirmWording', 'disputeWording'),
  );
  const drafts = all.filter(({ status }) => status === 'draft').length;
  return {
    occasions,
    toCorrect,
    toConfirm,
    drafts,
    underWay: all.length - drafts - toCorrect.length,
    sent: sent.items,
  };
}
