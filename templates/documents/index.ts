import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CampaignPaperDocument } from './campaign-paper';
import type { HandoverSlips } from './handover-slips';
import type { OverlayDocument } from './overlay';
import type { PaperData, PaperKind } from './office';
import {
  sessionTemplates,
  type AgendaDocument,
  type CountingMinutesDocument,
  type InvitationsDocument,
  type MinutesDocument,
  type NamedBallotDocument,
} from './session';

/** Who signed, in what capacity. Given as in running text; the paper shows capacity and post in capitals. */
export interface DocumentSignature {
  /** "TM. Ủy ban nhân dân", "KT. Chủ tịch", "TL. Giám đốc", "TUQ. Chủ tịch": one line each, in this order. */
  capacity?: string[];
  /** "Chủ tịch", "Phó Chủ tịch" */
  post: string;
  /** Without academic titles. */
  name: string;
  /** Stands where the signature is on the original: "(Đã ký)". */
  mark?: string;
}

export type NomineeKind = 'collective' | 'household' | 'person';

/** One line of the list. */
export interface DecisionLine {
  /** Số TT */
  number: number;
  /** As it shall stand in the list, with the form of address where one is used: "Bà Trần Thị Mẫu". */
  name: string;
  /** Post and unit; of a collective its superior, of a household its residence. */
  detail?: string;
  certificateNumber?: string;
  goldBookNumber?: number | string;
}

/** One award of the list, its groups in ceremony order. */
export interface DecisionAward {
  /** "Bằng khen", "Chiến sĩ thi đua cơ sở" */
  name: string;
  groups: { kind: NomineeKind; posthumous: boolean; lines: DecisionLine[] }[];
}

/** File copy of a decision on awards. Names of bodies are given as in running text: "Ủy ban nhân dân tỉnh Đ". */
export interface DecisionDocument {
  /** Title of the file: "Quyết định số 05/QĐ-UBND ngày 04/12/2026 về việc tặng Bằng khen". */
  title: string;
  /** The body above the issuer, where there is one. */
  superior?: string;
  issuer: string;
  /** "05/QĐ-UBND" */
  number: string;
  /** "tỉnh Đ" */
  place: string;
  /** ISO date; also the date of the file. */
  signedOn: string;
  /** Number and day are left to the clerk, and paper and list say that they are a draft; `signedOn` is the day on which it was drawn. */
  draft?: boolean;
  /** "Về việc tặng Bằng khen của Chủ tịch Ủy ban nhân dân tỉnh Đ" */
  subject: string;
  /** Whose decision it is: "Chủ tịch Ủy ban nhân dân tỉnh Đ". */
  authority: string;
  /** Legal bases and the proposal, without `;` and `.` at the end. */
  bases: string[];
  /** Articles without "Điều n."; further paragraphs stand under the first. */
  articles: { text: string; paragraphs?: string[] }[];
  /** Nơi nhận, without dash and without `;` and `.` at the end. */
  recipients: string[];
  signature: DocumentSignature;
  annex?: {
    /** "Danh sách tập thể, cá nhân được tặng Bằng khen …" */
    title: string;
    awards: DecisionAward[];
  };
  copy: {
    /** "Bản điện tử lưu hồ sơ" */
    note: string;
    /** Last hash of the audit ledger before the file was made. */
    auditHash?: string;
  };
}

/** File copy of a certificate: one page, with code and QR to the verification page. */
export interface CertificateDocument {
  /** Title of the file: "Bằng khen – Nguyễn Văn Mẫu". */
  title: string;
  /** "Chủ tịch Ủy ban nhân dân tỉnh Đ" */
  issuer: string;
  award: {
    /** A title reads "Tặng danh hiệu …", a commendation "Tặng …". */
    kind: 'title' | 'commendation';
    /** "Bằng khen", "Chiến sĩ thi đua cơ sở" */
    name: string;
  };
  nominee: {
    kind: NomineeKind;
    /** "Ông", "Bà", "Đồng chí"; of a household "ông" of its head; of a collective only where it is not "Tập thể". */
    address?: string;
    name: string;
    /** Post and unit; of a collective its superior, of a household its residence. */
    detail?: string;
    /** Reads "Truy tặng". */
    posthumous: boolean;
  };
  /** The line of achievement (dòng thành tích). */
  achievement: string;
  decision: {
    number: string;
    /** ISO date. */
    date: string;
  };
  goldBookNumber?: number | string;
  place: string;
  /** ISO date; also the date of the file. */
  issuedOn: string;
  signature: DocumentSignature;
  verification: {
    /** Short code as people type it: "VD7K-Q2MX". */
    code: string;
    /** Domain and path as people type them: "thiduakhenthuong.tinhd.gov.vn/verify". */
    address: string;
    /** Modules of the QR code, a row a string of `1` (dark) and `0`, without the quiet zone. */
    modules: string[];
  };
}

/** File copy of a correction letter (công văn đính chính). */
export interface LetterDocument {
  title: string;
  superior?: string;
  issuer: string;
  /** "21/UBND-NC" */
  number: string;
  place: string;
  /** ISO date; also the date of the file. */
  signedOn: string;
  draft?: boolean;
  /** "V/v đính chính nội dung ghi trên Bằng khen" */
  subject: string;
  addressees: string[];
  paragraphs: string[];
  /** What is printed beside what is right. */
  changes: { what: string; printed: string; correct: string }[];
  closing: string[];
  recipients: string[];
  signature: DocumentSignature;
  copy: { note: string };
}

export { officeTemplates, paperKinds, type PaperData, type PaperKind } from './office';

/** The data of each template. */
export interface DocumentData {
  decision: DecisionDocument;
  certificate: CertificateDocument;
  overlay: OverlayDocument;
  letter: LetterDocument;
  countingMinutes: CountingMinutesDocument;
  minutes: MinutesDocument;
  agenda: AgendaDocument;
  namedBallot: NamedBallotDocument;
  handoverSlips: HandoverSlips;
  invitations: InvitationsDocument;
  campaignPaper: CampaignPaperDocument;
}

const source = (file: string) => readFileSync(join(__dirname, file), 'utf8');

/** The Typst sources, for the renderer. */
export const documentTemplates = {
  decision: {
    main: 'decision.typ',
    files: { 'decision.typ': source('decision.typ'), 'parts.typ': source('parts.typ') },
  },
  letter: {
    main: 'letter.typ',
    files: { 'letter.typ': source('letter.typ'), 'parts.typ': source('parts.typ') },
  },
  certificate: {
    main: 'certificate.typ',
    files: {
      'certificate.typ': source('certificate.typ'),
      'certificate-wording.typ': source('certificate-wording.typ'),
      'frame.typ': source('frame.typ'),
      'parts.typ': source('parts.typ'),
    },
    maxPages: 1,
  },
  overlay: {
    main: 'overlay.typ',
    files: {
      'overlay.typ': source('overlay.typ'),
      'certificate-wording.typ': source('certificate-wording.typ'),
      'parts.typ': source('parts.typ'),
    },
  },
  handoverSlips: {
    main: 'handover-slips.typ',
    files: { 'handover-slips.typ': source('handover-slips.typ'), 'parts.typ': source('parts.typ') },
  },
  campaignPaper: {
    main: 'campaign-paper.typ',
    files: {
      'campaign-paper.typ': source('campaign-paper.typ'),
      'session.typ': source('session/session.typ'),
      'parts.typ': source('parts.typ'),
    },
    legible: true as const,
  },
  ...sessionTemplates,
};

/** The documents over a renderer of `documentTemplates` and an office that fills in `officeTemplates`: typed functions. */
export function createDocuments<Rendered, Docx, Owner>(
  renderer: {
    render(template: string, data: unknown): Promise<Rendered>;
    picture(template: string, data: unknown): Promise<string>;
  },
  office: {
    make(kind: PaperKind, owner: Owner, data: object): Promise<Docx>;
    lacking(kind: PaperKind, owner: Owner, data: object): Promise<readonly string[]>;
  },
): Documents<Rendered, Docx, Owner> {
  const typed = <Name extends keyof DocumentData>(template: Name, data: DocumentData[Name]) =>
    renderer.render(template, data);
  return {
    renderDecision: (data) => typed('decision', data),
    renderCertificate: (data) => typed('certificate', data),
    renderOverlay: (data) => typed('overlay', data),
    pictureOverlay: (data) => renderer.picture('overlay', data),
    renderLetter: (data) => typed('letter', data),
    renderCountingMinutes: (data) => typed('countingMinutes', data),
    renderMinutes: (data) => typed('minutes', data),
    renderAgenda: (data) => typed('agenda', data),
    renderNamedBallot: (data) => typed('namedBallot', data),
    renderHandoverSlips: (data) => typed('handoverSlips', data),
    renderInvitations: (data) => typed('invitations', data),
    renderCampaignPaper: (data) => typed('campaignPaper', data),
    editable: (kind, owner, data) => office.make(kind, owner, data),
    lacking: (kind, owner, data) => office.lacking(kind, owner, data),
  };
}

export interface Documents<Rendered, Docx, Owner> {
  renderDecision(data: DecisionDocument): Promise<Rendered>;
  renderCertificate(data: CertificateDocument): Promise<Rendered>;
  renderOverlay(data: OverlayDocument): Promise<Rendered>;
  /** The same as an SVG, for a page. */
  pictureOverlay(data: OverlayDocument): Promise<string>;
  renderLetter(data: LetterDocument): Promise<Rendered>;
  renderCountingMinutes(data: CountingMinutesDocument): Promise<Rendered>;
  renderMinutes(data: MinutesDocument): Promise<Rendered>;
  renderAgenda(data: AgendaDocument): Promise<Rendered>;
  renderNamedBallot(data: NamedBallotDocument): Promise<Rendered>;
  renderHandoverSlips(data: HandoverSlips): Promise<Rendered>;
  renderInvitations(data: InvitationsDocument): Promise<Rendered>;
  /** A pact, a registration or a review of a year of emulation. */
  renderCampaignPaper(data: CampaignPaperDocument): Promise<Rendered>;
  /** A paper as .docx, for an office to go on with. */
  editable<Kind extends PaperKind>(kind: Kind, owner: Owner, data: PaperData[Kind]): Promise<Docx>;
  /** What the template asks for and the data do not have, as paths. */
  lacking<Kind extends PaperKind>(kind: Kind, owner: Owner, data: PaperData[Kind]): Promise<readonly string[]>;
}
