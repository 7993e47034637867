import type { Connection } from 'mongoose';
import type { HolderCode, StatusCode } from '../../../domain/stages/stage';
import { searchNameOf } from '../../../domain/words';
import type { NominationRecord } from '../../../platform/store';
import { rowOf } from '../../../platform/store/row';
import { times } from './database';
import { dossier, now } from './examples';

const PER_INSERT = 10_000;
const family = ['Nguyễn', 'Trần', 'Lê', 'Phạm', 'Đỗ', 'Hoàng'];
const given = ['An', 'Bình', 'Chi', 'Dũng', 'Hoa', 'Lan', 'Minh', 'Nga', 'Phúc', 'Sơn', 'Thảo', 'Vinh'];
const awards = ['BKT', 'CSTDCS', 'LDTT'];
/** Most have been awarded, as in an office that has worked for years. */
const standings: readonly (readonly [StatusCode, HolderCode])[] = [
  ['draft', 'unit'],
  ['submitted', 'office'],
  ['screening', 'office'],
  ['returned', 'unit'],
  ['waitingForCouncil', 'council'],
  ['issued', 'service'],
  ['issued', 'service'],
  ['issued', 'service'],
];

/** The number of the one who is called Nguyễn Văn Mẫu. */
export const THE_ONE = 'HS-2025-001235';

/** Puts nominations on record as they stand in lists, of 40 units, without their trails. */
export async function seedNominations(connection: Connection, count: number): Promise<void> {
  for (let from = 0; from < count; from += PER_INSERT) {
    const rows = times(Math.min(PER_INSERT, count - from), (i) => stored(from + i));
    await connection.collection('nominations').insertMany(rows as never, { ordered: false });
  }
}

function stored(i: number) {
  const [status, holder] = standings[i % standings.length]!;
  const _id = `HS-2025-${String(i + 1).padStart(6, '0')}`;
  const name = _id === THE_ONE ? 'Nguyễn Văn Mẫu' : `${family[i % 6]} Văn ${given[i % 12]}`;
  const due = status === 'screening' || status === 'returned' ? `2026-12-${String(1 + (i % 28)).padStart(2, '0')}` : '';
  const record: NominationRecord = {
    _id,
    unit: `U${i % 40}`,
    ...(i % 3 === 0 ? { round: 'CT-2025' } : {}),
    dossier: dossier({
      award: awards[i % 3]!,
      awardYear: 2024 + (i % 2),
      nominee: { kind: 'person', name, address: 'Ông', post: 'Chuyên viên', unitName: 'Sở Tài chính' },
    }),
    searchName: searchNameOf(name),
    version: 1,
    status,
    view: {
      status,
      holder,
      stage: 'screening',
      since: new Date(Date.parse(now) - i * 60_000).toISOString(),
      ...(due === '' ? {} : { due }),
      overdue: due !== '' && due < '2026-12-05',
      next: [],
    },
    allowed: [],
    createdAt: now,
    updatedAt: now,
  };
  return { ...record, row: rowOf(record), subject: _id, stand: status === 'issued' ? 'ended' : 'underWay' };
}
