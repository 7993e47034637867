import { MockActivityEnvironment } from '@temporalio/testing';
import type { Activities } from '../../activities';
import { createActivities } from '../../activities/create';
import { collectionOf, type Dump, type OpenDatabase } from '../setup/dump';
import type { TestService } from '../setup/service';

export type Name = keyof Activities;
export type Input<A extends Name> = Parameters<Activities[A]>[0];
export type Result<A extends Name> = Awaited<ReturnType<Activities[A]>>;

/** One situation in which an activity runs, as a sentence that goes on from its name. */
export interface Case<A extends Name> {
  readonly name: string;
  /** Brings about what the activity finds, and gives its input. */
  prepare(service: TestService): Promise<Input<A>>;
  /** Expects what stands once it has been done, however often and after whatever trouble. */
  stands?(service: TestService, input: Input<A>, result: Result<A>): Promise<void>;
  /** Collections in which a first run draws at random: a first run elsewhere writes as many records, not the same. */
  readonly draws?: readonly string[];
  /** Collections that are emptied in a write of its own, after the others. */
  readonly empties?: readonly string[];
  /** Mails that leave. */
  readonly mails?: number;
  /** What may happen between a first run and a late second one, which must leave it alone. */
  meanwhile?(service: TestService, input: Input<A>): Promise<void>;
  /** Set where the effect stands in the engine: the database cannot be set back behind its back. */
  readonly inEngine?: { settled(service: TestService, input: Input<A>): Promise<void> };
}

/** Every activity with its situations; a new one does not compile until it is here. */
export type Cases = { readonly [A in Name]: readonly Case<A>[] };

export interface Bench {
  readonly service: TestService;
  readonly database: OpenDatabase;
}

/** One run, as a worker makes it. */
export async function run<A extends Name>(
  { context }: TestService,
  name: A,
  input: Input<A>,
  attempt = 1,
): Promise<Result<A>> {
  const activity = createActivities(context)[name] as (input: Input<A>) => Promise<Result<A>>;
  return await new MockActivityEnvironment({ attempt }).run<[Input<A>], Result<A>, typeof activity>(activity, input);
}

/**
 * Runs an activity in one situation twice, late, twice at once, and again after each of its writes was refused by the database;
 * each time what stands is what one run leaves.
 */
export async function expectSafeTwice<A extends Name>(bench: Bench, name: A, one: Case<A>): Promise<void> {
  const { service, database } = bench;
  const { mails } = service.mails;
  const input = await one.prepare(service);
  const go = (attempt: number) => run(service, name, input, attempt);
  const stands = async (result: Result<A>): Promise<void> => {
    await one.inEngine?.settled(service, input);
    await one.stands?.(service, input, result);
  };
  const before = await database.keep();
  const sent = mails.length;

  const first = await go(1);
  await stands(first);
  const after = await database.dump();
  expect(mails.length - sent).toBe(one.mails ?? 0);

  expect(await go(2)).toEqual(first);
  await stands(first);
  expect(differences(after, await database.dump())).toEqual([]);

  if (one.meanwhile) {
    await one.meanwhile(service, input);
    const then = await database.dump();
    expect(await go(3)).toEqual(first);
    expect(differences(then, await database.dump())).toEqual([]);
  }
  expect(mails.length - sent).toBe(one.mails ?? 0);
  if (one.inEngine) return;

  const expectSame = async (result: Result<A>): Promise<void> => {
    if (!one.draws) expect(result).toEqual(first);
    await stands(result);
    expect(differences(withoutDrawn(after, one), withoutDrawn(await database.dump(), one))).toEqual([]);
  };

  for (const collection of written(before.dump, after)) {
    await before.restore();
    const accept = await database.refuse(collection);
    const refused = go(1);
    await expect(refused).rejects.toThrow();
    await accept();
    const outside = mails.length;
    await expectSame(await go(2));
    expect(mails.length - outside).toBe(one.mails ?? 0);
  }
  for (const collection of one.empties ?? []) {
    await before.restore(collection);
    await expectSame(await go(2));
  }
  // a mail is the one effect that cannot be taken back: of two at once, both may leave
  if (one.mails !== undefined) return;
  await before.restore();
  await Promise.allSettled([go(1), go(2)]);
  await expectSame(await go(3));
}

/** What was added, changed or removed. */
function differences(one: Dump, other: Dump): string[] {
  const keys = new Set([...Object.keys(one), ...Object.keys(other)]);
  return [...keys].filter((key) => one[key] !== other[key]).sort();
}

/** Collections in which a run has added or changed a record. */
const written = (before: Dump, after: Dump): string[] => [
  ...new Set(
    Object.keys(after)
      .filter((key) => before[key] !== after[key])
      .map(collectionOf),
  ),
];

/** Drawn records count; what they say and under which id is chance. */
function withoutDrawn(dump: Dump, { draws = [] }: { readonly draws?: readonly string[] }): Dump {
  const same: Record<string, string> = {};
  for (const [key, hash] of Object.entries(dump)) {
    const collection = collectionOf(key);
    if (draws.includes(collection)) same[collection] = String(Number(same[collection] ?? 0) + 1);
    else same[key] = hash;
  }
  return same;
}
