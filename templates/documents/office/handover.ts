import type { Award } from '../../../domain/award';
import type { Day } from '../../../domain/time';
import { dayInFull } from '../../format';
import { nomineeInList, type PrintedNominee } from '../nominee';
import { printedName } from '../wording';
import { field, list, maybe, type FieldsOf } from './field';
import { atBeginning, open } from './parts';

/** Biên bản bàn giao hiện vật khen thưởng: what is handed over under a decision, and room for both to sign. */
export interface HandoverPaper {
  title: string;
  superior: string;
  issuer: string;
  number: string;
  place: string;
  dated: string;
  decision: string;
  decidedOn: string;
  authority: string;
  receiver: string;
  lines: { no: string; name: string; detail: string; award: string; object: string; goldBook: string }[];
  objects: { object: string; count: string }[];
  total: string;
}

export const handoverFields: FieldsOf<HandoverPaper> = {
  title: field(
    'Tên tệp (trong thuộc tính tệp)',
    'Title of the file, among its properties',
    'Biên bản bàn giao hiện vật khen thưởng',
  ),
  superior: maybe('Cơ quan chủ quản', 'The body above the issuer', 'Ủy ban nhân dân tỉnh Đ'),
  issuer: field('Bên giao', 'Who hands over', 'Sở Nội vụ'),
  number: field('Số, ký hiệu; chừa chỗ khi chưa có số', 'Number and symbol; left open', '……../BB-SNV'),
  place: field('Địa danh', 'Place', 'Tỉnh Đ'),
  dated: field('Ngày lập, chừa chỗ', 'Date, left open', 'ngày …… tháng …… năm 2026'),
  decision: field('Số Quyết định', 'Number of the decision', '05/QĐ-UBND'),
  decidedOn: field('Ngày Quyết định', 'Date of the decision', 'ngày 04 tháng 12 năm 2026'),
  authority: field('Thẩm quyền quyết định', 'Whose decision it is', 'Chủ tịch Ủy ban nhân dân tỉnh Đ'),
  receiver: field('Bên nhận', 'Who receives', 'Sở Tài chính'),
  lines: list('Từng hiện vật, theo thứ tự danh sách', 'The objects, in the order of the list', {
    no: field('Số thứ tự', 'Number', '1'),
    name: field('Họ và tên, tên tập thể', 'Name', 'Bà Trần Thị Mẫu'),
    detail: maybe('Chức vụ, đơn vị; nơi cư trú', 'Post and unit; residence', 'Trưởng phòng, Sở Tài chính'),
    award: field('Danh hiệu thi đua, hình thức khen thưởng', 'Award', 'Bằng khen của Chủ tịch Ủy ban nhân dân tỉnh Đ'),
    object: field('Hiện vật', 'Object', 'Bằng khen, khung'),
    goldBook: maybe('Số sổ vàng', 'Number in the gold book', '12'),
  }),
  objects: list('Tổng hợp theo loại hiện vật', 'How many of each object', {
    object: field('Hiện vật', 'Object', 'Bằng khen, khung'),
    count: field('Số lượng', 'How many', '07'),
  }),
  total: field('Tổng số hiện vật', 'How many in all', '07'),
};

/** What minutes of handing over are made of, as records have it. */
export interface HandoverRecords {
  readonly body: {
    readonly superior?: string;
    readonly issuer: string;
    readonly symbol: string;
    readonly place: string;
  };
  readonly today: Day;
  readonly decision: { readonly number: string; readonly date: Day; readonly authority: string };
  readonly receiver: string;
  readonly lines: readonly {
    readonly nominee: PrintedNominee;
    readonly unit: string;
    readonly award: { readonly name: string; readonly object: Award['object'] };
    readonly goldBook?: number;
  }[];
}

export function handoverPaper(records: HandoverRecords): HandoverPaper {
  const { body, today, decision, lines } = records;
  const given = lines.map(({ award, ...line }) => ({ ...line, award: award.name, object: objectOf(award) }));
  const counts = new Map<string, number>();
  for (const { object } of given) counts.set(object, (counts.get(object) ?? 0) + 1);
  return {
    title: `Biên bản bàn giao hiện vật khen thưởng theo Quyết định số ${decision.number}`,
    superior: body.superior ?? '',
    issuer: body.issuer,
    ...open('BB', body.symbol, today),
    place: atBeginning(body.place),
    decision: decision.number,
    decidedOn: dayInFull(decision.date),
    authority: decision.authority,
    receiver: records.receiver,
    lines: given.map(({ nominee, unit, award, object, goldBook }, i) => ({
      no: String(i + 1),
      ...nomineeInList(nominee, unit),
      award,
      object,
      goldBook: goldBook === undefined ? '' : String(goldBook),
    })),
    objects: [...counts].map(([object, n]) => ({ object, count: two(n) })),
    total: two(given.length),
  };
}

const two = (n: number): string => String(n).padStart(2, '0');

/** What is handed over for an award. */
function objectOf({ name, object }: { readonly name: string; readonly object: Award['object'] }): string {
  switch (object) {
    case 'flag':
      return 'Cờ';
    case 'order':
      return 'Huân chương, bằng kèm theo';
    default:
      return /^(Bằng khen|Giấy khen)/.exec(printedName(name))?.[0] ?? 'Bằng chứng nhận';
  }
}
