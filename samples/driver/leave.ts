import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Result } from './results';
import type { Stage } from './stage';
import { eventually } from './wait';

interface Decision {
  readonly id: string;
  readonly kind: string;
  readonly number: string;
  readonly date: string;
}

/** How many files there are of each kind. */
export interface Left {
  readonly certificates: number;
  readonly decisions: number;
  readonly mails: number;
}

/** A folder of the output, empty; whatever else is there stays. */
function emptied(out: string, name: string): string {
  const folder = path.join(out, name);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  return folder;
}

const fileName = (text: string): string => text.replace(/[^\p{L}\p{N}.-]+/gu, '-');

/** Writes what the season leaves into a folder: papers through the API, mails as they came into the inbox. */
export async function leave(stage: Stage, rows: readonly Result[], out: string): Promise<Left> {
  mkdirSync(out, { recursive: true });
  writeFileSync(path.join(out, 'season.json'), `${JSON.stringify({ nominations: rows }, null, 2)}\n`);
  const [certificates, decisions] = await Promise.all([
    certificatesInto(emptied(out, 'certificates'), stage, rows),
    decisionsInto(emptied(out, 'decisions'), stage),
  ]);
  await outcomesMailed(stage);
  return { certificates, decisions, mails: await mailsInto(emptied(out, 'mail'), stage) };
}

async function certificatesInto(folder: string, stage: Stage, rows: readonly Result[]): Promise<number> {
  const numbers = rows.flatMap((row) => row.certificateNumber ?? []);
  await Promise.all(
    numbers.map(async (number) => {
      const bytes = await stage.cast.admin.file(`/certificates/${encodeURIComponent(number)}/certificate.pdf`);
      writeFileSync(path.join(folder, `${fileName(number)}.pdf`), bytes);
    }),
  );
  return numbers.length;
}

async function decisionsInto(folder: string, stage: Stage): Promise<number> {
  const { items } = await stage.cast.admin.get<{ readonly items: readonly Decision[] }>('/decisions?limit=200');
  const own = items.filter((decision) => decision.kind === 'decision');
  await Promise.all(
    own.map(async ({ id, date, number }) => {
      const bytes = await stage.cast.admin.file(`/decisions/${encodeURIComponent(id)}/document.pdf`);
      writeFileSync(path.join(folder, `${date}_${fileName(number)}.pdf`), bytes);
    }),
  );
  return own.length;
}

/** Which mail tells a unit how a nomination has ended. */
const lastMail: Readonly<Record<string, string>> = {
  issued: 'awarded',
  received: 'awarded',
  declined: 'declined',
  withdrawn: 'withdrawn',
};

/** Waits until the units have been told of every end. */
async function outcomesMailed(stage: Stage): Promise<void> {
  const ends = new Set(
    (await stage.list()).flatMap(({ unitProposal, status }) =>
      unitProposal !== undefined && lastMail[status] !== undefined ? [`<${lastMail[status]}.${unitProposal}.`] : [],
    ),
  );
  await eventually('a mail to the unit about every end', async () => {
    const ids = (await stage.inbox.all()).map((mail) => mail.headers['message-id']);
    const missing = [...ends].filter((start) => !ids.some((id) => id.startsWith(start)));
    return missing.length === 0 ? { found: true } : { instead: `${ids.length} mails, none like ${missing.join(', ')}` };
  });
}

async function mailsInto(folder: string, stage: Stage): Promise<number> {
  const mails = await stage.inbox.all();
  await Promise.all(
    mails.map(async (mail) => {
      const name = mail.headers['message-id'].replace(/^<|@.*$/g, '');
      writeFileSync(path.join(folder, `${fileName(name)}.eml`), await stage.inbox.source(mail));
    }),
  );
  return mails.length;
}
