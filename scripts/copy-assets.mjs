/**
 * Copies what the compiler leaves behind (templates, words, styles, scripts of child processes) beside the compiled
 * files in dist/, because modules look for it beside themselves.
 */
import { cp } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const folders = ['activities', 'api', 'domain', 'platform', 'rules', 'samples', 'templates', 'workflows'];

for (const folder of folders) {
  await cp(path.join(root, folder), path.join(root, 'dist', folder), {
    recursive: true,
    filter: (source) => !source.endsWith('.ts'),
  });
}
