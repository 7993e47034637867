import type { Text } from '../../../../domain/award';
import { defined, everything } from '../../shared';
import { sameContent, sha256 } from '../../../../platform/store/canonical';
import type { Dossier, NominationRecord, RoundRecord, UnitRecord } from '../../../../platform/store';
import type { DraftColumn } from '../../../../templates/sheets/nominations';
import { refused } from '../../../../templates/words';
import type { ApiContext, Caller } from '../../../context';
import { folded } from '../../sheets/cells';
import { asRegistered, noSuchCode } from '../../sheets/registered';
import { checkForm, onlyMissing } from '../findings';
import { codeOf, isUnitOurs } from '../nominee-scope';
import { senderFor } from '../senders';
import { paperColumns } from './layout';
import { papersOf, type PlannedPaper, type StoredNames, type UploadedFiles } from './papers';
import { columnOfField, type ReadRow } from './rows';

/** For whom drafts are written. */
export interface Parties {
  readonly unit: UnitRecord;
  readonly round: RoundRecord;
}

/** What a row will bring about. */
export interface Planned {
  readonly row: ReadRow;
  /** Absent: a new draft. */
  readonly before?: NominationRecord;
  /** With the papers that are there; files come to them when they are stored. */
  readonly dossier: Dossier;
  readonly papers: readonly PlannedPaper[];
  /** Names the new draft, so that two uploads at one time make one. */
  readonly createKey?: string;
}

export interface Plan {
  readonly changes: readonly Planned[];
  readonly unchanged: number;
}

/** Compares rows with the drafts that are there; what stands in the way is refused at its cell. Nothing is saved. */
export async function planFor(
  context: ApiContext,
  caller: Caller,
  { unit, round }: Parties,
  rows: readonly ReadRow[],
  files: UploadedFiles,
): Promise<Plan> {
  const { store } = context;
  const existing = await everything((paging) => store.nominations.list({ unit: unit._id, round: round._id }, paging));
  const stored = await store.files.aboutMany([
    ...new Set(existing.flatMap(({ dossier }) => dossier.papers.flatMap(({ attachment }) => attachment ?? []))),
  ]);
  const known = new Known({ unit, round }, existing);
  const sender = await senderFor(context, unit);
  const seen = new Map<string, ReadRow>();
  const changes: Planned[] = [];
  for (const row of rows) {
    const planned = planRow(context, row, known, { files, stored });
    twice(row, seen);
    if (!planned) continue;
    changes.push(planned);
    for (const finding of checkForm(context, planned.dossier, { sender, round }).findings) {
      const column = finding.field === undefined ? undefined : columnOfField(finding.field);
      if (column !== undefined && !onlyMissing(finding)) row.reader.refuse(column, finding.say);
    }
  }
  await compareWithRegisters(context, caller, changes);
  return { changes, unchanged: rows.length - changes.length };
}

/** What a row will bring about; undefined when it says what is there. */
function planRow(
  { pack }: ApiContext,
  row: ReadRow,
  known: Known,
  of: { readonly files: UploadedFiles; readonly stored: StoredNames },
): Planned | undefined {
  const { reader, id, taken } = row;
  const before = id === undefined ? known.like(row) : known.byId(id);
  const papers = papersOf(row, before?.dossier.papers ?? [], { ...of, columns: paperColumns(pack) });
  const dossier = merged(row, before?.dossier, papers);
  if (id !== undefined && !before) reader.refuse('id', noDraft(id));
  if (!before) return { row, dossier, papers, createKey: known.keyFor(row) };
  const sent = papers.some(({ file }) => file !== undefined);
  // whatever has become of its draft meanwhile: nobody has changed the row
  const untouched = taken?.said === row.said;
  if (!sent && (untouched || sameContent(before.dossier, dossier))) {
    reader.faults.length = 0;
    return undefined;
  }
  // after one has ended there may be another
  if (id === undefined && hasEnded(before)) return { row, dossier, papers, createKey: known.keyFor(row) };
  const wrong = inTheWay(row, before);
  if (wrong) reader.refuse(wrong.column, wrong.say);
  return { row, before, dossier, papers };
}

const hasEnded = ({ line, status }: NominationRecord): boolean => line?.end !== undefined || status === 'discarded';

/** Why a draft cannot be changed by this row. */
function inTheWay(
  row: ReadRow,
  before: NominationRecord,
): { readonly column: DraftColumn; readonly say: Text } | undefined {
  const { _id, version } = before;
  const at = row.id === undefined ? 'name' : 'id';
  if (before.status !== 'draft' || before.unitProposal !== undefined) {
    return {
      column: at,
      say: refused('workbook.sent', { id: _id }),
    };
  }
  if (row.id === undefined) {
    return {
      column: at,
      say: refused('workbook.otherDraft', { id: _id }),
    };
  }
  if (row.taken?.version === version) return undefined;
  return {
    column: at,
    say: row.taken
      ? refused('workbook.changed', { id: _id, taken: row.taken.version, version })
      : refused('workbook.noVersion', { id: _id }),
  };
}

const noDraft = (id: string): Text => refused('workbook.noDraft', { id });

function merged(row: ReadRow, before: Dossier | undefined, papers: readonly PlannedPaper[]): Dossier {
  const rest = before ?? { procedure: 'normal' as const, posthumous: false, flags: [] };
  return defined({ ...rest, ...row.fields, papers: papers.map(({ paper }) => paper) }) as Dossier;
}

/** What makes two rows the same nomination. */
function identityOf({
  nominee,
  award,
  awardYear,
  commendationType,
  achievement = '',
}: Omit<Dossier, 'papers'>): string {
  return [nomineeKey(nominee), award, awardYear, commendationType, achievement].join('\n');
}

function nomineeKey(nominee: Dossier['nominee']): string {
  switch (nominee.kind) {
    case 'person':
      return nominee.person ?? `person/${folded(nominee.name)}/${folded(nominee.unitName)}`;
    case 'collective':
      return nominee.collective ?? `collective/${folded(nominee.name)}`;
    case 'household':
      return `household/${folded(nominee.name)}/${folded(nominee.residence)}`;
  }
}

/** The nominations of a unit in a round, by number and by what they are about. */
class Known {
  private readonly ids: ReadonlyMap<string, NominationRecord>;
  private readonly alike = new Map<string, NominationRecord[]>();

  constructor(
    private readonly parties: Parties,
    existing: readonly NominationRecord[],
  ) {
    this.ids = new Map(existing.map((record) => [record._id, record]));
    for (const record of existing) {
      const identity = identityOf(record.dossier);
      this.alike.set(identity, [...(this.alike.get(identity) ?? []), record]);
    }
  }

  byId(id: string): NominationRecord | undefined {
    return this.ids.get(id);
  }

  /** One that goes on, before one that has ended. */
  like({ fields }: ReadRow): NominationRecord | undefined {
    const alike = this.alike.get(identityOf(fields)) ?? [];
    return alike.find((record) => !hasEnded(record)) ?? alike[0];
  }

  /** The same row of two uploads has the same key; after one has ended there may be another. */
  keyFor({ fields }: ReadRow): string {
    const identity = identityOf(fields);
    const { unit, round } = this.parties;
    const before = this.alike.get(identity)?.length ?? 0;
    return `workbook/${sha256([unit._id, round._id, identity].join('\n')).slice(0, 32)}/${before}`;
  }
}

function twice(row: ReadRow, seen: Map<string, ReadRow>): void {
  if (row.reader.isWrong('code', 'name', 'unitName', 'residence', 'award', 'awardYear', 'commendationType')) return;
  const identity = identityOf(row.fields);
  const first = seen.get(identity);
  if (!first) {
    seen.set(identity, row);
    return;
  }
  const { sheet, row: at } = first.place;
  row.reader.refuse('name', refused('workbook.sameRow', { at, sheet }));
}

/** Codes and names of nominees as the registers have them. */
async function compareWithRegisters(context: ApiContext, caller: Caller, changes: readonly Planned[]): Promise<void> {
  const coded = changes.flatMap(({ row, before, dossier: { nominee } }) => {
    const code = codeOf(nominee);
    if (nominee.kind === 'household' || code === undefined) return [];
    const named = before !== undefined && codeOf(before.dossier.nominee) === code;
    return [{ row, kind: nominee.kind, code, name: nominee.name, named }];
  });
  const found = await asRegistered(context.store, coded);
  const ours = new Map<string, boolean>();
  for (const [i, { row, code, named }] of coded.entries()) {
    const { unit, wrong } = found[i]!;
    if (unit !== undefined && !ours.has(unit)) ours.set(unit, await isUnitOurs(context, caller, unit));
    // a draft goes on that names somebody who has moved meanwhile
    if (unit !== undefined && !named && ours.get(unit) === false) row.reader.refuse('code', noSuchCode(code));
    else if (wrong) row.reader.refuse(wrong.at, wrong.say);
  }
}
