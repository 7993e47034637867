import { decidedCentrally, decidedInUnit } from '../../../domain/catalogue';
import { dayOf } from '../../../domain/time';
import type { NominationRecord, RoundRecord, UnitRecord } from '../../../platform/store';
import {
  listOf,
  nomineeListPaper,
  open,
  openDate,
  openNumber,
  proposalPaper,
  atBeginning,
  type ProposalRecords,
} from '../../../templates/documents/office';
import { refused } from '../../../templates/words';
import { countsOf, committeeOf, unitPaperWords } from '../../../templates/documents/wording';
import { fileName } from '../../../templates/documents/file-names';
import type { ApiContext, Caller } from '../../context';
import { invalid } from '../../schemas/parse';
import { agencyOf, bodyOf } from '../office/body';
import type { Drafted, PaperAsked } from '../office/papers';
import { everything, mustBeWithin, mustHave, unitsOf } from '../shared';
import type { Signing } from '../../../templates/documents/decision';
import { failedStatuses } from '../../../domain/stages/stage';

/** Whose list a paper is made of: everything that a unit proposes in a round, or some of it. */
export interface UnitPaperAsked {
  readonly caller: Caller;
  readonly round: string;
  /** That of the caller when absent. */
  readonly unit?: string;
  readonly nominations?: readonly string[];
  readonly signing: Partial<Signing>;
}

interface Parties {
  readonly unit: UnitRecord;
  readonly round: RoundRecord;
  readonly lines: readonly NominationRecord[];
  /** The unit whose templates and whose authority it is. */
  readonly agency: string;
  readonly nameOf: (nomination: string) => string | undefined;
}

/**
 * The unit's Tờ trình, number and date left open. What its own head decides on is put to him, everything else to the Chair of the
 * province. @throws Problem FORBIDDEN, NOT_FOUND, VALIDATION for a list with nobody on it
 */
export async function unitProposalLetter(context: ApiContext, asked: UnitPaperAsked): Promise<Drafted<'proposal'>> {
  const of = await partiesOf(context, asked);
  const today = dayOf(context.clock.now());
  return {
    kind: 'proposal',
    unit: of.agency,
    data: { ...proposalPaper(await recordsOf(context, of, asked.signing)), dated: openDate(today) },
    name: fileName('proposal', of.unit.symbol, of.round._id),
  };
}

/** The list that goes with it. @throws Problem FORBIDDEN, NOT_FOUND, VALIDATION */
export async function unitNomineeList(context: ApiContext, asked: UnitPaperAsked): Promise<Drafted<'nomineeList'>> {
  const of = await partiesOf(context, asked);
  const records = await recordsOf(context, of, asked.signing);
  const { number, submitter, date } = records.proposal;
  return {
    kind: 'nomineeList',
    unit: of.agency,
    data: {
      ...nomineeListPaper(records),
      attached: unitPaperWords.attached(number, openDate(date), submitter),
    },
    name: fileName('nomineeList', of.unit.symbol, of.round._id),
  };
}

/** The minutes of the meeting of the unit, or of a room. @throws Problem FORBIDDEN, NOT_FOUND, VALIDATION */
export async function unitMinutes(context: ApiContext, asked: UnitPaperAsked): Promise<Drafted<'unitMinutes'>> {
  const { unit, round, lines, agency, nameOf } = await partiesOf(context, asked);
  const body = await bodyOf(context, agency);
  const own = unit._id === agency;
  const today = dayOf(context.clock.now());
  return {
    kind: 'unitMinutes',
    unit: agency,
    data: {
      title: unitPaperWords.minutesTitle(round.name),
      superior: own ? (body.superior ?? '') : body.issuer,
      issuer: own ? body.issuer : unit.name,
      ...open('BB', own ? body.symbol : '', today),
      place: atBeginning(body.place),
      subject: unitPaperWords.minutesSubject(round.awardYear),
      total: countsOf(lines.map(({ dossier }) => dossier.nominee)),
      awards: listOf(lines, context.catalogue, { unit: nameOf }).map(({ no, award, groups }) => ({
        no,
        award,
        lines: groups.flatMap((group) =>
          group.lines.map(({ no: number, name, detail, merit }) => ({ no: number, name, detail, merit })),
        ),
      })),
    },
    name: fileName('unitMinutes', unit.symbol, round._id),
  };
}

/** For a preview: the minutes of what the caller's unit proposes in a round. */
export const minutesOfRound = (
  context: ApiContext,
  { caller, id, receiver, signing }: PaperAsked,
): Promise<Drafted<'unitMinutes'>> =>
  unitMinutes(context, { caller, round: id, signing, ...(receiver === undefined ? {} : { unit: receiver }) });

async function partiesOf(
  context: ApiContext,
  { caller, unit: named, round: code, nominations }: UnitPaperAsked,
): Promise<Parties> {
  mustHave(caller, 'readNominations');
  const { store } = context;
  const own = named ?? caller.unit;
  if (own === undefined) throw invalid({ field: 'unit', ...refused('unitNeeded') });
  await mustBeWithin(context, caller, own);
  const [unit, round] = await Promise.all([store.units.need(own), store.rounds.need(code)]);
  const units = (await unitsOf(context, { ...caller, unit: own })) ?? [own];
  const all = await everything((paging) => store.nominations.list({ round: code, unit: units }, paging));
  const asked = nominations && new Set(nominations);
  const lines = all
    .filter(({ _id, status }) => !failedStatuses.has(status) && (asked === undefined || asked.has(_id)))
    .sort((a, b) => (a._id < b._id ? -1 : 1));
  if (lines.length === 0) {
    throw invalid({ field: 'nominations', ...refused('unit.emptyList') });
  }
  const [agency, names] = await Promise.all([
    agencyOf(context, own),
    store.units.many([...new Set(lines.map((line) => line.unit))]),
  ]);
  const unitOfLine = new Map(lines.map((line) => [line._id, names.get(line.unit)?.name]));
  return { unit, round, lines, agency: agency?._id ?? own, nameOf: (nomination) => unitOfLine.get(nomination) };
}

async function recordsOf(
  { store, catalogue, pack, clock }: ApiContext,
  { unit, lines, agency, nameOf }: Parties,
  signing: Partial<Signing>,
): Promise<ProposalRecords> {
  const awards = catalogue.filter(({ code }) => lines.some(({ dossier }) => dossier.award === code));
  const inUnit = awards.every(decidedInUnit);
  const authority =
    (inUnit ? await store.authorities.ofLevel('unit', agency) : undefined) ??
    (await store.authorities.ofLevel('province')) ??
    chairOf(pack);
  return {
    proposal: {
      number: openNumber(`TTr-${unit.symbol}`),
      date: dayOf(clock.now()),
      power: awards.some(decidedCentrally) ? 'forward' : 'decide',
      submitter: unit.name,
    },
    authority,
    signing,
    ...(unit.head ? { head: unit.head } : {}),
    lines,
    unit: nameOf,
    shares: new Map(),
    passed: () => [],
    pack,
    catalogue,
  };
}

/** Before anybody is named as the authority of the province. */
const chairOf = ({ province }: ApiContext['pack']): ProposalRecords['authority'] => ({
  level: 'province',
  ...committeeOf(province.name.vi),
  place: province.name.vi,
});
