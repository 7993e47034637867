import type { WorkingCalendar } from '../../../domain/calendar';
import { act, submitLine } from '../../../domain/walk';
import type { Line, LineEvent } from '../../../domain/line';
import type { Route } from '../../../domain/route';
import type { LedgerLine } from '../../../platform/store/ledger';
import type {
  CertificateRecord,
  DecisionRecord,
  Dossier,
  ProposalRecord,
  SessionRecord,
  UnitProposalRecord,
} from '../../../platform/store/records';

export const now = '2026-11-16T01:00:00.000Z';
export const by = { actor: 'key:vd_00000001', now };
export const calendar: WorkingCalendar = { years: [2026, 2027], off: [], extraWorking: [] };

export const dossier = (changes: Partial<Dossier> = {}): Dossier => ({
  award: 'BKT',
  awardYear: 2026,
  commendationType: 'merit',
  procedure: 'normal',
  posthumous: false,
  nominee: {
    kind: 'person',
    person: 'p1',
    name: 'Đỗ Thị Hồng',
    address: 'Bà',
    post: 'Chuyên viên',
    unitName: 'Sở Tài chính',
  },
  achievementPeriod: { from: '2025-01-01', to: '2026-10-31' },
  merit: 'Hoàn thành xuất sắc nhiệm vụ',
  flags: [],
  papers: [],
  ...changes,
});

export const named = (name: string): Dossier => dossier({ nominee: { kind: 'collective', name } });

const route: Route = [
  [{ kind: 'screening', level: 'unit', workingDays: 5, correctionWorkingDays: 5 }],
  [{ kind: 'council', level: 'unit' }],
  [{ kind: 'approval', level: 'unit', power: 'decide', workingDays: 5 }],
  [{ kind: 'issuance' }],
];

const context = { now, calendar, actor: 'key:vd_00000001' };

/** A line at its start, with its events. */
export const submitted = (id: string, unitProposal: string): { line: Line; events: readonly LineEvent[] } =>
  submitLine(
    {
      id,
      unitProposal,
      award: 'BKT',
      routeCode: 'unit',
      route,
      holdReview: { count: 30, unit: 'days' },
      selfChecked: false,
    },
    context,
  );

export const received = (line: Line): { line: Line; events: readonly LineEvent[] } =>
  act(line, { type: 'receive', number: '12', arrivedOn: '2026-11-16' }, context);

export const unitProposal = (
  changes: Partial<UnitProposalRecord> = {},
): Omit<UnitProposalRecord, '_id' | 'receipt'> => ({
  unit: 'stc',
  docket: 'stc-2026',
  number: '1034/TTr-STC',
  date: '2026-11-16',
  signer: 'Lê Văn An',
  nominations: [],
  papers: [],
  contact: { name: 'Trần Bình', email: 'binh@stc.example', language: 'vi' },
  submission: 's1',
  contentHash: 'h1',
  at: now,
  ...changes,
});

export const session = (changes: Partial<SessionRecord> = {}): SessionRecord => ({
  _id: '7',
  name: 'Phiên cuối năm',
  council: 'hd-tinh',
  level: 'province',
  kind: 'written',
  ballot: 'secret',
  basis: { foundingDecision: '1/QĐ', regulation: '2/QC', article: 'Điều 5', orderedBy: 'Chủ tịch' },
  closesAt: '2026-11-20T10:00:00.000Z',
  closing: 'whenAllVoted',
  lines: [],
  leftOut: [],
  status: 'draft',
  members: [],
  extended: false,
  version: 1,
  createdAt: now,
  ...changes,
});

export const proposal = (changes: Partial<ProposalRecord> = {}): ProposalRecord => ({
  _id: 'tt-1',
  number: '55/TTr-SNV',
  date: '2026-11-20',
  authority: 'chair',
  level: 'province',
  power: 'decide',
  mode: 'recorded',
  submitter: 'office',
  lines: [{ nomination: 'HS-2026-000001', docket: 'stc-2026', award: 'BKT', no: 1 }],
  leftOut: [],
  status: 'draft',
  version: 1,
  createdAt: now,
  createdBy: 'office',
  ...changes,
});

export const decision = (serial: number, date: string, changes: Partial<DecisionRecord> = {}): DecisionRecord => ({
  _id: `d-${serial}-${date}`,
  kind: 'decision',
  register: 'chair/2026',
  number: `${serial}/QĐ-UBND`,
  serial,
  date,
  signer: 'Nguyễn Văn Chủ',
  signerPost: 'Chủ tịch',
  form: 'direct',
  subject: 'Về việc tặng Bằng khen',
  lines: [],
  at: now,
  by: 'clerk',
  ...changes,
});

export const certificate: Pick<CertificateRecord, 'award' | 'unit' | 'snapshot'> = {
  award: 'BKT',
  unit: 'stc',
  snapshot: {
    nominee: { kind: 'collective', name: 'Phòng Ngân sách' },
    merit: 'Thành tích',
    posthumous: false,
    awardName: { vi: 'Bằng khen', en: 'Certificate of merit' },
    unitName: 'Sở Tài chính',
  },
};

export const history: LedgerLine = {
  subject: 'p1',
  subjectKind: 'person',
  award: 'BKT',
  awardYear: 2026,
  commendationType: 'merit',
  authority: 'Chủ tịch Ủy ban nhân dân tỉnh Đ',
  decisionNumber: '5/QĐ-UBND',
  decidedOn: '2026-11-20',
  achievementPeriod: { from: '2025-01-01', to: '2026-10-31' },
};
