import { runDemo } from './samples/driver';
import { readOptions, usage } from './samples/driver/options';

/** The sample season, played on a service of its own. */
async function main(): Promise<number> {
  let options: ReturnType<typeof readOptions>;
  try {
    options = readOptions(process.argv.slice(2));
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : String(error)}\n\n${usage}`);
    return 2;
  }
  if (options) return runDemo(options);
  console.log(usage);
  return 0;
}

void main().then((code) => process.exit(code));
