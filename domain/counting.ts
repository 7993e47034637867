import type { MeetingTotals } from './meeting';
import type { CouncilRule } from './rule';
import type { SessionResult } from './sessionResult';
import type { Count } from './tally';
import { tally } from './tally';

/** What a member may say about a line. */
export type Choice = 'yes' | 'no' | 'recused' | 'abstain' | 'other';

/** What a council session counts when it closes. */
export interface Counting {
  /** How many members the council has. */
  readonly members: number;
  readonly lines: readonly {
    readonly nomination: string;
    readonly rule: CouncilRule;
    /** Members who are the nominee of the line. */
    readonly recused: readonly string[];
  }[];
  /** The sheets that count, one a voter. */
  readonly sheets: readonly {
    readonly person: string | undefined;
    readonly choices: Readonly<Record<string, { readonly choice: Choice }>>;
  }[];
  readonly meeting?: MeetingTotals;
}

/** Sums of a whole session, line by line. @throws Problem VALIDATION when the numbers do not fit together */
export function countAll(counting: Counting): Pick<SessionResult, 'members' | 'ballots' | 'quorate' | 'lines'> {
  const { members, sheets, meeting } = counting;
  const tookPart = new Set([...sheets.map((s) => s.person), ...(meeting?.present ?? [])]);
  const lines = counting.lines.map((line) => {
    const said = countOf(line, counting, tookPart);
    const { no, abstain, other } = said;
    const sums = meeting ? { sums: { no, other: abstain + other } } : {};
    return { nomination: line.nomination, tally: tally(line.rule, said), ...sums };
  });
  const ballots = sheets.length + (meeting?.returned ?? 0);
  return { members, ballots, quorate: lines.every((l) => l.tally.quorate), lines };
}

/** Counts one line: a member who is the nominee is recused whether or not he took part. */
function countOf(
  line: Counting['lines'][number],
  { members, sheets, meeting }: Counting,
  tookPart: ReadonlySet<string | undefined>,
): Count {
  const said = (choice: Choice): number =>
    sheets.filter(({ choices }) => choices[line.nomination]?.choice === choice).length;
  const met = meeting?.lines.find((l) => l.nomination === line.nomination);
  const away = line.recused.filter((person) => !tookPart.has(person)).length;
  return {
    members,
    participated: sheets.length + (meeting?.present.length ?? 0),
    yes: said('yes') + (met?.yes ?? 0),
    no: said('no') + (met?.no ?? 0),
    abstain: said('abstain') + (met?.abstain ?? 0),
    other: said('other'),
    recused: said('recused') + (met?.recused ?? 0) + away,
    recusedAway: away,
  };
}
