import type { OuterAction } from '../../../domain/roles';
import type { NoteContent } from './act';

/**
 * Which texts and papers go with an action. `needs` must be there, `may` can be; an action without a form carries no note.
 * The API's schemas are made of this table, and the command checks it for the pages too.
 */
export interface ActionForm {
  readonly needs: readonly (keyof NoteContent)[];
  readonly may?: readonly (keyof NoteContent)[];
  /** The paper must have number and date: it settles something. */
  readonly numbered?: true;
  /** New content goes with it, for one line at a time. */
  readonly dossier?: 'needed' | 'may';
}

export const actionForms: Readonly<Record<OuterAction, ActionForm>> = {
  receive: { needs: [] },
  recordPaperOriginal: { needs: [] },
  accept: { needs: [], may: ['reason', 'paper'] },
  return: { needs: ['items'], may: ['reason', 'paper'] },
  extendCorrection: { needs: ['reason'], may: ['paper'] },
  resubmit: { needs: [], dossier: 'needed' },
  decline: { needs: ['reason', 'citation'], may: ['paper'] },

  ask: { needs: ['paper'], may: ['reason'], numbered: true },
  answer: { needs: ['paper'], may: ['reason'], numbered: true },
  proceedWithoutAnswer: { needs: ['reason'], may: ['citation', 'paper'] },
  overruleObjection: { needs: ['reason', 'paper'], may: ['citation'], numbered: true },

  post: { needs: ['places'], may: ['reason', 'paper'] },
  recordOpinion: { needs: ['reason'], may: ['paper'] },
  resolveOpinion: { needs: ['reason', 'paper'], may: ['citation'], numbered: true },

  askWording: { needs: [], may: ['reason'] },
  confirmWording: { needs: ['reason'] },
  disputeWording: { needs: ['reason'] },

  requestSupplement: { needs: ['items'], may: ['reason', 'paper'] },
  supply: { needs: [], may: ['reason', 'paper'], dossier: 'may' },
  centralAwarded: { needs: ['paper'], may: ['reason'], numbered: true },
  centralDeclined: { needs: ['reason'], may: ['citation', 'paper'] },
  recordFetched: { needs: [], may: ['reason', 'paper'] },
  recordHandover: { needs: [], may: ['reason', 'paper'] },

  hold: { needs: ['reason', 'paper'], may: ['citation'] },
  release: { needs: ['reason', 'paper'], may: ['citation'], numbered: true },
  withdraw: { needs: ['reason'], may: ['paper'] },
  requestWithdrawal: { needs: ['reason', 'paper'] },
  acceptWithdrawal: { needs: [], may: ['reason', 'paper'] },
  refuseWithdrawal: { needs: ['reason'], may: ['paper'] },
  correctClerical: { needs: ['reason'], may: ['paper'], dossier: 'needed' },
  changeContact: { needs: ['contact'], may: ['reason'] },
  retry: { needs: [] },
};

/** Actions whose note stands in the engine even when nothing was written: they always name one. */
export const alwaysNoted: ReadonlySet<OuterAction> = new Set<OuterAction>(['recordHandover']);
