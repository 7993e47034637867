import type { Connection } from 'mongoose';
import { catalogue } from '../../domain/catalogue';
import { commendationTypes } from '../../domain/award';
import { statusCodes } from '../../domain/stages/stage';
import { DIRECT_WORKER } from '../../domain/statistics/where';
import { searchNameOf } from '../../domain/words';
import type { Dossier, NominationRecord, Nominee } from '../../platform/store';
import { rowOf } from '../../platform/store/row';
import { dossier, START } from './fixtures';

/** Whole numbers below a bound, the same ones each time. */
export function dice(seed: number): (sides: number) => number {
  let state = seed;
  return (sides) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * sides);
  };
}

/**
 * Puts nominations of every award, status, kind of commendation and subject on record as they stand in lists, of these units and
 * award years, without their trails.
 */
export async function seedVaried(
  connection: Connection,
  {
    count,
    units,
    years,
  }: { readonly count: number; readonly units: readonly string[]; readonly years: readonly number[] },
): Promise<void> {
  const roll = dice(20_261_129);
  const pick = <T>(values: readonly T[]): T => values[roll(values.length)]!;
  const rows = Array.from({ length: count }, (_, i) => {
    const award = pick(catalogue);
    const kind = pick(award.subjects);
    const content: Dossier = {
      ...dossier(award.code, 1),
      awardYear: pick(years),
      commendationType: pick(commendationTypes),
      // the flag says nothing of a collective
      flags: roll(3) === 0 ? [DIRECT_WORKER] : [],
      nominee: nomineeOf(kind, pick(['Ông', 'Bà', 'đồng chí'] as const), i),
    };
    return stored(`HS-2026-${String(900_000 + i)}`, pick(units), pick([...statusCodes, 'issued', 'received']), content);
  });
  await connection.collection('nominations').insertMany(rows as never, { ordered: false });
}

function nomineeOf(kind: Nominee['kind'], address: 'Ông' | 'Bà' | 'đồng chí', i: number): Nominee {
  switch (kind) {
    case 'person':
      return { kind, name: `Lò Thị Mẫu ${i}`, address, post: 'Chuyên viên, "kiêm" thủ quỹ', unitName: 'Sở Tài chính' };
    case 'collective':
      return { kind, name: `Phòng Mẫu ${i}` };
    case 'household':
      return { kind, name: `Hộ ông Giàng A Mẫu ${i}`, residence: 'Xã Nậm Mẫu' };
  }
}

function stored(_id: string, unit: string, status: NominationRecord['status'], content: Dossier) {
  const record: NominationRecord = {
    _id,
    unit,
    dossier: content,
    searchName: searchNameOf(content.nominee.name),
    version: 1,
    status,
    view: { status, holder: 'office', stage: 'screening', since: START, overdue: false, next: [] },
    allowed: [],
    createdAt: START,
    updatedAt: START,
  };
  return { ...record, row: rowOf(record), subject: _id, stand: 'ended' };
}
