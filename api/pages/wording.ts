import { randomUUID } from 'node:crypto';
import type { Request, Response } from 'express';
import { Problem } from '../../domain/errors';
import type { NominationRecord } from '../../platform/store';
import { named } from '../../templates/documents/nominee';
import { printedName } from '../../templates/documents/wording';
import type { WordingItem } from '../../templates/pages';
import { renderPage } from '../../templates/pages';
import { say } from '../../templates/words';
import { actOnLines } from '../commands/nominations/act';
import type { ApiContext } from '../context';
import { sendPage } from './answer';
import { fieldsIn, sheetForm, submissionIn, wordsIn, type Fields } from './forms';
import { addressWith, askedLanguage } from './language';
import { awardName } from './nominee';
import { addressOf, type UnitCase, type UnitPage } from './unit-case';
import { isBusy } from './problem';

const limits = { said: 2_000, by: 200 } as const;

/** What a form says of one line. */
interface Said {
  readonly no: number;
  readonly nomination: NominationRecord;
  readonly version: number;
  readonly answer: 'right' | 'wrong';
  readonly said: string;
}
interface Given {
  readonly status: number;
  readonly submission?: string;
  readonly fields?: Fields;
  readonly missing?: readonly ('none' | 'by' | 'byLong')[];
  readonly refused?: 'stale' | 'busy';
}

/** Lines that the office has asked about, while the unit may answer, by number. */
export const askedOf = (of: UnitCase): ReadonlyMap<number, NominationRecord> =>
  new Map([...of.lines].filter(([, { allowed }]) => allowed.some((a) => answers.has(a))));
const answers: ReadonlySet<string> = new Set(['confirmWording', 'disputeWording']);

/** Xác nhận nội dung in bằng: the unit reads what is to be printed, and says of each line whether it is right. */
export function wordingPage(context: ApiContext): UnitPage {
  return { under: '/wording', show, post, form: sheetForm };

  async function show(req: Request, res: Response, of: UnitCase): Promise<void> {
    await showForm(req, res, of, { status: 200 });
  }

  async function post(req: Request, res: Response, of: UnitCase): Promise<void> {
    const fields = fieldsIn(req);
    const submission = submissionIn(fields);
    const said = saidIn(of, fields);
    const by = wordsIn(fields, 'by');
    const missing = [
      ...(said.length === 0 ? (['none'] as const) : []),
      ...(by === '' ? (['by'] as const) : []),
      ...(by.length > limits.by ? (['byLong'] as const) : []),
    ];
    const incomplete = said.some(({ answer, said: words }) => missingOf(answer, words) !== undefined);
    if (missing.length > 0 || incomplete) return showForm(req, res, of, { status: 400, submission, fields, missing });
    const refusal = await send(of, said, by, submission);
    if (refusal === undefined) return showDone(req, res, of, said);
    const now = refusal === 'busy' ? of : await of.again();
    const again = refusal === 'busy' ? { submission, fields } : { fields: onlyBy(fields) };
    await showForm(req, res, now, { status: refusal === 'busy' ? 503 : 409, ...again, refused: refusal });
  }

  /** One message for the lines that are right, and one for each that is not: it has words of its own. */
  async function send(
    of: UnitCase,
    said: readonly Said[],
    by: string,
    submission: string,
  ): Promise<'stale' | 'busy' | undefined> {
    const right = said.filter(({ answer }) => answer === 'right');
    const groups = [
      ...groupsOf(right).map((lines) => ({ type: 'confirmWording' as const, lines, reason: '', key: 'right' })),
      ...said
        .filter(({ answer }) => answer === 'wrong')
        .map((one) => ({ type: 'disputeWording' as const, lines: [one], reason: one.said, key: String(one.no) })),
    ];
    for (const { type, lines, reason, key } of groups) {
      const [first] = lines;
      try {
        const { lines: answered } = await actOnLines(context, {
          caller: of.caller,
          docket: first!.nomination.docket ?? of.proposal.docket,
          action: { type },
          note: {
            reason: `${reason === '' ? say('vi', 'kept.wordingRight') : reason}\n${say('vi', 'kept.answeredBy', { name: by })}`,
          },
          lines: lines.map(({ nomination, version }) => ({ id: nomination._id, expects: version })),
          submission: `${submission}.${key}`,
        });
        if (answered.some(({ done }) => !done)) return 'stale';
      } catch (error) {
        if (!(error instanceof Problem)) throw error;
        if (isBusy(error)) return 'busy';
        if (stale.has(error.code)) return 'stale';
        throw error;
      }
    }
    return undefined;
  }

  async function showForm(req: Request, res: Response, of: UnitCase, given: Given): Promise<void> {
    const items = await itemsOf(of, given.fields);
    const due = [...askedOf(of).values()].flatMap(({ line }) => line?.wording?.due ?? []).sort()[0];
    const by = given.fields && wordsIn(given.fields, 'by');
    const page = renderPage('wording', of.lang, {
      ...of.around,
      action: addressWith({ lang: askedLanguage(req) }),
      submission: given.submission ?? randomUUID(),
      ttr: of.proposal.number,
      items,
      ...(due === undefined ? {} : { due }),
      ...(by === undefined || by === '' ? {} : { by }),
      ...(given.missing ? { missing: given.missing } : {}),
      ...(given.refused ? { refused: given.refused } : {}),
      back: addressOf(of, req),
    });
    sendPage(res, given.status, of.lang, page);
  }

  async function itemsOf(of: UnitCase, fields?: Fields): Promise<WordingItem[]> {
    const asked = [...askedOf(of)];
    const notes = await context.store.notes.many(asked.flatMap(([, { line }]) => line?.wording?.answer?.note ?? []));
    const unitName = (await context.store.units.get(of.proposal.unit))?.name ?? '';
    return asked.map(([no, nomination]) => {
      const answer = nomination.line?.wording?.answer;
      return {
        no,
        version: nomination.version,
        ...wordingOf(nomination, unitName),
        ...(fields ? typedOf(no, fields) : {}),
        ...(answer
          ? { before: { right: answer.right, at: answer.at, said: notes.get(answer.note)?.reason ?? '' } }
          : {}),
      };
    });
  }

  /** As the list of the decision and the certificate have it. */
  function wordingOf({ dossier }: NominationRecord, unitName: string) {
    const { nominee, posthumous, merit } = dossier;
    const award = printedName(awardName(context.catalogue, dossier.award, 'vi'));
    return { ...named(nominee, unitName), award: posthumous ? say('vi', 'kept.posthumous', { award }) : award, merit };
  }

  function showDone(req: Request, res: Response, of: UnitCase, said: readonly Said[]): void {
    const page = renderPage('wording-done', of.lang, {
      ...of.around,
      ttr: of.proposal.number,
      at: context.clock.now(),
      items: said.map(({ no, nomination, answer, said: words }) => ({
        no,
        name: nomination.dossier.nominee.name,
        ...(answer === 'wrong' ? { said: words } : {}),
      })),
      back: addressOf(of, req),
    });
    sendPage(res, 200, of.lang, page);
  }
}

/** What was asked about a page that no longer tells the truth. */
const stale: ReadonlySet<string> = new Set([
  'STATE_CHANGED',
  'ACTION_NOT_ALLOWED',
  'ALL_REFUSED',
  'NOT_FOUND',
  'FORBIDDEN',
]);

const groupsOf = <T>(all: readonly T[]): readonly (readonly T[])[] => (all.length === 0 ? [] : [all]);

/** The answers of a form, of lines of this proposal; a line without a choice is left for later. */
function saidIn(of: UnitCase, fields: Fields): Said[] {
  const said: Said[] = [];
  for (const [no, nomination] of of.lines) {
    const answer = answerIn(fields, no);
    const version = Number(fields.get(`version.${no}`));
    if (answer === undefined) continue;
    if (!Number.isSafeInteger(version) || version < 1) throw new Problem('MALFORMED', `no version of line ${no}`);
    said.push({ no, nomination, version, answer, said: wordsIn(fields, `said.${no}`) });
  }
  return said;
}

/** @throws Problem MALFORMED when it is none of ours */
function answerIn(fields: Fields, no: number): Said['answer'] | undefined {
  const value = fields.get(`answer.${no}`);
  if (value === undefined || value === 'right' || value === 'wrong') return value;
  throw new Problem('MALFORMED', `an answer to line ${no} that is none`);
}

function typedOf(no: number, fields: Fields): Pick<WordingItem, 'answer' | 'said' | 'missing'> {
  const answer = answerIn(fields, no);
  const said = wordsIn(fields, `said.${no}`);
  const missing = answer && missingOf(answer, said);
  return {
    ...(answer === undefined ? {} : { answer }),
    ...(said === '' ? {} : { said }),
    ...(missing === undefined ? {} : { missing }),
  };
}

/** What the words about a line lack, where something is to be changed. */
function missingOf(answer: Said['answer'], said: string): WordingItem['missing'] {
  if (answer === 'right') return undefined;
  if (said === '') return 'said';
  return said.length > limits.said ? 'saidLong' : undefined;
}

/** Choices are made anew on a text that has changed; words that were typed stay. */
const onlyBy = (fields: Fields): Fields => new Map([...fields].filter(([name]) => !name.startsWith('answer.')));
