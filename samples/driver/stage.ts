import type { Act, SampleProposal, SampleSession, Season } from '../season';
import { found, type Cast } from './cast';
import type { Inbox } from './inbox';
import { eventually, type Seen, StoryError } from './wait';

export type ActOf<K extends Act['act']> = Act & { readonly act: K };

/** What the API tells of a nomination in a list. */
export interface Listed {
  readonly id: string;
  readonly unit: string;
  readonly docket?: string;
  readonly unitProposal?: string;
  readonly status: string;
  readonly version: number;
}

/** What the story is played on: people, inbox, the numbers that the service has given so far. */
export class Stage {
  /** Number of each nomination, by its key in the sample. */
  readonly numbers = new Map<string, string>();
  readonly sessions = new Map<string, string>();
  readonly proposals = new Map<string, string>();
  /** What goes on by itself and is over before the clock is moved. */
  private readonly underWay: Promise<unknown>[] = [];

  constructor(
    readonly season: Season,
    readonly cast: Cast,
    readonly inbox: Inbox,
    /** A line that stays on the screen. */
    readonly say: (line: string) => void,
  ) {}

  number = (key: string): string => given(this.numbers, key);
  session = (key: string): { readonly id: string; readonly of: SampleSession } => ({
    id: given(this.sessions, key),
    of: found(this.season.sessions, (s) => s.key === key, key),
  });
  proposal = (key: string): { readonly id: string; readonly of: SampleProposal } => ({
    id: given(this.proposals, key),
    of: found(this.season.proposals, (p) => p.key === key, key),
  });

  /** All nominations, as the administrator sees them. */
  async list(): Promise<readonly Listed[]> {
    return (await this.cast.admin.get<{ readonly items: readonly Listed[] }>('/nominations?limit=200')).items;
  }

  /** Lets something go on by itself. */
  letRun(work: Promise<unknown>): void {
    work.catch(() => undefined);
    this.underWay.push(work);
  }

  /** Waits for everything that goes on by itself. */
  async settle(): Promise<void> {
    await Promise.all(this.underWay.splice(0));
  }

  /** Waits until a session or proposal stands where it should. */
  until<T extends { readonly status: string }>(
    what: string,
    path: string,
    statuses: readonly string[],
    person?: string,
  ): Promise<T> {
    const api = person === undefined ? this.cast.admin : this.cast.as(person);
    return eventually(`${what} to be ${statuses.join(' or ')}`, async (): Promise<Seen<T>> => {
      const record = await api.get<T>(path);
      return statuses.includes(record.status) ? { found: record } : { instead: `it is ${record.status}` };
    });
  }
}

function given(map: ReadonlyMap<string, string>, key: string): string {
  const id = map.get(key);
  if (id === undefined) throw new StoryError(`${key} has not been created in the story yet`);
  return id;
}
