import type { Connection, Model, Schema } from 'mongoose';
import * as accounts from './schemas/accounts';
import * as campaigns from './schemas/campaigns';
import * as cases from './schemas/cases';
import * as decisions from './schemas/decisions';
import * as facts from './schemas/facts';
import * as initiatives from './schemas/initiatives';
import * as master from './schemas/master-data';
import * as nominations from './schemas/nominations';
import * as service from './schemas/service';
import * as templates from './schemas/templates';
import * as voting from './schemas/voting';

/** Every collection with its schema. */
const collections = {
  units: master.unitSchema,
  people: master.personSchema,
  councils: master.councilSchema,
  authorities: master.authoritySchema,
  registers: master.registerSchema,
  registerFloors: master.registerFloorSchema,
  rounds: master.roundSchema,
  calendars: master.calendarSchema,
  printers: master.printerSchema,
  overlays: master.overlaySchema,
  ruleSets: master.ruleSetSchema,
  nominations: nominations.nominationSchema,
  dossiers: nominations.dossierSchema,
  notes: nominations.noteSchema,
  unitProposals: nominations.unitProposalSchema,
  dockets: nominations.docketSchema,
  sessions: voting.sessionSchema,
  electors: voting.electorSchema,
  sheets: voting.sheetSchema,
  ballots: voting.ballotSchema,
  proposals: decisions.proposalSchema,
  decisions: decisions.decisionSchema,
  certificates: decisions.certificateSchema,
  certificateBatches: decisions.batchSchema,
  templateVersions: templates.templateVersionSchema,
  templateAdoptions: templates.templateAdoptionSchema,
  mailTexts: templates.mailTextSchema,
  cases: cases.caseSchema,
  campaigns: campaigns.campaignSchema,
  registrations: campaigns.registrationSchema,
  submittedInitiatives: initiatives.submittedInitiativeSchema,
  initiativeMeetings: initiatives.initiativeMeetingSchema,
  awardHistory: facts.historySchema,
  facts: facts.factSchema,
  overrides: facts.overrideSchema,
  accounts: accounts.accountSchema,
  signInCodes: accounts.signInCodeSchema,
  signIns: accounts.signInSchema,
  heldPages: accounts.heldPageSchema,
  links: service.linkSchema,
  sentMails: service.sentMailSchema,
  auditEntries: service.auditSchema,
  auditHeads: service.headSchema,
  apiKeys: service.apiKeySchema,
  settings: service.settingSchema,
  counters: service.counterSchema,
  'attachments.files': service.fileSchema,
  'attachments.chunks': service.chunkSchema,
} as const;

type RecordOf<S> = S extends Schema<infer T> ? T : never;
export type Models = { readonly [K in keyof typeof collections]: Model<RecordOf<(typeof collections)[K]>> };

/** The models of one connection; asked again, the same ones. Nothing is registered outside the connection. */
export function modelsOf(connection: Connection): Models {
  return Object.fromEntries(
    Object.entries(collections).map(([name, schema]) => [
      name,
      connection.models[name] ?? connection.model(name, schema as Schema, name),
    ]),
  ) as unknown as Models;
}
