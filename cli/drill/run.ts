import type { Robot } from './robots';

/** What a scanner must leave as it is, counted. */
export interface Traces {
  readonly votes: number;
  readonly drafts: number;
  /** Marks that a person has opened the sheet: entries of the trail. */
  readonly opened: number;
  readonly mails: number;
  readonly revoked: number;
}

export interface DrillReport {
  readonly links: number;
  readonly visits: number;
  /** How often each answer was met; a drill that met nothing but dead links proves little. */
  readonly met: Readonly<Record<string, number>>;
  /** What the scanners have brought about; 0 everywhere, or the mails must not go out. */
  readonly caused: Traces;
  readonly passed: boolean;
}

export interface Drill {
  readonly links: readonly URL[];
  readonly robots: readonly Robot[];
  readonly rounds: number;
  readonly count: () => Promise<Traces>;
}

/** Attacks every link with every robot, again and again, and compares what is on record before and after. */
export async function drill({ links, robots, rounds, count }: Drill): Promise<DrillReport> {
  const before = await count();
  const met: Record<string, number> = {};
  let visits = 0;
  for (let round = 0; round < rounds; round += 1) {
    for (const robot of robots) {
      for (const link of links) {
        visits += 1;
        for (const step of await robot.visit(link)) met[step] = (met[step] ?? 0) + 1;
      }
    }
  }
  const after = await count();
  const caused = {
    votes: after.votes - before.votes,
    drafts: after.drafts - before.drafts,
    opened: after.opened - before.opened,
    mails: after.mails - before.mails,
    revoked: after.revoked - before.revoked,
  };
  return { links: links.length, visits, met, caused, passed: Object.values(caused).every((n) => n === 0) };
}

/** Every address that a mail names, in its text or its page, as asked at the place where the service listens. */
export function linksIn(mails: readonly { readonly text?: string; readonly html?: string }[], at: string): URL[] {
  const found = mails.flatMap(({ text = '', html = '' }) => [
    ...(text.match(/https?:\/\/[^\s<>"]+/g) ?? []),
    ...[...html.matchAll(/\b(?:href|src)="(https?:\/\/[^"]+)"/g)].map(([, url]) =>
      url!.replaceAll('&amp;', '&').replaceAll('&#x3D;', '='),
    ),
  ]);
  return [...new Set(found)].map((url) => {
    const { pathname, search } = new URL(url);
    return new URL(`${pathname}${search}`, at);
  });
}
