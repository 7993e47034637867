import { Problem } from '../../../domain/errors';
import type { Substitution } from '../../../domain/signing';
import { dayOf, type Day } from '../../../domain/time';
import type { AuthorityRecord } from '../../../platform/store';
import { refused } from '../../../templates/words';
import type { ApiContext, Caller } from '../../context';
import { invalid } from '../../schemas/parse';
import { fieldsNamed } from './fields-named';
import { getMaster, listMaster, putMaster } from './master-data';

/** Who signs in the place of an authority, when, and by which paper: each authority keeps its own, past ones too. */

export interface Standing {
  readonly authority: AuthorityRecord;
  readonly substitution: Substitution;
  readonly state: 'now' | 'ahead' | 'over';
}

/** Every substitution that the caller may see, the latest first. */
export async function listSubstitutions(context: ApiContext, caller: Caller): Promise<readonly Standing[]> {
  const authorities = await listMaster(context, { caller, kind: 'authorities' });
  const today = dayOf(context.clock.now());
  return authorities
    .flatMap((authority) =>
      (authority.substitutions ?? []).map((substitution) => ({
        authority,
        substitution,
        state: stateOn(substitution, today),
      })),
    )
    .toSorted((a, b) => b.substitution.from.localeCompare(a.substitution.from));
}

const stateOn = ({ from, to }: Substitution, day: Day): Standing['state'] =>
  to < day ? 'over' : from > day ? 'ahead' : 'now';

/**
 * Somebody signs in the place of an authority from a day on. Lists that lie before it go to him.
 * @throws Problem FORBIDDEN, NOT_FOUND, VALIDATION when two would sign on one day
 */
export async function substitute(
  context: ApiContext,
  {
    caller,
    authority: id,
    substitution,
  }: { readonly caller: Caller; readonly authority: string; readonly substitution: Substitution },
): Promise<void> {
  const authority = await getMaster(context, { caller, kind: 'authorities', id });
  if (substitution.person === authority.person) {
    throw invalid({ field: 'person', ...refused('service.isAuthority') });
  }
  const { substitutions = [] } = authority;
  // said twice it is said once
  if (substitutions.some((one) => JSON.stringify(plain(one)) === JSON.stringify(plain(substitution)))) return;
  const record = { ...authority, substitutions: [...substitutions, substitution] };
  await fieldsNamed(`substitutions.${substitutions.length}.`, () =>
    putMaster(context, { caller, kind: 'authorities', record }),
  );
}

const plain = ({ person, form, from, to, paper }: Substitution) => [person, form, from, to, paper.number, paper.date];

/** The substitution of an authority that begins on a day. @throws Problem NOT_FOUND */
export async function substitutionOf(
  context: ApiContext,
  { caller, authority: id, from }: { readonly caller: Caller; readonly authority: string; readonly from: Day },
): Promise<Standing> {
  const authority = await getMaster(context, { caller, kind: 'authorities', id });
  const substitution = authority.substitutions?.find((one) => one.from === from);
  if (!substitution) throw new Problem('NOT_FOUND', `${id} from ${from}`);
  return { authority, substitution, state: stateOn(substitution, dayOf(context.clock.now())) };
}

/**
 * Ends a substitution on a day: today or later, and before it would have ended. One that has not begun is taken back as a whole when it
 * ends before it begins.
 * @throws Problem FORBIDDEN, NOT_FOUND, VALIDATION
 */
export async function endSubstitution(
  context: ApiContext,
  {
    caller,
    authority: id,
    from,
    to,
  }: { readonly caller: Caller; readonly authority: string; readonly from: Day; readonly to: Day },
): Promise<void> {
  const { authority, substitution, state } = await substitutionOf(context, { caller, authority: id, from });
  const today = dayOf(context.clock.now());
  if (substitution.to === to) return;
  if (state === 'over' || to > substitution.to) {
    throw invalid({ field: 'to', ...refused('service.onlyEarlier') });
  }
  if (to < today) {
    throw invalid({ field: 'to', ...refused('service.dayOver') });
  }
  const substitutions = (authority.substitutions ?? []).flatMap((one) =>
    one.from !== from ? [one] : to < from ? [] : [{ ...one, to }],
  );
  const { substitutions: _before, ...rest } = authority;
  const record = substitutions.length === 0 ? rest : { ...rest, substitutions };
  await putMaster(context, { caller, kind: 'authorities', record });
}
