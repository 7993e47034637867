import type { Request, Response } from 'express';
import { Problem, problems, sentenceOf } from '../../../../domain/errors';
import type { Flag } from '../../../../domain/pack';
import type { Dossier, NominationRecord } from '../../../../platform/store';
import { closedWords, renderChecklist, savedWords } from '../../../../templates/pages';
import { editNomination } from '../../../commands/nominations/nominations';
import { nominationWithFindings } from '../../../commands/nominations/reads';
import { detach } from '../../../commands/papers';
import { discardNomination } from '../../../commands/unit/drafts';
import { putOnPlace } from '../../../commands/unit/places';
import type { ApiContext } from '../../../context';
import { formsOfAddress } from '../../../schemas/fields';
import { fieldsIn, submissionFor, submissionIn, versionIn, type Fields } from '../../forms';
import { queryOf } from '../../language';
import { awardName } from '../../nominee';
import { sendPaper } from '../../papers';
import { filesIn, uploadForm } from '../../upload';
import { refusals } from '../../words';
import { showApp } from '../frame';
import type { AppPage, SignedIn } from '../page';
import { answerScript, wantsJson } from '../quiet';
import { changesIn, errorsOf, fieldsShown, furtherShown, placesShown, storedFields, typedFields } from './draft-form';
import { mustBeOfUnit } from './list';
import { checklistOf } from './shown';

interface Shown {
  readonly status: number;
  /** What was typed into a form that was not taken in. */
  readonly fields?: Fields;
  readonly errors?: ReadonlyMap<string, string>;
  readonly conflict?: boolean;
  /** The version that its typed words are of: what others have saved since must come to light. */
  readonly version?: number;
}

const nothing: ReadonlyMap<string, string> = new Map();

/** Files of one form: as many as there are places, and some further ones. */
const MOST_FILES = 30;
const tooMany = { field: 'file.other', ...refusals.manyFiles };

/**
 * One draft: its form with the checklist beside it. It saves itself where a script runs, and by its button where none does. What
 * somebody else has saved meanwhile is never written over: both texts stand on the page then, and the person decides.
 */
export function draftPages(context: ApiContext): AppPage[] {
  return [
    {
      path: '/app/submit/drafts/:id',
      right: 'writeDrafts',
      // more are read than are taken: what was typed beside them must not be lost
      form: uploadForm({ files: 1_000 }),
      async show(req, res, signed) {
        const { record } = await draftOf(req, signed);
        if (isOpen(record)) await showDraft(req, res, signed, { status: 200 });
        else res.redirect(303, whereItWent(record));
      },
      post,
    },
    {
      path: '/app/submit/drafts/:id/files/:file',
      right: 'writeDrafts',
      async show(req, res, signed) {
        const { record } = await draftOf(req, signed);
        await sendPaper(context, res, String(req.params['file']), [record]);
      },
    },
  ];

  /** @throws Problem NOT_FOUND for a draft of another unit */
  async function draftOf(req: Request, { caller }: SignedIn) {
    mustBeOfUnit(caller);
    const { found, eligibility } = await nominationWithFindings(context, { caller, id: String(req.params['id']) });
    return { record: found.record, eligibility };
  }

  async function post(req: Request, res: Response, signed: SignedIn): Promise<void> {
    const { record } = await draftOf(req, signed);
    const fields = fieldsIn(req);
    const step = fields.get('step') ?? 'save';
    const { caller } = signed;
    const id = record._id;
    const expects = versionIn(submissionIn(fields));
    const at = { version: expects };
    try {
      if (step === 'discard') {
        await discardNomination(context, { caller, id, expects });
        return res.redirect(303, '/app/submit?done=discarded&n=1');
      }
      const initiatives = await initiativesOf(record);
      const { record: saved } = await editNomination(context, {
        caller,
        id,
        expects,
        fields: changesIn(fields, record, initiatives),
      });
      at.version = saved.version;
      await putFiles(req, fields, id, at, signed);
      const removed = /^remove\.([0-9a-f]{64})$/.exec(step)?.[1];
      if (removed !== undefined) await detach(context, { caller, id, file: removed, expects: at.version });
      if (wantsJson(req)) await answerQuietly(req, res, signed);
      else res.redirect(303, `/app/submit/drafts/${id}?saved=1`);
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      await refused(req, res, signed, fields, error, at.version);
    }
  }

  /** Each file on its place, one after the other. */
  async function putFiles(
    req: Request,
    fields: Fields,
    id: string,
    at: { version: number },
    { caller }: SignedIn,
  ): Promise<void> {
    const files = filesIn(req);
    if (files.length > MOST_FILES) throw new Problem('VALIDATION', `${files.length} files`, { fields: [tooMany] });
    for (const { field, name, bytes } of files) {
      const kind = /^file\.(\w{1,40})$/.exec(field)?.[1];
      if (kind === undefined) continue;
      if (!bytes) throw atFile(kind, new Problem('TOO_LARGE', name));
      const certified = fields.get(`certified.${kind}`) === 'yes';
      const put = { caller, id, expects: at.version, kind, file: { name, bytes }, certified };
      const done = await putOnPlace(context, put).catch((error: unknown) => {
        throw error instanceof Problem ? atFile(kind, error) : error;
      });
      at.version = done.record.version;
    }
  }

  /** Those that its kind of nominee can carry, and those that it carries. */
  function flagsFor({ nominee, flags }: Dossier) {
    const fits = ({ code, subjects }: Flag) => flags.includes(code) || (subjects?.includes(nominee.kind) ?? true);
    return context.pack.flags.filter(fits);
  }

  async function initiativesOf({ dossier }: NominationRecord) {
    const { nominee } = dossier;
    if (nominee.kind !== 'person' || nominee.person === undefined) return [];
    return context.store.facts.initiativesOf(nominee.person);
  }

  /** What a script shows after it has saved: the words, the next id of the form, and the checklist. */
  async function answerQuietly(req: Request, res: Response, signed: SignedIn): Promise<void> {
    const { record, eligibility } = await draftOf(req, signed);
    const { lang } = signed;
    answerScript(res, 200, {
      said: savedWords(lang, context.clock.now()),
      submission: submissionFor(record.version),
      checklist: renderChecklist(lang, checklistOf(eligibility ?? { rules: '', findings: [] }, lang)),
    });
  }

  async function refused(
    req: Request,
    res: Response,
    signed: SignedIn,
    fields: Fields,
    problem: Problem,
    version: number,
  ): Promise<void> {
    const status = problems[problem.code].http;
    const { record } = await draftOf(req, signed);
    if (!isOpen(record)) return showClosed(req, res, signed, record, { status, fields });
    const conflict = problem.code === 'STATE_CHANGED';
    const said = errorsOf(problem, signed.lang);
    const errors = conflict || said.size > 0 ? said : new Map([['form', sentenceOf(problem)[signed.lang]]]);
    if (wantsJson(req)) {
      return answerScript(res, status, {
        said: [...errors.values()].join(' ') || sentenceOf(problem)[signed.lang],
        conflict,
      });
    }
    await showDraft(req, res, signed, { status, fields, errors, conflict, ...(conflict ? {} : { version }) });
  }

  /** A colleague has sent it, or thrown it away: what was typed is there to be copied. */
  async function showClosed(
    req: Request,
    res: Response,
    signed: SignedIn,
    record: NominationRecord,
    { status, fields }: { readonly status: number; readonly fields: Fields },
  ): Promise<void> {
    const { lang } = signed;
    const { nominee, award } = record.dossier;
    const state = record.unitProposal === undefined ? 'gone' : 'sent';
    if (wantsJson(req)) {
      res
        .status(status)
        .type('application/json')
        .send(JSON.stringify({ said: closedWords(lang, state), stop: true }));
      return;
    }
    const texts = [...typedFields(fields, nominee.kind)].filter(([, value]) => value !== '');
    const closed = {
      id: record._id,
      award: awardName(context.catalogue, award, lang),
      name: nominee.name,
      kind: nominee.kind,
      state,
      texts: texts.map(([name, value]) => ({ name, value, rows: rows[name] ?? 1 })),
      back: whereItWent(record),
    } as const;
    await showApp(context, req, res, signed, 'app/unit/draft-closed', closed, status);
  }

  async function showDraft(req: Request, res: Response, signed: SignedIn, shown: Shown): Promise<void> {
    const { lang } = signed;
    const { record, eligibility } = await draftOf(req, signed);
    const { dossier, round: code } = record;
    const { fields, errors = nothing, conflict = false } = shown;
    const stored = storedFields(dossier);
    const typed = fields ? typedFields(fields, dossier.nominee.kind) : stored;
    const on = (name: string, kept: boolean): boolean => (fields ? fields.get(name) === 'yes' : kept);
    const [round, initiatives, places] = await Promise.all([
      code === undefined ? undefined : context.store.rounds.get(code),
      initiativesOf(record),
      placesShown(context, record, lang, errors),
    ]);
    const address = typed.get('address') ?? '';
    const path = `/app/submit/drafts/${record._id}`;
    await showApp(
      context,
      req,
      res,
      signed,
      'app/unit/draft',
      {
        action: path,
        submission: submissionFor(shown.version ?? record.version),
        id: record._id,
        award: awardName(context.catalogue, dossier.award, lang),
        ...(round ? { round: round.name } : {}),
        kind: dossier.nominee.kind,
        saved: !fields && queryOf(req, 'saved') === '1',
        conflict,
        errors: [...errors].map(([name, text]) => ({ to: name === 'form' ? 'form' : `f-${name}`, text })),
        fields: fieldsShown(typed, errors, { stored: conflict ? stored : undefined, lang }),
        addresses: formsOfAddress.map((value) => ({
          value,
          chosen: address.toLowerCase() === value.toLowerCase(),
        })),
        flags: flagsFor(dossier).map(({ code: flag, name }) => ({
          code: flag,
          name: name[lang],
          on: on(`flag.${flag}`, dossier.flags.includes(flag)),
        })),
        initiatives: initiatives.map(({ code: initiative, title }) => ({
          code: initiative,
          title,
          on: on(`initiative.${initiative}`, dossier.initiatives?.includes(initiative) ?? false),
        })),
        secret: on('secret', dossier.secretContent === true),
        posthumous: on('posthumous', dossier.posthumous),
        places,
        further: furtherShown(context, record),
        ...(errors.has('file.other') ? { furtherError: errors.get('file.other')! } : {}),
        checklist: checklistOf(eligibility ?? { rules: '', findings: [] }, lang),
        report: `${path}/report.docx`,
        files: path,
        ...(code === undefined
          ? { send: '/app/submit/send?' }
          : { send: `/app/submit/send?${new URLSearchParams({ round: code }).toString()}` }),
      },
      shown.status,
    );
  }
}

/** Lines of the fields that have several. */
const rows: Readonly<Record<string, number>> = { merit: 8, basis: 3 };

const isOpen = ({ status, unitProposal }: NominationRecord): boolean =>
  status === 'draft' && unitProposal === undefined;

/** Back to a draft that was sent, or thrown away, meanwhile. */
const whereItWent = ({ unitProposal }: NominationRecord): string =>
  unitProposal === undefined ? '/app/submit' : `/app/submit/sent/${unitProposal}`;

/** Kinds of refusals that say something about a file alone. */
const ofFile = { UNSUPPORTED_TYPE: 'wrongFile', TOO_LARGE: 'largeFile' } as const;

/** A refusal of a file, told at its place. */
function atFile(kind: string, problem: Problem): Problem {
  const field = `file.${kind}`;
  const known = ofFile[problem.code as keyof typeof ofFile] as (typeof ofFile)[keyof typeof ofFile] | undefined;
  if (known) return new Problem(problem.code, problem.message, { fields: [{ field, ...refusals[known] }] });
  if (problem.code !== 'VALIDATION') return problem;
  const said = problem.data['fields'] as readonly object[];
  return new Problem('VALIDATION', problem.message, { fields: said.map((one) => ({ ...one, field })) });
}
