import { byPaper } from '../../../domain/case/state';
import { Problem } from '../../../domain/errors';
import { warningsOf, type NumberWarning } from '../../../domain/registers';
import { dayOf, type Day } from '../../../domain/time';
import { lackingFacts } from '../../../platform/paper-facts';
import { caseNumbering, type CaseNumbering } from '../../../platform/registers';
import type { AuthorityRecord, CaseRecord, DecisionRecord } from '../../../platform/store';
import { updateId } from '../../../platform/temporal/ask';
import { refused } from '../../../templates/words';
import type { ApiContext } from '../../context';
import { invalid } from '../../schemas/parse';
import { fittingFile, type SignedReading } from '../proposals/signed-file';
import { ofCase } from '../proposals/signed-matter';
import { mustFitRegister, registered, serialOf } from '../service/numbers';
import { mustBeSigned } from '../service/signers';
import { defined, shortId, storeOnce } from '../shared';
import { mustActOnCase } from './case-access';
import { tellCase, type CaseAsked, type CaseOutcome } from './cases';

export interface SignedCasePaper extends Pick<DecisionRecord, 'date' | 'signer' | 'signerPost' | 'form'> {
  /** Absent where the register gives the number by itself. */
  readonly number?: string;
  /** Id of the signed file or its scan, attached to the case. */
  readonly file?: string;
  /** Why it is right although the file differs from the draft. */
  readonly confirmed?: string;
}

export interface CaseRecorded extends CaseOutcome {
  readonly decision: string;
  /** As it stands in the register; absent while that is not known yet. */
  readonly number?: string;
  readonly dayOff: boolean;
  readonly warnings: readonly NumberWarning[];
  /** What its file says, where one was named. */
  readonly signedFile?: SignedReading;
}

/** Where a paper is numbered. */
interface Place extends CaseNumbering {
  readonly authority: AuthorityRecord;
  /** The number that the clerk has given; absent where the register gives the next one. */
  readonly serial?: number;
}

/**
 * The signed paper of a case, recorded by the clerk with its number, or without one where the register is automatic: it gives the next
 * one, and the answer says which. What is asked of the paper of a proposal is asked of this one too. `warnings`: what is allowed and
 * worth a look.
 * @throws Problem FORBIDDEN, NOT_FOUND, VALIDATION, NUMBER_TAKEN, NUMBER_OUT_OF_ORDER, REGISTER_FULL, FACTS_MISSING,
 * SIGNED_FILE_DIFFERS, STATE_CHANGED, ACTION_NOT_ALLOWED, ON_HOLD, CALENDAR_ENDS, KEY_REUSED, ENGINE_BUSY
 */
export async function recordCasePaper(
  context: ApiContext,
  { paper, ...asked }: CaseAsked & { readonly paper: SignedCasePaper },
): Promise<CaseRecorded> {
  const { store, clock } = context;
  const { caller, id, submission } = asked;
  const record = await mustActOnCase(context, asked, 'record');
  const uid = updateId(caller.actor, submission);
  const decision = `QD-${shortId(uid)}`;
  const now = clock.now();
  const { confirmed, ...signed } = paper;
  const { file, number, date, signer } = signed;
  await mustBeDated(context, record, date, dayOf(now));
  const place = await placeOf(context, record, signed);
  // a repetition finds the number taken by itself
  if (place && !(await store.notes.get(decision))) {
    const { authority, series, terms, serial = await store.decisions.nextSerial(series) } = place;
    await mustBeSigned(store, authority, signed);
    await mustFitRegister(store, series, { serial, date, ...defined({ maximum: terms.maximum }) });
    await mustHaveFacts(context, authority, record, signed);
  }
  const of = { date, signer, ...defined({ number }) };
  const matter = ofCase(context, record);
  const signedFile =
    file === undefined ? undefined : await fittingFile(context, { caller, matter, file, of, confirmed, decision });
  const note = { _id: decision, kind: 'decision', by: caller.actor, at: now, decision: signed };
  await storeOnce(store.notes, { ...note, ...defined({ reason: confirmed }) });
  const calendar = await store.calendars.working();
  const said = { type: 'record', decision, date, calendar } as const;
  const outcome = await tellCase(context, record, asked, said, paper);
  const refusedOf = async () => (await store.cases.need(id)).refused;
  const entered = await registered(store, { decision, series: place?.series, refusedOf }, place?.serial);
  const warnings = entered && place ? await warningsAbout(context, place, entered) : [];
  return {
    ...outcome,
    decision,
    dayOff: warnings.some((w) => w.code === 'dayOff'),
    warnings,
    ...defined({ number: entered?.number, signedFile }),
  };
}

async function warningsAbout(
  { store, clock }: ApiContext,
  { series, terms }: Place,
  { date, serial = 0 }: DecisionRecord,
): Promise<readonly NumberWarning[]> {
  const unusual = { date, today: dayOf(clock.now()), serial, restart: terms.restart };
  return warningsOf(await store.calendars.working(), unusual, await store.decisions.neighbours(series, serial));
}

/** Where the number belongs; a paper from elsewhere stands in no register of ours. @throws Problem VALIDATION */
async function placeOf(
  { store, pack }: ApiContext,
  { authority: id, kind }: CaseRecord,
  { number, date }: Pick<SignedCasePaper, 'number' | 'date'>,
): Promise<Place | undefined> {
  if (id === undefined) {
    if (number === undefined) throw noNumber;
    return undefined;
  }
  const authority = await store.authorities.need(id);
  const numbering = { ...(await caseNumbering(store, pack, { authority, kind, day: date })), authority };
  const { mode, symbol } = numbering.terms;
  if (mode === 'automatic') {
    if (number !== undefined) throw ownNumber;
    return numbering;
  }
  if (number === undefined) throw noNumber;
  return { ...numbering, serial: serialOf(number, symbol) };
}

const noNumber = invalid({ field: 'number', ...refused('service.numberByClerk') });
const ownNumber = invalid({ field: 'number', ...refused('service.numberByService') });

/** @throws Problem FACTS_MISSING with a field for each fact that the paper prints and that is not there */
async function mustHaveFacts(
  context: ApiContext,
  authority: AuthorityRecord,
  { kind, nomination }: CaseRecord,
  signed: Pick<SignedCasePaper, 'date' | 'signer' | 'signerPost'>,
): Promise<void> {
  if (!byPaper(kind)) return;
  // the award is given once more by a replacing decision alone
  const lines = kind === 'replacement' && nomination !== undefined ? [nomination] : [];
  const lacking = await lackingFacts(context, authority, { ...signed, lines });
  // a letter names no legal basis
  const fields = kind === 'correction' ? lacking.filter(({ field }) => field !== 'legalBases') : lacking;
  if (fields.length > 0) throw new Problem('FACTS_MISSING', undefined, { fields });
}

/** @throws Problem VALIDATION for a day ahead, or before the award */
async function mustBeDated({ store }: ApiContext, { award }: CaseRecord, date: Day, today: Day): Promise<void> {
  if (date > today) throw invalid({ field: 'date', ...refused('notYet') });
  const entry = (await store.history.many([award])).get(award);
  if (entry && date < entry.decidedOn) throw invalid({ field: 'date', ...refused('issued.beforeDecision') });
}
