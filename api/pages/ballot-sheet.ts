import type { Request } from 'express';
import { smallestPart } from '../../domain/tally';
import type { Instant } from '../../domain/time';
import type { SessionLine } from '../../platform/store';
import { relationsTo } from '../../platform/store/relations';
import type { BallotGroup, BallotLine, ChosenLine, LockedLine, PageData } from '../../templates/pages';
import type { ApiContext } from '../context';
import type { BallotCase } from './ballot-case';
import { lacks, offeredChoices, saidOn, type Agenda, type BallotForm } from './ballot-form';
import { asksNumber } from './ballot-number';
import { councilShares, type CouncilShare } from '../commands/proposals/council-shares';
import { frameOf } from './frame';
import { addressWith, askedLanguage } from './language';
import { letPass, opinionOf } from './let-pass';
import { awardName, dossierFacts, nomineeFacts, unitNames } from './nominee';
import { headOfUnit, ofSameUnit, orderedBy, words } from './words';

/** Below so many sheets by link, a mixed session with a secret ballot makes no sub-total of them. */
const FEW_BY_LINK = 5;

export const agendaOf = ({ session, locks }: BallotCase): Agenda => ({
  lines: session.lines,
  dropped: new Set(session.dropped?.map((line) => line.nomination)),
  locks,
  offered: offeredChoices(session.lines, session.ballot),
});

/** The head of every page of a sheet. */
export function headOf(req: Request, of: BallotCase, closes: Instant) {
  const { session, person, role, office, secretary, lang, elector } = of;
  return {
    ...frameOf(req, office, lang),
    person: { address: person.address, name: person.name, role },
    dropped: (session.dropped ?? []).map(({ no, at, paper }) => ({ no, at, paper })),
    ...(elector?.slip ? { printedAt: elector.slip.at } : {}),
    session: {
      name: session.name,
      ballot: session.ballot,
      closes,
      closesEarly: session.closing === 'whenAllVoted',
      secretary: { name: secretary, phone: office.phone },
    },
  } satisfies Pick<PageData['ballot'], 'office' | 'person' | 'dropped' | 'printedAt' | 'session'>;
}

/** The form of a sheet and of its read-back: this very page, in the language that was asked for. */
export const formOf = (req: Request, submission: string) => ({
  action: addressWith({ lang: askedLanguage(req) }),
  submission,
});

/**
 * Data of the sheet besides head and form. `marked`: lines that lack something are marked. `onlyBlank`: lines with a choice are
 * folded away and go along unseen, unless that would leave nothing to show.
 */
export async function sheetOf(
  context: ApiContext,
  of: BallotCase,
  filled: BallotForm['filled'],
  { marked, onlyBlank }: { readonly marked: boolean; readonly onlyBlank: boolean },
): Promise<Pick<PageData['ballot'], 'basis' | 'offered' | 'groups' | 'folded' | 'fewByLink' | 'asksNumber'>> {
  const { session, lang } = of;
  const { foundingDecision, regulation, article } = session.basis;
  const line = await lineWriter(context, of);
  const isBlank = (l: SessionLine) => !of.locks.has(l.nomination) && filled.get(l.nomination)?.choice === undefined;
  const shown = onlyBlank ? session.lines.filter(isBlank) : session.lines;
  const folded = shown.length > 0 && shown.length < session.lines.length;
  const few = session.kind === 'mixed' && session.ballot === 'secret' && (session.absent ?? []).length < FEW_BY_LINK;
  return {
    basis: [foundingDecision, `${article}, ${regulation}`, orderedBy(lang, session.basis.orderedBy)].map(asSentence),
    offered: offeredChoices(session.lines, session.ballot),
    groups: groupsOf(context, of, folded ? shown : session.lines, (l) => {
      const written = line(l);
      if (written.locked !== undefined) return written;
      const said = filled.get(l.nomination);
      const missing = marked ? lacks(said) : undefined;
      return { ...written, ...saidOn(said), ...(missing === undefined ? {} : { missing }) };
    }),
    ...(folded ? { folded: chosenLines(context, of, filled) } : {}),
    ...(few ? { fewByLink: true } : {}),
    ...(asksNumber(of) ? { asksNumber: true } : {}),
  };
}

const asSentence = (text: string): string => (/[.!?]$/.test(text) ? text : `${text}.`);

/** Lines by award in the order of the agenda, each award with the rule by which the council decides on it. */
function groupsOf(
  { catalogue }: ApiContext,
  { session, lang }: BallotCase,
  shown: readonly SessionLine[],
  line: (l: SessionLine) => BallotLine | LockedLine,
): BallotGroup[] {
  const members = session.members.length;
  return [...new Set(shown.map((l) => l.award))].map((award) => {
    const lines = shown.filter((l) => l.award === award);
    const { threshold, base } = lines[0]!.rule;
    const counted = base === 'allMembers' ? { needed: smallestPart(threshold, members), of: members } : {};
    return { award: awardName(catalogue, award, lang), rule: { threshold, base, ...counted }, lines: lines.map(line) };
  });
}

/** How a line is written, without what was chosen for it; of one on which this member does not vote, nothing but its lock. */
async function lineWriter(
  context: ApiContext,
  { session, person, nominations, locks, lang }: BallotCase,
): Promise<(line: SessionLine) => BallotLine | LockedLine> {
  const { store, catalogue, pack } = context;
  const none: ReadonlyMap<string, CouncilShare> = new Map();
  // in the council of the unit itself everybody is of the unit
  const others = [...nominations.values()].map((n) => n.unit).filter((unit) => unit !== session.unit);
  const [unitName, shares, relations, passedWith] = await Promise.all([
    unitNames(store.units, nominations.values()),
    session.level === 'province' ? councilShares(store, 'unit', nominations.values()) : none,
    relationsTo(store, others, [person._id]),
    letPass(context, [...nominations.keys()], lang),
  ]);
  return (line) => {
    const nomination = nominations.get(line.nomination);
    if (!nomination) throw new Error(`nomination ${line.nomination} of ${session._id} is missing`);
    const { dossier, unit } = nomination;
    const lock = locks.get(line.nomination);
    if (lock) return { id: line.nomination, no: line.no, name: dossier.nominee.name, locked: lock.reason };
    const share = shares.get(line.nomination);
    const passed = passedWith(line.nomination);
    const { facts, papers } = dossierFacts(dossier, pack, lang);
    const [bound] = relations.get(unit) ?? [];
    const relation = bound && { headsUnit: headOfUnit, worksThere: ofSameUnit }[bound.relation];
    return {
      id: line.nomination,
      no: line.no,
      ...nomineeFacts(dossier, unitName(unit), catalogue, lang),
      opinion: opinionOf(passed, lang),
      ...(share ? { lower: { council: share.council, yes: share.tally.yes, of: share.tally.base } } : {}),
      ...(relation ? { relations: [relation(lang, person.address)] } : {}),
      dossier: { facts: [...facts, ...passed.map((value) => ({ label: words.letPass[lang], value }))], papers },
    };
  };
}

/** The lines with what was chosen, for a read-back; lines without a choice are left out. */
export function chosenLines({ catalogue }: ApiContext, of: BallotCase, filled: BallotForm['filled']): ChosenLine[] {
  const { session, nominations, locks, lang } = of;
  return session.lines.flatMap((line): ChosenLine[] => {
    const head = {
      id: line.nomination,
      no: line.no,
      name: nominations.get(line.nomination)?.dossier.nominee.name ?? line.nomination,
      award: awardName(catalogue, line.award, lang),
    };
    const lock = locks.get(line.nomination);
    if (lock) return [{ ...head, choice: 'recuse', reason: lock.reason, locked: true }];
    const said = filled.get(line.nomination);
    if (said?.choice === undefined) return [];
    const { choice, reason, text, byRest } = said;
    return [
      {
        ...head,
        choice,
        ...(choice === 'recuse' && reason !== undefined ? { reason } : {}),
        ...(choice === 'other' && text !== undefined ? { text } : {}),
        ...(byRest ? { byRest } : {}),
      },
    ];
  });
}
