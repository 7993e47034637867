import { Problem } from '../../domain/errors';
import { submissionIn, versionIn, wordsIn, type Fields } from './forms';

/** A posted answer of an authority, complete or not. */
export interface AnswerForm {
  readonly step: 'review' | 'edit' | 'send';
  readonly submission: string;
  /** Version of the proposal that the form was made for. */
  readonly expects: number;
  readonly answer?: 'approve' | 'return';
  readonly returnReason?: string;
  /** Reasons of the lines that are struck out, as typed; empty when none was given. */
  readonly struck: ReadonlyMap<string, string>;
  /** Reasons typed for lines that are not struck out: kept, so that ticking again does not lose them. */
  readonly typed: ReadonlyMap<string, string>;
}

export type Lack = 'answer' | 'returnReason' | 'returnReasonLong' | 'reason' | 'reasonLong' | 'allStruck';

/** Letters of a reason for one line, and for the whole list. */
const MOST_REASON = 500;
const MOST_RETURN_REASON = 2_000;

/** @throws Problem MALFORMED for a line that is not on the list, and for a form that is none of ours */
export function readAnswer(fields: Fields, lines: readonly string[]): AnswerForm {
  const known = new Set(lines);
  const struck = new Map<string, string>();
  const typed = new Map<string, string>();
  for (const name of fields.keys()) {
    const [, part, id] = /^(strike|reason)\.(.+)$/s.exec(name) ?? [];
    if (part === undefined || id === undefined) continue;
    if (!known.has(id)) throw new Problem('MALFORMED', 'a line is not on the list');
    const reason = wordsIn(fields, `reason.${id}`);
    if (fields.get(`strike.${id}`) === 'yes') struck.set(id, reason);
    else if (reason !== '') typed.set(id, reason);
  }
  const submission = submissionIn(fields);
  const answer = fields.get('answer');
  const returnReason = wordsIn(fields, 'returnReason');
  const step = fields.get('step');
  return {
    step: step === 'send' || step === 'edit' ? step : 'review',
    submission,
    expects: versionIn(submission),
    ...(answer === 'approve' || answer === 'return' ? { answer } : {}),
    ...(returnReason === '' ? {} : { returnReason }),
    struck,
    typed,
  };
}

/** Whether the reason for one line is longer than a list of a decision takes. */
export const isLong = (reason: string): boolean => reason.length > MOST_REASON;

/** What the answer lacks before it can be read back; empty when it is whole. */
export function lacksOf({ answer, returnReason, struck }: AnswerForm, lines: readonly string[]): readonly Lack[] {
  if (answer === undefined) return ['answer'];
  // a list that goes back as a whole needs no reason a line
  if (answer === 'return') {
    if (returnReason === undefined) return ['returnReason'];
    return returnReason.length > MOST_RETURN_REASON ? ['returnReasonLong'] : [];
  }
  return [
    ...([...struck.values()].some(isLong) ? (['reasonLong'] as const) : []),
    ...([...struck.values()].includes('') ? (['reason'] as const) : []),
    ...(lines.every((line) => struck.has(line)) ? (['allStruck'] as const) : []),
  ];
}
