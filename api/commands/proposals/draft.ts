import { Problem } from '../../../domain/errors';
import type { Day } from '../../../domain/time';
import { dayOf } from '../../../domain/time';
import { updateId } from '../../../platform/temporal/ask';
import { sameContent } from '../../../platform/store/canonical';
import type {
  AuthorityRecord,
  Inserted,
  NominationRecord,
  ProposalLine,
  ProposalRecord,
} from '../../../platform/store';
import { refused } from '../../../templates/words';
import type { ApiContext, Caller } from '../../context';
import type { FieldProblem } from '../../schemas/parse';
import { invalid } from '../../schemas/parse';
import { inCeremonyOrder } from '../lists';
import { defined, isOfLevel, mustHave, shortId, withinOf } from '../shared';

export interface NewProposal {
  readonly number: string;
  readonly date: Day;
  /** Code of the authority. */
  readonly authority: string;
  readonly power: 'decide' | 'forward';
  readonly mode: 'link' | 'recorded';
  /** Who puts the list to the authority, as printed. */
  readonly submitter: string;
  readonly nominations: readonly string[];
  /** The office of the authority looks at it first. */
  readonly officeCheck?: boolean;
}

/**
 * A list for one authority, in ceremony order; nothing is claimed before it is sent.
 * @throws Problem FORBIDDEN, VALIDATION, KEY_REUSED
 */
export async function createProposal(
  context: ApiContext,
  {
    caller,
    proposal: said,
    submission,
  }: { readonly caller: Caller; readonly proposal: NewProposal; readonly submission: string },
): Promise<Inserted<ProposalRecord>> {
  const { store, clock } = context;
  mustHave(caller, 'writeProposals');
  const id = `TR-${shortId(updateId(caller.actor, submission))}`;
  const before = await store.proposals.get(id);
  if (before) return { record: sameProposal(before, said), created: false };
  const authority = await store.authorities.get(said.authority);
  if (!authority || !(await isOfLevel(context, caller, authority.unit))) {
    throw invalid({ field: 'authority', ...refused('proposal.noAuthority') });
  }
  const now = clock.now();
  if (said.date > dayOf(now)) {
    throw invalid({ field: 'date', ...refused('notYet') });
  }
  const { nominations: _nominations, officeCheck = false, ...head } = said;
  const record: ProposalRecord = {
    _id: id,
    ...head,
    level: authority.level,
    ...defined({ unit: authority.unit }),
    lines: await listOf(context, said, authority),
    leftOut: [],
    ...(officeCheck ? { check: { outcome: 'awaited' as const } } : {}),
    status: 'draft',
    version: 0,
    createdAt: now,
    createdBy: caller.actor,
  };
  const trail = { entity: id, key: 'draft', at: now, actor: caller.actor, type: 'proposalDrafted' };
  return store.proposals.insert(record, [trail]);
}

/** @throws Problem KEY_REUSED when the same submission asked for something else */
function sameProposal(before: ProposalRecord, said: NewProposal): ProposalRecord {
  const { number, date, authority, power, mode, submitter, lines } = before;
  const { nominations, officeCheck = false, ...head } = said;
  const ids = lines.map((l) => l.nomination).sort();
  const stored = { number, date, authority, power, mode, submitter, ids, officeCheck: before.check !== undefined };
  if (!sameContent(stored, { ...head, ids: [...nominations].sort(), officeCheck }))
    throw new Problem('KEY_REUSED', before._id);
  return before;
}

/** The list: sent nominations of that level, whose route has this authority decide or forward. @throws Problem VALIDATION */
async function listOf(context: ApiContext, said: NewProposal, authority: AuthorityRecord): Promise<ProposalLine[]> {
  const found = await context.store.nominations.many(said.nominations);
  const isWithin = await withinOf(context, authority);
  const wrong: FieldProblem[] = [];
  const lines: { record: NominationRecord; docket: string }[] = [];
  for (const [i, id] of said.nominations.entries()) {
    const record = found.get(id);
    const reason = !record || !isWithin(record.unit) ? unknown(id) : whyNot(record, said, authority);
    if (reason) wrong.push({ field: `nominations.${i}`, ...reason });
    else lines.push({ record: record!, docket: record!.docket! });
  }
  if (wrong.length > 0) throw invalid(...wrong);
  return inCeremonyOrder(context, lines).map(({ record, docket }, i) => ({
    nomination: record._id,
    docket,
    award: record.dossier.award,
    no: i + 1,
  }));
}

const unknown = (id: string) => refused('noNomination', { id });

function whyNot({ _id, line, docket }: NominationRecord, said: NewProposal, { level }: AuthorityRecord) {
  if (!line || docket === undefined) {
    return refused('notSent', { id: _id });
  }
  const stage = line.route.flat().find((s) => s.kind === 'approval' && s.level === level);
  if (stage?.kind === 'approval' && stage.power === said.power) return undefined;
  return said.power === 'decide'
    ? refused('proposal.otherLevel', { id: _id })
    : refused('proposal.ownLevel', { id: _id });
}
