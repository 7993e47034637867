import { allHandlersFinished, condition, log, proxyActivities, setHandler, workflowInfo } from '@temporalio/workflow';
import type { Activities, RecordedNumber, SaveProposal } from '../activities';
import { Problem } from '../domain/errors';
import { remindersAfter } from '../domain/reminders';
import { businessClock } from './clock';
import { claimLines, tellDockets } from './delivery';
import type {
  AnswerInput,
  CancelInput,
  CheckInput,
  DrawInput,
  IssuedBatch,
  OrderReceipt,
  ProposalInput,
  ReaddressInput,
  RecordedPaper,
  RecordInput,
  StrikeInput,
} from './messages';
import {
  answerProposal,
  cancelProposal,
  catchUp,
  checkProposal,
  drawNumber,
  proposalState,
  proposalView,
  readdress,
  recordDecision,
  strikeLine,
} from './messages';
import { storePatiently, transaction } from './options';
import { Outbox } from './outbox';
import { number, render } from './proposal-issuing';
import { refused } from './refuse';

const { saveProposal } = proxyActivities<Activities>(storePatiently);
const numbering = proxyActivities<Activities>(transaction);

/**
 * A list put to one authority. The authority answers (by link, or recorded by the office); the answer is an opinion on the
 * draft, and nothing leaves before the signed, numbered paper is recorded. Own power: certificates are numbered and written
 * under that one decision; else the paper forwards the list to the next level. Outcomes reach the dockets by Updates.
 */
export async function proposal(input: ProposalInput): Promise<void> {
  const clock = businessClock(input.offsetMs);
  const outbox = new Outbox(clock);
  const { proposalId } = input;
  const claim = workflowInfo().workflowId;
  const at: { status: SaveProposal['status']; version: number } = { status: 'sending', version: 0 };
  let lines: ProposalInput['lines'] = [];
  let checked: CheckInput | undefined;
  /** Letters to the authority. */
  let letters = 0;
  let answer: (AnswerInput & { readonly at: string }) | undefined;
  let recorded: RecordInput | undefined;
  let cancelled: { actor: string; note: string } | undefined;
  /** The register of the authority gives the numbers of its decisions. */
  const draws = input.register === 'automatic' && input.power === 'decide';
  /** Lines struck out since the answer, until they are told so. */
  let struckLater: StrikeInput[] = [];
  let refusedNumber = false;
  let drawAgain: DrawInput | undefined;
  /** Notes of lines that know that they are struck out. */
  const told = new Set<string>();
  let leftOut: NonNullable<SaveProposal['leftOut']> = [];
  let paper: RecordedPaper | undefined;
  const issued: IssuedBatch[] = [];

  const receipt = (content: string): OrderReceipt => ({ content, at: clock.now(), status: at.status });
  const wrongState = (allowed: readonly string[]) =>
    refused(new Problem('ACTION_NOT_ALLOWED', undefined, { state: at.status, version: at.version, allowed }));
  const stale = () =>
    refused(new Problem('STATE_CHANGED', undefined, { state: at.status, version: at.version, allowed: allowed() }));
  const allowed = (): string[] => {
    if (cancelled !== undefined || recorded !== undefined) return [];
    if (at.status === 'checking' && checked === undefined) return ['check', 'cancel'];
    if (at.status === 'sent' && answer === undefined)
      return ['answer', 'cancel', ...(input.mode === 'recorded' ? ['record'] : ['readdress'])];
    if (at.status !== 'awaitingNumber' || drawAgain !== undefined) return [];
    const strike = answer === undefined ? [] : ['strike'];
    if (!draws) return ['record', ...strike];
    // while it is drawn, nothing can change what the number stands for
    return refusedNumber ? ['draw', 'record', ...strike] : [];
  };

  setHandler(
    answerProposal,
    (said: AnswerInput): OrderReceipt => {
      answer = { ...said, at: clock.now() };
      return receipt(said.content);
    },
    {
      validator: (said: AnswerInput): void => {
        if (!allowed().includes('answer')) throw wrongState(allowed());
        if (said.expects !== at.version) throw stale();
        const known = new Set(lines.map((l) => l.nomination));
        const unknown = said.struckOut.filter((s) => !known.has(s.nomination)).map((s) => s.nomination);
        if (unknown.length > 0) throw refused(new Problem('NOT_FOUND', undefined, { nominations: unknown }));
      },
    },
  );
  setHandler(
    checkProposal,
    (said: CheckInput): OrderReceipt => {
      checked = said;
      return receipt(said.content);
    },
    {
      validator: (said: CheckInput): void => {
        if (!allowed().includes('check')) throw wrongState(allowed());
        if (said.expects !== at.version) throw stale();
      },
    },
  );
  setHandler(
    readdress,
    (order: ReaddressInput): OrderReceipt => {
      writeToAuthority();
      return receipt(order.content);
    },
    {
      validator: (_order: ReaddressInput): void => {
        if (!allowed().includes('readdress')) throw wrongState(allowed());
      },
    },
  );
  setHandler(
    recordDecision,
    (paper: RecordInput): OrderReceipt => {
      recorded = paper;
      return receipt(paper.content);
    },
    {
      validator: (paper: RecordInput): void => {
        if (!allowed().includes('record')) throw wrongState(allowed());
        if (paper.expects !== at.version || struckLater.length > 0) throw stale();
      },
    },
  );
  setHandler(
    strikeLine,
    (line: StrikeInput): OrderReceipt => {
      struckLater.push(line);
      return receipt(line.content);
    },
    {
      validator: (line: StrikeInput): void => {
        if (!allowed().includes('strike')) throw wrongState(allowed());
        if (line.expects !== at.version || struckLater.length > 0) throw stale();
        if (!kept().includes(line.nomination)) {
          throw refused(new Problem('NOT_FOUND', undefined, { nominations: [line.nomination] }));
        }
      },
    },
  );
  setHandler(
    drawNumber,
    (order: DrawInput): OrderReceipt => {
      drawAgain = order;
      return receipt(order.content);
    },
    {
      validator: (order: DrawInput): void => {
        if (!allowed().includes('draw')) throw wrongState(allowed());
        if (order.expects !== at.version || struckLater.length > 0) throw stale();
      },
    },
  );
  setHandler(
    cancelProposal,
    (order: CancelInput): OrderReceipt => {
      cancelled = order;
      return receipt(order.content);
    },
    {
      validator: (_order: CancelInput): void => {
        if (!allowed().includes('cancel')) throw wrongState(allowed());
      },
    },
  );
  setHandler(proposalView, () => ({ ...at }));
  setHandler(proposalState, () => ({
    ...at,
    leftOut,
    issued,
    ...answered(),
    ...(paper === undefined ? {} : { decision: paper }),
  }));
  setHandler(catchUp, ({ version }) => {
    at.version = Math.max(at.version, version);
    return { version: at.version };
  });

  await send();
  if (at.status === 'checking') await awaitCheck();
  if (at.status === 'sent') await awaitAnswer();
  if (at.status === 'awaitingNumber') await awaitPaper();
  await condition(() => outbox.size === 0);
  await condition(allHandlersFinished);

  async function send(): Promise<void> {
    await move('sending');
    const { claimed, leftOut: refusedLines } = await claimLines('approval', input.level, input.lines);
    lines = claimed;
    leftOut = refusedLines;
    if (claimed.length === 0) {
      await move('cancelled', { leftOut, event: { type: 'nothingToPropose', actor: 'service' } });
      return;
    }
    if (!input.check) {
      await putToAuthority({ leftOut });
      return;
    }
    await move('checking', { leftOut, event: { type: 'checking', actor: 'service' } });
    outbox.send({ mail: 'proposalCheck', key: `proposalCheck.${proposalId}.office.1`, now: clock.now(), proposalId });
  }

  /** The office of the authority passes the list on, or gives it back with notes: its lines wait for another list then. */
  async function awaitCheck(): Promise<void> {
    await waitFor(() => checked !== undefined || cancelled !== undefined, 'checking');
    if (cancelled) {
      await takeBack(cancelled);
      return;
    }
    const { outcome, actor, note } = checked!;
    const noted = note === undefined ? {} : { note };
    const check = { outcome, ...noted, at: clock.now(), by: actor };
    if (outcome === 'passed') {
      await putToAuthority({ check });
      return;
    }
    await tellDockets('release', { type: 'releaseClaim', claim, ...noted }, lines);
    await move('returned', { check, event: { type: 'returnProposal', actor, ...noted } });
  }

  async function putToAuthority(more: Pick<SaveProposal, 'leftOut' | 'check'>): Promise<void> {
    await move('sent', { ...more, event: { type: 'sent', actor: checked?.actor ?? 'service' } });
    if (input.mode === 'link') writeToAuthority();
  }

  function writeToAuthority(): void {
    letters += 1;
    const key = `toAuthority.${proposalId}.authority.${letters}`;
    const again = letters === 1 ? {} : { again: true as const };
    outbox.send({ mail: 'toAuthority', key, now: clock.now(), proposalId, ...again });
  }

  /** Waits, and reminds the office of the authority meanwhile; the authority itself is not reminded. */
  async function waitFor(done: () => boolean, status: 'checking' | 'sent'): Promise<void> {
    const { reminders, calendar } = input;
    const since = clock.now();
    const times = reminders ? remindersAfter(calendar, since, reminders.workingDaysAfter, reminders) : [];
    for (const [i, time] of times.entries()) {
      await clock.until(done, () => time);
      if (done()) return;
      const key = `proposalWaits.${proposalId}.${status}.${i + 1}`;
      outbox.send({ mail: 'proposalWaits', key, now: clock.now(), proposalId, at: status, since });
    }
    await clock.until(done);
  }

  async function takeBack({ actor, note }: { actor: string; note: string }): Promise<void> {
    await tellDockets('release', { type: 'releaseClaim', claim, note }, lines);
    await move('cancelled', { event: { type: 'cancel', actor, note } });
  }

  async function awaitAnswer(): Promise<void> {
    await waitFor(() => answer !== undefined || recorded !== undefined || cancelled !== undefined, 'sent');
    if (cancelled) {
      await takeBack(cancelled);
      return;
    }
    if (answer?.kind === 'returned') {
      await tellDockets('returned', { type: 'returnProposal', claim, note: answer.note ?? '' }, lines);
      await move('returned', said());
      return;
    }
    if (answer && kept().length === 0) {
      await strikeOut();
      await move('refused', said());
      return;
    }
    await move('awaitingNumber', answer ? said() : {});
  }

  /**
   * Waits for the signed, numbered paper, or draws its number. One that is refused (taken meanwhile, the register at its end, a
   * fact missing) is recorded or drawn again; lines may be struck out until then.
   */
  async function awaitPaper(): Promise<void> {
    if (draws && (await draw(answer?.actor ?? 'service'))) return;
    for (;;) {
      await clock.until(() => recorded !== undefined || struckLater.length > 0 || drawAgain !== undefined);
      if (struckLater.length > 0) {
        if (await strikeLater()) return;
      } else if (drawAgain) {
        const { actor } = drawAgain;
        if (await draw(actor)) return;
      } else if (await take(recorded!)) return;
    }
  }

  /** @returns whether the decision has a number and is carried out */
  async function draw(actor: string): Promise<boolean> {
    const decision = `${proposalId}-decision`;
    const lines = kept();
    const now = clock.now();
    const outcome = await numbering.drawDecision({ proposalId, decision, lines, now, actor });
    if (outcome.recorded) {
      await carryOut(paperOf(decision, now, lines, outcome));
      return true;
    }
    await refuseNumber(outcome.code, 'service');
    tellClerks(outcome);
    return false;
  }

  async function take({ decision, actor }: RecordInput): Promise<boolean> {
    const now = clock.now();
    const outcome = await numbering.recordDecision({ proposalId, decision, lines: kept(), now });
    if (outcome.recorded) {
      await carryOut(paperOf(decision, now, kept(), outcome), actor);
      return true;
    }
    await refuseNumber(outcome.code, actor, decision);
    return false;
  }

  async function refuseNumber(code = 'NUMBER_TAKEN', actor: string, decision?: string): Promise<void> {
    recorded = undefined;
    drawAgain = undefined;
    refusedNumber = true;
    const refused = { code, ...(decision === undefined ? {} : { decision }) };
    await move('awaitingNumber', { refused, event: { type: `refused:${code}`, actor } });
  }

  /** Nobody has pressed anything, so nobody looks: the clerks are told, or the office where there is none. */
  function tellClerks({ code = 'NUMBER_TAKEN', clerks = [] }: RecordedNumber): void {
    for (const clerk of clerks.length > 0 ? clerks : [undefined]) {
      const key = `numberRefused.${proposalId}.${clerk ?? 'office'}.${at.version}`;
      const order = { mail: 'numberRefused', key, now: clock.now(), proposalId, code } as const;
      outbox.send({ ...order, ...(clerk === undefined ? {} : { clerk }) });
    }
  }

  /** @returns whether nothing is left of the list */
  async function strikeLater(): Promise<boolean> {
    const [line] = struckLater;
    const { nomination, note, actor } = line!;
    answer = { ...answer!, struckOut: [...answer!.struckOut, { nomination, note }] };
    await strikeOut();
    const { answer: stands } = said();
    const over = kept().length === 0;
    await move(over ? 'refused' : 'awaitingNumber', {
      ...(stands ? { answer: stands } : {}),
      event: { type: 'strikeOut', actor, note },
    });
    struckLater = [];
    return over;
  }

  async function carryOut(signed: RecordedPaper, actor = 'service'): Promise<void> {
    paper = signed;
    const decision = signed.id;
    const going = lines.filter((l) => kept().includes(l.nomination));
    await strikeOut();
    if (input.power === 'forward') {
      await tellDockets('forwarded', { type: 'forwarded', claim, decision }, going);
      await move('forwarded', { decision, event: { type: 'record', actor } });
      return;
    }
    await move('issuing', { decision, event: { type: 'record', actor } });
    await tellDockets('signed', { type: 'decisionSigned', claim, decision }, going);
    const ids = going.map((l) => l.nomination);
    await number({ proposalId, decision, ids }, clock, (batch) => issued.push(batch));
    await drawPapers(decision, ids);
    await tellDockets('issued', { type: 'issue', claim, decision }, going);
    await move('issued', { event: { type: 'issued', actor: 'service' } });
  }

  /** The awards stand in the register whether or not their papers could be drawn; the office is told when they could not. */
  async function drawPapers(decision: string, ids: readonly string[]): Promise<void> {
    const failures = await render({ decision, ids });
    for (const code of failures) {
      log.error('documents not rendered', { decision, code });
      await move('issuing', { event: { type: `notRendered:${code}`, actor: 'service' } });
    }
  }

  /** Each struck-out line carries the note with its own reason, so each is told apart. */
  async function strikeOut(): Promise<void> {
    const byNote = new Map<string, string[]>();
    for (const s of answer?.struckOut ?? []) byNote.set(s.note, [...(byNote.get(s.note) ?? []), s.nomination]);
    for (const [note, ids] of byNote) {
      if (told.has(note)) continue;
      told.add(note);
      await tellDockets(
        `struck-out/${note}`,
        { type: 'struckOut', claim, note },
        lines.filter((l) => ids.includes(l.nomination)),
      );
    }
  }

  function kept(): string[] {
    const out = new Set((answer?.struckOut ?? []).map((s) => s.nomination));
    return lines.map((l) => l.nomination).filter((id) => !out.has(id));
  }

  function answered(): Pick<SaveProposal, 'answer'> {
    if (!answer) return {};
    const { kind, struckOut, note, actor, at: answeredAt } = answer;
    return { answer: { kind, struckOut, at: answeredAt, by: actor, ...(note === undefined ? {} : { note }) } };
  }

  function said(): Pick<SaveProposal, 'answer' | 'event'> {
    if (!answer) return {};
    const { kind, note, actor } = answer;
    return {
      ...answered(),
      event: {
        type: kind === 'returned' ? 'returnProposal' : 'approve',
        actor,
        ...(note === undefined ? {} : { note }),
      },
    };
  }

  async function move(
    to: SaveProposal['status'],
    more: Partial<Pick<SaveProposal, 'leftOut' | 'check' | 'answer' | 'refused' | 'decision' | 'event'>> = {},
  ): Promise<void> {
    at.status = to;
    at.version += 1;
    await saveProposal({ proposalId, ...at, now: clock.now(), ...more });
  }
}

/** What the process remembers of a paper that has its number. */
const paperOf = (
  id: string,
  at: RecordedPaper['at'],
  lines: readonly string[],
  { number, serial, date }: RecordedNumber,
): RecordedPaper => ({
  id,
  at,
  lines,
  ...(number === undefined ? {} : { number }),
  ...(serial === undefined ? {} : { serial }),
  ...(date === undefined ? {} : { date }),
});
