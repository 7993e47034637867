import type { Request, Response } from 'express';
import { Problem, problems } from '../../../../../domain/errors';
import type { CampaignRecord, Language } from '../../../../../platform/store';
import type { Cell, Section } from '../../../../../templates/pages';
import { say } from '../../../../../templates/words';
import { needCampaign } from '../../../../commands/campaigns/need';
import { mustRegister } from '../../../../commands/campaigns/registrations';
import { importResults, type FigureCounts, type ResultsImported } from '../../../../commands/campaigns/results-import';
import { explainedResults, resultsWorkbook } from '../../../../commands/campaigns/results-sheet';
import { fileTooLarge } from '../../../../commands/papers';
import type { CellFault } from '../../../../commands/sheets/rows';
import type { ApiContext } from '../../../../context';
import { fieldsIn, submissionFor } from '../../../forms';
import { queryOf } from '../../../language';
import { filesIn, uploadForm } from '../../../upload';
import { refusals } from '../../../words';
import { showApp } from '../../frame';
import { sendFile } from '../../office/file';
import type { AppPage, SignedIn } from '../../page';
import { dropUpload, keptUpload, keepUpload, type KeptUpload } from '../../workbook/kept-upload';
import { campaignHref } from '../said';
import { field, head, words } from './words';

/** Faults that a page shows; all of them stand in the marked workbook. */
const MOST_SHOWN = 100;
/** Refusals that are about the file. */
const ofFile: ReadonlySet<string> = new Set(['VALIDATION', 'UNSUPPORTED_TYPE', 'TOO_LARGE']);

/** Figures from a file: a prepared workbook down, a filled one up, looked at before it is saved. */
export const figureFilePages = (context: ApiContext): AppPage[] => [
  {
    path: '/app/campaigns/:id/figures',
    right: 'writeRegistrations',
    form: uploadForm({ files: 1 }),
    async show(req, res, signed) {
      await showStart(context, req, res, signed, await ours(context, req, signed));
    },
    async post(req, res, signed) {
      const campaign = await ours(context, req, signed);
      const { caller, lang } = signed;
      try {
        const [file] = filesIn(req);
        if (!file) throw new Problem('VALIDATION', 'no file', { sentence: refusals.noUpload });
        if (!file.bytes) throw fileTooLarge(file.name);
        const upload = { name: file.name, bytes: file.bytes };
        await importResults(context, { caller, id: campaign._id, bytes: upload.bytes, dryRun: true, confirm: false });
        const kept = await keepUpload(context, caller, { kind: 'figures', round: campaign._id, uploads: [upload] });
        res.redirect(303, `${campaignHref(campaign._id)}/figures/${kept}`);
      } catch (error) {
        if (!(error instanceof Problem) || !ofFile.has(error.code)) throw error;
        const { sentence } = error.data as { readonly sentence?: Readonly<Record<Language, string>> };
        const said = sentence?.[lang] ?? problems[error.code][lang];
        await showStart(context, req, res, signed, campaign, { said, status: problems[error.code].http });
      }
    },
  },
  {
    path: '/app/campaigns/:id/figures.xlsx',
    right: 'writeRegistrations',
    async show(req, res, signed) {
      const { _id: id } = await ours(context, req, signed);
      await sendFile(res, await resultsWorkbook(context, { caller: signed.caller, id }));
    },
  },
  {
    path: '/app/campaigns/:id/figures/:file',
    right: 'writeRegistrations',
    async show(req, res, signed) {
      const kept = await waiting(context, req, res, signed);
      if (kept) await showFound(context, req, res, signed, kept);
    },
    async post(req, res, signed) {
      const kept = await waiting(context, req, res, signed);
      if (!kept) return;
      const { campaign, upload } = kept;
      const { bytes } = upload.uploads[0]!;
      const confirm = fieldsIn(req).get('confirm') === 'true';
      const asked = { caller: signed.caller, id: campaign._id, bytes, dryRun: false, confirm };
      const saved = await savedOf(importResults(context, asked));
      if (typeof saved !== 'object') {
        await showFound(context, req, res, signed, { ...kept, refused: saved });
        return;
      }
      await dropUpload(context, upload);
      const counts = [saved.created, saved.corrected, saved.unchanged].join('.');
      res.redirect(303, `${campaignHref(campaign._id)}/figures?saved=${counts}`);
    },
  },
  {
    path: '/app/campaigns/:id/figures/:file/explained.xlsx',
    right: 'writeRegistrations',
    async show(req, res, signed) {
      const kept = await waiting(context, req, res, signed);
      if (!kept) return;
      const { caller, lang: language } = signed;
      const [upload] = kept.upload.uploads;
      const asked = { caller, id: kept.campaign._id, upload: upload!, language };
      await sendFile(res, await explainedResults(context, asked));
    },
  },
];

/** @throws Problem FORBIDDEN, NOT_FOUND */
async function ours(context: ApiContext, req: Request, { caller }: SignedIn): Promise<CampaignRecord> {
  const campaign = await needCampaign(context, caller, String(req.params['id']));
  mustRegister(caller);
  return campaign;
}

/** Why a file that could be read was not taken in. */
type Refused = 'FIGURES_DOUBTFUL' | 'STATE_CHANGED';

interface Waiting {
  readonly campaign: CampaignRecord;
  readonly upload: KeptUpload<'figures'>;
}

/** What waits, for whoever has sent it; else the first page says that it is gone. */
async function waiting(
  context: ApiContext,
  req: Request,
  res: Response,
  signed: SignedIn,
): Promise<Waiting | undefined> {
  const campaign = await ours(context, req, signed);
  const upload = await keptUpload(context, signed.caller, String(req.params['file']), ['figures']);
  if (upload?.round === campaign._id) return { campaign, upload };
  res.redirect(303, `${campaignHref(campaign._id)}/figures?gone=1`);
  return undefined;
}

/** What a file has brought; else why it was not taken in, or not whole. */
async function savedOf(importing: Promise<ResultsImported>): Promise<FigureCounts | Refused> {
  try {
    return (await importing).saved ?? 'FIGURES_DOUBTFUL';
  } catch (error) {
    if (error instanceof Problem && error.code === 'STATE_CHANGED') return error.code;
    throw error;
  }
}

async function showStart(
  context: ApiContext,
  req: Request,
  res: Response,
  signed: SignedIn,
  { _id, name }: CampaignRecord,
  refused?: { readonly said: string; readonly status: number },
): Promise<void> {
  const href = campaignHref(_id);
  const [created, corrected, unchanged] = (/^(\d{1,6})\.(\d{1,6})\.(\d{1,6})$/.exec(queryOf(req, 'saved') ?? '') ?? [])
    .slice(1)
    .map(Number);
  const data = {
    title: words('file.title'),
    subject: _id,
    award: name,
    back: { href },
    button: words('file.look'),
    notes: [
      ...(created === undefined
        ? []
        : [{ tone: 'ok' as const, text: words('file.saved', { created, corrected, unchanged }) }]),
      ...(queryOf(req, 'gone') === '1' ? [{ tone: 'warn' as const, text: words('file.gone') }] : []),
    ],
    sections: [
      {
        title: words('file.down'),
        heads: [],
        rows: [],
        empty: words('file.downHow'),
        more: { href: `${href}/figures.xlsx`, text: words('file.workbook') },
      },
    ],
    action: `${href}/figures`,
    submission: submissionFor(0),
    groups: [
      {
        fields: [
          {
            ...field('file', 'file', 'file', { accept: '.xlsx,.csv', required: true }),
            ...(refused ? { error: refused.said } : {}),
          },
        ],
      },
    ],
    ...(refused ? { refusal: refused.said, errors: [] } : {}),
  };
  await showApp(context, req, res, signed, 'app/form', data, refused?.status ?? 200);
}

/** What an upload would bring about. */
async function showFound(
  context: ApiContext,
  req: Request,
  res: Response,
  signed: SignedIn,
  { campaign, upload, refused }: Waiting & { readonly refused?: Refused },
): Promise<void> {
  const { caller, lang } = signed;
  const [file] = upload.uploads;
  const look = { caller, id: campaign._id, bytes: file!.bytes, dryRun: true, confirm: false };
  const found = await importResults(context, look);
  const href = `${campaignHref(campaign._id)}/figures`;
  const { faults, doubts, changes, rows } = found;
  const status = refused === undefined ? 200 : problems[refused].http;
  if (faults.length > 0 || changes === undefined) {
    const data = {
      title: words('file.found'),
      lead: campaign.name,
      facts: factsOf(file!.name, found),
      notes: [
        {
          tone: 'stop' as const,
          // of the first look nothing is saved
          text: refused === 'STATE_CHANGED' ? words('file.changed') : words('file.wrong', { count: faults.length }),
        },
      ],
      sections: [cellsSection(faults, lang, 'file.faults'), ...doubtsSections(doubts, lang)],
      links: [
        { href: `${href}/${upload.id}/explained.xlsx`, text: words('file.explained'), download: true as const },
        { href, text: words('file.again') },
      ],
    };
    await showApp(context, req, res, signed, 'app/office/tables', data, status);
    return;
  }
  const data = {
    title: words('file.found'),
    subject: file!.name,
    award: campaign.name,
    back: { href },
    button: words('file.save'),
    notes: [
      { tone: 'ok' as const, text: words('file.clean', { rows, ...changes }) },
      ...(doubts.length > 0 ? [{ tone: 'warn' as const, text: words('file.doubts', { count: doubts.length }) }] : []),
    ],
    sections: doubtsSections(doubts, lang),
    action: `${href}/${upload.id}`,
    submission: submissionFor(0),
    groups: doubts.length > 0 ? [{ fields: [field('confirm', 'confirm', 'check')] }] : [],
    ...(refused === undefined ? {} : { refusal: refusalOf(refused, lang), errors: [] }),
  };
  await showApp(context, req, res, signed, 'app/form', data, status);
}

const refusalOf = (code: Refused, lang: Language): string =>
  code === 'STATE_CHANGED' ? say(lang, 'emulation.file.changed') : problems[code][lang];

const factsOf = (name: string, { rows }: ResultsImported) => [
  { label: words('file.name'), value: name },
  { label: words('file.rows'), value: String(rows) },
];

const doubtsSections = (doubts: readonly CellFault[], lang: Language): Section[] =>
  doubts.length === 0 ? [] : [cellsSection(doubts, lang, 'file.doubtful')];

const cellsSection = (faults: readonly CellFault[], lang: Language, title: string): Section => ({
  title: words(title),
  heads: ['sheet', 'cell', 'column', 'what'].map(head),
  rows: faults
    .slice(0, MOST_SHOWN)
    .map((fault): Cell[] => [
      { text: fault.sheet },
      { text: `${fault.column ?? ''}${fault.row}`, main: true },
      fault.heading === undefined ? {} : { text: fault.heading },
      { text: fault[lang] },
    ]),
  ...(faults.length > MOST_SHOWN ? { note: words('file.more', { n: faults.length - MOST_SHOWN }) } : {}),
});
