import { trusted } from 'mongoose';
import type { WorkingCalendar } from '../../domain/calendar';
import type { Level } from '../../domain/route';
import type { Day } from '../../domain/time';
import { masterTable, type MasterTable } from './master-table';
import { personStore, type PersonStore } from './people';
import type {
  AuthorityRecord,
  CalendarRecord,
  CouncilRecord,
  OverlayRecord,
  PrinterRecord,
  RegisterRecord,
  RoundRecord,
  UnitRecord,
} from './records';
import type { Db } from './rows';
import { findMany, findOne } from './rows';

export type { MasterTable, PersonStore };

export interface UnitStore extends MasterTable<UnitRecord> {
  /** All of them, in one answer. */
  all(): Promise<readonly UnitRecord[]>;
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

/** More than any province has. */
const MOST_UNITS = 10_000;

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
      ...masterTable(models.units),
      all: () => models.units.find({}).sort({ _id: 1 }).batchSize(MOST_UNITS).lean<UnitRecord[]>(),
    },
    rounds: masterTable(models.rounds),
    printers: masterTable(models.printers),
    overlays: {
      ...masterTable(models.overlays),
      versions: (code) => findMany(models.overlays, { code }, { validFrom: 1 }),
    },
    people: personStore(models),
    councils: {
      ...masterTable(models.councils),
      versions: (code) => findMany(models.councils, { code }, { validFrom: 1 }),
      async inForce(code, day) {
        const begun = { code, validFrom: trusted({ $lte: day }) };
        const [last] = await models.councils.find(begun).sort({ validFrom: -1 }).limit(1).lean<CouncilRecord[]>();
        return last;
      },
    },
    authorities: {
      ...masterTable(models.authorities),
      ofLevel: (level, unit) => findOne(models.authorities, { level, unit: unit ?? trusted({ $exists: false }) }),
    },
    registers: {
      ...masterTable(models.registers),
      versions: (code) => findMany(models.registers, { code }, { validFrom: 1 }),
      ofAgency: (unit, paper) =>
        findMany(models.registers, { unit, paper, council: trusted({ $exists: false }) }, { validFrom: 1 }),
    },
    calendars: {
      ...masterTable(models.calendars),
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
