import { z } from 'zod';
import { roles } from '../../domain/roles';
import type { AccountRecord } from '../../platform/store';
import { code, day, email, line, phone } from './fields';

/** What is said of somebody who may sign in, by API and page. */

export const grant = z
  .strictObject({
    role: z.enum(roles),
    unit: code
      .exactOptional()
      .meta({ description: 'Sees and touches this unit and its rooms only; absent: the province' }),
    until: day.exactOptional().meta({ description: 'The last day; an inspector always has one' }),
  })
  .meta({ id: 'Grant' });

export const accountBody = z.strictObject({
  mail: email.meta({ description: 'Where codes go; one account an address' }),
  name: line(200),
  phone: phone.exactOptional(),
  language: z.enum(['vi', 'en']).default('vi'),
  grants: z.array(grant).max(30),
});

export const account = z
  .object({
    id: z.string(),
    mail: z.string(),
    name: z.string(),
    phone: z.string().exactOptional(),
    language: z.enum(['vi', 'en']),
    grants: z.array(grant),
    status: z.enum(['active', 'ended']),
    version: z.number(),
    createdAt: z.string(),
  })
  .meta({ id: 'Account' });

export const accountAnswer = ({ _id, ...rest }: AccountRecord): z.input<typeof account> => ({
  id: _id,
  ...rest,
  grants: [...rest.grants],
});
