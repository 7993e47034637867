import { randomUUID } from 'node:crypto';
import type { Reply, TestCaller } from './api';
import { eventually, type TestService } from './service';
import type { LifeEntry } from '../../domain/case/life';
import type { CaseRecord, CertificateRecord, Dossier, Store } from '../../platform/store';
import { dossier, START } from './fixtures';

/** A certificate as the proposal's workflow issues it, with its decision, its entry of the ledger and its bytes. */
export async function issueCertificate(
  store: Store,
  options: {
    readonly serial: number;
    readonly award?: 'BKT' | 'CSTDCS';
    readonly authority?: 'A-TINH' | 'A-U01';
    readonly dossier?: Partial<Dossier>;
  },
): Promise<CertificateRecord> {
  const { serial, award = 'BKT', authority = 'A-TINH' } = options;
  const dossierOf = dossier(award, serial, options.dossier);
  const { record } = await store.nominations.create({ actor: 'k', now: START, unit: 'U01', dossier: dossierOf });
  const symbol = authority === 'A-TINH' ? 'QĐ-UBND' : 'QĐ-STC';
  const number = `${serial < 10 ? '0' : ''}${serial}/${symbol}`;
  const decision = `QD-${authority}-${serial}`;
  await store.decisions.insert({
    _id: decision,
    kind: 'decision',
    register: `${authority}/decide/2026`,
    number,
    serial,
    date: '2026-11-16',
    signer: 'Phạm Văn Mẫu',
    signerPost: authority === 'A-TINH' ? 'Chủ tịch' : 'Giám đốc',
    form: 'direct',
    authority,
    subject: 'Về việc tặng Bằng khen',
    lines: [record._id],
    at: START,
    by: 'key:clerk',
  });
  const { nominee, merit, posthumous, achievementPeriod } = dossierOf;
  const [certificate] = await store.certificates.issueBatch({
    decision,
    batch: 0,
    goldBook: { register: `${authority}/2026`, prefix: `SV-${authority}-2026` },
    now: START,
    actor: 'service',
    lines: [
      {
        nomination: record._id,
        certificate: {
          award,
          unit: 'U01',
          snapshot: {
            nominee,
            merit,
            posthumous,
            awardName:
              award === 'BKT'
                ? { vi: 'Bằng khen của Chủ tịch UBND tỉnh', en: 'Certificate of merit' }
                : { vi: 'Chiến sĩ thi đua cơ sở', en: 'Grassroots emulation fighter' },
            unitName: 'Sở Tài chính',
          },
        },
        history: {
          subject: `P${serial}`,
          subjectKind: nominee.kind,
          award,
          awardYear: 2026,
          commendationType: 'merit',
          authority: authority === 'A-TINH' ? 'Chủ tịch Ủy ban nhân dân tỉnh Đ' : 'Giám đốc Sở Tài chính',
          decisionNumber: number,
          decidedOn: '2026-11-16',
          achievementPeriod,
        },
      },
    ],
  });
  const bytes = Buffer.from(`%PDF-1.7 ${certificate!._id}\n%%EOF\n`);
  const file = await store.files.put('bang.pdf', bytes, { contentType: 'application/pdf' }, START);
  const document = { file: file.id, sha256: file.sha256, renderer: 'test', bytes: bytes.length };
  await store.certificates.setDocument(certificate!._id, document);
  return (await store.certificates.get(certificate!._id))!;
}

/** A decision of the province with a certificate for each of these units; the first one is U01. */
export async function issueToUnits(
  { store, database }: Pick<TestService, 'store' | 'database'>,
  { serial, units }: { readonly serial: number; readonly units: readonly string[] },
): Promise<readonly CertificateRecord[]> {
  const first = await issueCertificate(store, { serial });
  const lines = await Promise.all(
    units.map(async (unit, i) => {
      const of = dossier('BKT', serial + i + 1);
      const { record } = await store.nominations.create({ actor: 'k', now: START, unit, dossier: of });
      const unitName = (await store.units.get(unit))?.name ?? unit;
      const snapshot = { ...first.snapshot, nominee: of.nominee, unitName };
      const { nominee, achievementPeriod } = of;
      const history = {
        ...{ subject: record._id, subjectKind: nominee.kind, award: 'BKT', awardYear: 2026, achievementPeriod },
        ...{ commendationType: 'merit' as const, authority: 'Chủ tịch Ủy ban nhân dân tỉnh Đ' },
        ...{ decisionNumber: `${serial}/QĐ-UBND`, decidedOn: '2026-11-16' },
      };
      return { nomination: record._id, certificate: { award: 'BKT', unit, snapshot }, history };
    }),
  );
  const goldBook = { register: first.goldBook, prefix: 'SV-A-TINH-2026' };
  await store.certificates.issueBatch({ ...first, batch: 1, goldBook, now: START, actor: 'service', lines });
  await database
    .collection<{ _id: string }>('decisions')
    .updateOne({ _id: first.decision }, { $push: { lines: { $each: lines.map(({ nomination }) => nomination) } } });
  return await store.certificates.ofDecision(first.decision);
}

/** A case as the API leaves it before it speaks to its workflow. */
export const caseRecord = (award: string, changes: Partial<CaseRecord> = {}): CaseRecord => ({
  _id: `VV-${randomUUID().slice(0, 8)}`,
  kind: 'revocation',
  award,
  awardCode: 'BKT',
  subject: 'P1',
  level: 'province',
  note: 'note',
  content: 'hash',
  status: 'opening',
  returns: [],
  settled: {},
  heldBy: [],
  holding: false,
  papers: [],
  version: 0,
  createdAt: START,
  createdBy: 'key:office',
  ...changes,
});

export const conclusion = { kind: 'decision', title: 'Kết luận thanh tra', number: '12/KL-TTr', date: '2026-11-13' };

/** What every kind of case asks besides its award. */
export const asked = {
  correction: { kind: 'correction', reason: 'In sai dấu của tên', facts: { name: 'Lê Thị Mẩu' } },
  replacement: { kind: 'replacement', reason: 'Ghi nhầm chức danh', facts: { post: 'Phó Trưởng phòng' } },
  revocation: { kind: 'revocation', reason: 'Kê khai gian dối', ground: 'fraud', conclusion },
  reprint: { kind: 'reprint', reason: 'Bị ướt', because: 'damaged' },
  lost: { kind: 'reprint', reason: 'Bị cháy', because: 'lost', paper: { kind: 'other', title: 'Đơn xin cấp lại' } },
  complaint: { kind: 'complaint', reason: 'Đơn khiếu nại', paper: { kind: 'other', title: 'Đơn khiếu nại' } },
} as const;

/** An office and a clerk who work on cases through the API. */
export interface CaseWorkers {
  readonly office: TestCaller;
  readonly clerk: TestCaller;
}

export async function openCase(
  { office }: CaseWorkers,
  award: string,
  what: keyof typeof asked,
  more: object = {},
): Promise<string> {
  const { status, body } = await office.post('/cases', { award, ...asked[what], ...more });
  if (status !== 201) throw new Error(`case not opened: ${JSON.stringify(body)}`);
  return body.id as string;
}

/** Waits until the read model shows a case so. */
export const reach = ({ office }: CaseWorkers, id: string, status: string): Promise<Reply['body']> =>
  eventually(
    async () => (await office.get(`/cases/${id}`)).body as { readonly status: string },
    (one) => one.status === status,
    20_000,
  );

/** Acts on a case at the version that it has, and waits until the read model has caught up. */
export async function actOn(
  who: TestCaller,
  id: string,
  action: string,
  body: object,
  headers: Record<string, string> = {},
): Promise<Reply> {
  const version = async () => ((await who.get(`/cases/${id}`)).body as { readonly version: number }).version;
  const reply = await who.post(`/cases/${id}/${action}`, { expects: await version(), ...body }, headers);
  const done = (reply.body as { readonly version?: number }).version;
  if (reply.status === 200 && done !== undefined) await eventually(version, (now) => now >= done, 20_000);
  return reply;
}

/** The signed paper, as a clerk records it. */
export const signedPaper = (number: string, date = '2026-11-16') => ({
  number,
  date,
  signer: 'Phạm Văn Mẫu',
  signerPost: 'Chủ tịch',
});

let serials = 200;
/** What a case does to an award, written as its activity writes it, without a workflow. */
export async function settle(
  store: Store,
  award: string,
  entry: Pick<LifeEntry, 'kind'> & Partial<LifeEntry>,
  paper: { readonly number?: string; readonly date?: string; readonly issue?: CertificateRecord } = {},
  more: Partial<CaseRecord> = {},
): Promise<{ readonly case: string; readonly decision: string; readonly issued?: string }> {
  const { record } = await store.cases.insert(caseRecord(award, { kind: kindsOfEntry[entry.kind], ...more }));
  const serial = (serials += 1);
  const { number = `${serial}/QĐ-UBND`, date = '2026-11-20', issue } = paper;
  const decision = `QD-settled-${serial}`;
  const by = issue && `${decision}/${issue.nomination}`;
  await store.cases.carryOut({
    case: record._id,
    version: 1,
    award,
    entry: { on: date, at: START, case: record._id, paper: decision, ...(by ? { by } : {}), ...entry },
    decision: {
      _id: decision,
      case: record._id,
      kind: entry.kind === 'corrected' ? 'correction' : entry.kind === 'replaced' ? 'replacement' : 'revocation',
      register: `settled/${serial}`,
      number,
      date,
      signer: 'Phạm Văn Mẫu',
      signerPost: 'Chủ tịch',
      form: 'direct',
      authority: 'A-TINH',
      subject: 'Về việc',
      lines: [],
      at: START,
      by: 'key:clerk',
    },
    ...(issue
      ? {
          issue: {
            decision,
            batch: 0,
            goldBook: { register: issue.goldBook, prefix: 'SV-A-TINH-2026' },
            now: START,
            actor: 'service',
            lines: [
              {
                nomination: issue.nomination,
                certificate: { award: issue.award, unit: issue.unit, snapshot: issue.snapshot },
                history: { ...historyOfCase, award: issue.award, decisionNumber: number, decidedOn: date },
              },
            ],
          },
        }
      : {}),
    fields: { status: 'done', decision, ...(by ? { issued: by } : {}) },
    by: { actor: 'key:clerk', now: START },
    trail: [],
    mails: [],
  });
  return { case: record._id, decision, ...(by ? { issued: by } : {}) };
}

const kindsOfEntry = {
  corrected: 'correction',
  replaced: 'replacement',
  revoked: 'revocation',
  reprinted: 'reprint',
} as const;

const historyOfCase = {
  subject: 'P1',
  subjectKind: 'person',
  award: 'BKT',
  awardYear: 2026,
  commendationType: 'merit',
  authority: 'Chủ tịch Ủy ban nhân dân tỉnh Đ',
} as const;
