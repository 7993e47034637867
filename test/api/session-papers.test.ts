import PizZip from 'pizzip';
import { officeTemplates } from '../../templates/documents';
import { sheetLines, type Sitting } from '../pages/sitting';
import { docxText, pdfText } from '../platform/documents/paper-text';
import { startApi, type Reply, type TestApi } from '../setup/api';
import { START } from '../setup/fixtures';
import { draftTestSession, type TestSession } from '../setup/session';
import { eventually } from '../setup/service';

const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

let api: TestApi;
let sitting: Sitting;
beforeAll(async () => {
  api = await startApi();
  sitting = await sheetLines(api.site, 2);
});
afterAll(() => api.stop());

const paper = async (session: string, path: string, role: Parameters<TestApi['as']>[0] = 'office'): Promise<Reply> =>
  (await api.as(role)).get(`/sessions/${session}/papers/${path}`);
/** A session in which one of three disagrees with the second line, closed, with its papers. */
async function closed(ballot: 'named' | 'secret'): Promise<TestSession> {
  const { session, ids } = await sitting.open(ballot);
  await session.vote('C1', 'yes');
  await session.vote('C2', 'yes', { [ids[1]!]: 'no' });
  await session.vote('C3', 'yes');
  await eventually(session.record, (record) => record.papers !== undefined);
  return session;
}

describe('a closed session', () => {
  let secret: TestSession;
  let named: TestSession;
  beforeAll(async () => {
    secret = await closed('secret');
    named = await closed('named');
  });

  test.each(['counting-minutes', 'minutes'])(
    'has its %s as PDF and for a word processor, with the numbers of its result',
    async (name) => {
      const { result } = await secret.record();
      expect(result?.lines.map((l) => [l.tally.yes, l.tally.passed])).toEqual([
        [3, true],
        [2, false],
      ]);
      for (const format of ['pdf', 'docx'] as const) {
        const reply = await paper(secret.id, `${name}.${format}`);
        expect(reply.headers.get('content-type')).toBe(format === 'pdf' ? 'application/pdf' : DOCX);
        const text = format === 'pdf' ? await pdfText(reply.bytes) : docxText(reply.bytes);
        expect(text).toContain('66,67 %');
        expect(text).toContain('100 %');
        expect(text).toContain('Không đạt');
        if (name === 'minutes') continue;
        expect(text).toContain('Phiếu phát ra: 03; thu về: 03; hợp lệ: 03; không hợp lệ: 00.');
        expect(text.replace(/\s/g, '')).toContain(result?.bundle);
        for (const code of result?.receiptCodes ?? []) expect(text).toContain(code);
      }
    },
  );

  test('names its files in Vietnamese, and without marks for who reads only the old form', async () => {
    const { headers } = await paper(secret.id, 'counting-minutes.pdf');
    expect(headers.get('content-disposition')).toBe(
      `attachment; filename="Bien ban kiem phieu ${secret.id}.pdf"; ` +
        `filename*=UTF-8''${encodeURIComponent(`Biên bản kiểm phiếu ${secret.id}.pdf`)}`,
    );
  });

  test('lists what was made, and hands out these very bytes again and again', async () => {
    const { body } = await (await api.as('office')).get(`/sessions/${named.id}`);
    const papers = body.papers as { paper: string; format: string; member?: string; sha256: string; bytes: number }[];
    expect(papers.map((p) => [p.paper, p.format, p.member].filter(Boolean).join(' '))).toEqual([
      'countingMinutes pdf',
      'countingMinutes docx',
      'minutes pdf',
      'minutes docx',
      'namedBallot pdf C1',
      'namedBallot pdf C2',
      'namedBallot pdf C3',
    ]);
    const first = await paper(named.id, 'minutes.pdf');
    expect(first.bytes.length).toBe(papers[2]?.bytes);
    // a person who changes post afterwards does not change what was minuted
    const person = await api.site.service.store.people.need('C2');
    await api.site.service.store.people.put({ ...person, name: 'Tên Khác Mẫu' });
    expect((await paper(named.id, 'minutes.pdf')).bytes).toEqual(first.bytes);
    await api.site.service.store.people.put(person);
  });

  test('has a ballot to sign of each member when it is named, and of nobody when it is secret', async () => {
    const second = await pdfText((await paper(named.id, 'ballots/C2')).bytes);
    expect(second).toContain('PHIẾU LẤY Ý KIẾN');
    expect(second).toContain('Đồng ý: 01; không đồng ý: 01');
    expect((await paper(named.id, 'ballots/C9')).status).toBe(404);
    for (const member of ['C1', 'C2', 'C3']) expect((await paper(secret.id, `ballots/${member}`)).status).toBe(404);
    const files = (await secret.record()).papers ?? [];
    expect(files.filter((p) => p.member !== undefined)).toEqual([]);
  });

  test('shows its papers to those who may read sessions, and to nobody else', async () => {
    for (const path of ['minutes.pdf', 'counting-minutes.docx', 'agenda.pdf', 'ballots/C1']) {
      for (const role of ['secretary', 'inspector', 'admin'] as const) {
        expect([path, role, (await paper(named.id, path, role)).status]).toEqual([path, role, 200]);
      }
      for (const role of ['unit', 'authority', 'clerk'] as const) {
        expect([path, role, (await paper(named.id, path, role)).status]).toEqual([path, role, 403]);
      }
      const other = await api.as('secretary', 'U02');
      expect((await other.get(`/sessions/${named.id}/papers/${path}`)).status).toBe(404);
    }
  });
});

describe('a session whose papers cannot be made at its closing', () => {
  test('is decided all the same, says why, and has them made once the template of the office is mended', async () => {
    const { service } = api.site;
    const { session } = await sitting.open('named');
    const secretary = await api.as('secretary', 'U01');
    const make = () => secretary.post(`/sessions/${session.id}/papers`, {});
    const early = await make();
    expect([early.status, early.body.code]).toEqual([409, 'ACTION_NOT_ALLOWED']);

    // no door takes this template: it stands for one that a later release does not know any more
    const { files, templates } = service.store;
    const bytes = ownMinutes('Bắt đầu: {from}', '{@members}');
    const own = { kind: 'minutes', unit: 'U01' };
    const by = { at: START, actor: 'test', type: 'test' };
    const file = await files.put('mau.docx', bytes, own, START);
    const version = { ...own, name: 'mau.docx', file: file.id, sha256: file.sha256, bytes: bytes.length, used: [] };
    await templates.add({ ...version, at: START, by: 'test' }, by);
    const adopt = (no: number) =>
      templates.adopt(
        own,
        { _id: `adopt ${no}`, version: no, from: START.slice(0, 10), reason: 'thử', at: START, by: 'test' },
        by,
      );
    await adopt(1);
    for (const person of ['C1', 'C2', 'C3']) await session.vote(person, 'yes');
    const seen = await eventually(
      () => secretary.get(`/sessions/${session.id}`),
      ({ body }) => body.notRendered !== undefined,
    );
    expect(seen.body).toMatchObject({ status: 'closed', notRendered: 'NOT_PRINTABLE', result: { ballots: 3 } });
    expect(seen.body.papers).toBeUndefined();
    expect((await paper(session.id, 'counting-minutes.pdf')).status).toBe(404);
    expect((await secretary.get(`/sessions/${session.id}/recount.json`)).status).toBe(200);
    const [docket] = (await session.record()).lines;
    await eventually(
      () => service.store.nominations.need(docket!.nomination),
      ({ status }) => status === 'waitingForApproval',
    );
    expect(service.mails.keyed(`sessionResult.${session.id}.`)).toHaveLength(1);
    // nobody has mended it yet
    const still = await make();
    expect([still.status, still.body.code]).toEqual([500, 'NOT_PRINTABLE']);

    await adopt(0);
    const unit = await api.as('unit', 'U01');
    expect((await unit.post(`/sessions/${session.id}/papers`, {})).status).toBe(403);
    const [made, again] = await Promise.all([make(), make()]);
    expect([made.status, again.status]).toEqual([200, 200]);
    expect(made.body.notRendered).toBeUndefined();
    expect(made.body.papers).toHaveLength(7);
    expect((await make()).body.papers).toEqual(made.body.papers);
    expect(docxText((await paper(session.id, 'minutes.docx')).bytes)).toContain('Bắt đầu:');
    const trail = await service.store.audit.trail(session.id);
    expect(trail.filter(({ type }) => type === 'papersOrdered').length).toBeGreaterThanOrEqual(2);
  });

  /** The minutes as an office has changed them. */
  function ownMinutes(from: string, to: string): Buffer {
    const zip = new PizZip(officeTemplates.minutes.bytes);
    const xml = zip.file('word/document.xml')!.asText();
    expect(xml).toContain(from);
    zip.file('word/document.xml', xml.replace(from, to));
    return zip.generate({ type: 'nodebuffer' });
  }
});

describe('before it is closed', () => {
  test('a session has meeting papers and no minutes, drafted or open, and making them changes nothing', async () => {
    const { session, ids } = await sitting.open('secret');
    await session.vote('C2', 'no');
    const draft = await draftTestSession(api.site.service, (await session.record()).lines, { level: 'unit' });
    const before = await api.site.hash();
    for (const id of [session.id, draft._id]) {
      const pdf = await paper(id, 'agenda.pdf');
      expect(pdf.headers.get('content-type')).toBe('application/pdf');
      const docx = await paper(id, 'agenda.docx');
      expect(docx.headers.get('content-type')).toBe(DOCX);
      for (const text of [await pdfText(pdf.bytes), docxText(docx.bytes)]) {
        expect(text).toContain('Thành tích');
        expect(text).toContain('Chiến sĩ thi đua cơ sở');
        expect(text).not.toMatch(/Không đạt|Kết luận|Tỷ lệ\b(?! phiếu)/);
      }
      for (const path of ['minutes.pdf', 'minutes.docx', 'counting-minutes.pdf', 'ballots/C2']) {
        expect([path, (await paper(id, path)).status]).toEqual([path, 404]);
      }
    }
    expect(ids).toHaveLength(2);
    expect(await api.site.hash()).toBe(before);
  });
});
