import type { AccountLetterInput } from '../../../workflows/messages';
import type { ApiContext } from '../../context';
import { startOnce } from '../start';

/**
 * Has one mail sent to somebody who may sign in; twice is once. @throws Problem ENGINE_BUSY when it is not known yet whether it
 * will be
 */
export async function mailToAccount(
  context: Pick<ApiContext, 'ask' | 'taskQueue' | 'clock'>,
  letter: Omit<AccountLetterInput, 'offsetMs'>,
): Promise<void> {
  const input: AccountLetterInput = { ...letter, offsetMs: context.clock.offsetMs() };
  await startOnce(context, 'accountLetter', `account-letter-${letter.key}`, input);
}
