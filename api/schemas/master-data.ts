import { z } from 'zod';
import { commendationTypes } from '../../domain/award';
import { LARGEST_PT, LARGEST_SHEET_MM, MOST_LINES, SMALLEST_PT, SMALLEST_SHEET_MM } from '../../domain/overlay/check';
import { isNudge } from '../../domain/overlay/nudge';
import { overlayAligns, overlayFaces, overlayFacts, overlayFits } from '../../domain/overlay/overlay';
import { registerPapers } from '../../domain/pack';
import { code, day, distinct, email, formOfAddress, line, phone, year } from './fields';
import { language } from './content';

/** Master data as it is put: the code stands in the address, the rest here. */

/** Members of one council. */
export const MOST_MEMBERS = 200;

const level = z.enum(['unit', 'province']);
const fits = (body: { level: 'unit' | 'province'; unit?: string | undefined }): boolean =>
  (body.level === 'unit') === (body.unit !== undefined);
const levelProblem = { error: 'levelNeedsUnit', path: ['unit'] };

export const unit = z
  .strictObject({
    name: line(300),
    kind: z.enum(['department', 'commune', 'hospital', 'room', 'block', 'other']),
    parent: code.exactOptional(),
    symbol: line(30).meta({ description: 'Stands in the symbols of its papers', examples: ['STC'] }),
    validFrom: day,
    validTo: day.exactOptional(),
    successor: code.exactOptional(),
    email: email.exactOptional(),
    phone: phone.exactOptional(),
    head: z
      .strictObject({ name: line(200), post: line(300) })
      .exactOptional()
      .meta({
        description: 'Who signs its papers: Tờ trình, notices',
        examples: [{ name: 'Nguyễn Văn Mẫu', post: 'Giám đốc' }],
      }),
    officer: z
      .strictObject({ name: line(200), email, phone })
      .exactOptional()
      .meta({ description: 'Who receives the notices of the office at this level' }),
    handledBy: code.exactOptional().meta({
      description: "Who at the province's office works on what it sends: code of a person, who may be entered later",
    }),
  })
  .refine((u) => u.validTo === undefined || u.validFrom <= u.validTo, { error: 'periodReversed', path: ['validTo'] })
  .meta({ id: 'Unit' });

export const person = z
  .strictObject({
    name: line(200),
    address: formOfAddress,
    post: line(300),
    unit: code,
    birthDate: day.exactOptional(),
    sex: z.enum(['female', 'male']).exactOptional(),
    email: email.exactOptional(),
    language: language.default('vi'),
  })
  .meta({ id: 'Person' });

export const council = z
  .strictObject({
    name: line(300),
    level,
    unit: code.exactOptional(),
    validFrom: day.meta({ description: 'Each day of validity is a version; sessions use the one of the voting day' }),
    paper: z
      .strictObject({ number: line(100), date: day })
      .exactOptional()
      .meta({ description: 'The decision by which it sits in this composition' }),
    members: z
      .array(z.strictObject({ person: code, role: line(200), secretary: z.boolean().default(false) }))
      .min(1)
      .max(MOST_MEMBERS)
      .refine((members) => new Set(members.map((m) => m.person)).size === members.length, 'twice'),
  })
  .refine(fits, levelProblem)
  .meta({ id: 'Council' });

export const authority = z
  .strictObject({
    level,
    unit: code.exactOptional(),
    person: code,
    title: line(300),
    issuer: line(300),
    superior: line(300).exactOptional(),
    place: line(100),
    substitutions: z
      .array(
        z.strictObject({
          person: code,
          form: z.enum(['KT.', 'TUQ.']).default('KT.'),
          from: day,
          to: day,
          paper: z.strictObject({ number: line(100), date: day }),
        }),
      )
      .max(100)
      .exactOptional()
      .meta({ description: 'Who signs in its place, when, and by which paper; lists go to him meanwhile' }),
    office: z
      .strictObject({ name: line(200), email })
      .exactOptional()
      .meta({ description: 'Its own office: reminded of lists that wait, never the authority itself' }),
    register: z.strictObject({ symbol: line(30), mode: z.enum(['manual', 'automatic']) }),
  })
  .refine(fits, levelProblem)
  .meta({ id: 'Authority' });

export const register = z
  .strictObject({
    unit: code,
    council: code
      .exactOptional()
      .meta({ description: 'Set on a register of a council: its papers have their own series' }),
    paper: z.enum(registerPapers),
    symbol: line(30).meta({ examples: ['QĐ-UBND', 'BB-HĐTĐKT'] }),
    mode: z.enum(['manual', 'automatic']).default('manual'),
    restart: z
      .enum(['yearly', 'never'])
      .default('yearly')
      .meta({ description: 'From 1 again for papers dated from 1 January on, or on and on' }),
    maximum: z.number().int().min(1).max(999_999).exactOptional().meta({ description: 'Its last number' }),
    validFrom: day.meta({ description: 'Each day is a version; a paper goes by the one in force on its date' }),
  })
  .meta({ id: 'NumberRegister' });

export const round = z
  .strictObject({
    name: line(300),
    awardYear: year,
    awards: distinct(code, 100, 1),
    units: distinct(code, 2_000),
    deadline: day.meta({ description: 'Last day on which units send' }),
    officer: code.exactOptional(),
    commendationType: z.enum(commendationTypes).exactOptional().meta({
      description:
        'Type of every commendation of the round. Of a round of a movement with a theme it is `thematic`, also where it is left out',
    }),
  })
  .meta({ id: 'Round' });

export const calendar = z
  .strictObject({
    off: distinct(day, 366).meta({ description: 'Holidays and days off that fall on Monday to Friday' }),
    extraWorking: distinct(day, 366).meta({ description: 'Saturdays and Sundays that are worked in exchange' }),
    citation: line(500).exactOptional().meta({ description: 'The papers that say so' }),
  })
  .meta({ id: 'Calendar' });

const nudge = z
  .number()
  .refine(isNudge, 'notANudge')
  .default(0)
  .meta({ description: 'Millimetres, in steps of 0.5, at most 10' });

export const printer = z
  .strictObject({
    name: line(200),
    unit: code.exactOptional().meta({ description: "Whose it is; absent: the province's" }),
    nudge: z.strictObject({ dxMm: nudge, dyMm: nudge }).default({ dxMm: 0, dyMm: 0 }),
  })
  .meta({ id: 'Printer' });

const place = z.number().min(0).max(LARGEST_SHEET_MM);
const length = z.number().min(5).max(LARGEST_SHEET_MM);
const side = z.number().min(SMALLEST_SHEET_MM).max(LARGEST_SHEET_MM);
const points = z.number().min(SMALLEST_PT).max(LARGEST_PT);

export const overlayField = z.strictObject({
  fact: z.enum(overlayFacts),
  xMm: place.meta({ description: 'Left end, middle or right end of its lines, as it is aligned' }),
  baselineMm: place.meta({ description: 'The line on which the letters of its first line stand' }),
  widthMm: length.meta({ description: 'No line is longer' }),
  align: z.enum(overlayAligns),
  face: z.enum(overlayFaces),
  sizePt: points,
  minSizePt: points.meta({ description: 'No letter is smaller; what needs it is refused' }),
  maxLines: z.int().min(1).max(MOST_LINES),
  fit: z.enum(overlayFits).meta({ description: '`shrink` onto one line first, or `wrap` at its size first' }),
  capitals: z.boolean().exactOptional(),
  red: z.boolean().exactOptional(),
});

export const overlay = z
  .strictObject({
    name: line(200),
    awards: distinct(code, 100, 1).meta({ description: 'Awards whose object is a certificate' }),
    unit: code
      .exactOptional()
      .meta({ description: 'Whose head signs; absent: the province, and units without their own' }),
    printer: code.exactOptional().meta({ description: 'Coordinates for this printer alone' }),
    validFrom: day.meta({ description: 'Each day of validity is a version; the latest that has begun is printed by' }),
    sheet: z.strictObject({ widthMm: side, heightMm: side }),
    fields: z.array(overlayField).min(1).max(overlayFacts.length),
    qr: z
      .strictObject({ xMm: place, yMm: place, sideMm: z.number().min(15).max(60) })
      .exactOptional()
      .meta({ description: 'Only where the model of the object has a place for a code' }),
  })
  .meta({ id: 'Overlay' });
