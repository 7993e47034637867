import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import type { DataConverter, Payload, PayloadCodec } from '@temporalio/common';
import { Problem } from '../../domain/errors';
import type { Key } from '../config';

const ENCODING = Buffer.from('binary/encrypted');
const IV_BYTES = 12;
const TAG_BYTES = 16;

/**
 * What client, worker, replay and codec server all use. With keys every payload is encrypted under the first one, all of them
 * can read, and the texts of failures are payloads too; without keys payloads stay in the clear.
 */
export function dataConverter(keys: readonly Key[]): DataConverter {
  if (keys.length === 0) return {};
  return { failureConverterPath, payloadCodecs: [payloadCodec(keys)] };
}

/** Also given to the bundler of the workflows, which runs it in the sandbox. */
export const failureConverterPath = require.resolve('./failure-converter');

/**
 * AES-256-GCM: iv ‖ tag ‖ ciphertext of the whole payload, its metadata included; the key id stands beside it. Payloads that
 * were written in the clear stay readable, so that keys can be introduced while processes run.
 */
export function payloadCodec(keys: readonly Key[]): PayloadCodec {
  const [current] = keys;
  if (!current) throw new Error('encryption needs at least one key');
  return {
    encode: async (payloads) => Promise.resolve(payloads.map((payload) => encrypted(payload, current))),
    decode: async (payloads) => Promise.resolve(payloads.map((payload) => decrypted(payload, keys))),
  };
}

function encrypted(payload: Payload, { kid, secret }: Key): Payload {
  const iv = randomBytes(IV_BYTES);
  const cipher = createCipheriv('aes-256-gcm', secret, iv);
  cipher.setAAD(Buffer.from(kid));
  const content = Buffer.concat([cipher.update(packed(payload)), cipher.final()]);
  return {
    metadata: { encoding: ENCODING, 'encryption-key-id': Buffer.from(kid) },
    data: Buffer.concat([iv, cipher.getAuthTag(), content]),
  };
}

function decrypted(payload: Payload, keys: readonly Key[]): Payload {
  const { metadata, data } = payload;
  if (!ENCODING.equals(Buffer.from(metadata?.encoding ?? []))) return payload;
  const kid = Buffer.from(metadata?.['encryption-key-id'] ?? []).toString();
  const key = keys.find((known) => known.kid === kid);
  if (!key || !data) throw new Problem('INTEGRITY', `payload key ${kid} is not configured`, { kid });
  const sealed = Buffer.from(data);
  const decipher = createDecipheriv('aes-256-gcm', key.secret, sealed.subarray(0, IV_BYTES), {
    authTagLength: TAG_BYTES,
  });
  decipher.setAAD(Buffer.from(kid));
  decipher.setAuthTag(sealed.subarray(IV_BYTES, IV_BYTES + TAG_BYTES));
  return unpacked(Buffer.concat([decipher.update(sealed.subarray(IV_BYTES + TAG_BYTES)), decipher.final()]));
}

/** Length of the metadata (4 bytes), metadata as JSON, data. What is empty comes from the workflow as a plain array. */
function packed({ metadata, data }: Payload): Buffer {
  const entries = Object.entries(metadata ?? {}).map(([name, value]) => [name, Buffer.from(value).toString('base64')]);
  const head = Buffer.from(JSON.stringify(Object.fromEntries(entries)));
  const length = Buffer.alloc(4);
  length.writeUInt32BE(head.length);
  return Buffer.concat([length, head, Buffer.from(data ?? [])]);
}

function unpacked(content: Buffer): Payload {
  const end = 4 + content.readUInt32BE(0);
  const head = JSON.parse(content.subarray(4, end).toString()) as Record<string, string>;
  const metadata = Object.fromEntries(
    Object.entries(head).map(([name, value]) => [name, new Uint8Array(Buffer.from(value, 'base64'))]),
  );
  return { metadata, data: new Uint8Array(content.subarray(end)) };
}
