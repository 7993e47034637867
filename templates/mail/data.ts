import type { Traces } from '../../domain/drill';
import type { Role } from '../../domain/roles';
import type { Day, Instant } from '../../domain/time';

/**
 * What each mail is made of: plain JSON. Times are instants, days are days; the template layer words them. Texts that come
 * from records (names of units, awards, citations, reasons) are given in the language of the mail.
 */

/** How a person is addressed, as the council or the unit has recorded it. */
export type FormOfAddress = 'Ông' | 'Bà' | 'đồng chí';

export interface Person {
  readonly address: FormOfAddress;
  readonly name: string;
}

/** Who signs: the standing body of the province, or the unit's own council at unit level. */
export interface Office {
  /** "Hội đồng Thi đua - Khen thưởng tỉnh Đ", at unit level "Hội đồng Thi đua - Khen thưởng Sở Tài chính". */
  readonly council: string;
  /** "Sở Nội vụ", at unit level the unit's name. */
  readonly body: string;
  /** Code of the unit whose own words the mail takes; absent: the province's. */
  readonly agency?: string;
  /** The officer in charge, by name. */
  readonly officer: string;
  readonly phone: string;
}

/** Every mail is signed. */
interface Signed {
  readonly office: Office;
}

/** To a unit, about the lines of one of its proposals. */
interface ToUnit extends Signed {
  readonly unit: string;
  /** Number of the unit's proposal: "1034/TTr-STC". */
  readonly ttr: string;
}

/** To the unit that had proposed an award. */
interface AboutAward extends Signed {
  readonly unit: string;
  /** With the form of address of a person whose dossier says it. */
  readonly nominee: { readonly address?: string; readonly name: string };
  readonly posthumous: boolean;
  readonly award: string;
}

/** About a year of emulation or a movement. */
interface AboutCampaign extends Signed {
  readonly name: string;
  /** Its code, as it is quoted. */
  readonly ref: string;
}

/** A day that has moved, by what it is called in the language of the mail. */
export interface CampaignChange {
  readonly what: string;
  readonly from?: Day;
  readonly to?: Day;
}

/** A line of a proposal, by its place in the list. */
export interface MailLine {
  readonly no: number;
  readonly nominee: string;
  readonly award: string;
}

/** A reason with its legal ground. */
export interface Ground {
  readonly reason: string;
  readonly citation: string;
}

/** How many of which award; the only thing that a council mail says about the nominations. */
export interface Kind {
  readonly award: string;
  readonly n: number;
}

/** To a member of a council, about a session. */
interface ToMember extends Signed {
  readonly person: Person;
  readonly secretary: { readonly name: string; readonly phone: string };
  /** Number of lines on this member's sheet. */
  readonly n: number;
  /** Lines that have left the agenda, by number and paper. */
  readonly dropped?: readonly { readonly no: number; readonly paper: string }[];
}

/** To the office of an authority, about a proposal. */
interface ToItsOffice extends Signed {
  /** The office, by name. */
  readonly to: string;
  /** Who decides: "Chủ tịch Ủy ban nhân dân tỉnh". */
  readonly authority: string;
  readonly ttr: string;
  readonly submitter: string;
  readonly n: number;
  readonly link: string;
}

/** A line in a list for the office: by number and unit, without the name of a nominee. */
export interface OfficeLine {
  /** Number of the nomination or of the proposal. */
  readonly ref: string;
  readonly unit: string;
  /** The office's label of the step. */
  readonly step: string;
}

export interface MailData {
  /** To the unit: the proposal has been received. */
  receipt: ToUnit & {
    readonly ttrDate: Day;
    readonly n: number;
    readonly receipt: string;
    readonly time: Instant;
    /** The paper original: received on a day, or still to be sent before one. */
    readonly paper: { readonly receivedOn: Day } | { readonly dueOn: Day };
    /** Expected end of the screening. */
    readonly due: Day;
    readonly link: string;
  };
  /** To the unit: lines returned for correction. */
  return: ToUnit & {
    readonly n: number;
    readonly items: readonly (MailLine & { readonly grounds: readonly Ground[] })[];
    readonly due: Day;
    readonly link: string;
  };
  /** To the unit: lines returned for correction that have not come back yet. */
  'correction-reminder': ToUnit & {
    readonly n: number;
    readonly items: readonly MailLine[];
    readonly due: Day;
    readonly link: string;
  };
  /** To the unit: whether what is to be printed is right. Not yet an award. */
  'confirm-wording': ToUnit & {
    readonly n: number;
    readonly items: readonly MailLine[];
    readonly due: Day;
    readonly link: string;
  };
  /** To the unit: returned for good because the period for correction has passed. */
  lapsed: ToUnit & { readonly n: number; readonly items: readonly MailLine[]; readonly due: Day };
  /** To the unit: lines on hold. One fixed sentence; it never says why, nor on whose word. */
  hold: ToUnit & { readonly n: number; readonly items: readonly MailLine[] };
  /** To the unit: lines that go on after a hold. */
  released: ToUnit & { readonly n: number; readonly items: readonly MailLine[]; readonly link: string };
  /** To the unit: lines that it has withdrawn; the withdrawal is in force. */
  withdrawn: ToUnit & { readonly n: number; readonly items: readonly MailLine[]; readonly time: Instant };
  /** To the unit: passed by the council, or sent on to the next level. Never any count of votes. */
  'passed-on': ToUnit & {
    readonly n: number;
    readonly step: 'councilPassed' | 'forwarded';
    readonly link: string;
  };
  /** To the unit: lines that do not get the award. */
  declined: ToUnit & { readonly items: readonly (MailLine & Ground)[] };
  /** To the unit: lines that have been awarded. */
  awarded: Signed & {
    readonly unit: string;
    /** Who decided: "Chủ tịch Ủy ban nhân dân tỉnh". */
    readonly authority: string;
    readonly decision: string;
    readonly date: Day;
    readonly n: number;
    readonly items: readonly MailLine[];
    /** Where and from when objects are handed over, where the award has one. */
    readonly handover?: { readonly place: string; readonly from: Day };
    /** Who pays the prize, where there is one. */
    readonly payer?: string;
    /** Last day to report a mistake in names or posts. */
    readonly proofDue: Day;
    readonly link: string;
  };

  /** To the unit: an award was corrected, replaced or revoked, by which paper. */
  'case-notice': AboutAward & {
    readonly kind: 'correction' | 'replacement' | 'revocation';
    /** The decision by which it had been given. */
    readonly decision: string;
    readonly decided: Day;
    /** The paper that says so. */
    readonly paper: string;
    readonly date: Day;
    /** Printed facts beside the right ones. */
    readonly changes: readonly { readonly what: string; readonly printed: string; readonly correct: string }[];
    /** Of a revoked one: why, what comes back, and until when. */
    readonly ground?: string;
    readonly due?: Day;
    readonly object: boolean;
    readonly money: boolean;
  };
  /** To the unit: what is still to come back of a revoked award is due soon. */
  'return-reminder': AboutAward & {
    readonly paper: string;
    readonly date: Day;
    readonly due: Day;
    readonly object: boolean;
    readonly money: boolean;
  };
  /** To the office: it did not come back in time. Codes and numbers, no names. */
  'return-overdue': Signed & {
    readonly ref: string;
    readonly unit: string;
    readonly paper: string;
    readonly date: Day;
    readonly due: Day;
    readonly day: Day;
    readonly object: boolean;
    readonly money: boolean;
    readonly link: string;
  };

  /** To a participant of a campaign: registration is open until a day, or the round for its nominations is. */
  'campaign-opens': AboutCampaign & {
    readonly unit: string;
    readonly milestone: 'launch' | 'roundOpens';
    readonly due: Day;
    /** The document that launched it. */
    readonly document?: { readonly number: string; readonly date: Day };
    readonly link: string;
  };
  /** To a participant: what it still owes by a day. */
  'campaign-reminder': AboutCampaign & {
    readonly unit: string;
    readonly due: Day;
    readonly unregistered: boolean;
    readonly drafts: number;
    readonly waiting: number;
    readonly figures: number;
    readonly reviews: number;
    readonly nominations: boolean;
    readonly link: string;
  };
  /** To a participant: days have moved; without any the campaign has ended before its time. */
  'campaign-changed': AboutCampaign & {
    readonly unit: string;
    readonly changes: readonly CampaignChange[];
    readonly reason: string;
  };
  /** To the head of a participant: registrations to sign, by one link. */
  'registration-sign': AboutCampaign & {
    readonly person: Person;
    readonly post: string;
    readonly unit: string;
    /** All of them, and how many amend what was signed. */
    readonly n: number;
    readonly amendments: number;
    /** Nothing but amendments. */
    readonly onlyAmendments: boolean;
    readonly due: Day;
    readonly link: string;
  };
  /** To the participant: registrations that its head has sent back. */
  'registration-returned': AboutCampaign & {
    readonly unit: string;
    /** Who registered, by name. */
    readonly registrants: readonly string[];
    /** Among them amendments of what was signed, which holds as before. */
    readonly amendments: boolean;
    readonly reason: string;
    readonly due: Day;
    readonly link: string;
  };
  /** To the office: a day of a campaign has come, and who is behind. */
  'campaign-turn': AboutCampaign & {
    /** What has come, in the language of the mail: "hết hạn đăng ký thi đua". */
    readonly what: string;
    readonly day: Day;
    readonly statistics: boolean;
    /** Units that owe something, by name: so many of so many; none of none where the day asks nothing of them. */
    readonly behind: readonly string[];
    readonly late: number;
    readonly of: number;
    readonly link: string;
  };

  /** To the office: the campaign of the next year was planned by the last one, waits for a calendar, or has to be planned by hand. */
  'campaign-next': AboutCampaign & {
    readonly year: number;
    readonly planned: boolean;
    readonly waits: boolean;
    /** Years whose calendar is missing. */
    readonly calendars: readonly string[];
    readonly launch?: Day;
    readonly registrationCloses?: Day;
    readonly link: string;
  };

  /** To a member: the link to the sheet. */
  invitation: ToMember & {
    readonly post: string;
    /** Role in the council: "Ủy viên Hội đồng". */
    readonly role: string;
    /** The article that allows this way of voting: "Điều 7 Quy chế làm việc của Hội đồng (Quyết định số …)". */
    readonly regulation: string;
    readonly kinds: readonly Kind[];
    readonly ballot: 'named' | 'secret';
    readonly closes: Instant;
    /** The session may close before, as soon as all members have sent their sheets. */
    readonly closesEarly: boolean;
    /** The number of the paper invitation is asked for. */
    readonly asksNumber?: boolean;
    readonly link: string;
  };
  /** To a member whose sheet has not come yet. */
  reminder: ToMember & {
    readonly now: Instant;
    readonly closes: Instant;
    readonly link: string;
    /** Has chosen and not sent. */
    readonly started: boolean;
  };
  /** To a member who may still vote: the session closes later than announced, or earlier by order of the secretary. */
  'session-extended': ToMember & {
    readonly formerCloses: Instant;
    readonly closes: Instant;
    /** Not enough members had taken part, or the secretary gave more time. */
    readonly because: 'quorum' | 'secretary';
    /** This member's sheet has been received: nothing to do. */
    readonly voted: boolean;
    readonly link: string;
  };
  /** To a member: the session ends without a result. */
  'session-cancelled': ToMember & { readonly session: string };
  /** To the secretary: who has not voted, and whether enough have. */
  silence: Signed & {
    readonly secretary: Person;
    readonly session: string;
    readonly now: Instant;
    readonly closes: Instant;
    readonly voted: number;
    /** Members who are asked by link. */
    readonly total: number;
    /** How many must take part for every line to be decided; absent where a meeting decides. */
    readonly quorum?: { readonly needed: number; readonly lacking: number };
    readonly members: readonly (Person & { readonly post: string })[];
    readonly link: string;
  };
  /** To the secretary: what a drill has brought about, so that the invitations have not left. */
  'drill-failed': Signed & {
    readonly secretary: Person;
    readonly session: string;
    readonly now: Instant;
    readonly closes: Instant;
    readonly visits: number;
    readonly caused: Traces;
    readonly link: string;
  };
  /** To the agency of a silent member or to who leads the council: written by the secretary, word for word. */
  'session-letter': Signed & { readonly subject: string; readonly paragraphs: readonly (readonly string[])[] };
  /** To the secretary: the count. */
  result: Signed & {
    readonly secretary: Person;
    /** "Phiên họp lần 2 năm 2026", "đợt lấy ý kiến …". */
    readonly session: string;
    readonly closedAt: Instant;
    /** Members of the council. */
    readonly total: number;
    readonly issued: number;
    readonly returned: number;
    readonly valid: number;
    readonly invalid: number;
    readonly quorumMet: boolean;
    readonly n: number;
    readonly passed: number;
    readonly failed: number;
    /** Lines on a tie that is left to the chair, who has not decided yet. */
    readonly waiting: number;
    readonly link: string;
  };
  /** To the deciding authority: a proposal to answer. */
  'to-authority': Signed & {
    readonly person: Person;
    readonly post: string;
    readonly ttr: string;
    /** Who submits: "Sở Nội vụ". */
    readonly submitter: string;
    readonly n: number;
    readonly kinds: readonly Kind[];
    /** Day of the council's minutes; absent under the simplified procedure. */
    readonly minutesDate?: Day;
    /** Points to note, without names; may be empty. */
    readonly exceptions: readonly string[];
    readonly link: string;
  };
  /** What was gathered for one reader, mail by mail: it was over the cap of a day, or only informs. */
  digest: Signed & {
    readonly greeting: string;
    readonly n: number;
    readonly items: readonly {
      readonly no: number;
      readonly subject: string;
      /** By lines. */
      readonly paragraphs: readonly (readonly string[])[];
    }[];
  };
  /** To a clerk, or the office: an automatic register has not given a number, and why. */
  'number-refused': Signed & {
    /** Who reads it, by name. */
    readonly to: string;
    readonly authority: string;
    readonly ttr: string;
    readonly n: number;
    readonly code: string;
    readonly link: string;
  };
  /** To who signs in the authority's place from a day on, and to the office. */
  'substitution-begins': Signed & {
    readonly to: Person | { readonly unit: string };
    readonly forOffice: boolean;
    readonly substitute: Person;
    /** In whose place: "Chủ tịch Ủy ban nhân dân tỉnh". */
    readonly title: string;
    readonly from: Day;
    readonly until: Day;
    readonly paper: string;
    readonly paperDate: Day;
    /** Lists that wait for an answer. */
    readonly waiting: readonly { readonly ttr: string }[];
    readonly link: string;
  };
  /** To an office: last days of the Ministry that are near, with what has not got there yet. */
  'central-deadline': Signed & {
    readonly day: Day;
    readonly lines: readonly (OfficeLine & { readonly due: Day; readonly left: number })[];
    readonly link: string;
  };
  /** To the office of an authority: a proposal to look at before the authority does. */
  'proposal-check': ToItsOffice & { readonly kinds: readonly Kind[] };
  /** To the office of an authority, never to the authority itself: a proposal waits there, or with that office. */
  'proposal-waits': ToItsOffice & { readonly since: Day; readonly checking: boolean };
  /** To whom a link was once sent, and who asked for it again. */
  'fresh-link': Signed & {
    /** A person, or the name of a unit. */
    readonly to: Person | { readonly unit: string };
    readonly purpose: 'ballot' | 'proposal' | 'status' | 'registration';
    /** Until when it can be used, where there is such a time. */
    readonly closes?: Instant;
    readonly link: string;
  };

  /** To somebody who wants to sign in: six digits, in this mail and nowhere else. */
  'sign-in-code': Signed & {
    readonly name: string;
    readonly code: string;
    readonly minutes: number;
    readonly host: string;
  };
  /** To somebody who may sign in from now on. */
  'account-invitation': Signed & {
    readonly name: string;
    readonly mail: string;
    /** What he may be: a role, and of which unit. */
    readonly roles: readonly { readonly role: Role; readonly unit?: string; readonly until?: Day }[];
    readonly link: string;
  };

  /** To the office: a line stopped on an unexpected error. Only codes and numbers. */
  'needs-attention': Signed & {
    readonly ref: string;
    readonly code: string;
    readonly step: string;
    readonly since: Instant;
    readonly link: string;
  };
  /** To the office: lines overdue on its own step. */
  overdue: Signed & {
    readonly day: Day;
    readonly lines: readonly (OfficeLine & { readonly due: Day; readonly workingDaysLate: number })[];
    readonly link: string;
  };
  /** To the office: something has happened to lines that it should look at. */
  'office-notice': Signed & {
    readonly what:
      'noAnswer' | 'postingEnded' | 'holdReview' | 'withdrawalRequested' | 'resubmitted' | 'wordingDisputed';
    readonly day: Day;
    readonly lines: readonly OfficeLine[];
    readonly link: string;
  };
  /** To the office, or to the secretary of the session: a letter that did not reach whom it was for. */
  undelivered: Signed & {
    /** Who reads it, when it is not the office. */
    readonly secretary?: Person;
    /** What kind of letter, in the language of the mail: "giấy mời cho ý kiến". */
    readonly letter: string;
    readonly for: 'member' | 'secretary' | 'authority' | 'unit' | 'other';
    /** A session by its name, or a proposal by its number. */
    readonly about:
      | { readonly session: string }
      | { readonly ttr: string }
      | { readonly case: string }
      | { readonly campaign: string }
      | { readonly authority: string };
    /** Absent where the service no longer knows: a secret ballot has been counted. */
    readonly to?: Person | { readonly unit: string };
    readonly address?: string;
    readonly because: 'noAddress' | 'refused' | 'noAnswer' | 'error';
    /** What the mail server said. */
    readonly reply?: string;
    readonly code: string;
    /** Until when the sheets are taken. */
    readonly closes?: Instant;
    readonly link: string;
  };
  /** To the office: lines that wait for the central level. */
  'central-reminder': Signed & {
    readonly day: Day;
    readonly lines: readonly (OfficeLine & { readonly since: Day })[];
    readonly link: string;
  };
}

export type MailName = keyof MailData;

export interface RenderedMail {
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

/** A mail with what it is made of. */
export type MailExample = {
  readonly [N in MailName]: { readonly name: N; readonly lang: 'vi' | 'en'; readonly data: MailData[N] };
}[MailName] & {
  /** What it is about: session, proposal, unit proposal, case, campaign, account. */
  readonly entity: string;
};

/**
 * Makes a mail of a case in the records without sending it; undefined where the case has no such mail. No link in it opens
 * anything. @throws Problem MAIL_REFUSED where nobody could be written to
 */
export type PreviewMail = (asked: {
  readonly name: MailName;
  /** Number of what the mail is about. */
  readonly of: string;
  readonly now: Instant;
}) => Promise<MailExample | undefined>;
