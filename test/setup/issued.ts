import type { CertificateRecord, DecisionRecord, OverlayRecord, Store } from '../../platform/store';
import type { IssueLine } from '../../platform/store/certificates';
import overlays from '../../samples/season/overlays.json';
import { dossier, START } from './fixtures';

/** The coordinates of the sample season for titles and unit awards, as a record. */
export const blankOverlay = (code: string): OverlayRecord => {
  const { code: _, ...overlay } = overlays[1]!;
  return { ...(overlay as Omit<OverlayRecord, '_id' | 'code'>), _id: `${code}@${overlay.validFrom}`, code };
};

type Snapshot = CertificateRecord['snapshot'];

/** A certificate to be: its award, and what differs from the plain one. */
export interface ToIssue extends Partial<Snapshot> {
  readonly award: string;
}

/** A person by this name. */
export const personCalled = (name: string, address: 'Ông' | 'Bà' = 'Bà'): Snapshot['nominee'] => ({
  kind: 'person',
  person: 'P1',
  name,
  address,
  post: 'Chuyên viên',
  unitName: 'Sở Tài chính',
});

const names: Readonly<Record<string, Snapshot['awardName']>> = {
  BKT: { vi: 'Bằng khen của Chủ tịch Ủy ban nhân dân tỉnh', en: 'Certificate of merit' },
  CSTDT: { vi: 'Chiến sĩ thi đua cấp tỉnh', en: 'Provincial emulation fighter' },
};

/** A signed decision with its certificates, as the service leaves them when it has issued them; without their file copies. */
export async function issued(
  { decisions, certificates }: Store,
  id: string,
  of: readonly ToIssue[],
  more: Partial<DecisionRecord> = {},
): Promise<readonly CertificateRecord[]> {
  const lines = of.map((_, i) => `${id}-${i}`);
  await decisions.insert({
    _id: id,
    kind: 'decision',
    register: `${id}/2026`,
    number: '05/QĐ-UBND',
    serial: 5,
    date: '2026-11-16',
    signer: 'Phạm Văn Mẫu',
    signerPost: 'Phó Chủ tịch',
    form: 'KT.',
    authority: 'A-TINH',
    subject: 'Về việc khen thưởng',
    lines,
    at: START,
    by: 'key:clerk',
    ...more,
  });
  const made: CertificateRecord[] = [];
  for (let at = 0; at < of.length; at += 200) {
    const batch = of.slice(at, at + 200).map(({ award, ...own }, i): IssueLine => ({
      nomination: lines[at + i]!,
      certificate: {
        award,
        unit: 'U01',
        snapshot: {
          nominee: dossier(award, 1).nominee,
          merit: 'Đã có thành tích xuất sắc năm 2026',
          posthumous: false,
          awardName: names[award] ?? { vi: award, en: award },
          unitName: 'Sở Tài chính',
          ...own,
        },
      },
      history: {
        subject: lines[at + i]!,
        subjectKind: 'person',
        award,
        awardYear: 2026,
        commendationType: 'merit',
        authority: 'Chủ tịch Ủy ban nhân dân tỉnh Đ',
        decisionNumber: '05/QĐ-UBND',
        decidedOn: '2026-11-16',
        achievementPeriod: { from: '2026-01-01', to: '2026-10-31' },
      },
    }));
    const goldBook = { register: `${id}/2026`, prefix: `SV-${id}` };
    made.push(
      ...(await certificates.issueBatch({
        decision: id,
        batch: at,
        goldBook,
        now: START,
        actor: 'service',
        lines: batch,
      })),
    );
  }
  return made;
}
