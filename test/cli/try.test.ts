import { writeFileSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { catalogue } from '../../domain/catalogue';
import { differences } from '../../domain/rules/differences';
import { findingsOnRecord } from '../../api/commands/nominations/eligibility';
import { reevaluated } from '../../api/commands/nominations/reevaluation';
import { rehearsalClock } from '../../platform/clock';
import { draftRules } from '../../platform/rules/files';
import { rulesToTry } from '../../platform/rules/tried';
import { season } from '../../samples/season';
import { startApi, type TestApi } from '../setup/api';
import { freshDatabase } from '../setup/engines';
import { START } from '../setup/fixtures';
import { seasonOn, type SeasonOnStage } from '../setup/season';
import { profiled } from '../platform/store/profile';
import { runCommand } from './run';
import { scratchFolder } from '../setup/scratch';

/**
 * The draft of December 2025 asks the Grassroots emulation fighter for an excellent grade and an initiative, where the law in
 * force asks for one of them. So of the five that the sample season nominates it changes four.
 */
const losing = {
  N02: 'excellent, no initiative',
  N13: 'initiative, only graded well',
  N14: 'excellent, no initiative',
  N16: 'excellent, entered a second time without its initiative',
};
const { acts } = season.story;
const first = acts.findIndex((act) => act.act === 'clock');
const creating = acts.filter((act) => act.act === 'create');

const mongodbUri = freshDatabase();
let api: TestApi;
let stage: SeasonOnStage;
beforeAll(async () => {
  api = await startApi({ parts: { mongodbUri } });
  // the command looks at the day of the story, whenever it is run
  await rehearsalClock(api.site.service.store.settings, new Date(START));
  stage = await seasonOn(api);
  await stage.play(creating);
});
afterAll(() => api.stop());

const rules = (...args: string[]) => runCommand(mongodbUri, 'rules.ts', ...args);
const draft = () => rulesToTry(draftRules, api.site.context.rules, catalogue);

test('of the drafts of the season the draft law changes exactly those that have one of the two', async () => {
  const before = await api.site.hash();
  const { code, out, err } = await rules('try');
  expect({ code, err }).toEqual({ code: 0, err: '' });
  expect(stage.keysIn(out)).toEqual(Object.keys(losing));
  // N15 has both, and only reads otherwise
  expect(out).toContain('\n35 hồ sơ: 4 có kết quả khác, 1 chỉ khác câu chữ hoặc căn cứ\n');
  expect(out.match(/R\d\d\.?\w*: .* → .*/g)).toEqual(Array(4).fill('R03.CSTDCS: BLOCK pass → BLOCK fail'));
  expect(out).toContain('  - Xếp loại năm 2026: hoàn thành xuất sắc nhiệm vụ; cần hoàn thành xuất sắc nhiệm vụ\n');
  expect(out).toContain(
    'Dự thảo Luật sửa đổi, bổ sung một số điều của Luật Thi đua, khen thưởng, nội dung sửa Điều 23',
  );
  expect(await api.site.hash()).toBe(before);
});

test('a page is found as each nomination alone, with few commands', async () => {
  const { context, service } = api.site;
  const tried = await draft();
  const pages = async () => {
    const found = new Map<string, unknown>();
    for await (const { record, changes } of reevaluated(context, tried)) found.set(record._id, changes);
    return found;
  };
  const { result, commands } = await profiled(service.database, pages);
  expect(result.size).toBe(35);
  expect(commands.length).toBeLessThanOrEqual(35 * 4);
  for (const [id, changes] of result) {
    const record = await service.store.nominations.need(id);
    const alone = await findingsOnRecord(context, record);
    const under = await findingsOnRecord(context, record, tried);
    expect(changes).toEqual(differences(alone!.findings, under!.findings));
  }
});

test('what was sent is tried with what it is pinned to, and what has ended is left out', async () => {
  await stage.play(acts.slice(0, first).filter((act) => act.act !== 'create'));
  const { out } = await rules('try', draftRules, '--round', 'CT-2026', '--lang', 'en');
  expect(stage.keysIn(out)).toEqual(['N02', 'N13', 'N14']);
  // the two of no round, and the two that were taken back (N09, N16), are not among them
  expect(out).toContain('\n31 nominations: 3 change, 1 only in words or article\n');
  expect(out).toContain('(waitingForCouncil)');

  const { context, service } = api.site;
  const { commands } = await profiled(service.database, async () => {
    for await (const { changes } of reevaluated(context, await draft())) expect(changes).toBeDefined();
  });
  // less than one each: only drafts are looked up one by one
  expect(commands.length).toBeLessThanOrEqual(33);
});

test('a whole set of a file is tried as well as an amendment, and loaded versions by their id', async () => {
  const file = join(scratchFolder('rules'), 'national.yaml');
  const text = readFileSync('rules/national.yaml', 'utf8');
  const without = text.replace(/ {2}- code: R37\n[^]*?\n\n/, '').replace("version: '2025.1'", "version: '2027.1'");
  writeFileSync(file, without);
  const { out } = await rules('try', file, '--lang', 'en');
  expect(out.split('\n')[0]).toBe('national@2027.1');
  expect(out).toMatch(/^ {2}R37: WARN pass → –$/m);

  expect((await rules('try', 'national@2025.1')).out).toContain(': 0 có kết quả khác, 0 chỉ khác');
});

test('what is asked wrongly is said', async () => {
  const broken = join(scratchFolder('rules'), 'broken.yaml');
  writeFileSync(broken, readFileSync(draftRules, 'utf8').replace('op: gradeOfYear', 'op: horoscope'));
  expect(await rules('try', broken)).toMatchObject({
    code: 1,
    err: expect.stringMatching(/broken\.yaml:\d+: .*horoscope/),
  });
  expect(await rules('try', 'national@1999.1')).toMatchObject({ code: 1, err: expect.stringContaining('1999.1') });
  expect(await rules('try', '--round', 'NO-1')).toMatchObject({ code: 1, err: expect.stringContaining('NOT_FOUND') });
  expect(await rules('try', '--lang', 'fr')).toMatchObject({ code: 2, err: expect.stringContaining('rules -- try') });
});
