import { ApplicationFailure, condition, defineUpdate, proxyActivities, setHandler } from '@temporalio/workflow';

/** A workflow to speak to: it says how often it was asked, refuses what it is told to refuse, and ends when asked to. */
export const say = defineUpdate<number, [{ readonly refuse?: string }]>('say');
export const end = defineUpdate<string>('end');

export async function listener(): Promise<void> {
  let asked = 0;
  let ended = false;
  setHandler(say, () => (asked += 1), {
    validator: ({ refuse }) => {
      if (refuse === undefined) return;
      const details = [{ state: 'screening', allowed: ['accept'] }];
      throw ApplicationFailure.create({ type: refuse, message: refuse, nonRetryable: true, details });
    },
  });
  setHandler(end, () => {
    ended = true;
    return 'ended';
  });
  await condition(() => ended);
}

const { fails, works } = proxyActivities<{ fails(how: string): Promise<void>; works(): Promise<string> }>({
  startToCloseTimeout: '10s',
  retry: { maximumAttempts: 2, initialInterval: '10ms' },
});

/** What a failed activity looks like to the workflow: its code, its message, its tries. */
export async function caller(how: string): Promise<unknown> {
  try {
    await fails(how);
    return await works();
  } catch (error) {
    const cause = (error as { cause?: ApplicationFailure }).cause;
    return { type: cause?.type, message: cause?.message, final: cause?.nonRetryable, facts: cause?.details?.[0] };
  }
}
