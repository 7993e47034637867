import type { SaveDocket } from '../../activities';
import type { LineAction } from '../../domain/actions';
import type { Changed, Context } from '../../domain/line';
import type { Route } from '../../domain/route';
import { act, submitLine } from '../../domain/walk';
import type { Dossier } from '../../platform/store';
import { uniqueName } from '../setup/engines';
import { calendar, dossier, prepare, routeOf, START, type Sent } from '../setup/fixtures';
import type { TestService } from '../setup/service';
import { run } from './twice';

export const context: Context = { now: START, calendar, actor: 'key:office' };

/** A list as the API leaves it before a docket hears of it. */
export const sent = (service: TestService, dossiers: readonly Dossier[]): Promise<Sent> =>
  prepare(service.store, uniqueName('U01'), dossiers, START);

/** One line of it at the start of its route, as the docket takes it in. */
export function lineOf(
  { unitProposal }: Sent,
  id: string,
  { award = 'GK', route = routeOf(award).route }: { readonly award?: string; readonly route?: Route } = {},
): Changed {
  const holdReview = { count: 30, unit: 'days' } as const;
  return submitLine({ id, unitProposal, award, routeCode: 'test', route, holdReview, selfChecked: false }, context);
}

/** The write that follows from changes, as a docket orders it. */
export const saving = ({ docket }: Sent, step: number, changes: readonly Changed[]): SaveDocket => ({
  docketId: docket,
  step,
  now: START,
  lines: changes.map((c) => c.line),
  events: changes.flatMap((c) => c.events),
  receipts: [],
});

/** Lets actions happen to a line one by one, each written as a step of its docket. */
export async function walked(
  service: TestService,
  list: Sent,
  line: Changed,
  actions: readonly LineAction[],
): Promise<Changed> {
  let changed = line;
  let step = 1;
  await run(service, 'saveDocket', saving(list, step, [changed]));
  for (const action of actions) {
    changed = act(changed.line, action, context);
    await run(service, 'saveDocket', saving(list, (step += 1), [changed]));
  }
  return changed;
}

/** A list whose lines stand in the read model. */
export async function takenIn(service: TestService, awards: readonly string[]): Promise<Sent> {
  const list = await sent(
    service,
    awards.map((award, i) => dossier(award, i + 1)),
  );
  const lines = list.nominations.map((id, i) => lineOf(list, id, { award: awards[i]! }));
  await run(service, 'saveDocket', saving(list, 1, lines));
  return list;
}
