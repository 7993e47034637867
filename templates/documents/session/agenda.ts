import { percentText } from '../../format';
import { byAward, formOf, ballotOf, headOf, nomineeOf, ruleText, time, two, type PaperHead } from './parts';
import type { SessionRecords } from './records';

/** Tài liệu họp: the table of the sheet, grouped by award. No totals of this session ever stand in it. */
export interface AgendaDocument extends PaperHead {
  form: string;
  ballot: string;
  closes: string;
  count: string;
  awards: {
    award: string;
    rule: string;
    lines: {
      no: string;
      name: string;
      detail: string;
      merit: string;
      basis: string;
      opinion: string;
      /** "9/9 = 100 %": what the council below said; empty where there is none. */
      lower: string;
    }[];
  }[];
}

/** What the sheet shows beside the records of the session. */
export interface AgendaExtras {
  /** The office's opinion on a nomination, with what it was let pass with. */
  readonly opinion: (nomination: string) => string;
  /** Share of the council below, by nomination. */
  readonly lower: ReadonlyMap<string, { readonly yes: number; readonly base: number }>;
}

export function agenda(records: SessionRecords, { opinion, lower }: AgendaExtras): AgendaDocument {
  const { session } = records;
  // the papers are dated by the day on which the session opens, or will have to close
  return {
    ...headOf({ ...records, session: { ...session, closedAt: session.openedAt ?? session.closesAt } }, 'Tài liệu họp'),
    form: formOf(session),
    ballot: ballotOf(session),
    closes: time(session.closesAt),
    count: two(session.lines.length),
    awards: byAward(records).map(({ award, title, lines }) => ({
      award: title,
      rule: `Tỷ lệ phiếu đồng ý tối thiểu: ${ruleText(lines[0]!.rule, session.members.length).threshold}.`,
      lines: lines.map(({ no, nomination }) => {
        const dossier = records.nominations.get(nomination)?.dossier;
        const share = lower.get(nomination);
        return {
          no: String(no),
          ...nomineeOf(records, nomination),
          merit: (dossier?.merit ?? '').replace(/\s+/g, ' ').trim(),
          basis: dossier?.basis ?? award?.citation.vi ?? '',
          opinion: opinion(nomination),
          lower: share ? `${share.yes}/${share.base} = ${percentText('vi', share.yes, share.base)}` : '',
        };
      }),
    })),
  };
}
