import type { accountLetter } from '../../../workflows/account-letter';
import { uniqueName } from '../../setup/engines';
import { START } from '../../setup/fixtures';
import type { Play } from './scenario';

/** Somebody is invited, and asks for a code. */
export const accountLetters: Play = async (service) => {
  const { client, context, offsetMs, store, taskQueue } = service;
  const { signInCodes } = context;
  const account = uniqueName('A');
  const mail = `${account}@tinh-d.example`.toLowerCase();
  const said = { name: 'Lê Thị Mẫu', language: 'vi', status: 'active', version: 1, createdAt: START } as const;
  await store.accounts.insert({ _id: account, mail, grants: [{ role: 'office' }], ...said });
  const code = signInCodes.idOf(mail);
  const now = new Date(Date.now() + offsetMs).toISOString();
  const asked = await store.signInCodes.ask(code, { kid: signInCodes.kid, now, day: now.slice(0, 10), most: 9 });
  const start = (order: Parameters<typeof accountLetter>[0]['order'], key: string) =>
    client.workflow.start<typeof accountLetter>('accountLetter', {
      workflowId: uniqueName('account-letter'),
      taskQueue,
      args: [{ order, key, offsetMs }],
    });
  return {
    'account-is-invited': await start({ mail: 'accountInvitation', account }, `account-invitation.${account}.1`),
    'code-is-mailed-once': await start(
      { mail: 'signInCode', account, code, serial: asked!.serial },
      `sign-in-code.${account}.${asked!.serial}`,
    ),
  };
};
