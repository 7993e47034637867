import type { z } from 'zod';
import { Problem } from '../../../domain/errors';
import {
  countMeeting,
  initiativeRule,
  type InitiativeOutcome,
  type InitiativeTotals,
} from '../../../domain/initiative/meeting';
import { dayOf, type Day } from '../../../domain/time';
import type {
  CouncilRecord,
  InitiativeMeetingRecord,
  InitiativeRecord,
  SubmittedInitiativeRecord,
} from '../../../platform/store';
import type { Settled } from '../../../platform/store/initiatives';
import { updateId } from '../../../platform/temporal/ask';
import { dayText } from '../../../domain/text';
import { refused } from '../../../templates/words';
import type { ApiContext, Caller } from '../../context';
import type { initiativeMeeting } from '../../schemas/initiatives';
import { invalid, type FieldProblem } from '../../schemas/parse';
import { placeOf } from '../papers';
import { contentHash, defined, isWithin, mustBeOfLevel, mustHave, shortId } from '../shared';

export type MeetingAsked = z.output<typeof initiativeMeeting>;

/** What each initiative comes to; with the meeting once it has been recorded. */
export interface Recognition {
  readonly meeting?: string;
  readonly outcomes: readonly InitiativeOutcome[];
}

interface Asked {
  readonly caller: Caller;
  readonly asked: MeetingAsked;
}

/**
 * Records what the initiative council of a unit decided at a meeting, from its minutes. Checked and counted as the meetings of
 * emulation councils are; what passes becomes the fact that the rules read, with the unit as its scope. A dry run reads the same back
 * and saves nothing.
 * @throws Problem FORBIDDEN, NOT_FOUND, VALIDATION with a field for everything that does not fit, ACTION_NOT_ALLOWED, STATE_CHANGED,
 * KEY_REUSED
 */
export async function recogniseInitiatives(
  context: ApiContext,
  { caller, asked, submission, dryRun = false }: Asked & { readonly submission: string; readonly dryRun?: boolean },
): Promise<Recognition> {
  mustHave(caller, 'runSessions');
  const { store, clock } = context;
  const _id = `HSK-${shortId(updateId(caller.actor, submission))}`;
  const content = contentHash(asked);
  const before = dryRun ? undefined : await store.initiatives.meeting(_id);
  if (before) {
    if (before.asked !== content) throw new Problem('KEY_REUSED', _id);
    return { meeting: _id, outcomes: before.outcomes };
  }
  const meeting = await counted(context, { caller, asked });
  if (dryRun) return { outcomes: meeting.outcomes };
  const now = clock.now();
  const { council, rule, totals, outcomes } = meeting;
  const { heldOn, minutes, decision, checkedBy } = asked;
  const record: InitiativeMeetingRecord = {
    _id,
    unit: council.unit!,
    council: council._id,
    heldOn,
    minutes,
    ...defined({ decision }),
    checkedBy,
    rule,
    members: council.members.map(({ person }) => person),
    totals,
    outcomes,
    asked: content,
    at: now,
    by: caller.actor,
  };
  const settled = outcomes.map((one) => settledLine(record, meeting.initiatives, asked, one));
  await store.initiatives.settle(record, settled, { actor: caller.actor, now });
  return { meeting: _id, outcomes };
}

interface CountedMeeting {
  readonly council: CouncilRecord;
  readonly rule: InitiativeMeetingRecord['rule'];
  readonly initiatives: ReadonlyMap<string, SubmittedInitiativeRecord>;
  readonly totals: InitiativeTotals;
  readonly outcomes: readonly InitiativeOutcome[];
}

async function counted(context: ApiContext, { caller, asked }: Asked): Promise<CountedMeeting> {
  const council = await councilOf(context, { caller, asked });
  const rule = initiativeRule(context.pack.councilRules, asked.heldOn);
  if (!rule) throw invalid({ field: 'council', ...noRule });
  const initiatives = await agendaOf(context, council, asked);
  const faults = [
    ...dayFaults(context, asked),
    ...appliedFaults(initiatives, asked),
    ...(await minutesFaults(context, asked)),
  ];
  if (!asked.present.includes(asked.checkedBy)) faults.push({ field: 'checkedBy', ...notPresent });
  const { present, issued, returned, valid, invalid: spoiled } = asked;
  const totals: InitiativeTotals = {
    present,
    issued,
    returned,
    valid,
    invalid: spoiled,
    lines: asked.lines.map(({ expects: _expects, ...votes }) => votes),
  };
  const agenda = asked.lines.map(({ initiative }) => ({
    initiative,
    authors: (initiatives.get(initiative)?.authors ?? []).map(({ person }) => person),
  }));
  const members = council.members.map(({ person }) => person);
  const result = countMeeting(rule, members, agenda, totals);
  if (result.faults) throw invalid(...result.faults, ...faults);
  if (asked.decision === undefined && result.outcomes.some(({ tally }) => tally.passed))
    faults.push({ field: 'decision.number', ...noDecision });
  if (faults.length > 0) throw invalid(...faults);
  return { council, rule, initiatives, totals, outcomes: result.outcomes };
}

/** The council as it sat on the day. @throws Problem VALIDATION, NOT_FOUND and FORBIDDEN for another level's */
async function councilOf(context: ApiContext, { caller, asked: { council, heldOn } }: Asked): Promise<CouncilRecord> {
  const found = await context.store.councils.inForce(council, heldOn);
  if (found?.unit === undefined) throw invalid({ field: 'council', ...noCouncil });
  await mustBeOfLevel(context, caller, found.unit);
  return found;
}

/** @throws Problem VALIDATION for what is not before this council, ACTION_NOT_ALLOWED, STATE_CHANGED */
async function agendaOf(
  context: ApiContext,
  { unit }: CouncilRecord,
  { lines }: MeetingAsked,
): Promise<ReadonlyMap<string, SubmittedInitiativeRecord>> {
  const found = await context.store.initiatives.many(lines.map(({ initiative }) => initiative));
  const known = await Promise.all(
    lines.map(async ({ initiative }) => {
      const record = found.get(initiative);
      return record !== undefined && (await isWithin(context, defined({ unit }), record.unit));
    }),
  );
  const strangers = lines.flatMap((_line, i) => (known[i] ? [] : [{ field: `lines.${i}.initiative`, ...notOurs }]));
  if (strangers.length > 0) throw invalid(...strangers);
  for (const { initiative, expects } of lines) {
    const { status, version } = found.get(initiative)!;
    if (status !== 'submitted')
      throw new Problem('ACTION_NOT_ALLOWED', initiative, { initiative, state: status, version, allowed: [] });
    if (version !== expects) throw new Problem('STATE_CHANGED', initiative, { initiative, state: status, version });
  }
  return found;
}

function dayFaults({ clock }: ApiContext, { heldOn, minutes, decision }: MeetingAsked): FieldProblem[] {
  const today = dayOf(clock.now());
  const faults: FieldProblem[] = [];
  const days = { heldOn, 'minutes.date': minutes.date, 'decision.date': decision?.date };
  for (const [field, day] of Object.entries(days)) {
    if (day === undefined) continue;
    if (day > today) faults.push({ field, ...ahead });
    else if (day < heldOn) faults.push({ field, ...beforeMeeting });
  }
  return faults;
}

/** An initiative is applied before a council recognises it. */
const appliedFaults = (
  initiatives: ReadonlyMap<string, SubmittedInitiativeRecord>,
  { lines, heldOn }: MeetingAsked,
): FieldProblem[] =>
  lines.flatMap(({ initiative }, i) => {
    const { appliedFrom } = initiatives.get(initiative)!;
    return appliedFrom > heldOn ? [{ field: `lines.${i}.initiative`, ...appliedLater(appliedFrom) }] : [];
  });

/** The signed minutes lie beside one of the initiatives, apart from its report: they are not for all who read that. */
async function minutesFaults({ store }: ApiContext, { minutes, lines }: MeetingAsked): Promise<FieldProblem[]> {
  const beside = (await store.files.about(minutes.attachment))?.metadata['entity'];
  if (lines.some(({ initiative }) => placeOf('initiative-minutes', initiative) === beside)) return [];
  return [{ field: 'minutes.attachment', ...noMinutes }];
}

function settledLine(
  { _id: meeting, council, heldOn, decision }: InitiativeMeetingRecord,
  initiatives: ReadonlyMap<string, SubmittedInitiativeRecord>,
  { lines }: MeetingAsked,
  { initiative: id, tally: { passed }, why }: InitiativeOutcome,
): Settled {
  const { expects } = lines.find(({ initiative }) => initiative === id)!;
  const outcome = { meeting, council, heldOn, passed, why };
  if (!passed || !decision) return { id, expects, status: 'refused', outcome };
  const fact = factOf(initiatives.get(id)!, decision);
  return { id, expects, status: 'recognised', outcome: { ...outcome, decision }, fact };
}

/** What a council of a unit recognises reaches as far as the unit; a wider scope is the province's to recognise (Law art. 22(2)). */
const factOf = (
  { _id: code, title, nature, authors, unit }: SubmittedInitiativeRecord,
  { number, date }: { readonly number: string; readonly date: Day },
): InitiativeRecord => ({
  _id: `initiative/${code}`,
  kind: 'initiative',
  about: `initiatives/${code}`,
  code,
  title,
  nature,
  authors: authors.map(({ person }) => person),
  unit,
  scope: 'unit',
  recognisedOn: date,
  decisionNumber: number,
});

const noCouncil = refused('initiative.noCouncil');
const noRule = refused('initiative.noShare');
const notOurs = refused('initiative.notOfUnit');
const ahead = refused('notYet');
const beforeMeeting = refused('initiative.beforeMeeting');
const appliedLater = (day: Day) => refused('initiative.appliedAfter', { day: dayText(day) });
const noMinutes = refused('initiative.noMinutes');
const notPresent = refused('initiative.noWitness');
const noDecision = refused('initiative.noDecision');
