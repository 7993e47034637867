import { counts } from './counts';
import { documents } from './documents';
import { eligibility } from './eligibility';
import { pages } from './pages';
import { session } from './session';
import { walk } from './walk';

/** What `npm run bench -- NAME` can run: see README.md beside this file. */
const measurements: Readonly<Record<string, () => Promise<void>>> = {
  counts,
  documents,
  eligibility,
  pages,
  session,
  walk,
};

async function main(name: string | undefined): Promise<void> {
  const measure = name === undefined ? undefined : measurements[name];
  if (!measure) {
    process.stdout.write(`npm run bench -- ${Object.keys(measurements).join(' | ')}\n`);
    process.exitCode = name === undefined ? 0 : 1;
    return;
  }
  await measure();
}

void main(process.argv[2]);
