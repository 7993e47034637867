import { isForUnit } from '../../../domain/catalogue';
import { targetsFor } from '../../../domain/campaign/amendment';
import { awardOn, type Award, type Text } from '../../../domain/award';
import {
  gone,
  proposedElsewhere,
  reasonsFor,
  recommend,
  type Recommendation,
} from '../../../domain/campaign/nominating';
import { countStandings, type RegistrationStanding } from '../../../domain/campaign/target';
import { Problem } from '../../../domain/errors';
import { dayOf } from '../../../domain/time';
import { updateId } from '../../../platform/temporal/ask';
import type { NominationRecord } from '../../../platform/store';
import { refused } from '../../../templates/words';
import type { ApiContext, Caller } from '../../context';
import { invalid } from '../../schemas/parse';
import { eligibilityOf, lookedAhead, visibleTo, type Eligibility } from '../nominations/eligibility';
import { onlyMissing } from '../nominations/findings';
import { codeOf } from '../nominations/nominee-scope';
import { contentHash, mustHave } from '../shared';
import { stillStands } from '../unit/first-dossier';
import { mustRegister } from './registrations';
import { dossierOf, notOpen, reviewOf, type Review, type Subject } from './review';

/** One registrant and one award that the final review speaks of. */
export interface Proposed extends Subject {
  readonly award: Award;
  /** The targets of its registration, by the figures of the year. */
  readonly standing?: RegistrationStanding;
  /** Absent once there is a nomination. */
  readonly recommendation?: Recommendation;
  readonly reasons: readonly Text[];
  readonly eligibility?: Eligibility;
  /** Nominated in the round already, as a draft or sent. */
  readonly nomination?: NominationRecord;
  /** Another unit, of which the caller sees nothing, has nominated it in the round. */
  readonly elsewhere?: true;
  /** How many nominations of it came to nothing: thrown away, withdrawn, declined; by whatever unit. */
  readonly earlier: number;
}

interface Asked {
  readonly caller: Caller;
  /** Of the campaign. */
  readonly id: string;
  /** That of the caller when absent. */
  readonly unit?: string;
}

/**
 * What the final review comes to for a unit and its rooms: who may be proposed for each award of the round, and why; `lapsed`: awards that
 * nobody can be proposed for, because their basis has ended. Nothing is saved.
 * @throws Problem FORBIDDEN, NOT_FOUND, VALIDATION where no unit is named, NOMINATING_NOT_OPEN before the final review
 */
export async function proposedBy(
  context: ApiContext,
  asked: Asked,
): Promise<{ readonly rows: readonly Proposed[]; readonly lapsed: readonly string[] }> {
  mustHave(asked.caller, 'writeDrafts');
  const review = await reviewOf(context, asked);
  const { campaign, today } = review;
  return {
    rows: await rowsOf(context, asked.caller, review),
    lapsed: campaign.awards.filter((code) => !awardOn(context.catalogue, code, today)),
  };
}

export interface Choice {
  readonly code: string;
  readonly award: string;
}

/** What became of a proposal of the review. */
export interface Drafted extends Choice {
  readonly nomination: string;
  readonly created: boolean;
}

/**
 * Drafts for a clerk to complete and send, or to throw away: of what is chosen, or of everything that is recommended and was not
 * thrown away before. Whoever is nominated already gets no second one, however often this is said and by how many at once.
 * @throws Problem FORBIDDEN, NOT_FOUND, VALIDATION for a choice that the review does not speak of or another unit has proposed, NOMINATING_NOT_OPEN,
 * ROUND_CLOSED
 */
export async function draftProposed(
  context: ApiContext,
  { choices, ...asked }: Asked & { readonly choices?: readonly Choice[] },
): Promise<readonly Drafted[]> {
  const { caller, id } = asked;
  mustHave(caller, 'writeDrafts');
  const review = await reviewOf(context, asked);
  mustRegister(caller);
  const { campaign, round, opened, today } = review;
  if (!opened) throw notOpen(campaign, 'roundOpens');
  if (round.deadline < today) throw new Problem('ROUND_CLOSED', id, { deadline: round.deadline });
  const rows = await rowsOf(context, caller, review);
  const wanted = choices === undefined ? rows.filter(isRecommended) : chosenOf(rows, choices);
  const now = context.clock.now();
  const fresh = wanted.filter(({ nomination }) => nomination === undefined);
  const made = await context.store.nominations.createMany(
    fresh.map((row) => ({
      unit: row.unit,
      round: round._id,
      dossier: dossierOf(row, row.award, review),
      // whoever asks: the same proposal is the same draft, until that has come to nothing
      createKey: updateId(`campaign:${id}`, `${row.about}.${row.award.code}.${row.earlier}`),
      createHash: contentHash({ campaign: id, about: row.about, award: row.award.code }),
      actor: caller.actor,
      now,
    })),
  );
  const became = new Map(fresh.map((row, i) => [row, made[i]!]));
  return wanted.flatMap((row) => {
    const { record, created } = became.get(row) ?? { record: row.nomination!, created: false };
    // whoever moved here in this very moment may have been drafted by his unit of before
    if (!created && !review.sees(record.unit)) return [];
    return [{ code: row.code, award: row.award.code, nomination: record._id, created }];
  });
}

const isRecommended = ({ recommendation, nomination, earlier }: Proposed): boolean =>
  nomination !== undefined || (recommendation === 'recommended' && earlier === 0);

/** @throws Problem VALIDATION */
function chosenOf(rows: readonly Proposed[], choices: readonly Choice[]): readonly Proposed[] {
  const found = choices.map(({ code, award }) =>
    rows.find((row) => row.code === code && row.award.code === award && row.gone === undefined),
  );
  const faults = choices.flatMap((choice, i) => {
    const row = found[i];
    if (row !== undefined && row.elsewhere === undefined) return [];
    return [{ field: `choices.${i}`, ...(row ? proposedElsewhere : notProposed(choice)) }];
  });
  if (faults.length === 0) return found.flatMap((row) => row ?? []);
  throw invalid(...faults);
}

const notProposed = ({ code, award }: Choice): Text => refused('campaign.notProposed', { code, award });

/** What others rest on comes first: titles of people, then those of their rooms. */
async function rowsOf(context: ApiContext, caller: Caller, review: Review): Promise<readonly Proposed[]> {
  const { campaign, today } = review;
  const awards = campaign.awards.flatMap((code) => awardOn(context.catalogue, code, today) ?? []);
  const rows: Proposed[] = [];
  for (const award of [...awards].sort((a, b) => b.rank - a.rank))
    rows.push(...(await weighed(context, caller, review, award)));
  return rows;
}

type Row = Omit<Proposed, 'reasons'> & { readonly registered: boolean };

/** One award, with everybody for whom something speaks. */
async function weighed(
  context: ApiContext,
  caller: Caller,
  review: Review,
  award: Award,
): Promise<readonly Proposed[]> {
  const rows = candidatesFor(review, award);
  const looked = rows.map((row) => lookedAhead(context, dossierOf(row, award, review), review));
  const found = await eligibilityOf(context, looked);
  return rows.flatMap(({ registered, ...row }, i): Proposed[] => {
    if (row.gone) return [{ ...row, recommendation: 'against', reasons: [gone] }];
    if (row.elsewhere) return [{ ...row, recommendation: 'against', reasons: [proposedElsewhere] }];
    const seen = visibleTo(caller, found[i]!);
    const findings = seen.findings.filter((one) => !onlyMissing(one));
    const { standing, registration, nomination } = row;
    const signed = registered ? registration?.signed : undefined;
    const grounds = {
      findings,
      ...(signed ? { registeredOn: dayOf(signed.at) } : {}),
      ...(standing ? { standing } : {}),
    };
    if (nomination !== undefined) return [{ ...row, reasons: reasonsFor({ ...grounds, findings: [] }) }];
    const recommendation = recommend(grounds);
    if (recommendation === undefined) return [];
    return [{ ...row, recommendation, reasons: reasonsFor(grounds), eligibility: { ...seen, findings } }];
  });
}

/** Who has registered for an award, who is nominated for it, and who has a grade of the year. */
function candidatesFor(review: Review, award: Award): readonly Row[] {
  const { subjects, before, gradeOf, sees, isOver, sender, today } = review;
  // what is not for a unit of this kind is spoken of only where somebody has registered for it, or is nominated
  const fits = sender.whole === undefined || isForUnit(award, sender.whole.kind, today);
  const ofAward = before.filter(({ dossier }) => dossier.award === award.code);
  return subjects.flatMap((subject): Row[] => {
    const { registration, nominee, code, about } = subject;
    if (!award.subjects.includes(nominee.kind)) return [];
    const registered = registration?.titles.includes(award.code) === true;
    const same = ofAward.filter(({ dossier }) => codeOf(dossier.nominee) === code);
    // a draft that was left behind by a unit that has ended is sent by nobody
    const current = same.filter(
      (one) => stillStands(one) && (sees(one.unit) || one.status !== 'draft' || !isOver(one.unit)),
    );
    const nomination = current.find(({ unit }) => sees(unit));
    const known = fits && !subject.gone && gradeOf.get(about)?.grade !== undefined;
    if (!registered && nomination === undefined && !known) return [];
    return [
      {
        ...subject,
        award,
        registered,
        earlier: same.length - current.length,
        ...(nomination ? { nomination } : current.length > 0 ? { elsewhere: true as const } : {}),
        ...(registration
          ? { standing: countStandings(targetsFor(registration, 'year'), registration.results, 'year') }
          : {}),
      },
    ];
  });
}
