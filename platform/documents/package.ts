import { isCompound, unzip, ZipRefused, type Parts } from '../bundle/unzip';
import { TemplateRefused } from './faults';

export type { Parts } from '../bundle/unzip';

/** What an uploaded file may be: compressed, unpacked in all, and in how many parts. */
export const MOST_PACKED = 5 * 1024 * 1024;
const LIMITS = { mostUnpacked: 30 * 1024 * 1024, mostParts: 400 };

/** How what is wrong with a ZIP is said of a template. */
const faults = {
  notZip: 'notDocx',
  locked: 'oldOrLocked',
  corrupted: 'corrupted',
  unpacksTooLarge: 'unpacksTooLarge',
} as const;

/** The parts of an uploaded .docx. @throws TemplateRefused */
export function readParts(bytes: Buffer): Parts {
  if (bytes.length > MOST_PACKED) throw new TemplateRefused({ code: 'tooLarge' });
  if (isCompound(bytes)) throw new TemplateRefused({ code: 'oldOrLocked' });
  try {
    return unzip(bytes, LIMITS);
  } catch (error) {
    if (!(error instanceof ZipRefused)) throw error;
    const { where } = error;
    throw new TemplateRefused({ code: faults[error.code], ...(where === undefined ? {} : { where }) });
  }
}
