import { Problem } from '../../../domain/errors';
import { docketIdOf } from '../../../domain/ids';
import type { Route } from '../../../domain/route';
import type { Finding } from '../../../domain/rules/rule';
import type { Day } from '../../../domain/time';
import { dayOf } from '../../../domain/time';
import type { NominationRecord, RoundRecord, UnitProposalRecord, UnitRecord } from '../../../platform/store';
import { refused } from '../../../templates/words';
import type { ApiContext, Caller } from '../../context';
import { findingAnswer } from '../../schemas/answers/findings';
import type { FieldProblem } from '../../schemas/parse';
import { invalid } from '../../schemas/parse';
import { eligibilityOf, inTheWay, tellOnce, type Found } from './eligibility';
import { checkForm, onlyMissing } from './findings';
import { mustHaveFiles } from '../papers';
import { senderFor } from './senders';
import { defined, isWithin } from '../shared';
import type { SubmitRequest } from './submit';

/** What a unit sends, once it has been checked. */
export interface Sending {
  readonly docket: string;
  readonly round?: RoundRecord;
  readonly openUntil: Day;
  readonly lines: readonly SentLine[];
  /** The drafts are tied to the proposal already: this is the same submission again. */
  readonly repeated: boolean;
}
interface SentLine {
  readonly record: NominationRecord;
  readonly route: { readonly code: string; readonly route: Route };
  /** Id of the dossier version that is sent. */
  readonly version: string;
  /** Something pauses it: it is not passed on by sending, even by those who may. */
  readonly waits?: true;
}

/** The proposal that this very submission made before, found by the drafts that it tied. */
export async function sentBefore(
  { store }: ApiContext,
  { unit, nominations }: SubmitRequest,
  uid: string,
): Promise<UnitProposalRecord | undefined> {
  const records = await store.nominations.many(nominations.map((n) => n.id));
  const ids = [...records.values()].flatMap((r) => r.unitProposal ?? []);
  const proposals = await store.unitProposals.many([...new Set(ids)]);
  return [...proposals.values()].find((p) => p.unit === unit && p.submission === uid);
}

/**
 * Checks everything that a unit sends, before anything is stored.
 * @param before the proposal of the same submission: then its drafts may be tied to it, and the round may have closed since
 * @throws Problem VALIDATION, INCOMPLETE, INELIGIBLE, ROUND_CLOSED, STATE_CHANGED, ACTION_NOT_ALLOWED
 */
export async function checkSending(
  context: ApiContext,
  request: SubmitRequest,
  before: UnitProposalRecord | undefined,
): Promise<Sending> {
  const { store, clock } = context;
  const today = dayOf(clock.now());
  const unit = await store.units.need(request.unit);
  const records = await nominationsOf(context, request);
  const round = await roundOf(context, request, records);
  const openUntil = round?.deadline ?? dayOf(before?.at ?? clock.now());
  const docket = before?.docket ?? docketIdOf(unit._id, round?._id, records[0]!._id);
  if (!before) {
    mustBeDrafts(request, records);
    if (request.date > today) throw invalid({ field: 'date', ...future });
    if (round && round.deadline < today) throw new Problem('ROUND_CLOSED', round._id, { deadline: round.deadline });
    await mustHaveFiles(
      context,
      request.nominations.map((n) => n.id),
      request.papers,
      'papers',
    );
  }
  const checked = await checkAll(context, request, records, unit, round, before !== undefined);
  return { docket, openUntil, repeated: before !== undefined, ...(round ? { round } : {}), lines: checked };
}

const future = refused('notYet');

/** The nominations in the order of the list. @throws Problem VALIDATION for those that are unknown or of another unit */
async function nominationsOf(context: ApiContext, request: SubmitRequest): Promise<NominationRecord[]> {
  const found = await context.store.nominations.many(request.nominations.map((n) => n.id));
  const unit = { ...request.caller, unit: request.unit };
  const wrong: FieldProblem[] = [];
  const records: NominationRecord[] = [];
  for (const [i, { id }] of request.nominations.entries()) {
    const record = found.get(id);
    if (record && (await isWithin(context, unit, record.unit))) records.push(record);
    else {
      wrong.push({ field: `nominations.${i}.id`, ...refused('nomination.notOfUnit', { id }) });
    }
  }
  if (wrong.length > 0) throw invalid(...wrong);
  return records;
}

/** The one round of all of them. @throws Problem VALIDATION */
async function roundOf(
  { store }: ApiContext,
  request: SubmitRequest,
  records: readonly NominationRecord[],
): Promise<RoundRecord | undefined> {
  const wanted = request.round ?? records.find((r) => r.round !== undefined)?.round;
  const others = records.filter((r) => r.round !== wanted && (r.round !== undefined || request.round === undefined));
  if (others.length > 0) {
    throw invalid(
      ...others.map((r) => ({ field: `nominations.${r._id}.round`, ...refused('nomination.severalRounds') })),
    );
  }
  if (wanted === undefined) return undefined;
  const round = await store.rounds.get(wanted);
  if (round) return round;
  throw invalid({ field: 'round', ...refused('noRound') });
}

/** @throws Problem ACTION_NOT_ALLOWED, STATE_CHANGED */
function mustBeDrafts(request: SubmitRequest, records: readonly NominationRecord[]): void {
  const sent = records.filter((r) => r.status !== 'draft' || r.unitProposal !== undefined);
  if (sent.length > 0) throw told('ACTION_NOT_ALLOWED', sent);
  const expects = new Map(request.nominations.map((n) => [n.id, n.expects]));
  const edited = records.filter((r) => expects.get(r._id) !== undefined && expects.get(r._id) !== r.version);
  if (edited.length > 0) throw told('STATE_CHANGED', edited);
}

function told(code: 'ACTION_NOT_ALLOWED' | 'STATE_CHANGED', records: readonly NominationRecord[]): Problem {
  const lines = records.map((r) => ({ id: r._id, done: false, code, status: r.status, version: r.version }));
  const { status: state, version } = records[0]!;
  return new Problem(code, records.map((r) => r._id).join(', '), records.length === 1 ? { state, version } : { lines });
}

/** What is wrong with a nomination that is sent: its form, and the rules that would refuse it. */
interface Wrong {
  readonly nomination: string;
  readonly form: readonly Finding[];
  readonly ruled: readonly Found[];
}

/**
 * Checks the form of all of them, and what the rules find of all of them together. Warnings are told and do not stop a sending;
 * nor does what pauses a nomination, since the unit must not learn of it here.
 * @throws Problem VALIDATION, INELIGIBLE, INCOMPLETE when only fields and papers are missing; one entry each
 */
async function checkAll(
  context: ApiContext,
  request: SubmitRequest,
  records: readonly NominationRecord[],
  unit: UnitRecord,
  round: RoundRecord | undefined,
  repeated: boolean,
): Promise<SentLine[]> {
  const sender = await senderFor(context, unit);
  const checked = records.map((record) => {
    const of = { sender, papers: request.papers, ...(round ? { round } : {}) };
    return { record, ...checkForm(context, record.dossier, of) };
  });
  const looked = checked.map(({ record: { _id, dossier }, route }) => ({
    nomination: _id,
    unit: sender.whole?._id ?? unit._id,
    dossier,
    papers: request.papers,
    ...defined({ round: round?._id, route: route?.route }),
  }));
  const found = await eligibilityOf(context, looked);
  const wrong: Wrong[] = [];
  const lines: SentLine[] = [];
  for (const [i, { record, findings: form, route }] of checked.entries()) {
    const standing = found[i]!.findings.filter(inTheWay);
    const ruled = tellOnce(
      form,
      standing.filter((finding) => finding.kind === 'BLOCK'),
    );
    // what was tied once was right when it was tied; only its route is needed again
    if (route && (repeated || form.length + ruled.length === 0)) {
      const paused = standing.some((finding) => finding.kind === 'HOLD');
      const version = record.dossierVersion ?? `${record._id}/v${record.version}`;
      lines.push({ record, route, version, ...(paused ? { waits: true as const } : {}) });
    } else wrong.push({ nomination: record._id, form, ruled });
  }
  if (wrong.length > 0) throw refusal(request.caller, wrong);
  return lines;
}

function refusal(caller: Caller, wrong: readonly Wrong[]): Problem {
  const all = wrong.flatMap(({ nomination, form, ruled }) =>
    [...form, ...ruled].map((finding) => ({ nomination, finding })),
  );
  const fields = all.map(({ nomination, finding: { field = 'eligibility', say } }) => ({
    field: `nominations.${nomination}.${field}`,
    ...say,
  }));
  const findings = all.map(({ nomination, finding }) => ({ nomination, ...findingAnswer(finding, caller) }));
  const formWrong = wrong.some(({ form }) => !form.every(onlyMissing));
  const ruled = wrong.some((one) => one.ruled.length > 0);
  const code = formWrong ? 'VALIDATION' : ruled ? 'INELIGIBLE' : 'INCOMPLETE';
  return new Problem(code, fields.map((f) => f.field).join(', '), { fields, findings });
}
