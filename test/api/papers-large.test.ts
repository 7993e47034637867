import { largeSession } from '../pages/large';
import { docxText } from '../platform/documents/paper-text';
import { readPdf } from '../platform/documents/pdf-reader';
import { startApi, type Reply, type TestApi } from '../setup/api';

const LINES = 1_000;

let api: TestApi;
beforeAll(async () => {
  api = await startApi({ worker: false });
  await largeSession(api.site.service, 'S-small', 1);
  await largeSession(api.site.service, 'S-large', LINES);
});
afterAll(() => api.stop());

const milliseconds = async (work: () => Promise<unknown>): Promise<number> => {
  const startedMs = performance.now();
  await work();
  return performance.now() - startedMs;
};

test.each(['pdf', 'docx'] as const)(
  'while the meeting papers of a thousand lines are made as %s, everybody else is answered',
  async (format) => {
    const office = await api.as('office');
    // the thread loads its compiler and its faces with the first paper
    expect((await office.get(`/sessions/S-small/papers/agenda.${format}`)).status).toBe(200);

    let reply: Reply | undefined;
    const drawing = milliseconds(async () => (reply = await office.get(`/sessions/S-large/papers/agenda.${format}`)));
    const answers: number[] = [];
    while (!reply) answers.push(await milliseconds(() => api.site.get('/livez')));

    // on the thread that answers, one of them would have waited for the whole paper
    expect(Math.max(...answers)).toBeLessThan((await drawing) / 2);
    const text =
      format === 'pdf' ? (await readPdf(reply.bytes)).pages.map((page) => page.text).join('') : docxText(reply.bytes);
    expect(text.replace(/\s/g, '').match(/mãsố\d+\./g)).toHaveLength(LINES);
  },
);
