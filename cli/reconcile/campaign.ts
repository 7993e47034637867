import { startAgain } from '../../api/commands/campaigns/campaigns';
import { restoredCampaign, signaturesApart, type RegistrationAsKept } from '../../domain/campaign/restored';
import { campaignStatuses, isOver, type CampaignState } from '../../domain/campaign/state';
import { Problem } from '../../domain/errors';
import { campaignWorkflowId } from '../../domain/ids';
import type { CampaignRecord } from '../../platform/store';
import { adoptCampaign, campaignTold, type CampaignTold } from '../../workflows/messages';
import type { Finding } from './finding';
import { each, listed, mend, settled, until, type Process, type ProcessKind, type Tools } from './process';

const underWay = campaignStatuses.filter((status) => !isOver({ status }));

export const campaignKind: ProcessKind = {
  type: 'campaign',
  workflowId: campaignWorkflowId,
  async *open({ context: { store } }) {
    for (const status of underWay)
      for await (const { _id } of each((paging) => store.campaigns.list({ status }, paging))) yield _id;
  },
  async over({ context: { store } }, ids) {
    const records = await Promise.all(ids.map((id) => store.campaigns.get(id)));
    return new Set(records.flatMap((record) => (record && isOver(record) ? [record._id] : [])));
  },
  async check(tools, id, process) {
    // whatever is said to it while it is compared makes another moment of it, and it is looked at once more
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await compared(tools, id, process);
      } catch (error) {
        if (!(error instanceof Problem) || error.code !== 'STATE_CHANGED' || attempt === ATTEMPTS) throw error;
      }
    }
  },
};

const ATTEMPTS = 5;

/** @throws Problem STATE_CHANGED when something was said to it meanwhile */
async function compared(tools: Tools, id: string, process: Process): Promise<readonly Finding[]> {
  const { store } = tools.context;
  const before = await store.campaigns.get(id);
  const told = await process.state((handle) => handle.query(campaignTold));
  if (!before) return told ? [listed(process.id, 'recordLost')] : [];
  if (!told) return isOver(before) ? [] : [await restarted(tools, process, before)];
  const { state } = told;
  const record = await settled(
    () => store.campaigns.need(id),
    ({ version }) => version < state.version,
  );
  const { lost, unknown } = await signatures(tools, id, process, told);
  const findings = lost.length === 0 ? [] : [listed(process.id, 'signaturesLost', lost)];
  if (record.version < state.version) findings.push(await behind(tools, process, record, state));
  // one that is over takes nothing any more
  if (!isOver(state) && (before.version > state.version || lost.length + unknown.length > 0))
    findings.push(await ahead(tools, process, before, told));
  return findings;
}

/** What only one side knows to be signed, once what was under way is written. */
async function signatures(
  tools: Tools,
  id: string,
  process: Process,
  { state, moment }: CampaignTold,
): Promise<ReturnType<typeof signaturesApart>> {
  const isApart = (kept: readonly RegistrationAsKept[]): boolean => {
    const { lost, unknown } = signaturesApart(state, kept);
    return lost.length + unknown.length > 0;
  };
  const read = () => registrationsOf(tools, id);
  let kept = await settled(read, isApart);
  // a signature that was taken is written as soon as the store takes it
  for (let patience = 2; isApart(kept) && patience > 0; patience -= 1) kept = await settled(read, isApart);
  if (isApart(kept)) {
    const now = await process.ask((handle) => handle.query(campaignTold));
    if (now.moment !== moment) throw new Problem('STATE_CHANGED', 'signed meanwhile');
  }
  return signaturesApart(state, kept);
}

const registrationsOf = async ({ context: { store } }: Tools, id: string): Promise<readonly RegistrationAsKept[]> =>
  (await store.registrations.ofCampaign(id)).map(({ _id, status, version, amendments = [] }) => ({
    id: _id,
    status,
    version,
    amendments,
  }));

/** The record is behind: itself, the list of who has registered, and the round that was opened. */
async function behind(
  tools: Tools,
  process: Process,
  { _id: campaignId, awards }: CampaignRecord,
  { terms: { dates }, status, version, working, reached, reminded }: CampaignState,
): Promise<Finding> {
  const { clock } = tools.context;
  return await mend(tools, { process: process.id, what: 'recordsBehind' }, async () => {
    const now = clock.now();
    const state = { status, version, working, reached, reminded, dates };
    const event = { actor: 'service', said: { type: 'reconciled' } } as const;
    await tools.activities.saveCampaign({ campaignId, now, state, event });
    const closes = working.roundCloses;
    if (awards.length > 0 && reached.roundOpens !== undefined && closes !== undefined)
      await tools.activities.openRound({ campaignId, closes, now, version });
  });
}

/** The process is behind, or knows of signatures that are lost: it goes on from where its records stand. */
async function ahead(
  tools: Tools,
  process: Process,
  record: CampaignRecord,
  { moment }: CampaignTold,
): Promise<Finding> {
  return await mend(tools, { process: process.id, what: 'processBehind' }, async () => {
    const { store } = tools.context;
    const { version } = await store.campaigns.need(record._id);
    const state = await stateOf(tools, record._id);
    await process.ask((handle) => handle.executeUpdate(adoptCampaign, { args: [{ state, moment }] }));
    // it has written where it stands
    await until(
      () => store.campaigns.need(record._id),
      (now) => now.version > version,
    );
  });
}

async function restarted(tools: Tools, process: Process, record: CampaignRecord): Promise<Finding> {
  return await mend(tools, { process: process.id, what: 'processGone' }, async () =>
    startAgain(tools.context, record, await stateOf(tools, record._id)),
  );
}

const stateOf = async (tools: Tools, id: string): Promise<CampaignState> => {
  const { store } = tools.context;
  const registrations = await registrationsOf(tools, id);
  return restoredCampaign(await store.campaigns.need(id), registrations, await store.calendars.working());
};
