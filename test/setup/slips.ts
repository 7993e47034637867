import type { TestCaller, Reply } from './api';
import { readPdf } from '../platform/documents/pdf-reader';
import { qrTextsIn } from '../platform/documents/qr-reader';

/** A page of a printed invitation, as somebody reads it who has it in his hand. */
export interface Slip {
  readonly text: string;
  /** What its QR code says. */
  readonly link: string;
  /** The path of the link. */
  readonly path: string;
  readonly number?: string;
}

export async function slipsIn(pdf: Uint8Array): Promise<Slip[]> {
  const [{ pages }, links] = await Promise.all([readPdf(pdf), qrTextsIn(pdf)]);
  return pages.map((page, i) => {
    const text = page.text.replaceAll('\u00a0', ' ').replace(/\s+/g, ' ');
    const link = links[i] ?? '';
    const number = /Mã số trên giấy mời (\d{3} \d{3})/.exec(text)?.[1]?.replace(' ', '');
    return { text, link, path: new URL(link).pathname, ...(number === undefined ? {} : { number }) };
  });
}

export const reason = 'Thư điện tử bị máy chủ từ chối; gửi tận tay trong phong bì dán kín.';

/** The secretary prints the page of one member. */
export const askSlip = (secretary: TestCaller, session: string, member: string, key = {}): Promise<Reply> =>
  secretary.post(`/sessions/${session}/members/${member}/slip`, { reason }, key);

/** The same, which must succeed. */
export async function printedSlip(secretary: TestCaller, session: string, member: string): Promise<Slip> {
  const reply = await askSlip(secretary, session, member);
  if (reply.status !== 200) throw new Error(`${reply.status} ${JSON.stringify(reply.body)}`);
  const [slip] = await slipsIn(reply.bytes);
  return slip!;
}
