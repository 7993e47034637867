import { readFileSync } from 'node:fs';
import { join } from 'node:path';
export { agenda, type AgendaDocument, type AgendaExtras } from './agenda';
export { agendaFields, countingMinutesFields, minutesFields } from './fields';
export { countingMinutes, type CountingMinutesDocument } from './counting-minutes';
export { invitations, type InvitationOf, type InvitationsDocument } from './invitation';
export { minutes, type MinutesDocument } from './minutes';
export { namedBallots, type NamedBallotDocument } from './named-ballot';
export type { SessionRecords } from './records';

const source = (file: string) => readFileSync(join(__dirname, file), 'utf8');
const shared = {
  'parts.typ': readFileSync(join(__dirname, '../parts.typ'), 'utf8'),
  'session.typ': source('session.typ'),
};
// the papers of a session must exist, whatever a member has typed
const template = (main: string) => ({
  main,
  files: { ...shared, [main]: source(main) },
  legible: true as const,
});

/** The Typst sources of the papers of a session. */
export const sessionTemplates = {
  countingMinutes: template('counting-minutes.typ'),
  minutes: template('minutes.typ'),
  agenda: template('agenda.typ'),
  namedBallot: template('named-ballot.typ'),
  invitations: template('invitation.typ'),
};
