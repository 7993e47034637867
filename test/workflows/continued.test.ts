import type { LineAction } from '../../domain/actions';
import { DAY_MS } from '../../domain/time';
import type { ActReceipt, CastReceipt } from '../../workflows/messages';
import { act, moveClock, orderSession } from '../../workflows/messages';
import { note, sendDocket, type TestDocket } from '../setup/docket';
import { dossier, people } from '../setup/fixtures';
import { suggestingAfter, type OwnServer } from '../setup/runs';
import { atRest } from '../setup/service';
import { openTestSession } from '../setup/session';

/** Every mail came once: its key is its Message-ID. */
function expectOnce(ids: readonly (string | undefined)[]): void {
  expect(ids.filter((id, i) => ids.indexOf(id) !== i)).toEqual([]);
}

describe('a docket that is told more than one run takes', () => {
  const LINES = 7;
  const EACH = 300;
  let own: OwnServer;
  beforeAll(async () => {
    // no suggestion: the docket's own limit makes it continue
    own = await suggestingAfter(1_000_000);
  }, 120_000);
  afterAll(() => own.stop(), 120_000);

  interface Said {
    readonly run: string;
    readonly id: string;
    readonly line: string;
    readonly action: LineAction;
    readonly expects: number;
    readonly receipt: ActReceipt;
  }

  async function say(docket: TestDocket, said: Omit<Said, 'run' | 'receipt'>): Promise<Said> {
    const { id, line, action, expects } = said;
    const input = { actor: 'key:office', content: 'hash', action, lines: [{ id: line, expects }] };
    return await own.service.ask(docket.handle.workflowId, async (handle) => {
      const update = await handle.startUpdate(act, { updateId: id, args: [input], waitForStage: 'ACCEPTED' });
      return { ...said, receipt: await update.result(), run: update.workflowRunId ?? '' };
    });
  }

  test('loses nothing in 2,100 Updates: lines, trail, mails and last receipts are there', async () => {
    const { service } = own;
    // so slow that some mail is always under way
    service.mails.slowMs = 100;
    const docket = await sendDocket(
      service,
      Array.from({ length: LINES }, (_, i) => dossier('LDTT', i + 1)),
    );
    const reason = await note(service);
    const actions: LineAction[] = Array.from({ length: EACH }, (_, i) => ({
      type: i % 10 === 0 ? 'hold' : i % 10 === 1 ? 'release' : 'changeContact',
      note: reason,
    }));
    const said: Said[] = [];
    await Promise.all(
      docket.nominations.map(async (line, l) => {
        for (const [i, action] of actions.entries()) {
          const one = await say(docket, { id: `${l}-${i}`, line, action, expects: i + 1 });
          said.push(one);
          expect(one.receipt.lines).toMatchObject([{ id: line, done: true, version: i + 2 }]);
        }
      }),
    );
    service.mails.slowMs = 0;
    await atRest(docket.handle);

    const [first, second, ...more] = [...new Set(said.map((s) => s.run))];
    expect(more).toEqual([]);
    const ofFirst = said.filter((s) => s.run === first);
    // with the submission, which is an Update of this run too
    expect(1 + ofFirst.length).toBeGreaterThanOrEqual(1_500);
    expect(second).toBeDefined();

    // what the engine has forgotten the docket remembers: the last receipts; older ones were decided on a state that has changed
    for (const one of ofFirst.slice(-50)) expect((await say(docket, one)).receipt).toEqual(one.receipt);
    await expect(say(docket, ofFirst[0]!)).rejects.toMatchObject({ code: 'STATE_CHANGED' });

    for (const [l, line] of docket.nominations.entries()) {
      expect(await docket.nomination(line)).toMatchObject({ version: EACH + 1, status: 'submitted' });
      const trail = await service.store.audit.trail(line);
      const acts = trail.filter((entry) => entry.actor === 'key:office').map((entry) => entry.type);
      expect(acts).toEqual(actions.map((action) => action.type));
      expect(await service.store.audit.verifyChain(line)).toMatchObject({ intact: true });
      const told = (kind: string) =>
        service.mails.keyed(kind).filter((m) => m.text?.includes(`Lê Thị Mẫu ${l + 1} `)).length;
      expect([told('hold'), told('released')]).toEqual([EACH / 10, EACH / 10]);
    }
    expectOnce(service.mails.mails.map((m) => m.messageId));
  }, 300_000);
});

describe('a session that continues as new', () => {
  const MEMBERS = 25;
  const SHEETS = 8;
  let own: OwnServer;
  beforeAll(async () => {
    own = await suggestingAfter(300, { province: 3, unit: MEMBERS });
  }, 120_000);
  afterAll(() => own.stop(), 120_000);

  test('keeps every vote, how often it was changed, its orders and its mails', async () => {
    const { service } = own;
    const docket = await sendDocket(service, [dossier('CSTDCS', 1)], { selfChecked: true });
    await docket.reach('waitingForCouncil');
    const agenda = docket.nominations.map((nomination) => ({ nomination, docket: docket.docket, award: 'CSTDCS' }));
    const session = await openTestSession(service, agenda, { level: 'unit', closing: 'atTime' });
    await session.reach('open');
    const runOf = async () => (await session.handle.describe()).runId;
    const first = await runOf();
    const remind = () =>
      session.handle.executeUpdate(orderSession, {
        updateId: 'remind',
        args: [{ actor: 'key:secretary', content: 'hash', order: { type: 'remind' } }],
      });
    const vote = (person: string, sheet: number) =>
      service.ask(session.handle.workflowId, () =>
        session.vote(person, sheet % 2 === 0 ? 'yes' : 'no', {}, `${person}-${sheet}`),
      );
    const reminded = await remind();
    const counting = new Map<string, CastReceipt>();
    for (let sheet = 1; sheet <= SHEETS; sheet += 1)
      await Promise.all(people(MEMBERS).map(async (person) => counting.set(person, await vote(person, sheet))));

    expect(await runOf()).not.toBe(first);
    expect(await remind()).toEqual(reminded);
    for (const [person, receipt] of counting) expect(await vote(person, SHEETS)).toEqual(receipt);
    for (let sheet = SHEETS + 1; sheet <= 20; sheet += 1) await vote('C1', sheet);
    await expect(vote('C1', 21)).rejects.toMatchObject({ code: 'TOO_MANY_CHANGES' });

    await session.handle.executeUpdate(moveClock, { args: [{ offsetMs: service.offsetMs + 5 * DAY_MS }] });
    const { result } = await session.reach('closed');
    expect(result).toMatchObject({ ballots: MEMBERS, lines: [{ tally: { yes: MEMBERS } }] });
    await atRest(session.handle);
    expect(service.mails.keyed('invitation.')).toHaveLength(MEMBERS);
    expect(service.mails.keyed('sessionReminder.')).toHaveLength(MEMBERS);
    expectOnce(service.mails.mails.map((m) => m.messageId));
  }, 300_000);
});
