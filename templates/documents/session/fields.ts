import { field, list, type FieldsOf } from '../office/field';
import type { AgendaDocument } from './agenda';
import type { CountingMinutesDocument } from './counting-minutes';
import type { MinutesDocument } from './minutes';
import type { PaperHead, SittingPart } from './parts';

/** The names that the .docx templates of a session's papers may use, as they are explained to who edits them. */

const no = field('Số thứ tự', 'Number', '1');
const name = field('Họ và tên, tên tập thể', 'Name', 'Bà Trần Thị Mẫu');
const detail = field('Chức vụ, đơn vị; nơi cư trú', 'Post and unit; residence', 'Trưởng phòng, Sở Tài chính');
const award = field('Danh hiệu thi đua, hình thức khen thưởng', 'Award', '1. Chiến sĩ thi đua cơ sở');
const role = field('Chức vụ trong Hội đồng', 'Role in the council', 'Ủy viên');
const conclusion = field('Kết luận', 'Conclusion', 'Đạt');
const share = field('Tỷ lệ phiếu đồng ý', 'Share of yes', '12/13 = 92,31 %');
const sentences = (vi: string, en: string, example: string) =>
  list(vi, en, { text: field('Một câu', 'One sentence', example) });

const head: FieldsOf<PaperHead> = {
  title: field(
    'Tên tệp (trong thuộc tính tệp)',
    'Title of the file, among its properties',
    'Biên bản kiểm phiếu – phiên tháng 11',
  ),
  superior: field('Cơ quan thành lập Hội đồng', 'The body above the council', 'Ủy ban nhân dân tỉnh Đ'),
  council: field('Tên Hội đồng', 'The council', 'Hội đồng Thi đua - Khen thưởng tỉnh Đ'),
  place: field('Địa danh', 'Place', 'Tỉnh Đ'),
  date: field('Ngày theo dạng 2026-11-20', 'Date as 2026-11-20', '2026-11-20'),
  dated: field('Ngày, tháng, năm bằng chữ', 'Date in full', 'ngày 20 tháng 11 năm 2026'),
  name: field('Tên phiên', 'Name of the session', 'Phiên xét khen thưởng tháng 11 năm 2026'),
  bases: sentences(
    'Căn cứ, mỗi dòng đã có dấu cuối dòng',
    'Legal bases, each with its mark',
    'Căn cứ Quy chế hoạt động;',
  ),
};

const sitting: FieldsOf<SittingPart> = {
  form: field('Hình thức lấy ý kiến', 'How the council is asked', 'Họp Hội đồng'),
  ballot: field('Loại phiếu', 'Kind of ballot', 'Phiếu biểu quyết (kín)'),
  from: field('Bắt đầu', 'Begin', '08 giờ 00, thứ Sáu, ngày 20/11/2026'),
  until: field('Kết thúc', 'End', '11 giờ 00, thứ Sáu, ngày 20/11/2026'),
  total: field('Tổng số thành viên Hội đồng', 'Members of the council', '13'),
  present: field('Số thành viên tham gia', 'Members who took part', '12'),
  quorum: field('Câu về số thành viên tối thiểu', 'Sentence on the quorum', 'Số thành viên tham gia đủ theo quy định.'),
  hasPostings: field('Có công khai trước phiên (điều kiện)', 'Whether something was published (condition)', true),
  postings: sentences('Các lần công khai', 'Publications', 'Trường hợp số 1: công khai từ 01/11/2026 đến 15/11/2026.'),
};

export const countingMinutesFields: FieldsOf<CountingMinutesDocument> = {
  ...head,
  ...sitting,
  opening: field('Câu mở đầu', 'Opening sentence', 'Ban kiểm phiếu tiến hành kiểm phiếu.'),
  absentCount: field('Số thành viên vắng', 'How many were away', '01'),
  hasAbsent: field('Có thành viên vắng (điều kiện)', 'Whether somebody was away (condition)', true),
  absent: list('Thành viên vắng', 'Members who were away', {
    no,
    name,
    role,
    reason: field('Lý do vắng', 'Reason', 'Đi công tác'),
  }),
  board: list('Ban kiểm phiếu', 'Counting board', {
    no,
    name: field('Họ và tên', 'Name', 'Phạm Văn Mẫu'),
    post: field('Chức vụ', 'Post', 'Trưởng ban'),
  }),
  issued: field('Phiếu phát ra', 'Ballots issued', '12'),
  returned: field('Phiếu thu về', 'Ballots returned', '12'),
  valid: field('Phiếu hợp lệ', 'Valid ballots', '12'),
  invalid: field('Phiếu không hợp lệ', 'Invalid ballots', '00'),
  awards: list('Kết quả theo hình thức khen thưởng', 'Results by award', {
    award,
    quorum: field('Số thành viên tối thiểu', 'Quorum', 'ít nhất 2/3 tổng số thành viên Hội đồng'),
    threshold: field('Tỷ lệ phiếu tối thiểu', 'Threshold', 'ít nhất 80 %'),
    citation: field('Căn cứ của tỷ lệ', 'Legal ground of the threshold', 'Điều 5 Quy chế'),
    lines: list('Từng trường hợp', 'The nominees', {
      no,
      name,
      detail,
      yes: field('Phiếu đồng ý', 'Yes', '12'),
      not: field('Phiếu không đồng ý', 'No', '00'),
      other: field('Ý kiến khác', 'Other', '00'),
      recused: field('Không tham gia bỏ phiếu', 'Recused', '00'),
      share,
      conclusion,
    }),
  }),
  passed: field('Số trường hợp đạt', 'How many passed', '05'),
  notPassed: field('Số trường hợp không đạt', 'How many did not', '00'),
  outcome: field('Câu kết quả chung', 'The outcome as a sentence', 'Đạt tỷ lệ phiếu: 05 trường hợp.'),
  unlinked: field(
    'Câu về tách phiếu khỏi họ tên',
    'When ballots were parted from names',
    'Phiếu đã được tách khỏi họ tên.',
  ),
  hash: field('Dấu của tệp kiểm phiếu lại', 'Hash of the recount bundle', '3f9c2a10 77ab01cd'),
  receiptCodes: field('Các mã biên nhận phiếu', 'Receipt codes', '7KQ2-M4XD   9TRA-2C5E'),
};

export const minutesFields: FieldsOf<MinutesDocument> = {
  ...head,
  ...sitting,
  subject: field('Nội dung biên bản', 'Subject', 'Xét khen thưởng'),
  members: list('Thành viên Hội đồng', 'Members', {
    no,
    name,
    role,
    state: field('Có mặt, vắng, lý do', 'Present, away, why', 'Có mặt'),
  }),
  chair: field('Chủ tịch Hội đồng', 'The chair', 'Nguyễn Văn Mẫu'),
  secretary: field('Thư ký', 'The secretary', 'Trần Thị Mẫu'),
  course: list('Diễn biến', 'The course of the session', {
    at: field('Thời điểm', 'When', '08 giờ 00, thứ Sáu, ngày 20/11/2026'),
    text: field('Nội dung', 'What', 'Khai mạc'),
  }),
  awards: list('Kết quả theo hình thức khen thưởng', 'Results by award', {
    award,
    rule: field('Quy định về tỷ lệ', 'The rule', 'Tỷ lệ phiếu đồng ý tối thiểu: ít nhất 80 %.'),
    lines: list('Từng trường hợp', 'The nominees', { no, name, detail, share, conclusion }),
  }),
  hasOthers: field('Có ý kiến khác (điều kiện)', 'Whether there are other opinions (condition)', true),
  others: sentences('Ý kiến khác', 'Other opinions', 'Trường hợp số 2: đề nghị bổ sung báo cáo.'),
  hasRecusals: field(
    'Có thành viên không tham gia bỏ phiếu (điều kiện)',
    'Whether somebody was recused (condition)',
    true,
  ),
  recusals: sentences('Thành viên không tham gia bỏ phiếu', 'Recusals', 'Bà Trần Thị Mẫu: trường hợp số 1.'),
  accepted: sentences(
    'Trường hợp không thể đạt tỷ lệ mà vẫn xét',
    'Lines out of reach, voted on all the same',
    'Trường hợp số 3.',
  ),
  conclusions: sentences('Kết luận của Hội đồng', 'Conclusions', 'Đề nghị khen thưởng 05 trường hợp.'),
};

export const agendaFields: FieldsOf<AgendaDocument> = {
  ...head,
  form: sitting.form,
  ballot: sitting.ballot,
  closes: field('Hạn nhận phiếu', 'When it closes', '17 giờ 00, thứ Sáu, ngày 20/11/2026'),
  count: field('Số trường hợp', 'How many nominees', '05'),
  awards: list('Danh sách theo hình thức khen thưởng', 'The list, by award', {
    award,
    rule: field('Quy định về tỷ lệ', 'The rule', 'Tỷ lệ phiếu đồng ý tối thiểu: ít nhất 80 %.'),
    lines: list('Từng trường hợp', 'The nominees', {
      no,
      name,
      detail,
      merit: field('Thành tích', 'Achievement', 'Hoàn thành xuất sắc nhiệm vụ năm 2026'),
      basis: field('Căn cứ thành tích', 'What it rests on', 'Quyết định số 12/QĐ-STC'),
      opinion: field('Ý kiến thẩm định', 'Opinion of the office', 'Đủ điều kiện'),
      lower: field('Kết quả của Hội đồng cấp dưới', 'Result of the council below', '9/9 = 100 %'),
    }),
  }),
};
