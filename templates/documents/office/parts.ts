import type { Award } from '../../../domain/award';
import type { Day } from '../../../domain/time';
import { inGroups, ofAwards, ownPost, signatureOf, type DecidedNomination, type Signing } from '../decision';
import { nomineeInList, sentenceCase } from '../nominee';
import type { DecisionDocument, DocumentSignature } from '../index';
import { field, list, maybe, maybeList, type FieldsOf } from './field';

/** What every paper of an agency begins and ends with (Decree 30/2020, annex I). What there is not is empty. */
export interface OfficePaper {
  /** Title of the file. */
  title: string;
  superior: string;
  issuer: string;
  number: string;
  place: string;
  dated: string;
  recipients: { text: string }[];
  capacities: { text: string }[];
  signerPost: string;
  signer: string;
}

export const officePaperFields: FieldsOf<OfficePaper> = {
  title: field('Tên tệp (trong thuộc tính tệp)', 'Title of the file, among its properties', 'Quyết định số 05/QĐ-UBND'),
  superior: maybe('Cơ quan chủ quản', 'The body above the issuer', 'Ủy ban nhân dân tỉnh Đ'),
  issuer: field('Cơ quan ban hành', 'The body that issues the paper', 'Sở Nội vụ'),
  number: field('Số, ký hiệu; chừa chỗ khi chưa có số', 'Number and symbol; left open before it has one', '05/QĐ-UBND'),
  place: field('Địa danh', 'Place', 'Tỉnh Đ'),
  dated: field('Ngày, tháng, năm bằng chữ', 'Date in full', 'ngày 04 tháng 12 năm 2026'),
  recipients: maybeList('Nơi nhận, mỗi dòng đã có dấu cuối dòng', 'Recipients, each with its mark at the end', {
    text: field('Một nơi nhận', 'One recipient', 'Như Điều 3;'),
  }),
  capacities: maybeList('Dòng TM., KT., TL., TUQ. trên chức vụ người ký', 'Lines TM., KT., TL., TUQ. above the post', {
    text: field('Một dòng', 'One line', 'KT. Chủ tịch'),
  }),
  signerPost: field('Chức vụ người ký', 'Post of who signs', 'Phó Chủ tịch'),
  signer: field('Họ và tên người ký', 'Name of who signs', 'Nguyễn Văn Mẫu'),
};

/** The examples of papers that a department signs. */
export const ofDepartment = {
  signerPost: { ...officePaperFields.signerPost, example: 'Phó Giám đốc' },
  recipients: { ...officePaperFields.recipients, items: { text: field('Một nơi nhận', 'One recipient', 'Như trên;') } },
  capacities: { ...officePaperFields.capacities, items: { text: field('Một dòng', 'One line', 'KT. Giám đốc') } },
} as const;

/** What stands in a number or date that is not there yet. */
const OPEN = '……..';
export const openNumber = (symbol: string): string => `${OPEN}/${symbol}`;
export const openDate = (on: Day): string => `ngày …… tháng …… năm ${on.slice(0, 4)}`;

/** The places for number and date; without the symbol of the body there is no number to be left open. */
export const open = (kind: 'TB' | 'BB', symbol: string, today: Day): Pick<OfficePaper, 'number' | 'dated'> => ({
  number: symbol === '' ? '' : openNumber(`${kind}-${symbol}`),
  dated: openDate(today),
});

/** Each line with its mark: a semicolon, and `last` after the last one (Decree 30/2020, annex I). */
export const marked = (lines: readonly string[], last: '.' | ','): { text: string }[] =>
  lines.map((line, i) => ({ text: `${line.replace(/[.;,\s]+$/, '')}${i + 1 < lines.length ? ';' : last}` }));

export const signatureFields = ({ capacity = [], post, name }: DocumentSignature): SignatureFields => ({
  capacities: capacity.map((text) => ({ text })),
  signerPost: post,
  signer: name,
});
type SignatureFields = Pick<OfficePaper, 'capacities' | 'signerPost' | 'signer'>;

/** Who will sign: as told, else the head of the body; empty where nobody knows. */
export function signedBy(
  asked: Partial<Signing>,
  body: { readonly issuer: string; readonly head?: { readonly name: string; readonly post: string } },
): SignatureFields {
  const post = ownPost(body.head?.post ?? '', body.issuer);
  const { form = 'direct', signer = body.head?.name ?? '', signerPost = post } = asked;
  return signatureFields(signatureOf({ form, signer, signerPost }, body, post));
}

/** One line of a list. */
export interface ListLine {
  no: string;
  name: string;
  detail: string;
  merit: string;
  share: string;
  note: string;
}
export interface ListAward {
  no: string;
  award: string;
  groups: { no: string; name: string; lines: ListLine[] }[];
}

export const listFields: FieldsOf<ListAward> = {
  no: field('Số La Mã của hình thức', 'Roman number of the award', 'I'),
  award: field('Danh hiệu thi đua, hình thức khen thưởng', 'Award', 'Bằng khen của Chủ tịch Ủy ban nhân dân tỉnh Đ'),
  groups: list(
    'Nhóm tập thể, hộ gia đình, cá nhân theo thứ tự công bố',
    'Collectives, households, persons in ceremony order',
    {
      no: field('Số của nhóm', 'Number of the group', '1'),
      name: field('Tên nhóm', 'Name of the group', 'Cá nhân'),
      lines: list('Từng trường hợp', 'The nominees', {
        no: field('Số thứ tự trong hình thức', 'Number within the award', '1'),
        name: field('Họ và tên, tên tập thể', 'Name', 'Bà Trần Thị Mẫu'),
        detail: maybe('Chức vụ, đơn vị; nơi cư trú', 'Post and unit; residence', 'Trưởng phòng, Sở Tài chính'),
        merit: maybe('Thành tích', 'Achievement', 'Hoàn thành xuất sắc nhiệm vụ năm 2026'),
        share: maybe('Tỷ lệ phiếu của Hội đồng', 'Share of the council', '12/13 (92,31 %)'),
        note: maybe('Nội dung cần lưu ý', 'What is worth knowing', 'Đủ điều kiện'),
      }),
    },
  ),
};

const GROUPS = { collective: 'Tập thể', household: 'Hộ gia đình', person: 'Cá nhân' } as const;

/** A list in ceremony order, numbered through within an award. */
export function listOf(
  lines: readonly (DecidedNomination & { readonly dossier: { readonly merit: string } })[],
  catalogue: readonly Award[],
  of: {
    readonly unit: (nomination: string) => string | undefined;
    readonly share?: (nomination: string) => string;
    readonly note?: (nomination: string) => string;
  },
): ListAward[] {
  return ofAwards(lines, catalogue).map(({ award, of: given }, i) => {
    let no = 0;
    return {
      no: roman(i + 1),
      award: award.name.vi,
      groups: inGroups(given).map((group, j) => ({
        no: String(j + 1),
        name: `${GROUPS[group.kind]}${group.posthumous ? ' (truy tặng)' : ''}`,
        lines: group.lines.map(({ _id, dossier }) => ({
          no: String((no += 1)),
          ...nomineeInList(dossier.nominee, of.unit(_id)),
          merit: dossier.merit,
          share: of.share?.(_id) ?? '',
          note: of.note?.(_id) ?? '',
        })),
      })),
    };
  });
}

/** The list that a decision has as its annex. */
export const listOfDecision = ({ annex }: DecisionDocument): DecidedAward[] =>
  (annex?.awards ?? []).map(({ name, groups }, i) => ({
    no: roman(i + 1),
    award: name,
    groups: groups.map(({ kind, posthumous, lines }, j) => ({
      no: String(j + 1),
      name: `${GROUPS[kind]}${posthumous ? ' (truy tặng)' : ''}`,
      lines: lines.map(({ number, name: nominee, detail = '', goldBookNumber = '' }) => ({
        no: String(number),
        name: nominee,
        detail,
        goldBook: String(goldBookNumber),
      })),
    })),
  }));
export interface DecidedAward {
  no: string;
  award: string;
  groups: {
    no: string;
    name: string;
    lines: { no: string; name: string; detail: string; goldBook: string }[];
  }[];
}

const { merit: _merit, share: _share, note: _note, ...lineFields } = listFields.groups.items.lines.items;
export const decidedFields: FieldsOf<DecidedAward> = {
  ...listFields,
  groups: {
    ...listFields.groups,
    items: {
      ...listFields.groups.items,
      lines: {
        ...listFields.groups.items.lines,
        items: { ...lineFields, goldBook: maybe('Số sổ vàng', 'Number in the gold book', '12') },
      },
    },
  },
};

const ROMAN = ['I', 'II', 'III', 'IV', 'V', 'VI', 'VII', 'VIII', 'IX', 'X'];
const roman = (n: number): string =>
  n <= 10 ? ROMAN[n - 1]! : `${'X'.repeat(Math.floor(n / 10))}${n % 10 === 0 ? '' : ROMAN[(n % 10) - 1]!}`;

/** A place as it stands at the beginning of a line: "Tỉnh Đ". */
export const atBeginning = sentenceCase;
