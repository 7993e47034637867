import { create } from 'qrcode';

/** The modules of a QR code of error level M, a row a string of `1` (dark) and `0`, without the quiet zone. */
export function qrModules(text: string): string[] {
  const { modules } = create(text, { errorCorrectionLevel: 'M' });
  return Array.from({ length: modules.size }, (_, y) =>
    Array.from({ length: modules.size }, (_, x) => (modules.get(y, x) ? '1' : '0')).join(''),
  );
}
