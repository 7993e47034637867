import type { CouncilRule } from '../../../domain/rule';
import { sessionWorkflowId } from '../../../domain/ids';
import type { Level } from '../../../domain/route';
import type { TestApi, TestCaller } from '../../setup/api';
import { note, sendDocket, type TestDocket } from '../../setup/docket';
import { dossier, START } from '../../setup/fixtures';
import { atRest, eventually } from '../../setup/service';
import { draftTestSession } from '../../setup/session';
import { formIn } from '../form';
import { linkOf, type Case } from './addresses';

/** Sessions whose votes are known, with words and numbers that stand nowhere by chance. */

export const REASON = 'Em ruột của vợ, mã QX7-recusal';
export const OTHER = 'Nên xét mức cao hơn, mã ZW4-opinion';
export const DRAFTED = 'Bạn học cũ, mã KD9-draft';
export const REPLACED = 'Họ hàng bên ngoại, mã PT2-replaced';
export const MERIT = ['một', 'hai', 'ba'].map((no) => `Thành tích riêng của trường hợp ${no}, mã MR`);
export const LET_PASS = 'Lý do cho qua, mã LP5';
/** A picture, as far as anybody looks. */
const FILE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

/** On which lines a member says no. C3 is the first nominee himself, C4 and C7 declare not to vote on the second line. */
const noes: Readonly<Record<string, readonly number[]>> = {
  C2: [0],
  C8: [0, 1],
  C9: [0],
  C10: [1],
  C11: [1],
  C12: [1],
  C13: [1],
};
export const FIRST_HALF = ['C2', 'C3', 'C4', 'C8', 'C9', 'C10'];
/** Yes on each line when these have voted, and when all have: where nobody else says no. */
const yesOfHalf = [2, 3, 5];
export const yesOfAll = (members: number): readonly number[] => [members - 4, 7, members - 1];

/** What nobody may be told before closing. */
export const secretsOf = ({ members }: Pick<Case, 'members'>) => ({
  words: [REASON, OTHER, DRAFTED, REPLACED],
  sums: [...yesOfHalf, ...yesOfAll(members)].flatMap((yes) =>
    [FIRST_HALF.length, members].flatMap((of) => (yes < of ? [{ yes, of }] : [])),
  ),
});

/** Who runs the session: of the unit, or of the province. */
export const secretaryOf = (api: TestApi, level: Level): Promise<TestCaller> =>
  api.as('secretary', level === 'unit' ? 'U01' : undefined);

/** A draft over three lines; the nominee of the first one is a member. */
export async function drafted(
  api: TestApi,
  {
    level,
    ballot,
    members,
    kind = 'written',
  }: {
    readonly level: Level;
    readonly ballot: 'named' | 'secret';
    readonly members: number;
    readonly kind?: 'written' | 'meeting';
  },
): Promise<Case> {
  const { store, context } = api.site.service;
  const award = level === 'unit' ? 'CSTDCS' : 'BKT';
  const papers: string[] = [];
  for (const no of [1, 2, 3]) {
    const bytes = Buffer.concat([FILE, Buffer.from([no])]);
    papers.push((await store.files.put('bao-cao.png', bytes, { type: 'image/png' }, START)).id);
  }
  const dossiers = MERIT.map((merit, i) => {
    const kept = { kind: 'achievementReport', title: 'Báo cáo', attachment: papers[i]! };
    const one = dossier(award, i + 1, { merit, papers: [kept] });
    return i > 0 ? one : { ...one, nominee: { ...one.nominee, person: 'C3' } as typeof one.nominee };
  });
  const docket = await sendDocket(api.site.service, dossiers, { selfChecked: true });
  await docket.reach('waitingForCouncil');
  if (level === 'province') await throughTheUnit(api, docket);
  const lines = docket.nominations;
  const { id: rules } = await context.rules.on(START.slice(0, 10));
  const by = { level: 'unit', role: 'office', by: 'key:office', at: START } as const;
  const passed = { nomination: lines[0]!, code: 'R43', rules, reason: LET_PASS };
  await store.overrides.add({ ...passed, ...by, _id: `${lines[0]!}/R43` });
  const rule: Partial<CouncilRule> = { other: 'countsAsNo' };
  const agenda = lines.map((nomination) => ({ nomination, docket: docket.docket, award, rule }));
  const session = await draftTestSession(api.site.service, agenda, { level, ballot, kind });
  const secretary = await secretaryOf(api, level);
  const attached = await secretary.upload(`/sessions/${session._id}/attachments`, 'cong-van.png', FILE);
  expect(attached.status).toBe(201);
  const { docket: name, unitProposal } = docket;
  return { id: session._id, docket: name, unitProposal, lines, members, papers, attached: attached.body.id };
}

/** What the council of the unit and its head say is said here without them. */
async function throughTheUnit({ site }: TestApi, docket: TestDocket): Promise<void> {
  const claim = `session-of-${docket.docket}`;
  await docket.act({ type: 'claim', claim, stage: 'council', level: 'unit' });
  await docket.act({ type: 'councilResult', claim, result: 'passed' });
  await docket.act({ type: 'claim', claim, stage: 'approval', level: 'unit' });
  await docket.act({ type: 'forwarded', claim, decision: `${claim}-paper` });
  const today = START.slice(0, 10);
  await docket.act({ type: 'receive', number: '12', arrivedOn: today, paperOriginalOn: today });
  await docket.act({ type: 'accept', note: await note(site.service) });
  await docket.reach('waitingForCouncil');
}

export async function open(api: TestApi, of: Case, level: Level): Promise<void> {
  const secretary = await secretaryOf(api, level);
  expect((await secretary.post(`/sessions/${of.id}/open`, { expects: 0 })).status).toBe(202);
  await eventually(
    () => api.site.service.store.sessions.need(of.id),
    (session) => session.status === 'open',
  );
}

/** Sends the sheet of a member as he does: from his link, read back first. */
export async function vote(api: TestApi, of: Case, person: string): Promise<void> {
  const { site } = api;
  const path = (await linkOf(api, of, person))!;
  const sheet = await site.get(`${path}?edit=1`);
  const { offered } = formIn(sheet.html);
  const filled: Record<string, string> = {};
  of.lines.forEach((line, i) => {
    const choice = `choice.${line}`;
    if (!offered[choice]) return;
    filled[choice] = noes[person]?.includes(i) === true ? 'no' : 'yes';
    if (person === 'C2' && i === 2) {
      filled[choice] = offered[choice].includes('other') ? 'other' : 'no';
      filled[`text.${line}`] = OTHER;
    }
    if (i === 1 && (person === 'C4' || person === 'C7')) {
      filled[choice] = 'recuse';
      filled[`reason.${line}`] = person === 'C4' ? REASON : REPLACED;
    }
  });
  const done = await site.press(path, await site.press(path, sheet, 'review', filled), 'send');
  expect([person, done.status]).toEqual([person, 200]);
}

/** Six vote, one leaves an unsent sheet, the others are reminded and given more time. */
export async function half(api: TestApi, of: Case, level: Level): Promise<void> {
  await open(api, of, level);
  for (const person of FIRST_HALF) await vote(api, of, person);
  const path = (await linkOf(api, of, 'C5'))!;
  const filled = { [`choice.${of.lines[2]!}`]: 'recuse', [`reason.${of.lines[2]!}`]: DRAFTED };
  await api.site.press(path, await api.site.get(path), 'draft', filled);
  const secretary = await secretaryOf(api, level);
  expect((await secretary.post(`/sessions/${of.id}/remind`, {})).status).toBe(200);
  const letter = { closesAt: '2026-11-23T10:00:00.000Z', reason: 'Thêm thời gian.' };
  expect((await secretary.post(`/sessions/${of.id}/extend`, letter)).status).toBe(200);
  await quiet(api, of);
}

/** The totals of a meeting as the counting board has written them down: what the votes above come to. */
export async function totalsOf(api: TestApi, of: Case): Promise<Record<string, unknown>> {
  const { members } = await api.site.service.store.sessions.need(of.id);
  const all = members.length;
  const yes = yesOfAll(all);
  const votes = of.lines.map((nomination, i) => {
    const recused = i === 0 ? 1 : 0;
    return { nomination, yes: yes[i]!, no: all - recused - yes[i]!, recused };
  });
  const paper = { kind: 'countingMinutes', title: 'Biên bản kiểm phiếu', number: '01/BB', date: START.slice(0, 10) };
  return {
    present: members.map(({ person }) => person),
    ...{ issued: all, returned: all, valid: all, invalid: 0 },
    lines: votes,
    paper: { ...paper, attachment: of.attached },
  };
}

/** Everything that was ordered has been done, every mail is out. */
export const quiet = ({ site }: TestApi, of: Case): Promise<void> =>
  atRest(site.service.client.workflow.getHandle(sessionWorkflowId(of.id)));

/** The council of the unit has changed, and the secretary puts the one in the place of the other. */
export async function replace(api: TestApi, of: Case, member: string, by: string): Promise<void> {
  const { store } = api.site.service;
  const day = START.slice(0, 10);
  const before = (await store.councils.inForce('HD-U01', day))!;
  const members = before.members.map((m) => (m.person === member ? { ...m, person: by } : m));
  await store.councils.put({ ...before, _id: `HD-U01@${day}`, validFrom: day, members });
  const secretary = await secretaryOf(api, 'unit');
  const paper = { kind: 'decision', title: 'Quyết định', number: '77/QĐ-STC', date: day };
  const body = { by, reason: 'Chuyển công tác.', paper };
  expect((await secretary.post(`/sessions/${of.id}/members/${member}/replace`, body)).status).toBe(200);
  await eventually(
    () => store.sessions.need(of.id),
    (session) => session.members.some((m) => m.person === by),
  );
}
