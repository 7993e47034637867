import { wrongSignature } from '../../../domain/signing';
import type { AuthorityRecord, DecisionRecord, Store } from '../../../platform/store';
import { invalid } from '../../schemas/parse';

/** @throws Problem VALIDATION when somebody signs in another's place without a substitution that holds */
export async function mustBeSigned(
  { people }: Pick<Store, 'people'>,
  authority: AuthorityRecord,
  signed: Pick<DecisionRecord, 'date' | 'signer' | 'form'>,
): Promise<void> {
  const found = await people.many((authority.substitutions ?? []).map((s) => s.person));
  const names = new Map([...found].map(([code, { name }]) => [code, name]));
  const wrong = wrongSignature(authority, signed, names);
  if (wrong) throw invalid(wrong);
}
