import type { DrillReport, Traces } from '../../domain/drill';
import { causedBy, NO_ANSWER } from '../../domain/drill';
import type { Robot } from './robots';

export interface Attack {
  readonly links: readonly URL[];
  readonly robots: readonly Robot[];
  readonly rounds: number;
  readonly count: () => Promise<Traces>;
  /** Called after every visit. */
  readonly onVisit?: (visits: number) => void;
}

/**
 * Attacks every link with every robot, again and again, and compares what is on record before and after. Where the very first
 * visit gets no answer, nobody is there to be attacked.
 */
export async function attack({ links, robots, rounds, count, onVisit }: Attack): Promise<DrillReport> {
  const before = await count();
  const met: Record<string, number> = {};
  let visits = 0;
  const visit = async (robot: Robot, link: URL): Promise<void> => {
    visits += 1;
    for (const step of await stepsOf(robot, link)) met[step] = (met[step] ?? 0) + 1;
    onVisit?.(visits);
  };
  const nobodyThere = (): boolean => visits === 1 && met[NO_ANSWER] === 1;
  for (let round = 0; round < rounds; round += 1) {
    for (const robot of robots) {
      for (const link of links) if (!nobodyThere()) await visit(robot, link);
    }
  }
  const caused = causedBy(before, await count());
  return { links: links.length, visits, browser: robots.some((r) => r.browser), met, caused };
}

async function stepsOf(robot: Robot, link: URL): Promise<readonly string[]> {
  try {
    return await robot.visit(link);
  } catch {
    return [NO_ANSWER];
  }
}

/**
 * Every address that a mail names, in its text or its page, as it is asked.
 * @param publicUrl how people type the service, and `at` where it listens
 */
export function linksIn(
  mails: readonly { readonly text?: string; readonly html?: string }[],
  publicUrl: string,
  at: string,
): URL[] {
  const found = mails.flatMap(({ text = '', html = '' }) => [
    ...(text.match(/https?:\/\/[^\s<>"]+/g) ?? []),
    ...[...html.matchAll(/\b(?:href|src)="(https?:\/\/[^"]+)"/g)].map(([, url]) =>
      url!.replaceAll('&amp;', '&').replaceAll('&#x3D;', '='),
    ),
  ]);
  return [...new Set(found)].map((url) => asAsked(url, publicUrl, at));
}

/** A link of the service, as it is asked where the service listens. */
export const asAsked = (url: string, publicUrl: string, at: string): URL =>
  new URL(url.startsWith(publicUrl) ? `${at}${url.slice(publicUrl.length)}` : url);

/** The machine of the service can be asked from several of its own addresses, another one from its own only. */
export const addressesTo = (at: string): readonly (string | undefined)[] =>
  ['localhost', '127.0.0.1'].includes(new URL(at).hostname) ? ['127.0.0.1', '127.0.0.2', '127.0.0.3'] : [undefined];
