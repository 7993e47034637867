import { z } from 'zod';
import type { Prize } from '../../../domain/prize';
import type { Day } from '../../../domain/time';
import { moneyInWords } from '../../../templates/format';
import type { Prizes } from '../../commands/issued/prizes';
import { defined } from '../../commands/shared';

/** How prize money is answered: whole numbers in đồng, multiples in hundredths. */

const text = z.object({ vi: z.string(), en: z.string() });
const sum = {
  amount: z.int().meta({ description: 'In đồng' }),
  words: z
    .string()
    .meta({ description: 'The sum in Vietnamese words', examples: ['Bảy triệu năm trăm chín mươi nghìn đồng'] }),
};

const reckoned = z.object({
  ...sum,
  multiple: z.int().meta({ description: 'Hundredths of the base salary, the factor included' }),
  factor: z.int().meta({ description: 'What this kind of subject is given for 100 of a person' }),
  baseSalary: z.object({ amount: z.int(), validFrom: z.string(), validTo: z.string().optional() }),
  payer: z.enum(['unit', 'province']).meta({ description: 'Who pays: the unit that decides, or the province' }),
  citation: text,
  verified: z.boolean().meta({ description: 'Whether a person has read all of it in its sources' }),
});

export const prize = reckoned
  .extend({ on: z.string().meta({ description: 'The day on which the decision is expected' }) })
  .meta({ id: 'Prize', description: 'What would be paid if the decision came on that day' });

const reckonedAnswer = ({ amount, multiple, factor, baseSalary, payer, citation, verified }: Prize) => ({
  amount,
  words: moneyInWords(amount),
  multiple,
  factor,
  baseSalary: { ...baseSalary },
  payer,
  citation,
  verified,
});

export const prizeAnswer = (of: Prize, on: Day): z.input<typeof prize> => ({ on, ...reckonedAnswer(of) });

export const prizes = z
  .object({
    on: z.string().meta({ description: 'The day of the decision; today before there is one' }),
    ...sum,
    lines: z.array(
      reckoned.extend({
        nomination: z.string(),
        award: z.string(),
        paid: z.boolean().meta({ description: 'False: a higher title for the same period is paid instead' }),
      }),
    ),
  })
  .meta({ id: 'Prizes', description: 'What is paid in all and for each line; lines without money are left out' });

/** `{ prizes }`, or nothing where nothing is paid. */
export const prizesPart = (of: Prizes | undefined): { prizes?: z.input<typeof prizes> } =>
  defined({
    prizes: of && {
      on: of.on,
      amount: of.total,
      words: moneyInWords(of.total),
      lines: of.lines.map(({ claim, prize: due, paid }) => ({
        nomination: claim.nomination,
        award: claim.award.code,
        paid,
        ...reckonedAnswer(due),
      })),
    },
  });
