import type { Award } from '../../../domain/award';
import type { Day } from '../../../domain/time';
import { dayInFull } from '../../format';
import type { Signing } from '../decision';
import { legalBases, ofAwards, type DecidedNomination, type DecisionRecords } from '../decision';
import { countsOf, kindsOf, subjectOf } from '../wording';
import { field, list, maybeList, type FieldsOf } from './field';
import {
  atBeginning,
  listFields,
  listOf,
  marked,
  ofDepartment,
  officePaperFields,
  signedBy,
  type ListAward,
  type OfficePaper,
} from './parts';

/** Tờ trình. */
export interface ProposalPaper extends OfficePaper {
  subject: string;
  addressee: string;
  bases: { text: string }[];
  opening: string;
  total: string;
  awards: { no: string; award: string; counts: string }[];
  councils: { text: string }[];
  notes: { text: string }[];
  request: string;
}

/** Danh sách kèm theo Tờ trình. */
export interface NomineeListPaper {
  title: string;
  listTitle: string;
  attached: string;
  awards: ListAward[];
}

export const proposalFields: FieldsOf<ProposalPaper> = {
  ...officePaperFields,
  ...ofDepartment,
  number: field('Số, ký hiệu Tờ trình', 'Number of the proposal', '112/TTr-SNV'),
  subject: field('Trích yếu', 'What it is about', 'Về việc đề nghị tặng Bằng khen của Chủ tịch Ủy ban nhân dân tỉnh Đ'),
  addressee: field('Nơi trình', 'To whom it is put', 'Chủ tịch Ủy ban nhân dân tỉnh Đ'),
  bases: list('Căn cứ, mỗi dòng đã có dấu cuối dòng', 'Legal bases, each with its mark at the end', {
    text: field('Một căn cứ', 'One basis', 'Căn cứ Luật Thi đua, khen thưởng ngày 15 tháng 6 năm 2022,'),
  }),
  opening: field(
    'Câu mở đầu',
    'Opening sentence',
    'Sở Nội vụ kính trình Chủ tịch Ủy ban nhân dân tỉnh Đ xem xét, quyết định khen thưởng:',
  ),
  total: field('Tổng số', 'How many in all', '02 tập thể, 05 cá nhân'),
  awards: list('Số lượng theo từng hình thức', 'How many of each award', {
    no: field('Số thứ tự', 'Number', '1'),
    award: field('Danh hiệu thi đua, hình thức khen thưởng', 'Award', 'Bằng khen của Chủ tịch Ủy ban nhân dân tỉnh Đ'),
    counts: field('Số lượng', 'How many', '02 tập thể, 05 cá nhân'),
  }),
  councils: maybeList('Kết quả của Hội đồng', 'What councils have said', {
    text: field('Một câu', 'One sentence', 'Hội đồng Thi đua - Khen thưởng tỉnh Đ đã thông qua 07 trường hợp.'),
  }),
  notes: maybeList('Nội dung cần lưu ý', 'What is worth knowing', {
    text: field('Một trường hợp', 'One case', 'Bà Trần Thị Mẫu: chấp thuận trường hợp ngoại lệ.'),
  }),
  request: field('Câu đề nghị', 'The request', 'Kính đề nghị Chủ tịch Ủy ban nhân dân tỉnh Đ xem xét, quyết định./.'),
};

export const nomineeListFields: FieldsOf<NomineeListPaper> = {
  title: field(
    'Tên tệp (trong thuộc tính tệp)',
    'Title of the file, among its properties',
    'Danh sách kèm theo Tờ trình số 112/TTr-SNV',
  ),
  listTitle: field('Tên danh sách', 'Title of the list', 'Danh sách tập thể, cá nhân đề nghị khen thưởng'),
  attached: field(
    'Dòng "Kèm theo Tờ trình …"',
    'To which paper it belongs',
    'Kèm theo Tờ trình số 112/TTr-SNV ngày 27 tháng 11 năm 2026 của Sở Nội vụ',
  ),
  awards: list('Danh sách theo hình thức khen thưởng', 'The list, by award', listFields),
};

/** To whom a province sends what the State decides on (Decree 152/2025/NĐ-CP art. 33(12)). */
export const MINISTRY = 'Bộ Nội vụ';

/** What a Tờ trình is made of, as records have it. */
export interface ProposalRecords {
  readonly proposal: {
    readonly number: string;
    readonly date: Day;
    readonly power: 'decide' | 'forward';
    readonly submitter: string;
  };
  readonly authority: DecisionRecords['authority'];
  readonly signing: Partial<Signing>;
  /** The agency of the submitter, where he is a person who leads one; its head signs. */
  readonly agency?: string;
  readonly head?: { readonly name: string; readonly post: string };
  readonly lines: readonly (DecidedNomination & { readonly dossier: { readonly merit: string } })[];
  readonly unit: (nomination: string) => string | undefined;
  /** What the council of the level has said, by nomination. */
  readonly shares: ReadonlyMap<string, { readonly council: string; readonly share: string; readonly closedOn: Day }>;
  /** What a nomination was let pass with. */
  readonly passed: (nomination: string) => readonly string[];
  readonly pack: DecisionRecords['pack'];
  readonly catalogue: readonly Award[];
}

export function proposalPaper(records: ProposalRecords): ProposalPaper {
  const { proposal, authority, lines, catalogue, pack } = records;
  const awards = ofAwards(lines, catalogue);
  const nominees = lines.map((l) => l.dossier.nominee);
  const issuer = records.agency ?? proposal.submitter;
  const asked = proposal.power === 'decide' ? 'xem xét, quyết định' : 'xem xét, trình cấp có thẩm quyền';
  return {
    title: `Tờ trình số ${proposal.number} ${dayInFull(proposal.date)}`,
    superior: authority.issuer === issuer ? (authority.superior ?? '') : authority.issuer,
    issuer,
    number: proposal.number,
    place: atBeginning(authority.place),
    dated: dayInFull(proposal.date),
    subject: subjectOf(
      awards.map((a) => a.award),
      lines.map((l) => l.dossier),
    ).replace('việc', 'việc đề nghị'),
    addressee: authority.title,
    bases: marked(legalBases(pack, authority.level, proposal.date), ','),
    opening: `${proposal.submitter} kính trình ${authority.title} ${asked} khen thưởng ${countsOf(nominees)}, gồm:`,
    total: countsOf(nominees),
    awards: awards.map(({ award, of }, i) => ({
      no: String(i + 1),
      award: award.name.vi,
      counts: countsOf(of.map((n) => n.dossier.nominee)),
    })),
    councils: councilsOf(records),
    notes: lines.flatMap(({ _id, dossier }) =>
      records.passed(_id).map((text) => ({ text: `${dossier.nominee.name}: ${text.replace(/[.\s]+$/, '')}.` })),
    ),
    request: `Kính đề nghị ${authority.title} ${asked}./.`,
    recipients: marked(['Như trên', 'Lưu: VT, TĐKT'], '.'),
    ...signedBy(records.signing, { issuer, ...(records.head ? { head: records.head } : {}) }),
  };
}

export const nomineeListPaper = (records: ProposalRecords): NomineeListPaper => ({
  title: `Danh sách kèm theo Tờ trình số ${records.proposal.number}`,
  listTitle: `Danh sách ${kindsOf(records.lines.map((l) => l.dossier.nominee))} đề nghị khen thưởng`,
  attached: `Kèm theo Tờ trình số ${records.proposal.number} ${dayInFull(records.proposal.date)} của ${records.proposal.submitter}`,
  awards: listOf(records.lines, records.catalogue, {
    unit: records.unit,
    share: (id) => records.shares.get(id)?.share ?? '',
    note: (id) => records.passed(id).join('. '),
  }),
});

/** One sentence a council and day. */
function councilsOf({ shares }: ProposalRecords): { text: string }[] {
  const counts = new Map<string, number>();
  for (const { council, closedOn } of shares.values()) {
    const key = `${council} đã xét, thông qua tại phiên ${dayInFull(closedOn)}`;
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return [...counts].map(([said, n]) => ({ text: `${said}: ${String(n).padStart(2, '0')} trường hợp.` }));
}
