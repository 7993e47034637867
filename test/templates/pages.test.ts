import { gzipSync } from 'node:zlib';
import { existsSync, readFileSync } from 'node:fs';
import { assets, assetUrl } from '../../templates/assets';
import type { PageData, PageName } from '../../templates/pages';
import { renderPage } from '../../templates/pages';
import { ballotOf, chosen, facts, pageSamples, pageVariants } from './page-samples';
import { forbidden } from './words-forbidden';

const languages = ['vi', 'en'] as const;
const all = [
  ...(Object.keys(pageSamples) as PageName[]).map((name) => [name, 'sample', pageSamples[name]] as const),
  ...pageVariants,
];
const each = all.flatMap(([name, variant, data]) => languages.map((lang) => [name, variant, lang, data] as const));

const render = <N extends PageName>(name: N, data: PageData[N] = pageSamples[name], lang: 'vi' | 'en' = 'vi') =>
  renderPage(name, lang, data);
const tags = (html: string, name: string): string[] => html.match(new RegExp(`<${name}\\b[^>]*>`, 'g')) ?? [];
const attribute = (tag: string, name: string): string | undefined => new RegExp(`\\b${name}="([^"]*)"`).exec(tag)?.[1];
const forms = (html: string): string[] => html.match(/<form\b[\s\S]*?<\/form>/g) ?? [];
const textOf = (html: string): string => html.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ');
const fieldsOf = (html: string) =>
  tags(html, 'input')
    .filter((tag) => attribute(tag, 'type') === 'hidden')
    .map((tag) => [attribute(tag, 'name'), attribute(tag, 'value')]);

describe.each(each)('%s (%s) in %s', (name, _variant, lang, data) => {
  const html = renderPage(name, lang, data as never);

  test('is a whole document in its language, with nothing left to fill in', () => {
    expect(html).toMatch(/^<!doctype html>/);
    expect(html).toContain(`<html lang="${lang}">`);
    expect(html).toMatch(/<title>[^<]+ – [^<]+<\/title>/);
    expect(html.match(/<h1\b/g)).toHaveLength(1);
    expect(html).not.toMatch(/\{\{|undefined|\[object|NaN/);
    expect(html).toBe(html.normalize('NFC'));
    if (lang === 'vi') expect(html).not.toMatch(forbidden);
  });

  test('keeps to the content policy: nothing inline, nothing from elsewhere', () => {
    expect(html).not.toMatch(/<style|\sstyle=|\son[a-z]+=|javascript:|<script(?![^>]*\ssrc=)/i);
    expect(html).not.toMatch(/https?:\/\/|\bsrc="\/\//);
  });

  test('no form has a lonely button that acts', () => {
    // pages that no letter leads to: no scanner comes there
    if (/^(app\/|sign-in)/.test(name)) return;
    for (const form of forms(html).filter((f) => !f.includes('method="get"'))) {
      const buttons = tags(form, 'button').filter((tag) => !/class="default"|type="button"/.test(tag)).length;
      const asks = tags(form, 'input').some((tag) => /type="(radio|checkbox|file)"/.test(tag) && !/ checked/.test(tag));
      expect(buttons >= 2 || asks).toBe(true);
      // a file that is only compared changes nothing, so it needs no id
      expect(name === 'verify' || form.includes('name="submission"')).toBe(true);
    }
  });

  test('every field has its label', () => {
    const labels = new Set(tags(html, 'label').map((tag) => attribute(tag, 'for')));
    for (const tag of [...tags(html, 'input'), ...tags(html, 'textarea')]) {
      if (attribute(tag, 'type') === 'hidden') continue;
      const id = attribute(tag, 'id');
      const wrapped = new RegExp(`<label[^>]*>(?:(?!</label>)[\\s\\S])*${tag.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}`);
      expect((id !== undefined && labels.has(id)) || wrapped.test(html)).toBe(true);
    }
  });
});

test('a fresh sheet has no choice made', () => {
  for (const data of [ballotOf(60), { ...ballotOf(8), offered: ['yes', 'no', 'other', 'abstain'] as const }]) {
    expect(render('ballot', data)).not.toMatch(/<input[^>]*\schecked/);
  }
  for (const name of ['proposal', 'dead-link', 'withdrawal'] as const) {
    expect(render(name)).not.toMatch(/<input[^>]*\schecked/);
  }
});

test('a sheet asks for each line by its id, but for locked ones', () => {
  const html = render('ballot');
  expect(html).toContain('name="choice.n1" value="yes"');
  expect(html).toContain('name="choice.n1" value="recuse"');
  expect(html).toContain('name="reason.n1"');
  expect(html).not.toContain('name="choice.n3"');
  expect(textOf(html)).toContain(
    'Ông không tham gia bỏ phiếu trường hợp này. Lý do: là người được đề nghị khen thưởng',
  );
});

test('a sheet says whose it is, until when, by which rule', () => {
  const text = textOf(render('ballot'));
  expect(text).toContain('PHIẾU LẤY Ý KIẾN Xét khen thưởng đợt 2 năm 2026');
  expect(text).toContain('Ông Nguyễn Văn Mẫu, Ủy viên Hội đồng');
  expect(text).toContain('17 giờ 00, thứ Sáu, ngày 27/11/2026');
  expect(text).toContain('ít nhất 80 %, tính trên tổng số thành viên Hội đồng (11/13 phiếu)');
  expect(text).toContain('Hội đồng Sở 9/9 = 100 %');
  expect(text).toContain('Hệ thống không đánh dấu sẵn.');
  expect(text).toContain('Còn 58 trường hợp chưa có ý kiến');
});

test('a session whose name says what is done is called by it', () => {
  const { session, ...sheet } = pageSamples.ballot;
  const text = textOf(render('ballot', { ...sheet, session: { ...session, name: 'Xét danh hiệu thi đua năm 2026' } }));
  expect(text).toContain('PHIẾU LẤY Ý KIẾN Xét danh hiệu thi đua năm 2026');
});

test('a rule that all awards have is told once', () => {
  const said = (html: string): number => textOf(html).split('tính trên tổng số thành viên').length - 1;
  const { groups, ...sheet } = pageSamples.ballot;
  // once in the folded basis and once above each award, or once above all of them
  expect(said(render('ballot'))).toBe(2 * groups.length);
  const same = groups.map((group) => ({ ...group, rule: groups[0]!.rule }));
  expect(said(render('ballot', { ...sheet, groups: same }))).toBe(2);
});

test('a refused sheet marks what is missing and keeps every choice', () => {
  const [, , data] = pageVariants.find(([name, variant]) => name === 'ballot' && variant === 'refused')!;
  const html = render('ballot', data as PageData['ballot']);
  expect(textOf(html)).toContain('Còn 2 trường hợp chưa có ý kiến nên chưa thể gửi phiếu; đã đánh dấu bên dưới.');
  expect(
    tags(html, 'a')
      .filter((tag) => tag.includes('#l-'))
      .map((tag) => attribute(tag, 'href')),
  ).toEqual(['#l-3', '#l-7', '#l-8']);
  expect(html.match(/value="yes" checked/g)).toHaveLength(9);
  expect(html).toContain('value="recuse" checked');
  expect(html.match(/class="line missing"/g)).toHaveLength(3);
});

test('a sheet that lacks only words says so', () => {
  const data = ballotOf(
    3,
    (line) => ({ ...line, choice: 'yes', ...(line.no === 2 ? { missing: 'text' } : {}) }) as never,
  );
  expect(textOf(render('ballot', data))).toContain('Có 1 trường hợp cần ghi thêm hoặc rút gọn nên chưa thể gửi phiếu');
});

test('Enter in a field asks for the read-back, never for "agree with the rest"', () => {
  const [form] = forms(render('ballot'));
  expect(attribute(tags(form!, 'button')[0]!, 'value')).toBe('review');
});

test('the read-back says that nothing is sent, noes first, and hands on the very choices', () => {
  const html = render('ballot-review');
  const text = textOf(html);
  expect(text).toContain('Bước 2/2 – PHIẾU CHƯA ĐƯỢC GỬI');
  const order = ['Không đồng ý: 2 trường hợp', 'Không tham gia bỏ phiếu: 2 trường hợp', 'Đồng ý: 56 trường hợp'];
  const places = order.map((heading) => text.indexOf(heading));
  expect(places.every((place, i) => place > (places[i - 1] ?? 0))).toBe(true);
  expect(text).toMatch(/đã áp dụng cho 50 trường hợp để trống, trừ: số 2 \(Lê Văn Mẫu\), số 3 /);
  const handedOn = fieldsOf(html).filter(([name]) => name?.startsWith('choice.'));
  const open = chosen.filter((line) => !line.locked);
  expect(handedOn).toEqual(open.map(({ id, choice }) => [`choice.${id}`, choice]));
  expect(fieldsOf(html)).toContainEqual(['reason.n5', 'vợ của người được đề nghị']);
  expect(fieldsOf(html)).toContainEqual(['submission', 'b0c1d2e3-0001']);
  expect(tags(html, 'button').map((tag) => attribute(tag, 'value'))).toEqual(['send', 'edit']);
});

test('a busy page keeps the sheet and its id', () => {
  expect(fieldsOf(render('ballot-busy'))).toEqual(fieldsOf(render('ballot-review')));
  expect(fieldsOf(render('proposal-busy'))).toEqual(fieldsOf(render('proposal-review')));
});

test('a recorded secret sheet shows the receipt and no choice', () => {
  const { lines: _none, ...data } = pageSamples['ballot-done'];
  const text = textOf(render('ballot-done', { ...data, session: { ...data.session, ballot: 'secret' } }));
  expect(text).toContain('Đã ghi nhận phiếu của Ông lúc 10 giờ 12, thứ Ba, ngày 24/11/2026.');
  expect(text).toContain('7KQ4-M2XB-91');
  expect(text).toContain('phiếu được tách khỏi họ tên');
  expect(text).not.toContain('Không đồng ý');
});

test('a late sheet is told so and shown again', () => {
  const text = textOf(render('ballot-closed'));
  expect(text).toContain('chưa được gửi nên không được tính');
  expect(text).toContain('đến sau thời điểm kết thúc');
  expect(text).toContain('Không đồng ý: 2 trường hợp');
});

test('the authority answers once for the list and strikes out by line', () => {
  const html = render('proposal');
  expect(html).toContain('name="answer" value="approve"');
  expect(html).toContain('name="answer" value="return"');
  expect(html).toContain('name="strike.n4" value="yes"');
  expect(html).toContain('name="reason.n4"');
  expect(fieldsOf(render('proposal-review'))).toEqual([
    ['submission', 'b0c1d2e3-0001'],
    ['answer', 'approve'],
    ['strike.n4', 'yes'],
    ['reason.n4', 'Chờ kết luận kiểm tra'],
  ]);
  const lines = pageSamples['proposal-review'].lines;
  const returned = { ...pageSamples['proposal-review'], answer: 'return', returnReason: 'Bổ sung', lines } as const;
  expect(textOf(render('proposal-review', returned))).toContain('Trả lại toàn bộ danh sách (12 trường hợp)');
});

test('the unit sees where each line is, in its own words', () => {
  const text = textOf(render('status'));
  expect(text).toContain('Cần bổ sung, hạn ngày 02/12/2026');
  expect(text).toContain('Sở Nội vụ, chuyên viên Trần Văn Mẫu');
  expect(text).toContain('Đã có quyết định khen thưởng');
  expect(text).toContain('Tạm dừng xem xét');
});

test('a correction keeps what was typed beside what stood there', () => {
  const html = render('correction');
  expect(html).toContain('name="value.gradeDate" value="2026-11-30"');
  expect(textOf(html)).toContain('Đang ghi trong hồ sơ 18/11/2026');
  expect(html).toContain('name="file.report"');
  expect(html).toContain('enctype="multipart/form-data"');
  expect(html).toContain('<a href="#f-gradeDate">');
  expect(html).not.toMatch(/name="agreed"[^>]*checked/);
});

test('a dead link says the same to everybody, before and after', () => {
  const text = textOf(render('dead-link'));
  expect(text).toContain('Liên kết này không còn sử dụng được.');
  expect(text).not.toContain('Mẫu');
  expect(textOf(render('dead-link-done'))).toContain('Nếu liên kết từng được cấp, thư sẽ đến trong vài phút.');
});

test('the check says the state, the facts and where the page must be', () => {
  const text = textOf(render('verify'));
  expect(text).toContain('Đang có hiệu lực');
  expect(text).toContain(`Tặng ${facts.name}`);
  expect(text).toContain('Số 05/QĐ-UBND ngày 05/01/2027');
  expect(text).toContain('tên miền trên thanh địa chỉ đúng là vinhdanh.example');
  const paper = { number: '61/QĐ-UBND', date: '2027-02-01' };
  const now = { state: 'valid', decision: paper.number, date: paper.date, goldBook: '13' } as const;
  const replaced = { ...pageSamples.verify, result: { state: 'replaced', facts, paper, now } } as const;
  expect(textOf(render('verify', replaced))).toContain('Đã thay thế bởi Quyết định số 61/QĐ-UBND');
  expect(textOf(render('verify', replaced))).toContain('số sổ vàng 13, đang có hiệu lực');
  expect(render('verify', replaced)).toContain('Quyết định số <span class="nowrap">61/QĐ-UBND</span> ngày');
});

test('a refusal shows the sentence of its code and what to do', () => {
  const text = textOf(render('problem'));
  expect(text).toContain('Nội dung đã thay đổi sau khi trang này được mở.');
  expect(text).toContain('Rút hồ sơ');
  expect(text).toContain('STATE_CHANGED');
});

test('hostile texts stay text, in content and in attributes', () => {
  const name = `"><img src=x onerror=alert(1)> O'Brien {{person.name}} $t(site.never)`;
  const html = render(
    'ballot',
    ballotOf(1, (line) => ({ ...line, name, choice: 'recuse', reason: name })),
  );
  expect(html).not.toContain('<img');
  expect(html).toContain('&lt;img src&#x3D;x onerror&#x3D;alert(1)&gt; O&#x27;Brien {{person.name}} $t(site.never)');
});

test('a missing datum is an error, not an empty space', () => {
  const { session: _session, ...ballot } = pageSamples.ballot;
  expect(() => render('ballot', ballot as never)).toThrow();
  const { code: _code, ...done } = pageSamples['ballot-done'];
  expect(() => render('ballot-done', done as never)).toThrow('code');
  const { office: _office, ...home } = pageSamples.home;
  expect(() => render('home', home as never)).toThrow();
});

test('a head reads whether some or all of what waits are amendments', () => {
  const data = pageSamples.registration;
  const [one, ...others] = data.registrations;
  const amended = { ...one!, amends: { reason: 'Giảm dự toán', lines: [] } };
  const some = render('registration', { ...data, registrations: [amended, ...others] });
  expect(some).toContain('Trong danh sách có 1 bản điều chỉnh nội dung đã ký');
  const alone = render('registration', { ...data, registrations: [amended] });
  expect(alone).toContain('Đây là bản điều chỉnh nội dung đã ký');
  expect(alone).not.toContain('Trong danh sách');
  expect(render('registration', data)).not.toContain('bản điều chỉnh');
});

test('a sheet of 1,000 lines stays light', () => {
  let seed = 1;
  const random = (n: number): number => (seed = (seed * 48_271) % 2_147_483_647) % n;
  const syllables =
    'Nguyễn Trần Lê Phạm Hoàng Vũ Đặng Bùi Ngô Dương Thị Văn hoàn thành xuất sắc nhiệm vụ sáng kiến'.split(' ');
  const words = (n: number): string => Array.from({ length: n }, () => syllables[random(syllables.length)]).join(' ');
  const data = ballotOf(1000, (line) => ({
    ...line,
    name: words(5),
    post: words(6),
    unit: words(5),
    merit: words(40),
  }));
  expect(gzipSync(render('ballot', data)).length).toBeLessThan(300_000);
});

describe('what pages load', () => {
  test('every asset exists, and the addresses on pages change with the content', () => {
    for (const { file } of assets) expect(existsSync(file)).toBe(true);
    expect(assetUrl('/assets/look.css')).toMatch(/^\/assets\/look\.css\?v=[0-9a-f]{10}$/);
    expect(() => assetUrl('/assets/other.css')).toThrow('other.css');
  });

  test('the stylesheet asks only for files that are served', () => {
    const css = readFileSync(assets.find(({ path }) => path.endsWith('look.css'))!.file, 'utf8');
    const asked = [...css.matchAll(/url\('([^']+)'\)/g)].map(([, url]) => url);
    expect(asked).toHaveLength(6);
    for (const url of asked) expect(assets.map(({ path }) => path)).toContain(url);
  });

  test('the script stays a small help', () => {
    expect(readFileSync(assets.find(({ path }) => path.endsWith('ballot.js'))!.file).length).toBeLessThan(4_500);
  });
});
