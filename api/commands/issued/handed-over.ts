import { stands } from '../../../domain/case/life';
import { Problem } from '../../../domain/errors';
import type { Day } from '../../../domain/time';
import { dayOf } from '../../../domain/time';
import { sameContent } from '../../../platform/store/canonical';
import type { CertificateRecord, HandedOver, Paper } from '../../../platform/store';
import { dayText } from '../../../domain/text';
import { refused } from '../../../templates/words';
import type { ApiContext, Caller } from '../../context';
import { invalid } from '../../schemas/parse';
import { mustHaveFiles } from '../papers';
import { defined, mustHave } from '../shared';
import { certificateLife } from './certificates';

/** What is said of a handing over: when, to whom, and the slip that was signed. */
export interface HandingOver {
  readonly on: Day;
  readonly to: string;
  readonly paper?: Paper;
}

/**
 * Notes that a certificate was handed over, once: said again it is the same. By code or number.
 * @throws Problem FORBIDDEN, NOT_FOUND, VALIDATION for a day that cannot be and for one that was handed over otherwise, AWARD_CHANGED
 * for one that was replaced or revoked
 */
export async function handOver(
  context: ApiContext,
  { caller, code, said }: { readonly caller: Caller; readonly code: string; readonly said: HandingOver },
): Promise<CertificateRecord & { readonly handedOver: HandedOver }> {
  mustHave(caller, 'handOver');
  const { store, clock } = context;
  const { record, decision } = await certificateLife(context, { caller, code });
  const { on, to, paper } = said;
  const at = clock.now();
  const before = record.handedOver;
  if (!before) {
    if (!stands(record.status)) throw new Problem('AWARD_CHANGED', record.number, { state: record.status });
    mustBePossible(on, decision.date, dayOf(at));
    await mustHaveFiles(context, [record.nomination], paper ? [paper] : [], 'paper');
  }
  const by = caller.actor;
  const handedOver = before ?? (await store.certificates.handOver(record._id, { ...said, by, at }, trailOf()));
  const same = sameContent({ on, to, ...defined({ paper }) }, sayingOf(handedOver));
  if (!same) throw already(handedOver);
  return { ...record, handedOver };

  function trailOf() {
    return {
      entity: record.nomination,
      key: `handedOver/${record.number}`,
      at,
      actor: by,
      type: 'handedOver',
      data: { certificate: record.number, on, to, ...defined({ attachment: paper?.attachment }) },
    };
  }
}

const sayingOf = ({ on, to, paper }: HandedOver): HandingOver => ({ on, to, ...(paper ? { paper } : {}) });

/** @throws Problem VALIDATION */
function mustBePossible(on: Day, decided: Day, today: Day): void {
  if (on > today) throw invalid({ field: 'on', ...refused('issued.handoverAhead') });
  if (on >= decided) return;
  throw invalid({ field: 'on', ...refused('issued.handoverBefore', { day: dayText(decided) }) });
}

const already = ({ on, to }: HandedOver): Problem =>
  invalid({ field: 'on', ...refused('issued.handedOver', { to, day: dayText(on) }) });
