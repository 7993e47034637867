import type { NoticeRecords } from '../../../templates/documents/office';
import type { UnitRecord } from '../../../platform/store';
import type { ApiContext } from '../../context';
import { defined } from '../shared';

/** Who writes notices and minutes of handing over: the standing body of the province, or the unit that has decided itself. */
export async function bodyOf(
  { store, pack }: Pick<ApiContext, 'store' | 'pack'>,
  unitCode: string | undefined,
): Promise<NoticeRecords['body']> {
  const { standingBody } = pack.province;
  const [unit, authority] = await Promise.all([
    store.units.get(unitCode ?? standingBody.unit),
    unitCode === undefined ? store.authorities.ofLevel('province') : store.authorities.ofLevel('unit', unitCode),
  ]);
  const common = { symbol: unit?.symbol ?? '', place: authority?.place ?? '' };
  if (unitCode === undefined) {
    const said = defined({ superior: authority?.issuer, head: unit?.head });
    return { ...common, ...said, issuer: standingBody.name.vi };
  }
  const person = authority && (await store.people.get(authority.person));
  const head = unit?.head ?? (person && { name: person.name, post: person.post });
  return {
    ...common,
    ...defined({ superior: authority?.superior, head }),
    issuer: authority?.issuer ?? unit?.name ?? '',
  };
}

/** The unit above a room, or itself, whose head decides; undefined where there is none. */
export async function agencyOf({ store }: Pick<ApiContext, 'store'>, code: string): Promise<UnitRecord | undefined> {
  let at: string | undefined = code;
  for (let height = 0; at !== undefined && height < 8; height += 1) {
    const unit: UnitRecord | undefined = await store.units.get(at);
    if (unit && (await store.authorities.ofLevel('unit', at))) return unit;
    at = unit?.parent;
  }
  return undefined;
}
