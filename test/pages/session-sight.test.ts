import { createApp } from '../../api/app';
import { endpoints } from '../../api/routes';
import type { Level } from '../../domain/route';
import { startApi, type TestApi } from '../setup/api';
import { sendTestProposal } from '../setup/proposal';
import { atRest, eventually } from '../setup/service';
import { people } from '../setup/fixtures';
import { formIn, textOf } from './form';
import { addresses, contactOf, getsOf, isFile, linkOf, pages, type Case, type Layer } from './sight/addresses';
import { callers, lookAround, lookAtMails, lookAtPages, nameOf, type Sight } from './sight/look';
import { votesIn } from './sight/said';
import {
  drafted,
  DRAFTED,
  FIRST_HALF,
  half,
  LET_PASS,
  MERIT,
  open,
  OTHER,
  quiet,
  REASON,
  replace,
  secretaryOf,
  secretsOf,
  totalsOf,
  vote,
  yesOfAll,
} from './sight/sittings';

/**
 * Who sees what of a council session, at every stage: every caller asks every address there is, every page is opened, every
 * mail read. Before closing nobody is told a total, a choice, or a word of another's sheet; afterwards those who may read
 * sessions are.
 */

const UNIT = 13;
const PROVINCE = 14;
let api: TestApi;
beforeAll(async () => {
  api = await startApi({ sizes: { province: PROVINCE, unit: UNIT } });
});
afterAll(() => api.stop());

/** Who may read a session of each level, and what became of it. */
const readers: Readonly<Record<Level, readonly string[]>> = {
  unit: ['admin', 'inspector', 'inspector U01', 'office', 'office U01', 'secretary', 'secretary U01'],
  // a unit learns what became of its people, from its page and its mail
  province: ['admin', 'inspector', 'office', 'secretary'],
};
/** These are told that they have no right; to the others of a unit the session does not exist. */
const withoutRight = /^(unit|authority|clerk)\b/;
/** Who runs a session: drafts letters about those who are silent, reads back the totals of a meeting. */
const runners: Readonly<Record<Level, readonly string[]>> = {
  unit: ['office U01', 'secretary U01'],
  province: ['office', 'secretary'],
};
/** Who reads what is internal to the proposal of a unit to its head; those who only handle its paper do not. */
const insiders = [...['admin', 'inspector', 'inspector U01', 'office', 'office U01', 'secretary', 'secretary U01']];
const drafts = '/sessions/:id/letters/drafts';
const totals = '/sessions/:id/totals';

const always = [
  '/sessions/:id',
  '/sessions/:id/attachments/:file',
  '/sessions/:id/papers/agenda.pdf',
  '/sessions/:id/papers/agenda.docx',
];
const papers = ['counting-minutes.pdf', 'counting-minutes.docx', 'minutes.pdf', 'minutes.docx'].map(
  (paper) => `/sessions/:id/papers/${paper}`,
);
const counts = ['/sessions/:id/recount.json', ...papers];
/** A template of the minutes, tried on this session. */
const preview = '/templates/minutes/preview.docx?case=:id';
const ballot = '/sessions/:id/papers/ballots/C2';

/** How every caller must be answered, when these addresses of the session have something to give. */
function allowed(level: Level, given: readonly string[]): Sight['answers'] {
  const all = [...always, ...counts, ballot, drafts, totals];
  const answer = (who: string, path: string): number => {
    if (who === 'nobody') return 401;
    if (path === drafts || path === totals) {
      // a session without a meeting has no totals to read back
      if (runners[level].includes(who)) return path === drafts || given.includes(path) ? 200 : 409;
      return /^(office|secretary)\b/.test(who) && !readers[level].includes(who) ? 404 : 403;
    }
    if (readers[level].includes(who)) return given.includes(path) ? 200 : 404;
    return withoutRight.test(who) ? 403 : 404;
  };
  const names = [...callers.map(nameOf), 'nobody'];
  return Object.fromEntries(
    names.map((who) => [who, Object.fromEntries(all.map((path) => [path, answer(who, path)]))]),
  );
}

const toldTo = (who: readonly string[], paths: readonly string[]): Sight['told'] =>
  Object.fromEntries(paths.map((path) => [path, who]));

test('every address that can be asked for has its row', () => {
  const app = createApp(api.site.context) as unknown as { readonly router: { readonly stack: readonly Layer[] } };
  const served = getsOf(app.router);
  const ofApi = endpoints.filter(({ method }) => method === 'get').map(({ path }) => path);
  expect(Object.keys(addresses).sort()).toEqual([...ofApi].sort());
  expect(served).toEqual(expect.arrayContaining(ofApi));
  const others = served.filter((path) => !ofApi.includes(path) && !isFile(path));
  expect(Object.keys(pages).sort()).toEqual([...new Set(others)].sort());
});

test('what is looked for is found, in each form in which it could be told', () => {
  const wanted = secretsOf({ members: UNIT });
  for (const text of ['Đồng ý: 7/13', '07/13', '53,85 %', '53.85 %', '5/6', `Lý do: ${REASON}.`])
    expect([text, votesIn({ text }, wanted)]).toEqual([text, [expect.any(String)]]);
  expect(votesIn({ text: '', data: { items: [{ tally: {} }, { choice: 'no' }] } }, wanted)).toEqual([
    '.items[].tally',
    '.items[].choice',
  ]);
  const harmless = { text: '17/13, 7/130, ngày 05/6/2026', data: { rule: { abstain: 'x' }, result: 'passed' } };
  expect(votesIn(harmless, wanted)).toEqual([]);
});

describe('of a named session of a unit', () => {
  let of: Case;
  beforeAll(async () => {
    of = await drafted(api, { level: 'unit', ballot: 'named', members: UNIT });
  });
  const htmlOf = async (person: string) => (await api.site.get(`${(await linkOf(api, of, person))!}?edit=1`)).html;

  test('that is drafted its readers see the agenda, and nobody else anything', async () => {
    const { told, answers } = await lookAround(api, of);
    expect(told).toEqual({});
    expect(answers).toEqual(allowed('unit', always));
    expect(await lookAtPages(api, of)).toEqual({});
  });

  test('that is open, with half of its sheets sent, nobody is told of a vote but its voter', async () => {
    await half(api, of, 'unit');
    // one votes, and leaves the council
    await vote(api, of, 'C7');
    const left = (await linkOf(api, of, 'C7'))!;
    await replace(api, of, 'C7', 'C14');
    await quiet(api, of);

    const { told, answers } = await lookAround(api, of);
    expect(told).toEqual({});
    expect(answers).toEqual(allowed('unit', always));
    // a named sheet is shown again to who has sent it, a draft to who has kept it
    expect(await lookAtPages(api, of)).toEqual({ C2: [OTHER], C4: [REASON], C5: [DRAFTED] });
    expect(await lookAtMails(api, of)).toEqual([]);
    expect((await api.site.get(left)).status).toBe(404);
    const blank = Object.entries(formIn(await htmlOf('C14')).fields);
    expect(blank.filter(([name, value]) => /^(choice|text|reason)\./.test(name) && value !== '')).toEqual([]);
  });

  test('that is open, a line on which a member does not vote is its name and its lock to him, and nothing else', async () => {
    const seen = await htmlOf('C6');
    for (const words of [...MERIT, LET_PASS]) expect(seen).toContain(words);

    const ofNominee = await htmlOf('C3');
    expect([MERIT.map((words) => ofNominee.includes(words)), ofNominee.includes(LET_PASS)]).toEqual([
      [false, true, true],
      false,
    ]);
    const ofDeclared = await htmlOf('C4');
    expect(MERIT.map((words) => ofDeclared.includes(words))).toEqual([true, false, true]);
    for (const [html, no, reason] of [
      [ofNominee, 1, 'là người được đề nghị khen thưởng'],
      [ofDeclared, 2, REASON],
    ] as const) {
      const [line] = new RegExp(`<article[^>]*id="l-${no}".*?</article>`, 's').exec(html)!;
      const start = `${no}. Lê Thị Mẫu ${no} Ông không tham gia bỏ phiếu trường hợp này. Lý do: ${reason}.`;
      expect(textOf(line)).toContain(start);
      expect(textOf(line).indexOf(start)).toBe(0);
      expect(line).not.toMatch(/<(dl|details|input|a)\b/);
    }
  });

  test('that is open, the papers of a line are opened by those who vote on it', async () => {
    const opened = async (person: string) => {
      const link = (await linkOf(api, of, person))!;
      return Promise.all(of.papers.map(async (paper) => (await api.site.get(`${link}?paper=${paper}`)).status));
    };
    expect(await opened('C6')).toEqual([200, 200, 200]);
    expect(await opened('C3')).toEqual([404, 200, 200]);
    expect(await opened('C4')).toEqual([200, 404, 200]);
  });

  test('that is closed its readers are told the counts; the unit, the public and the members are not', async () => {
    const others = people(UNIT + 1).filter((person) => ![...FIRST_HALF, 'C7'].includes(person));
    for (const person of others) await vote(api, of, person);
    const proposal = await putForward(of);
    const now: Case = { ...of, proposal };
    const { told, answers } = await lookAround(api, now);
    expect(told).toEqual({
      ...toldTo(readers.unit, ['/sessions/:id', ...counts, ballot, preview]),
      // the list that goes with the proposal has the result of the council
      ...toldTo(insiders, [`/proposals/${proposal}/papers/list.docx`]),
    });
    expect(answers).toEqual(allowed('unit', [...always, ...counts, ballot]));
    // each his own sheet; the head of the unit the result of the council on what lies before him
    expect(await lookAtPages(api, now)).toEqual({ C2: [OTHER], C4: [REASON], '/p': [`12/${UNIT}`] });
    expect(await lookAtMails(api, now)).toEqual([]);
    expect(textOf((await api.site.get(await contactOf(api, of))).html)).toContain('Không được khen thưởng');
  });
});

describe('of a secret session of a unit that is cancelled', () => {
  test('nothing of the sheets that were sent is to be had, before and after, by anybody', async () => {
    const of = await drafted(api, { level: 'unit', ballot: 'secret', members: UNIT });
    await half(api, of, 'unit');
    const before = await lookAround(api, of);
    expect(before.told).toEqual({});
    expect(before.answers).toEqual(allowed('unit', always));
    // a declaration stays on its member's sheet, a secret sheet is shown to nobody
    expect(await lookAtPages(api, of)).toEqual({ C4: [REASON], C5: [DRAFTED] });
    const secretary = await secretaryOf(api, 'unit');
    const reason = 'Hội đồng họp trực tiếp.';
    expect((await secretary.post(`/sessions/${of.id}/cancel`, { reason })).status).toBe(200);
    await eventually(
      () => api.site.service.store.sessions.need(of.id),
      (session) => session.status === 'cancelled',
    );
    await quiet(api, of);
    const { told, answers } = await lookAround(api, of);
    expect(told).toEqual({});
    expect(answers).toEqual(allowed('unit', always));
    expect(await lookAtPages(api, of)).toEqual({});
    expect(await lookAtMails(api, of)).toEqual([]);
  }, 900_000);
});

describe('of a meeting of a unit', () => {
  test('the totals of the room are read back to who runs it, and told to nobody else before they count', async () => {
    const of = await drafted(api, { level: 'unit', ballot: 'secret', members: UNIT, kind: 'meeting' });
    await open(api, of, 'unit');
    const secretary = await secretaryOf(api, 'unit');
    const entered = await secretary.post(`/sessions/${of.id}/totals`, await totalsOf(api, of));
    expect(entered.status).toBe(200);
    const before = await lookAround(api, of);
    expect(before.told).toEqual(toldTo(runners.unit, [totals]));
    expect(before.answers).toEqual(allowed('unit', [...always, totals]));
    expect(await lookAtPages(api, of)).toEqual({});

    const office = await api.as('office', 'U01');
    const confirmed = await office.post(`/sessions/${of.id}/totals/confirm`, { totals: entered.body.totals });
    expect(confirmed.status).toBe(200);
    await counted(of);
    const { told, answers } = await lookAround(api, of);
    // there are no single ballots to count again
    expect(told).toEqual(toldTo(readers.unit, ['/sessions/:id', ...papers, preview]));
    expect(answers).toEqual(allowed('unit', [...always, ...papers]));
    expect(await lookAtPages(api, of)).toEqual({});
    expect(await lookAtMails(api, of)).toEqual([]);
  }, 900_000);
});

describe('of a secret session of the province', () => {
  test('units learn passed or not passed and never a count, before closing and after', async () => {
    const of = await drafted(api, { level: 'province', ballot: 'secret', members: PROVINCE });
    await half(api, of, 'province');
    const before = await lookAround(api, of);
    expect(before.told).toEqual({});
    expect(before.answers).toEqual(allowed('province', always));
    expect(await lookAtPages(api, of)).toEqual({ C4: [REASON], C5: [DRAFTED] });
    for (const person of people(PROVINCE).filter((p) => !FIRST_HALF.includes(p))) await vote(api, of, person);
    await counted(of);
    const { told, answers } = await lookAround(api, of);
    expect(told).toEqual(toldTo(readers.province, ['/sessions/:id', ...counts, preview]));
    expect(answers).toEqual(allowed('province', [...always, ...counts]));
    expect(await lookAtPages(api, of)).toEqual({});
    expect(await lookAtMails(api, of)).toEqual([]);
  }, 900_000);
});

/** Waits for the count, which must be as the votes were. */
async function counted(of: Case): Promise<void> {
  const { result } = await eventually(
    () => api.site.service.store.sessions.need(of.id),
    (session) => session.papers !== undefined,
  );
  expect(result!.lines.map(({ tally }) => [tally.yes, tally.base])).toEqual(
    yesOfAll(of.members).map((yes) => [yes, of.members]),
  );
  await quiet(api, of);
}

/** What the council has passed is put before the head of the unit. */
async function putForward(of: Case): Promise<string> {
  await counted(of);
  const { service } = api.site;
  await eventually(
    async () => (await service.store.nominations.need(of.lines[2]!)).status,
    (status) => status === 'waitingForApproval',
  );
  const lines = [{ nomination: of.lines[2]!, docket: of.docket, award: 'CSTDCS' }];
  const proposal = await sendTestProposal(service, lines, { level: 'unit' });
  await proposal.reach('sent');
  await atRest(proposal.handle);
  return proposal.id;
}
