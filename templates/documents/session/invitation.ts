import type { Instant } from '../../../domain/time';
import { ballotOf, headOf, named, time, two, type PaperHead } from './parts';
import type { SessionRecords } from './records';

/** Giấy mời: one page a member, to be folded and handed over sealed. It bears his link, so it is printed and kept nowhere. */
export interface InvitationsDocument extends PaperHead {
  ballot: string;
  closes: string;
  /** Also closes as soon as all have voted. */
  closesEarly: boolean;
  printed: string;
  secretary: string;
  phone: string;
  invitations: InvitationPage[];
}

interface InvitationPage {
  member: string;
  /** Form of address, as within a sentence: "Ông", "đồng chí". */
  address: string;
  post: string;
  role: string;
  /** How many lines he votes on. */
  count: string;
  /** His link: what stands before the last slash, with it, and what comes after. */
  link: { start: string; token: string };
  /** Modules of its QR code, a row a string of `1` (dark) and `0`, without the quiet zone. */
  modules: string[];
  /** "482 913"; empty where the session asks for no number. */
  number: string;
}

/** What stands on the paper of one member, besides what the records of the session have. */
export interface InvitationOf {
  readonly person: string;
  /** The whole address of his link. */
  readonly link: string;
  readonly modules: readonly string[];
  readonly number?: string;
}

/** The papers of these members, in their order. */
export function invitations(
  records: SessionRecords,
  of: {
    readonly printedAt: Instant;
    readonly closesEarly: boolean;
    readonly secretary: { readonly name: string; readonly phone: string };
    readonly members: readonly InvitationOf[];
  },
): InvitationsDocument {
  const { session } = records;
  return {
    // the day on which they are printed
    ...headOf({ ...records, session: { ...session, closedAt: of.printedAt } }, 'Giấy mời'),
    ballot: ballotOf(session).replace(/^P/, 'p'),
    closes: time(session.closesAt),
    closesEarly: of.closesEarly,
    printed: time(of.printedAt),
    secretary: of.secretary.name,
    phone: of.secretary.phone,
    invitations: of.members.map(({ person, link, modules, number }) => {
      const cut = link.lastIndexOf('/') + 1;
      return {
        member: named(records, person),
        address: records.people.get(person)?.address ?? '',
        post: records.people.get(person)?.post ?? '',
        role: session.members.find((m) => m.person === person)?.role ?? '',
        count: two(session.lines.filter((l) => !l.recused.includes(person)).length),
        link: { start: link.slice(0, cut), token: link.slice(cut) },
        modules: [...modules],
        number: number === undefined ? '' : `${number.slice(0, 3)} ${number.slice(3)}`,
      };
    }),
  };
}
