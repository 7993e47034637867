import { LINES, NOMINEE, type Member, type Said } from './cast';

/** What the count must come to, reckoned from the cast alone with a pencil: no rule and no tally of the service. */
export interface Reckoned {
  readonly no: number;
  readonly yes: number;
  readonly against: number;
  readonly recused: number;
  /** "84,62 %" of all thirteen. */
  readonly share: string;
  readonly passed: boolean;
}

const MEMBERS = 13;
/** Four fifths of thirteen are 10.4. */
const NEEDED = 11;

/** Each member's last sheet that was sent. */
export function lastSheets(cast: readonly Member[]): ReadonlyMap<string, Said> {
  const last = new Map<string, Said>();
  for (const { person, acts } of cast) for (const act of acts) if (act.ends === 'sent') last.set(person, act.says);
  return last;
}

export function reckon(cast: readonly Member[], own: number): readonly Reckoned[] {
  const sheets = [...lastSheets(cast)];
  return Array.from({ length: LINES }, (_, i) => {
    const no = i + 1;
    const apart = ([person, said]: readonly [string, Said]) =>
      (person === NOMINEE && no === own) || said.recused?.[no] !== undefined;
    const recused = sheets.filter(apart).length;
    const against = sheets.filter((sheet) => !apart(sheet) && sheet[1].no?.includes(no)).length;
    const yes = sheets.length - recused - against;
    const percent = ((yes / MEMBERS) * 100).toFixed(2).replace('.', ',');
    return { no, yes, against, recused, share: `${percent} %`, passed: yes >= NEEDED };
  });
}
