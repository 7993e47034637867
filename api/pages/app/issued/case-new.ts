import type { Request, Response } from 'express';
import { stands } from '../../../../domain/case/life';
import { byPaper, caseKinds, type CaseKind } from '../../../../domain/case/state';
import { Problem } from '../../../../domain/errors';
import type { CertificateRecord } from '../../../../platform/store';
import { printedCode } from '../../../../templates/documents/certificate';
import { dayText } from '../../../../templates/format';
import type { Fact, Field, Section } from '../../../../templates/pages';
import { groundLabel, say } from '../../../../templates/words';
import { openCase, type NewCase } from '../../../commands/issued/case-open';
import { certificateLife } from '../../../commands/issued/certificates';
import type { ApiContext } from '../../../context';
import { newCase } from '../../../schemas/cases';
import { parse } from '../../../schemas/parse';
import { fieldsIn, submissionIn, type Fields } from '../../forms';
import { queryOf } from '../../language';
import { fieldsOf } from '../../problem';
import { showApp } from '../frame';
import { caseHref, certificateHref } from '../office/cells';
import { showForm, type Tried } from '../office/form';
import type { AppPage, SignedIn } from '../page';
import { newCaseBody, newCaseFields } from './case-fields';
import { certificateSaid, certificateTone, words } from './words';

const path = '/app/cases/new';
const isKind = (kind: string | undefined): kind is CaseKind =>
  (caseKinds as readonly (string | undefined)[]).includes(kind);

interface About {
  readonly record: CertificateRecord;
  readonly kind: CaseKind;
}

/**
 * A new case about a certificate: which one, of which kind, the form of that kind, and everything once more before it is sent.
 * What is sent is one case, however often it is pressed.
 */
export const newCasePages = (context: ApiContext): AppPage[] => [
  {
    path,
    right: 'writeCases',
    async show(req, res, signed) {
      const code = queryOf(req, 'certificate')?.trim() ?? '';
      const kind = queryOf(req, 'kind');
      if (code === '') {
        await showSearch(context, req, res, signed);
        return;
      }
      const record = await certificateFor(context, signed, code);
      if (record === undefined) {
        await showSearch(context, req, res, signed, code);
        return;
      }
      if (isKind(kind)) await showNew(context, req, res, signed, { record, kind });
      else await showKinds(context, req, res, signed, record);
    },
    async post(req, res, signed) {
      const { caller } = signed;
      const fields = fieldsIn(req);
      const kind = fields.get('kind');
      const code = fields.get('certificate') ?? '';
      const { record } = await certificateLife(context, { caller, code });
      if (!isKind(kind)) throw new Problem('MALFORMED', 'no kind of case');
      const about = { record, kind };
      const step = fields.get('step');
      if (step === 'edit') {
        await showNew(context, req, res, signed, about, { fields });
        return;
      }
      try {
        const asked = parse(newCase, newCaseBody(kind, record.number, record.snapshot, fields)) as NewCase;
        if (step !== 'send') {
          await showReview(context, req, res, signed, about, { asked, fields });
          return;
        }
        const opened = await openCase(context, { caller, asked, submission: submissionIn(fields) });
        res.redirect(303, `${caseHref(opened.record._id)}?done=opened`);
      } catch (problem) {
        if (!(problem instanceof Problem)) throw problem;
        await showNew(context, req, res, signed, about, { fields, problem });
      }
    },
  },
];

/** Undefined where there is none of this number or code that he may see. */
async function certificateFor(
  context: ApiContext,
  { caller }: SignedIn,
  code: string,
): Promise<CertificateRecord | undefined> {
  try {
    return (await certificateLife(context, { caller, code })).record;
  } catch (error) {
    if (error instanceof Problem && error.code === 'NOT_FOUND') return undefined;
    throw error;
  }
}

/** @param unknown a number or code that none is found by: it stands in its field again, with what to do next */
function showSearch(
  context: ApiContext,
  req: Request,
  res: Response,
  signed: SignedIn,
  unknown?: string,
): Promise<void> {
  const wrong = unknown === undefined ? {} : { value: unknown, error: say(signed.lang, 'issuedPages.new.unknown') };
  const code: Field = { name: 'certificate', label: words('new.code'), kind: 'search', required: true, ...wrong };
  const data = {
    title: words('new.title'),
    factsTitle: words('certificate.facts'),
    facts: [],
    sections: [],
    works: [
      {
        title: words('new.which'),
        say: words('new.whichHow'),
        ask: {
          action: path,
          fields: [code],
          button: words('new.find'),
        },
      },
    ],
  };
  return showApp(context, req, res, signed, 'app/issued/record', data, unknown === undefined ? 200 : 404);
}

/** What can be done about this certificate; of one that stands no more only a complaint can be noted. */
const showKinds = (
  context: ApiContext,
  req: Request,
  res: Response,
  signed: SignedIn,
  record: CertificateRecord,
): Promise<void> =>
  showApp(context, req, res, signed, 'app/issued/record', {
    kind: record.snapshot.nominee.name,
    title: words('new.title'),
    standing: {
      state: certificateSaid(record.status),
      tone: certificateTone(record.status),
      say: words('new.about', {
        number: record.number,
        name: record.snapshot.nominee.name,
        award: record.snapshot.awardName[signed.lang],
      }),
    },
    actions: caseKinds
      .filter((kind) => kind === 'complaint' || stands(record.status))
      .map((kind) => ({
        href: `${path}?${new URLSearchParams({ certificate: printedCode(record.verifyCode), kind }).toString()}`,
        text: words(`new.kind.${kind}`),
        say: words(`new.say.${kind}`),
      })),
    factsTitle: words('certificate.facts'),
    facts: [],
    sections: [],
  });

function showNew(
  context: ApiContext,
  req: Request,
  res: Response,
  signed: SignedIn,
  { record, kind }: About,
  { fields, problem }: Tried = {},
): Promise<void> {
  const own = newCaseFields(kind, record.snapshot);
  const first = own.find(({ name }) => name.startsWith('facts.'))?.name ?? 'reason';
  // faults of what stands in several fields are told at the first one
  const told: Readonly<Record<string, string>> = {
    facts: first,
    paper: 'paper.title',
    conclusion: 'conclusion.title',
    papers: 'paper.title',
  };
  const about = {
    title: words(`new.kind.${kind}`),
    subject: `${record.number}, ${record.snapshot.nominee.name}`,
    lead: words(`new.say.${kind}`),
    back: certificateHref(record),
    step: 'review',
    button: words('new.review'),
  };
  return showForm(context, req, res, signed, about, {
    version: 0,
    groups: [{ fields: [...hiddenOf(record, kind), ...own] }],
    faults: (problem ? fieldsOf(problem) : []).map((one) => ({
      name: told[one.field] ?? one.field,
      text: one[signed.lang],
    })),
    ...(fields ? { fields } : {}),
    ...(problem ? { problem } : {}),
  });
}

const hiddenOf = ({ verifyCode }: CertificateRecord, kind: CaseKind): Field[] =>
  Object.entries({ certificate: printedCode(verifyCode), kind }).map(([name, value]) => ({
    name,
    value,
    label: '',
    kind: 'hidden',
  }));

async function showReview(
  context: ApiContext,
  req: Request,
  res: Response,
  signed: SignedIn,
  { record, kind }: About,
  { asked, fields }: { readonly asked: NewCase; readonly fields: Fields },
): Promise<void> {
  await showApp(context, req, res, signed, 'app/issued/review', {
    action: path,
    submission: submissionIn(fields),
    title: words(`new.kind.${kind}`),
    subject: `${record.number}, ${record.snapshot.nominee.name}`,
    facts: factsOf(asked, record, signed.lang),
    sections: changesOf(asked, record),
    notes: [{ tone: 'plain', text: words(byPaper(kind) ? 'new.nothingYet' : `new.then.${kind}`) }],
    typed: [...fields].flatMap(([name, value]) => (name === 'step' || name === 'submission' ? [] : [{ name, value }])),
    button: words('new.send'),
  });
}

function factsOf(asked: NewCase, { snapshot, number }: CertificateRecord, lang: SignedIn['lang']): Fact[] {
  const paper = 'conclusion' in asked ? asked.conclusion : asked.paper;
  return [
    { label: words('fact.holder'), value: snapshot.nominee.name },
    { label: words('fact.award'), value: snapshot.awardName[lang] },
    { label: words('fact.certificate'), value: number },
    ...('ground' in asked ? [{ label: words('fact.ground'), value: groundLabel(lang, asked.ground) }] : []),
    ...('because' in asked ? [{ label: words('fact.because'), value: words(`because.${asked.because}`) }] : []),
    { label: words('fact.reason'), value: asked.reason },
    ...(paper
      ? [
          {
            label: words('conclusion' in asked ? 'fact.conclusion' : 'fact.paper'),
            value: [paper.title, paper.number, paper.date === undefined ? '' : dayText(lang, paper.date)]
              .filter(Boolean)
              .join(', '),
          },
        ]
      : []),
  ];
}

/** What is printed beside what it shall be. */
function changesOf(asked: NewCase, { snapshot }: CertificateRecord): Section[] {
  if (!('facts' in asked)) return [];
  const printed = { ...snapshot.nominee, merit: snapshot.merit } as unknown as Readonly<Record<string, string>>;
  return [
    {
      title: words('case.changes'),
      heads: ['what', 'printed', 'correct'],
      rows: Object.entries(asked.facts).map(([field, correct]) => [
        { text: { key: `printed.${field}` }, main: true },
        { text: printed[field] ?? '' },
        { text: correct },
      ]),
    },
  ];
}
