import { nominationBody, startApi, type TestApi } from '../../setup/api';
import { textOf } from '../form';
import { mainOf, someone } from './someone';
import { whereTo } from './visitor';

let api: TestApi;
beforeAll(async () => {
  api = await startApi({ worker: false });
});
afterAll(() => api.stop());

test('a finding that stands in the way is let pass from the page of the dossier, with a reason, by its office', async () => {
  const unit = await api.as('unit', 'U01');
  const declared = { declared: { grades: [{ year: 2026, grade: 'well' }] } };
  const { body } = await unit.post('/nominations', nominationBody('CSTDCS', 4, declared));
  const path = `/app/nominations/${body.id as string}`;
  const [office, own] = [await someone(api.site, 'office', 'U01'), await someone(api.site, 'unit', 'U01')];

  const page = await office.get(path);
  expect(page.html).toContain(`${path}/findings/R43`);
  // the sentence for the telephone is copied by a script of ours, and stands there without
  expect(page.html).toMatch(/<button type="button" class="button quiet" hidden data-copy="answer"/);
  expect(page.html).toContain('/app/people/P4/award-record.docx');
  expect((await own.get(path)).html).not.toContain('/findings/');
  expect((await own.get(`${path}/findings/R43`)).status).toBe(403);
  expect((await office.get(`${path}/findings/R99`)).status).toBe(404);

  const lacking = await office.fill(`${path}/findings/R43`);
  expect([lacking.status, textOf(lacking.html).includes('Cần có mục này.')]).toEqual([400, true]);
  const reason = 'Đã đối chiếu với quyết định bản giấy';
  expect(whereTo(await office.fill(`${path}/findings/R43`, { reason }))).toBe(`303 ${path}?done=letPass`);
  const after = textOf(mainOf((await office.get(`${path}?done=letPass`)).html));
  expect(after).toContain('Đã ghi ngoại lệ.');
  expect(after).toContain('Đã chấp thuận ngoại lệ');
  expect((await office.get(`${path}/findings/R43`)).status).toBe(403);
});
