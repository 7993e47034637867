import type { Award } from '../../../domain/award';
import type { Line } from '../../../domain/line';
import { levelOf } from '../../../domain/roles';
import type { Route } from '../../../domain/route';
import type { Facts, Moment } from '../../../domain/rules/facts';
import type { Day } from '../../../domain/time';
import { dayOf, plusDays } from '../../../domain/time';
import type { Dossier, NominationRecord, Paper } from '../../../platform/store';
import type { Wanted } from '../../../platform/store/gather';
import type { ApiContext } from '../../context';
import { factsOf } from './assembly';

/** What nominations are judged with. */
export type EligibilityContext = Pick<ApiContext, 'store' | 'catalogue' | 'pack' | 'clock' | 'rules'>;

/** A dossier that is looked at: a draft, one that is saved nowhere, or one on its way. */
export interface Candidate {
  readonly nomination?: string;
  /** The unit that sends it: for a room the unit that it is a part of. */
  readonly unit: string;
  readonly round?: string;
  readonly dossier: Dossier;
  /** What the unit attaches once for all that it sends. */
  readonly papers: readonly Paper[];
  /** Its way, where there is one. */
  readonly route?: Route;
  readonly line?: Line;
  readonly consultations?: NominationRecord['consultations'];
}

/**
 * The facts of dossiers, in their order. Five commands in all, however many dossiers there are.
 *
 * @param counted `together`: a list that is being sent; a title in it is on its way for what rests on it. `apart`: a page of the
 *   records, drafts or sent ones, each as if it were looked at alone
 */
export async function gatherFacts(
  context: EligibilityContext,
  candidates: readonly Candidate[],
  counted: 'together' | 'apart' = 'together',
): Promise<readonly Facts[]> {
  const { store, catalogue, pack, clock } = context;
  if (candidates.length === 0) return [];
  const flags = flagsIn(catalogue);
  const gathered = await store.facts.gather(candidates.map((candidate) => wantedOf(candidate, flags)));
  const today = dayOf(clock.now());
  return candidates.map((candidate) => {
    const moment = momentOf(candidate.line);
    const expectedDecision = expectedOn(candidate, today);
    const together = counted === 'together' ? candidates : [candidate];
    return factsOf(candidate, together, gathered, { catalogue, pack, flags, moment, today, expectedDecision });
  });
}

/** The flags of the province and of the Government: of the ones that lead, only some are proposed for the other. */
export interface Flags {
  readonly provincial: readonly string[];
  readonly ofGovernment: readonly string[];
}

function flagsIn(catalogue: readonly Award[]): Flags {
  const ofLevel = (level: Award['level']): string[] => [
    ...new Set(catalogue.filter((award) => award.object === 'flag' && award.level === level).map(({ code }) => code)),
  ];
  return { provincial: ofLevel('province'), ofGovernment: ofLevel('government') };
}

function wantedOf({ nomination, unit, round, dossier, line }: Candidate, flags: Flags): Wanted {
  const counted = flags.ofGovernment.includes(dossier.award) ? [...flags.provincial, ...flags.ofGovernment] : [];
  return {
    ...(nomination === undefined ? {} : { nomination }),
    ...(round === undefined ? {} : { round }),
    unit,
    dossier,
    withDrafts: line === undefined,
    countedAwards: counted,
  };
}

/** How far a dossier has come: an approval that forwards is where it leaves the province. */
export function momentOf(line: Line | undefined): Moment {
  if (line === undefined) return 'draft';
  const level = levelOf(line);
  const leaves = line.route[line.at]?.some(
    (stage) => stage.kind === 'central' || (stage.kind === 'approval' && stage.power === 'forward'),
  );
  return level === 'province' && leaves ? 'central' : level;
}

/** Working days with their weekends; a day more or less decides nothing, and holidays are not known years ahead. */
const daysIn = (workingDays: number): number => Math.ceil((workingDays * 7) / 5);

/** The day on which the rest of the way would be over if every stage took its time. */
function expectedOn({ route, line }: Candidate, today: Day): Day {
  const rest = (line?.route ?? route ?? []).slice(line?.at ?? 0);
  const days = rest.map((step) => Math.max(0, ...step.map((s) => ('workingDays' in s ? s.workingDays : 0))));
  return plusDays(today, daysIn(days.reduce((sum, d) => sum + d, 0)));
}
