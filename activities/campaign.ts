import { plannable, yearsUntil } from '../domain/campaign/nextYear';
import { owesSomething, type Owed } from '../domain/campaign/owing';
import { amendmentAfter, settledBy, type Amendment } from '../domain/campaign/amendment';
import { statusAfter, type RegistrationAction, type SettlingType } from '../domain/campaign/registration';
import { isAwaited, isOver } from '../domain/campaign/state';
import { campaignEntity } from '../domain/ids';
import { Problem } from '../domain/errors';
import { dayOf } from '../domain/time';
import { owedBy, participantsNow } from '../platform/participants';
import { KEPT_BY_CAMPAIGN, campaignOfRound, markOf } from '../platform/campaign-round';
import { inputOf, planLater, plannedRecord } from '../platform/campaign-plan';
import type { By, CampaignRecord } from '../platform/store';
import { sameContent } from '../platform/store/canonical';
import { aboutUnit } from '../platform/store/gather';
import type { Activities } from './index';
import type { ActivityContext } from './context';

/** What the trail of a registration says of its amendment. */
const trailOfAmendment = {
  recall: 'recallAmendment',
  sign: 'signAmendment',
  sendBack: 'sendBackAmendment',
} as const satisfies Readonly<Record<SettlingType, string>>;

/** Who has planned a campaign that nobody wrote. */
const BY_SCHEDULE = 'schedule';

/** Facts in one write. */
const FACTS_PER_WRITE = 500;

type CampaignActivities = Pick<
  Activities,
  'saveCampaign' | 'saveRegistrations' | 'unitsToTell' | 'openRound' | 'planNextCampaign'
>;

/** The records of a campaign and of its registrations, and the round that it opens. */
export function campaignActivities({ store }: ActivityContext): CampaignActivities {
  return {
    async saveCampaign({ campaignId, now, state, event: { actor, said } }) {
      const { notes, participants, year } = await store.campaigns.need(campaignId);
      const { status, version, working, reached, reminded, dates } = state;
      const closed = said.type === 'reached' && said.milestone === 'registrationCloses';
      if (closed || (said.type === 'reconciled' && reached.registrationCloses !== undefined)) {
        // from now on whoever is not on the list has not registered
        const lists = participants.map((unit) => ({
          _id: `registrationList/${aboutUnit(unit)}/${year}`,
          kind: 'registrationList' as const,
          about: aboutUnit(unit),
          year,
          campaign: campaignId,
        }));
        for (let from = 0; from < lists.length; from += FACTS_PER_WRITE)
          await store.facts.put(lists.slice(from, from + FACTS_PER_WRITE), { actor, now });
      }
      const note = 'note' in said && !notes.includes(said.note) ? { notes: [...notes, said.note] } : {};
      await store.campaigns.save(
        campaignId,
        version,
        {
          asked: dates,
          working,
          reached,
          reminded,
          status,
          ...note,
          ...(isOver({ status }) ? { closedAt: now } : {}),
        },
        [
          {
            entity: campaignEntity(campaignId),
            key: `v${version}`,
            at: now,
            actor,
            type: said.type,
            data: { status, ...factsOf(said) },
          },
        ],
      );
    },

    async saveRegistrations({ now, actor, action }) {
      const { type, registrations, note, signer } = action;
      const own = registrations.filter(({ amendment }) => !amendment);
      if (type === 'sign' && own.length > 0) await putOnList(own, { actor, now });
      for (const { id, version, amendment } of registrations) {
        if (amendment) {
          await settleAmendment({
            id,
            no: version,
            type,
            by: {
              at: now,
              by: actor,
              ...(note === undefined ? {} : { note }),
              ...(signer === undefined ? {} : { signer }),
            },
          });
          continue;
        }
        const by = { at: now, by: actor };
        const more =
          type === 'sign'
            ? { signed: { ...by, ...(signer === undefined ? {} : { signer }) } }
            : type === 'sendBack' && note !== undefined
              ? { sentBack: { ...by, note } }
              : {};
        const trail = { entity: id, key: `v${version + 1}`, at: now, actor, type, data: note ? { note } : {} };
        await store.registrations.save(id, version + 1, { status: statusAfter[type], ...more }, [trail]);
      }
    },

    async unitsToTell({ campaignId, milestone, now }) {
      const campaign = await store.campaigns.need(campaignId);
      if (!isAwaited(milestone)) return { units: campaign.participants, heads: [] };
      const owed = await owedBy(store, campaign, { milestone, today: dayOf(now) });
      const those = (fits: (one: Owed) => boolean): string[] =>
        [...owed].flatMap(([unit, o]) => (fits(o) ? [unit] : []));
      return { units: those(owesSomething), heads: those(({ waiting }) => waiting > 0) };
    },

    async openRound({ campaignId, closes, now, version }) {
      const campaign = await store.campaigns.need(campaignId);
      const { name, year, awards, participants } = campaign;
      const before = await store.rounds.get(campaignId);
      const entity = `rounds/${campaignId}`;
      // another one that has got the code of the campaign
      if (before && !(await campaignOfRound(store, campaignId))) return;
      // what the office has changed in the round since it was opened stays; its last day and its mark are the campaign's
      const round = before ?? {
        _id: campaignId,
        name,
        awardYear: year,
        awards,
        // what has ended in mid-year sends nothing any more; what has taken it over does
        units: await participantsNow(store, participants, dayOf(now)),
      };
      const after = { ...round, ...markOf(campaign), deadline: closes };
      if (before && sameContent(before, after)) return;
      // first, so that a round that is there is known for the campaign's
      await store.audit.append([
        {
          entity,
          key: `campaign/v${version}`,
          at: now,
          actor: 'clock',
          type: KEPT_BY_CAMPAIGN,
          data: { after, ...(before ? { before } : {}) },
        },
      ]);
      await store.rounds.put(after);
    },

    async planNextCampaign({ campaignId, from, now }) {
      const last = await latestAfter(await store.campaigns.need(campaignId));
      if (last.status === 'cancelled') return { as: 'nothing' };
      const calendar = await store.calendars.working();
      const years = yearsUntil(last.asked, from);
      if (years === undefined) {
        // what this has planned may have to be started still
        const ours = last.createdBy === BY_SCHEDULE && last.status === 'planned';
        return ours ? { as: 'planned', start: inputOf(last, calendar) } : { as: 'there' };
      }
      const today = dayOf(now);
      const plan = await planLater(store, last, years, today);
      const can = plannable(plan.kind, plan.dates, calendar, today);
      if (can.as === 'calendarMissing') return { as: can.as, year: plan.year, years: can.years };
      const others = (await store.campaigns.get(plan.code)) ?? (await store.rounds.get(plan.code));
      if (can.as === 'refused' || others)
        return {
          as: 'refused',
          year: plan.year,
          fields: can.as === 'refused' ? can.faults.map((f) => f.field) : ['code'],
        };
      const { record, trail } = plannedRecord(plan, {
        calendar,
        content: `${BY_SCHEDULE}/${campaignId}`,
        clonedFrom: last._id,
        now,
        actor: BY_SCHEDULE,
      });
      await store.campaigns.insert(record, trail);
      return { as: 'planned', start: inputOf(record, calendar) };
    },
  };

  /** The last campaign that was cloned from this one, and from that, however often; a cancelled one is passed over. */
  async function latestAfter(first: CampaignRecord): Promise<CampaignRecord> {
    let latest = first;
    for (;;) {
      const { items } = await store.campaigns.list({ clonedFrom: latest._id, kind: latest.kind }, { limit: 200 });
      const next = items
        .filter(({ status, year }) => status !== 'cancelled' && year > latest.year)
        .reduce<CampaignRecord | undefined>((most, one) => (most && most.year >= one.year ? most : one), undefined);
      if (!next) return latest;
      latest = next;
    }
  }

  /**
   * Writes what was said to an amendment, whatever version figures have made of the registration meanwhile. Twice is once: an amendment
   * that does not wait any more is left alone.
   */
  async function settleAmendment(said: {
    readonly id: string;
    readonly no: number;
    readonly type: SettlingType;
    readonly by: NonNullable<Amendment['settled']>;
  }): Promise<void> {
    const { id, no, type, by } = said;
    for (;;) {
      const record = await store.registrations.need(id);
      const fields = settledBy(record, { no, as: amendmentAfter[type], by });
      if (!fields) return;
      const { note } = by;
      const key = `v${record.version + 1}`;
      const data = { amendment: no, ...(note === undefined ? {} : { note }) };
      const trail = { entity: id, key, at: by.at, actor: by.by, type: trailOfAmendment[type], data };
      try {
        await store.registrations.edit(id, record.version, fields, [trail]);
        return;
      } catch (error) {
        // a figure was entered in this moment
        if (!(error instanceof Problem) || error.code !== 'STATE_CHANGED') throw error;
      }
    }
  }

  /** Who has registered in the year, for the rules. What has another version by now is not signed, so it is not on the list. */
  async function putOnList(signed: RegistrationAction['registrations'], by: By): Promise<void> {
    const records = await store.registrations.many(signed.map(({ id }) => id));
    const facts = signed.flatMap(({ id, version }) => {
      const { about, year, status, version: now } = records.get(id)!;
      if (status === 'draft' || (status === 'waitingForHead' && now !== version)) return [];
      return [{ _id: `registered/${about}/${year}`, kind: 'registered' as const, about, year, registration: id }];
    });
    if (facts.length > 0) await store.facts.put(facts, by);
  }
}

/** What of an event stands in the trail besides its type. */
function factsOf(said: Parameters<Activities['saveCampaign']>[0]['event']['said']): Record<string, unknown> {
  const { type: _type, ...facts } = said;
  return facts;
}
