import { condition } from '@temporalio/workflow';
import { businessClock } from './clock';
import type { FreshLinkInput } from './messages';
import { Outbox } from './outbox';

/** Mails a fresh link to the address on file, once. A workflow, because a route never sends a mail itself. */
export async function freshLink(input: FreshLinkInput): Promise<void> {
  const clock = businessClock(input.offsetMs);
  const outbox = new Outbox(clock);
  outbox.send({
    mail: 'freshLink',
    key: `freshLink.${input.linkId}.${input.place}`,
    now: clock.now(),
    linkId: input.linkId,
  });
  await condition(() => outbox.size === 0);
}
