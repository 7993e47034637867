import { has, type Actor } from '../../../../domain/roles';
import type { MailName } from '../../../../templates/mail';
import { campaignHref } from '../campaigns/said';
import { caseHref, proposalHref, sessionHref, unitProposalHref } from '../office/cells';

/** What a mail is about; one that is not named cannot be looked at on a case. */
export const about: { readonly [N in MailName]?: 'sent' | 'session' | 'proposal' | 'case' | 'campaign' | 'account' } = {
  ...each('sent', ['receipt', 'return', 'correction-reminder', 'confirm-wording', 'lapsed', 'hold', 'released']),
  ...each('sent', ['withdrawn', 'passed-on', 'declined', 'awarded', 'overdue', 'central-reminder', 'needs-attention']),
  ...each('sent', ['office-notice', 'undelivered']),
  ...each('session', ['invitation', 'reminder', 'session-extended', 'session-cancelled', 'silence', 'result']),
  ...each('proposal', ['to-authority', 'proposal-check', 'proposal-waits']),
  ...each('case', ['case-notice', 'return-reminder', 'return-overdue']),
  ...each('campaign', [
    'campaign-opens',
    'campaign-reminder',
    'campaign-changed',
    'campaign-turn',
    'campaign-next',
    'registration-sign',
  ]),
  'account-invitation': 'account',
};

/** About a dossier, but to the office itself. */
const toOffice: ReadonlySet<string> = new Set<MailName>([
  'overdue',
  'central-reminder',
  'needs-attention',
  'office-notice',
  'undelivered',
]);

/** Whose address it went to, and where that is put right: what its page advises where it is not sent again. */
export function adviceOn(mail: string): 'code' | 'dossier' | 'session' | 'account' | 'other' {
  if (mail === 'sign-in-code') return 'code';
  if (toOffice.has(mail)) return 'other';
  const of = about[mail as MailName];
  if (of === 'sent') return 'dossier';
  return of === 'session' || of === 'account' ? of : 'other';
}
function each<W extends string>(what: W, names: readonly MailName[]): { readonly [N in MailName]?: W } {
  return Object.fromEntries(names.map((name) => [name, what]));
}

/** Where there is a page of what a mail is about that this reader may open. */
export function aboutHref(mail: string, entity: string, reader: Actor): string | undefined {
  switch (about[mail as MailName]) {
    case 'sent':
      return entity.startsWith('TT-') ? unitProposalHref(entity) : undefined;
    case 'session':
      return sessionHref(entity);
    case 'proposal':
      return proposalHref(entity);
    case 'case':
      return has(reader, 'readCases') ? caseHref(entity) : undefined;
    case 'campaign':
      return campaignHref(entity);
    default:
      return undefined;
  }
}
