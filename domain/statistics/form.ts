import type { Award, Source, Text } from '../award';
import { holdsOn } from '../award';
import type { CampaignKind } from '../campaign/dates';
import type { Day } from '../time';
import { countWhere, type Tally, type Where } from './where';

/**
 * The Ministry's statistical forms as data: which rows and columns a form has, what each counts, from when to when it holds and
 * where that is written. A province replaces a form by an entry of the same code in its pack.
 */

/** What campaigns are counted by. */
export interface CampaignWhere {
  readonly kind?: CampaignKind;
  /** Launched by the province, or by a unit. */
  readonly launchedBy?: 'province' | 'unit';
  readonly status?: 'running' | 'ended';
}

/** What councils are counted by. */
export interface CouncilWhere {
  readonly level?: 'province' | 'unit';
}

/** What a row or a column counts; where both say something, both hold. `byHand`: no record tells it, the cell stays empty. */
export type FormSource =
  | { readonly source: 'nominations'; readonly where: Omit<Where, 'unit'> }
  | { readonly source: 'campaigns'; readonly where: CampaignWhere }
  | { readonly source: 'councils'; readonly where: CouncilWhere }
  | { readonly source: 'councilMembers'; readonly where: CouncilWhere }
  | { readonly source: 'byHand' };

export interface FormRow {
  /** As it is printed: `I`, `1`, `1.1`; empty for a total. */
  readonly no: string;
  readonly label: Text;
  readonly counts: FormSource;
  /** A heading or total, in bold. */
  readonly strong?: true;
}

export interface FormColumn {
  readonly label: Text;
  readonly unit?: Text;
  /** Narrows what the row counts; of a row with another source the cell stays empty. */
  readonly narrows: FormSource;
}

/** One form of the yearly statistics. */
export interface StatisticsForm extends Source {
  /** `0602` */
  readonly code: string;
  /** As it is printed in the corner: `0602.N/BNV-TĐKT`. */
  readonly symbol: string;
  readonly name: Text;
  /** The day of the year by which the Ministry has it. */
  readonly due: { readonly month: number; readonly day: number };
  readonly receiver: Text;
  /** How it is counted where that is not plain from its rows: whoever signs reads it with the sources. */
  readonly counted?: Text;
  readonly rows: readonly FormRow[];
  readonly columns: readonly FormColumn[];
}

/** The forms of a day: those of the province before those of the release, one of each code. */
export function formsOn(
  forms: readonly StatisticsForm[],
  own: readonly StatisticsForm[],
  day: Day,
): readonly StatisticsForm[] {
  const byCode = new Map<string, StatisticsForm>();
  for (const form of [...forms, ...own]) if (holdsOn(form, day)) byCode.set(form.code, form);
  return [...byCode.values()].sort((a, b) => a.code.localeCompare(b.code, 'en'));
}

/** What is on record besides nominations. */
export interface OtherRecords {
  readonly campaigns: readonly {
    readonly kind: CampaignKind;
    readonly launchedBy: 'province' | 'unit';
    readonly status: string;
  }[];
  readonly councils: readonly { readonly level: 'province' | 'unit'; readonly members: number }[];
}

/** A cell of a form; without a count it is for the office to fill in. */
export interface FormCell {
  readonly count?: number;
  /** The dossiers behind it. */
  readonly where?: Where;
  /** The campaigns behind it. */
  readonly campaigns?: CampaignWhere;
}

export interface FilledForm {
  readonly form: StatisticsForm;
  /** The last day on which it is due. */
  readonly due: Day;
  readonly cells: readonly (readonly FormCell[])[];
}

/** Fills a form for a year. */
export function fillForm(
  form: StatisticsForm,
  {
    year,
    tallies,
    levelOf,
    other,
    unit,
  }: {
    readonly year: number;
    readonly tallies: readonly Tally[];
    readonly levelOf: (award: string) => Award['level'] | undefined;
    readonly other: OtherRecords;
    readonly unit?: string;
  },
): FilledForm {
  const two = (n: number): string => String(n).padStart(2, '0');
  const cell = (row: FormRow, column: FormColumn): FormCell => {
    const [a, b] = [row.counts, column.narrows];
    if (a.source === 'nominations' && b.source === 'nominations') {
      const where = bothHold(a.where, b.where);
      if (where === undefined) return {};
      const full = { outcome: 'awarded', ...where, awardYear: year } as const;
      return { count: countWhere(tallies, full, levelOf), where: unit === undefined ? full : { ...full, unit } };
    }
    if (a.source === 'campaigns' && b.source === 'campaigns') {
      const where = bothHold(a.where, b.where);
      return where === undefined ? {} : { count: other.campaigns.filter(matches(where)).length, campaigns: where };
    }
    if (a.source === 'councils' && (b.source === 'councils' || b.source === 'councilMembers')) {
      const where = bothHold(a.where, b.where);
      if (where === undefined) return {};
      const found = other.councils.filter(matches(where));
      const members = found.reduce((sum, one) => sum + one.members, 0);
      return { count: b.source === 'councils' ? found.length : members };
    }
    return {};
  };
  return {
    form,
    due: `${year}-${two(form.due.month)}-${two(form.due.day)}`,
    cells: form.rows.map((row) => form.columns.map((column) => cell(row, column))),
  };
}

/** Both filters at once; undefined where they contradict each other. */
function bothHold<W extends object>(a: W, b: W): W | undefined {
  const conflict = (Object.keys(a) as (keyof W)[]).some((key) => b[key] !== undefined && b[key] !== a[key]);
  return conflict ? undefined : { ...a, ...b };
}

const matches =
  (where: object) =>
  (one: object): boolean =>
    Object.entries(where).every(([field, value]) => (one as Record<string, unknown>)[field] === value);
