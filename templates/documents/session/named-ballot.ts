import { byAward, headOf, named, nomineeOf, time, two, type PaperHead } from './parts';
import type { Choice, SessionRecords } from './records';

/** Phiếu lấy ý kiến (ghi tên): what one member said on every line, for him to sign. Of named sessions only. */
export interface NamedBallotDocument extends PaperHead {
  member: string;
  /** Without the form of address, as it stands under a signature. */
  signer: string;
  post: string;
  role: string;
  sentAt: string;
  yes: string;
  not: string;
  other: string;
  awards: { award: string; lines: { no: string; name: string; detail: string; choice: string }[] }[];
}

const CHOICES: Readonly<Record<Choice, string>> = {
  yes: 'Đồng ý',
  no: 'Không đồng ý',
  other: 'Ý kiến khác',
  abstain: 'Không có ý kiến',
  recused: 'Không tham gia bỏ phiếu',
};

/** One paper a member who sent a sheet, in the order of the council; none of a secret session, or of whoever was at the meeting. */
export function namedBallots(records: SessionRecords): { person: string; data: NamedBallotDocument }[] {
  const { session } = records;
  if (session.ballot !== 'named') return [];
  const said = new Map(
    records.ballots.flatMap(({ nomination, named: of = [] }) => of.map((one) => [`${nomination}/${one.person}`, one])),
  );
  return session.members
    .filter((m) => m.voted === true && m.present !== true)
    .map(({ person, role, at }) => {
      const of = (choice: Choice) =>
        two(session.lines.filter((l) => said.get(`${l.nomination}/${person}`)?.choice === choice).length);
      return {
        person,
        data: {
          ...headOf(records, 'Phiếu lấy ý kiến'),
          title: `Phiếu lấy ý kiến của ${named(records, person)} – ${session.name}`,
          member: named(records, person),
          signer: records.people.get(person)?.name ?? person,
          post: records.people.get(person)?.post ?? '',
          role,
          sentAt: time(at),
          yes: of('yes'),
          not: of('no'),
          other: of('other'),
          awards: byAward(records).map(({ title, lines }) => ({
            award: title,
            lines: lines.map(({ no, nomination }) => {
              const one = said.get(`${nomination}/${person}`);
              const text = one?.text === undefined ? '' : `: ${one.text}`;
              return {
                no: String(no),
                ...nomineeOf(records, nomination),
                choice: one ? `${CHOICES[one.choice]}${text}` : 'Không có ý kiến',
              };
            }),
          })),
        },
      };
    });
}
