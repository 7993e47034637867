import { z } from 'zod';
import { paper } from './content';
import { day, distinct, id, line } from './fields';
import { MOST_LINES } from './sessions';

/** That a certificate was handed over. */
export const handingOver = z
  .strictObject({
    on: day,
    to: line(300).meta({ description: 'Who has received it' }),
    paper: paper.exactOptional().meta({ description: 'The slip that was signed; its scan lies with the nomination' }),
  })
  .meta({ id: 'HandingOver' });

/** That many certificates of one decision were handed over at once. */
export const handingOverMany = handingOver
  .extend({
    certificates: distinct(id, MOST_LINES, 1).meta({ description: 'Their numbers, as many as one decision has' }),
    paper: paper.exactOptional().meta({ description: 'What was signed; its scan lies with the decision' }),
  })
  .meta({ id: 'HandingOverMany' });
