import type { Text } from '../../../domain/award';
import { MOST_PACKED, type TemplateFault, type TemplateFaultCode } from '../../../platform/documents';
import type { FieldProblem } from '../../schemas/parse';

const MOST_MB = MOST_PACKED / 1024 / 1024;

/** What is said of a file that cannot become a template, and what to do; `{what}` is the name or target that it is about. */
const sentences: Readonly<Record<TemplateFaultCode, Text>> = {
  tooLarge: {
    vi: `Tệp lớn hơn ${MOST_MB} MB. Đề nghị bỏ bớt hoặc thu nhỏ hình ảnh rồi tải lên lại.`,
    en: `The file is larger than ${MOST_MB} MB. Please leave out or shrink its pictures and upload it again.`,
  },
  notDocx: {
    vi: 'Đây không phải là tệp Word dạng .docx. Đề nghị mở bằng Word, chọn Lưu thành "Word Document (.docx)" rồi tải lên lại.',
    en: 'This is no Word file of the form .docx. Please open it in Word, save it as “Word Document (.docx)” and upload that.',
  },
  oldOrLocked: {
    vi: 'Tệp có mật khẩu, hoặc là Word đời cũ (.doc). Đề nghị bỏ mật khẩu, lưu thành .docx rồi tải lên lại.',
    en: 'The file has a password, or is of an old Word (.doc). Please remove the password, save it as .docx and upload that.',
  },
  corrupted: {
    vi: 'Tệp bị hỏng, không mở được. Đề nghị mở lại bằng Word, lưu thành tệp mới rồi tải lên lại.',
    en: 'The file is damaged and cannot be opened. Please open it in Word, save it as a new file and upload that.',
  },
  unpacksTooLarge: {
    vi: 'Nội dung tệp sau khi giải nén quá lớn đối với một mẫu văn bản. Đề nghị bắt đầu lại từ mẫu hiện hành.',
    en: 'Unpacked, the file is far too large for a template. Please begin again from the current one.',
  },
  macros: {
    vi: 'Tệp có macro. Đề nghị lưu thành "Word Document (.docx)", không có macro, rồi tải lên lại.',
    en: 'The file has macros. Please save it as “Word Document (.docx)”, without macros, and upload that.',
  },
  embedded: {
    vi: 'Tệp có đối tượng nhúng (bảng tính, gói tệp, điều khiển). Đề nghị xóa đối tượng hoặc thay bằng bảng, hình ảnh thường.',
    en: 'The file has embedded objects (sheets, packages, controls). Please delete them, or use plain tables and pictures.',
  },
  externalLink: {
    vi: 'Tệp lấy nội dung từ nơi khác ({what}). Đề nghị chèn hẳn hình ảnh vào tệp; với mẫu đính kèm: Developer > Document Template > Normal.',
    en: 'The file fetches something from elsewhere ({what}). Please put pictures into the file itself; for an attached template choose Developer > Document Template > Normal.',
  },
  field: {
    vi: 'Tệp có trường {what} lấy hoặc chạy nội dung bên ngoài. Đề nghị xóa trường này (Alt+F9 để xem các trường).',
    en: 'The file has a field {what}, which fetches or runs something from outside. Please delete it (Alt+F9 shows the fields).',
  },
  doctype: {
    vi: 'Cấu trúc bên trong tệp không phải do Word tạo ra. Đề nghị bắt đầu lại từ mẫu hiện hành.',
    en: 'The inside of the file was not made by a word processor. Please begin again from the current template.',
  },
  trackedChanges: {
    vi: 'Tệp còn dấu vết sửa đổi (Track Changes). Đề nghị chọn Review > Accept All Changes, tắt Track Changes rồi tải lên lại.',
    en: 'The file still has tracked changes. Please choose Review > Accept All Changes, turn tracking off and upload it again.',
  },
  comments: {
    vi: 'Tệp còn chú thích (Comments), sẽ có mặt trong mọi văn bản. Đề nghị xóa hết chú thích rồi tải lên lại.',
    en: 'The file has comments, which would stand in every paper. Please delete them all and upload it again.',
  },
  unknownName: {
    vi: 'Không có trường {what}. Đề nghị dùng đúng tên trong danh sách trường của loại văn bản này.',
    en: 'There is no placeholder {what}. Please use a name from the list of this kind of paper.',
  },
  listAsText: {
    vi: 'Trường {what} là một danh sách: cần mở bằng {#tên} và đóng bằng {/tên}, giữa hai thẻ là các trường của từng mục.',
    en: 'The placeholder {what} is a list: open it with {#name}, close it with {/name}, and put the names of its items between.',
  },
  rawTag: {
    vi: 'Thẻ {what} thuộc dạng không được dùng ở đây. Đề nghị chỉ dùng {tên}, {#tên}, {^tên} và {/tên}.',
    en: 'The tag {what} is of a form that is not used here. Please use {name}, {#name}, {^name} and {/name} only.',
  },
  openBrace: {
    vi: 'Có dấu { mà thiếu dấu } ở đoạn "{what}". Đề nghị bổ sung dấu }.',
    en: 'There is a { without its } at “{what}”. Please add the }.',
  },
  closeBrace: {
    vi: 'Có dấu } mà thiếu dấu { ở đoạn "{what}". Đề nghị bổ sung dấu {.',
    en: 'There is a } without its { at “{what}”. Please add the {.',
  },
  doubledBrace: {
    vi: 'Dấu ngoặc nhọn bị gõ hai lần ở {what}. Đề nghị chỉ dùng một dấu { và một dấu }.',
    en: 'Braces are doubled at {what}. Please use one { and one }.',
  },
  listNotClosed: {
    vi: 'Danh sách {#{what}} chưa có thẻ đóng {/{what}}. Đề nghị bổ sung thẻ đóng.',
    en: 'The list {#{what}} is not closed. Please add {/{what}}.',
  },
  listNotOpened: {
    vi: 'Thẻ đóng {/{what}} không có thẻ mở {#{what}}. Đề nghị bổ sung thẻ mở hoặc xóa thẻ đóng.',
    en: 'There is {/{what}} without {#{what}}. Please add the opening tag, or delete the closing one.',
  },
  listsCross: {
    vi: 'Các thẻ danh sách lồng nhau chưa đúng ({what}): danh sách mở sau phải đóng trước.',
    en: 'Lists cross each other ({what}): what is opened last is closed first.',
  },
  notFilledInHere: {
    vi: 'Trường {what} đặt ở chỗ không điền được (chú thích cuối trang, hộp đặc biệt). Đề nghị chuyển vào phần thân, đầu trang hoặc chân trang.',
    en: 'The placeholder {what} stands where it is not filled in (a note, a special box). Please move it to the body, header or footer.',
  },
  cannotBeFilledIn: {
    vi: 'Không điền thử được mẫu này. Đề nghị bắt đầu lại từ mẫu hiện hành và thay đổi từng phần nhỏ.',
    en: 'The template could not be filled in for a trial. Please begin again from the current one and change it bit by bit.',
  },
};

/** What is said of these is said of a placeholder, so it stands in its braces. */
const NAMES: ReadonlySet<TemplateFaultCode> = new Set(['unknownName', 'listAsText', 'rawTag', 'notFilledInHere']);

/** Who has mended so many uploads again. */
const MOST_TOLD = 20;

/** Each fault of an uploaded file as a sentence that says where, and what to do. */
export const faultsFound = (faults: readonly TemplateFault[]): FieldProblem[] =>
  faults.slice(0, MOST_TOLD).map(({ code, what = '', where }) => {
    const named = NAMES.has(code) ? `{${what}}` : what;
    const said = (text: string) => text.replaceAll('{what}', () => named);
    const place =
      where === undefined || where === '' ? { vi: '', en: '' } : { vi: ` Tại: "${where}".`, en: ` At: “${where}”.` };
    return { field: 'file', vi: said(sentences[code].vi) + place.vi, en: said(sentences[code].en) + place.en };
  });
