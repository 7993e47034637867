import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { runEngine, type EngineContext, type RunningEngine } from './engine';
import { isListening, localhost } from './ports';

/** No TypeScript: run by plain Node; a build copies it beside this file. */
const childScript = path.join(__dirname, 'maildev-child.mjs');

async function isReady(smtp: number, inbox: number): Promise<boolean> {
  if (!(await isListening(smtp)) || !(await isListening(inbox))) return false;
  const url = `http://${localhost}:${inbox}/api/healthz`;
  return fetch(url, { signal: AbortSignal.timeout(2_000) }).then(
    (answer) => answer.ok,
    () => false,
  );
}

/**
 * Runs a mail catcher: SMTP on one port, an inbox to look at on the other, mails kept in `DATA_DIR/mail`. It is a
 * process of its own, since it listens for signals and must outlive a kill -9 of ours.
 */
export function startMaildev(context: EngineContext): Promise<RunningEngine<'smtp' | 'inbox'>> {
  const folder = path.join(context.dataDir, 'mail');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  return runEngine(
    {
      name: 'maildev',
      title: 'Mail catcher',
      program: process.execPath,
      args: [childScript, '--mail-directory', folder],
      marks: ['maildev-child.mjs', `--mail-directory ${folder}`],
      ports: { smtp: { flag: '--smtp-port', preferred: 1025 }, inbox: { flag: '--web-port', preferred: 1080 } },
      isReady: ({ smtp, inbox }) => isReady(smtp, inbox),
      readyWithinMs: 60_000,
      adoptWithinMs: 15_000,
      stopWithinMs: 10_000,
    },
    context,
  );
}
