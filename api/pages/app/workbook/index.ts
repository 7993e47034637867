import type { Request, Response } from 'express';
import { Problem, problems } from '../../../../domain/errors';
import { has } from '../../../../domain/roles';
import type { Language } from '../../../../platform/store';
import type { ImportKind } from '../../../../templates/pages';
import { explainedHistory, historyTemplate } from '../../../commands/facts/history-import/sheets';
import { importHistory } from '../../../commands/facts/history-import';
import { importWorkbook, lookAtWorkbook } from '../../../commands/nominations/workbook';
import { explainedWorkbook, workbookFor } from '../../../commands/nominations/workbook/download';
import { MOST_TOGETHER } from '../../../commands/nominations/workbook/upload';
import { fileTooLarge } from '../../../commands/papers';
import { defined, everything } from '../../../commands/shared';
import type { ApiContext, Caller } from '../../../context';
import { attachmentOf } from '../../../routes/serve';
import { fieldsIn, wordsIn } from '../../forms';
import { fieldsOf } from '../../problem';
import { filesIn, uploadForm } from '../../upload';
import { refusals } from '../../words';
import { showApp } from '../frame';
import type { AppPage, SignedIn } from '../page';
import { dropUpload, keptUpload, keepUpload, type KeptUpload } from './kept-upload';
import { resultOf } from './result';

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const MOST_FILES = 200;

/** Workbooks down and up: drafts of a unit, and awards of the past. What was sent waits until it is confirmed. */
export function workbookPages(context: ApiContext): AppPage[] {
  const { store } = context;

  const start = async (
    req: Request,
    res: Response,
    signed: SignedIn,
    more: Partial<Parameters<typeof showApp<'app/import'>>[5]> = {},
    status = 200,
  ): Promise<void> => {
    const { caller } = signed;
    const rounds = await everything((paging) => store.rounds.list(paging));
    const units = caller.unit === undefined ? await store.units.all() : undefined;
    await showApp(
      context,
      req,
      res,
      signed,
      'app/import',
      {
        rounds: rounds.map(({ _id, name }) => ({ code: _id, name })).reverse(),
        ...(units ? { units: units.map(({ _id, name }) => ({ code: _id, name })) } : {}),
        awards: takesAwards(caller),
        typed: { kind: 'drafts', unit: '', round: '' },
        ...more,
      },
      status,
    );
  };

  /** What waits, for whoever has sent it; else the first page says that it is gone. */
  const waiting = async (req: Request, res: Response, { caller }: SignedIn): Promise<KeptUpload | undefined> => {
    const kept = await keptUpload(context, caller, String(req.params['file']), ['drafts', 'awards']);
    if (!kept) res.redirect(303, '/app/import?gone=1');
    return kept;
  };

  return [
    {
      path: '/app/import',
      right: 'writeDrafts',
      entry: 'import',
      form: uploadForm({ files: MOST_FILES }),
      show: (req, res, signed) => start(req, res, signed, noticeIn(req)),

      async post(req, res, signed) {
        const fields = fieldsIn(req);
        const kind: ImportKind = fields.get('kind') === 'awards' ? 'awards' : 'drafts';
        const typed = { kind, unit: wordsIn(fields, 'unit', 64), round: wordsIn(fields, 'round', 64) };
        try {
          const files = filesIn(req).filter(({ field }) => field === 'file');
          const uploads = files.map(({ name, bytes }) => {
            if (!bytes) throw fileTooLarge(name, MOST_TOGETHER);
            return { name, bytes };
          });
          if (uploads.length === 0) throw new Problem('VALIDATION', 'no file', { sentence: refusals.noUpload });
          const asked = {
            kind,
            ...defined({ unit: typed.unit || undefined, round: typed.round || undefined }),
            uploads,
          };
          await look(context, signed.caller, asked);
          const file = await keepUpload(context, signed.caller, asked);
          res.redirect(303, `/app/import/${file}`);
        } catch (error) {
          if (!(error instanceof Problem) || !saidAtField.has(error.code)) throw error;
          const refused = { kind, sentence: sentenceOf(error, signed.lang) };
          await start(req, res, signed, { typed, refused }, problems[error.code].http);
        }
      },
    },
    {
      path: '/app/import/workbook.xlsx',
      right: 'writeDrafts',
      async show(req, res, { caller }) {
        const asked = (name: string): string => (typeof req.query[name] === 'string' ? req.query[name] : '');
        const unit = asked('unit') || undefined;
        const empty = asked('empty') === 'true';
        sendXlsx(res, await workbookFor(context, { caller, round: asked('round'), empty, ...defined({ unit }) }));
      },
    },
    {
      path: '/app/import/awards.xlsx',
      right: 'writeFacts',
      show: async (_req, res) => sendXlsx(res, await historyTemplate(context)),
    },
    {
      path: '/app/import/:file',
      right: 'writeDrafts',
      async show(req, res, signed) {
        const kept = await waiting(req, res, signed);
        if (!kept) return;
        const found = await look(context, signed.caller, kept);
        await showApp(context, req, res, signed, 'app/import-result', resultOf(kept, found, signed.lang));
      },
      async post(req, res, signed) {
        const kept = await waiting(req, res, signed);
        if (!kept) return;
        const { caller } = signed;
        const done = await save(context, caller, kept);
        if (!done) {
          res.redirect(303, `/app/import/${kept.id}`);
          return;
        }
        await dropUpload(context, kept);
        res.redirect(303, `/app/import?saved=${[kept.kind, done.created, done.changed, done.unchanged].join('.')}`);
      },
    },
    {
      path: '/app/import/:file/explained.xlsx',
      right: 'writeDrafts',
      async show(req, res, signed) {
        const kept = await waiting(req, res, signed);
        if (!kept) return;
        const { caller, lang: language } = signed;
        const [upload] = kept.uploads;
        const asked = { caller, language };
        sendXlsx(
          res,
          kept.kind === 'awards'
            ? await explainedHistory(context, { ...asked, upload: upload! })
            : await explainedWorkbook(context, { ...asked, ...partiesIn(kept), uploads: kept.uploads }),
        );
      },
    },
  ];
}

const takesAwards = (caller: Caller): boolean => has(caller, 'writeFacts') && caller.unit === undefined;

const partiesIn = ({ unit, round = '' }: Pick<KeptUpload, 'unit' | 'round'>) => ({ round, ...defined({ unit }) });

type Waiting = Pick<KeptUpload, 'kind' | 'unit' | 'round' | 'uploads'>;

/** What an upload would bring about. */
async function look(context: ApiContext, caller: Caller, asked: Waiting) {
  if (asked.kind === 'drafts') return lookAtWorkbook(context, { caller, ...partiesIn(asked), uploads: asked.uploads });
  return importHistory(context, { caller, bytes: asked.uploads[0]!.bytes, dryRun: true });
}

/** Saves it; undefined when something is wrong by now. */
async function save(context: ApiContext, caller: Caller, kept: KeptUpload) {
  if (kept.kind === 'drafts') {
    const asked = { caller, ...partiesIn(kept), uploads: kept.uploads, dryRun: false };
    const { saved, changes } = await importWorkbook(context, asked);
    return saved ? changes : undefined;
  }
  const { saved } = await importHistory(context, { caller, bytes: kept.uploads[0]!.bytes, dryRun: false });
  return saved && { created: saved.created, changed: saved.corrected, unchanged: saved.unchanged };
}

function noticeIn({ query }: Request) {
  const { saved } = query;
  if (query['gone'] === '1') return { gone: true as const };
  const [, kind, ...counts] =
    /^(drafts|awards)\.(\d{1,6})\.(\d{1,6})\.(\d{1,6})$/.exec(typeof saved === 'string' ? saved : '') ?? [];
  if (kind === undefined) return {};
  const [created, changed, unchanged] = counts.map(Number) as [number, number, number];
  return { done: { kind: kind as ImportKind, created, changed, unchanged } };
}

/** Refusals that are about what was sent. */
const saidAtField: ReadonlySet<string> = new Set(['VALIDATION', 'UNSUPPORTED_TYPE', 'TOO_LARGE', 'NOT_FOUND']);

function sentenceOf(problem: Problem, lang: Language): string {
  const [field] = fieldsOf(problem);
  const said = (problem.data['sentence'] ?? field) as { readonly vi: string; readonly en: string } | undefined;
  return said?.[lang] ?? problems[problem.code][lang];
}

const sendXlsx = (res: Response, { name, bytes }: { readonly name: string; readonly bytes: Buffer }): void => {
  res.type(XLSX).set('Content-Disposition', attachmentOf(name)).send(bytes);
};
