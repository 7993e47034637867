import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { caseKinds, isOver } from '../../../domain/case/state';
import { World, type Command } from './world';

const small = fc.nat({ max: 11 });
const command: fc.Arbitrary<Command> = fc.oneof(
  { weight: 2, arbitrary: fc.constant({ do: 'issue' } as const) },
  {
    weight: 5,
    arbitrary: fc.record({
      do: fc.constant('open' as const),
      kind: fc.constantFrom(...caseKinds),
      award: small,
      damaged: fc.boolean(),
    }),
  },
  { weight: 12, arbitrary: fc.record({ do: fc.constant('act' as const), case: small, choice: small }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('wait' as const), days: fc.integer({ min: 1, max: 12 }) }) },
);

/** How often each state was met: a test that never meets one says nothing of it. */
const met = new Map<string, number>();

test('after any sequence of issue, correct, replace, revoke, reprint and complain, register, history and check say the same truth', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(command, { minLength: 20, maxLength: 80, size: 'max' }), async (commands) => {
      const world = new World();
      world.play({ do: 'issue' });
      for (const one of commands) {
        const before = world.issued.map(({ entries }) => entries);
        const over = world.cases.map(({ state }) => (isOver(state) ? state : undefined));
        world.play(one);
        // nothing is taken back: entries stay as they were, what is over stays over
        const kept = before.every((entries, i) => entries.every((entry, j) => world.issued[i]!.entries[j] === entry));
        const ended = over.every((state, i) => state === undefined || world.cases[i]!.state === state);
        if (!kept || !ended) throw new Error(`taken back by ${JSON.stringify(one)}`);
      }
      expect(world.issued.map(({ goldBook }) => goldBook)).toEqual(world.issued.map((_, i) => i + 1));
      for (const issued of world.issued) {
        const { name, ...shown } = await world.shown(issued);
        const told = world.told(issued);
        if (!isDeepStrictEqual(shown, told)) throw new Error(JSON.stringify({ shown, told }));
        // the end of a chain was not replaced itself; what the letters say is what is shown
        if (shown.endState === 'replaced') throw new Error('a chain without an end');
        if (shown.state === 'corrected' && name !== issued.told.name)
          throw new Error(`${name ?? ''} is not what was said`);
        if (world.printsOf(issued) !== issued.told.prints) throw new Error('reprints are not counted');
        // the ledger counts an entry exactly as long as its certificate stands
        const counts = issued.ledger.revoked === undefined && issued.ledger.replaced === undefined;
        if (counts !== (shown.state === 'valid' || shown.state === 'corrected')) throw new Error('the ledger differs');
        const deep = shown.end === undefined ? shown.state : `${shown.state} → ${shown.endState ?? ''}`;
        met.set(deep, (met.get(deep) ?? 0) + 1);
      }
      for (const { state, award } of world.cases) {
        // who holds is a complaint about the same award that has not ended
        for (const by of state.heldBy) {
          const holder = world.cases.find(({ id }) => id === by)!;
          const holds = holder.award === award && holder.state.holding;
          if (!isOver(state) && !holds) throw new Error(`held by ${by} for nothing`);
        }
      }
    }),
    { numRuns: 1_500 },
  );
  // the sequences get everywhere
  for (const state of [
    'valid',
    'corrected',
    'revoked',
    'replaced → valid',
    'replaced → corrected',
    'replaced → revoked',
  ])
    expect([state, (met.get(state) ?? 0) > 0]).toEqual([state, true]);
}, 60_000);
