import type { MailOrder } from '../activities';
import type { CarriedSitting, SittingState } from '../domain/sitting/state';
import { carrySitting, resumeSitting } from '../domain/sitting/state';

/** What a run of a session hands to the next one. */
export type CarriedSession = CarriedSitting & { readonly mails: readonly MailOrder[] };

export const carrySession = (state: SittingState, mails: readonly MailOrder[]): CarriedSession => ({
  ...carrySitting(state),
  mails,
});

export const resumeSession = ({ mails: _mails, ...sitting }: CarriedSession): SittingState => resumeSitting(sitting);
