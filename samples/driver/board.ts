import type { Act, Season } from '../season';

/** Where the nominations stand, to be shown while the story goes on. */
export interface Standing {
  readonly key: string;
  readonly award: string;
  readonly status: string;
}

/** What a person sees of the story while it is played. */
export interface Board {
  /** Whether the table of the nominations is shown. */
  readonly live: boolean;
  /** A line that stays. */
  readonly say: (line: string) => void;
  /** An act begins. */
  readonly act: (index: number, text: string) => void;
  /** The nominations now. */
  readonly stand: (standings: readonly Standing[]) => void;
  /** Takes the table away; what is said from now on stays. */
  readonly close: () => void;
}

const hour = (at: string): string => `${at.slice(8, 10)}/${at.slice(5, 7)}/${at.slice(0, 4)} ${at.slice(11, 16)}`;
const fit = (text: string, width: number): string =>
  text.length > width ? `${text.slice(0, width - 1)}…` : text.padEnd(width);

/** A line per act, for logs. */
function plainBoard(total: number, write: (text: string) => void): Board {
  const startedMs = performance.now();
  const width = String(total).length;
  return {
    live: false,
    say: (line) => write(`${line}\n`),
    act(index, text) {
      const seconds = ((performance.now() - startedMs) / 1_000).toFixed(1).padStart(5);
      write(`${seconds} s  [${String(index).padStart(width)}/${total}]  ${text}\n`);
    },
    stand: () => undefined,
    close: () => undefined,
  };
}

const CELL = 30;

/** One table that is drawn again and again in place. */
function liveBoard(total: number, out: NodeJS.WriteStream): Board {
  const startedMs = performance.now();
  let standings: readonly Standing[] = [];
  let head = '';
  let drawn = 0;
  let open = true;
  const clear = (): string => (drawn === 0 ? '' : `\u001b[${drawn}A\u001b[0J`);
  const draw = (before = ''): void => {
    if (!open) {
      out.write(before);
      return;
    }
    const columns = Math.max(1, Math.floor(out.columns / CELL));
    const rows = Math.ceil(standings.length / columns);
    const cell = (s: Standing | undefined): string =>
      s ? `${s.key} ${fit(s.award, 7)} ${fit(s.status, CELL - 13)} ` : '';
    const table = Array.from({ length: rows }, (_, row) =>
      Array.from({ length: columns }, (_, column) => cell(standings[column * rows + row])).join(''),
    );
    const seconds = `${((performance.now() - startedMs) / 1_000).toFixed(0)} s`;
    const lines = [fit(`${head}  ${seconds}`, out.columns - 1).trimEnd(), ...table.slice(0, out.rows - 2)];
    out.write(`${clear()}${before}${lines.join('\n')}\n`);
    drawn = lines.length;
  };
  return {
    live: true,
    say: (line) => draw(`${line}\n`),
    act(index, text) {
      head = `[${index}/${total}]  ${text}`;
      draw();
    },
    stand(now) {
      standings = now;
      draw();
    },
    close() {
      out.write(clear());
      drawn = 0;
      open = false;
    },
  };
}

/** A table in place where somebody looks, a line per act elsewhere. */
export const createBoard = (total: number, out: NodeJS.WriteStream): Board =>
  out.isTTY && process.env['CI'] === undefined
    ? liveBoard(total, out)
    : plainBoard(total, (text) => void out.write(text));

const count = (n: number, one: string): string => `${n} ${one}${n === 1 ? '' : 's'}`;

/** An act in words, with the day on which it happens. */
export function wordsFor(act: Act, season: Season, now: string): string {
  const nameOf = (code: string): string => season.people.find((p) => p.code === code)?.name ?? code;
  const session = (key: string): string => season.sessions.find((s) => s.key === key)?.name ?? key;
  const proposal = (key: string) => season.proposals.find((p) => p.key === key);
  return `${hour(now)}  ${said()}`;

  function said(): string {
    switch (act.act) {
      case 'clock':
        return `the clock goes on to ${hour(act.to)}`;
      case 'create':
        return `${nameOf(act.by)} writes ${count(act.nominations.length, 'nomination')}`;
      case 'check':
        return `${nameOf(act.by)} has ${count(Object.keys(act.finds).length, 'draft')} checked`;
      case 'recognise':
        return `${nameOf(act.by)} enters the wider scope of initiative ${act.initiative.code}`;
      case 'submit':
        return `${nameOf(act.by)} sends ${count(act.nominations.length, 'nomination')} with ${act.number}`;
      case 'line':
        return `${nameOf(act.by)}: ${act.action.type} ${count(act.nominations.length, 'nomination')}`;
      case 'openSession':
        return `${nameOf(act.by)} opens “${session(act.session)}”`;
      case 'vote':
        return `${count(act.members.length, 'member')} vote: “${session(act.session)}”`;
      case 'changeVote':
        return `${act.members.map(nameOf).join(', ')} votes again: “${session(act.session)}”`;
      case 'signMinutes':
        return `${nameOf(act.by)} files the signed minutes: “${session(act.session)}”`;
      case 'propose':
        return `${nameOf(act.by)} puts ${proposal(act.proposal)?.number ?? act.proposal} to the authority`;
      case 'decide':
        return `${proposal(act.proposal)?.number ?? act.proposal} is answered ${proposal(act.proposal)?.mode === 'link' ? 'through its link' : 'on paper'}`;
      case 'record':
        return `${nameOf(act.by)} records ${proposal(act.proposal)?.signed.number ?? act.proposal}`;
    }
  }
}
