import type { MailName } from '../../templates/mail';
import { renderMail } from '../../templates/mail';
import { mailSamples } from './mail-samples';
import { forbidden } from './words-forbidden';

const names = Object.keys(mailSamples) as MailName[];
const languages = ['vi', 'en'] as const;
const each = names.flatMap((name) => languages.map((lang) => [name, lang] as const));
const render = (name: MailName, lang: 'vi' | 'en') => renderMail(name, lang, mailSamples[name]);
const countOf = (text: string, what: RegExp): number => text.match(what)?.length ?? 0;

describe.each(each)('%s in %s', (name, lang) => {
  const mail = render(name, lang);

  test('has a subject on one line and two parts, with nothing left to fill in', () => {
    expect(mail.subject).toMatch(/^\S[^\n]{8,}$/);
    expect(mail.html).toContain(`<html lang="${lang}">`);
    for (const part of Object.values(mail)) expect(part).not.toMatch(/\{\{|undefined|\[object|NaN|: ,|\(\s*\)/);
  });

  test('carries one link at most, alone on its line, and asks nothing of another server', () => {
    expect(countOf(mail.text, /https?:\/\//g)).toBeLessThanOrEqual(1);
    expect(countOf(mail.html, /<a\s/g)).toBe(countOf(mail.text, /^https:\/\/\S+$/gm));
    expect(countOf(mail.text, /^https:\/\/\S+$/gm)).toBe(countOf(mail.text, /https?:\/\//g));
    expect(mail.html).not.toMatch(/<(img|link|script|iframe|form|button|input|table)\b|url\(|@import|\bsrc=/i);
  });

  test('shows the address that it links to', () => {
    const shown = /<a[^>]*href="([^"]+)"[^>]*>.*<span[^>]*>([^<]+)<\/span><\/a>/.exec(mail.html);
    if (shown) expect(shown[2]).toBe(shown[1]);
  });

  test('is signed, and says what will never be asked', () => {
    expect(mail.text.trim().split('\n').at(-1)).toMatch(/Trần Văn Mẫu.*0215 000 000\.$/);
    expect(mail.text).toMatch(/mã OTP|one-time code/);
  });

  test('is written in the words of offices, in composed characters', () => {
    if (lang === 'vi') expect(mail.text + mail.subject).not.toMatch(forbidden);
    for (const part of Object.values(mail)) expect(part).toBe(part.normalize('NFC'));
  });
});

test('the receipt says what was received, when, and until when', () => {
  const { subject, text } = render('receipt', 'vi');
  expect(subject).toBe('[TĐKT] Đã tiếp nhận Tờ trình số 1034/TTr-STC của Sở Tài chính (24 trường hợp)');
  expect(text).toContain('Mã tiếp nhận: TN-2026-0117, lúc 08 giờ 30, thứ Hai, ngày 16/11/2026.');
  expect(text).toContain('đề nghị gửi về Sở Nội vụ chậm nhất ngày 20/11/2026');
  const paper = { receivedOn: '2026-11-16' };
  expect(renderMail('receipt', 'vi', { ...mailSamples.receipt, paper }).text).toContain('đã nhận ngày 16/11/2026');
});

test('the invitation counts awards and names no nominee', () => {
  const { subject, text } = render('invitation', 'vi');
  expect(subject).toBe('Kính mời Ông cho ý kiến: 60 trường hợp đề nghị khen thưởng, hạn 17 giờ 00 ngày 27/11');
  expect(text).toContain('(4 Chiến sĩ thi đua cấp tỉnh, 56 Bằng khen của Chủ tịch UBND tỉnh)');
  expect(text).toContain('Mở liên kết chưa phải là bỏ phiếu');
  expect(text).toContain('Phiếu có ghi họ tên');
  const secret = renderMail('invitation', 'vi', { ...mailSamples.invitation, ballot: 'secret' }).text;
  expect(secret).toContain('Đây là phiếu kín');
  expect(secret).not.toContain('Phiếu có ghi họ tên');
});

test('a hold is one fixed sentence for everybody and never says why', () => {
  const { text } = render('hold', 'vi');
  expect(text).toContain('tạm dừng xem xét để thực hiện các thủ tục theo quy định');
  expect(text).not.toMatch(/đơn thư|tố cáo|khiếu nại|ý kiến/);
});

test('the authority is asked for three answers by one link', () => {
  const { text } = render('to-authority', 'vi');
  expect(text).toContain('Kính gửi: đồng chí Phạm Văn Mẫu, Chủ tịch Ủy ban nhân dân tỉnh.');
  expect(text).toContain('được Hội đồng thông qua tại Biên bản ngày 30/11/2026');
  const { minutesDate: _none, ...simplified } = mailSamples['to-authority'];
  const short = renderMail('to-authority', 'vi', { ...simplified, exceptions: [] }).text;
  expect(short).toContain('Nội dung cần lưu ý: không có.');
  expect(short).not.toContain('Biên bản');
});

test('a session that closes earlier is not called extended', () => {
  const data = mailSamples['session-extended'];
  const earlier = { ...data, because: 'secretary', formerCloses: data.closes, closes: data.formerCloses } as const;
  expect(renderMail('session-extended', 'vi', earlier).subject).toMatch(/^Kết thúc nhận phiếu sớm hơn/);
  expect(renderMail('session-extended', 'vi', { ...data, voted: true }).text).toContain('không cần làm gì thêm');
});

test('the secretary reads who is silent, and whether a quorum is at risk', () => {
  const data = mailSamples.silence;
  const risky = renderMail('silence', 'vi', data);
  expect(risky.subject).toBe('Chưa đủ số thành viên tham gia, hạn 17 giờ 00 ngày 27/11: đợt lấy ý kiến lần 2 năm 2026');
  expect(risky.text).toContain('đã có 5/9 thành viên gửi phiếu');
  expect(risky.text).toContain('Cần ít nhất 6 thành viên tham gia; còn thiếu 1.');
  expect(risky.text).toContain('- Ông Nguyễn Văn Mẫu, Giám đốc Sở Tài chính.');
  expect(risky.text).toContain('Không thư nào được tự động gửi lên cấp trên.');
  const safe = renderMail('silence', 'vi', { ...data, voted: 7, quorum: { needed: 6, lacking: 0 } });
  expect(safe.subject).toMatch(/^2 thành viên chưa gửi phiếu, hạn /);
  expect(safe.text).toContain('Số thành viên tham gia đã đủ theo quy định.');
  const { quorum: _none, ...mixed } = data;
  expect(renderMail('silence', 'vi', mixed).text).not.toMatch(/ít nhất|đã đủ/);
});

test('a drill that failed says what was brought about, or that it says nothing', () => {
  const { text } = render('drill-failed', 'vi');
  expect(text).toContain('- Phiếu được ghi nhận: 2.\n- Thư gửi đi: 1.\n\nChưa giấy mời nào được gửi');
  const caused = { votes: 0, drafts: 0, opened: 0, mails: 0, revoked: 0 };
  const nothing = renderMail('drill-failed', 'vi', { ...mailSamples['drill-failed'], caused }).text;
  expect(nothing).toContain('chưa kết luận được');
  expect(nothing).not.toContain('kỹ thuật');
});

test('a letter of the secretary is what he wrote, paragraph by paragraph, and carries no link', () => {
  const { text, html } = renderMail('session-letter', 'vi', mailSamples['session-letter']);
  expect(text).toContain('Ủy viên.\n- Bà Lê Thị Mẫu, Phó Giám đốc, Ủy viên.\n\nKính đề nghị');
  expect(html.match(/<li /g)).toHaveLength(2);
  expect(html).not.toContain('<a ');
});

test('every notice to the office says what has happened', () => {
  const data = mailSamples['office-notice'];
  const whats = [
    'noAnswer',
    'postingEnded',
    'holdReview',
    'withdrawalRequested',
    'resubmitted',
    'wordingDisputed',
  ] as const;
  for (const lang of languages) {
    const subjects = whats.map((what) => renderMail('office-notice', lang, { ...data, what }).subject);
    expect(new Set(subjects).size).toBe(whats.length);
    for (const subject of subjects) expect(subject).toMatch(/: \S/);
  }
});

test('a notice of a letter that did not arrive says to whom, why, and what to do', () => {
  const data = mailSamples.undelivered;
  const { subject, text } = renderMail('undelivered', 'vi', data);
  expect(subject).toBe('[TĐKT] Thư chưa đến người nhận: giấy mời cho ý kiến, đợt lấy ý kiến lần 2 năm 2026');
  expect(text).toContain('Kính gửi: Bà Lê Thị Mẫu.');
  expect(text).toContain('gửi Ông Nguyễn Văn Mẫu (c1@tinh-d.example), chưa đến người nhận: máy chủ thư từ chối (“550');
  expect(text).toContain('phiếu được nhận đến 17 giờ 00, thứ Sáu, ngày 27/11/2026');
  const { secretary: _1, to: _2, address: _3, reply: _4, closes: _5, ...bare } = data;
  for (const because of ['noAddress', 'refused', 'noAnswer', 'error'] as const) {
    for (const audience of ['member', 'secretary', 'authority', 'unit'] as const) {
      for (const lang of languages) {
        const about = audience === 'unit' ? { ttr: '1034/TTr-STC' } : bare.about;
        const mail = renderMail('undelivered', lang, { ...bare, about, for: audience, because });
        expect(mail.text).not.toMatch(/undefined|: \.|\(\)|“”/);
      }
    }
  }
});

test('a head reads whether some or all of what waits are amendments', () => {
  const saying = (changes: object) =>
    renderMail('registration-sign', 'vi', { ...mailSamples['registration-sign'], ...changes }).text;
  expect(saying({})).not.toContain('điều chỉnh');
  expect(saying({ amendments: 2 })).toContain(
    'Trong đó có 2 bản điều chỉnh nội dung đã ký; bản đã ký giữ nguyên hiệu lực',
  );
  const alone = saying({ n: 1, amendments: 1, onlyAmendments: true });
  expect(alone).toContain('Đây là bản điều chỉnh nội dung đã ký; bản đã ký giữ nguyên hiệu lực');
  expect(alone).not.toContain('Trong đó');
});

test('a ground without a citation leaves no empty brackets', () => {
  const items = [{ no: 1, nominee: 'Trần Thị Mẫu', award: 'Bằng khen', reason: 'không đạt tỷ lệ phiếu', citation: '' }];
  expect(renderMail('declined', 'vi', { ...mailSamples.declined, items }).text).toContain(
    '1. Trần Thị Mẫu – Bằng khen; lý do: không đạt tỷ lệ phiếu.\n',
  );
});

const withNominee = (nominee: string) =>
  renderMail('declined', 'vi', {
    ...mailSamples.declined,
    items: [{ ...mailSamples.declined.items[0]!, nominee }],
  });

test('names are escaped in HTML and left alone in text', () => {
  const { text, html } = withNominee(`O'Brien & <script>alert("1")</script> {{office.phone}} $t(site.never)`);
  expect(text).toContain(`3. O'Brien & <script>alert("1")</script> {{office.phone}} $t(site.never) –`);
  expect(html).not.toContain('<script>');
  expect(html).toContain('&lt;script&gt;');
});

test('a name with line breaks can neither end a subject nor add a link', () => {
  const { text, html } = withNominee('Mẫu\n\n[Mở phiếu] https://evil.example/\r\nBcc: a@example.vn');
  expect(text).not.toMatch(/^(https:\/\/evil|Bcc)/m);
  expect(html).not.toContain('<a ');
  const unit = 'Sở\r\nBcc: a@example.vn';
  expect(renderMail('receipt', 'vi', { ...mailSamples.receipt, unit }).subject).not.toMatch(/[\r\n]/);
});

test('decomposed names come out composed', () => {
  expect(withNominee('Nguyễn Thị Mẫu'.normalize('NFD')).text).toContain('Nguyễn Thị Mẫu');
});

/** Data that only choose between words, may be absent, or are lists: without them a mail is shorter, and the types ask for them. */
const silent: Partial<Record<MailName, readonly string[]>> = {
  return: ['items'],
  'correction-reminder': ['items'],
  'confirm-wording': ['items'],
  lapsed: ['items'],
  hold: ['items'],
  released: ['items'],
  withdrawn: ['items'],
  'passed-on': ['step'],
  declined: ['items'],
  awarded: ['items', 'handover', 'payer'],
  'account-invitation': ['roles'],
  'case-notice': ['posthumous', 'kind', 'changes', 'ground', 'due', 'object', 'money'],
  'return-reminder': ['posthumous', 'object', 'money'],
  'return-overdue': ['object', 'money'],
  'campaign-opens': ['milestone', 'document'],
  'campaign-reminder': ['unregistered', 'drafts', 'waiting', 'figures', 'reviews', 'nominations'],
  'campaign-changed': ['changes', 'reason'],
  'registration-sign': ['post', 'amendments', 'onlyAmendments'],
  'registration-returned': ['registrants', 'amendments'],
  'campaign-turn': ['statistics', 'behind', 'late', 'of'],
  'campaign-next': ['planned', 'waits', 'calendars', 'launch', 'registrationCloses'],
  invitation: ['post', 'role', 'ballot', 'closesEarly', 'asksNumber'],
  reminder: ['started'],
  'session-extended': ['because', 'voted'],
  silence: ['quorum', 'members'],
  'proposal-waits': ['checking'],
  'session-letter': ['paragraphs'],
  result: ['quorumMet', 'waiting'],
  'to-authority': ['post', 'minutesDate', 'exceptions'],
  'fresh-link': ['purpose', 'closes'],
  'office-notice': ['what', 'day'],
  digest: ['items'],
  'number-refused': ['code'],
  'substitution-begins': ['forOffice', 'waiting', 'substitute'],
  undelivered: ['secretary', 'for', 'to', 'address', 'because', 'reply', 'code', 'closes'],
};

test.each(names)('a missing datum of %s is an error, not an empty space', (name) => {
  const data: Record<string, unknown> = { ...mailSamples[name] };
  for (const key of Object.keys(data).filter((k) => !silent[name]?.includes(k))) {
    const { [key]: _gone, ...rest } = data;
    expect(() => renderMail(name, 'vi', rest as never)).toThrow();
  }
});
