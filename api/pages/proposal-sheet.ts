import type { NominationRecord, ProposalLine as RecordLine } from '../../platform/store';
import { dayOf } from '../../domain/time';
import type { Kind, PageData, ProposalLine } from '../../templates/pages';
import type { ApiContext } from '../context';
import { councilShares, type CouncilShare } from '../commands/proposals/council-shares';
import { letPass, opinionOf } from './let-pass';
import { awardName, dossierFacts, nomineeFacts, unitNames } from './nominee';
import type { ProposalCase } from './proposal-case';
import { isLong, type AnswerForm, type Lack } from './proposal-form';
import { exactlyEnough, linesExactlyEnough, linesWithRecused, someRecused, words } from './words';

type Sheet = Pick<
  PageData['proposal'],
  'kinds' | 'minutesDate' | 'exceptions' | 'papers' | 'groups' | 'answer' | 'returnReason' | 'missing'
>;

/** Data of the list before the authority besides head and form, with what was posted so far. */
export async function sheetOf(
  context: ApiContext,
  of: ProposalCase,
  posted?: AnswerForm,
  missing: readonly Lack[] = [],
): Promise<Sheet> {
  const { store, catalogue } = context;
  const { lines, nominations, proposal, lang } = of;
  const [shares, unitName, passedWith] = await Promise.all([
    councilShares(store, proposal.level, nominations.values()),
    unitNames(store.units, nominations.values()),
    letPass(context, [...nominations.keys()], lang),
  ]);
  const minutes = [...shares.values()]
    .map((share) => share.closedAt)
    .sort()
    .at(-1);
  const awards = [...new Set(lines.map((line) => line.award))];
  return {
    kinds: awards.map((award): Kind => {
      const n = lines.filter((line) => line.award === award).length;
      return { award: awardName(catalogue, award, lang), n };
    }),
    ...(minutes === undefined ? {} : { minutesDate: dayOf(minutes) }),
    exceptions: exceptionsOf(of, shares),
    papers: of.papers,
    groups: awards.map((award) => ({
      award: awardName(catalogue, award, lang),
      lines: lines.filter((line) => line.award === award).map((line) => lineOf(line)),
    })),
    ...(posted?.answer === undefined ? {} : { answer: posted.answer }),
    ...(posted?.returnReason === undefined ? {} : { returnReason: posted.returnReason }),
    ...(missing.length === 0 ? {} : { missing }),
  };

  function lineOf({ nomination: id, no }: RecordLine): ProposalLine {
    const nomination = nominations.get(id);
    if (!nomination) throw new Error(`nomination ${id} of ${proposal._id} is missing`);
    const share = shares.get(id);
    const passed = passedWith(id);
    const struck = posted?.struck.get(id);
    const reason = struck ?? posted?.typed.get(id);
    return {
      id,
      no,
      ...nomineeFacts(nomination.dossier, unitName(nomination.unit), catalogue, lang),
      opinion: opinionOf(passed, lang),
      ...(share ? { council: { council: share.council, yes: share.tally.yes, of: share.tally.base } } : {}),
      findings: [
        ...passed.map((said) => ({ level: 'WARN' as const, text: `${words.letPass[lang]}: ${said}` })),
        ...(share ? findingsOf(of, share) : []),
      ],
      ...papersOf(context, nomination, of),
      ...(struck === undefined ? {} : { struck: true }),
      ...(reason === undefined || reason === '' ? {} : { reason }),
      ...(struck === '' && missing.includes('reason') ? { missing: 'reason' } : {}),
      ...(struck !== undefined && isLong(struck) && missing.includes('reasonLong') ? { missing: 'reasonLong' } : {}),
    };
  }
}

function papersOf({ pack }: ApiContext, { dossier }: NominationRecord, { lang }: ProposalCase) {
  const { papers } = dossierFacts(dossier, pack, lang);
  return papers.length === 0 ? {} : { papers };
}

const isExact = ({ tally }: CouncilShare): boolean => tally.yes === tally.needed;

/** What the council's result says that the authority should know. */
function findingsOf({ lang }: ProposalCase, share: CouncilShare): ProposalLine['findings'] {
  const { yes, base, recused } = share.tally;
  return [
    ...(isExact(share) ? [{ level: 'WARN' as const, text: exactlyEnough(lang, yes, base) }] : []),
    ...(recused > 0 ? [{ level: 'WARN' as const, text: someRecused(lang, recused, base) }] : []),
  ];
}

function exceptionsOf({ lang }: ProposalCase, shares: ReadonlyMap<string, CouncilShare>): string[] {
  const all = [...shares.values()];
  const exact = all.filter(isExact).length;
  const recused = all.filter((share) => share.tally.recused > 0).length;
  return [
    ...(exact > 0 ? [linesExactlyEnough(lang, exact)] : []),
    ...(recused > 0 ? [linesWithRecused(lang, recused)] : []),
  ];
}
