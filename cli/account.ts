import { parseArgs } from 'node:util';
import { addAccount } from '../api/commands/accounts/accounts';
import { fieldsOf } from '../api/pages/problem';
import { grantId, type Grant } from '../domain/accounts';
import { Problem } from '../domain/errors';
import { roles, type Role } from '../domain/roles';
import { rehearsalClock } from '../platform/clock';
import { loadConfig, StartError } from '../platform/config';
import { email } from '../api/schemas/fields';
import { end, withRecords } from './open';

const usage = `npm run account -- add --mail ADDRESS --role ROLE [--unit CODE] [--until YYYY-MM-DD] [--name NAME] [--language vi|en]
npm run account -- list

Lets somebody sign in who runs the service himself: the first administrator, or one again when none is left. Everybody else is
invited by an administrator, at /app/access. ROLE is one of ${roles.join(', ')}.`;

/** @returns the exit code: 0 done, 1 refused, 2 not understood */
async function main(): Promise<number> {
  const { positionals, values } = parseArgs({
    allowPositionals: true,
    options: {
      mail: { type: 'string' },
      role: { type: 'string', default: 'admin' },
      unit: { type: 'string' },
      until: { type: 'string' },
      name: { type: 'string' },
      language: { type: 'string', default: 'vi' },
    },
  });
  const [command] = positionals;
  if (command === 'list') return await list();
  const { mail = '', role, unit, until, name = mail, language } = values;
  const known = roles.includes(role as Role) && (language === 'vi' || language === 'en');
  if (command !== 'add' || !known || !email.safeParse(mail).success) {
    console.error(usage);
    return 2;
  }
  const grant: Grant = {
    role: role as Role,
    ...(unit === undefined ? {} : { unit }),
    ...(until === undefined ? {} : { until }),
  };
  return await withRecords(loadConfig(), console.log, async (store) => {
    const clock = await rehearsalClock(store.settings, undefined);
    try {
      const made = await addAccount({ store, clock }, { actor: 'service', mail, name, language, grants: [grant] });
      console.log(`${made.mail} can sign in as ${made.grants.map(grantId).join(', ')} (account ${made._id})`);
      return 0;
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      const fields = fieldsOf(error).map(({ field, en }) => `${field}: ${en}`);
      throw fields.length === 0 ? error : new StartError(fields.join('\n'));
    }
  });
}

const list = (): Promise<number> =>
  withRecords(loadConfig(), console.log, async (store) => {
    const { items } = await store.accounts.list({}, { limit: 200 });
    for (const { _id, mail, status, grants } of items) {
      console.log([_id, mail, status, grants.map(grantId).join(', ')].join('\t'));
    }
    return 0;
  });

end(main(), { refused: 1, broken: 3, usage });
