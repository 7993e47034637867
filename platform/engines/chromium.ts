import { createReadStream, createWriteStream, existsSync, mkdirSync, readFileSync, renameSync } from 'node:fs';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createBrotliDecompress } from 'node:zlib';
import type { Browser, LaunchOptions } from 'playwright-core';

/** Where Chromium is looked for on machines that no package brings one for. */
const INSTALLED = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/snap/bin/chromium',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];

/**
 * A headless Chromium: the program that `CHROMIUM` names, else the one that comes as a package (Linux on x64), else an
 * installed Chromium or Chrome. @throws Error that says how to help when there is none
 */
export async function launchBrowser(): Promise<Browser> {
  // fonts as they are laid out, whatever hints the machine's own fonts carry
  const args = ['--no-sandbox', '--disable-gpu', '--font-render-hinting=none'];
  try {
    // neither the driver nor a Chromium comes with an installation for production
    const { chromium } = await import('playwright-core');
    return await chromium.launch({ args, ...(await program()) });
  } catch (error) {
    throw new Error('There is no Chromium here. Install Chromium or Chrome, or name its program in CHROMIUM.', {
      cause: error,
    });
  }
}

/** The same where one may be missing. */
export const browserIfAny = (): Promise<Browser | undefined> => launchBrowser().catch(() => undefined);

async function program(): Promise<Pick<LaunchOptions, 'channel' | 'executablePath'>> {
  const named = process.env['CHROMIUM'];
  if (named !== undefined && named !== '') return { executablePath: named };
  if (process.platform === 'linux' && process.arch === 'x64') return { executablePath: await unpacked() };
  const installed = INSTALLED.find((file) => existsSync(file));
  return installed === undefined ? { channel: 'chrome' } : { executablePath: installed };
}

/** Chromium out of its package, unpacked once into the folder of the engines. */
async function unpacked(): Promise<string> {
  const folder = path.join(path.dirname(require.resolve('@sparticuz/chromium')), '..');
  const about = readFileSync(path.join(folder, 'package.json'), 'utf8');
  const { version } = JSON.parse(about) as { readonly version: string };
  const home = path.resolve(process.env['ENGINES_DIR'] ?? '.engines', `chromium-${version}`);
  const file = path.join(home, 'chromium');
  if (existsSync(file)) return file;
  mkdirSync(home, { recursive: true });
  // unpacked beside its place and renamed into it, so that nobody ever runs half a program
  const arriving = `${file}.${process.pid}`;
  const packed = createReadStream(path.join(folder, 'bin', 'chromium.br'));
  await pipeline(packed, createBrotliDecompress(), createWriteStream(arriving, { mode: 0o755 }));
  renameSync(arriving, file);
  return file;
}
