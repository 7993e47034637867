import type { UnitRecord } from '../../../platform/store';
import type { ApiContext } from '../../context';

/** The unit that sends a nomination, and what it can bring about. */
export interface Sender {
  readonly unit: UnitRecord;
  /** The unit that it is a room of, at whatever height, or itself: whose head decides. */
  readonly whole: UnitRecord | undefined;
  /** Whether somebody is named who decides or forwards for it. */
  readonly hasAuthority: boolean;
}

export async function senderFor({ store }: Pick<ApiContext, 'store'>, unit: UnitRecord): Promise<Sender> {
  const [whole, authority] = await Promise.all([wholeOf(store, unit), store.authorities.ofLevel('unit', unit._id)]);
  return { unit, whole, hasAuthority: authority !== undefined };
}

/** What a room is a part of; undefined when the records do not know it. */
export async function wholeOf({ units }: ApiContext['store'], unit: UnitRecord): Promise<UnitRecord | undefined> {
  let at: UnitRecord | undefined = unit;
  for (let height = 0; at?.kind === 'room' && at.parent !== undefined && height < 8; height += 1) {
    at = await units.get(at.parent);
  }
  return at;
}
