import { numberedAs, type CarriedOut } from '../domain/case/state';
import { Problem } from '../domain/errors';
import { caseWorkflowId } from '../domain/ids';
import type { CaseRecord } from '../platform/store';
import { updateId } from '../platform/temporal/ask';
import { caseEffects, fieldsOf } from './case-effect';
import type { ActivityContext } from './context';
import type { Activities, CarryOutCase } from './index';

type CaseActivities = Pick<Activities, 'holdersOf' | 'saveCase' | 'carryOutCase' | 'holdCases'>;

/** The record of a case, and what comes about by it. */
export function caseActivities(context: ActivityContext): CaseActivities {
  const { store, ask } = context;
  const { effectOf } = caseEffects(context);
  return {
    async holdersOf({ caseId, award }) {
      const open = await store.cases.openOf(award);
      return open.flatMap(({ _id, holding }) => (holding && _id !== caseId ? [_id] : []));
    },

    async saveCase({ caseId, now, state, event: { actor, said } }) {
      const { papers, closedAt = now } = await store.cases.need(caseId);
      const note = 'note' in said && typeof said.note === 'string' ? said.note : undefined;
      const trail = {
        entity: caseId,
        key: `v${state.version}`,
        at: now,
        actor,
        type: said.type,
        data: { status: state.status, ...factsOf(said) },
      };
      const more = note !== undefined && !papers.includes(note) ? { papers: [...papers, note] } : {};
      await store.cases.save(caseId, state.version, { ...fieldsOf(state, closedAt), ...more }, [trail]);
    },

    async carryOutCase(input) {
      const matter = await store.cases.need(input.caseId);
      // done before: what it was made of may have changed since
      if (matter.version >= input.state.version) return { done: true, as: await carriedOf(matter, input) };
      for (let tries = 1; ; tries += 1) {
        const { effect, drawn } = await effectOf(matter, input);
        try {
          await store.cases.carryOut(effect);
          return { done: true, as: await carriedOf(await store.cases.need(input.caseId), input) };
        } catch (error) {
          if (!(error instanceof Problem) || !refusals.has(error.code)) throw error;
          // somebody else was given the next number meanwhile: then it is the one after it
          if (drawn && error.code === 'NUMBER_TAKEN' && tries < DRAWS) continue;
          return { done: false, code: error.code };
        }
      }
    },

    async holdCases({ award, by, hold, step }) {
      for (const { _id, kind } of await store.cases.openOf(award)) {
        if (_id === by || kind === 'complaint') continue;
        const id = updateId(by, `${step}/${_id}`);
        try {
          await ask(caseWorkflowId(_id), (handle) =>
            handle.executeUpdate<unknown, [{ by: string; hold: boolean }]>('holdCase', {
              updateId: id,
              args: [{ by, hold }],
            }),
          );
        } catch (error) {
          // over meanwhile, or not started yet: then it asks itself who holds it
          if (!(error instanceof Problem) || error.code === 'ENGINE_BUSY') throw error;
        }
      }
    },
  };

  /** What the process keeps of it. */
  async function carriedOf(
    { decision: id, issued: by }: CaseRecord,
    { now: at, actor, state: { version } }: CarryOutCase,
  ): Promise<CarriedOut> {
    const [decision, issued] = await Promise.all([
      id === undefined ? undefined : store.decisions.need(id),
      by === undefined ? undefined : store.certificates.get(by),
    ]);
    return {
      at,
      by: actor,
      version,
      ...(decision ? { decision: decision._id, number: decision.number, date: decision.date } : {}),
      ...(issued ? { issued: numberedAs(issued) } : {}),
    };
  }
}

/** What a register refuses so that the clerk is asked again. */
const refusals: ReadonlySet<string> = new Set([
  'NUMBER_TAKEN',
  'NUMBER_OUT_OF_ORDER',
  'REGISTER_FULL',
  'AWARD_CHANGED',
]);

/** How often the next number may be gone: each time somebody else has got it. */
const DRAWS = 20;

/** What the trail keeps of what was said: codes and days. */
function factsOf(said: object): Readonly<Record<string, unknown>> {
  const kept = ['what', 'on', 'note', 'code', 'by', 'outcome', 'decision', 'date', 'heldBy'];
  return Object.fromEntries(Object.entries(said).filter(([name]) => kept.includes(name)));
}
