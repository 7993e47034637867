import { proxyActivities } from '@temporalio/workflow';
import type { Activities } from '../activities';
import { isProblemCode, Problem } from '../domain/errors';
import type { SessionPapersInput } from './messages';
import { rendering } from './options';
import { codeOf, refused } from './refuse';

const { renderSessionPapers } = proxyActivities<Activities>(rendering);

/**
 * Makes the papers of a closed session that could not be made at its closing; what was made before stays. A workflow of its own,
 * since that of the session may have ended by then.
 */
export async function sessionPapers({ sessionId }: SessionPapersInput): Promise<void> {
  try {
    await renderSessionPapers({ sessionId });
  } catch (error) {
    const code = codeOf(error);
    throw isProblemCode(code) ? refused(new Problem(code)) : error;
  }
}
