import type { Day } from './time';

/**
 * Everything that can be asked of a line. Texts, papers and lists of items are stored first, as a note; the action names the
 * note, so no personal data enters the engine.
 */
export type LineAction =
  // screening
  | { readonly type: 'receive'; readonly number: string; readonly arrivedOn: Day; readonly paperOriginalOn?: Day }
  | { readonly type: 'recordPaperOriginal'; readonly on: Day }
  | { readonly type: 'accept'; readonly note?: string }
  | { readonly type: 'return'; readonly note: string; readonly due?: Day }
  | { readonly type: 'extendCorrection'; readonly note: string; readonly due: Day }
  | { readonly type: 'resubmit'; readonly dossier: string }
  | { readonly type: 'decline'; readonly note: string }
  // consultation
  | { readonly type: 'ask'; readonly body: string; readonly askedOn: Day; readonly note: string }
  | { readonly type: 'answer'; readonly body: string; readonly opinion: 'agrees' | 'objects'; readonly note: string }
  | { readonly type: 'proceedWithoutAnswer'; readonly body: string; readonly note: string }
  | { readonly type: 'overruleObjection'; readonly body: string; readonly note: string }
  // posting
  | { readonly type: 'post'; readonly firstDay: Day; readonly note: string }
  | {
      readonly type: 'recordOpinion';
      readonly opinion: string;
      readonly nature: 'support' | 'objection';
      readonly note: string;
    }
  | { readonly type: 'resolveOpinion'; readonly opinion: string; readonly note: string }
  // council
  | {
      readonly type: 'claim';
      readonly claim: string;
      readonly stage: 'council' | 'approval';
      readonly level: 'unit' | 'province';
    }
  | { readonly type: 'releaseClaim'; readonly claim: string; readonly note?: string }
  | {
      readonly type: 'councilResult';
      readonly claim: string;
      readonly result: 'passed' | 'notPassed' | 'sentBack';
      readonly note?: string;
    }
  // approval and issuance
  | { readonly type: 'decisionSigned'; readonly claim: string; readonly decision: string }
  | { readonly type: 'forwarded'; readonly claim: string; readonly decision: string }
  | { readonly type: 'struckOut'; readonly claim: string; readonly note: string }
  | { readonly type: 'returnProposal'; readonly claim: string; readonly note: string }
  | { readonly type: 'issue'; readonly claim: string; readonly decision: string }
  // what is printed
  | { readonly type: 'askWording'; readonly due: Day; readonly note?: string }
  | { readonly type: 'confirmWording'; readonly note: string }
  | { readonly type: 'disputeWording'; readonly note: string }
  // central level and receipt
  | { readonly type: 'requestSupplement'; readonly due: Day; readonly note: string }
  | { readonly type: 'supply'; readonly dossier?: string; readonly note?: string }
  | { readonly type: 'centralAwarded'; readonly note: string; readonly decision: string }
  | { readonly type: 'centralDeclined'; readonly note: string }
  | { readonly type: 'recordFetched'; readonly on: Day; readonly note?: string }
  | { readonly type: 'recordHandover'; readonly on: Day; readonly note: string }
  // anywhere
  | { readonly type: 'hold'; readonly note: string }
  | { readonly type: 'release'; readonly note: string }
  | { readonly type: 'withdraw'; readonly note: string }
  | { readonly type: 'requestWithdrawal'; readonly note: string }
  | { readonly type: 'acceptWithdrawal'; readonly note?: string }
  | { readonly type: 'refuseWithdrawal'; readonly note: string }
  | { readonly type: 'correctClerical'; readonly dossier: string; readonly note: string }
  | { readonly type: 'changeContact'; readonly note: string }
  | { readonly type: 'retry' };

export type ActionType = LineAction['type'];
