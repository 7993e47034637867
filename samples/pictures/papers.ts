import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** The program that draws pages of a PDF, of poppler-utils. */
const DRAWER = 'pdftoppm';

/** Whether papers can be drawn on this machine. */
export async function canDraw(): Promise<boolean> {
  try {
    await run(DRAWER, ['-v']);
    return true;
  } catch {
    return false;
  }
}

/** A page of a PDF as a PNG, so many pixels wide; the first one unless said otherwise. */
export async function drawn(pdf: Buffer, width: number, page = 1): Promise<Buffer> {
  const folder = mkdtempSync(path.join(tmpdir(), 'vinh-danh-paper-'));
  try {
    const paper = path.join(folder, 'paper');
    writeFileSync(`${paper}.pdf`, pdf);
    const size = ['-scale-to-x', `${width}`, '-scale-to-y', '-1'];
    await run(DRAWER, ['-png', '-singlefile', '-f', `${page}`, ...size, `${paper}.pdf`, paper]);
    return readFileSync(`${paper}.png`);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
