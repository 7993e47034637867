import { Problem } from '../../../domain/errors';
import { dayOf } from '../../../domain/time';
import { DocumentError, type PaperOwner } from '../../../platform/documents';
import { exampleOf, meaningOf } from '../../../templates/documents/office';
import { refused } from '../../../templates/words';
import { officeTemplates, type PaperData, type PaperKind } from '../../../templates/documents';
import type { Signing } from '../../../templates/documents/decision';
import { previewName } from '../../../templates/documents/file-names';
import type { ApiContext, Caller } from '../../context';
import { emulationPact, emulationRegistration, emulationReview } from '../campaigns/papers';
import { confirmationOf } from '../initiatives/confirmation';
import { decisionDraft, recordedDecision } from './decision';
import { nomineeList, proposalLetter } from './proposal';
import { refusalNotice, resultNotice } from './notices';
import { handover } from './handover';
import { draftCollectiveReport, draftPersonReport, draftSummaryReport, reportKind } from '../unit/reports';
import { minutesOfRound } from '../unit/papers';
import { dossierIndex } from '../dossier/index-paper';
import { awardRecord } from '../facts/award-record';
import { roundReminder } from '../desk/round';
import { sessionPaperData } from '../sessions/papers';
import { defined, mustBeWithin, mustHave } from '../shared';

/** A paper before it is written: whose it is, what it says, and what it is called as a file. */
export interface Drafted<Kind extends PaperKind = PaperKind> {
  readonly kind: Kind;
  /** The agency whose template it takes; absent: the province. */
  readonly unit?: string;
  readonly data: PaperData[Kind];
  /** Without its ending. */
  readonly name: string;
}

/** Which paper is asked for: of a proposal, decision, nomination, session or round, and who will sign it. */
export interface PaperAsked {
  readonly caller: Caller;
  readonly id: string;
  /** What the caller says of who signs; what he leaves out is taken from the records. */
  readonly signing: Partial<Signing>;
  /** The signer that is named signs the decision of the same pack: this paper by its own head, where that is known. */
  readonly signs?: 'decision';
  /** Of a list that goes on to the Ministry: the paper by which the authority itself sends it there. */
  readonly onwards?: true;
  /** Part of a pack in which the minutes lie as well: what councils have said stands in it whoever takes the pack. */
  readonly inPack?: true;
  /** Of minutes of handing over the unit that receives; of a letter to units the one that it is for. */
  readonly receiver?: string;
}

export interface PaperFile {
  readonly name: string;
  readonly bytes: Buffer;
}

type Drafters = { readonly [Kind in PaperKind]: (context: ApiContext, asked: PaperAsked) => Promise<Drafted<Kind>> };

/** How each paper is drafted from the records. Nothing is stored: a draft is made anew each time. */
const drafters: Drafters = {
  decision: async (context, asked) =>
    (await context.store.proposals.get(asked.id)) ? decisionDraft(context, asked) : recordedDecision(context, asked),
  proposal: proposalLetter,
  nomineeList,
  resultNotice,
  refusalNotice,
  handover,
  roundReminder,
  awardRecord,
  dossierIndex,
  countingMinutes: (context, asked) => sessionPaperData(context, asked, 'countingMinutes'),
  minutes: (context, asked) => sessionPaperData(context, asked, 'minutes'),
  agenda: (context, asked) => sessionPaperData(context, asked, 'agenda'),
  personReport: draftPersonReport,
  collectiveReport: draftCollectiveReport,
  summaryReport: draftSummaryReport,
  unitMinutes: minutesOfRound,
  initiativeConfirmation: confirmationOf,
  emulationPact,
  emulationRegistration,
  emulationReview,
};

/**
 * A paper for an office to go on with in its word processor, by the template that its agency uses today.
 * @throws Problem FORBIDDEN, NOT_FOUND, ACTION_NOT_ALLOWED, FACTS_MISSING by the fields that are missing, NOT_PRINTABLE
 */
export async function officePaper(context: ApiContext, kind: PaperKind, asked: PaperAsked): Promise<PaperFile> {
  const drafted = await drafters[kind](context, asked);
  return written(context, drafted, { inForceOn: dayOf(context.clock.now()) });
}

/**
 * The report of achievements that a dossier takes, by its nominee and procedure.
 * @throws Problem FORBIDDEN, NOT_FOUND, FACTS_MISSING, NOT_PRINTABLE
 */
export async function achievementReport(
  context: ApiContext,
  { caller, id }: { readonly caller: Caller; readonly id: string },
): Promise<PaperFile> {
  const record = await context.store.nominations.need(id);
  return officePaper(context, reportKind(record), { caller, id, signing: {} });
}

/**
 * What a version of a template makes of a real case, or of examples where no case is named. It need not have been adopted.
 * @throws Problem FORBIDDEN, NOT_FOUND, ACTION_NOT_ALLOWED, FACTS_MISSING, NOT_PRINTABLE
 */
export async function previewTemplate(
  context: ApiContext,
  {
    kind,
    version,
    unit,
    of,
    ...asked
  }: Omit<PaperAsked, 'id'> & {
    readonly kind: PaperKind;
    readonly version?: number;
    readonly unit?: string;
    /** Id of the proposal, decision, nomination or session. */
    readonly of?: string;
  },
): Promise<PaperFile> {
  mustHave(asked.caller, 'readTemplates');
  const agency = unit ?? asked.caller.unit;
  await mustBeWithin(context, asked.caller, agency);
  const name = previewName(officeTemplates[kind].name.vi);
  const drafted =
    of === undefined
      ? { kind, data: exampleOf(officeTemplates[kind].placeholders) as unknown as PaperData[PaperKind] }
      : await drafters[kind](context, { ...asked, id: of });
  return written(
    context,
    { ...drafted, name, ...defined({ unit: agency }) },
    version ?? { inForceOn: dayOf(context.clock.now()) },
  );
}

/** A drafted paper by the template that its agency uses. @throws Problem FACTS_MISSING, NOT_PRINTABLE */
export async function written(
  context: ApiContext,
  { kind, unit, data, name }: Drafted,
  version: PaperOwner['version'],
): Promise<PaperFile> {
  try {
    const { docx } = await context.documents.editable(kind, { version, ...defined({ unit }) }, data);
    return { name: `${name}.docx`, bytes: docx };
  } catch (error) {
    if (!(error instanceof DocumentError)) throw error;
    if (error.code === 'DOCUMENT_FACTS_MISSING') throw factsMissing(kind, error.detail.split(' '));
    throw new Problem('NOT_PRINTABLE', error.message, { code: error.code });
  }
}

/**
 * Before a number is taken: a decision whose paper could not be written for want of a fact is not recorded.
 * @throws Problem FACTS_MISSING by the fields that are missing
 */
export async function mustBeWritable(context: ApiContext, { kind, unit, data }: Drafted): Promise<void> {
  const version = { inForceOn: dayOf(context.clock.now()) };
  const missing = await context.documents.lacking(kind, { version, ...defined({ unit }) }, data);
  if (missing.length > 0) throw factsMissing(kind, missing);
}

/** Most fields that a refusal names; who has filled these in asks again. */
const MOST_NAMED = 20;

function factsMissing(kind: PaperKind, paths: readonly string[]): Problem {
  const fields = paths.slice(0, MOST_NAMED).map((path) => {
    const fact = meaningOf(officeTemplates[kind].placeholders, path);
    return { field: path, ...refused(`paper.${missingOf(path)}`, { fact }) };
  });
  return new Problem('FACTS_MISSING', `${kind}: ${paths.join(', ')}`, { fields });
}

/** What is said of a fact that is not there, with where it is written down for those that are often missing. */
function missingOf(path: string): 'missing' | 'missingSigner' | 'missingBases' {
  if (path.startsWith('signer') || path.startsWith('capacities')) return 'missingSigner';
  return path.startsWith('bases') ? 'missingBases' : 'missing';
}
