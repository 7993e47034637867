import { owesSomething, type Owed } from '../domain/campaign/owing';
import { statusAfter, type RegistrationAction } from '../domain/campaign/registration';
import { isAwaited, isOver } from '../domain/campaign/state';
import { owedBy } from '../platform/participants';
import type { By } from '../platform/store';
import { aboutUnit } from '../platform/store/gather';
import type { Activities } from './index';
import type { ActivityContext } from './context';

/** Facts in one write. */
const FACTS_PER_WRITE = 500;

type CampaignActivities = Pick<Activities, 'saveCampaign' | 'saveRegistrations' | 'unitsToTell' | 'openRound'>;

/** The records of a campaign and of its registrations, and the round that it opens. */
export function campaignActivities({ store }: ActivityContext): CampaignActivities {
  return {
    async saveCampaign({ campaignId, now, state, event: { actor, said } }) {
      const { notes, participants, year } = await store.campaigns.need(campaignId);
      const { status, version, working, reached, reminded, dates } = state;
      if (said.type === 'reached' && said.milestone === 'registrationCloses') {
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
            entity: campaignId,
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
      if (type === 'sign') await putOnList(registrations, { actor, now });
      for (const { id, version } of registrations) {
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

    async unitsToTell({ campaignId, milestone }) {
      const campaign = await store.campaigns.need(campaignId);
      if (!isAwaited(milestone)) return { units: campaign.participants, heads: [] };
      const owed = await owedBy(store, campaign, milestone);
      const those = (fits: (one: Owed) => boolean): string[] =>
        [...owed].flatMap(([unit, o]) => (fits(o) ? [unit] : []));
      return { units: those(owesSomething), heads: those(({ waiting }) => waiting > 0) };
    },

    async openRound({ campaignId, closes }) {
      const { name, year, awards, participants } = await store.campaigns.need(campaignId);
      const before = await store.rounds.get(campaignId);
      // what the office has changed in the round since it was opened stays; its last day is the campaign's
      const round = before ?? { _id: campaignId, name, awardYear: year, awards, units: participants };
      await store.rounds.put({ ...round, deadline: closes });
    },
  };

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
