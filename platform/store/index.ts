import type { Connection } from 'mongoose';
import { accountStore, type AccountStore } from './accounts';
import { auditStore, type AuditStore } from './audit';
import { campaignStore, registrationStore, type CampaignStore, type RegistrationStore } from './campaigns';
import { caseStore, type CaseStore } from './cases';
import { certificateStore, type CertificateStore } from './certificates';
import { decisionStore, proposalStore, type DecisionStore, type ProposalStore } from './decisions';
import { guarded } from './errors';
import { factStore, overrideStore, type FactStore, type OverrideStore } from './facts';
import { fileStore, type FileStore } from './files';
import { initiativeStore, type InitiativeStore } from './initiatives';
import {
  apiKeyStore,
  counterStore,
  settingStore,
  type ApiKeyStore,
  type CounterStore,
  type SettingStore,
} from './keys';
import { historyStore, type HistoryStore } from './ledger';
import { lineStore, type LineStore } from './lines';
import { linkStore, type LinkStore } from './links';
import {
  masterData,
  type AuthorityStore,
  type CalendarStore,
  type CouncilStore,
  type OverlayStore,
  type PersonStore,
  type PrinterStore,
  type RegisterStore,
  type RoundStore,
  type UnitStore,
} from './master-data';
import { mailTextStore, type MailTextStore } from './mail-texts';
import { modelsOf } from './models';
import { nominationStore, type NominationStore } from './nominations';
import { ruleSetStore, type RuleSetStore } from './rule-sets';
import { sentMailStore, type SentMailStore } from './sent-mails';
import { heldPageStore, type HeldPageStore } from './held-pages';
import { signInCodeStore, signInStore, type SignInCodeStore, type SignInStore } from './sign-ins';
import { slipStore, type SlipStore } from './slips';
import {
  submissionStores,
  type DocketStore,
  type DossierStore,
  type NoteStore,
  type UnitProposalStore,
} from './submissions';
import { transactionsOn } from './transaction';
import { templateStore, type TemplateStore } from './templates';
import { traceStore, type TraceStore } from './traces';
import {
  ballotStore,
  electorStore,
  sessionStore,
  sheetStore,
  type BallotStore,
  type ElectorStore,
  type SessionStore,
  type SheetStore,
} from './voting';

export type * from './fact-records';
export type * from './records';
export type * from './shapes';

/**
 * Everything that is kept in MongoDB. Plain objects in and out. Every function may also throw Problem STORE_BUSY (the database
 * is away or overloaded: the same call may succeed later) and VALIDATION (a record that breaks its schema: a bug of the
 * caller); no text of the driver leaves the store.
 */
export interface Store {
  readonly units: UnitStore;
  readonly people: PersonStore;
  readonly councils: CouncilStore;
  readonly authorities: AuthorityStore;
  readonly registers: RegisterStore;
  readonly rounds: RoundStore;
  readonly calendars: CalendarStore;
  readonly printers: PrinterStore;
  readonly overlays: OverlayStore;
  readonly ruleSets: RuleSetStore;
  readonly nominations: NominationStore;
  readonly dossiers: DossierStore;
  readonly notes: NoteStore;
  readonly unitProposals: UnitProposalStore;
  readonly dockets: DocketStore;
  readonly lines: LineStore;
  readonly sessions: SessionStore;
  readonly electors: ElectorStore;
  readonly slips: SlipStore;
  readonly sheets: SheetStore;
  readonly ballots: BallotStore;
  readonly proposals: ProposalStore;
  readonly decisions: DecisionStore;
  readonly certificates: CertificateStore;
  readonly cases: CaseStore;
  readonly campaigns: CampaignStore;
  readonly registrations: RegistrationStore;
  readonly initiatives: InitiativeStore;
  readonly history: HistoryStore;
  readonly facts: FactStore;
  readonly overrides: OverrideStore;
  readonly accounts: AccountStore;
  readonly signInCodes: SignInCodeStore;
  readonly signIns: SignInStore;
  readonly heldPages: HeldPageStore;
  readonly links: LinkStore;
  readonly traces: TraceStore;
  readonly sentMails: SentMailStore;
  readonly mailTexts: MailTextStore;
  readonly audit: AuditStore;
  readonly apiKeys: ApiKeyStore;
  readonly settings: SettingStore;
  readonly counters: CounterStore;
  readonly files: FileStore;
  readonly templates: TemplateStore;
}

/** The store on a connection of `connectMongo`. */
export function createStore(connection: Connection): Store {
  const db = { models: modelsOf(connection), transaction: transactionsOn(connection) };
  const parts: Store = {
    ...masterData(db),
    ruleSets: ruleSetStore(db),
    nominations: nominationStore(db),
    ...submissionStores(db),
    lines: lineStore(db),
    sessions: sessionStore(db),
    electors: electorStore(db),
    slips: slipStore(db),
    sheets: sheetStore(db),
    ballots: ballotStore(db),
    proposals: proposalStore(db),
    decisions: decisionStore(db),
    certificates: certificateStore(db),
    cases: caseStore(db),
    campaigns: campaignStore(db),
    registrations: registrationStore(db),
    initiatives: initiativeStore(db),
    history: historyStore(db),
    facts: factStore(db),
    overrides: overrideStore(db),
    accounts: accountStore(db),
    signInCodes: signInCodeStore(db),
    signIns: signInStore(db),
    heldPages: heldPageStore(db),
    links: linkStore(db),
    traces: traceStore(db),
    sentMails: sentMailStore(db),
    mailTexts: mailTextStore(db),
    audit: auditStore(db),
    apiKeys: apiKeyStore(db),
    settings: settingStore(db),
    counters: counterStore(db),
    files: fileStore(db),
    templates: templateStore(db),
  };
  return Object.fromEntries(
    Object.entries(parts).map(([name, part]) => [name, guarded(part as object)]),
  ) as unknown as Store;
}
