import type { SubmittedInitiativeRecord } from '../../../platform/store';
import type { ApiContext, Caller } from '../../context';
import { unitsOf } from '../shared';

type Initiative = Pick<SubmittedInitiativeRecord, '_id' | 'authors' | 'status'>;

/**
 * Authors of some initiatives by name, as the caller may know them: people of other units stand there by the code that was typed until
 * a council has recognised the initiative, for whoever submits could else learn of any code whose it is.
 */
export async function authorsNamed(
  context: ApiContext,
  caller: Caller,
  initiatives: readonly Initiative[],
): Promise<(of: Pick<Initiative, 'status'>, person: string) => string> {
  const codes = initiatives.flatMap(({ authors }) => authors.map(({ person }) => person));
  const people = await context.store.people.many([...new Set(codes)]);
  const units = await unitsOf(context, caller);
  return ({ status }, code) => {
    const found = people.get(code);
    const told = found && (status === 'recognised' || units === undefined || units.includes(found.unit));
    return told ? found.name : code;
  };
}
