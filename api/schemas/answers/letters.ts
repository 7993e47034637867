import { z } from 'zod';
import type { LetterDraft } from '../../commands/sessions/silence';
import type { SentLetter } from '../../commands/sessions/letters';
import { defined } from '../../commands/shared';
import { code } from '../fields';

/** How letters about silent members are taken and answered. */

/** Whom a letter is for. */
export const letterTo = z
  .discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('chair') }),
    z.strictObject({ kind: z.literal('agency'), unit: code }),
  ])
  .meta({ id: 'LetterTo', description: 'Who leads the council, or the agency of silent members' });

const letterDraft = z.object({
  to: letterTo,
  name: z.string().meta({ description: 'As the letter addresses its reader' }),
  email: z.string().optional().meta({ description: 'Absent when there is no address on file; it cannot be sent then' }),
  members: z.array(z.string()).meta({ description: 'Members whom it is about' }),
  subject: z.string(),
  text: z.string(),
});
export const letterDrafts = z
  .object({ items: z.array(letterDraft) })
  .meta({ id: 'LetterDrafts', description: 'Proposed letters; nothing was saved or sent' });

export const letterDraftAnswer = ({ email, members, ...draft }: LetterDraft): z.input<typeof letterDraft> => ({
  ...draft,
  ...defined({ email }),
  members: [...members],
});

/** A letter on its way or sent, as its session shows it. */
export const sentLetter = z.object({
  to: letterTo,
  subject: z.string(),
  text: z.string(),
  by: z.string(),
  at: z.string(),
  address: z.string(),
  status: z.enum(['queued', 'sent', 'refused']),
  serverReply: z.string().optional(),
});
export const sentLetterAnswer = ({ serverReply, ...letter }: SentLetter): z.input<typeof sentLetter> => ({
  ...letter,
  ...defined({ serverReply }),
});
