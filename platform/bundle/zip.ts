import PizZip from 'pizzip';

/** A file of a ZIP, by its path. */
export interface ZipEntry {
  readonly name: string;
  readonly bytes: Uint8Array | string;
}

/** The same entries make the same bytes, whenever they are packed. */
const how = { date: new Date(Date.UTC(2000, 0, 1)), createFolders: false };

/**
 * One ZIP of these files, in this order; names with Vietnamese letters are marked as UTF-8. Papers are packed already and are stored
 * as they are; parts of office files are not.
 */
export function zipOf(entries: readonly ZipEntry[], compression: 'STORE' | 'DEFLATE' = 'STORE'): Buffer {
  const zip = new PizZip();
  for (const { name, bytes } of entries) zip.file(name.normalize('NFC'), bytes, how);
  return zip.generate({ type: 'nodebuffer', compression });
}
