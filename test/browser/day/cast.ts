/** Who takes part in a session of thirteen, as data: what each member does, from which link and on which device. */

/** What a sheet says: yes, but for these lines of the agenda. */
export interface Said {
  readonly no?: readonly number[];
  /** Lines on which the member declares not to vote, with the reason. */
  readonly recused?: Readonly<Record<number, string>>;
}

export interface Act {
  /** On the day of the invitation, a while after, or when the reminder has come: then from the link of the reminder. */
  readonly when: 'invited' | 'later' | 'reminded';
  readonly says: Said;
  /** Presses on every line, or only where he disagrees and then agrees with the rest. */
  readonly how: 'lineByLine' | 'agreesWithRest';
  /** Up to which line he gets before he puts the phone away; what he chose is saved. */
  readonly stopsAfter?: number;
  readonly ends: 'sent' | 'atReadBack' | 'saved';
  /** His other device. */
  readonly elsewhere?: true;
}

export interface Member {
  readonly person: string;
  readonly part: string;
  readonly acts: readonly Act[];
}

export type Ballot = 'secret' | 'named';
export const LINES = 60;
/** A member who is a nominee himself. */
export const NOMINEE = 'C9';

const at = (when: Act['when'], says: Said, more: Partial<Act> = {}): Act => ({
  when,
  says,
  how: 'agreesWithRest',
  ends: 'sent',
  ...more,
});
const lineByLine = { how: 'lineByLine' } as const;

/** The cast. In the named session the member who has stopped at the read-back goes on from there; in the secret one he does not. */
export const castOf = (ballot: Ballot): readonly Member[] => [
  { person: 'C1', part: 'agrees with all unseen', acts: [at('invited', {})] },
  { person: 'C2', part: 'agrees but for one', acts: [at('invited', { no: [7] })] },
  { person: 'C3', part: 'presses on every line', acts: [at('invited', { no: [3, 17, 44] }, lineByLine)] },
  { person: 'C4', part: 'changes his vote', acts: [at('invited', { no: [5] }), at('later', { no: [7, 21] })] },
  {
    person: 'C5',
    part: 'declares not to vote on a line',
    acts: [at('invited', { no: [41], recused: { 12: 'Là em ruột của người được đề nghị' } })],
  },
  { person: 'C6', part: 'presses on every line', acts: [at('invited', { no: [17, 60] }, lineByLine)] },
  {
    person: 'C7',
    part: 'begins on the phone and ends at the desk',
    acts: [
      at('invited', { no: [3] }, { ...lineByLine, stopsAfter: 20, ends: 'saved' }),
      at('later', { no: [3, 41] }, { elsewhere: true }),
    ],
  },
  { person: 'C8', part: 'votes when he is reminded', acts: [at('reminded', { no: [7, 33] })] },
  { person: NOMINEE, part: 'is a nominee', acts: [at('invited', { no: [58] })] },
  {
    person: 'C10',
    part: 'stops at the read-back',
    acts: [
      at('invited', { no: [1, 2] }, { ends: 'atReadBack' }),
      ...(ballot === 'named' ? [at('reminded', { no: [1, 2] })] : []),
    ],
  },
  { person: 'C11', part: 'changes his vote', acts: [at('invited', { no: [44, 45, 46] }), at('later', {})] },
  { person: 'C12', part: 'never votes', acts: [] },
  { person: 'C13', part: 'agrees but for one', acts: [at('invited', { no: [17] })] },
];

/** Where somebody sits: how many pixels wide, and whether his browser runs scripts. */
export interface Place {
  readonly width: 360 | 1280;
  readonly script: boolean;
}
const places: readonly Place[] = [
  { width: 360, script: true },
  { width: 1280, script: false },
  { width: 360, script: false },
  { width: 1280, script: true },
];

/** Everybody sits somewhere else in the other session. Who has two devices begins on the phone. */
export function placeOf({ acts }: Member, index: number, ballot: Ballot, act: Act): Place {
  const { width, script } = places[(index + (ballot === 'named' ? 1 : 0)) % places.length]!;
  if (!acts.some((one) => one.elsewhere)) return { width, script };
  return act.elsewhere ? { width: 1280, script: !script } : { width: 360, script };
}
