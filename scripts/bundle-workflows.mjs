/**
 * Bundles the workflows for production, so that a worker starts without a compiler: workflows/index.ts becomes
 * dist/workflow-bundle.js. In development the worker bundles them itself.
 */
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundleWorkflowCode, DefaultLogger } from '@temporalio/worker';

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const target = path.join(root, 'dist', 'workflow-bundle.js');

const { code } = await bundleWorkflowCode({
  workflowsPath: path.join(root, 'workflows', 'index.ts'),
  logger: new DefaultLogger('WARN'),
});
await mkdir(path.dirname(target), { recursive: true });
await writeFile(target, code);
process.stdout.write(`dist/workflow-bundle.js: ${Math.round(code.length / 1024)} KB\n`);
