import type { ProvincePack } from '../../domain/pack';
import { samplePack } from '../../samples/pack';

/**
 * The sample pack as tests take it. They send hundreds of mails to one address on one day, and each has to go by itself: a test of
 * digests has a rule of its own.
 */
export const testPack: ProvincePack = {
  ...samplePack,
  mail: { ...samplePack.mail, digest: { perDay: 1_000_000, informative: 'atOnce' } },
};
