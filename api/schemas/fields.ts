import { z } from 'zod';
import type { Text } from '../../domain/award';
import { isDay } from '../../domain/time';
import { cleaned, hidesInLine, hidesInProse } from '../../domain/words';

/** What a refinement says when it refuses: it gives the name of its sentence as the message. */
export const sentences = {
  hiddenCharacters: {
    vi: 'Có ký tự ẩn, ký tự điều khiển hoặc ký tự hỏng; đề nghị gõ lại mục này.',
    en: 'Contains invisible, control or broken characters; please type this again.',
  },
  notADay: {
    vi: 'Không phải là một ngày có thật, dạng YYYY-MM-DD.',
    en: 'Not a day that exists, as YYYY-MM-DD.',
  },
  farDay: { vi: 'Năm phải từ 1900 đến 2200.', en: 'The year must lie between 1900 and 2200.' },
  notAnInstant: {
    vi: 'Không phải là thời điểm kèm múi giờ, ví dụ 2026-11-16T08:00:00+07:00.',
    en: 'Not an instant with its time zone, for example 2026-11-16T08:00:00+07:00.',
  },
  notACode: {
    vi: 'Mã chỉ gồm chữ cái không dấu, chữ số, dấu chấm, gạch ngang, gạch dưới.',
    en: 'A code is made of letters, digits, dots, dashes and underscores.',
  },
  notAnEmail: { vi: 'Không phải là địa chỉ thư điện tử.', en: 'Not an e-mail address.' },
  notAPhone: { vi: 'Không phải là số điện thoại.', en: 'Not a phone number.' },
  twice: { vi: 'Có mục bị lặp lại.', en: 'An item is named twice.' },
  periodReversed: {
    vi: 'Ngày kết thúc phải sau ngày bắt đầu.',
    en: 'The last day must not lie before the first.',
  },
  levelNeedsUnit: {
    vi: 'Cấp đơn vị phải nêu đơn vị; cấp tỉnh thì không.',
    en: 'Unit level names its unit; province level names none.',
  },
  unitRoleNeedsUnit: {
    vi: 'Vai trò đơn vị phải gắn với một đơn vị; quản trị viên thì không.',
    en: 'The role unit needs a unit; an administrator has none.',
  },
  notOfYear: { vi: 'Có ngày không thuộc năm này.', en: 'A day does not belong to this year.' },
  gradeMissing: {
    vi: 'Cần có xếp loại, hoặc ghi nghỉ thai sản.',
    en: 'A grade is needed, or that the year was one of maternity leave.',
  },
  measureOfDiscipline: {
    vi: 'Hình thức kỷ luật phải được nêu, và chỉ được nêu, khi đã có kỷ luật.',
    en: 'A measure is named with discipline, and only then.',
  },
  notANudge: {
    vi: 'Độ dịch tính bằng milimét, theo bước 0,5 và không quá 10.',
    en: 'A shift is in millimetres, in steps of 0.5 and at most 10.',
  },
  lossNeedsPaper: {
    vi: 'Bằng bị mất: cần có văn bản xác nhận.',
    en: 'A lost certificate needs the paper that confirms it.',
  },
  notADayOfEveryYear: {
    vi: 'Đề nghị nhập tháng và ngày mà năm nào cũng có, dạng 12-01.',
    en: 'Please give a month and day that every year has, as 12-01.',
  },
  notAFigure: {
    vi: 'Không phải là số thập phân, ví dụ 1009.57 (tối đa 15 chữ số phần nguyên, 6 chữ số phần thập phân).',
    en: 'Not a decimal, for example 1009.57 (at most 15 digits before the point, 6 after it).',
  },
  nothingToChange: { vi: 'Chưa nêu nội dung cần thay đổi.', en: 'Names nothing to change.' },
} as const satisfies Record<string, Text>;

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
  .regex(/^[A-Za-z0-9][A-Za-z0-9._-]*$/, 'notACode');

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
  .regex(/^[^\s@<>()[\],;:"\\]+@[^\s@<>()[\],;:"\\]+\.[^\s@<>()[\],;:"\\]+$/, 'notAnEmail')
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

export const year = z.int().min(1990).max(2200);

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
