import type { Model } from 'mongoose';
import { trusted } from 'mongoose';
import type { WorkingCalendar } from '../../domain/calendar';
import type { Level } from '../../domain/route';
import type { Day } from '../../domain/time';
import { sameContent } from './canonical';
import { page } from './paging';
import type {
  AuthorityRecord,
  CalendarRecord,
  CouncilRecord,
  OverlayRecord,
  PersonRecord,
  PrinterRecord,
  RegisterRecord,
  RoundRecord,
  UnitRecord,
} from './records';
import type { Db } from './rows';
import { anyOf, byIds, findMany, findOne, needOne, retryOnDuplicate } from './rows';
import type { Page, Paging } from './shapes';

/** Data that offices keep: written as a whole under its code (`PUT`). */
export interface MasterTable<T, Id extends string | number = string> {
  /** Writes the record as it is; fields that it leaves out are gone afterwards. */
  put(record: T): Promise<'created' | 'updated' | 'unchanged'>;
  get(id: Id): Promise<T | undefined>;
  /** @throws Problem NOT_FOUND */
  need(id: Id): Promise<T>;
  /** The records under these codes, by code; unknown codes are left out. */
  many(ids: readonly Id[]): Promise<ReadonlyMap<Id, T>>;
  /** In order of the codes. */
  list(paging?: Paging): Promise<Page<T>>;
}

export interface UnitStore extends MasterTable<UnitRecord> {
  /** All of them, in one answer. */
  all(): Promise<readonly UnitRecord[]>;
}
export interface PersonStore extends MasterTable<PersonRecord> {
  ofUnit(unit: string): Promise<readonly PersonRecord[]>;
  ofUnits(units: readonly string[]): Promise<readonly PersonRecord[]>;
  /** The people with this address, in lower or upper case: who may sign in with a code by mail. */
  byEmail(email: string): Promise<readonly PersonRecord[]>;
}
export interface CouncilStore extends MasterTable<CouncilRecord> {
  /** The version in force on a day: the last one that has begun. */
  inForce(code: string, day: Day): Promise<CouncilRecord | undefined>;
  versions(code: string): Promise<readonly CouncilRecord[]>;
}
export interface AuthorityStore extends MasterTable<AuthorityRecord> {
  /** Who decides or forwards for a unit, or for the province when `unit` is absent. */
  ofLevel(level: Level, unit?: string): Promise<AuthorityRecord | undefined>;
}
/** Every version of a register is a record. */
export interface RegisterStore extends MasterTable<RegisterRecord> {
  versions(code: string): Promise<readonly RegisterRecord[]>;
  /** All versions of the registers of a unit for one kind of paper; those of its councils are left out. */
  ofAgency(unit: string, paper: RegisterRecord['paper']): Promise<readonly RegisterRecord[]>;
}
export type RoundStore = MasterTable<RoundRecord>;
export type PrinterStore = MasterTable<PrinterRecord>;
export interface OverlayStore extends MasterTable<OverlayRecord> {
  versions(code: string): Promise<readonly OverlayRecord[]>;
}
export interface CalendarStore extends MasterTable<CalendarRecord, number> {
  /** All years that were entered, as one calendar. */
  working(): Promise<WorkingCalendar>;
}

function tableOf<T extends { readonly _id: string | number }>(model: Model<T>): MasterTable<T, T['_id']> {
  return {
    put: (record) =>
      retryOnDuplicate(async () => {
        const before = await findOne(model, { _id: record._id });
        if (before !== undefined && sameContent(before, record)) return 'unchanged';
        // the driver reports a lost race of two first writes as a duplicate; the second try then replaces
        await model.replaceOne({ _id: record._id } as never, record, { upsert: true });
        return before === undefined ? 'created' : 'updated';
      }),
    get: (id) => findOne(model, { _id: id }),
    need: (id) => needOne(model, { _id: id }),
    many: (ids) => byIds(model, ids),
    list: (paging) => page(model, {}, { direction: 1 }, paging),
  };
}

/** More than any province has. */
const MOST_UNITS = 10_000;

/** Addresses are compared without regard to case. */
const anyCase = { locale: 'en', strength: 2 } as const;

/** Units, people, councils, authorities, registers, rounds, calendars, printers and the coordinates of blanks. */
export function masterData({ models }: Db): {
  units: UnitStore;
  people: PersonStore;
  councils: CouncilStore;
  authorities: AuthorityStore;
  registers: RegisterStore;
  rounds: RoundStore;
  calendars: CalendarStore;
  printers: PrinterStore;
  overlays: OverlayStore;
} {
  return {
    units: {
      ...tableOf(models.units),
      all: () => models.units.find({}).sort({ _id: 1 }).batchSize(MOST_UNITS).lean<UnitRecord[]>(),
    },
    rounds: tableOf(models.rounds),
    printers: tableOf(models.printers),
    overlays: {
      ...tableOf(models.overlays),
      versions: (code) => findMany(models.overlays, { code }, { validFrom: 1 }),
    },
    people: {
      ...tableOf(models.people),
      ofUnit: (unit) => findMany(models.people, { unit }),
      ofUnits: (units) => findMany(models.people, { unit: anyOf(units) }),
      byEmail: async (email) =>
        models.people.find({ email }).collation(anyCase).sort({ _id: 1 }).lean<PersonRecord[]>(),
    },
    councils: {
      ...tableOf(models.councils),
      versions: (code) => findMany(models.councils, { code }, { validFrom: 1 }),
      async inForce(code, day) {
        const begun = { code, validFrom: trusted({ $lte: day }) };
        const [last] = await models.councils.find(begun).sort({ validFrom: -1 }).limit(1).lean<CouncilRecord[]>();
        return last;
      },
    },
    authorities: {
      ...tableOf(models.authorities),
      ofLevel: (level, unit) => findOne(models.authorities, { level, unit: unit ?? trusted({ $exists: false }) }),
    },
    registers: {
      ...tableOf(models.registers),
      versions: (code) => findMany(models.registers, { code }, { validFrom: 1 }),
      ofAgency: (unit, paper) =>
        findMany(models.registers, { unit, paper, council: trusted({ $exists: false }) }, { validFrom: 1 }),
    },
    calendars: {
      ...tableOf(models.calendars),
      async working() {
        const years = await findMany(models.calendars, {});
        return {
          years: years.map((year) => year._id),
          off: years.flatMap((year) => year.off),
          extraWorking: years.flatMap((year) => year.extraWorking),
        };
      },
    },
  };
}
