import { z } from 'zod';
import { isDay } from '../../domain/time';
import { cleaned, hidesInLine, hidesInProse } from '../../domain/words';

/** Schemas whose refinements give the name of their sentence, a key of `refused.field`, as the message. */

/** A name, title or other words in one line. */
export const line = (max: number) =>
  z
    .string()
    .overwrite(cleaned)
    .min(1)
    .max(max)
    .refine((value) => !hidesInLine(value), 'hiddenCharacters');

/** Words in several lines; may be empty where `min` is 0. */
export const prose = (max: number, min = 1) =>
  z
    .string()
    .overwrite((value) => cleaned(value.replace(/\r\n?/g, '\n')))
    .min(min)
    .max(max)
    .refine((value) => !hidesInProse(value), 'hiddenCharacters');

/** A code that an office gives: of units, people, councils, rounds. */
export const code = z
  .string()
  .max(64)
  .regex(/^[A-Za-z0-9][A-Za-z0-9._-]*$/, 'notACode')
  // the page of a new record stands at this address, in capitals too
  .refine((value) => value.toLowerCase() !== 'new', 'reservedCode');

/** The id of a record of ours, as the API has given it. */
export const id = z
  .string()
  .min(1)
  .max(128)
  .overwrite((value) => value.normalize('NFC'))
  .refine((value) => !hidesInLine(value), 'hiddenCharacters');

/** Calendars and timers reckon with these years only. */
const isNear = (value: string): boolean => value >= '1900' && value < '2201';

export const day = z
  .string()
  .max(10)
  .refine(isDay, 'notADay')
  .refine((value) => !isDay(value) || isNear(value), 'farDay')
  .meta({ format: 'date', examples: ['2026-11-16'] });

const instantForm = /^(\d{4}-\d{2}-\d{2})T\d{2}:\d{2}(:\d{2}(\.\d{1,3})?)?(Z|[+-]\d{2}:\d{2})$/;
const isInstant = (value: string): boolean => {
  const form = instantForm.exec(value);
  return form !== null && isDay(form[1]!) && !Number.isNaN(Date.parse(value));
};
/** An instant with its time zone; comes out in UTC. */
export const instant = z
  .string()
  .max(40)
  .refine(isInstant, 'notAnInstant')
  .refine((value) => !isInstant(value) || isNear(value), 'farDay')
  .overwrite((value) => (isInstant(value) ? new Date(value).toISOString() : value))
  .meta({ format: 'date-time', examples: ['2026-11-16T08:00:00+07:00'] });

export const email = z
  .string()
  .max(254)
  .overwrite((value) => value.normalize('NFC').trim())
  .refine((value) => !hidesInLine(value), 'hiddenCharacters')
  .regex(/^[^\s@<>()[\],;:"\\]+@[^\s@<>()[\],;:"\\.]+(?:\.[^\s@<>()[\],;:"\\.]+)+$/, 'notAnEmail')
  .meta({ format: 'email' });

export const phone = z
  .string()
  .max(30)
  .overwrite((value) => value.trim())
  .regex(/^\+?[0-9][0-9 ().-]{2,28}$/, 'notAPhone');

/** However the letters were composed. */
export const formsOfAddress = ['Ông', 'Bà', 'đồng chí'] as const;
export const formOfAddress = z
  .string()
  .overwrite((value) => value.normalize('NFC'))
  .pipe(z.enum(formsOfAddress));

/** Awards and papers of these years are known. */
export const year = z.int().min(1990, 'farYear').max(2200, 'farYear');

/** How many people a collective has. */
export const headcount = z.int().min(1).max(100_000);

/** The version of a record that the caller has seen. */
export const version = z
  .int()
  .min(0)
  .max(Number.MAX_SAFE_INTEGER)
  .meta({ description: 'Version on which the decision was made, as the record shows it' });

/** A list without the same item twice. */
export const distinct = <T extends z.ZodType>(item: T, max: number, min = 0) =>
  z
    .array(item)
    .min(min)
    .max(max)
    .refine((list) => new Set(list).size === list.length, 'twice');

/** A number of members or of their votes. */
export const votes = z.int().min(0).max(1_000);

/** Which page of a list. */
export const paging = {
  limit: z.coerce.number().int().min(1).max(200).optional().meta({ description: 'Items a page; 50 when absent' }),
  cursor: z
    .string()
    .max(500)
    .optional()
    .meta({ description: '`next` of the page before, or `previous` of the page after' }),
};

/** Goes with a signed paper. */
export const confirmed = prose(2_000).meta({ description: 'Why the file is right although it differs from the draft' });
