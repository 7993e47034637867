import { X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Roots } from './cms';

/**
 * The certificates of a PEM file, one after another. None when there is no file: then nobody's certificate is checked.
 * @throws Error when a certificate cannot be read, or there is none
 */
export function rootsIn(file: string | undefined): Roots {
  if (file === undefined) return [];
  const found = readFileSync(file, 'latin1').match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? [];
  if (found.length === 0) throw new Error(`no certificate in ${file}`);
  return found.map((pem) => new Uint8Array(new X509Certificate(pem).raw));
}
