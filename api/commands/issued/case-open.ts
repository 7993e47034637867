import { awardOn, type Award, type RevocationGround } from '../../../domain/award';
import type { FactChange, PrintedField } from '../../../domain/case/life';
import { printedFacts } from '../../../domain/case/printed';
import { byPaper, type CarriedCase, type Returnable } from '../../../domain/case/state';
import { Problem } from '../../../domain/errors';
import { caseWorkflowId } from '../../../domain/ids';
import { dayOf } from '../../../domain/time';
import { updateId } from '../../../platform/temporal/ask';
import type {
  AuthorityRecord,
  CaseRecord,
  CertificateRecord,
  HistoryRecord,
  Inserted,
  NominationRecord,
  Paper,
} from '../../../platform/store';
import type { CaseInput } from '../../../workflows/messages';
import { refused } from '../../../templates/words';
import type { ApiContext, Caller } from '../../context';
import { invalid } from '../../schemas/parse';
import { mustHaveFiles } from '../papers';
import { contentHash, defined, mustBeOfLevel, mustBeWithin, mustHave, shortId, storeOnce } from '../shared';
import { startOnce } from '../start';

type Numbered = Paper & { readonly number: string; readonly date: string };
type Facts = { readonly [F in PrintedField]?: string };

/** What an office wants done about an award that was given. `award`: the entry of the ledger, or the number of a certificate. */
export type NewCase = { readonly award: string; readonly reason: string } & (
  | { readonly kind: 'correction' | 'replacement'; readonly facts: Facts; readonly paper?: Paper }
  | { readonly kind: 'revocation'; readonly ground: RevocationGround; readonly conclusion: Numbered }
  | { readonly kind: 'reprint'; readonly because: 'damaged' | 'lost'; readonly paper?: Paper }
  | { readonly kind: 'complaint'; readonly paper: Paper }
);

/** The award that a case is about, with everything of ours that belongs to it. */
interface Subject {
  readonly entry: HistoryRecord;
  readonly award: Award | undefined;
  readonly nomination?: NominationRecord;
  readonly certificate?: CertificateRecord;
  /** The unit of the holder, or that proposed him. */
  readonly unit?: string;
  readonly authority?: AuthorityRecord;
}

/**
 * Opens a case and starts its workflow. The same submission is one case; there is one of a kind at a time about an award.
 * @throws Problem FORBIDDEN, NOT_FOUND, VALIDATION, KEY_REUSED, CASE_OPEN, AWARD_CHANGED, NOT_ISSUED_HERE, ENGINE_BUSY
 */
export async function openCase(
  context: ApiContext,
  { caller, asked, submission }: { readonly caller: Caller; readonly asked: NewCase; readonly submission: string },
): Promise<Inserted<CaseRecord>> {
  const { store, clock } = context;
  mustHave(caller, 'writeCases');
  const uid = updateId(caller.actor, submission);
  const id = `VV-${shortId(uid)}`;
  const content = contentHash(asked);
  const before = await store.cases.get(id);
  if (before) {
    if (before.content !== content) throw new Problem('KEY_REUSED', id);
    await startCase(context, before);
    return { record: before, created: false };
  }
  const of = await subjectOf(context, asked.award);
  const { unit, authority } = await whoseOf(context, caller, asked, of);
  mustStand(asked, of);
  const now = clock.now();
  const paper = 'conclusion' in asked ? asked.conclusion : asked.paper;
  if (paper?.date !== undefined && paper.date > dayOf(now)) {
    const field = 'conclusion' in asked ? 'conclusion.date' : 'paper.date';
    throw invalid({ field, ...refused('notYet') });
  }
  const attachedTo = [of.entry.nomination, ...(await earlierCases(context, of.entry._id))];
  await mustHaveFiles(context, attachedTo, paper ? [paper] : [], 'papers');
  const record: CaseRecord = {
    _id: id,
    kind: asked.kind,
    award: of.entry._id,
    awardCode: of.entry.award,
    subject: of.entry.subject,
    level: unit === undefined ? 'province' : 'unit',
    note: uid,
    content,
    status: 'opening',
    returns: returnsOf(asked, of),
    settled: {},
    heldBy: [],
    holding: false,
    papers: [],
    version: 0,
    createdAt: now,
    createdBy: caller.actor,
    ...(asked.kind === 'complaint' ? {} : { openKey: `${asked.kind}/${of.entry._id}` }),
    ...('facts' in asked ? { changes: changesOf(asked.facts, of) } : {}),
    ...('ground' in asked ? { ground: asked.ground } : {}),
    ...('because' in asked ? { reprint: asked.because } : {}),
    ...defined({
      unit,
      nomination: of.nomination?._id,
      holderUnit: of.unit,
      authority: byPaper(asked.kind) ? authority?._id : undefined,
    }),
  };
  await storeOnce(store.notes, {
    _id: uid,
    kind: asked.kind,
    by: caller.actor,
    at: now,
    reason: asked.reason,
    ...(paper ? { paper } : {}),
  });
  const trail = {
    entity: id,
    key: 'opened',
    at: now,
    actor: caller.actor,
    type: 'caseOpened',
    data: { kind: asked.kind, award: of.entry._id, note: uid },
  };
  const inserted = await store.cases.insert(record, [trail]);
  await startCase(context, inserted.record);
  return inserted;
}

/**
 * Whose case it is: that of the office at the level that decided. The province's office may revoke what a unit has given, then by
 * a decision of the Chair, and note complaints about it. @throws Problem NOT_FOUND, FORBIDDEN
 */
async function whoseOf(
  context: ApiContext,
  caller: Caller,
  { kind }: NewCase,
  of: Subject,
): Promise<Pick<Subject, 'unit' | 'authority'>> {
  const own = of.award?.level === 'unit' ? (of.authority?.unit ?? of.unit) : undefined;
  if (caller.unit === undefined && own !== undefined && (kind === 'revocation' || kind === 'complaint'))
    return defined({ authority: await context.store.authorities.ofLevel('province') });
  if (caller.unit !== undefined && own === undefined) {
    await mustBeWithin(context, caller, of.unit);
    throw new Problem('FORBIDDEN', `${of.entry.award} is not decided in a unit`);
  }
  await mustBeOfLevel(context, caller, own);
  return defined({ unit: own, authority: of.authority });
}

/** @param carried where it stands, when the engine has forgotten it. @throws Problem ENGINE_BUSY */
export async function startCase(
  context: ApiContext,
  { _id: caseId, award, kind, returns }: CaseRecord,
  carried?: CarriedCase,
): Promise<void> {
  const { store, clock, pack } = context;
  const { count, unit } = pack.periods.revocationReturn;
  const input: CaseInput = {
    caseId,
    award,
    kind,
    returns,
    returnWithin: { count, unit },
    offsetMs: clock.offsetMs(),
    calendar: await store.calendars.working(),
    ...defined({ carried }),
  };
  await startOnce(context, 'case', caseWorkflowId(caseId), input);
}

/** @throws Problem NOT_FOUND */
async function subjectOf({ store, catalogue }: ApiContext, asked: string): Promise<Subject> {
  const id = (await store.certificates.byNumber(asked))?._id ?? asked;
  const entry = (await store.history.many([id])).get(id);
  if (!entry) throw new Problem('NOT_FOUND', asked);
  const [certificate, nomination, decision] = await Promise.all([
    store.certificates.get(id),
    entry.nomination === undefined ? undefined : store.nominations.get(entry.nomination),
    entry.decision === undefined ? undefined : store.decisions.get(entry.decision),
  ]);
  const award = awardOn(catalogue, entry.award, entry.decidedOn) ?? catalogue.find(({ code }) => code === entry.award);
  const unit =
    nomination?.unit ??
    certificate?.unit ??
    (entry.subjectKind === 'collective' ? entry.subject : (await store.people.get(entry.subject))?.unit);
  const authority =
    decision?.authority === undefined
      ? await authorityOf(store, award, unit)
      : await store.authorities.get(decision.authority);
  return { entry, award, ...defined({ nomination, certificate, unit, authority }) };
}

/** Who decides on such awards now, where that is somebody of ours: the head of the unit, or the Chair of the province. */
async function authorityOf(
  { authorities, units }: ApiContext['store'],
  award: Award | undefined,
  unit: string | undefined,
): Promise<AuthorityRecord | undefined> {
  if (award?.level === 'province') return authorities.ofLevel('province');
  if (award?.level !== 'unit') return undefined;
  for (let at = unit, height = 0; at !== undefined && height < 8; height += 1) {
    const found = await authorities.ofLevel('unit', at);
    if (found) return found;
    at = (await units.get(at))?.parent;
  }
  return undefined;
}

/** Cases of the award may have files of their own. */
const earlierCases = async ({ store }: ApiContext, award: string): Promise<readonly string[]> =>
  (await store.cases.openOf(award)).map(({ _id }) => _id);

/** @throws Problem AWARD_CHANGED, NOT_ISSUED_HERE, STORE_BUSY */
function mustStand({ kind }: NewCase, { entry, nomination, certificate }: Subject): void {
  if (kind !== 'complaint' && (entry.revoked || entry.replaced)) throw new Problem('AWARD_CHANGED', entry._id);
  const ours = entry.source === 'issued' && nomination !== undefined;
  if ((kind === 'correction' || kind === 'replacement') && !ours) throw new Problem('NOT_ISSUED_HERE', entry._id);
  if (kind !== 'reprint') return;
  if (!certificate) throw new Problem('NOT_ISSUED_HERE', entry._id);
  // only what was drawn can be printed again; it is drawn a moment after it was numbered
  if (!certificate.document) throw new Problem('STORE_BUSY', `${entry._id} is not drawn yet`);
}

/** Of a revoked award what it came with; of a damaged certificate the old one. */
function returnsOf(asked: NewCase, { entry, award }: Subject): readonly Returnable[] {
  if (asked.kind === 'reprint') return asked.because === 'damaged' ? ['object'] : [];
  if (asked.kind !== 'revocation') return [];
  const object = award !== undefined && award.object !== 'none';
  const money = award?.multiples[entry.subjectKind] !== undefined;
  return [...(object ? (['object'] as const) : []), ...(money ? (['money'] as const) : [])];
}

/** The right facts beside the printed ones. @throws Problem VALIDATION for a fact that is not printed, or is right already */
function changesOf(facts: Facts, { certificate, nomination }: Subject): FactChange[] {
  const printed = printedFacts(certificate?.snapshot ?? nomination!.dossier);
  const wrong = Object.entries(facts) as [PrintedField, string][];
  return wrong.map(([field, correct]) => {
    const now = printed[field];
    if (now === undefined) throw invalid({ field: `facts.${field}`, ...refused('issued.notPrinted') });
    if (now === correct) throw invalid({ field: `facts.${field}`, ...refused('issued.printedSo') });
    return { field, printed: now, correct };
  });
}
