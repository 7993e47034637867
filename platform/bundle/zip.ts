import PizZip from 'pizzip';

/** A file of a ZIP, by its path. */
export interface ZipEntry {
  readonly name: string;
  readonly bytes: Uint8Array | string;
}

/** Papers are packed already: they are stored as they are. The same entries make the same bytes, whenever they are packed. */
const how = { compression: 'STORE' as const, date: new Date(Date.UTC(2000, 0, 1)), createFolders: false };

/** One ZIP of these files, in this order; names with Vietnamese letters are marked as UTF-8. */
export function zipOf(entries: readonly ZipEntry[]): Buffer {
  const zip = new PizZip();
  for (const { name, bytes } of entries) zip.file(name.normalize('NFC'), bytes, how);
  return zip.generate({ type: 'nodebuffer', compression: 'STORE' });
}
