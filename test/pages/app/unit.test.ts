import PizZip from 'pizzip';
import { accountFor, cookieOf } from '../../setup/accounts';
import { START } from '../../setup/fixtures';
import { eventually } from '../../setup/service';
import { tinyPdf } from '../../setup/tiny-pdf';
import { actOnLines, type NoteContent, type SaidAction } from '../../../api/commands/nominations/act';
import { saidOfAll } from '../../../api/pages/app/unit/ticks';
import { formsIn, textOf, unescaped } from '../form';
import { testSite, type Answer, type TestSite } from '../site';
import { furnishRound, LONG_NAME } from './unit-round';
import { whereTo } from './visitor';

/** Somebody of a unit who is signed in, with a browser that runs no script. */
interface Person {
  get(path: string): Promise<Answer>;
  /** Posts a form as a page has it, with what was filled in; files by field. */
  post(path: string, fields: Record<string, string>, files?: Record<string, Buffer>, json?: true): Promise<Answer>;
  /** A form with files as it is. */
  postForm(path: string, form: FormData): Promise<Answer>;
}

/** Made before any connection is open: on a busy machine packing takes longer than an idle one is kept. */
const swells = new PizZip()
  .file('[Content_Types].xml', '<Types/>')
  .file('word/document.xml', Buffer.alloc(60 * 1024 * 1024))
  .generate({ type: 'nodebuffer', compression: 'DEFLATE' });

let site: TestSite;
let unit: Person;
let room: Person;
let other: Person;
let round: string;

async function personOf(code: string): Promise<Person> {
  const cookie = await cookieOf(site, await accountFor(site, 'unit', code));
  const headers = { cookie, 'x-forwarded-proto': 'https', 'sec-fetch-site': 'same-origin' };
  const answered = async (answer: Response): Promise<Answer> => ({
    status: answer.status,
    html: await answer.text(),
    headers: answer.headers,
  });
  const postForm = async (path: string, form: FormData, more: Record<string, string> = {}): Promise<Answer> =>
    answered(
      await fetch(`${site.url}${path}`, {
        method: 'POST',
        redirect: 'manual',
        body: form,
        headers: { ...headers, ...more },
      }),
    );
  return {
    postForm: (path, form) => postForm(path, form),
    get: (path) => site.get(path, headers),
    async post(path, fields, files = {}, json) {
      const accept: Record<string, string> = json ? { accept: 'application/json' } : {};
      if (Object.keys(files).length === 0) return site.post(path, fields, { ...headers, ...accept });
      const form = new FormData();
      for (const [name, value] of Object.entries(fields)) form.append(name, value);
      for (const [name, bytes] of Object.entries(files))
        form.append(name, new Blob([new Uint8Array(bytes)]), `${name}.pdf`);
      return postForm(path, form, accept);
    },
  };
}

beforeAll(async () => {
  site = await testSite();
  round = await furnishRound(site);
  [unit, room, other] = await Promise.all([personOf('U01'), personOf('U01a'), personOf('U02')]);
});
afterAll(() => site.stop());

/** The fields of the first form of a page that has this field. */
const formOf = (page: Answer, field: string): Record<string, string> =>
  formsIn(page.html).find(({ fields, offered }) => field in fields || field in offered)!.fields;

/** A draft for somebody of the unit, begun on its page. */
async function begin(code: string, award = 'CSTDCS', who = unit): Promise<string> {
  const path = `/app/submit/new?round=${round}&award=${award}&kind=person`;
  const page = await who.get(path);
  expect(page.status).toBe(200);
  const done = await who.post(path, { ...formOf(page, 'name'), code });
  expect(done.status).toBe(303);
  return done.headers.get('location')!;
}

describe('a unit', () => {
  test('sees first what it can propose, for whom, with what and by when', async () => {
    const page = await unit.get('/app');
    const text = textOf(page.html);
    expect(text).toContain('Đợt xét năm 2026');
    expect(text).toContain('Nhận hồ sơ đến hết thứ Sáu, ngày 20/11/2026');
    expect(text).toContain('Lao động tiên tiến');
    expect(text).toContain('Biên bản bình xét của phòng, bộ phận');
    expect(unescaped(page.html)).toContain(`/app/submit/ticks?round=${round}&award=LDTT`);
    expect(textOf((await other.get('/app')).html)).not.toContain('Đợt xét năm 2026');
  });

  test('begins a draft, fills it in, and is told what is still missing, with its ground', async () => {
    const path = await begin('T3');
    const page = await unit.get(path);
    const fields = formOf(page, 'merit');
    expect(fields['name']).toBe('Lê Văn Mẫu');
    // every form of address that is offered is taken
    const comrade = await unit.post(path, { ...fields, address: 'đồng chí', step: 'save' });
    expect([whereTo(comrade), page.html.includes('value="đồng chí"')]).toEqual([`303 ${path}?saved=1`, true]);
    Object.assign(fields, formOf(await unit.get(path), 'merit'));
    const pasted = 'Hoàn\u00a0thành “xuất sắc”\u200b nhiệm vụ 🎉\r\n\r\n• 106,46 % dự toán';
    const saved = await unit.post(path, { ...fields, address: 'Bà', merit: pasted, step: 'save' });
    expect(whereTo(saved)).toBe(`303 ${path}?saved=1`);
    const again = await unit.get(`${path}?saved=1`);
    expect(textOf(again.html)).toContain('Đã lưu.');
    expect(again.html).toContain('Hoàn thành “xuất sắc” nhiệm vụ 🎉');
    expect(textOf(again.html)).toContain('Chưa đủ điều kiện');
    expect(textOf(again.html)).toMatch(/Còn thiếu: Báo cáo thành tích.*Căn cứ|Báo cáo thành tích/i);
    expect(again.html).toContain('class="stop"');
  });

  test('is asked what fits the nominee: a person, a collective and a household differ', async () => {
    const labels: Record<string, string> = {
      person: 'Họ và tên',
      collective: 'Tên tập thể',
      household: 'Tên hộ gia đình',
    };
    const ofPerson = ['Người đứng đầu cơ quan', 'Truy tặng'];
    const ofCollective = ['Tập thể là cơ quan'];
    for (const kind of ['person', 'collective', 'household'] as const) {
      const path = `/app/submit/new?award=BKT&kind=${kind}`;
      const named = { name: 'Tên gọi mẫu', extra: 'Thôn 3, xã N' };
      const begun = await unit.post(path, { ...formOf(await unit.get(path), 'name'), ...named });
      const { html } = await unit.get(begun.headers.get('location')!);
      const text = textOf(html);
      expect(html).toContain(`<label for="f-name">${labels[kind]}</label>`);
      for (const words of ofPerson) expect(text.includes(words)).toBe(kind === 'person');
      for (const words of ofCollective) expect(text.includes(words)).toBe(kind === 'collective');
      expect(text.includes('Ban Thường vụ')).toBe(kind !== 'household');
    }
  });

  test('keeps both texts when somebody else has saved meanwhile, and loses neither', async () => {
    const path = await begin('T3', 'GK');
    const [mine, theirs] = [formOf(await unit.get(path), 'merit'), formOf(await unit.get(path), 'merit')];
    await unit.post(path, { ...theirs, address: 'Bà', merit: 'Bản kia', step: 'save' });
    const refused = await unit.post(path, { ...mine, address: 'Bà', merit: 'Bản này', step: 'save' });
    expect(refused.status).toBe(409);
    expect(refused.html).toContain('>Bản này</textarea>');
    expect(refused.html).toContain('<dd>Bản kia</dd>');
    const decided = await unit.post(path, {
      ...formOf(refused, 'merit'),
      address: 'Bà',
      merit: 'Bản này',
      step: 'save',
    });
    expect(decided.status).toBe(303);
    expect((await unit.get(path)).html).toContain('>Bản này</textarea>');
  });

  test('is told at the field what is wrong, and finds everything typed, also by script', async () => {
    const path = await begin('T3', 'GK');
    const fields = {
      ...formOf(await unit.get(path), 'merit'),
      address: 'Bà',
      merit: 'Đã gõ',
      name: '',
      to: '2026-13-40',
    };
    const refused = await unit.post(path, { ...fields, step: 'save' });
    expect(refused.status).toBe(400);
    expect(refused.html).toContain('id="e-name"');
    expect(refused.html).toContain('id="e-to"');
    expect(refused.html).toContain('>Đã gõ</textarea>');
    const quiet = await unit.post(path, { ...fields, step: 'save' }, {}, true);
    const said = JSON.parse(quiet.html) as { said: string; conflict: boolean };
    expect([quiet.status, said.conflict]).toEqual([400, false]);
    const good = await unit.post(path, { ...fields, name: 'Lê Văn Mẫu', to: '2026-10-31', step: 'save' }, {}, true);
    expect(JSON.parse(good.html)).toMatchObject({ said: expect.stringMatching(/^Đã lưu lúc/) as string });
    expect(JSON.parse(good.html)).toHaveProperty('checklist');
  });

  test('is told what is too long, at its field, and nothing of it is cut', async () => {
    const path = await begin('T3', 'GK');
    const long = 'Thành tích nổi bật. '.repeat(1_001).trim();
    const basis = 'Điều 22. '.repeat(600).trim();
    const typed = { ...formOf(await unit.get(path), 'merit'), address: 'Bà', merit: long, basis, step: 'save' };
    const form = new FormData();
    for (const [name, value] of Object.entries(typed)) form.append(name, value);
    const refused = await unit.postForm(path, form);
    expect(refused.status).toBe(400);
    for (const name of ['merit', 'basis']) expect(refused.html).toContain(`id="e-${name}"`);
    expect(formOf(refused, 'merit')).toMatchObject({ merit: long, basis });
    const fresh = `/app/submit/new?round=${round}&award=GK&kind=person`;
    const name = 'Lê Văn Mẫu '.repeat(30).trim();
    const begun = await unit.post(fresh, { ...formOf(await unit.get(fresh), 'name'), name, extra: 'Chuyên viên' });
    expect([begun.status, textOf(begun.html)]).toEqual([400, expect.stringContaining('Nhiều nhất 200 ký tự.')]);
    expect(formOf(begun, 'name')).toMatchObject({ name });
    const list = `/app/submit/send?round=${round}`;
    const number = `${'9'.repeat(300)}/TTr-STC`;
    const sent = await unit.post(list, { ...formOf(await unit.get(list), 'signer'), number, step: 'review' });
    expect(sent.status).toBe(400);
    expect(sent.html).toContain('id="e-number"');
    expect(formOf(sent, 'signer')).toMatchObject({ number });
  });

  test('saves by script as many letters as a dossier holds, and is told of one more', async () => {
    const path = await begin('T3', 'GK');
    const most = { merit: 'ế'.repeat(20_000), basis: 'ỗ'.repeat(5_000) };
    const typed = { ...formOf(await unit.get(path), 'merit'), address: 'Bà', ...most, step: 'save' };
    const saved = await unit.post(path, typed, {}, true);
    expect(saved.status).toBe(200);
    const again = await unit.get(path);
    expect(formOf(again, 'merit')).toMatchObject(most);
    const more = { ...typed, ...formOf(again, 'merit'), address: 'Bà', merit: `${most.merit}ế` };
    const quiet = await unit.post(path, more, {}, true);
    expect([quiet.status, JSON.parse(quiet.html)]).toEqual([
      400,
      { said: 'Nhiều nhất 20.000 ký tự.', conflict: false },
    ]);
    const refused = await unit.post(path, more);
    expect([refused.status, formOf(refused, 'merit')['merit']]).toEqual([400, more.merit]);
  });

  test('puts papers on their places; a program with the name of a paper is refused there, and nothing typed is lost', async () => {
    const path = await begin('T3');
    const fields = { ...formOf(await unit.get(path), 'merit'), address: 'Bà', merit: 'Thành tích', step: 'save' };
    const bad = await unit.post(path, fields, { 'file.achievementReport': Buffer.from('MZ\u0090 chạy') });
    expect(bad.status).toBe(415);
    expect(bad.html).toContain('id="e-file.achievementReport"');
    expect(bad.html).toContain('>Thành tích</textarea>');
    const good = await unit.post(
      path,
      { ...formOf(bad, 'merit'), address: 'Bà', 'certified.achievementReport': 'yes', step: 'save' },
      { 'file.achievementReport': tinyPdf(), 'file.other': tinyPdf({ comment: 'thêm' }) },
    );
    expect(good.status).toBe(303);
    const page = await unit.get(path);
    const links = [...page.html.matchAll(/href="([^"]+\/files\/([0-9a-f]{64}))"/g)];
    expect(links).toHaveLength(2);
    expect((await unit.get(links[0]![1]!)).status).toBe(200);
    expect((await other.get(links[0]![1]!)).status).toBe(404);
    const removed = await unit.post(path, { ...formOf(page, 'merit'), address: 'Bà', step: `remove.${links[0]![2]!}` });
    expect(removed.status).toBe(303);
    expect((await unit.get(links[0]![1]!)).status).toBe(404);
  });

  test('three hundred files at once, and one that swells, are refused at their place; letters nobody sees are not kept', async () => {
    const path = await begin('T3');
    const name = `Lê\u200b Văn\u2060 Mẫu 🎉 ${'rất dài '.repeat(20)}`.trim();
    const fields = { ...formOf(await unit.get(path), 'merit'), address: 'Bà', name, merit: 'Đã gõ', step: 'save' };
    const many = new FormData();
    for (const [field, value] of Object.entries(fields)) many.append(field, value);
    for (let no = 1; no <= 300; no += 1)
      many.append('file.other', new Blob([new Uint8Array(tinyPdf({ comment: String(no) }))]), `${no}.pdf`);
    const refused = await unit.postForm(path, many);
    expect(refused.status).toBe(400);
    expect(refused.html).toContain('id="e-file.other"');
    expect(refused.html).toContain('>Đã gõ</textarea>');
    const kept = formOf(await unit.get(path), 'merit');
    expect(kept['name']).toBe(name.replace(/[\u200b\u2060]/g, ''));
    const answer = await unit.post(
      path,
      { ...kept, address: 'Bà', step: 'save' },
      { 'file.achievementReport': swells },
    );
    expect(answer.status).toBe(400);
    expect(textOf(answer.html)).toContain('lớn bất thường khi giải nén');
  });

  test('takes no file of a dossier that holds a secret', async () => {
    const path = await begin('T3');
    const fields = { ...formOf(await unit.get(path), 'merit'), address: 'Bà', secret: 'yes', step: 'save' };
    const refused = await unit.post(path, fields, { 'file.achievementReport': tinyPdf() });
    expect(refused.status).toBe(400);
    expect(textOf(refused.html)).toContain('bí mật nhà nước');
    expect((await unit.get(path)).html).not.toContain('name="file.achievementReport"');
  });

  test('throws a draft away; the address leads back to the list afterwards', async () => {
    const path = await begin('T3');
    const fields = formOf(await unit.get(path), 'merit');
    expect(whereTo(await unit.post(path, { ...fields, step: 'discard' }))).toBe('303 /app/submit?done=discarded&n=1');
    expect(textOf((await unit.get('/app/submit?done=discarded&n=1')).html)).toContain('Đã bỏ 1 hồ sơ đang soạn.');
    expect(whereTo(await unit.get(path))).toBe('303 /app/submit');
    // the back button: a form of the page before
    const late = { ...fields, address: 'Bà', merit: 'Đã gõ khi người khác bỏ', step: 'save' };
    const refused = await unit.post(path, late);
    expect(refused.status).toBe(409);
    expect(textOf(refused.html)).toContain('Hồ sơ này vừa được bỏ ở nơi khác.');
    expect(refused.html).toContain('readonly>Đã gõ khi người khác bỏ</textarea>');
    const quiet = await unit.post(path, late, {}, true);
    expect(JSON.parse(quiet.html)).toEqual({ said: expect.stringContaining('vừa được bỏ') as string, stop: true });
  });

  test('finds its draft again with what was typed, when it is refused for a reason of no field', async () => {
    const path = await begin('T3');
    const fields = { ...formOf(await unit.get(path), 'merit'), address: 'Bà', merit: 'Đã gõ' };
    // a colleague has removed the file meanwhile
    const refused = await unit.post(path, { ...fields, step: `remove.${'0'.repeat(64)}` });
    expect(refused.status).toBe(404);
    expect(refused.html).toContain('href="#form"');
    expect(formOf(refused, 'merit')).toMatchObject({ merit: 'Đã gõ' });
  });

  test('has its papers as Word files, and nobody else has', async () => {
    const path = await begin('T3');
    const report = await unit.get(`${path}/report.docx`);
    expect([report.status, report.headers.get('content-disposition')?.slice(0, 10)]).toEqual([200, 'attachment']);
    for (const kind of ['minutes', 'proposal', 'list'])
      expect((await unit.get(`/app/submit/papers/${round}/${kind}.docx`)).status).toBe(200);
    expect((await unit.get(`/app/submit/papers/${round}/secret.docx`)).status).toBe(404);
    for (const foreign of [path, `${path}/report.docx`]) expect((await other.get(foreign)).status).toBe(404);
    expect((await other.post(path, { submission: '1-12345678', step: 'discard' })).status).toBe(404);
  });

  test('ticks its people: grade and checks are there, those without anything to see to are ticked', async () => {
    const path = `/app/submit/ticks?round=${round}&award=LDTT`;
    const page = await unit.get(path);
    const text = textOf(page.html);
    expect(text).toContain(LONG_NAME);
    expect(text).toContain('Hoàn thành tốt nhiệm vụ');
    const fields = formOf(page, 'submission');
    expect(
      Object.keys(fields)
        .filter((name) => name.startsWith('person.'))
        .sort(),
    ).toEqual(['person.T1', 'person.T2']);
    const none = await unit.post(path, { submission: fields['submission']! });
    expect([none.status, textOf(none.html).includes('Chưa chọn ai')]).toEqual([400, true]);
    const done = await unit.post(path, fields);
    expect(whereTo(done)).toBe('303 /app/submit?done=ticked&n=2');
    expect(whereTo(await unit.post(path, fields))).toBe('303 /app/submit?done=ticked&n=0');
    expect((await unit.get(path)).html).not.toContain('name="person.T1"');
  });

  test('what is found of everybody on a list is said once', () => {
    const lists = [
      ['Căn cứ hết hiệu lực', 'Chưa có xếp loại'],
      ['Chưa có sáng kiến', 'Căn cứ hết hiệu lực'],
    ];
    expect(saidOfAll(lists)).toEqual(['Căn cứ hết hiệu lực']);
    expect(saidOfAll([...lists, []])).toEqual([]);
    expect(saidOfAll([['Chưa có xếp loại']])).toEqual([]);
    expect(saidOfAll([])).toEqual([]);
  });

  test('a room hands its drafts up with its minutes, and sends nothing itself', async () => {
    const path = `/app/submit/send?round=${round}`;
    const page = await room.get(path);
    expect(textOf(page.html)).toContain('Gửi danh sách về đơn vị');
    const fields = { ...formOf(page, 'submission'), step: 'handUp' };
    expect((await room.post(path, fields)).html).toContain('hưa chọn tệp');
    const done = await room.post(path, fields, { 'file.roomMinutes': tinyPdf({ comment: 'biên bản' }) });
    expect(whereTo(done)).toMatch(/^303 \/app\/submit\?done=handedUp&n=\d$/);
    expect(textOf((await unit.get('/app/submit')).html)).toContain('đã có biên bản của phòng');
  });
});

describe('what a unit sends', () => {
  let path: string;
  let sent: string;
  beforeAll(() => {
    path = `/app/submit/send?round=${round}`;
  });

  /** The filled-in form of the page, with the drafts of these alone. */
  async function filled(names: readonly string[]): Promise<Record<string, string>> {
    const page = await unit.get(path);
    const { fields, offered } = formsIn(page.html).find((form) => 'number' in form.fields)!;
    const rows = [...page.html.matchAll(/name="(draft\.[^"]+)"[^>]*>\s*<span><strong>([^<]+)/g)];
    const wanted = rows.filter(([, , name]) => names.includes(name!)).map(([, name]) => name!);
    const rest = Object.entries(fields).filter(([name]) => !name.startsWith('draft.'));
    return {
      ...Object.fromEntries(rest),
      ...Object.fromEntries(wanted.map((name) => [name, offered[name]![0]!])),
      number: '12/TTr-STC',
      signer: 'Nguyễn Văn Mẫu',
    };
  }

  test('is not sent while something would refuse it: each draft says why, and everything typed stays', async () => {
    const form = await filled(['Lê Văn Mẫu']);
    const review = await unit.post(path, { ...form, step: 'review' });
    expect(textOf(review.html)).toContain('HỒ SƠ CHƯA ĐƯỢC GỬI');
    const refused = await unit.post(path, { ...formOf(review, 'submission'), step: 'send' });
    expect([400, 409, 422]).toContain(refused.status);
    expect(refused.html).toContain('class="mark"');
    expect(refused.html).toContain('value="12/TTr-STC"');
    const empty = await unit.post(path, { submission: form['submission']!, number: '', step: 'review' });
    expect(empty.status).toBe(400);
    expect(textOf(empty.html)).toContain('Chưa chọn hồ sơ nào.');
  });

  test('keeps its Tờ trình when the first draft is unticked after the read-back; a file of another unit is not named', async () => {
    const { files, nominations } = site.service.store;
    const both = await filled([LONG_NAME, 'Trần Thị Mẫu']);
    const sheets = { 'file.proposal': tinyPdf({ comment: 'đổi dòng đầu' }) };
    const first = formOf(await unit.post(path, { ...both, step: 'review' }, sheets), 'submission');
    const [gone, left] = Object.keys(first).filter((name) => name.startsWith('draft.'));
    const { [gone!]: _unticked, ...rest } = first;
    const second = formOf(await unit.post(path, { ...rest, step: 'review' }), 'submission');
    const about = await files.about(second['kept.proposal']!);
    expect(about?.metadata['entity']).toBe(left!.slice('draft.'.length));

    const { record } = await nominations.create({
      unit: 'U02',
      dossier: (await nominations.need(left!.slice('draft.'.length))).dossier,
      createKey: 'foreign',
      createHash: 'foreign',
      actor: 'key:other',
      now: START,
    });
    const foreign = await files.put('Tờ trình của đơn vị khác.pdf', tinyPdf(), { entity: record._id }, START);
    for (const step of ['edit', 'review']) {
      const shown = await unit.post(path, { ...rest, 'kept.proposal': foreign.id, step });
      expect([shown.status, shown.html.includes('của đơn vị khác')]).toEqual([200, false]);
    }
  });

  test('is read back and sent with one receipt; pressed twice it is sent once', async () => {
    const form = await filled([LONG_NAME, 'Trần Thị Mẫu']);
    const review = await unit.post(
      path,
      { ...form, step: 'review' },
      { 'file.proposal': tinyPdf({ comment: 'tờ trình' }), 'file.roomMinutes': tinyPdf({ comment: 'họp xét' }) },
    );
    expect(review.status).toBe(200);
    expect(textOf(review.html)).toContain(LONG_NAME);
    const confirmed = formOf(review, 'submission');
    // each still lacks its report
    for (const name of Object.keys(confirmed).filter((one) => one.startsWith('draft.'))) {
      const draft = `/app/submit/drafts/${name.slice('draft.'.length)}`;
      const fields = formOf(await unit.get(draft), 'merit');
      await unit.post(draft, { ...fields, address: 'Bà', step: 'save' }, { 'file.achievementReport': tinyPdf() });
    }
    const stale = await unit.post(path, { ...confirmed, step: 'send' });
    expect(stale.status).toBe(409);
    const kept = ['kept.proposal', 'kept.roomMinutes'].map((name) => [name, confirmed[name]!] as const);
    const anew = { ...(await filled([LONG_NAME, 'Trần Thị Mẫu'])), ...Object.fromEntries(kept) };
    const again = await unit.post(path, { ...anew, step: 'review' });
    const fields = { ...formOf(again, 'submission'), step: 'send' };
    const done = await eventually(
      () => unit.post(path, fields),
      ({ status }) => status !== 503,
    );
    expect(whereTo(done)).toMatch(/^303 \/app\/submit\/sent\/TT-2026-\d+$/);
    sent = done.headers.get('location')!;
    expect(whereTo(await unit.post(path, fields))).toBe(whereTo(done));
    const page = await unit.get(sent);
    expect(textOf(page.html)).toContain(LONG_NAME);
    expect(page.html).toContain('href="/app/submit"');
    expect(textOf((await unit.get('/app/submit/sent')).html)).toContain('12/TTr-STC');
  });

  test('is for its own unit alone, and for no room of it', async () => {
    for (const person of [other, room]) {
      for (const under of ['', '/1', '/1/withdraw', '/wording'])
        expect((await person.get(`${sent}${under}`)).status).toBe(404);
    }
    expect((await unit.get(`${sent}/99`)).status).toBe(404);
  });

  test('comes back for correction with the marked items, and is corrected there', async () => {
    const { store } = site.service;
    const { nominations, docket } = await store.unitProposals.need(sent.split('/').at(-1)!);
    const line = await eventually(
      () => store.nominations.need(nominations[0]!),
      (record) => record.line !== undefined,
    );
    const office = { actor: 'key:office', role: 'office' as const, unit: 'U01' };
    const said = async (action: SaidAction, expects: number, note: NoteContent): Promise<void> => {
      await actOnLines(site.context, {
        caller: office,
        docket,
        action,
        note,
        lines: [{ id: line._id, expects }],
        submission: `test-${action.type}-${expects}`,
      });
    };
    await said({ type: 'receive', number: '77', arrivedOn: '2026-11-16' }, line.version, {});
    const received = await eventually(
      () => store.nominations.need(line._id),
      ({ version }) => version > line.version,
    );
    await said({ type: 'return' }, received.version, {
      items: [{ field: 'merit', reason: 'Nêu rõ số liệu', citation: 'Điều 33 Nghị định 152/2025/NĐ-CP' }],
    });
    await eventually(
      () => store.nominations.need(line._id),
      ({ status }) => status === 'returned',
    );
    const today = await unit.get('/app');
    expect(today.html).toContain(`href="${sent}/1"`);
    const page = await unit.get(`${sent}/1`);
    expect(textOf(page.html)).toContain('Nêu rõ số liệu');
    const form = formOf(page, 'by');
    const done = await unit.post(`${sent}/1`, {
      ...form,
      'value.merit': 'Thu ngân sách đạt 106,46 % dự toán.',
      by: 'Vũ Thị Mẫu',
      agreed: 'yes',
    });
    expect(done.status).toBe(200);
    const corrected = await eventually(
      () => store.nominations.need(line._id),
      ({ status }) => status !== 'returned',
    );
    expect(corrected.dossier.merit).toBe('Thu ngân sách đạt 106,46 % dự toán.');
    const trail = await store.audit.trail(line._id);
    expect(trail.find(({ type }) => type === 'resubmit')?.actor).toMatch(/^account:/);
  });

  test('on hold says one fixed sentence, and no word of why', async () => {
    const { store } = site.service;
    const { nominations, docket } = await store.unitProposals.need(sent.split('/').at(-1)!);
    const line = await store.nominations.need(nominations[1]!);
    await actOnLines(site.context, {
      caller: { actor: 'key:office', role: 'office', unit: 'U01' },
      docket,
      action: { type: 'hold' },
      note: { reason: 'ĐƠN TỐ CÁO của bà Phạm', paper: { kind: 'hold', title: 'Công văn mật' } },
      lines: [{ id: line._id, expects: line.version }],
      submission: 'test-hold-1',
    });
    await eventually(
      () => store.nominations.need(line._id),
      ({ status }) => status === 'onHold',
    );
    for (const address of ['/app', '/app/submit', '/app/submit/sent', sent, `${sent}/2/withdraw`])
      expect((await unit.get(address)).html).not.toMatch(/TỐ CÁO|Phạm|mật<|Công văn/);
    expect(textOf((await unit.get(sent)).html)).toContain('Tạm dừng xem xét');
  });

  test('is withdrawn with a letter, by whoever signed in', async () => {
    const page = await unit.get(`${sent}/2/withdraw`);
    const form = formOf(page, 'letter');
    const done = await unit.post(`${sent}/2/withdraw`, {
      ...form,
      letter: '15/STC-VP',
      letterDate: '2026-11-16',
      reason: 'Đề nghị rút',
      by: 'Vũ Thị Mẫu',
      withdraw: 'yes',
    });
    expect(done.status).toBe(200);
    const id = (await site.service.store.unitProposals.need(sent.split('/').at(-1)!)).nominations[1]!;
    await eventually(
      () => site.service.store.nominations.need(id),
      ({ status }) => status === 'withdrawn',
    );
  });
});

test('whoever is not signed in is asked to; of a browser that nobody has used nothing is kept', async () => {
  const headers = { 'x-forwarded-proto': 'https', 'sec-fetch-site': 'same-origin' };
  expect(whereTo(await site.get('/app/submit', headers))).toBe('303 /sign-in?next=%2Fapp%2Fsubmit');
  const posted = await site.post('/app/submit/drafts/HS-2026-000001', { merit: 'Đã gõ' }, headers);
  expect(whereTo(posted)).toBe('303 /sign-in?next=%2Fapp&note=lost');
  const told = await site.get('/sign-in?next=%2Fapp&note=lost', headers);
  expect(textOf(told.html)).toContain('nội dung vừa gửi chưa được ghi nhận và không giữ lại được');
  expect(posted.headers.getSetCookie()).toEqual([]);
});

test('an address of the other offices is none of a unit’s', async () => {
  for (const path of [
    '/app/submit/new',
    '/app/submit/new?award=NONE&kind=person',
    '/app/submit/ticks',
    '/app/submit/drafts/x',
  ])
    expect((await unit.get(path)).status).toBe(404);
});
