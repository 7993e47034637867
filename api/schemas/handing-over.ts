import { z } from 'zod';
import { paper } from './content';
import { day, line } from './fields';

/** That a certificate was handed over. */
export const handingOver = z
  .strictObject({
    on: day,
    to: line(300).meta({ description: 'Who has received it' }),
    paper: paper.exactOptional().meta({ description: 'The slip that was signed; its scan lies with the nomination' }),
  })
  .meta({ id: 'HandingOver' });
