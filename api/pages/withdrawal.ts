import type { Request, Response } from 'express';
import { Problem, problems } from '../../domain/errors';
import { dayOf, isDay } from '../../domain/time';
import type { PageData } from '../../templates/pages';
import { renderPage } from '../../templates/pages';
import { say } from '../../templates/words';
import { actOnLines } from '../commands/nominations/act';
import type { ApiContext } from '../context';
import { sendPage } from './answer';
import { dayIn, fieldsIn, plainForm, submissionFor, submissionIn, versionIn, wordsIn, type Fields } from './forms';
import { addressWith, askedLanguage } from './language';
import { receivedAt } from './received';
import { addressOf, lineHead, lineOf, withdrawalOf, type UnitCase, type UnitLine, type UnitPage } from './unit-case';
import { isBusy } from './problem';

type Typed = Pick<PageData['withdrawal'], 'letter' | 'letterDate' | 'reason' | 'by'>;
type Missing = NonNullable<PageData['withdrawal']['missing']>[number];
type Mode = 'direct' | 'request';

const limits = { letter: 100, letterDate: 10, reason: 5_000, by: 200 } as const;

/** The withdrawal of one line: at once until a council has taken it up, by request afterwards. */
export function withdrawalPage(context: ApiContext): UnitPage {
  return { under: '/:no/withdraw', show, post, form: plainForm };

  function show(req: Request, res: Response, all: UnitCase): Promise<void> {
    const of = lineOf(all, req);
    const mode = withdrawalOf(of.nomination);
    if (mode) showForm(req, res, of, mode, { status: 200 });
    else res.redirect(303, addressOf(of, req));
    return Promise.resolve();
  }

  async function post(req: Request, res: Response, all: UnitCase): Promise<void> {
    const of = lineOf(all, req);
    const fields = fieldsIn(req);
    const submission = submissionIn(fields);
    const said = fields.get('withdraw');
    if (said === 'no') return res.redirect(303, addressOf(of, req));
    const typed = typedIn(fields);
    const missing = [...missingIn(typed, dayOf(context.clock.now())), ...(said === 'yes' ? [] : ['withdraw' as const])];
    const mode = withdrawalOf(of.nomination);
    if (mode && missing.length > 0) return showForm(req, res, of, mode, { status: 400, submission, typed, missing });
    const before = mode === undefined ? await receivedAt(context, of, submission) : undefined;
    if (before !== undefined)
      return showDone(req, res, of, of.nomination.status === 'withdrawn' ? 'direct' : 'request', before);
    if (!mode) throw new Problem('ACTION_NOT_ALLOWED', `${of.nomination._id} cannot be withdrawn`);
    try {
      const at = await send(of, mode, submission, typed);
      showDone(req, res, of, mode, at);
    } catch (error) {
      await refused(req, res, of, { submission, typed }, error);
    }
  }

  async function send(of: UnitLine, mode: Mode, submission: string, typed: Typed): Promise<string> {
    const { nomination, proposal } = of;
    const { at } = await actOnLines(context, {
      caller: of.caller,
      docket: nomination.docket ?? proposal.docket,
      action: { type: mode === 'direct' ? 'withdraw' : 'requestWithdrawal' },
      note: {
        reason: `${typed.reason ?? ''}\n${say('vi', 'kept.sentBy', { name: typed.by ?? '' })}`,
        paper: {
          kind: 'withdrawalLetter',
          title: say('vi', 'kept.withdrawalLetter'),
          number: typed.letter ?? '',
          date: typed.letterDate ?? '',
        },
      },
      lines: [{ id: nomination._id, expects: versionIn(submission) }],
      submission,
    });
    await of.settle();
    return at;
  }

  /**
   * Busy, or changed since the page was opened: the form again with what was typed, and the choice to be made anew. A session
   * that has taken the line up meanwhile makes a request of the withdrawal.
   */
  async function refused(
    req: Request,
    res: Response,
    of: UnitLine,
    { submission, typed }: { readonly submission: string; readonly typed: Typed },
    error: unknown,
  ): Promise<void> {
    if (!(error instanceof Problem)) throw error;
    const busy = isBusy(error);
    const stale = error.code === 'STATE_CHANGED' || error.code === 'ACTION_NOT_ALLOWED';
    if (!busy && !stale) throw error;
    const now = busy ? of : lineOf(await of.again(), req);
    const mode = withdrawalOf(now.nomination);
    if (!mode) throw error;
    const status = problems[error.code].http;
    showForm(req, res, now, mode, { status, ...(busy ? { submission } : {}), typed, missing: ['withdraw'] });
  }

  function showForm(
    req: Request,
    res: Response,
    of: UnitLine,
    mode: Mode,
    given: {
      readonly status: number;
      readonly submission?: string;
      readonly typed?: Typed;
      readonly missing?: readonly Missing[];
    },
  ): void {
    const page = renderPage('withdrawal', of.lang, {
      ...lineHead(context, req, of),
      action: addressWith({ lang: askedLanguage(req) }),
      submission: given.submission ?? submissionFor(of.nomination.version),
      mode,
      ...given.typed,
      ...(given.missing ? { missing: given.missing } : {}),
    });
    sendPage(res, given.status, of.lang, page);
  }

  function showDone(req: Request, res: Response, of: UnitLine, mode: Mode, at: string): void {
    const page = renderPage('withdrawal-done', of.lang, { ...lineHead(context, req, of), mode, at });
    sendPage(res, 200, of.lang, page);
  }
}

function typedIn(fields: Fields): Typed {
  const names = Object.keys(limits) as (keyof typeof limits)[];
  const typed = names.map((name) => {
    const text = wordsIn(fields, name);
    return [name, name === 'letterDate' ? dayIn(text) : text] as const;
  });
  return Object.fromEntries(typed.filter(([, value]) => value !== ''));
}

function missingIn({ letter, letterDate, reason, by }: Typed, today: string): Missing[] {
  const day = letterDate !== undefined && isDay(letterDate) && letterDate <= today;
  const long = (name: 'letter' | 'reason' | 'by', text = ''): Missing[] =>
    text.length > limits[name] ? [`${name}Long`] : [];
  return [
    ...long('letter', letter),
    ...long('reason', reason),
    ...long('by', by),
    ...(letter === undefined ? (['letter'] as const) : []),
    ...(day ? [] : (['letterDate'] as const)),
    ...(reason === undefined ? (['reason'] as const) : []),
    ...(by === undefined ? (['by'] as const) : []),
  ];
}
