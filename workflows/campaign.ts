import {
  allHandlersFinished,
  condition,
  continueAsNew,
  proxyActivities,
  setHandler,
  workflowInfo,
} from '@temporalio/workflow';
import type { Activities, MailOrder, SaveCampaign } from '../activities';
import { effectOf, type DateChange, type Milestone } from '../domain/campaign/dates';
import { act, checkAct, newCampaign, tick, wakeOf, type CampaignStep } from '../domain/campaign/machine';
import { applyRegistration, checkRegistration, type RegistrationAction } from '../domain/campaign/registration';
import { adopted } from '../domain/campaign/restored';
import { Problem } from '../domain/errors';
import { isOver, type CampaignState } from '../domain/campaign/state';
import { businessClock } from './clock';
import type { ActOnCampaignInput, ActOnRegistrationsInput, CampaignInput, CampaignTold } from './messages';
import { actOnCampaign, actOnRegistrations, adoptCampaign, campaignTold, campaignView } from './messages';
import { storePatiently } from './options';
import { Outbox } from './outbox';
import { refusing } from './refuse';

const { openRound, saveCampaign, saveRegistrations, unitsToTell } = proxyActivities<Activities>(storePatiently);

/** A run takes 2,000 Updates, then refuses all; long before that the campaign continues as new. */
const UPDATES_PER_RUN = 1_500;

/** A change that is not written yet. */
type Taken = { readonly actor: string; readonly at: string } & (
  (CampaignStep & { readonly before: CampaignState }) | { readonly action: RegistrationAction }
);

/** A mail without its key and time. */
type Order<O = MailOrder> = O extends MailOrder ? Omit<O, 'key' | 'now' | 'campaignId'> : never;

/**
 * A year of emulation, or a movement with a theme: it waits for its days, reminds whoever is behind, and opens the round for the
 * nominations that come from it. `domain/campaign` says what may be done and what time does; here is what follows from it:
 * records and mails, one after the other. It closes registration, so it also says whether a signature still came in time.
 */
export async function campaign(input: CampaignInput): Promise<void> {
  const { campaignId, kind, dates, calendar, remindWorkingDays, opensRound } = input;
  const clock = businessClock(input.offsetMs);
  const outbox = new Outbox(clock);
  let state = input.carried?.state ?? newCampaign({ kind, dates, calendar, remindWorkingDays });
  const taken: Taken[] = [];
  let updates = 0;

  setHandler(
    actOnCampaign,
    ({ actor, content, action }: ActOnCampaignInput) => {
      updates += 1;
      push(act(state, action), actor);
      const { status, version } = state;
      return { content, at: clock.now(), status, version };
    },
    {
      validator: ({ action, expects }: ActOnCampaignInput): void =>
        refusing(() => checkAct(state, action, expects, clock.now())),
    },
  );
  setHandler(
    actOnRegistrations,
    ({ actor, content, action }: ActOnRegistrationsInput) => {
      updates += 1;
      const at = clock.now();
      state = applyRegistration(state, action);
      taken.push({ action, actor, at });
      return { content, at };
    },
    {
      validator: ({ action }: ActOnRegistrationsInput): void =>
        refusing(() => checkRegistration(state, action, clock.now())),
    },
  );
  const moment = (): string => `${workflowInfo().runId}/${updates}/${state.version}`;
  setHandler(
    adoptCampaign,
    ({ state: kept }) => {
      updates += 1;
      push(adopted(state, kept), 'service');
      return state.version;
    },
    {
      validator: (seen: CampaignTold): void =>
        refusing(() => {
          const { status, version } = state;
          if (seen.moment !== moment()) throw new Problem('STATE_CHANGED', undefined, { state: status, version });
        }),
    },
  );
  setHandler(campaignTold, () => ({ state, moment: moment() }));
  setHandler(campaignView, () => ({ status: state.status, version: state.version }));
  outbox.takeOver(input.carried?.mails ?? []);

  const mustContinue = (): boolean => updates >= UPDATES_PER_RUN || workflowInfo().continueAsNewSuggested;
  for (;;) {
    for (let next = taken.shift(); next; next = taken.shift()) await carry(next);
    if (isOver(state)) break;
    if (mustContinue()) {
      await outbox.settled(
        () => taken.length > 0,
        () => wakeOf(state),
      );
      await condition(allHandlersFinished);
      if (taken.length > 0) continue;
      const carried = { state, mails: outbox.carry() };
      await continueAsNew<typeof campaign>({ ...input, offsetMs: clock.offsetMs(), carried });
    }
    await clock.until(
      () => taken.length > 0 || mustContinue(),
      () => wakeOf(state),
    );
    const step = taken.length === 0 ? tick(state, clock.now()) : undefined;
    if (step) push(step, 'clock');
  }
  await condition(() => outbox.size === 0);
  await condition(allHandlersFinished);

  function push(step: CampaignStep, actor: string): void {
    taken.push({ ...step, before: state, actor, at: clock.now() });
    state = step.state;
  }

  /** Writes one change and does what follows from it. */
  async function carry(change: Taken): Promise<void> {
    const { actor, at } = change;
    if ('action' in change) {
      const { action } = change;
      // what is put to the head stands in the records before it is said here
      const { type } = action;
      if (type !== 'submit') await saveRegistrations({ campaignId, now: at, actor, action: { ...action, type } });
      return tellHead(action, at);
    }
    const { state: after, before, event } = change;
    switch (event.type) {
      case 'reached':
        await save(after, at, { actor, said: event });
        return await onDay(event.milestone, after, at);
      case 'remind': {
        await save(after, at, { actor, said: event });
        const { milestone, due } = event;
        const { units, heads } = await unitsToTell({ campaignId, milestone, now: at });
        for (const unit of units) send({ mail: 'campaignReminder', unit, milestone, due }, unit, after.version, at);
        for (const unit of heads) send({ mail: 'registrationSign', unit }, unit, after.version, at);
        return;
      }
      case 'changeDates': {
        const changes = effectOf(before.working, after.working);
        await save(after, at, { actor, said: { type: event.type, changes, note: event.note } });
        return await onChange(changes, event.note, after, at);
      }
      case 'extendRegistration':
        await save(after, at, { actor, said: event });
        return await onChange(effectOf(before.working, after.working), event.note, after, at);
      case 'cancel':
        await save(after, at, { actor, said: event });
        return await onChange([], event.note, after, at);
      case 'reconciled':
        return await save(after, at, { actor, said: event });
    }
  }

  function save(after: CampaignState, now: string, event: SaveCampaign['event']): Promise<void> {
    const { status, version, working, reached, reminded, terms } = after;
    return saveCampaign({
      campaignId,
      now,
      state: { status, version, working, reached, reminded, dates: terms.dates },
      event,
    });
  }

  /** What a day brings: a round that opens or closes, units that are asked for something, an office that looks after it. */
  async function onDay(milestone: Milestone, after: CampaignState, now: string): Promise<void> {
    const { version } = after;
    if (opensRound && (milestone === 'roundOpens' || milestone === 'roundCloses')) await keepRound(after, now);
    if (milestone === 'launch' || (opensRound && milestone === 'roundOpens')) {
      const { units } = await unitsToTell({ campaignId, milestone, now });
      for (const unit of units) send({ mail: 'campaignOpens', unit, milestone }, unit, version, now);
    } else if (milestone !== 'roundOpens' && milestone !== 'end') {
      send({ mail: 'campaignTurn', milestone }, milestone, version, now);
    }
  }

  /** Days have moved, or it has ended before its time: whoever takes part is told, once it has been launched. */
  async function onChange(
    changes: readonly DateChange[],
    note: string,
    after: CampaignState,
    now: string,
  ): Promise<void> {
    const { version, reached } = after;
    if (opensRound && reached.roundOpens !== undefined && changes.some((c) => c.milestone === 'roundCloses'))
      await keepRound(after, now);
    if (reached.launch === undefined) return;
    const { units } = await unitsToTell({ campaignId, milestone: 'launch', now });
    for (const unit of units) send({ mail: 'campaignChanged', unit, changes, note }, unit, version, now);
  }

  async function keepRound({ version, working }: CampaignState, now: string): Promise<void> {
    const closes = working.roundCloses;
    if (closes !== undefined) await openRound({ campaignId, closes, now, version });
  }

  function tellHead({ type, unit, registrations, note }: RegistrationAction, now: string): void {
    // the latest version among them: what is put to the head again is another letter
    const latest =
      registrations
        .map(({ id, version, amendment }) => (amendment ? `${id}-amendment-${version}` : `${id}-${version}`))
        .sort()
        .at(-1) ?? '';
    if (type === 'submit') post({ mail: 'registrationSign', unit }, `${unit}.${latest}`, now);
    if (type !== 'sendBack' || note === undefined) return;
    const ids = registrations.map(({ id }) => id);
    const amendments = registrations.filter(({ amendment }) => amendment).length;
    post({ mail: 'registrationReturned', unit, registrations: ids, amendments, note }, `${unit}.${latest}`, now);
  }

  function send(order: Order, about: string, version: number, now: string): void {
    post(order, `${about}.${version}`, now);
  }

  function post(order: Order, about: string, now: string): void {
    const key = `${order.mail}.${campaignId}.${about}`;
    outbox.send({ ...order, key, now, campaignId } as MailOrder);
  }
}
