import type { Request, Response } from 'express';
import { Problem } from '../../../../../domain/errors';
import { has } from '../../../../../domain/roles';
import { dayOf } from '../../../../../domain/time';
import { termsFor } from '../../../../../platform/registers';
import type { ProposalRecord } from '../../../../../platform/store';
import { dayText } from '../../../../../templates/format';
import type { Cell, Field } from '../../../../../templates/pages';
import { officePaper } from '../../../../commands/office/papers';
import { recordDecision } from '../../../../commands/proposals/numbers';
import { answerProposal, needProposal } from '../../../../commands/proposals/proposals';
import { signingPack } from '../../../../commands/proposals/signing-pack';
import type { ApiContext } from '../../../../context';
import { MOST_REASON } from '../../../../routes/proposals';
import { invalid, parse } from '../../../../schemas/parse';
import { day as dayField, line, prose } from '../../../../schemas/fields';
import { fieldsIn, sheetForm, submissionIn, versionIn, wordsIn, type Fields } from '../../../forms';
import { awardName } from '../../../nominee';
import { fieldsOf } from '../../../problem';
import { refusals } from '../../../words';
import { showApp } from '../../frame';
import type { AppPage, SignedIn } from '../../page';
import { decisionHref, nominationHref, proposalHref, unitNamesOf, words } from '../cells';
import { sendFile } from '../file';
import { faultAt, filledIn, showForm, type Tried } from '../form';
import { z } from 'zod';

const papers = { proposal: 'proposal', list: 'nomineeList', decision: 'decision' } as const;
const forms = ['number', 'answer'] as const;
type FormName = (typeof forms)[number];

const numbered = z.strictObject({
  number: line(50),
  date: dayField,
  signer: line(200),
  signerPost: line(300),
  form: z.enum(['direct', 'TM.', 'KT.', 'TL.', 'TUQ.']),
});

/** Which form this proposal has for this reader now. */
function formsOf({ caller }: SignedIn, { status, mode, unit }: ProposalRecord): FormName[] {
  if (unit !== caller.unit) return [];
  if (status === 'awaitingNumber' && has(caller, 'recordDecisions')) return ['number'];
  const answers = caller.role === 'authority' || (caller.role === 'office' && mode === 'recorded');
  return status === 'sent' && answers && has(caller, 'answerProposals') ? ['answer'] : [];
}

/** A list before an authority: what is in it, its papers, and the one form that the reader may fill in. */
export const proposalAppPages = (context: ApiContext): AppPage[] => [
  {
    path: '/app/proposals/:id',
    right: 'readProposals',
    async show(req, res, signed) {
      const { caller, lang } = signed;
      const id = String(req.params['id']);
      const record = await needProposal(context, caller, id);
      const nominations = await context.store.nominations.many(record.lines.map(({ nomination }) => nomination));
      const name = await unitNamesOf(
        context,
        [...nominations.values()].map(({ unit }) => unit),
      );
      const done = forms.find((form) => req.query['done'] === form);
      await showApp(context, req, res, signed, 'app/office/tables', {
        title: words('proposal.title', { number: record.number === '' ? record._id : record.number }),
        lead: words('proposal.lead', { date: dayText(lang, record.date), count: record.lines.length }),
        notes: [
          ...(done === undefined ? [] : [{ tone: 'ok' as const, text: words(`proposal.done.${done}`) }]),
          { tone: record.status === 'returned' ? 'warn' : 'plain', text: words(`proposalStatus.${record.status}`) },
        ],
        sections: [
          {
            heads: ['no', 'nominee', 'unit', 'answer'],
            rows: record.lines.map(({ nomination, award, no }): Cell[] => {
              const of = nominations.get(nomination);
              const struck = record.answer?.struckOut.some((s) => s.nomination === nomination);
              return [
                { n: no },
                {
                  text: of?.dossier.nominee.name ?? nomination,
                  href: nominationHref(nomination),
                  sub: awardName(context.catalogue, award, lang),
                  main: true,
                },
                { text: of ? name(of.unit) : '–' },
                record.answer
                  ? { text: words(struck === true ? 'proposal.struck' : `proposal.answer.${record.answer.kind}`) }
                  : {},
              ];
            }),
          },
        ],
        links: [
          ...formsOf(signed, record).map((form) => ({
            href: `${proposalHref(id)}/${form}`,
            text: words(`proposal.form.${form}`),
          })),
          ...(Object.keys(papers) as (keyof typeof papers)[]).map((paper) => ({
            href: `${proposalHref(id)}/papers/${paper}.docx`,
            text: words(`proposal.paper.${paper}`),
            download: true as const,
          })),
          ...(has(caller, 'takeSigningPack')
            ? [{ href: `${proposalHref(id)}/signing-pack.zip`, text: words('proposal.pack'), download: true as const }]
            : []),
          ...(record.decision === undefined
            ? []
            : [{ href: decisionHref(record.decision), text: words('proposal.decision') }]),
        ],
      });
    },
  },
  ...(Object.keys(papers) as (keyof typeof papers)[]).map((paper): AppPage => ({
    path: `/app/proposals/:id/papers/${paper}.docx`,
    right: 'readProposals',
    async show(req, res, { caller }) {
      const asked = { caller, id: String(req.params['id']), signing: {} };
      await sendFile(res, await officePaper(context, papers[paper], asked));
    },
  })),
  {
    path: '/app/proposals/:id/signing-pack.zip',
    right: 'takeSigningPack',
    async show(req, res, { caller }) {
      await sendFile(res, await signingPack(context, { caller, id: String(req.params['id']), signing: {} }));
    },
  },
  ...forms.map((form): AppPage => ({
    path: `/app/proposals/:id/${form}`,
    right: form === 'number' ? 'recordDecisions' : 'answerProposals',
    // a reason for each line of a list
    form: sheetForm,
    async show(req, res, signed) {
      await show(context, req, res, signed, { form, record: await offered(context, req, signed, form) });
    },
    async post(req, res, signed) {
      const id = String(req.params['id']);
      const record = await needProposal(context, signed.caller, id);
      const fields = fieldsIn(req);
      const submission = submissionIn(fields);
      const asked = { caller: signed.caller, id, submission };
      const expects = versionIn(submission);
      try {
        if (form === 'number') await recordDecision(context, { ...asked, paper: { ...numberIn(fields), expects } });
        else await answerProposal(context, { ...asked, answer: { ...answerIn(record, fields), expects } });
      } catch (problem) {
        if (!(problem instanceof Problem)) throw problem;
        const now = await context.store.proposals.need(id);
        await show(context, req, res, signed, { form, record: now, fields, problem });
        return;
      }
      res.redirect(303, `${proposalHref(id)}?done=${form}`);
    },
  })),
];

/** @throws Problem ACTION_NOT_ALLOWED when the proposal does not wait for this */
async function offered(context: ApiContext, req: Request, signed: SignedIn, form: FormName): Promise<ProposalRecord> {
  const record = await needProposal(context, signed.caller, String(req.params['id']));
  if (formsOf(signed, record).includes(form)) return record;
  throw new Problem('ACTION_NOT_ALLOWED', `${form} of ${record._id}`, { state: record.status, allowed: [] });
}

const numberIn = (fields: Fields) =>
  parse(
    numbered,
    Object.fromEntries(
      ['number', 'date', 'signer', 'signerPost', 'form'].map((name) => [name, fields.get(name) ?? '']),
    ),
  );

/** @throws Problem VALIDATION when nothing was chosen */
function answerIn({ lines }: ProposalRecord, fields: Fields) {
  const kind = fields.get('kind');
  if (kind !== 'approved' && kind !== 'returned') throw invalid({ field: 'kind', ...refusals.noAnswer });
  const names = ['reason', ...lines.map(({ nomination }) => `strike.${nomination}`)];
  const said = parse(
    z.object(Object.fromEntries(names.map((name) => [name, prose(MOST_REASON, 0)]))),
    Object.fromEntries(names.map((name) => [name, wordsIn(fields, name)])),
  );
  const reason = said['reason'] ?? '';
  if (kind === 'returned') {
    return { kind: 'returned' as const, struckOut: [], ...(reason === '' ? {} : { reason }) };
  }
  const struckOut = lines.flatMap(({ nomination }) => {
    const why = said[`strike.${nomination}`] ?? '';
    return why === '' ? [] : [{ nomination, reason: why }];
  });
  return { kind: 'approved' as const, struckOut };
}

interface Shown extends Tried {
  readonly form: FormName;
  readonly record: ProposalRecord;
}

async function show(
  context: ApiContext,
  req: Request,
  res: Response,
  signed: SignedIn,
  { form, record, ...tried }: Shown,
): Promise<void> {
  const { lang } = signed;
  const wrong = tried.problem ? fieldsOf(tried.problem) : [];
  const texts = new Map(wrong.map((f) => [f.field, f[lang]]));
  const blank = form === 'number' ? await numberFields(context, record) : await answerFields(context, record);
  const about = {
    title: words(`proposal.form.${form}`),
    subject: record.number === '' ? record._id : record.number,
    award: dayText(lang, record.date),
    back: proposalHref(record._id),
    button: words(`proposal.send.${form}`),
  };
  await showForm(context, req, res, signed, about, {
    ...tried,
    version: record.version,
    form: filledIn(blank, tried.fields, (name) => texts.get(name)),
    errors: wrong.map((f) => faultAt(f.field, f[lang])),
  });
}

/** Filled in beforehand: today, and who signs. */
async function numberFields({ store, pack, clock }: ApiContext, record: ProposalRecord): Promise<Field[]> {
  const authority = await store.authorities.need(record.authority);
  const day = dayOf(clock.now());
  const [person, { symbol }] = await Promise.all([
    store.people.get(authority.person),
    termsFor(store, pack, { authority, power: record.power, day }),
  ]);
  const text = (name: string, value: string): Field => ({
    name,
    label: words(`number.${name}`),
    kind: 'text',
    value,
    required: true,
  });
  return [
    { ...text('number', ''), hint: words('number.how', { symbol }) },
    { name: 'date', label: words('number.date'), kind: 'date', value: day, required: true },
    text('signer', person?.name ?? ''),
    text('signerPost', person?.post ?? ''),
    {
      name: 'form',
      label: words('number.form'),
      kind: 'select',
      options: ['direct', 'TM.', 'KT.', 'TL.', 'TUQ.'].map((value) => ({
        value,
        text: value === 'direct' ? words('number.direct') : value,
        selected: value === 'direct',
      })),
    },
  ];
}

/** Nothing is chosen beforehand. */
async function answerFields({ store }: ApiContext, record: ProposalRecord): Promise<Field[]> {
  const nominations = await store.nominations.many(record.lines.map(({ nomination }) => nomination));
  return [
    {
      name: 'kind',
      label: words('answerForm.kind'),
      kind: 'select',
      options: ['', 'approved', 'returned'].map((value) => ({
        value,
        text: words(`answerForm.${value === '' ? 'none' : value}`),
        selected: value === '',
      })),
    },
    { name: 'reason', label: words('answerForm.reason'), kind: 'long' },
    { name: 'strikes', label: words('answerForm.strikes'), kind: 'heading' },
    ...record.lines.map(({ nomination, no }): Field => ({
      name: `strike.${nomination}`,
      label: `${no}. ${nominations.get(nomination)?.dossier.nominee.name ?? nomination}`,
      kind: 'text',
    })),
  ];
}
