import { createSession, type NewSession } from '../../api/commands/sessions/draft';
import { openSession } from '../../api/commands/sessions/open';
import type { ApiContext, Caller } from '../../api/context';
import type { CouncilRule } from '../../domain/rule';
import { formIn, textOf } from '../pages/form';
import { readPdf } from '../platform/documents/pdf-reader';
import { startApi, type TestApi } from '../setup/api';
import { sendDocket } from '../setup/docket';
import { dossier } from '../setup/fixtures';
import { travel } from '../setup/journey';
import { eventually } from '../setup/service';
import { draftOf } from './council';

let api: TestApi;
let lines: readonly string[];
/** C1 heads the proposing unit, C4 works in a room of it; the council of the province has five members. */
beforeAll(async () => {
  api = await startApi();
  const { service } = api.site;
  const { units, people } = service.store;
  await units.put({
    ...(await units.need('U01')),
    _id: 'U01-P1',
    kind: 'room',
    name: 'Phòng Ngân sách',
    parent: 'U01',
  });
  await people.put({ ...(await people.need('C4')), unit: 'U01-P1' });
  const docket = await sendDocket(service, [dossier('CSTDT', 1), dossier('CSTDT', 2)], { selfChecked: true });
  await travel(service, docket, (stage) => stage.kind === 'council' && stage.level === 'province');
  await docket.reach('waitingForCouncil');
  lines = docket.nominations;
});
afterAll(() => api.stop());

const caller: Caller = { actor: 'key:secretary', role: 'secretary' };
const overHalf: Partial<CouncilRule> = { threshold: { of: [1, 2], mode: 'moreThan' } };
const underRule = (rule: Partial<CouncilRule>): ApiContext => {
  const { pack } = api.site.context;
  const councilRules = pack.councilRules.map((r) => (r.code === 'province' ? { ...r, ...rule } : r));
  return { ...api.site.context, pack: { ...pack, councilRules } };
};
let drafts = 0;
const drafted = async (rule: Partial<CouncilRule>) => {
  const said = { ...draftOf(lines, { council: 'HD-TINH' }), closing: 'whenAllVoted', countingBoard: [], absent: [] };
  const asked = { caller, session: said as unknown as NewSession, submission: `relations-${(drafts += 1)}` };
  return (await createSession(underRule(rule), asked)).record;
};

describe('a member who heads the proposing unit or works there', () => {
  test('is told so and votes, unless the regulation locks the line', async () => {
    const draft = await drafted(overHalf);
    expect(draft.lines.map((l) => [l.recused, l.related])).toEqual([
      [[], undefined],
      [[], undefined],
    ]);
    await openSession(api.site.context, { caller, id: draft._id });
    await eventually(
      () => api.site.service.store.sessions.need(draft._id),
      (s) => s.status === 'open',
    );
    const page = async (person: string) =>
      textOf((await api.site.get(await api.site.token('ballot', draft._id, person))).html);
    expect(await page('C1')).toContain('Ông là Thủ trưởng đơn vị trình.');
    expect(await page('C4')).toContain('Ông công tác tại đơn vị trình.');
    expect(await page('C2')).not.toContain('đơn vị trình.');
    const office = await api.as('secretary');
    const reason = 'Quy chế mới không cho bỏ phiếu.';
    expect((await office.post(`/sessions/${draft._id}/cancel`, { reason })).status).toBe(200);
    await eventually(
      () => api.site.service.store.sessions.need(draft._id),
      (s) => s.status === 'cancelled',
    );
  });

  test('counts among those who cannot vote when a session opens, and puts lines out of reach', async () => {
    const { _id } = await drafted({ relations: 'locked' });
    const told = openSession(api.site.context, { caller, id: _id });
    await expect(told).rejects.toMatchObject({
      code: 'OUT_OF_REACH',
      data: { outOfReach: lines.map(() => expect.objectContaining({ members: 5, recused: 2, needed: 4 })) },
    });
  });

  test('does not vote where the regulation locks the line, reads why, and stands in the minutes with that', async () => {
    const { site } = api;
    const { store } = site.service;
    const { _id: id } = await drafted({ ...overHalf, relations: 'locked' });
    await openSession(site.context, { caller, id });
    const reach = (status: string) =>
      eventually(
        () => store.sessions.need(id),
        (s) => s.status === status,
      );
    const open = await reach('open');
    const related = [
      { person: 'C1', relation: 'headsUnit' },
      { person: 'C4', relation: 'worksThere' },
    ];
    expect(open.lines.map((l) => [l.recused, l.related])).toEqual(lines.map(() => [['C1', 'C4'], related]));
    const paths = Object.fromEntries(
      await Promise.all(
        ['C1', 'C2', 'C3', 'C4', 'C5'].map(async (c) => [c, await site.token('ballot', id, c)] as const),
      ),
    );
    const head = textOf((await site.get(paths['C1']!)).html);
    expect(head).toContain('Lý do: là Thủ trưởng đơn vị trình, theo quy chế không bỏ phiếu.');
    expect(head).not.toContain('Ông là Thủ trưởng đơn vị trình.');
    const colleague = await site.get(paths['C4']!);
    expect(textOf(colleague.html)).toContain('Lý do: công tác tại đơn vị trình, theo quy chế không bỏ phiếu.');
    expect(Object.keys(formIn(colleague.html).offered).filter((name) => name.startsWith('choice.'))).toEqual([]);
    // what the regulation locks, no secretary lifts
    const office = await api.as('secretary');
    const lift = { nomination: lines[0], reason: 'Không đúng.' };
    expect((await office.post(`/sessions/${id}/members/C4/lift-recusal`, lift)).body.code).toBe('ACTION_NOT_ALLOWED');
    for (const path of Object.values(paths)) {
      const sheet = await site.get(path);
      const choices = Object.fromEntries(
        Object.keys(formIn(sheet.html).offered)
          .filter((name) => name.startsWith('choice.'))
          .map((name) => [name, 'yes']),
      );
      expect((await site.press(path, await site.press(path, sheet, 'review', choices), 'send')).status).toBe(200);
    }
    const { result, recusals } = await reach('closed');
    // the base is all members: three of five
    expect(result?.lines.map(({ tally: t }) => [t.yes, t.recused, t.base, t.needed, t.passed])).toEqual(
      lines.map(() => [3, 2, 5, 3, true]),
    );
    expect(recusals).toEqual([]);
    await eventually(
      () => store.sessions.need(id),
      (s) => s.papers !== undefined,
    );
    const { bytes } = await office.get(`/sessions/${id}/papers/minutes.pdf`);
    const minutes = (await readPdf(bytes)).pages
      .map((p) => p.text)
      .join(' ')
      .replace(/\s+/g, ' ');
    expect(minutes).toMatch(
      /Mẫu C1 không tham gia bỏ phiếu trường hợp số 1 \([^)]+\): là Thủ trưởng đơn vị trình, theo quy chế/,
    );
    expect(minutes).toMatch(
      /Mẫu C4 không tham gia bỏ phiếu trường hợp số 2 \([^)]+\): công tác tại đơn vị trình, theo quy chế/,
    );
    expect(minutes).not.toContain('là người được đề nghị khen thưởng.');
  });
});
