import { targetsFor } from '../../../domain/campaign/amendment';
import {
  doubtOf,
  figureFor,
  type Doubt,
  type Period,
  type ResultEntry,
  type Target,
} from '../../../domain/campaign/target';
import type { Text } from '../../../domain/award';
import type { Figure } from '../../../domain/campaign/figure';
import { Problem } from '../../../domain/errors';
import { figureText } from '../../../domain/text';
import type { RegistrationRecord } from '../../../platform/store';
import { refused } from '../../../templates/words';
import type { ApiContext, Caller } from '../../context';
import { invalid, type FieldProblem } from '../../schemas/parse';
import { editOnce, mustBe, mustRegister, needRegistration, trailOf } from './registrations';

/** A figure as it is entered. */
export interface Entered {
  readonly target: string;
  readonly period: Period;
  readonly value: Figure;
  readonly reason?: string;
}

/** A figure that is asked about once. */
export interface DoubtfulFigure extends Text {
  readonly index: number;
  readonly doubt: Doubt;
}

/** What entering figures would come to. */
export interface Weighed {
  readonly faults: readonly (FieldProblem & { readonly index: number })[];
  readonly doubts: readonly DoubtfulFigure[];
  /** What is new or corrects; what stands already is left out. */
  readonly news: readonly Entered[];
}

/** Compares figures with what the registration has: nothing is written here. */
export function weigh(record: RegistrationRecord, entries: readonly Entered[]): Weighed {
  const { results } = record;
  const faults: (FieldProblem & { index: number })[] = [];
  const doubts: DoubtfulFigure[] = [];
  const news: Entered[] = [];
  const seen = new Set<string>();
  for (const [index, entry] of entries.entries()) {
    const target = targetsFor(record, entry.period).find(({ code }) => code === entry.target);
    const at = `entries.${index}`;
    const name = `${entry.target}/${entry.period}`;
    if (!target) faults.push({ index, field: `${at}.target`, ...noTarget(entry.target) });
    else if (seen.has(name)) faults.push({ index, field: `${at}.target`, ...twice });
    else {
      const before = figureFor(results, entry.target, entry.period)?.holds;
      if (before?.value !== entry.value) {
        if (before && entry.reason === undefined)
          faults.push({ index, field: `${at}.reason`, ...noReason(before.value) });
        const doubt = doubtOf(target, entry.value);
        if (doubt) doubts.push({ index, doubt, ...doubtSaid(doubt, target, entry.value) });
        news.push(entry);
      }
    }
    seen.add(name);
  }
  return { faults, doubts, news };
}

const noTarget = (code: string): Text => refused('campaign.noTarget', { code });
const twice: Text = refused('campaign.targetTwice');
const noReason = (before: Figure): Text => refused('campaign.reasonForChange', { before: figureText(before) });
const doubtSaid = (doubt: Doubt, { name, unit, target }: Target, figure: Figure): Text => {
  const value = figureText(figure);
  return doubt === 'negative'
    ? refused('campaign.negative', { name, value, unit })
    : refused('campaign.implausible', { name, value, unit, target: figureText(target) });
};

/**
 * Figures of a signed registration. One that stands already is left alone, so a list can be entered twice; one that differs corrects, with its
 * reason, and both stay. Figures that look like a slip of the pen are asked about once.
 * @throws Problem FORBIDDEN, NOT_FOUND, VALIDATION, ACTION_NOT_ALLOWED before it is signed, FIGURES_DOUBTFUL, STATE_CHANGED
 */
export async function enterResults(
  context: ApiContext,
  {
    caller,
    id,
    expects,
    entries,
    confirm,
  }: {
    readonly caller: Caller;
    readonly id: string;
    readonly expects: number;
    readonly entries: readonly Entered[];
    readonly confirm: boolean;
  },
): Promise<RegistrationRecord> {
  mustRegister(caller);
  const record = await needRegistration(context, caller, id);
  await mustTakeFigures(context, record);
  const { faults, doubts, news } = weigh(record, entries);
  if (faults.length > 0) throw invalid(...faults.map(({ index: _index, ...fault }) => fault));
  if (doubts.length > 0 && !confirm)
    throw new Problem('FIGURES_DOUBTFUL', id, {
      fields: doubts.map(({ index, vi, en }) => ({ field: `entries.${index}.value`, vi, en })),
    });
  if (news.length === 0) return record;
  return writeFigures(context, record, { caller, expects, news });
}

/** @throws Problem ACTION_NOT_ALLOWED */
export async function mustTakeFigures({ store }: ApiContext, record: RegistrationRecord): Promise<void> {
  mustBe(record, 'signed');
  const { status, version } = await store.campaigns.need(record.campaign);
  if (status === 'cancelled')
    throw new Problem('ACTION_NOT_ALLOWED', record.campaign, { state: status, version, allowed: [] });
}

/**
 * Writes what `weigh` has found to be new. What stands by now, as of a second press, is left alone.
 * @throws Problem STATE_CHANGED where others have written meanwhile and something of it is still new
 */
export async function writeFigures(
  { store, clock }: ApiContext,
  record: RegistrationRecord,
  { caller, expects, news }: { readonly caller: Caller; readonly expects: number; readonly news: readonly Entered[] },
): Promise<RegistrationRecord> {
  const at = clock.now();
  const entries = news.map((one): ResultEntry => ({ ...one, at, by: caller.actor }));
  const trail = trailOf(record, { actor: caller.actor, now: at, type: 'results', expects, data: { entries } });
  try {
    return await store.registrations.edit(record._id, expects, { results: [...record.results, ...entries] }, [trail]);
  } catch (error) {
    if (!(error instanceof Problem) || error.code !== 'STATE_CHANGED') throw error;
    const now = await store.registrations.need(record._id);
    const again = weigh(now, news);
    // a fault too was not written: an amendment has given the target up meanwhile
    if (again.news.length + again.faults.length > 0) throw error;
    return now;
  }
}

/** The review of a period with its lessons (rút kinh nghiệm). @throws Problem FORBIDDEN, NOT_FOUND, ACTION_NOT_ALLOWED, STATE_CHANGED */
export async function writeReview(
  context: ApiContext,
  {
    caller,
    id,
    expects,
    period,
    text,
    lessons,
  }: {
    readonly caller: Caller;
    readonly id: string;
    readonly expects: number;
    readonly period: Period;
    readonly text: string;
    readonly lessons: string;
  },
): Promise<RegistrationRecord> {
  mustRegister(caller);
  const record = await needRegistration(context, caller, id);
  await mustTakeFigures(context, record);
  const at = context.clock.now();
  const review = { period, text, lessons, at, by: caller.actor };
  const reviews = [...record.reviews.filter((one) => one.period !== period), review];
  const data = { period, text, lessons };
  const trail = trailOf(record, { actor: caller.actor, now: at, type: 'review', expects, data });
  return editOnce(context, { expects, fields: { reviews }, trail });
}
