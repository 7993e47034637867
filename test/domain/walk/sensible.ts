import type { ActionType, LineAction } from '../../../domain/actions';
import { innerActions } from '../../../domain/roles';
import type { Line } from '../../../domain/line';
import type { Instant } from '../../../domain/time';
import { dayOf, plusDays } from '../../../domain/time';
import { NOTE } from './walker';

/** Every action there is; the record makes a forgotten one a type error. */
const every: Readonly<Record<ActionType, true>> = {
  receive: true,
  recordPaperOriginal: true,
  accept: true,
  return: true,
  extendCorrection: true,
  resubmit: true,
  decline: true,
  ask: true,
  answer: true,
  proceedWithoutAnswer: true,
  overruleObjection: true,
  post: true,
  recordOpinion: true,
  resolveOpinion: true,
  claim: true,
  releaseClaim: true,
  councilResult: true,
  decisionSigned: true,
  forwarded: true,
  struckOut: true,
  returnProposal: true,
  issue: true,
  askWording: true,
  confirmWording: true,
  disputeWording: true,
  requestSupplement: true,
  supply: true,
  centralAwarded: true,
  centralDeclined: true,
  recordFetched: true,
  recordHandover: true,
  hold: true,
  release: true,
  withdraw: true,
  requestWithdrawal: true,
  acceptWithdrawal: true,
  refuseWithdrawal: true,
  correctClerical: true,
  changeContact: true,
  retry: true,
};
export const everyAction = Object.keys(every) as ActionType[];

/** What a session or proposal says to a line that it has claimed. */
export const ofClaim: readonly ActionType[] = innerActions.filter((type) => type !== 'claim');

/** The action as a careful person or workflow would say it to this line; `choice` picks among what is equally sensible. */
export function sensible(line: Line, type: ActionType, choice: number, now: Instant): LineAction {
  const today = dayOf(now);
  const claim = line.claim?.by ?? 'session-none';
  const note = NOTE;
  const pick = <T>(from: readonly T[]): T => from[choice % from.length]!;
  switch (type) {
    case 'receive':
      return { type, number: '12', arrivedOn: today, ...pick([{}, { paperOriginalOn: today }]) };
    case 'recordPaperOriginal':
    case 'recordFetched':
      return { type, on: today };
    case 'recordHandover':
      return { type, on: today, note };
    case 'return':
      return { type, note, ...pick([{}, { due: plusDays(today, 1 + (choice % 20)) }]) };
    case 'extendCorrection':
      return { type, note, due: plusDays(dueOf(line, today), 1 + (choice % 10)) };
    case 'resubmit':
      return { type, dossier: 'D2' };
    case 'ask':
      return { type, note, askedOn: today, body: bodyOf(line, (b) => b.askedOn === undefined) };
    case 'answer':
      return { type, note, opinion: pick(['agrees', 'objects']), body: bodyOf(line, (b) => isAsked(b)) };
    case 'proceedWithoutAnswer':
      return { type, note, body: bodyOf(line, (b) => isAsked(b) && b.late === true) };
    case 'overruleObjection':
      return { type, note, body: bodyOf(line, (b) => b.answer === 'objects' && b.overruled !== true) };
    case 'post':
      return { type, note, firstDay: today };
    case 'recordOpinion':
      return { type, note, opinion: `O${line.version}`, nature: pick(['objection', 'support', 'objection']) };
    case 'resolveOpinion':
      return { type, note, opinion: pick(openObjections(line)) };
    case 'claim':
      return { type, claim: `session-${line.version}`, ...placeOf(line) };
    case 'councilResult':
      return { type, claim, note, result: pick(['passed', 'passed', 'passed', 'sentBack', 'notPassed']) };
    case 'decisionSigned':
    case 'forwarded':
    case 'issue':
      return { type, claim, decision: 'QD1' };
    case 'releaseClaim':
    case 'struckOut':
    case 'returnProposal':
      return { type, claim, note };
    case 'requestSupplement':
      return { type, note, due: plusDays(today, 1 + (choice % 20)) };
    case 'supply':
      return { type, ...pick([{}, { note }, { dossier: 'D3' }]) };
    case 'askWording':
      return { type, due: plusDays(today, 1 + (choice % 10)) };
    case 'centralAwarded':
      return { type, note, decision: 'QD2' };
    case 'correctClerical':
      return { type, note, dossier: 'D4' };
    case 'accept':
    case 'acceptWithdrawal':
      return { type, ...pick([{}, { note }]) };
    case 'retry':
      return { type };
    case 'decline':
    case 'centralDeclined':
    case 'confirmWording':
    case 'disputeWording':
    case 'hold':
    case 'release':
    case 'withdraw':
    case 'requestWithdrawal':
    case 'refuseWithdrawal':
    case 'changeContact':
      return { type, note };
  }
}

const dueOf = (line: Line, today: string): string => {
  const due = line.stages.find((s) => s.kind === 'screening')?.due ?? today;
  return due > today ? due : today;
};

const bodiesOf = (line: Line) => line.stages.find((s) => s.kind === 'consultation')?.bodies ?? [];
type Body = ReturnType<typeof bodiesOf>[number];
const isAsked = (body: Body): boolean => body.askedOn !== undefined && body.answer === undefined;
const bodyOf = (line: Line, fits: (body: Body) => boolean): string => bodiesOf(line).find(fits)?.body ?? 'ministry';

function openObjections(line: Line): readonly string[] {
  const opinions = line.stages.find((s) => s.kind === 'posting')?.opinions ?? [];
  const open = opinions.filter((o) => o.nature === 'objection' && o.resolvedBy === undefined).map((o) => o.id);
  return open.length > 0 ? open : ['O0'];
}

/** Where a claim would be of use: the first council or approval of the current step. */
function placeOf(line: Line): { stage: 'council' | 'approval'; level: 'unit' | 'province' } {
  for (const stage of line.route[line.at] ?? [])
    if (stage.kind === 'council' || stage.kind === 'approval') return { stage: stage.kind, level: stage.level };
  return { stage: 'council', level: 'unit' };
}
