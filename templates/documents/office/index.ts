import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Text } from '../../../domain/award';
import { dossierIndexFields, type DossierIndexPaper } from './dossier-index';
import { initiativeFields, type InitiativeConfirmation } from './initiative';
import { awardRecordFields, type AwardRecordPaper } from './award-record';
import {
  agendaFields,
  countingMinutesFields,
  minutesFields,
  type AgendaDocument,
  type CountingMinutesDocument,
  type MinutesDocument,
} from '../session';
import {
  pactFields,
  registrationFields,
  reviewFields,
  type PactPaper,
  type RegistrationPaper,
  type ReviewReport,
} from './campaign';
import { decisionFields, type DecisionPaper } from './decision';
import type { Fields } from './field';
import { handoverFields, type HandoverPaper } from './handover';
import { refusalNoticeFields, resultNoticeFields, type RefusalNoticePaper, type ResultNoticePaper } from './notices';
import {
  collectiveReportFields,
  personReportFields,
  summaryReportFields,
  unitMinutesFields,
  type CollectiveReport,
  type PersonReport,
  type SummaryReport,
  type UnitMinutes,
} from './reports';
import { roundReminderFields, type RoundReminderPaper } from './round-reminder';
import { nomineeListFields, proposalFields, type NomineeListPaper, type ProposalPaper } from './proposal';

export {
  pactPaper,
  registrationPaper,
  reviewReport,
  type CampaignPaperRecords,
  type PactPaper,
  type PactText,
  type RegistrationPaper,
  type ReviewReport,
} from './campaign';
export { decisionPaper } from './decision';
export { awardRecordPaper, type AwardRecordRecords } from './award-record';
export { dossierIndexPaper, type DossierIndexRecords } from './dossier-index';
export { exampleOf, meaningOf, type Field, type Fields } from './field';
export { initiativeConfirmation, type InitiativeRecords } from './initiative';
export { handoverPaper, type HandoverRecords } from './handover';
export { NOT_PASSED, refusalNoticePaper, resultNoticePaper, type NoticeRecords } from './notices';
export { listOf, open, openDate, openNumber, atBeginning } from './parts';
export { roundReminderPaper, type RoundReminderRecords } from './round-reminder';
export { MINISTRY, nomineeListPaper, proposalPaper, type ProposalRecords } from './proposal';
export { collectiveReport, personReport, summaryReport, type ReportRecords, type UnitMinutes } from './reports';

/** The data of each paper that an office edits in its word processor. */
export interface PaperData {
  decision: DecisionPaper;
  proposal: ProposalPaper;
  nomineeList: NomineeListPaper;
  resultNotice: ResultNoticePaper;
  refusalNotice: RefusalNoticePaper;
  handover: HandoverPaper;
  roundReminder: RoundReminderPaper;
  awardRecord: AwardRecordPaper;
  dossierIndex: DossierIndexPaper;
  countingMinutes: CountingMinutesDocument;
  minutes: MinutesDocument;
  agenda: AgendaDocument;
  personReport: PersonReport;
  collectiveReport: CollectiveReport;
  summaryReport: SummaryReport;
  unitMinutes: UnitMinutes;
  initiativeConfirmation: InitiativeConfirmation;
  emulationPact: PactPaper;
  emulationRegistration: RegistrationPaper;
  emulationReview: ReviewReport;
}
export type PaperKind = keyof PaperData;

/** A template as it comes with the service. */
export interface OfficeTemplate {
  readonly name: Text;
  /** What it is called in this folder, without its ending. */
  readonly file: string;
  readonly bytes: Buffer;
  readonly placeholders: Fields;
  /** The paper is made of what there is: a session must have its minutes. */
  readonly lenient?: true;
}

const template = (name: Text, file: string, placeholders: Fields, lenient?: true): OfficeTemplate => ({
  name,
  file,
  bytes: readFileSync(join(__dirname, `${file}.docx`)),
  placeholders,
  ...(lenient === true ? { lenient } : {}),
});

/** The papers that an office edits, with the names that each may use. */
export const officeTemplates: Readonly<Record<PaperKind, OfficeTemplate>> = {
  decision: template({ vi: 'Quyết định khen thưởng', en: 'Decision' }, 'decision', decisionFields),
  proposal: template({ vi: 'Tờ trình', en: 'Proposal' }, 'proposal', proposalFields),
  nomineeList: template(
    { vi: 'Danh sách kèm theo Tờ trình', en: 'List of nominees' },
    'nominee-list',
    nomineeListFields,
  ),
  resultNotice: template(
    { vi: 'Thông báo kết quả khen thưởng', en: 'Notice of result' },
    'result-notice',
    resultNoticeFields,
  ),
  refusalNotice: template(
    { vi: 'Thông báo không khen thưởng, trả hồ sơ', en: 'Notice of refusal' },
    'refusal-notice',
    refusalNoticeFields,
  ),
  handover: template(
    { vi: 'Biên bản bàn giao hiện vật khen thưởng', en: 'Minutes of handing over' },
    'handover',
    handoverFields,
  ),
  dossierIndex: template(
    { vi: 'Mục lục văn bản, tài liệu', en: 'Index of a dossier' },
    'dossier-index',
    dossierIndexFields,
  ),
  awardRecord: template(
    { vi: 'Phiếu xác nhận quá trình khen thưởng', en: 'Record of awards' },
    'award-record',
    awardRecordFields,
  ),
  roundReminder: template(
    { vi: 'Công văn đôn đốc gửi hồ sơ', en: 'Letter that urges units' },
    'round-reminder',
    roundReminderFields,
  ),
  countingMinutes: template(
    { vi: 'Biên bản kiểm phiếu', en: 'Counting minutes' },
    'counting-minutes',
    countingMinutesFields,
    true,
  ),
  minutes: template({ vi: 'Biên bản họp Hội đồng', en: 'Minutes of a session' }, 'minutes', minutesFields, true),
  agenda: template({ vi: 'Tài liệu họp Hội đồng', en: 'Meeting papers' }, 'agenda', agendaFields, true),
  personReport: template(
    { vi: 'Báo cáo thành tích của cá nhân', en: 'Report of achievements of a person' },
    'person-report',
    personReportFields,
  ),
  collectiveReport: template(
    { vi: 'Báo cáo thành tích của tập thể', en: 'Report of achievements of a collective' },
    'collective-report',
    collectiveReportFields,
  ),
  summaryReport: template(
    { vi: 'Báo cáo tóm tắt thành tích', en: 'Summary report of achievements' },
    'summary-report',
    summaryReportFields,
  ),
  unitMinutes: template(
    { vi: 'Biên bản bình xét của đơn vị', en: 'Minutes of a unit’s meeting' },
    'unit-minutes',
    unitMinutesFields,
  ),
  initiativeConfirmation: template(
    { vi: 'Xác nhận sáng kiến', en: 'Confirmation of an initiative' },
    'initiative-confirmation',
    initiativeFields,
  ),
  emulationPact: template({ vi: 'Giao ước thi đua', en: 'Emulation pact' }, 'emulation-pact', pactFields),
  emulationRegistration: template(
    { vi: 'Bản đăng ký thi đua', en: 'Registration for emulation' },
    'emulation-registration',
    registrationFields,
  ),
  emulationReview: template(
    { vi: 'Báo cáo sơ kết, tổng kết phong trào thi đua', en: 'Review of a year of emulation' },
    'emulation-review',
    reviewFields,
  ),
};

export const paperKinds = Object.keys(officeTemplates) as readonly PaperKind[];
