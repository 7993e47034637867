import type { Problem } from '../../domain/errors';
import { unzip, ZipRefused, type ZipFault } from '../../platform/bundle/unzip';
import { refused } from '../../templates/words';
import { invalid } from '../schemas/parse';

/**
 * Word and Excel files are ZIP archives. Each is unpacked once, within bounds, so that neither a file that swells on whoever opens it
 * nor one with a program inside lies among the papers of a dossier.
 */

const MOST_PARTS = 5_000;
/** Unpacked in all, and how many times larger than packed. A page of text packs 20:1 at most, a sheet of equal cells 100:1. */
const MOST_UNPACKED = 200 * 1024 * 1024;
const MOST_SWELL = 150;

type Fault = 'corrupted' | 'swells' | 'locked' | 'program';
const refusal = (fault: Fault): Problem => invalid({ field: 'file', ...refused(`zip.${fault}`) });

/** @throws Problem VALIDATION with a sentence that says what is wrong with the file */
export function mustBeSafeZip(bytes: Buffer): void {
  const mostUnpacked = Math.min(MOST_UNPACKED, MOST_SWELL * bytes.length);
  try {
    const names = [...unzip(bytes, { mostUnpacked, mostParts: MOST_PARTS }).keys()];
    if (names.some((name) => program.test(name))) throw refusal('program');
  } catch (error) {
    if (error instanceof ZipRefused) throw refusal(faults[error.code]);
    throw error;
  }
}

const program = /vbaProject\.bin$|\.(?:exe|dll|js|vbs|bat|cmd|ps1|scr)$/i;

const faults: Readonly<Record<ZipFault, Fault>> = {
  notZip: 'corrupted',
  corrupted: 'corrupted',
  locked: 'locked',
  unpacksTooLarge: 'swells',
};
