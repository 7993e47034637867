/**
 * Adds to package-lock.json the optional packages of other platforms that npm has left out: npm writes only those that
 * it could read, and `npm ci` then refuses the file everywhere. What such a package is made for is read from its name.
 * Run it after adding a package; `--check` changes nothing and ends with 1 when an entry is missing.
 */
import { readFileSync, writeFileSync } from 'node:fs';

const systems = ['aix', 'android', 'darwin', 'freebsd', 'linux', 'netbsd', 'openbsd', 'openharmony', 'sunos', 'win32'];
const processors = ['arm64', 'arm', 'ia32', 'loong64', 'mips64el', 'ppc64', 'riscv64', 's390x', 'wasm32', 'x64'];

const file = new URL('../package-lock.json', import.meta.url);
const lock = JSON.parse(readFileSync(file, 'utf8'));

/** 'pkg-linux-arm64-musl' → { os: ['linux'], cpu: ['arm64'], libc: ['musl'] }. Undefined when the name does not tell. */
const madeFor = (name) => {
  const words = name.split(/[-/]/);
  const os = systems.find((system) => words.includes(system));
  const cpu = processors.find((processor) => words.includes(processor));
  if (!os || !cpu) return undefined;
  const libc = words.some((word) => word.startsWith('musl')) ? 'musl' : 'glibc';
  return os === 'linux' && /gnu|musl/.test(name) ? { cpu: [cpu], libc: [libc], os: [os] } : { cpu: [cpu], os: [os] };
};

/** True when a package at `place` finds `name` in its own node_modules or in one above. */
const isReachable = (place, name) => {
  for (let folder = place; ; folder = folder.slice(0, Math.max(0, folder.lastIndexOf('/node_modules/')))) {
    if (lock.packages[`${folder ? `${folder}/` : ''}node_modules/${name}`]) return true;
    if (folder === '') return false;
  }
};

const added = {};
for (const [place, entry] of Object.entries(lock.packages)) {
  for (const [name, version] of Object.entries(entry.optionalDependencies ?? {})) {
    const target = madeFor(name);
    if (!target || !/^\d/.test(version) || isReachable(place, name)) continue;
    const { cpu, ...rest } = target;
    added[`node_modules/${name}`] = { version, cpu, ...(entry.dev ? { dev: true } : {}), optional: true, ...rest };
  }
}

const names = Object.keys(added);
if (process.argv.includes('--check')) {
  if (names.length > 0) {
    process.stderr.write(`package-lock.json lacks ${names.length} packages of other platforms (${names[0]} …).\n`);
    process.stderr.write('  npm ci would refuse it. Run: node scripts/complete-lock.mjs\n');
    process.exitCode = 1;
  }
} else if (names.length > 0) {
  const all = Object.entries({ ...lock.packages, ...added }).sort(([a], [b]) => a.localeCompare(b, 'en'));
  writeFileSync(file, `${JSON.stringify({ ...lock, packages: Object.fromEntries(all) }, null, 2)}\n`);
  process.stdout.write(`package-lock.json: ${names.length} packages of other platforms added\n`);
}
