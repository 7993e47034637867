import type { Season, SampleAccount } from '../season';
import { Api } from './http';
import { StoryError } from './wait';

/** Everybody who works with the service, each with a key and an account for his role and unit; and the administrator. */
export class Cast {
  private readonly staff = new Map<string, Api>();
  readonly admin: Api;

  constructor(
    private readonly origin: string,
    adminKey: string,
    private readonly season: Season,
  ) {
    this.admin = new Api(origin, adminKey);
  }

  /** Draws the keys, and lets everybody sign in. The units must be there. */
  async draw(): Promise<void> {
    await Promise.all(
      this.season.accounts.map(async (account) => {
        const { key } = await this.admin.post<{ readonly key: string }>('/api-keys', keyFor(account));
        this.staff.set(account.person, new Api(this.origin, key));
        await this.admin.post('/accounts', accountFor(account, this.person(account.person)));
      }),
    );
  }

  /** The API as this person may use it. */
  as(person: string): Api {
    const api = this.staff.get(person);
    if (!api) throw new StoryError(`${person} has no account in the sample season`);
    return api;
  }

  /** The name of a person. */
  name(code: string): string {
    return this.person(code).name;
  }

  person(code: string): Season['people'][0] {
    return found(this.season.people, (p) => p.code === code, code);
  }
}

const keyFor = ({ person, role, unit }: SampleAccount) => ({
  name: unit === undefined ? `${person} ${role}` : `${person} ${role} ${unit}`,
  role,
  ...(unit === undefined ? {} : { unit }),
});

const accountFor = ({ role, unit, until }: SampleAccount, { name, email, language }: Season['people'][0]) => ({
  mail: email,
  name,
  language,
  grants: [{ role, ...(unit === undefined ? {} : { unit }), ...(until === undefined ? {} : { until }) }],
  // nobody of the sample reads it
  invite: false,
});

/** @throws StoryError when the sample holds no such thing */
export function found<T>(list: readonly T[], is: (item: T) => boolean, name: string): T {
  const item = list.find(is);
  if (item === undefined) throw new StoryError(`The sample season holds no ${name}`);
  return item;
}
