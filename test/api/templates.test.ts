import { officeTemplates, paperKinds } from '../../templates/documents';
import { reworded, withRelation } from '../platform/documents/docx-files';
import { docxText } from '../platform/documents/paper-text';
import { startApi, type Reply, type TestApi } from '../setup/api';
import { fieldsOf } from './council';

const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
const TODAY = '2026-11-16';

let api: TestApi;
beforeAll(async () => {
  api = await startApi({ worker: false });
});
afterAll(() => api.stop());

const changed = (to: string): Buffer => reworded('Kính gửi: {addressee}', to);
const file = async (path: string, role: Parameters<TestApi['as']>[0] = 'office', unit?: string): Promise<Reply> =>
  (await api.as(role, unit)).get(path);

describe('the kinds of papers', () => {
  test('are listed with every placeholder, its meaning in both languages and an example', async () => {
    const { status, body } = await file('/templates');
    expect(status).toBe(200);
    expect(body.items.map((t: { kind: string }) => t.kind)).toEqual(paperKinds);
    const decision = body.items[0];
    expect(decision).toMatchObject({ kind: 'decision', current: 0, versions: [], adoptions: [] });
    expect(decision.placeholders).toContainEqual({
      name: 'signerPost',
      path: 'signerPost',
      meaning: { vi: 'Chức vụ người ký', en: 'Post of who signs' },
      example: 'Phó Chủ tịch',
      list: false,
      optional: false,
    });
    expect(decision.placeholders).toContainEqual(
      expect.objectContaining({ name: 'name', path: 'awards.groups.lines.name', list: false }),
    );
  });

  test('are shown to those who write papers, a unit sees its own, and nobody else any', async () => {
    for (const role of ['office', 'secretary', 'clerk', 'inspector', 'admin'] as const) {
      expect([role, (await file('/templates/decision', role)).status]).toEqual([role, 200]);
    }
    for (const role of ['unit', 'authority'] as const) {
      expect([role, (await file('/templates/decision', role, role === 'unit' ? 'U01' : undefined)).status]).toEqual([
        role,
        403,
      ]);
    }
    expect((await file('/templates/decision', 'office', 'U01')).body.unit).toBe('U01');
    expect((await file('/templates/decision?unit=U02', 'office', 'U01')).status).toBe(404);
    expect((await file('/templates/decision?unit=NOWHERE')).status).toBe(404);
    expect((await file('/templates/thu-moi')).status).toBe(400);
  });

  test('are downloaded as they are in force, under a name that says which version', async () => {
    const { headers, bytes } = await file('/templates/refusalNotice/template.docx');
    expect(headers.get('content-type')).toBe(DOCX);
    expect(decodeURIComponent(headers.get('content-disposition')!)).toContain(
      'Mẫu Thông báo không khen thưởng, trả hồ sơ, phiên bản 0.docx',
    );
    expect(bytes.equals(officeTemplates.refusalNotice.bytes)).toBe(true);
    expect((await file('/templates/refusalNotice/template.docx?version=9')).status).toBe(404);
    expect((await file('/templates/refusalNotice/template.docx?version=-1')).status).toBe(400);
  });
});

describe('a changed template', () => {
  const path = '/templates/refusalNotice';

  test('is a version of its own, previewed before it is used, used from its day on, and given up again', async () => {
    const office = await api.as('office');
    const bytes = changed('Nơi gửi: {addressee}');
    const first = await office.upload(`${path}/versions`, 'mẫu mới.docx', bytes);
    expect([first.status, first.body]).toMatchObject([201, { version: 1, name: 'mẫu mới.docx', unused: [] }]);
    const again = await office.upload(`${path}/versions`, 'tên khác.docx', bytes);
    expect([again.status, again.body.version]).toEqual([200, 1]);
    const second = await office.upload(`${path}/versions`, 'b.docx', changed('Gửi: {nominee}'));
    expect(second.body).toMatchObject({ version: 2, unused: ['addressee'] });

    // nothing is used before it is adopted
    const shown = async (query = '') => docxText((await office.get(`${path}/preview.docx${query}`)).bytes);
    expect(await shown()).toContain('Kính gửi: Sở Tài chính');
    expect(await shown('?version=1')).toContain('Nơi gửi: Sở Tài chính');
    expect(docxText((await office.get(`${path}/preview.docx?version=1`)).bytes, 'docProps/core.xml')).toContain(
      'refusalNotice/1 ',
    );

    const adopt = (body: object, key?: string) =>
      office.post(`${path}/adoptions`, body, key === undefined ? {} : { 'idempotency-key': key });
    const asked = { version: 1, from: TODAY, reason: 'Theo Công văn số 12/VP' };
    const adopted = await adopt(asked, 'once');
    expect([adopted.status, adopted.body]).toMatchObject([201, { no: 1, version: 1, from: TODAY }]);
    expect((await adopt(asked, 'once')).status).toBe(200);
    expect((await adopt({ ...asked, version: 2 }, 'once')).body.code).toBe('KEY_REUSED');
    expect(await shown()).toContain('Nơi gửi: Sở Tài chính');
    expect((await office.get(`${path}/template.docx`)).bytes.equals(bytes)).toBe(true);

    // one for later waits for its day
    await adopt({ version: 2, from: '2027-01-01', reason: 'Từ năm sau' });
    expect((await office.get(path)).body).toMatchObject({ current: 1, adoptions: [{ no: 1 }, { no: 2 }] });
    await adopt({ version: 0, from: TODAY, reason: 'Dùng lại mẫu gốc' });
    expect((await office.get(path)).body.current).toBe(0);
    // old versions stay
    expect((await office.get(`${path}/template.docx?version=1`)).bytes.equals(bytes)).toBe(true);

    const trail = await api.site.service.store.audit.trail('templates/refusalNotice@');
    expect(trail.map(({ type }) => type)).toEqual([
      'templateUploaded',
      'templateUploaded',
      'templateAdopted',
      'templateAdopted',
      'templateAdopted',
    ]);
    expect(trail[2]?.data).toMatchObject({ version: 1, from: TODAY, reason: 'Theo Công văn số 12/VP' });
  });

  test('of a unit is its own: the province and other units go on with theirs', async () => {
    const [province, unit] = await Promise.all([api.as('office'), api.as('office', 'U01')]);
    const at = '/templates/handover';
    const bytes = reworded('Bàn giao hiện vật khen thưởng', 'Giao nhận hiện vật', 'handover');
    expect((await unit.upload(`${at}/versions`, 'a.docx', bytes)).body.version).toBe(1);
    expect((await unit.post(`${at}/adoptions`, { version: 1, from: TODAY, reason: 'riêng' })).status).toBe(201);
    expect((await unit.get(at)).body.current).toBe(1);
    expect((await province.get(at)).body).toMatchObject({ current: 0, versions: [] });
    expect((await (await api.as('office', 'U02')).get(at)).body.current).toBe(0);
    // the province sees what a unit does and does not do it for it
    expect((await province.get(`${at}?unit=U01`)).body.current).toBe(1);
    expect((await province.upload(`${at}/versions?unit=U01`, 'a.docx', bytes)).status).toBe(403);
    expect((await province.post(`${at}/adoptions?unit=U01`, { version: 0, from: TODAY, reason: 'x' })).status).toBe(
      403,
    );
    expect((await unit.upload(`${at}/versions?unit=U02`, 'a.docx', bytes)).status).toBe(404);
    for (const role of ['secretary', 'clerk', 'inspector'] as const) {
      expect((await (await api.as(role)).upload(`${at}/versions`, 'a.docx', bytes)).status).toBe(403);
    }
  });

  test('of two who upload at once becomes two versions, and the same file one', async () => {
    const office = await api.as('office');
    const upload = (text: string) =>
      office.upload('/templates/minutes/versions', 'a.docx', reworded('Bắt đầu: {from}', text, 'minutes'));
    const made = await Promise.all([upload('A {from}'), upload('B {from}'), upload('B {from}'), upload('C {from}')]);
    const numbers = made.map(({ body }) => body.version as number);
    expect(new Set(numbers)).toEqual(new Set([1, 2, 3]));
    expect(numbers[1]).toBe(numbers[2]);
  });

  test.each([
    [
      'an unknown placeholder, with its place',
      changed('Kính gửi: {noi_nhan}'),
      /Không có trường \{noi_nhan\}.*Tại: “Kính gửi: \{noi_nhan\}”/,
    ],
    [
      'a list that is not closed',
      changed('Kính gửi: {#detail}'),
      /Danh sách \{#detail\} chưa có thẻ đóng \{\/detail\}/,
    ],
    [
      'a picture from elsewhere',
      withRelation('Type="x/image" Target="http://x.example/a.png" TargetMode="External"'),
      /lấy nội dung từ nơi khác \(http:\/\/x\.example\/a\.png\)/,
    ],
    ['a PDF', Buffer.from('%PDF-1.7 and no Word at all, whatever its name says'), /không phải là tệp Word dạng \.docx/],
    ['an empty file', Buffer.alloc(0), /không phải là tệp Word/],
  ])('is refused for %s, in a sentence that says what to do', async (_what, bytes, sentence) => {
    const office = await api.as('office');
    const before = await api.site.hash();
    const reply = await office.upload(`${path}/versions`, 'mau.docx', bytes);
    expect([reply.status, reply.body.code, fieldsOf(reply)[0]]).toEqual([400, 'VALIDATION', 'file']);
    expect(reply.body.fields[0].message).toMatch(sentence);
    expect(reply.body.fields[0].message).toMatch(/Đề nghị/);
    expect(await api.site.hash()).toBe(before);
  });

  test.each([
    [{ version: 99, from: TODAY, reason: 'x' }, 404],
    [{ version: 0, from: '2026-02-30', reason: 'x' }, 400],
    [{ version: 0, from: TODAY, reason: '' }, 400],
    [{ version: '1', from: TODAY, reason: 'x' }, 400],
    [{ version: 0.5, from: TODAY, reason: 'x' }, 400],
    [{ version: 0, from: TODAY, reason: 'x', unit: 'U01' }, 400],
  ])('is not adopted by %j', async (body, status) => {
    expect((await (await api.as('office')).post(`${path}/adoptions`, body)).status).toBe(status);
  });

  test('is not taken without a file, as JSON, or of more than 20 MB', async () => {
    const office = await api.as('office');
    expect((await office.post(`${path}/versions`, {})).status).toBe(415);
    const huge = await office.upload(`${path}/versions`, 'a.docx', Buffer.alloc(21 * 1024 * 1024));
    expect(huge.status).toBe(413);
    const large = await office.upload(`${path}/versions`, 'a.docx', Buffer.alloc(6 * 1024 * 1024));
    expect([large.status, large.body.fields[0].message]).toEqual([400, expect.stringContaining('lớn hơn 5 MB')]);
  });
});
