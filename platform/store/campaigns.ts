import { Problem } from '../../domain/errors';
import type { CampaignRecord, RegistrationRecord } from './records';
import { appendTo } from './audit';
import type { Db } from './rows';
import { anyOf, change, findMany, findOne } from './rows';
import type { AuditEntry } from './shapes';
import { versionedStore, type Changes, type Versioned } from './versioned';

export interface CampaignFilter {
  readonly kind?: CampaignRecord['kind'];
  readonly year?: number;
  readonly status?: CampaignRecord['status'];
  /** The campaign from which it was cloned. */
  readonly clonedFrom?: string;
  /** Those that one of these units launches or takes part in; absent: all. */
  readonly units?: readonly string[];
}

export interface CampaignStore extends Versioned<CampaignRecord, CampaignFilter> {
  /**
   * Puts it in other words, which become the next edition. Its version is its workflow's, and stays.
   * @throws Problem NOT_FOUND, STATE_CHANGED when the words are no longer those of this edition
   */
  rewrite(
    id: string,
    edition: number,
    words: Changes<Pick<CampaignRecord, '_id' | 'version' | 'theme' | 'texts' | 'document'>>,
    trail: readonly AuditEntry[],
  ): Promise<CampaignRecord>;
}

export interface RegistrationFilter {
  readonly campaign?: string;
  readonly units?: readonly string[];
  readonly status?: RegistrationRecord['status'];
  readonly about?: string;
  readonly year?: number;
}

export interface RegistrationStore extends Versioned<RegistrationRecord, RegistrationFilter> {
  /** Registrations of a campaign, of one participant or of all; by participant and code. */
  ofCampaign(campaign: string, unit?: string): Promise<readonly RegistrationRecord[]>;
  /** How many registrations a campaign has, counted no further than `most`. */
  count(campaign: string, most: number): Promise<number>;
  /** By code; unknown codes are left out. */
  many(ids: readonly string[]): Promise<ReadonlyMap<string, RegistrationRecord>>;
}

export function campaignStore(db: Db): CampaignStore {
  const { campaigns } = db.models;
  const versioned = versionedStore(db, campaigns, ({ units, ...filter }: CampaignFilter) => ({
    ...filter,
    ...(units === undefined ? {} : { $or: [{ unit: anyOf(units) }, { participants: anyOf(units) }] }),
  }));
  return {
    ...versioned,
    async rewrite(id, edition, words, trail) {
      const done = await db.transaction(async (session) => {
        // nobody counts before the first change
        const shown = { _id: id, edition: edition === 0 ? null : edition };
        const changed = await change(campaigns, shown, { ...words, edition: edition + 1 }, session);
        if (changed) await appendTo(db, trail, session);
        return changed;
      });
      const record = await versioned.need(id);
      if (done) return record;
      throw new Problem('STATE_CHANGED', `words of campaign ${id}`, {
        state: record.status,
        version: record.edition ?? 0,
      });
    },
  };
}

export function registrationStore(db: Db): RegistrationStore {
  const { registrations } = db.models;
  const versioned = versionedStore(db, registrations, ({ units, ...filter }: RegistrationFilter) => ({
    ...filter,
    ...(units === undefined ? {} : { unit: anyOf(units) }),
  }));
  return {
    ...versioned,
    /** @throws Problem ALREADY_REGISTERED with the registration that there is */
    async insert(draft, trail) {
      try {
        return await versioned.insert(draft, trail);
      } catch (error) {
        const other = await findOne(registrations, { campaign: draft.campaign, about: draft.about });
        if (!other || other._id === draft._id) throw error;
        throw new Problem('ALREADY_REGISTERED', other._id, { registration: other._id });
      }
    },
    ofCampaign: (campaign, unit) =>
      findMany(registrations, { campaign, ...(unit === undefined ? {} : { unit }) }, { unit: 1, _id: 1 }),
    count: async (campaign, most) => await registrations.countDocuments({ campaign }).limit(most),
    async many(ids) {
      const found = await findMany(registrations, { _id: anyOf(ids) });
      return new Map(found.map((one) => [one._id, one]));
    },
  };
}
