import { routeFor } from '../../domain/route';
import { samplePack } from '../pack';
import type { SampleNomination } from '../season';
import type { Stage } from './stage';
import { eventually } from './wait';

/** What came of one nomination, as season.json keeps it. */
export interface Result {
  readonly key: string;
  readonly number: string;
  readonly award: string;
  readonly subject: string;
  readonly route: string;
  /** When it entered each stage of its way, and how it ended. */
  readonly stages: readonly { readonly stage: string; readonly level?: string; readonly at: string }[];
  readonly status: string;
  readonly decisionNumber?: string;
  readonly certificateNumber?: string;
}

interface Nomination {
  readonly number: string;
  readonly status: string;
  readonly decision?: { readonly number: string };
  readonly certificate?: { readonly number: string };
}
interface Entry {
  readonly at: string;
  readonly type: string;
  readonly stage?: string;
  readonly level?: string;
}

/** Waits until every nomination stands where the sample says, and says of each that does not. */
export async function differences(stage: Stage): Promise<readonly string[]> {
  const wrong = async (): Promise<readonly string[]> => {
    const listed = new Map((await stage.list()).map((n) => [n.id, n.status]));
    return stage.season.nominations.flatMap(({ key, body, expect }) => {
      const number = stage.numbers.get(key);
      const status = number === undefined ? 'not created' : (listed.get(number) ?? 'not listed');
      return status === expect.status ? [] : [`${key} (${body.award}) is ${status}, must be ${expect.status}`];
    });
  };
  let last: readonly string[] = [];
  try {
    await eventually(
      'every nomination to stand where it must',
      async () => {
        last = await wrong();
        return last.length === 0 ? { found: true } : { instead: last.join('; ') };
      },
      15_000,
    );
  } catch {
    // said below, one by one
  }
  return [...last, ...(await wrongTallies(stage))];
}

interface Counted {
  readonly result?: {
    readonly lines: readonly {
      readonly nomination: string;
      readonly tally: { readonly yes: number; readonly recused: number; readonly passed: boolean };
    }[];
  };
}

async function wrongTallies(stage: Stage): Promise<string[]> {
  const of = [...stage.sessions].map(async ([key, id]) => {
    const { result } = await stage.cast.admin.get<Counted>(`/sessions/${id}`);
    const tallies = new Map(result?.lines.map((l) => [l.nomination, l.tally]));
    return stage.session(key).of.expect.flatMap(({ nomination, yes, recused, passed }) => {
      const tally = tallies.get(stage.number(nomination));
      if (tally?.yes === yes && tally.recused === recused && tally.passed === passed) return [];
      const seen = tally ? `${tally.yes} yes, ${tally.recused} recused` : 'no result';
      return [`${nomination} has ${seen} in ${key}, must have ${yes} yes, ${recused} recused`];
    });
  });
  return (await Promise.all(of)).flat();
}

/** What came of every nomination that was written, in the order of the sample. */
export async function results(stage: Stage): Promise<Result[]> {
  const written = stage.season.nominations.filter((n) => stage.numbers.has(n.key));
  return Promise.all(written.map((sample) => resultOf(stage, sample)));
}

async function resultOf(stage: Stage, { key, body }: SampleNomination): Promise<Result> {
  const path = `/nominations/${stage.number(key)}`;
  const { admin } = stage.cast;
  const { award, procedure, flags } = body;
  const [nomination, { items }] = await Promise.all([
    admin.get<Nomination>(path),
    admin.get<{ readonly items: readonly Entry[] }>(`${path}/history`),
  ]);
  const { number, status, decision, certificate } = nomination;
  const entered = items.flatMap(({ type, stage: at, level, at: time }) =>
    type === 'entered' && at !== undefined ? [{ stage: at, ...(level === undefined ? {} : { level }), at: time }] : [],
  );
  return {
    key,
    number,
    award,
    subject: body.nominee.name,
    route: routeFor(samplePack.routes, { award: { code: award }, procedure, flags }).code,
    stages: entered,
    status,
    ...(decision ? { decisionNumber: decision.number } : {}),
    ...(certificate ? { certificateNumber: certificate.number } : {}),
  };
}

const columns: readonly (readonly [title: string, width: number, of: (result: Result) => string])[] = [
  ['number', 14, (r) => r.number],
  ['nominee', 28, (r) => r.subject],
  ['award', 7, (r) => r.award],
  ['route', 10, (r) => r.route],
  ['status', 9, (r) => r.status],
  ['decision', 14, (r) => r.decisionNumber ?? ''],
  ['certificate', 22, (r) => r.certificateNumber ?? ''],
];
const fit = (text: string, width: number): string =>
  text.length > width ? `${text.slice(0, width - 1)}…` : text.padEnd(width);

/** The results as a table, a line each. */
export const tableOf = (rows: readonly Result[]): string[] => [
  columns
    .map(([title, width]) => fit(title, width))
    .join('  ')
    .trimEnd(),
  columns.map(([, width]) => '─'.repeat(width)).join('  '),
  ...rows.map((row) =>
    columns
      .map(([, width, of]) => fit(of(row), width))
      .join('  ')
      .trimEnd(),
  ),
];
