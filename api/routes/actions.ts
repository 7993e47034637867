import { z } from 'zod';
import type { OuterAction } from '../../domain/roles';
import type { ActRequest, NoteContent, SaidAction } from '../commands/nominations/act';
import { actOnLines } from '../commands/nominations/act';
import { sentNomination } from '../commands/nominations/reads';
import { defined } from '../commands/shared';
import type { Language } from '../../platform/store';
import type { LineAnswer } from '../../workflows/messages';
import { lineIn } from '../problems';
import { bodyOf, bodyOfAny, listBody } from '../schemas/actions';
import { lineAnswers } from '../schemas/answers/nominations';
import { id } from '../schemas/fields';
import type { Answer, Endpoint } from './endpoint';
import { endpoint } from './endpoint';
import { byId } from './nominations';
import { expectsOf } from './serve';

const noteFields = [
  'reason',
  'citation',
  'items',
  'paper',
  'places',
  'contact',
] as const satisfies readonly (keyof NoteContent)[];

/** A parsed body as the command takes it: the action's own fields, its texts and papers, its new content. */
export function saidIn(
  type: OuterAction,
  body: Readonly<Record<string, unknown>>,
): Pick<ActRequest, 'action' | 'note' | 'dossier'> {
  const { action: _action, expects: _expects, lines: _lines, dossier, ...rest } = body;
  const isNote = (name: string): boolean => (noteFields as readonly string[]).includes(name);
  const note = Object.fromEntries(Object.entries(rest).filter(([name]) => isNote(name)));
  const own = Object.fromEntries(Object.entries(rest).filter(([name]) => !isNote(name)));
  // the schema of the action has seen to what is in there
  return {
    action: { type, ...defined(own) } as unknown as SaidAction,
    ...(Object.keys(note).length === 0 ? {} : { note: note }),
    ...(dossier === undefined ? {} : { dossier: dossier as NonNullable<ActRequest['dossier']> }),
  };
}

/** What may be asked of one nomination: an address each, with one action or a group of them. */
const doors: Readonly<Record<string, readonly [summary: string, ...OuterAction[]]>> = {
  receive: ['Record receipt of the dossier: number and day of arrival, paper original', 'receive'],
  'paper-original': [
    'Record that the paper original has come: the clock of the province starts',
    'recordPaperOriginal',
  ],
  review: ['Screen: accept, return for correction, or decline', 'accept', 'return', 'decline'],
  extend: ['Give the unit more time for its correction', 'extendCorrection'],
  resubmit: ['Send the corrected dossier', 'resubmit'],
  supply: ['Supply what the central level asked for', 'supply'],
  hold: ['Put on hold: all clocks stop', 'hold'],
  release: ['Lift the hold', 'release'],
  consultation: [
    'Ask bodies for their opinion and record the answers',
    'ask',
    'answer',
    'proceedWithoutAnswer',
    'overruleObjection',
  ],
  posting: [
    'Publication in the media, opinions received, and how they were handled',
    'post',
    'recordOpinion',
    'resolveOpinion',
  ],
  wording: [
    'Ask the unit whether the words that are to be printed are right; its answer',
    'askWording',
    'confirmWording',
    'disputeWording',
  ],
  'central-result': ['Record what the central level said', 'requestSupplement', 'centralAwarded', 'centralDeclined'],
  receipt: ['Fetch the objects of a central award and hand them over', 'recordFetched', 'recordHandover'],
  withdraw: ['Withdraw, while no session or proposal has taken it', 'withdraw'],
  withdrawal: [
    'Ask to withdraw later, with a letter; the office accepts or refuses',
    'requestWithdrawal',
    'acceptWithdrawal',
    'refuseWithdrawal',
  ],
  'correct-clerical': ['Correct a clerical error', 'correctClerical'],
  contact: ['Change who receives the mails', 'changeContact'],
  retry: ['Go on after an unexpected error', 'retry'],
};

/** The answers of the lines, refusals among them in words. */
export const answered = (
  outcome: { readonly at: string; readonly lines: readonly LineAnswer[] },
  language: Language,
): Answer => ({
  body: { ...outcome, lines: outcome.lines.map((line) => (line.done ? line : lineIn(line, language))) },
});
const refuses = ['NOT_FOUND', 'STATE_CHANGED', 'ACTION_NOT_ALLOWED', 'KEY_REUSED', 'ENGINE_BUSY'] as const;

function door(path: string, summary: string, actions: readonly [OuterAction, ...OuterAction[]]): Endpoint {
  const [only, ...others] = actions;
  return endpoint({
    method: 'post',
    path: `/nominations/:id/${path}`,
    tag: 'nominations',
    summary,
    params: byId,
    body: others.length === 0 ? bodyOf(only) : bodyOfAny(actions),
    answers: { 200: lineAnswers },
    refuses,
    async handle(asked) {
      const { context, caller, params, body, submission } = asked;
      const type = others.length === 0 ? only : (body['action'] as OuterAction);
      const { docket } = await sentNomination(context, { caller, id: params.id });
      const lines = [{ id: params.id, expects: expectsOf(asked) }];
      const request = { caller, docket, lines, submission, ...saidIn(type, body) };
      return answered(await actOnLines(context, request), asked.language);
    },
  });
}

export const actionRoutes: readonly Endpoint[] = [
  ...Object.entries(doors).map(([path, [summary, ...actions]]) => door(path, summary, actions as [OuterAction])),
  endpoint({
    method: 'post',
    path: '/dockets/:id/actions',
    tag: 'nominations',
    summary: 'Ask the same of many nominations of one docket',
    description: 'One answer a nomination; a refused one does not stop the others. When all are refused: ALL_REFUSED.',
    params: z.strictObject({ id }),
    body: listBody,
    answers: { 200: lineAnswers },
    refuses: [...refuses, 'ALL_REFUSED'],
    async handle({ context, caller, params, body, submission, language }) {
      const lines = body['lines'] as ActRequest['lines'];
      const said = saidIn(body['action'] as OuterAction, body);
      return answered(await actOnLines(context, { caller, docket: params.id, lines, submission, ...said }), language);
    },
  }),
];
