import type { freshLink as freshLinkWorkflow } from '../../../workflows/fresh-link';
import { sendDocket } from '../../setup/docket';
import { dossier, START } from '../../setup/fixtures';
import { uniqueName } from '../../setup/engines';
import type { Play } from './scenario';

/** A unit asks for a fresh link to the page of its proposal. */
export const freshLink: Play = async (service) => {
  const { unitProposal } = await sendDocket(service, [dossier('LDTT', 1)]);
  const { client, context, offsetMs, taskQueue } = service;
  const link = await context.links.ensure({ purpose: 'status', entity: unitProposal, person: 'contact' }, START);
  const handle = await client.workflow.start<typeof freshLinkWorkflow>('freshLink', {
    workflowId: uniqueName('fresh-link'),
    taskQueue,
    args: [{ linkId: link._id, place: '2026-11-16-1', offsetMs }],
  });
  return { 'fresh-link-is-mailed-once': handle };
};
