import type { MailOrder, OfficeSubject } from '../activities';
import type { EventType, Line, LineEvent } from '../domain/line';
import type { Instant } from '../domain/time';

/**
 * The mails that follow from what happened to the lines of a docket in one step: one per proposal and kind, never one per
 * name. Pure; keys are made of the step, so the same step never mails twice.
 */
export function mailsFor(
  docketId: string,
  step: number,
  now: Instant,
  events: readonly LineEvent[],
  lineOf: (id: string) => Line,
): MailOrder[] {
  const toUnits = groupBy(events, (e) => {
    const kind = unitMail(e, lineOf(e.line));
    return kind && `${kind}|${lineOf(e.line).unitProposal}|${kind === 'awarded' ? String(e.facts?.['decision']) : ''}`;
  }).map(([group, of]) => {
    const [kind, unitProposal, decision] = group.split('|') as [UnitMail, string, string];
    return unitOrder(kind, unitProposal, decision, of, {
      key: [kind, unitProposal, 'contact', step, ...(decision === '' ? [] : [decision])].join('.'),
      now,
    });
  });
  const toOffice = groupBy(events, (e) => {
    const subject = officeSubjects[e.type];
    return subject && `${subject}|${e.level ?? 'province'}`;
  }).map(([group, of]): MailOrder => {
    const [subject, level] = group.split('|') as [OfficeSubject, 'unit' | 'province'];
    const code = of[0]?.facts?.['code'];
    return {
      mail: 'office',
      key: `office-${subject}-${level}.${docketId}.office.${step}`,
      now,
      subject,
      docketId,
      level,
      lines: of.map((e) => e.line),
      ...(code === undefined ? {} : { code: String(code) }),
    };
  });
  return [...toUnits, ...toOffice];
}

type UnitMail =
  | 'receipt'
  | 'return'
  | 'correctionReminder'
  | 'confirmWording'
  | 'lapsed'
  | 'hold'
  | 'released'
  | 'withdrawn'
  | 'forwarded'
  | 'declined'
  | 'awarded';

/** Which mail to the unit an event causes, if any. */
function unitMail(event: LineEvent, line: Line): UnitMail | undefined {
  if (line.end?.outcome === 'declined' && declining.has(event.type)) return 'declined';
  // an opinion says itself whether it began or ended a hold: the line may have changed again since
  if (event.type === 'recordOpinion') return event.facts?.['hold'] === 'begins' ? 'hold' : undefined;
  if (event.type === 'resolveOpinion') return event.facts?.['hold'] === 'ends' ? 'released' : undefined;
  return unitMails[event.type];
}

const declining: ReadonlySet<EventType> = new Set<EventType>([
  'decline',
  'councilResult',
  'struckOut',
  'centralDeclined',
]);

const unitMails: Partial<Record<EventType, UnitMail>> = {
  submitted: 'receipt',
  return: 'return',
  requestSupplement: 'return',
  correctionReminder: 'correctionReminder',
  askWording: 'confirmWording',
  lapsed: 'lapsed',
  hold: 'hold',
  release: 'released',
  withdraw: 'withdrawn',
  acceptWithdrawal: 'withdrawn',
  forwarded: 'forwarded',
  issue: 'awarded',
  centralAwarded: 'awarded',
};

const officeSubjects: Partial<Record<EventType, OfficeSubject>> = {
  overdue: 'overdue',
  noAnswer: 'noAnswer',
  postingEnded: 'postingEnded',
  centralReminder: 'centralReminder',
  holdReview: 'holdReview',
  requestWithdrawal: 'withdrawalRequested',
  resubmit: 'resubmitted',
  supply: 'resubmitted',
  disputeWording: 'wordingDisputed',
  stopped: 'stopped',
};

function unitOrder(
  kind: UnitMail,
  unitProposal: string,
  decision: string,
  events: readonly LineEvent[],
  head: { key: string; now: Instant },
): MailOrder {
  const ids = events.map((e) => e.line);
  switch (kind) {
    case 'receipt':
      return { ...head, mail: kind, unitProposal, lines: ids, code: unitProposal };
    case 'return':
      return {
        ...head,
        mail: kind,
        unitProposal,
        lines: events.map((e) => ({ id: e.line, note: e.note ?? '', due: String(e.facts?.['due'] ?? '') })),
      };
    case 'correctionReminder':
    case 'confirmWording':
      return {
        ...head,
        mail: kind,
        unitProposal,
        lines: events.map((e) => ({ id: e.line, due: String(e.facts?.['due'] ?? '') })),
      };
    case 'declined':
      return {
        ...head,
        mail: kind,
        unitProposal,
        lines: events.map((e) => ({ id: e.line, ...(e.note === undefined ? {} : { note: e.note }) })),
      };
    case 'awarded':
      return { ...head, mail: kind, unitProposal, decision, lines: ids };
    default:
      return { ...head, mail: kind, unitProposal, lines: ids };
  }
}

/** Groups in order of first appearance; items without a key are left out. */
function groupBy<T>(items: readonly T[], keyOf: (item: T) => string | undefined): [string, T[]][] {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    if (key === undefined) continue;
    const group = groups.get(key);
    if (group) group.push(item);
    else groups.set(key, [item]);
  }
  return [...groups];
}
