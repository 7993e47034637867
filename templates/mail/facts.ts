import { msOf } from '../../domain/time';
import type { MailData, MailName } from './data';

/** What a template asks with `{{#if}}` and the data say with a code. */
type Facts = Readonly<Record<string, boolean>>;

const facts: { readonly [N in MailName]?: (data: MailData[N]) => Facts } = {
  'passed-on': ({ step }) => ({ councilPassed: step === 'councilPassed' }),
  'number-refused': ({ code }) => ({
    full: code === 'REGISTER_FULL',
    lacking: code === 'FACTS_MISSING',
    other: code !== 'REGISTER_FULL' && code !== 'FACTS_MISSING',
  }),
  'case-notice': ({ kind, object, money }) => ({
    corrected: kind === 'correction',
    replaced: kind === 'replacement',
    revoked: kind === 'revocation',
    both: object && money,
    back: object || money,
  }),
  'return-reminder': ({ object, money }) => ({ both: object && money }),
  'return-overdue': ({ object, money }) => ({ both: object && money }),
  'campaign-opens': ({ milestone }) => ({ opensRound: milestone === 'roundOpens' }),
  invitation: ({ ballot }) => ({ secret: ballot === 'secret' }),
  'session-extended': ({ because, formerCloses, closes }) => ({
    forQuorum: because === 'quorum',
    earlier: msOf(closes) < msOf(formerCloses),
  }),
  'drill-failed': ({ caused }) => ({ harm: Object.values(caused).some((n) => n !== 0) }),
  silence: ({ quorum }) => ({ atRisk: quorum !== undefined && quorum.lacking > 0 }),
  'office-notice': ({ what }) => ({
    noAnswer: what === 'noAnswer',
    postingEnded: what === 'postingEnded',
    holdReview: what === 'holdReview',
    withdrawalRequested: what === 'withdrawalRequested',
    resubmitted: what === 'resubmitted',
    wordingDisputed: what === 'wordingDisputed',
  }),
  undelivered: ({ for: audience, because }) => ({
    forMember: audience === 'member',
    forAuthority: audience === 'authority',
    forUnit: audience === 'unit',
    noAddress: because === 'noAddress',
    refused: because === 'refused',
    noAnswer: because === 'noAnswer',
    failed: because === 'error',
  }),
  'fresh-link': ({ purpose }) => ({
    forBallot: purpose === 'ballot',
    forProposal: purpose === 'proposal',
    forStatus: purpose === 'status',
    forRegistration: purpose === 'registration',
  }),
};

export const factsOf = <N extends MailName>(name: N, data: MailData[N]): Facts => facts[name]?.(data) ?? {};
