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
import { dayText } from '../../../templates/format';
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

const noCouncil = {
  vi: 'Vào ngày họp không có Hội đồng cấp đơn vị nào mang mã này. Đề nghị kiểm tra lại mã và ngày họp.',
  en: 'No council of a unit had this code on the day of the meeting. Please check the code and the day.',
};
const noRule = {
  vi: 'Bộ quy định của tỉnh chưa có tỷ lệ phiếu đồng ý tối thiểu khi Hội đồng sáng kiến của đơn vị họp xét. Đề nghị cơ quan thường trực cấp tỉnh bổ sung, sau đó thực hiện lại.',
  en: 'The rules of the province do not say by which share the initiative council of a unit decides at a meeting. Please have the office of the province add it, then try again.',
};
const notOurs = {
  vi: 'Không có sáng kiến mang mã này thuộc đơn vị của Hội đồng. Đề nghị kiểm tra lại mã.',
  en: 'There is no such initiative of the unit whose council it is. Please check the code.',
};
const ahead = { vi: 'Ngày này chưa đến; đề nghị kiểm tra lại.', en: 'This day has not come yet; please check it.' };
const beforeMeeting = {
  vi: 'Ngày này trước ngày họp; đề nghị kiểm tra lại.',
  en: 'This day lies before the meeting; please check it.',
};
const appliedLater = (day: Day) => ({
  vi: `Sáng kiến áp dụng từ ngày ${dayText('vi', day)}, sau ngày họp: sáng kiến phải được áp dụng trước khi xét công nhận. Đề nghị kiểm tra lại ngày họp; nếu ngày áp dụng sai, đơn vị rút rồi gửi lại.`,
  en: `It is applied from ${dayText('en', day)} on, which is after the meeting: an initiative is applied before it is recognised. Please check the day of the meeting; where the other day is wrong, the unit withdraws it and submits it anew.`,
});
const noMinutes = {
  vi: 'Đề nghị tải Biên bản đã ký lên mục Biên bản của một sáng kiến trong danh sách trước.',
  en: 'Please attach the signed minutes, as minutes, to one of these initiatives first.',
};
const notPresent = {
  vi: 'Đề nghị nêu mã của một thành viên dự họp đã đối chiếu số liệu với Biên bản.',
  en: 'Please name a member who was present and has compared the totals with the minutes.',
};
const noDecision = {
  vi: 'Có sáng kiến được công nhận: cần số và ngày của quyết định (hoặc xác nhận) công nhận.',
  en: 'One of them is recognised: the number and date of the decision or confirmation are needed.',
};
