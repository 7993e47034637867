import { dayOf } from '../../../domain/time';
import { awardRecordPaper } from '../../../templates/documents/office';
import { fileName } from '../../../templates/documents/file-names';
import type { ApiContext } from '../../context';
import { bodyOf } from '../office/body';
import type { Drafted, PaperAsked } from '../office/papers';
import { defined, mustHave } from '../shared';
import { awardsOf } from './registers';

/**
 * Phiếu xác nhận quá trình khen thưởng of a person, from the ledger: what stands, and what was revoked with a note of it. The office
 * of a unit confirms for its own people, the province's for all.
 * @throws Problem FORBIDDEN, NOT_FOUND, also outside the caller's unit
 */
export async function awardRecord(context: ApiContext, asked: PaperAsked): Promise<Drafted<'awardRecord'>> {
  const { caller, id: code, signing } = asked;
  mustHave(caller, 'readInternal');
  const entries = await awardsOf(context, { caller, about: { kind: 'people', code } });
  const { name, address, post, unit, birthDate } = await context.store.people.need(code);
  const unitName = (await context.store.units.get(unit))?.name ?? unit;
  const data = awardRecordPaper({
    body: await bodyOf(context, caller.unit),
    signing,
    today: dayOf(context.clock.now()),
    code,
    nominee: { kind: 'person', name, address, post, unitName },
    entries: entries.filter(({ replaced }) => replaced === undefined),
    catalogue: context.catalogue,
    ...defined({ birthDate }),
  });
  return {
    kind: 'awardRecord',
    ...defined({ unit: caller.unit }),
    data,
    name: fileName('awardRecord', name, `(${code})`),
  };
}
