import type { Text } from '../../../domain/award';
import { Problem } from '../../../domain/errors';
import type { CouncilRuleEntry } from '../../../domain/councilRules';
import { councilRuleFor } from '../../../domain/councilRules';
import type { BoardMember } from '../../../domain/countingBoard';
import { checkCountingBoard } from '../../../domain/countingBoard';
import type { CouncilRule } from '../../../domain/rule';
import type { StepUp } from '../../../domain/stepUp';
import { defaultStepUp } from '../../../domain/stepUp';
import type { Day, Instant } from '../../../domain/time';
import { dayOf } from '../../../domain/time';
import { updateId } from '../../../platform/temporal/ask';
import { sameContent } from '../../../platform/store/canonical';
import { withLocks } from '../../../platform/store/relations';
import type { CouncilRecord, Inserted, NominationRecord, SessionLine, SessionRecord } from '../../../platform/store';
import { refused } from '../../../templates/words';
import type { ApiContext, Caller } from '../../context';
import type { FieldProblem } from '../../schemas/parse';
import { invalid } from '../../schemas/parse';
import { inCeremonyOrder } from '../lists';
import { defined, isOfLevel, mustHave, shortId, withinOf } from '../shared';

interface Absent {
  readonly member: string;
  readonly reason?: string;
}

export interface NewSession {
  readonly name: string;
  readonly council: string;
  readonly kind: SessionRecord['kind'];
  readonly ballot: SessionRecord['ballot'];
  readonly basis: Partial<SessionRecord['basis']>;
  readonly countingBoard: readonly BoardMember[];
  /** Members away from the meeting of a mixed session, who are asked by link, and why where it is known. */
  readonly absent: readonly Absent[];
  readonly closesAt: Instant;
  readonly closing: SessionRecord['closing'];
  /** Whether members are asked for the number of their paper invitation; as the province has set it when absent. */
  readonly stepUp?: boolean;
  readonly nominations: readonly string[];
}

/**
 * A draft session: its council as it stands on the voting day, its agenda in ceremony order, the rule of each line. Lines that
 * are not at their council yet are left out when it opens.
 * @throws Problem FORBIDDEN, NOT_FOUND, NO_BASIS, VALIDATION, KEY_REUSED
 */
export async function createSession(
  context: ApiContext,
  {
    caller,
    session: said,
    submission,
  }: { readonly caller: Caller; readonly session: NewSession; readonly submission: string },
): Promise<Inserted<SessionRecord>> {
  const { store, clock } = context;
  mustHave(caller, 'runSessions');
  const basis = mustHaveBasis(said.basis);
  const id = `PH-${shortId(updateId(caller.actor, submission))}`;
  const before = await store.sessions.get(id);
  if (before) return { record: sameSession(before, { ...said, basis }), created: false };
  if (said.closesAt <= clock.now()) {
    throw invalid({ field: 'closesAt', ...refused('timeOver') });
  }
  const votingDay = dayOf(said.closesAt);
  const council = await store.councils.inForce(said.council, votingDay);
  if (!council || !(await isOfLevel(context, caller, council.unit))) {
    throw invalid({ field: 'council', ...refused('session.noCouncil') });
  }
  mustFitKind(said, council);
  const draft: SessionRecord = {
    _id: id,
    name: said.name,
    council: council.code,
    councilVersion: council._id,
    level: council.level,
    ...defined({ unit: council.unit }),
    kind: said.kind,
    ballot: said.ballot,
    basis,
    ...(said.countingBoard.length === 0 ? {} : { countingBoard: said.countingBoard }),
    ...(said.absent.length === 0 ? {} : { absent: said.absent.map((a) => a.member) }),
    closesAt: said.closesAt,
    closing: said.closing,
    ...defined({ stepUp: stepUpOf(context, said) }),
    lines: await agendaOf(context, said, council, votingDay),
    leftOut: [],
    status: 'draft',
    members: council.members.map(({ person, role }) => {
      const absence = said.absent.find((a) => a.member === person)?.reason;
      return { person, role, ...defined({ absence }) };
    }),
    extended: false,
    version: 0,
    createdAt: clock.now(),
  };
  const trail = { entity: draft._id, key: 'draft', at: draft.createdAt, actor: caller.actor, type: 'sessionDrafted' };
  return store.sessions.insert(draft, [trail]);
}

/** The step-up of a session, as it is frozen with its draft; undefined when its members are asked for no number. */
function stepUpOf({ pack }: ApiContext, { kind, stepUp }: NewSession): StepUp | undefined {
  const { byDefault, tries, lockMinutes } = pack.stepUp ?? defaultStepUp;
  return kind !== 'meeting' && (stepUp ?? byDefault) ? { tries, lockMinutes } : undefined;
}

/** The session that the same submission made before. @throws Problem KEY_REUSED when it was asked for otherwise */
function sameSession(before: SessionRecord, said: NewSession): SessionRecord {
  const { name, council, kind, ballot, basis, countingBoard, absent, closing } = said;
  const { closesAt, nominations } = said;
  const away = absent.map((a) => a.member);
  // what may have changed since it was opened is not compared
  const asked = before.status === 'draft' ? { closesAt, nominations: [...nominations].sort(), absent } : {};
  const stored =
    before.status === 'draft'
      ? {
          closesAt: before.closesAt,
          nominations: before.lines.map((l) => l.nomination).sort(),
          absent: (before.absent ?? []).map((member) => {
            const reason = before.members.find((m) => m.person === member)?.absence;
            return { member, ...defined({ reason }) };
          }),
        }
      : {};
  const head = {
    name: before.name,
    council: before.council,
    kind: before.kind,
    ballot: before.ballot,
    basis: before.basis,
    countingBoard: before.countingBoard ?? [],
    away: before.absent ?? [],
    closing: before.closing,
    ...(said.stepUp === undefined ? {} : { stepUp: before.stepUp !== undefined }),
  };
  if (
    !sameContent(
      { ...head, ...stored },
      {
        name,
        council,
        kind,
        ballot,
        basis,
        countingBoard,
        away,
        closing,
        ...defined({ stepUp: said.stepUp }),
        ...asked,
      },
    )
  ) {
    throw new Problem('KEY_REUSED', before._id);
  }
  return before;
}

/** A mixed session says who is away, and is decided at its meeting. @throws Problem VALIDATION */
function mustFitKind({ kind, absent, closing, stepUp }: NewSession, { members }: CouncilRecord): void {
  const wrong: FieldProblem[] = [];
  if ((kind === 'mixed') !== absent.length > 0) {
    wrong.push({ field: 'absent', ...refused('session.away') });
  }
  absent.forEach(({ member }, i) => {
    if (members.some((m) => m.person === member)) return;
    wrong.push({ field: `absent.${i}`, ...refused('session.noMember') });
  });
  if (kind !== 'written' && closing === 'whenAllVoted') {
    wrong.push({ field: 'closing', ...refused('session.endsWithTotals') });
  }
  if (kind === 'meeting' && stepUp === true) {
    wrong.push({ field: 'stepUp', ...refused('session.noSlipNumber') });
  }
  if (wrong.length > 0) throw invalid(...wrong);
}

const basisParts: readonly (keyof SessionRecord['basis'])[] = [
  'foundingDecision',
  'regulation',
  'article',
  'orderedBy',
];

/** A session rests on a full basis, or it does not exist. @throws Problem NO_BASIS with a field each */
function mustHaveBasis(basis: NewSession['basis']): SessionRecord['basis'] {
  const missing = basisParts.filter((part) => (basis[part] ?? '').trim() === '');
  if (missing.length === 0) return basis as SessionRecord['basis'];
  throw new Problem('NO_BASIS', missing.join(', '), {
    fields: missing.map((part) => ({ field: `basis.${part}`, ...refused('needed') })),
  });
}

/** The agenda: every nomination with the rule by which this council decides on it. @throws Problem VALIDATION with a field a line */
async function agendaOf(
  context: ApiContext,
  said: NewSession,
  council: CouncilRecord,
  votingDay: Day,
): Promise<SessionLine[]> {
  const found = await context.store.nominations.many(said.nominations);
  const isWithin = await withinOf(context, council);
  const wrong: FieldProblem[] = [];
  const lines: { record: NominationRecord; docket: string; rule: CouncilRule }[] = [];
  for (const [i, id] of said.nominations.entries()) {
    const field = `nominations.${i}`;
    const record = found.get(id);
    if (!record || !isWithin(record.unit)) {
      wrong.push({ field, ...refused('noNomination', { id }) });
    } else if (record.docket === undefined || !record.line) {
      wrong.push({ field, ...refused('notSent', { id }) });
    } else {
      const rule = ruleFor(context, said, record, council, votingDay);
      if ('vi' in rule) wrong.push({ field, ...rule });
      else lines.push({ record, docket: record.docket, rule });
    }
  }
  const nominees = lines.map(({ record }) => record.dossier.nominee);
  wrong.push(...checkCountingBoard(said.countingBoard, said.ballot, nominees));
  if (wrong.length > 0) throw invalid(...wrong);
  const members = council.members.map((m) => m.person);
  const agenda = inCeremonyOrder(context, lines).map(({ record, docket, rule }, i) => ({
    nomination: record._id,
    docket,
    no: i + 1,
    award: record.dossier.award,
    rule,
  }));
  return withLocks(context.store, council, agenda, members);
}

/** The rule of a line, or why this kind of session may not decide on it. */
function ruleFor(
  { pack }: ApiContext,
  said: NewSession,
  { dossier: { award } }: NominationRecord,
  council: CouncilRecord,
  day: Day,
): CouncilRule | Text {
  let entry: CouncilRuleEntry;
  try {
    entry = councilRuleFor(pack.councilRules, { award, level: council.level, day });
  } catch (error) {
    const [field] = error instanceof Problem ? ((error.data['fields'] ?? []) as FieldProblem[]) : [];
    if (!field) throw error;
    return { vi: field.vi, en: field.en };
  }
  const { code, when, sessions, ...rule } = entry;
  // one sheet, one kind: what needs another kind is a session of its own, part B of the same sitting
  if (!sessions.includes(said.kind)) {
    const kinds = oneOf(sessions.map((kind) => refused(`session.kind.${kind}`)));
    return refused('session.otherKind', { award, kinds });
  }
  if (!rule.ballots.includes(said.ballot)) {
    const kinds = oneOf(rule.ballots.map((kind) => refused(`session.ballot.${kind}`)));
    return refused('session.otherBallot', { award, kinds });
  }
  return rule;
}

const oneOf = (names: readonly Text[]): Text => ({
  vi: names.map(({ vi }) => vi).join(', '),
  en: names.map(({ en }) => en).join(' or '),
});
