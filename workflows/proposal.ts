import { allHandlersFinished, condition, log, proxyActivities, setHandler, workflowInfo } from '@temporalio/workflow';
import type { Activities, SaveProposal } from '../activities';
import { Problem } from '../domain/errors';
import { businessClock } from './clock';
import { claimLines, tellDockets } from './delivery';
import type { AnswerInput, CancelInput, OrderReceipt, ProposalInput, RecordInput } from './messages';
import { answerProposal, cancelProposal, proposalView, recordDecision } from './messages';
import { rendering, storePatiently, transaction } from './options';
import { Outbox } from './outbox';
import { codeOf, refused } from './refuse';

const { saveProposal } = proxyActivities<Activities>(storePatiently);
const numbering = proxyActivities<Activities>(transaction);
const { renderDecision, renderCertificates } = proxyActivities<Activities>(rendering);

/** Certificates numbered in one transaction. */
const BATCH = 200;

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
  let answer: (AnswerInput & { readonly at: string }) | undefined;
  let recorded: RecordInput | undefined;
  let cancelled: { actor: string; note: string } | undefined;

  const receipt = (content: string): OrderReceipt => ({ content, at: clock.now(), status: at.status });
  const wrongState = (allowed: readonly string[]) =>
    refused(new Problem('ACTION_NOT_ALLOWED', undefined, { state: at.status, version: at.version, allowed }));
  const stale = () =>
    refused(new Problem('STATE_CHANGED', undefined, { state: at.status, version: at.version, allowed: allowed() }));
  const allowed = (): string[] => {
    if (cancelled !== undefined || recorded !== undefined) return [];
    if (at.status === 'sent' && answer === undefined)
      return ['answer', 'cancel', ...(input.mode === 'recorded' ? ['record'] : [])];
    if (at.status === 'awaitingNumber') return ['record'];
    return [];
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
    recordDecision,
    (paper: RecordInput): OrderReceipt => {
      recorded = paper;
      return receipt(paper.content);
    },
    {
      validator: (paper: RecordInput): void => {
        if (!allowed().includes('record')) throw wrongState(allowed());
        if (paper.expects !== at.version) throw stale();
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

  await send();
  if (at.status === 'sent') await awaitAnswer();
  if (at.status === 'awaitingNumber') await awaitPaper();
  await condition(() => outbox.size === 0);
  await condition(allHandlersFinished);

  async function send(): Promise<void> {
    await move('sending');
    const { claimed, leftOut } = await claimLines('approval', input.level, input.lines);
    lines = claimed;
    if (claimed.length === 0) {
      await move('cancelled', { leftOut, event: { type: 'nothingToPropose', actor: 'service' } });
      return;
    }
    await move('sent', { leftOut, event: { type: 'sent', actor: 'service' } });
    if (input.mode === 'link')
      outbox.send({ mail: 'toAuthority', key: `toAuthority.${proposalId}.authority.1`, now: clock.now(), proposalId });
  }

  async function awaitAnswer(): Promise<void> {
    await clock.until(() => answer !== undefined || recorded !== undefined || cancelled !== undefined);
    if (cancelled) {
      await tellDockets('release', { type: 'releaseClaim', claim, note: cancelled.note }, lines);
      await move('cancelled', { event: { type: 'cancel', actor: cancelled.actor, note: cancelled.note } });
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

  /** Waits for the signed, numbered paper; a number that was taken meanwhile is refused, and the clerk records again. */
  async function awaitPaper(): Promise<void> {
    if (input.register === 'automatic' && input.power === 'decide') {
      const decision = `${proposalId}-decision`;
      await numbering.drawDecision({
        proposalId,
        decision,
        lines: kept(),
        now: clock.now(),
        actor: answer?.actor ?? 'service',
      });
      await carryOut(decision);
      return;
    }
    for (;;) {
      await clock.until(() => recorded !== undefined);
      const paper = recorded!;
      const outcome = await numbering.recordDecision({
        proposalId,
        decision: paper.decision,
        lines: kept(),
        now: clock.now(),
      });
      if (outcome.recorded) {
        await carryOut(paper.decision, paper.actor);
        return;
      }
      recorded = undefined;
      await move('awaitingNumber', {
        event: { type: `refused:${outcome.code ?? 'NUMBER_TAKEN'}`, actor: paper.actor },
      });
    }
  }

  async function carryOut(decision: string, actor = 'service'): Promise<void> {
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
    for (let batch = 0; batch * BATCH < ids.length; batch += 1) {
      const of = ids.slice(batch * BATCH, (batch + 1) * BATCH);
      await numbering.issueCertificates({ proposalId, decision, batch, lines: of, now: clock.now() });
    }
    await render(decision);
    await tellDockets('issued', { type: 'issue', claim, decision }, going);
    await move('issued', { event: { type: 'issued', actor: 'service' } });
  }

  /** The awards stand in the register whether or not their papers could be drawn; the office is told when they could not. */
  async function render(decision: string): Promise<void> {
    try {
      await renderDecision({ decision });
      await renderCertificates({ decision });
    } catch (error) {
      log.error('documents not rendered', { decision, code: codeOf(error) ?? 'TIMED_OUT' });
      await move('issuing', { event: { type: `notRendered:${codeOf(error) ?? 'TIMED_OUT'}`, actor: 'service' } });
    }
  }

  /** Each struck-out line carries the note with its own reason, so each is told apart. */
  async function strikeOut(): Promise<void> {
    const byNote = new Map<string, string[]>();
    for (const s of answer?.struckOut ?? []) byNote.set(s.note, [...(byNote.get(s.note) ?? []), s.nomination]);
    for (const [note, ids] of byNote) {
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

  function said(): Pick<SaveProposal, 'answer' | 'event'> {
    if (!answer) return {};
    const { kind, struckOut, note, actor } = answer;
    return {
      answer: { kind, struckOut, at: answer.at, by: actor, ...(note === undefined ? {} : { note }) },
      event: {
        type: kind === 'returned' ? 'returnProposal' : 'approve',
        actor,
        ...(note === undefined ? {} : { note }),
      },
    };
  }

  async function move(
    to: SaveProposal['status'],
    more: Partial<Pick<SaveProposal, 'leftOut' | 'answer' | 'decision' | 'event'>> = {},
  ): Promise<void> {
    at.status = to;
    at.version += 1;
    await saveProposal({ proposalId, ...at, now: clock.now(), ...more });
  }
}
