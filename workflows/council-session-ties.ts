import { proxyActivities, workflowInfo } from '@temporalio/workflow';
import type { Activities } from '../activities';
import type { TakenOrder } from '../domain/sitting/state';
import { tiesAreDue } from '../domain/sitting/ties';
import { finish } from './council-session-closing';
import { tellOfTies } from './council-session-mails';
import type { RunningSession } from './council-session-sitting';
import { tellDockets } from './delivery';
import { storePatiently } from './options';

const { decideByChair } = proxyActivities<Activities>(storePatiently);

type ChairDecides = Extract<TakenOrder, { type: 'chairDecides' }>;

/**
 * Waits until the chair has decided on every tie that is left to him. Each line is told its docket by itself, once; the
 * session is closed, and its papers are made, after the last one. The secretary is reminded until then.
 */
export async function settleTies(of: RunningSession): Promise<void> {
  const { state, clock } = of;
  while (state.status === 'awaitingChair') {
    await clock.until(
      () => state.orders.length > 0,
      () => state.remindOfTiesAt,
    );
    for (let order = state.orders.shift(); order; order = state.orders.shift()) {
      if (order.type === 'chairDecides') await decide(of, order);
    }
    if (state.ties?.length === 0) await finish(of);
    else if (tiesAreDue(of, clock.now())) tellOfTies(of);
  }
}

async function decide(of: RunningSession, { nomination, decision, by, actor, note }: ChairDecides): Promise<void> {
  const { input, state, clock } = of;
  state.version += 1;
  const { sessionId } = input;
  const said = { nomination, decision, by, actor, note };
  const result = await decideByChair({ sessionId, version: state.version, now: clock.now(), ...said });
  const claim = workflowInfo().workflowId;
  const lines = state.lines.filter((l) => l.nomination === nomination);
  const outcome = result.passed
    ? ({ type: 'councilResult', claim, result: 'passed' } as const)
    : ({ type: 'councilResult', claim, result: 'notPassed', note: result.note ?? '' } as const);
  await tellDockets(`chair/${nomination}`, outcome, lines);
}
