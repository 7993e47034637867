import type { Request, Response } from 'express';
import { Problem, problems, sentenceOf } from '../../../../domain/errors';
import { actionsFor, levelOf } from '../../../../domain/roles';
import { dayOf } from '../../../../domain/time';
import type { NominationRecord, UnitProposalRecord } from '../../../../platform/store';
import { dayText } from '../../../../templates/format';
import type { Field, IncomingLine, PageData } from '../../../../templates/pages';
import { actOnLines } from '../../../commands/nominations/act';
import { unitProposal } from '../../../commands/nominations/dockets';
import { eligibilityOf, lookAtLines, visibleTo } from '../../../commands/nominations/eligibility';
import type { ApiContext } from '../../../context';
import { saidIn } from '../../../routes/actions';
import { bodyOf } from '../../../schemas/actions';
import { parse, type FieldProblem } from '../../../schemas/parse';
import { fieldsIn, sheetForm, submissionFor, submissionIn, type Fields } from '../../forms';
import { queryOf } from '../../language';
import { awardName } from '../../nominee';
import { sendPaper } from '../../papers';
import { showApp } from '../frame';
import type { AppPage, SignedIn } from '../page';
import { nominationHref, statusSaid, toneOf, unitNamesOf, unitProposalHref, words } from './cells';
import { changesIn, findingsOf } from './dossier';
import { fieldsOf } from '../../problem';
import { refusals } from '../../words';

const acts = ['receive', 'accept'] as const;
type Act = (typeof acts)[number];

interface Tried {
  readonly act: Act;
  readonly fields: Fields;
  readonly problem?: Problem;
  readonly results?: PageData['app/office/incoming']['results'];
}

/** What a unit has sent in one go, screened line by line; lines are received and accepted together, and refused one by one. */
export const incomingPages = (context: ApiContext): AppPage[] => [
  {
    path: '/app/unit-proposals/:id',
    right: 'readNominations',
    form: sheetForm,
    async show(req, res, signed) {
      const proposal = await unitProposal(context, { caller: signed.caller, id: String(req.params['id']) });
      const file = queryOf(req, 'paper');
      if (file !== undefined) await sendPaper(context, res, file, [{ dossier: { papers: proposal.papers } }]);
      else await show(context, req, res, signed, proposal);
    },
    async post(req, res, signed) {
      const { caller, lang } = signed;
      const proposal = await unitProposal(context, { caller, id: String(req.params['id']) });
      const fields = fieldsIn(req);
      const submission = submissionIn(fields);
      const act = fields.get('act') as Act;
      if (!acts.includes(act)) throw new Problem('MALFORMED', 'no such act');
      const lines = [...fields].flatMap(([name, value]) =>
        name.startsWith('line.') && /^\d{1,9}$/.test(value) ? [{ id: name.slice(5), expects: Number(value) }] : [],
      );
      try {
        if (lines.length === 0)
          throw new Problem('VALIDATION', 'no lines', { fields: [{ field: 'lines', ...refusals.noDossier }] });
        const body = act === 'receive' ? received(fields) : {};
        const said = saidIn(act, parse(bodyOf(act), body));
        const done = await actOnLines(context, { caller, docket: proposal.docket, lines, submission, ...said });
        const refused = done.lines.filter((line) => !line.done);
        if (refused.length === 0) {
          res.redirect(303, `${unitProposalHref(proposal._id)}?done=${act}&n=${done.lines.length}`);
          return;
        }
        const names = await context.store.nominations.many(done.lines.map(({ id }) => id));
        const results = done.lines.map((line) => ({
          name: names.get(line.id)?.dossier.nominee.name ?? line.id,
          done: line.done,
          text: line.done ? words(`done.${act}`) : problems[line.code as keyof typeof problems][lang],
        }));
        await show(context, req, res, signed, proposal, { act, fields, results });
      } catch (problem) {
        if (!(problem instanceof Problem)) throw problem;
        await show(context, req, res, signed, proposal, { act, fields, problem });
      }
    },
  },
];

const received = (fields: Fields): Record<string, unknown> =>
  Object.fromEntries(
    ['number', 'arrivedOn', 'paperOriginalOn'].flatMap((name) => {
      const value = fields.get(name)?.trim() ?? '';
      return value === '' ? [] : [[name, value]];
    }),
  );

async function show(
  context: ApiContext,
  req: Request,
  res: Response,
  signed: SignedIn,
  proposal: UnitProposalRecord,
  tried?: Tried,
): Promise<void> {
  const { caller, lang } = signed;
  const records = [...(await context.store.nominations.many(proposal.nominations)).values()];
  const lines = await linesOf(context, signed, records, tried?.fields);
  const may = (act: Act): boolean =>
    records.some((r) => r.line && actionsFor(caller, r.allowed, levelOf(r.line)).includes(act));
  const name = await unitNamesOf(context, [proposal.unit]);
  const { problem } = tried ?? {};
  const wrong = problem ? fieldsOf(problem) : [];
  await showApp(
    context,
    req,
    res,
    signed,
    'app/office/incoming',
    {
      action: req.originalUrl.split('?')[0]!,
      submission: submissionFor(0),
      title: words('incoming.title', { number: proposal.number, unit: name(proposal.unit) }),
      notes: [
        ...doneNote(req),
        ...(problem
          ? [{ tone: 'stop' as const, text: [sentenceOf(problem)[lang], ...wrong.map((f) => f[lang])].join(' ') }]
          : []),
      ],
      facts: [
        { label: words('fact.date'), value: dayText(lang, proposal.date) },
        { label: words('fact.signer'), value: proposal.signer },
        {
          label: words('fact.contact'),
          value: [proposal.contact.name, proposal.contact.phone, proposal.contact.email].filter(Boolean).join(', '),
        },
        ...(proposal.receipt ? [{ label: words('fact.receipt'), value: proposal.receipt.code }] : []),
      ],
      papers: proposal.papers.flatMap(({ title, attachment }) =>
        attachment === undefined ? [] : [{ name: title, url: `?paper=${encodeURIComponent(attachment)}` }],
      ),
      lines,
      ...(may('receive') ? { receive: receiveFields(dayOf(context.clock.now()), tried?.fields, wrong, lang) } : {}),
      mayAccept: may('accept'),
      ...(tried?.results ? { results: tried.results } : {}),
    },
    problem ? problems[problem.code].http : 200,
  );
}

function doneNote(req: Request): PageData['app/office/incoming']['notes'] {
  const act = queryOf(req, 'done');
  const n = Number(queryOf(req, 'n'));
  if (!acts.includes(act as Act) || !Number.isInteger(n) || n < 1) return [];
  return [{ tone: 'ok', text: words(`incoming.${act!}Done`, { count: n }) }];
}

const receiveFields = (
  today: string,
  fields: Fields | undefined,
  wrong: readonly FieldProblem[],
  lang: 'vi' | 'en',
): Field[] =>
  (['number', 'arrivedOn', 'paperOriginalOn'] as const).map((name): Field => {
    const error = wrong.find((f) => f.field === name)?.[lang];
    return {
      name,
      label: words(`act.${name}`),
      kind: name === 'number' ? 'text' : 'date',
      value: fields?.get(name) ?? (name === 'arrivedOn' ? today : ''),
      ...(error === undefined ? {} : { error }),
    };
  });

/** Each line with what stands in its way, and what a correction has changed in it. */
async function linesOf(
  context: ApiContext,
  { caller, lang }: SignedIn,
  records: readonly NominationRecord[],
  fields?: Fields,
): Promise<IncomingLine[]> {
  const looked = await lookAtLines(context, records);
  const found = await eligibilityOf(context, looked);
  const eligibility = new Map(looked.map(({ nomination }, i) => [nomination, visibleTo(caller, found[i]!)]));
  return Promise.all(
    records.map(async ({ _id, version, dossier, status, view, allowed, line }): Promise<IncomingLine> => {
      const versions = (await context.store.dossiers.ofNomination(_id)).slice(-2).map(({ content }) => content);
      const acting = line ? actionsFor(caller, allowed, levelOf(line)) : [];
      return {
        id: _id,
        version,
        name: dossier.nominee.name,
        award: awardName(context.catalogue, dossier.award, lang),
        href: nominationHref(_id),
        status: statusSaid(caller, status),
        tone: toneOf(status, view?.overdue),
        ...(view?.due === undefined ? {} : { due: view.due }),
        choosable: acts.some((act) => acting.includes(act)),
        chosen: fields?.has(`line.${_id}`) ?? false,
        findings: findingsOf(eligibility.get(_id), lang).filter(({ tone }) => tone !== 'ok'),
        changes: versions.length === 2 ? changesIn(versions[0]!, versions[1]!, lang) : [],
      };
    }),
  );
}
