import { z } from 'zod';
import { grades } from '../../domain/rules/facts';
import { isDay } from '../../domain/time';
import { code, day, distinct, email, formOfAddress, headcount, id, line, phone, prose, year } from './fields';

/** What people write into nominations, proposals and notes. */

export const language = z.enum(['vi', 'en']);

export const grade = z.enum(grades).meta({ description: 'Grade of the work of a year, best first' });

export const contact = z
  .strictObject({ name: line(200), email, phone: phone.exactOptional(), language: language.default('vi') })
  .meta({ id: 'Contact', description: 'Who receives the mails about what a unit has sent' });

export const paper = z
  .strictObject({
    kind: code.meta({
      description: 'Kind of paper, as the rule pack of the province names it',
      examples: ['achievementReport'],
    }),
    title: line(500),
    number: line(100).exactOptional(),
    date: day.exactOptional(),
    signer: line(200).exactOptional(),
    attachment: id.exactOptional().meta({ description: 'Id of an uploaded file' }),
    form: z
      .enum(['original', 'certifiedCopy', 'plainCopy'])
      .exactOptional()
      .meta({ description: 'Unknown when absent' }),
    certified: z
      .boolean()
      .exactOptional()
      .meta({ description: 'Whether the proposing level has confirmed it; unknown when absent' }),
  })
  .meta({ id: 'Paper' });

/** A paper that settles something: with number and date. */
export const numberedPaper = paper.extend({ number: line(100), date: day }).meta({ id: 'NumberedPaper' });

/** How many letters a dossier's prose may have, and a note about it. */
export const proseLetters = { merit: 20_000, basis: 5_000, note: 5_000 } as const;

/** How many letters the parts of a nominee may have; a person's name is shorter than that of a collective or household. */
export const nomineeLetters = { person: 200, name: 300, post: 300, unitName: 300, residence: 500 } as const;

const nominee = z
  .discriminatedUnion('kind', [
    z.strictObject({
      kind: z.literal('person'),
      person: code.exactOptional(),
      name: line(nomineeLetters.person),
      address: formOfAddress,
      post: line(nomineeLetters.post),
      unitName: line(nomineeLetters.unitName),
    }),
    z.strictObject({
      kind: z.literal('collective'),
      collective: code.exactOptional(),
      name: line(nomineeLetters.name),
    }),
    z.strictObject({
      kind: z.literal('household'),
      name: line(nomineeLetters.name),
      residence: line(nomineeLetters.residence),
    }),
  ])
  .meta({ id: 'Nominee' });

const period = z
  .strictObject({ from: day, to: day })
  .refine((p) => p.from <= p.to || !isDay(p.from) || !isDay(p.to), { error: 'periodReversed', path: ['to'] });

const commendationType = z.enum(['merit', 'adHoc', 'movement', 'thematic', 'devotion', 'seniority', 'external']);

/** What the form says of facts that the records may know otherwise: differences are found. */
const declared = z
  .strictObject({
    grades: z.array(z.strictObject({ year, grade })).max(50).exactOptional(),
    awards: z
      .array(
        z.strictObject({
          award: code,
          awardYear: year,
          decisionNumber: line(100).exactOptional(),
          decidedOn: day.exactOptional(),
          commendationType: commendationType.exactOptional(),
        }),
      )
      .max(200)
      .exactOptional(),
    headcount: headcount.exactOptional(),
  })
  .meta({ id: 'Declared', description: 'What the form states of earlier years' });

export const dossier = z
  .strictObject({
    award: code.meta({ examples: ['CSTDT'] }),
    awardYear: year,
    commendationType,
    procedure: z.enum(['normal', 'simplified']).default('normal'),
    posthumous: z.boolean().default(false),
    nominee,
    achievementPeriod: period,
    merit: prose(proseLetters.merit, 0)
      .default('')
      .meta({ description: 'Two or three lines for the list; may be empty in a draft' }),
    basis: prose(proseLetters.basis)
      .exactOptional()
      .meta({ description: 'Criterion and article on which the nomination rests' }),
    flags: distinct(code, 50).default([]),
    papers: z.array(paper).max(100).default([]),
    criterion: code
      .exactOptional()
      .meta({ description: 'Criterion it rests on, where several exist', examples: ['BKT.d'] }),
    achievement: code.exactOptional().meta({ description: 'Code of the single achievement that is to be rewarded' }),
    initiatives: distinct(code, 50)
      .exactOptional()
      .meta({ description: 'Codes of the initiatives that it rests on; the award uses them up' }),
    secretContent: z.boolean().exactOptional(),
    declared: declared.exactOptional(),
  })
  .meta({ id: 'Dossier', description: 'The content of a nomination' });

/** A nomination as it is created, and as it is checked without being saved. */
export const nomination = z
  .strictObject({
    unit: code.exactOptional().meta({ description: 'The nominating unit; that of the key when absent' }),
    round: code.exactOptional().meta({ description: 'Absent: an ad hoc case' }),
    ...dossier.shape,
  })
  .meta({ id: 'NewNomination' });

export const items = z
  .array(
    z.strictObject({
      field: line(100).meta({ description: 'Field or kind of paper' }),
      reason: prose(2_000),
      citation: line(500),
      nomination: id.exactOptional().meta({ description: 'Absent: holds for every nomination of the list' }),
    }),
  )
  .min(1)
  .max(200)
  .meta({ description: 'What is to be mended, each with its legal ground' });
