import type { Dossier, DecisionRecord, CertificateRecord } from '../../platform/store';
import { sendDocket } from './docket';
import { dossier, furnish } from './fixtures';
import { travel } from './journey';
import { sendTestProposal } from './proposal';
import type { TestService } from './service';

/** One signed decision with everything that was issued under it. */
export interface LargeDecision {
  readonly decision: DecisionRecord;
  /** In the order of the list. */
  readonly dossiers: readonly Dossier[];
  readonly certificates: readonly CertificateRecord[];
}

const families = ['Nguyễn', 'Trần', 'Lê', 'Phạm', 'Hoàng', 'Vũ', 'Đặng', 'Bùi', 'Giàng', 'Lò', 'Quàng', 'Vàng'];
const middles = ['Thị Thanh', 'Văn Đức', 'Thị Ngọc Diễm', 'Hữu', 'Thị Kim', 'Minh', 'Thuỳ', 'Khắc', 'Ánh', 'Ỷ Nguyệt'];
const places = ['Mường Ảng', 'Nậm Pồ', 'Tủa Chùa', 'Điện Biên Đông', 'Mường Nhé', 'Tuần Giáo'];

/** A name of its own for each line, every seventh as long as certificates take, every fifth typed with combining marks. */
function nameOf(i: number): string {
  const plain = `${families[i % families.length]!} ${middles[Math.floor(i / families.length) % middles.length]!} Mẫu ${'ABCDEFGHIKLMN'[Math.floor(i / 120)]!}`;
  const long = i % 7 === 0 ? `${plain} Công Tằng Tôn Nữ Hoàng Nguyễn Thị Ngọc Huyền` : plain;
  return i % 5 === 0 ? long.normalize('NFD') : long;
}

/** Five awards of the province, in ceremony order: for persons, collectives and households. */
const shares = [
  ['CSTDT', 'person', 40],
  ['XATB', 'collective', 20],
  ['TTLDXS', 'collective', 40],
  ['BKT', 'collective', 20],
  ['BKT', 'household', 30],
  ['BKT', 'person', 30],
  ['KNC', 'person', 20],
] as const;

function dossiers(): Dossier[] {
  const kinds = shares.flatMap(([award, kind, count]) => Array.from({ length: count }, () => ({ award, kind })));
  return kinds.map(({ award, kind }, i) => {
    const plain = dossier(award, i + 1);
    if (kind === 'person')
      return {
        ...plain,
        nominee: {
          kind,
          person: `P${i + 1}`,
          name: nameOf(i),
          address: i % 2 ? 'Bà' : 'Ông',
          post: 'Chuyên viên Phòng Quản lý ngân sách',
          unitName: 'Sở Tài chính',
        },
      };
    if (kind === 'household')
      return {
        ...plain,
        nominee: { kind, name: `Hộ ông ${nameOf(i)}`, residence: `Bản Mẫu ${i + 1}, xã ${places[i % places.length]!}` },
      };
    const collective =
      award === 'XATB' ? `Xã ${places[i % places.length]!} ${nameOf(i)}` : `Nhân dân và cán bộ bản ${nameOf(i)}`;
    return { ...plain, nominee: { kind, name: collective } };
  });
}

/** Sends two hundred nominations, takes them to the authority, and has the signed decision carried out. */
export async function issueLargeDecision(service: TestService): Promise<LargeDecision> {
  await furnish(service.store);
  const all = dossiers();
  const docket = await sendDocket(service, all, { selfChecked: true });
  await travel(service, docket, (stage) => stage.kind === 'approval' && stage.power === 'decide');
  await docket.reach('waitingForApproval');
  const lines = docket.nominations.map((nomination, i) => ({
    nomination,
    docket: docket.docket,
    award: all[i]!.award,
  }));
  const proposal = await sendTestProposal(service, lines, { mode: 'recorded' });
  await proposal.reach('sent');
  const id = await proposal.sign('163/QĐ-UBND');
  await proposal.reach('issued');
  await docket.reach('issued');
  const [decision, certificates] = await Promise.all([
    service.store.decisions.need(id),
    service.store.certificates.ofDecision(id),
  ]);
  return { decision, dossiers: all, certificates };
}
