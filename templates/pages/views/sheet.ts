import type { Lang } from '../../format';
import { longTime } from '../../format';
import { say } from '../../words';
import type { BallotLine, Choice, ChosenLine, LockedLine, PageData } from '../data';

/** What the pages of a sheet show beside their data: marks, groups by choice, hidden fields. No rule is decided here. */

const baseKeys = { allMembers: 'base.allMembers', present: 'base.present', votesCast: 'base.votesCast' } as const;
const marks = {
  choice: 'ballot.markChoice',
  reason: 'ballot.markReason',
  reasonLong: 'ballot.markReasonLong',
  text: 'ballot.markText',
  textLong: 'ballot.markTextLong',
} as const;

/** How many of the marked lines the note on top names; more would push the sheet out of sight. */
const NAMED_AT_MOST = 20;

/** From so many nominations on, ways through the sheet help more than they take of its first screen. */
const LONG_FROM = 12;

type Session = PageData['ballot']['session'];

/** A name that says itself what is done ("Xét danh hiệu thi đua …") stands as it is. */
const titleOf = ({ name }: Session, lang: Lang): string =>
  /^xét\s/i.test(name) ? name : say(lang, 'ballot.about', { name });

const sheetOf = (session: Session, lang: Lang) => ({
  kindKey: `ballot.kind.${session.ballot}`,
  secret: session.ballot === 'secret',
  title: titleOf(session, lang),
});

type Group = PageData['ballot']['groups'][number];

const groupView = (group: Group, offered: Offered, lang: Lang) => ({
  ...group,
  baseKey: baseKeys[group.rule.base],
  lines: group.lines.map((line) => (isOpen(line) ? lineView(line, offered, lang) : lockedView(line, lang))),
});

/** The rule of all awards on the sheet, where they have the same one. */
function commonRule(groups: readonly Group[]) {
  const [first, ...others] = groups;
  const same = others.every(({ rule }) => JSON.stringify(rule) === JSON.stringify(first?.rule));
  return first !== undefined && same ? { rule: first.rule, baseKey: baseKeys[first.rule.base] } : undefined;
}

const numbered = (lang: Lang, { no, name }: { readonly no: number; readonly name: string }): string =>
  `${say(lang, 'site.number', { no })} (${name})`;

const listed = (lang: Lang, lines: readonly { readonly no: number; readonly name: string }[]): string =>
  lines.map((line) => numbered(lang, line)).join(', ');

type Offered = PageData['ballot']['offered'];

const isOpen = (line: BallotLine | LockedLine): line is BallotLine => line.locked === undefined;
const lockedView = (line: LockedLine, lang: Lang) => ({ ...line, label: numbered(lang, line) });

function lineView(line: BallotLine, offered: Offered, lang: Lang) {
  return {
    ...line,
    label: numbered(lang, line),
    mark: line.missing && marks[line.missing],
    options: offered.map((value) => ({ value, labelKey: `choice.${value}`, checked: line.choice === value })),
    other: offered.includes('other'),
    recused: line.choice === 'recuse',
  };
}

export function ballotView(data: PageData['ballot'], lang: Lang) {
  const lines = data.groups.flatMap((group) => group.lines);
  const open = lines.filter(isOpen);
  const wanting = open.filter((line) => line.missing !== undefined);
  const common = commonRule(data.groups);
  const folded = data.folded ?? [];
  const chosenApart = [
    ...folded.filter((line) => line.choice !== 'yes'),
    ...lines.filter((line) => !isOpen(line) || (line.choice ?? 'yes') !== 'yes'),
  ].sort((a, b) => a.no - b.no);
  return {
    sheet: { ...sheetOf(data.session, lang), plain: data.offered.join() === 'yes,no' },
    n: lines.length + folded.length,
    // a script would count what it sees only
    script: data.folded === undefined,
    handedOn: fieldsOf(folded),
    blank: open.filter((line) => line.choice === undefined).length,
    long: lines.length >= LONG_FROM,
    jump: data.groups.length > 1 && lines.length >= LONG_FROM,
    common: common ?? false,
    except: listed(lang, chosenApart),
    wanting: wanting.length > 0 && {
      choices: wanting.filter((line) => line.missing === 'choice').length,
      total: wanting.length,
      shown: wanting.slice(0, NAMED_AT_MOST),
      more: wanting.length > NAMED_AT_MOST,
    },
    groups: data.groups.map((group) => groupView(group, data.offered, lang)),
  };
}

/** The noes first, then whatever else is not a yes, the yeses last; and the fields that hand the sheet on. */
export function chosenView(lines: readonly ChosenLine[], lang: Lang) {
  const of = (choice: Choice): ChosenLine[] => lines.filter((line) => line.choice === choice);
  const apart = (['other', 'abstain', 'recuse'] as const).filter((choice) => of(choice).length > 0);
  return {
    parts: (['no', ...apart] as const).map((choice) => ({
      choice,
      labelKey: `choice.${choice}`,
      lines: of(choice),
    })),
    yes: of('yes'),
    rest: lines.filter((line) => line.byRest).length,
    except: listed(
      lang,
      lines.filter((line) => line.choice !== 'yes'),
    ),
    fields: fieldsOf(lines),
  };
}

/** Hidden fields that hand choices on to the next page. */
const fieldsOf = (lines: readonly ChosenLine[]): { readonly name: string; readonly value: string }[] =>
  lines
    .filter((line) => !line.locked)
    .flatMap(({ id, choice, reason, text }) => [
      { name: `choice.${id}`, value: choice },
      ...(reason === undefined ? [] : [{ name: `reason.${id}`, value: reason }]),
      ...(text === undefined ? [] : [{ name: `text.${id}`, value: text }]),
    ]);

type SheetPage = 'ballot-review' | 'ballot-done' | 'ballot-voted' | 'ballot-busy';

export const sheetView = (data: PageData[SheetPage], lang: Lang) => ({
  sheet: sheetOf(data.session, lang),
  chosen: data.lines && chosenView(data.lines, lang),
});

const refusals = {
  missing: 'review.numberMissing',
  wrong: 'review.numberWrong',
  locked: 'review.numberLocked',
} as const;

export function reviewView(data: PageData['ballot-review'], lang: Lang) {
  const refused = data.number?.refused;
  return {
    ...sheetView(data, lang),
    refused: refused && {
      key: refusals[refused.kind],
      left: refused.kind === 'wrong' ? refused.left : 0,
      until: refused.kind === 'locked' ? longTime(lang, refused.until) : '',
    },
  };
}

export const closedView = (data: PageData['ballot-closed'], lang: Lang) => ({
  sheet: sheetOf(data.session, lang),
  chosen: data.lines && chosenView(data.lines, lang),
  received: !data.cancelled && data.sentAt !== undefined,
  silent: !data.cancelled && !data.unknown && data.sentAt === undefined,
  lateKey: data.cancelled ? 'closed.lateCancelled' : 'closed.late',
  late: data.late && { at: data.late.at, chosen: chosenView(data.late.lines, lang) },
});
