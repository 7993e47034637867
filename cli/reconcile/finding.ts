/** What was found of a process and its records, and whether that is mended now. */
export interface Finding {
  /** Id of the process, as the engine has it. */
  readonly process: string;
  readonly what: What;
  readonly mended: boolean;
  /** How many lines, sheets, certificates it is about. */
  readonly count: number;
  /** Ids and codes, never names. */
  readonly of?: readonly string[];
}

export type What = keyof typeof sentences;

/** What can be mended is said as it is after mending; what cannot, with what a person has to do. */
const sentences = {
  recordsBehind: 'the records were behind the process and were written anew from it',
  certificatesLost: 'certificates were missing from the records and stand there again, with their numbers and codes',
  processBehind: 'the process was behind the records and was brought forward',
  processGone: 'the process was gone and was started again from the records',
  sheetsUnknown: 'sheets that members had sent were unknown to the process and were handed to it again',
  recordLost:
    'the process has no record: nobody can see it on a page. Find out from the letters and papers what it was, and enter it anew; then end the process in the engine',
  submissionLost:
    'lines of this docket were sent after the moment of the backup, and their dossiers are gone. Ask the unit for its sending once more, as a new one; end the old docket in the engine when nothing else is in it',
  paperLost:
    'the signed paper was recorded after the moment of the backup. Say again who signed it: npm run reconcile -- --paper PROPOSAL|CASE --signer NAME --post POST [--form KT.]',
  numbersTaken:
    'a signed paper, or certificates under it, are missing from the records, and their numbers were given to others meanwhile: the service was opened before it was reconciled. Void the later ones by a decision, or restore once more and reconcile first',
  sheetsLost:
    'votes that the session has taken were cast after the moment of the backup, and their sheets are gone. Cancel the session, giving that reason, and open it anew: whoever has voted votes again',
  countLost:
    'the session was counted after the moment of the backup, and its sheets were destroyed as they must be. Its signed minutes are the record: enter their result as a meeting, in a new session',
  signaturesLost:
    'registrations that the head had signed after the moment of the backup are not signed in the records. The head signs them once more through the link (npm run open, or put them to him again); where registration has closed meanwhile, the office extends it',
  answerUnknown:
    'the records say that it has ended, the process waits still. Say to it again what ended it (cancel, return), on its page or by the API',
  silent:
    'the process does not answer. See whether a worker runs (/readyz) and whether the engine shows a failed task; then run this again',
} as const;

/** One line for the operator. */
export function sentenceOf({ process, what, mended, count, of = [] }: Finding): string {
  const mark = mended ? '✓' : mends.has(what) ? '→' : '✗';
  const about = count === 0 ? '' : ` (${count}${of.length === 0 ? '' : `: ${shortened(of)}`})`;
  return `${mark} ${process}${about}: ${sentences[what]}`;
}

/** What this program mends itself, unless it was told not to. */
export const mends: ReadonlySet<What> = new Set<What>([
  'recordsBehind',
  'certificatesLost',
  'processBehind',
  'processGone',
  'sheetsUnknown',
]);

const shortened = (of: readonly string[]): string =>
  of.length <= 5 ? of.join(', ') : `${of.slice(0, 5).join(', ')}, …`;
