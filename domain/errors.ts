/**
 * One table of business refusals. Every edge reads it: HTTP status, whether a retry can help, and what a person is told to
 * do next, in both languages. Anything that is not in this table is a bug, not a refusal.
 */
export interface ProblemEntry {
  /** HTTP status of the JSON API and of the pages. */
  readonly http: number;
  /** True when the same request may succeed later without a change; an activity then retries. */
  readonly retry: boolean;
  readonly vi: string;
  readonly en: string;
  /** What is said instead to whoever only asked to see something. */
  readonly reading?: { readonly vi: string; readonly en: string };
}

export const problems = {
  VALIDATION: {
    http: 400,
    retry: false,
    vi: 'Dữ liệu gửi lên chưa đúng; các mục cần sửa được nêu bên dưới. Chưa có nội dung nào được lưu.',
    en: 'The data is not right yet; the fields to mend are listed below. Nothing was saved.',
    reading: {
      vi: 'Địa chỉ có nội dung chưa đúng, được nêu bên dưới. Đề nghị sửa lại rồi mở lại.',
      en: 'Something in the address is not right; it is named below. Please mend it and open it again.',
    },
  },
  MALFORMED: {
    http: 400,
    retry: false,
    vi: 'Không đọc được nội dung gửi lên. Đề nghị kiểm tra định dạng và gửi lại.',
    en: 'The content could not be read. Please check its format and send it again.',
  },
  TOO_LARGE: {
    http: 413,
    retry: false,
    vi: 'Nội dung gửi lên vượt quá dung lượng cho phép. Đề nghị giảm dung lượng hoặc chia nhỏ, rồi gửi lại.',
    en: 'The content is larger than allowed. Please make it smaller or split it, and send again.',
  },
  UNSUPPORTED_TYPE: {
    http: 415,
    retry: false,
    vi: 'Loại nội dung này không được tiếp nhận. Đề nghị gửi đúng định dạng.',
    en: 'This type of content is not accepted. Please send it in the right format.',
  },
  METHOD_NOT_ALLOWED: {
    http: 405,
    retry: false,
    vi: 'Địa chỉ này không nhận phương thức gửi vừa dùng. Đề nghị mở lại trang và dùng các nút trên trang; phần mềm dùng một phương thức được nêu kèm câu trả lời này.',
    en: 'This address does not take the method that was used. Please open the page again and use its buttons; a program uses a method that Allow names.',
  },
  UNAUTHENTICATED: {
    http: 401,
    retry: false,
    vi: 'Chưa xác định được người gửi. Đề nghị dùng khóa truy cập còn hiệu lực.',
    en: 'The sender is not known. Please use a valid key.',
  },
  FORBIDDEN: {
    http: 403,
    retry: false,
    vi: 'Vai trò hiện tại không được thực hiện việc này. Đề nghị liên hệ quản trị viên nếu cần.',
    en: 'Your role may not do this. Please ask an administrator if you need it.',
  },
  MAIL_TAKEN: {
    http: 409,
    retry: false,
    vi: 'Địa chỉ thư điện tử này đã có tài khoản. Đề nghị mở tài khoản đó và thêm vai trò.',
    en: 'This address has an account already. Please open that account and add a role.',
  },
  LAST_ADMINISTRATOR: {
    http: 409,
    retry: false,
    vi: 'Đây là quản trị viên cuối cùng. Đề nghị thêm một quản trị viên khác trước.',
    en: 'This is the last administrator. Please add another one first.',
  },
  NOT_FOUND: {
    http: 404,
    retry: false,
    vi: 'Không tìm thấy nội dung này. Đề nghị kiểm tra lại mã số.',
    en: 'There is nothing under this code. Please check it.',
  },
  LINK_DEAD: {
    http: 404,
    retry: false,
    vi: 'Liên kết này không còn sử dụng được.',
    en: 'This link can no longer be used.',
  },
  CROSS_SITE: {
    http: 403,
    retry: false,
    vi: 'Yêu cầu không đến từ trang này. Đề nghị mở lại liên kết và gửi lại.',
    en: 'The request did not come from this page. Please open the link again and resend.',
  },
  ACTION_NOT_ALLOWED: {
    http: 409,
    retry: false,
    vi: 'Tình trạng hiện nay không cho phép thực hiện việc này. Đề nghị xem lại tình trạng và các việc có thể làm.',
    en: 'The present state does not allow this. Please look at the state again, and at what can be done in it.',
  },
  STATE_CHANGED: {
    http: 409,
    retry: false,
    vi: 'Nội dung đã thay đổi sau khi trang này được mở. Đề nghị xem lại trạng thái mới rồi quyết định.',
    en: 'This has changed since the page was opened. Please look at the new state and decide again.',
  },
  ALL_REFUSED: {
    http: 409,
    retry: false,
    vi: 'Không trường hợp nào trong danh sách thực hiện được; lý do từng trường hợp được nêu bên dưới.',
    en: 'None of the nominations could be changed; the reason for each is listed below.',
  },
  ON_HOLD: {
    http: 409,
    retry: false,
    vi: 'Hồ sơ đang tạm dừng xem xét. Chỉ có thể tiếp tục khi có văn bản kết luận.',
    en: 'The nomination is on hold. It goes on only with a paper that settles the matter.',
  },
  CLAIMED: {
    http: 409,
    retry: false,
    vi: 'Hồ sơ đang nằm trong một phiên họp hoặc tờ trình khác. Đề nghị đưa ra khỏi đó trước.',
    en: 'The nomination is part of another session or proposal. Take it out of that first.',
  },
  NOT_CLAIMED: {
    http: 409,
    retry: false,
    vi: 'Trường hợp này không còn trong danh sách của phiên họp hoặc tờ trình (đã được đưa ra trước đó); không cần làm gì thêm.',
    en: 'This case is no longer on the list of the session or proposal (it was taken off before); nothing more is to be done.',
  },
  DECISION_SIGNED: {
    http: 409,
    retry: false,
    vi: 'Quyết định đã được ký nên không thể rút hồ sơ. Đề nghị liên hệ Cơ quan thường trực.',
    en: 'The decision has been signed, so the nomination cannot be withdrawn. Please contact the office.',
  },
  KEY_REUSED: {
    http: 422,
    retry: false,
    vi: 'Mã gửi này đã được dùng cho một nội dung khác. Đề nghị mở lại trang và gửi lại.',
    en: 'This key was already used for other content. Please open the page again and resend.',
  },
  ENGINE_BUSY: {
    http: 503,
    retry: true,
    vi: 'Chưa xác nhận được. Nội dung đã nhập còn nguyên; đề nghị bấm gửi lại sau ít phút, yêu cầu không bị tính hai lần.',
    en: 'Not confirmed yet. Nothing you entered is lost; please send again in a minute, it will not count twice.',
  },
  STORE_BUSY: {
    http: 503,
    retry: true,
    vi: 'Hệ thống đang bận. Đề nghị thử lại sau ít phút.',
    en: 'The service is busy. Please try again in a minute.',
  },
  TOO_MANY_REQUESTS: {
    http: 429,
    retry: true,
    vi: 'Có quá nhiều yêu cầu trong thời gian ngắn. Đề nghị thử lại sau ít phút.',
    en: 'Too many requests in a short time. Please try again in a few minutes.',
  },
  VOTING_CLOSED: {
    http: 409,
    retry: false,
    vi: 'Việc nhận phiếu đã kết thúc.',
    en: 'Voting has closed.',
  },
  NOT_A_MEMBER: {
    http: 403,
    retry: false,
    vi: 'Liên kết này không thuộc thành viên được lấy ý kiến trong phiên này.',
    en: 'This link does not belong to a member who votes in this session.',
  },
  ALREADY_A_MEMBER: {
    http: 409,
    retry: false,
    vi: 'Người này đã là thành viên được lấy ý kiến trong phiên này.',
    en: 'This person already votes in this session.',
  },
  NO_TIE: {
    http: 409,
    retry: false,
    vi: 'Trường hợp này không có số phiếu ngang nhau đang chờ ý kiến Chủ tịch Hội đồng, hoặc ý kiến đã được ghi nhận.',
    en: 'No tie on this nomination waits for the chair of the council, or what he decided is recorded already.',
  },
  TOTALS_COUNTED: {
    http: 409,
    retry: false,
    vi: 'Kết quả của cuộc họp đã được tính và báo cho các hồ sơ nên không nhập lại được. Nếu số liệu đã nhập khác Biên bản kiểm phiếu, đề nghị tạm dừng hồ sơ liên quan và đưa ra phiên mới.',
    en: 'The totals of the meeting are counted and the nominations were told, so they cannot be entered again. If they differ from the counting minutes, please hold the nominations concerned and put them to a new session.',
  },
  REMINDED_LATELY: {
    http: 409,
    retry: false,
    vi: 'Các thành viên đã được nhắc trong vòng 24 giờ qua. Đề nghị nhắc lại sau, hoặc gọi điện.',
    en: 'The members were reminded within the last 24 hours. Please remind them later, or by telephone.',
  },
  INVITATIONS_HELD: {
    http: 409,
    retry: false,
    vi: 'Giấy mời của phiên chưa được gửi: còn chờ diễn tập chống máy quét thư. Đề nghị chạy diễn tập, hoặc cho gửi kèm lý do.',
    en: 'The invitations of this session wait for the scanner drill. Please run it, or let them go with a reason.',
  },
  NOBODY_SILENT: {
    http: 409,
    retry: false,
    vi: 'Không còn thành viên nào chưa gửi phiếu trong số những người mà thư này nêu. Thư chưa được gửi.',
    en: 'Nobody of those whom this letter is about is silent any more. It was not sent.',
  },
  TOO_MANY_CHANGES: {
    http: 409,
    retry: false,
    vi: 'Phiếu đã được thay đổi đủ số lần cho phép; phiếu gửi sau cùng được tính. Xin liên hệ Thư ký nếu cần.',
    en: 'The sheet has been changed as often as allowed; the last one counts. Please contact the secretary.',
  },
  NO_BASIS: {
    http: 409,
    retry: false,
    vi: 'Phiên chưa nêu quyết định thành lập, quy chế và điều khoản cho phép hình thức lấy ý kiến này nên chưa thể mở.',
    en: 'The session names no founding decision, regulation and article that allow this way of voting, so it cannot open.',
  },
  OUT_OF_REACH: {
    http: 409,
    retry: false,
    vi: 'Có trường hợp không thể đạt tỷ lệ phiếu vì số thành viên không được bỏ phiếu; các trường hợp được nêu bên dưới. Đề nghị đưa ra khỏi danh sách, hoặc nêu lý do vẫn lấy ý kiến.',
    en: 'Some lines cannot reach their threshold, because too many members may not vote on them; they are listed below. Please drop them, or give a reason for voting on them all the same.',
  },
  NUMBER_TAKEN: {
    http: 409,
    retry: false,
    vi: 'Số văn bản này đã được dùng trong sổ đăng ký. Đề nghị kiểm tra lại số.',
    en: 'This document number is already used in the register. Please check the number.',
  },
  NUMBER_OUT_OF_ORDER: {
    http: 409,
    retry: false,
    vi: 'Số và ngày văn bản không theo thứ tự của sổ đăng ký; các văn bản liền kề được nêu bên dưới.',
    en: 'Number and date do not follow the order of the register; the neighbours are listed below.',
  },
  REGISTER_FULL: {
    http: 409,
    retry: false,
    vi: 'Sổ đăng ký đã đến số cuối cùng nên chưa cấp được số này. Đề nghị kiểm tra lại số; nếu đúng, quản trị viên nâng số cuối cùng hoặc mở sổ mới, sau đó thực hiện lại.',
    en: 'The register has come to its last number, so this one was not given. Please check it; if it is right, an administrator raises the last number or opens a new register, and you do this again.',
  },
  REGISTER_BEHIND: {
    http: 409,
    retry: false,
    vi: 'Hệ thống đã cấp số lớn hơn trong sổ này nên không thể ghi số cuối cùng thấp hơn. Đề nghị kiểm tra lại sổ và năm.',
    en: 'The service has given a higher number in this register, so a lower one cannot be its last. Please check register and year.',
  },
  GOLD_BOOK_BEGUN: {
    http: 409,
    retry: false,
    vi: 'Hệ thống đã cấp số trong sổ vàng này nên không ghi được số cuối cùng của sổ giấy nữa. Đề nghị kiểm tra lại thẩm quyền và năm.',
    en: 'The service has given numbers in this gold book, so the last number of the paper book cannot be noted any more. Please check authority and year.',
  },
  FACTS_MISSING: {
    http: 409,
    retry: false,
    vi: 'Chưa đủ dữ liệu để lập văn bản theo mẫu; các mục còn thiếu được nêu bên dưới. Đề nghị bổ sung rồi thực hiện lại; chưa có số nào được lấy.',
    en: 'What the paper needs is not all there; the fields are listed below. Please fill them in and do this again; no number was taken.',
  },
  SIGNED_FILE_DIFFERS: {
    http: 409,
    retry: false,
    vi: 'Tệp đã ký khác với dự thảo hoặc với số, ngày đang ghi sổ; từng điểm khác được nêu bên dưới. Đề nghị tải lên đúng tệp, hoặc nêu lý do vẫn ghi sổ với tệp này.',
    en: 'The signed file differs from the draft, or from the number and date that are recorded; each difference is listed below. Please upload the right file, or give a reason to record the paper with this one.',
  },
  AWARD_CHANGED: {
    http: 409,
    retry: false,
    vi: 'Quyết định tặng này đã được thay thế hoặc hủy bỏ bằng văn bản khác nên không thực hiện được nữa. Đề nghị xem lại lịch sử khen thưởng và hủy vụ việc này.',
    en: 'This award has been replaced or revoked by another paper, so this can no longer be done. Please look at its history and cancel this case.',
  },
  CASE_OPEN: {
    http: 409,
    retry: false,
    vi: 'Đang có một vụ việc cùng loại về quyết định tặng này; mã vụ việc được nêu bên dưới. Đề nghị giải quyết hoặc hủy vụ việc đó trước.',
    en: 'A case of the same kind on this award is open; its code is given below. Please settle or cancel that one first.',
  },
  NOT_ISSUED_HERE: {
    http: 409,
    retry: false,
    vi: 'Quyết định tặng này không do hệ thống phát hành nên không đính chính, thay thế hay in lại được ở đây. Có thể ghi nhận khiếu nại hoặc việc hủy bỏ.',
    en: 'This award was not issued by this service, so it can be neither corrected, replaced nor printed again here. A complaint or a revocation can be recorded.',
  },
  VERSION_TAKEN: {
    http: 409,
    retry: false,
    vi: 'Phiên bản quy định này đã được nạp với nội dung khác. Đề nghị đặt số phiên bản mới cho nội dung đã sửa.',
    en: 'This version of the rules was loaded with other content. Please give the changed content a version of its own.',
  },
  CALENDAR_ENDS: {
    http: 409,
    retry: false,
    vi: 'Chưa có lịch nghỉ lễ, tết và làm bù của năm cần tính. Quản trị viên cần nhập lịch của năm đó, sau đó thực hiện lại.',
    en: 'The working calendar of that year has not been entered. An administrator must enter it; then do this again.',
  },
  INCOMPLETE: {
    http: 409,
    retry: false,
    vi: 'Hồ sơ chưa đủ để gửi; các mục còn thiếu được nêu bên dưới.',
    en: 'The nomination is not complete yet; what is missing is listed below.',
  },
  INELIGIBLE: {
    http: 409,
    retry: false,
    vi: 'Còn tiêu chuẩn chưa đạt hoặc chưa có căn cứ; từng tiêu chuẩn, căn cứ và nội dung còn thiếu được nêu bên dưới.',
    en: 'Criteria are not met or cannot be told yet; each is listed below with its ground and with what is missing.',
  },
  NO_OVERRIDE: {
    http: 403,
    retry: false,
    vi: 'Vai trò hiện tại không được chấp thuận ngoại lệ đối với tiêu chuẩn này; vai trò được phép (nếu có) được nêu bên dưới.',
    en: 'Your role may not let this criterion pass; the roles that may, if any, are listed below.',
  },
  ROUND_CLOSED: {
    http: 409,
    retry: false,
    vi: 'Đợt xét đã kết thúc nhận hồ sơ của đơn vị. Đề nghị liên hệ Cơ quan thường trực.',
    en: 'This round no longer takes proposals of the unit. Please contact the office.',
  },
  REGISTRATION_CLOSED: {
    http: 409,
    retry: false,
    vi: 'Chưa đến hoặc đã hết thời gian đăng ký thi đua của phong trào này. Nếu cần, đề nghị cơ quan phát động gia hạn đăng ký.',
    en: 'Registration for this campaign has not opened yet, or has closed. If needed, please ask the office that launched it for an extension.',
  },
  AMENDING_CLOSED: {
    http: 409,
    retry: false,
    vi: 'Chưa đến hoặc đã hết thời gian điều chỉnh đăng ký thi đua: chỉ điều chỉnh được đến hết ngày tổng kết. Bản đã ký giữ nguyên hiệu lực; nếu cần, đề nghị nêu trong báo cáo tổng kết.',
    en: 'Registrations of this campaign cannot be amended now: they can be until the day of the final review is over. What was signed holds; if needed, please say so in the final review.',
  },
  AMENDMENT_WAITS: {
    http: 409,
    retry: false,
    vi: 'Đã có một bản điều chỉnh đang chờ thủ trưởng ký. Đề nghị chọn “Rút lại bản điều chỉnh”, hoặc chờ ký xong rồi điều chỉnh tiếp.',
    en: 'An amendment is waiting for the head already. Please take it back, or wait until it is signed.',
  },
  TITLE_NOMINATED: {
    http: 409,
    retry: false,
    vi: 'Bản điều chỉnh bỏ một danh hiệu, hình thức đã có hồ sơ đề nghị trong đợt xét. Đề nghị giữ danh hiệu đó, hoặc bỏ, rút hồ sơ trước rồi điều chỉnh.',
    en: 'The amendment drops a title for which there is a nomination in the round. Please keep that title, or discard or withdraw the nomination first.',
  },
  NOMINATING_NOT_OPEN: {
    http: 409,
    retry: false,
    vi: 'Phong trào chưa đến ngày tổng kết, hoặc chưa mở đợt xét, nên chưa lập được hồ sơ từ kết quả tổng kết. Ngày cần đợi (nếu đã ấn định) được nêu bên dưới.',
    en: 'The campaign has not come to its final review, or its round is not open, so nothing is drafted from the review yet. The day to wait for, where there is one, is given below.',
  },
  ALREADY_REGISTERED: {
    http: 409,
    retry: false,
    vi: 'Đối tượng này đã có bản đăng ký trong phong trào; mã đăng ký được nêu bên dưới. Đề nghị sửa bản đăng ký đó.',
    en: 'There is a registration for this subject in the campaign already; its code is given below. Please edit that one.',
  },
  CAMPAIGN_EXISTS: {
    http: 409,
    retry: false,
    vi: 'Mã phong trào này đã được dùng. Đề nghị chọn mã khác.',
    en: 'This code of a campaign is taken. Please choose another one.',
  },
  NO_HEAD: {
    http: 409,
    retry: false,
    vi: 'Danh mục chưa có thủ trưởng ký xác nhận của đơn vị này. Đề nghị bổ sung họ tên và địa chỉ thư điện tử của thủ trưởng, sau đó trình lại.',
    en: 'No head who signs for this unit is on file. Please enter the head with an address, then submit again.',
  },
  FIGURES_DOUBTFUL: {
    http: 409,
    retry: false,
    vi: 'Có số liệu khác thường, được nêu bên dưới; chưa có số liệu nào được lưu. Đề nghị kiểm tra, rồi gửi lại kèm xác nhận nếu đúng.',
    en: 'Some figures look unusual; they are listed below, and none was saved. Please check them, and send again with a confirmation if they are right.',
  },
  NEEDS_ATTENTION: {
    http: 409,
    retry: false,
    vi: 'Hồ sơ này gặp lỗi khi xử lý; Cơ quan thường trực đã được báo. Các hồ sơ khác không bị ảnh hưởng.',
    en: 'This nomination met an error; the office has been told. The others are not affected.',
  },
  CLOCK_BACKWARDS: {
    http: 409,
    retry: false,
    vi: 'Đồng hồ diễn tập chỉ có thể dời về phía trước.',
    en: 'The rehearsal clock can only be moved forward.',
  },
  NOT_REHEARSAL: {
    http: 409,
    retry: false,
    vi: 'Chỉ có thể dời đồng hồ khi hệ thống chạy diễn tập.',
    en: 'The clock can be moved only in a rehearsal.',
  },
  MAIL_REFUSED: {
    http: 502,
    retry: false,
    vi: 'Máy chủ thư từ chối địa chỉ người nhận. Đề nghị kiểm tra địa chỉ.',
    en: 'The mail server refused the address. Please check it.',
  },
  NO_COORDINATES: {
    http: 409,
    retry: false,
    vi: 'Chưa có tọa độ in trên phôi cho hình thức khen thưởng này. Đề nghị quản trị viên nhập tọa độ của phôi rồi in lại.',
    en: 'There are no coordinates yet for printing this award on a blank. Please have an administrator enter them, then print again.',
  },
  BLANK_UNFIT: {
    http: 409,
    retry: false,
    vi: 'Có nội dung không in được trên phôi theo tọa độ hiện có, được nêu bên dưới. Đề nghị chỉnh tọa độ rồi in lại; chưa có trang nào được in.',
    en: 'Something cannot be printed on the blank by its coordinates; it is named below. Please adjust them and print again; no page was printed.',
  },
  NOT_PRINTABLE: {
    http: 500,
    retry: false,
    vi: 'Nội dung có ký tự không in được hoặc quá dài so với mẫu. Đề nghị sửa nội dung rồi thực hiện lại.',
    en: 'The text holds characters that cannot be printed, or is too long for the form. Please mend it and try again.',
  },
  INTEGRITY: {
    http: 500,
    retry: false,
    vi: 'Dữ liệu lưu trữ không khớp với bằng chứng đã ghi; đã dừng để quản trị viên kiểm tra.',
    en: 'Stored data does not match its recorded proof; stopped so that an administrator can look.',
  },
} as const satisfies Record<string, ProblemEntry>;

export type ProblemCode = keyof typeof problems;

/** Facts that go with a refusal: fields, allowed actions, neighbours of a number. Plain JSON, no personal data. */
export type ProblemData = Record<string, unknown>;

/** A refusal with a code of the table. `detail` is for the log and never shown to a person; `data` is. */
export class Problem extends Error {
  constructor(
    readonly code: ProblemCode,
    detail?: string,
    readonly data: ProblemData = {},
  ) {
    super(detail ?? code);
    this.name = 'Problem';
  }
}

/**
 * What a refusal says: the sentence of its code, and the one that it brings along in `data`.
 * @param reads whether nothing was to be done but to see something
 */
export function sentenceOf({ code, data }: Problem, reads = false): { readonly vi: string; readonly en: string } {
  const entry: ProblemEntry = problems[code];
  const { vi, en } = (reads ? entry.reading : undefined) ?? entry;
  const own = data['sentence'] as { readonly vi: string; readonly en: string } | undefined;
  return own === undefined ? { vi, en } : { vi: `${vi} ${own.vi}`, en: `${en} ${own.en}` };
}

/** Whether a text is a code of the table; for codes that come back from the engine. */
export const isProblemCode = (code: unknown): code is ProblemCode => typeof code === 'string' && code in problems;

/** Ends an exhaustive switch: a new variant without a branch is a type error here. */
export function assertNever(value: never): never {
  throw new Error(`unexpected variant: ${JSON.stringify(value)}`);
}
