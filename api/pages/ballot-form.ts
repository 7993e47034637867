import { Problem } from '../../domain/errors';
import type { SessionLine, SessionRecord } from '../../platform/store';
import type { SheetChoices } from '../../platform/sealing';
import type { Choice } from '../../templates/pages';
import type { Locks } from './ballot-locks';
import { submissionIn, wordsIn, type Fields } from './forms';

/** What a member has filled in for one line. */
export interface Filled {
  readonly choice?: Choice;
  /** Reason of a recusal, as typed. */
  readonly reason?: string;
  /** Another opinion, as typed. */
  readonly text?: string;
  /** Chosen by "agree with the remaining lines". */
  readonly byRest?: true;
}

/** `draft`: save and go on later; `blank`: show only the lines without a choice; `edit`: show all of them. */
const steps = ['review', 'agreeRest', 'edit', 'draft', 'blank', 'send'] as const;
export type Step = (typeof steps)[number];

/** A posted sheet: what was filled in, by nomination, for the lines that this member votes on. */
export interface BallotForm {
  readonly step: Step;
  readonly submission: string;
  readonly filled: ReadonlyMap<string, Filled>;
  /** "I have seen the remaining lines" is ticked. */
  readonly seen: boolean;
  /** It votes on a line that this member has declared not to vote on meanwhile, from another device. */
  readonly overruled: boolean;
}

/** What the reader of a sheet must know of its session. */
export interface Agenda {
  readonly lines: readonly SessionLine[];
  /** Lines that were on it when an older form was rendered. */
  readonly dropped?: ReadonlySet<string>;
  /** Lines on which the member does not vote. */
  readonly locks: Locks;
  readonly offered: readonly Choice[];
}

const MOST_REASON = 500;
const MOST_TEXT = 1_000;

/**
 * Choices that the rules of all lines know; everybody may declare a recusal besides. "No opinion" is offered when every line
 * takes it: on a line whose rule does not know it, the sheet could not be counted. An opinion in words is for named ballots: its
 * author would be known by it.
 */
export function offeredChoices(
  lines: readonly SessionLine[],
  ballot: SessionRecord['ballot'],
): Exclude<Choice, 'recuse'>[] {
  const all = (takes: (rule: SessionLine['rule']) => boolean) => lines.length > 0 && lines.every((l) => takes(l.rule));
  const other = ballot === 'named' && all((rule) => rule.other === 'countsAsNo');
  const abstain = all((rule) => rule.abstain === 'countsAsNo');
  return ['yes', 'no', ...(other ? (['other'] as const) : []), ...(abstain ? (['abstain'] as const) : [])];
}

/**
 * Reads a posted sheet. Lines on which the member does not vote, and those that have left the agenda, are never read from it,
 * whatever it says of them.
 * @throws Problem MALFORMED for a line that is not on the agenda, for a choice that was not offered, and without a submission
 */
export function readBallot(fields: Fields, { lines, dropped, locks, offered }: Agenda): BallotForm {
  const agenda = new Set(lines.map((line) => line.nomination));
  const choices = new Set<string>([...offered, 'recuse']);
  const filled = new Map<string, Filled>();
  for (const name of fields.keys()) {
    const [, part, id] = /^(choice|reason|text)\.(.+)$/s.exec(name) ?? [];
    if (part === undefined || id === undefined) continue;
    if (dropped?.has(id)) continue;
    if (!agenda.has(id)) throw new Problem('MALFORMED', 'a line is not on the agenda');
    if (locks.has(id) || filled.has(id)) continue;
    const choice = fields.get(`choice.${id}`);
    if (choice !== undefined && !choices.has(choice)) throw new Problem('MALFORMED', 'a choice was not offered');
    const reason = wordsIn(fields, `reason.${id}`);
    const text = wordsIn(fields, `text.${id}`);
    filled.set(id, {
      ...(choice === undefined ? {} : { choice: choice as Choice }),
      ...(reason === '' ? {} : { reason }),
      ...(text === '' ? {} : { text }),
    });
  }
  const overruled = [...locks].some(
    ([id, lock]) => lock.declared !== undefined && (fields.get(`choice.${id}`) ?? 'recuse') !== 'recuse',
  );
  const seen = fields.get('seen') === 'yes';
  return { step: stepIn(fields), submission: submissionIn(fields), filled, seen, overruled };
}

function stepIn(fields: Fields): Step {
  const step = fields.get('step');
  // a sheet that is posted without its button is read back, never sent
  return steps.find((one) => one === step) ?? 'review';
}

/** What was filled in for a line, as the form and a draft have it. */
export const saidOn = ({ choice, reason, text }: Filled = {}): Omit<Filled, 'byRest'> => ({
  ...(choice === undefined ? {} : { choice }),
  ...(reason === undefined ? {} : { reason }),
  ...(text === undefined ? {} : { text }),
});

/**
 * Whether "agree with the remaining lines" is somebody's wish: something was chosen by hand, or the box beside it ticked. On a
 * blank sheet its button and the one of the read-back would be all that a robot has to press.
 */
export const mayAgree = ({ filled, seen }: Pick<BallotForm, 'filled' | 'seen'>): boolean =>
  seen || [...filled.values()].some((said) => said.choice !== undefined);

/** The sheet with a yes on every line that is still blank, marked as such. */
export function agreeingRest(filled: BallotForm['filled'], { lines, locks }: Agenda): BallotForm['filled'] {
  const more = new Map(filled);
  for (const line of lines) {
    const said = filled.get(line.nomination);
    if (locks.has(line.nomination) || said?.choice !== undefined) continue;
    more.set(line.nomination, { ...said, choice: 'yes', byRest: true });
  }
  return more;
}

/** What a line still needs before the sheet can be read back. */
export function lacks(filled: Filled = {}): 'choice' | 'reason' | 'reasonLong' | 'text' | 'textLong' | undefined {
  const { choice, reason, text } = filled;
  if (choice === undefined) return 'choice';
  if ((reason ?? '').length > MOST_REASON) return 'reasonLong';
  if ((text ?? '').length > MOST_TEXT) return 'textLong';
  if (choice === 'recuse' && reason === undefined) return 'reason';
  return choice === 'other' && text === undefined ? 'text' : undefined;
}

export const isComplete = (filled: BallotForm['filled'], { lines, locks }: Agenda): boolean =>
  lines.every((line) => locks.has(line.nomination) || lacks(filled.get(line.nomination)) === undefined);

/** A complete sheet as it is sealed: exactly the lines of the agenda, those that are locked as recused. */
export function choicesOf(filled: BallotForm['filled'], { lines, locks }: Agenda): SheetChoices {
  return Object.fromEntries(
    lines.map((line) => {
      const lock = locks.get(line.nomination);
      if (lock) {
        const text = lock.declared;
        return [line.nomination, { choice: 'recused' as const, ...(text === undefined ? {} : { text }) }];
      }
      const said = filled.get(line.nomination);
      if (!said?.choice) throw new Error('only a complete sheet can be sealed');
      const text = said.choice === 'recuse' ? said.reason : said.choice === 'other' ? said.text : undefined;
      const choice = said.choice === 'recuse' ? ('recused' as const) : said.choice;
      return [line.nomination, { choice, ...(text === undefined ? {} : { text }) }];
    }),
  );
}

/** A sealed sheet as it was filled in; the inverse of `choicesOf`. */
export function filledOf(choices: SheetChoices): BallotForm['filled'] {
  return new Map(
    Object.entries(choices).map(([id, { choice, text }]): [string, Filled] => {
      if (choice !== 'recused') return [id, { choice, ...(text === undefined ? {} : { text }) }];
      return [id, { choice: 'recuse', ...(text === undefined ? {} : { reason: text }) }];
    }),
  );
}
