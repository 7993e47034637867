import type { Request, Response } from 'express';
import { Problem, problems, sentenceOf } from '../../../../domain/errors';
import { dayOf } from '../../../../domain/time';
import { say } from '../../../../templates/words';
import { submitUnitProposal } from '../../../commands/nominations/submit';
import { defined } from '../../../commands/shared';
import { listDrafts, type DraftFound } from '../../../commands/unit/drafts';
import { handUp } from '../../../commands/unit/places';
import type { ApiContext } from '../../../context';
import { fieldsIn, submissionFor, submissionIn, type Fields } from '../../forms';
import { queryOf } from '../../language';
import { unitNames } from '../../nominee';
import { isBusy, fieldsOf } from '../../problem';
import { filesIn, uploadForm } from '../../upload';
import { refusals } from '../../words';
import { showApp } from '../frame';
import type { AppPage, SignedIn } from '../page';
import { mustBeOfUnit } from './list';
import { chosenIn, keptIn, missingIn, sendFields, sharedPapers, typedSending, type SendTyped } from './send-form';
import { keepPapers, ownPapers, type KeptPaper } from './send-files';
import { draftShown, roundPapers } from './shown';

interface Shown {
  readonly status: number;
  readonly fields?: Fields;
  readonly errors?: ReadonlyMap<string, string>;
  readonly kept?: readonly KeptPaper[];
}

const nothing: ReadonlyMap<string, string> = new Map();

/** After these the form is shown again with everything that was typed. */
const typedAgain: ReadonlySet<string> = new Set([
  'VALIDATION',
  'INCOMPLETE',
  'INELIGIBLE',
  'STATE_CHANGED',
  'ACTION_NOT_ALLOWED',
  'ROUND_CLOSED',
  'ALL_REFUSED',
  'TOO_LARGE',
  'UNSUPPORTED_TYPE',
  'KEY_REUSED',
]);

/** The sending of drafts with one Tờ trình: chosen, read back, sent. A room hands its drafts up with its minutes instead. */
export function sendPages(context: ApiContext): AppPage[] {
  return [
    {
      path: '/app/submit/send',
      right: 'submit',
      form: uploadForm({ files: 4, fields: 1_000 }),
      show: (req, res, signed) => showForm(req, res, signed, { status: 200 }),
      post,
    },
  ];

  async function post(req: Request, res: Response, signed: SignedIn): Promise<void> {
    const fields = fieldsIn(req);
    const submission = submissionIn(fields);
    const step = fields.get('step') ?? 'review';
    try {
      if (step === 'handUp') return await handUpMinutes(req, res, signed, fields);
      if (step === 'edit') return await showForm(req, res, signed, { status: 200, fields, kept: keptIn(fields) });
      const typed = typedSending(fields);
      const chosen = chosenIn(fields);
      const errors = missingIn(typed, chosen, dayOf(context.clock.now()), signed.lang);
      if (errors.size > 0) {
        return await showForm(req, res, signed, { status: 400, fields, errors, kept: keptIn(fields) });
      }
      const kept = await keepPapers(context, req, signed.caller, { fields, chosen });
      if (step === 'send') return await send(req, res, signed, { fields, submission, typed, kept });
      await showReview(req, res, signed, { fields, submission, kept, busy: false });
    } catch (error) {
      if (!(error instanceof Problem) || !typedAgain.has(error.code)) throw error;
      await showForm(req, res, signed, {
        status: problems[error.code].http,
        fields,
        errors: errorsOf(error, signed),
        kept: keptIn(fields),
      });
    }
  }

  async function send(
    req: Request,
    res: Response,
    signed: SignedIn,
    given: {
      readonly fields: Fields;
      readonly submission: string;
      readonly typed: SendTyped;
      readonly kept: readonly KeptPaper[];
    },
  ): Promise<void> {
    const { fields, submission, typed, kept } = given;
    const { number, date, signer, contactName, contactMail, contactPhone } = typed;
    const round = queryOf(req, 'round');
    const papers = sharedPapers.flatMap((kind) => {
      const attachment = kept.find((one) => one.kind === kind)?.id;
      if (attachment === undefined) return [];
      const title = kind === 'proposal' ? say('vi', 'kept.unitProposal', { number }) : say('vi', 'kept.roomMinutes');
      return [{ kind, title, attachment, ...(kind === 'proposal' ? { number, date, signer } : {}) }];
    });
    try {
      const { id } = await submitUnitProposal(context, {
        caller: signed.caller,
        unit: mustBeOfUnit(signed.caller),
        ...defined({ round }),
        number,
        date,
        signer,
        nominations: chosenIn(fields),
        papers,
        contact: {
          name: contactName,
          email: contactMail,
          language: signed.lang,
          ...(contactPhone === '' ? {} : { phone: contactPhone }),
        },
        submission,
      });
      res.redirect(303, `/app/submit/sent/${id}`);
    } catch (error) {
      if (!isBusy(error)) throw error;
      await showReview(req, res, signed, { fields, submission, kept, busy: true });
    }
  }

  async function handUpMinutes(req: Request, res: Response, signed: SignedIn, fields: Fields): Promise<void> {
    const nominations = chosenIn(fields);
    const file = filesIn(req).find(({ field }) => field === 'file.roomMinutes');
    const errors = new Map<string, string>();
    if (nominations.length === 0) errors.set('drafts', refusals.noDraft[signed.lang]);
    if (!file) errors.set('file.roomMinutes', refusals.noFile[signed.lang]);
    else if (!file.bytes) errors.set('file.roomMinutes', refusals.largeFile[signed.lang]);
    if (!file?.bytes || errors.size > 0) return showForm(req, res, signed, { status: 400, fields, errors });
    const { name, bytes } = file;
    const done = await handUp(context, { caller: signed.caller, nominations, file: { name, bytes } });
    res.redirect(303, `/app/submit?done=handedUp&n=${done.length}`);
  }

  /** Drafts of the round that the address names, or of none. */
  async function draftsOf(req: Request, { caller }: SignedIn): Promise<readonly DraftFound[]> {
    const round = queryOf(req, 'round');
    const found: DraftFound[] = [];
    for (let cursor: string | undefined; ;) {
      const page = await listDrafts(context, {
        caller,
        filter: defined({ round }),
        paging: { limit: 200, ...(cursor === undefined ? {} : { cursor }) },
      });
      found.push(...page.items.filter(({ record }) => record.round === round));
      if (page.next === undefined || found.length >= 400) return found.slice(0, 400);
      cursor = page.next;
    }
  }

  async function showForm(req: Request, res: Response, signed: SignedIn, shown: Shown): Promise<void> {
    const { caller, account, lang } = signed;
    const own = await context.store.units.need(mustBeOfUnit(caller));
    const { fields, errors = nothing, kept = [] } = shown;
    const drafts = await draftsOf(req, signed);
    const code = queryOf(req, 'round');
    const round = code === undefined ? undefined : await context.store.rounds.need(code);
    const nameOf = await unitNames(
      context.store.units,
      drafts.map(({ record }) => record),
    );
    const chosen = fields && new Set(chosenIn(fields).map(({ id }) => id));
    const typed: SendTyped = fields
      ? typedSending(fields)
      : {
          number: '',
          date: dayOf(context.clock.now()),
          signer: own.head?.name ?? '',
          contactName: account.name,
          contactMail: account.mail,
          contactPhone: '',
        };
    await showApp(
      context,
      req,
      res,
      signed,
      'app/unit/send',
      {
        action: req.originalUrl,
        submission: submissionFor(1),
        ...(round ? { round: round.name, deadline: round.deadline } : {}),
        room: own.kind === 'room',
        drafts: drafts.map((found) => {
          const draft = draftShown(context, found, lang, nameOf);
          const error = errors.get(`draft.${draft.id}`);
          return {
            ...draft,
            chosen: chosen ? chosen.has(draft.id) : draft.light !== 'stop',
            ...(error === undefined ? {} : { error }),
          };
        }),
        fields: Object.fromEntries(
          sendFields.map((name) => {
            const error = errors.get(name);
            return [name, { name, value: typed[name], ...(error === undefined ? {} : { error }) }];
          }),
        ),
        kept: await ownPapers(context, caller, kept),
        errors: [...errors].map(([name, text]) => ({ to: name.startsWith('draft.') ? name : `f-${name}`, text })),
        papers: code === undefined || drafts.length === 0 ? [] : roundPapers(code),
      },
      shown.status,
    );
  }

  async function showReview(
    req: Request,
    res: Response,
    signed: SignedIn,
    given: {
      readonly fields: Fields;
      readonly submission: string;
      readonly kept: readonly KeptPaper[];
      readonly busy: boolean;
    },
  ): Promise<void> {
    const { fields, submission, kept, busy } = given;
    const typed = typedSending(fields);
    const chosen = chosenIn(fields);
    const wanted = new Set(chosen.map(({ id }) => id));
    const drafts = (await draftsOf(req, signed)).filter(({ record }) => wanted.has(record._id));
    // sent meanwhile, by this very form whose answer was lost: what it asks for is still told
    const lines =
      drafts.length > 0 ? drafts.map((found) => draftShown(context, found, signed.lang, (unit) => unit)) : [];
    const hidden = [
      ...chosen.map(({ id, expects }) => ({ name: `draft.${id}`, value: String(expects) })),
      ...sendFields.map((name) => ({ name, value: typed[name] })),
      ...kept.map(({ kind, id }) => ({ name: `kept.${kind}`, value: id })),
    ];
    await showApp(
      context,
      req,
      res,
      signed,
      'app/unit/send-review',
      {
        action: req.originalUrl,
        submission,
        hidden,
        number: typed.number,
        date: typed.date,
        signer: typed.signer,
        contact: [typed.contactName, typed.contactMail, typed.contactPhone].filter((part) => part !== '').join(', '),
        lines: lines.map(({ name, award, light, first }) => ({ name, award, light, ...defined({ first }) })),
        files: (await ownPapers(context, signed.caller, kept)).map(({ name }) => name),
        busy,
      },
      busy ? 503 : 200,
    );
  }
}

/** What was refused, beside the draft that it is about. */
function errorsOf(problem: Problem, { lang }: SignedIn): ReadonlyMap<string, string> {
  const errors = new Map<string, string>();
  const add = (name: string, text: string): void => {
    errors.set(name, [errors.get(name), text].filter((one) => one !== undefined).join(' '));
  };
  for (const said of fieldsOf(problem)) {
    const id = /^nominations\.(HS-[\d-]+)/.exec(said.field)?.[1];
    add(id === undefined ? 'drafts' : `draft.${id}`, said[lang]);
  }
  const lines = Array.isArray(problem.data['lines'])
    ? (problem.data['lines'] as readonly { readonly id?: string }[])
    : [];
  for (const { id } of lines) if (id !== undefined) add(`draft.${id}`, sentenceOf(problem)[lang]);
  if (errors.size === 0) add('drafts', sentenceOf(problem)[lang]);
  return errors;
}
