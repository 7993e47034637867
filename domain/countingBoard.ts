import type { Text } from './award';

/** Ban kiểm phiếu: who opens and counts the ballots of a session, and signs the counting minutes. */
export interface BoardMember {
  readonly name: string;
  readonly post?: string;
  /** Code of the person, where the records know him; tells him from others of the same name. */
  readonly person?: string;
}

interface Nominee {
  readonly kind: string;
  readonly name: string;
  readonly person?: string;
}

const FEWEST = 2;
const MOST = 3;

/**
 * What is wrong with a counting board: two or three people, each once, none of them a nominee of the session. A secret ballot
 * needs one; a named one may go without.
 */
export function checkCountingBoard(
  board: readonly BoardMember[],
  ballot: 'named' | 'secret',
  nominees: readonly Nominee[],
): readonly (Text & { readonly field: string })[] {
  if (board.length === 0 && ballot === 'named') return [];
  if (board.length < FEWEST || board.length > MOST) {
    return [
      {
        field: 'countingBoard',
        vi: 'Ban kiểm phiếu gồm hai hoặc ba người; bỏ phiếu kín phải có Ban kiểm phiếu.',
        en: 'A counting board has two or three people; a secret ballot needs one.',
      },
    ];
  }
  return board.flatMap((member, i) => {
    const field = `countingBoard.${i}`;
    if (board.slice(0, i).some((other) => isSame(member, other))) {
      return [{ field, vi: `${member.name} được nêu hai lần.`, en: `${member.name} is named twice.` }];
    }
    if (nominees.some((nominee) => nominee.kind === 'person' && isSame(member, nominee))) {
      return [
        {
          field,
          vi: `${member.name} là người được đề nghị khen thưởng trong phiên này nên không được kiểm phiếu. Nếu chỉ trùng họ tên, đề nghị nêu mã.`,
          en: `${member.name} is a nominee of this session and may not count its ballots. If only the names are alike, give the code.`,
        },
      ];
    }
    return [];
  });
}

/** Whether somebody is named on a counting board, by his name or his code. */
export const isOnBoard = (board: readonly BoardMember[], said: string): boolean =>
  board.some(({ name, person }) => person === said || spelled(name) === spelled(said));

/** Codes tell people apart where both have one; else the name does. */
function isSame(a: Pick<BoardMember, 'name' | 'person'>, b: Pick<BoardMember, 'name' | 'person'>): boolean {
  if (a.person !== undefined && b.person !== undefined) return a.person === b.person;
  return spelled(a.name) === spelled(b.name);
}

const spelled = (name: string): string => name.normalize('NFC').toLowerCase().replace(/\s+/g, ' ').trim();
