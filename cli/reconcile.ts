import { existsSync, realpathSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { loadConfig, StartError } from '../platform/config';
import { openRecords } from '../platform/engines/records';
import { runningTemporal } from '../platform/engines/temporal';
import { createMailer } from '../platform/mail';
import { withSecrets, type ConfigWithSecrets } from '../platform/secrets';
import { activitiesOf, connectService, type Service } from '../wiring';
import { end } from './open';
import { exitCodeOf, leftIn, reconcile, type Report } from './reconcile/index';
import { sentenceOf } from './reconcile/finding';
import { FORMS, noteSigner, type Signer } from './reconcile/paper';
import type { Tools } from './reconcile/process';

const usage = `npm run reconcile -- [--dry-run] [--json]

Compares every process that is under way with its records, after a restore of the database or of the engine, or on any day: writes
records anew that are behind, brings processes forward that are, and lists what a person has to do. The service, or a worker, must be
running, since the processes are asked. Run it before the doors are opened after a restore.

  --dry-run   changes nothing
  --json      the same for a program
  --paper PROPOSAL|CASE --signer NAME --post POST [--form direct|TM.|KT.|TL.|TUQ.]
              says once more who signed a paper that the records have lost; the process has its number and date

Ends with 0 when all agree (now), 1 when something is left to do, 2 when it could not begin.`;

const options = {
  'dry-run': { type: 'boolean', default: false },
  json: { type: 'boolean', default: false },
  paper: { type: 'string' },
  signer: { type: 'string' },
  post: { type: 'string' },
  form: { type: 'string', default: 'direct' },
  help: { type: 'boolean', short: 'h', default: false },
} as const;

/** @returns the exit code */
async function main(args: readonly string[]): Promise<number> {
  const { values } = parseArgs({ args: [...args], options });
  const { paper, signer, post, form } = values;
  if (values.help) {
    console.log(usage);
    return 0;
  }
  const halfSaid = (paper === undefined) !== (signer === undefined) || (paper === undefined) !== (post === undefined);
  if (halfSaid || !FORMS.includes(form)) {
    console.error(usage);
    return 2;
  }
  const config = withSecrets(loadConfig());
  return await withService(config, async (service) => {
    const { context } = service;
    const mailer = createMailer({ smtpUrl: NOBODY, from: config.mailFrom, domain: config.mailDomain });
    const tools: Tools = { context, activities: activitiesOf(config, context, mailer), dryRun: values['dry-run'] };
    if (paper !== undefined) await noteSigner(tools, paper, { signer, post, form } as Signer);
    const report = await reconcile(tools);
    tell(report, values.json);
    return exitCodeOf(report);
  });
}

/** No activity that is used here sends a mail. */
const NOBODY = 'smtp://127.0.0.1:9';

/** Records and engine of the service, configured or those that run on `DATA_DIR`. */
async function withService(config: ConfigWithSecrets, work: (service: Service) => Promise<number>): Promise<number> {
  const { temporalNamespace, dataDir } = config;
  const log = { info: () => undefined, warn: console.warn };
  const running = () => runningTemporal(realpathSync(dataDir), temporalNamespace, log);
  const temporalAddress = config.temporalAddress ?? (existsSync(dataDir) ? await running() : undefined);
  if (temporalAddress === undefined)
    throw new StartError('Nobody runs the process engine here. Start the service, or a worker, first.');
  const records = await openRecords(config, log);
  try {
    const addresses = { mongodbUri: records.mongodbUri, temporalAddress, smtpUrl: NOBODY };
    const service = await connectService({ ...config, logLevel: 'error' }, addresses, 'reconcile');
    try {
      return await work(service);
    } finally {
      await service.close();
    }
  } finally {
    await records.close();
  }
}

function tell(report: Report, json: boolean): void {
  const { compared, findings } = report;
  if (json) {
    console.log(JSON.stringify({ compared, findings, left: leftIn(report) }));
    return;
  }
  for (const found of findings) console.log(sentenceOf(found));
  const open = findings.filter((found) => !found.mended).length;
  console.log(
    open > 0
      ? `${compared} processes compared; ${findings.length - open} differences mended, ${open} left.`
      : `${compared} processes compared; ${findings.length === 0 ? 'all agree' : `all agree now, ${findings.length} differences were mended`}.`,
  );
}

end(main(process.argv.slice(2)), { refused: 2, broken: 3, usage });
