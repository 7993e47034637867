import { startApi, type TestApi } from '../setup/api';
import { testBrowser, type TestBrowser } from '../setup/browser';
import { textOf } from '../pages/form';
import { docxText, pdfText } from '../platform/documents/paper-text';
import { recounted, type Session } from './day/published';
import { playDay, type Day } from './day/play';
import { lastSheets, reckon, type Reckoned } from './day/reckoning';

const MEMBERS = Array.from({ length: 13 }, (_, i) => `C${i + 1}`);
/** Words and numbers of a paper without the places where its lines break. */
const bare = (text: string): string => text.replace(/\s/g, '');
const literally = (text: string): string => bare(text).replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
const two = (n: number): string => String(n).padStart(2, '0');

describe.each(['secret', 'named'] as const)('thirteen members vote on sixty nominations in a %s session:', (ballot) => {
  let api: TestApi;
  let browser: TestBrowser;
  let day: Day;
  let session: Session;
  let reckoned: readonly Reckoned[];
  let voters: readonly string[];
  beforeAll(async () => {
    api = await startApi({ sizes: { province: 5, unit: 13 } });
    browser = await testBrowser(api.site);
    day = await playDay(api, browser, ballot);
    session = (await day.secretary.get(`/sessions/${day.id}`)).body as Session;
    reckoned = reckon(day.cast, day.own);
    voters = [...lastSheets(day.cast).keys()];
  }, 240_000);
  afterAll(async () => {
    await browser.close();
    await api.stop();
  });

  const last = (): string[] => voters.map((person) => day.receipts.get(person)!.at(-1)!);
  const paper = async (path: string): Promise<Buffer> => {
    const { status, bytes } = await day.secretary.get(`/sessions/${day.id}/papers/${path}`);
    expect([path, status]).toEqual([path, 200]);
    return bytes;
  };
  const paperText = async (path: string): Promise<string> => {
    const bytes = await paper(path);
    return path.endsWith('.docx') ? docxText(bytes) : pdfText(bytes);
  };

  test('what was chosen and not sent waits on every device, and says so', () => {
    expect([...day.unsent.keys()]).toEqual(['C7', 'C10']);
    expect(day.unsent.get('C7')).toMatchObject({ chosen: 20, notes: expect.stringContaining('PHIẾU CHƯA ĐƯỢC GỬI') });
    expect(day.unsent.get('C10')).toMatchObject({ chosen: 60, notes: expect.stringContaining('PHIẾU CHƯA ĐƯỢC GỬI') });
  });

  test('those who have sent nothing are reminded, and who stopped at the read-back reads that his sheet is not sent', () => {
    expect([...day.reminders.keys()].sort()).toEqual(['C10', 'C12', 'C8']);
    const notSent = 'Ông đã chọn ý kiến nhưng chưa bấm “Gửi phiếu” nên phiếu chưa được ghi nhận.';
    expect(day.reminders.get('C10')).toContain(notSent);
    for (const person of ['C8', 'C12']) {
      expect(day.reminders.get(person)).not.toContain(notSent);
      expect(day.reminders.get(person)).toContain('Nếu Ông đã chọn ý kiến nhưng chưa bấm “Gửi phiếu”');
    }
  });

  test('the session closes at its time, and every line comes to what its members said last', async () => {
    expect(session).toMatchObject({ status: 'closed', extended: false });
    expect(session.closedAt! >= session.closesAt).toBe(true);
    expect(session.result).toMatchObject({ members: 13, ballots: voters.length, quorate: true });
    const counted = session.result!.lines.map(({ tally: { yes, recused, passed } }) => ({ yes, recused, passed }));
    expect(counted).toEqual(reckoned.map(({ yes, recused, passed }) => ({ yes, recused, passed })));
    // both ends are met, and a vote or two decides
    expect(new Set(reckoned.map(({ yes }) => yes)).size).toBeGreaterThan(3);
    expect(new Set(reckoned.map(({ passed }) => passed)).size).toBe(2);
    for (const passed of [true, false]) {
      const ids = reckoned.flatMap((line, i) => (line.passed === passed ? [day.lines[i]!.nomination] : []));
      await day.docket.reach(passed ? 'waitingForApproval' : 'declined', ids);
    }
  });

  test('turnout names who has voted and nobody else', async () => {
    const turnout = session.turnout!.map(({ person, voted }) => [person, voted]);
    expect(turnout).toEqual(MEMBERS.map((person) => [person, voters.includes(person)]));
    const minutes = bare(await paperText('minutes.pdf'));
    for (const person of MEMBERS) {
      const state = voters.includes(person) ? 'Đãgửiphiếulúc' : 'Khônggửiphiếu';
      expect(minutes).toMatch(new RegExp(`ÔngNguyễnVănMẫu${person}(ChủtịchHộiđồng|Ủyviên)${state}`));
    }
  });

  test.each(['pdf', 'docx'])(
    'the minutes and the counting minutes (%s) have the count of every line',
    async (format) => {
      const [minutes, counting] = [await paperText(`minutes.${format}`), await paperText(`counting-minutes.${format}`)];
      const passed = reckoned.filter((line) => line.passed).length;
      expect(counting).toContain(
        `Phiếu phát ra: 13; thu về: ${voters.length}; hợp lệ: ${voters.length}; không hợp lệ: 00.`,
      );
      expect(counting).toContain(
        `Đạt tỷ lệ phiếu: ${two(passed)} trường hợp; không đạt tỷ lệ phiếu: ${two(60 - passed)} trường hợp.`,
      );
      expect(bare(counting)).toContain(session.result!.bundle);
      const [inMinutes, inCounting] = [bare(minutes), bare(counting)];
      for (const [i, { no, yes, against, recused, share, passed: pass }] of reckoned.entries()) {
        const name = literally(`${no}${day.lines[i]!.printed}`);
        const outcome = literally(`${share}${pass ? 'Đạt' : 'Không đạt'}`);
        expect(inCounting).toMatch(new RegExp(`${name}\\D*${two(yes)}${two(against)}00${two(recused)}${outcome}`));
        expect(inMinutes).toMatch(new RegExp(`${name}\\D*${two(yes)}/13=${outcome}`));
      }
      const says = (person: string, no: number, kind: string): void =>
        expect(minutes).toContain(
          `Ông Nguyễn Văn Mẫu ${person} không tham gia bỏ phiếu trường hợp số ${no} (${day.lines[no - 1]!.printed}): ${kind}.`,
        );
      says('C5', 12, 'tự báo không tham gia');
      says('C9', day.own, 'là người được đề nghị khen thưởng');
      for (const text of [minutes, counting]) expect(text).not.toContain('Là em ruột');
    },
  );

  test('each member finds his last receipt code in the published list, and no other one stands there', async () => {
    expect(session.result!.receiptCodes).toEqual(last().sort());
    const superseded = [...day.receipts.values()].flatMap((codes) => codes.slice(0, -1));
    expect(superseded).toHaveLength(2);
    for (const path of ['counting-minutes.pdf', 'counting-minutes.docx']) {
      const text = bare(await paperText(path));
      expect(text).toContain(last().sort().join(''));
      for (const code of superseded) expect(text).not.toContain(code);
    }
  });

  test('whoever counts the bundle again comes to the same', async () => {
    const { body } = await day.secretary.get(`/sessions/${day.id}/recount.json`);
    const { code, out, lines } = await recounted(body, session.result!.bundle);
    expect(out).toContain('KHỚP với kết quả đã công bố.');
    expect(code).toBe(0);
    expect(lines).toEqual(
      reckoned.map(({ no, yes, against, recused, passed }) => ({ no, yes, against, recused, passed })),
    );
  });

  test('each member reads after closing whether his sheet was received', async () => {
    for (const person of MEMBERS) {
      const path = await api.site.token('ballot', day.id, person);
      const text = textOf((await api.site.get(path)).html);
      expect(text).toContain('Việc nhận phiếu đã kết thúc lúc 17 giờ 00');
      expect([person, text.includes('đã được ghi nhận lúc')]).toEqual([person, voters.includes(person)]);
      expect([person, text.includes('Không đồng ý: ')]).toEqual([
        person,
        ballot === 'named' && voters.includes(person),
      ]);
    }
  });

  if (ballot === 'named')
    test('there is a ballot to sign of each voter, with his numbers', async () => {
      for (const [person, { no = [], recused = {} }] of lastSheets(day.cast)) {
        const apart = Object.keys(recused).length + (person === 'C9' ? 1 : 0);
        const text = await paperText(`ballots/${person}`);
        for (const reason of Object.values(recused)) expect(text).toContain(reason);
        expect(text).toContain(`Đồng ý: ${two(60 - no.length - apart)}; không đồng ý: ${two(no.length)}`);
      }
      expect((await day.secretary.get(`/sessions/${day.id}/papers/ballots/C12`)).status).toBe(404);
    });
});
