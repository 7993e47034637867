import type { Response } from 'express';
import { attachmentOf, sendBytes } from '../../../routes/serve';

const types: Readonly<Record<string, string>> = {
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  csv: 'text/csv',
  pdf: 'application/pdf',
  zip: 'application/zip',
};

/** A file is looked at where it was saved, never run in our origin. */
export async function sendFile(
  res: Response,
  {
    name,
    bytes,
    type,
  }: { readonly name: string; readonly bytes: Buffer | AsyncIterable<Buffer>; readonly type?: string },
): Promise<void> {
  const ending = name.slice(name.lastIndexOf('.') + 1);
  res.type(type ?? types[ending] ?? 'application/octet-stream').set('Content-Disposition', attachmentOf(name));
  await sendBytes(res, bytes);
}
