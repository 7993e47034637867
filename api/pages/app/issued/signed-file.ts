import type { Request, Response } from 'express';
import { Problem } from '../../../../domain/errors';
import { signedFileOf } from '../../../../platform/store/decisions';
import { countText } from '../../../../templates/format';
import type { Cell, FileField } from '../../../../templates/pages';
import { inBoth } from '../../../../templates/words';
import { attachment } from '../../../commands/papers';
import { recordSignedFile, signedReading } from '../../../commands/proposals/signed-file';
import { matterOf } from '../../../commands/proposals/signed-matter';
import { defined } from '../../../commands/shared';
import type { ApiContext } from '../../../context';
import { confirmed } from '../../../schemas/fields';
import { invalid, parse } from '../../../schemas/parse';
import { fieldsIn, wordsIn, type Fields } from '../../forms';
import { uploadForm } from '../../upload';
import { showApp } from '../frame';
import { decisionHref } from '../office/cells';
import { sendFile } from '../office/file';
import type { AppPage, SignedIn } from '../page';
import { attachedFile, keptFile } from './files';
import { showIssuedForm } from './form';
import { words } from './words';

/** The file of a signed paper: who has signed it, and in what it differs from the draft; it is recorded by the clerk. */
export const signedFilePages = (context: ApiContext): AppPage[] => [
  {
    path: '/app/decisions/:id/signed-file',
    right: 'readProposals',
    async show(req, res, signed) {
      const { caller, lang } = signed;
      const id = String(req.params['id']);
      const read = await signedReading(context, { caller, id });
      const decision = await context.store.decisions.need(id);
      await showApp(context, req, res, signed, 'app/issued/record', {
        kind: decision.number,
        title: words('signed.title'),
        notes: read.notices.map((notice) => ({ tone: 'plain' as const, text: notice[lang] })),
        factsTitle: words('signed.file'),
        facts: [
          { label: words('signed.name'), value: read.name, href: `${decisionHref(id)}/signed-file/original` },
          { label: words('signed.bytes'), value: words('signed.size', { n: countText(lang, read.bytes) }) },
          ...(read.pages === undefined ? [] : [{ label: words('signed.pages'), value: String(read.pages) }]),
          { label: 'SHA-256', value: read.sha256 },
        ],
        sections: [
          {
            title: words('signed.signatures'),
            heads: ['finding'],
            rows: read.signatures.map(({ say }) => [{ text: say[lang], main: true }]),
            empty: words('signed.none'),
          },
          {
            title: words('signed.findings'),
            heads: ['finding', 'weight'],
            rows: read.findings.map(({ say, weight }): Cell[] => [
              { text: say[lang], main: true },
              { text: words(`signed.weight.${weight}`), tone: weight === 'ask' ? 'stop' : 'plain' },
            ]),
            empty: words('signed.same'),
          },
        ],
        works: [{ title: words('work.papers'), links: [{ href: decisionHref(id), text: words('signed.back') }] }],
      });
    },
  },
  {
    path: '/app/decisions/:id/signed-file/original',
    right: 'readProposals',
    async show(req, res, { caller }) {
      const { decision, matter } = await matterOf(context, caller, String(req.params['id']));
      const file = signedFileOf(decision);
      if (file === undefined) throw new Problem('NOT_FOUND', `no signed file of ${decision._id}`);
      const to = placeOf(decision);
      await sendFile(res, await attachment(context, { caller, to, id: matter.entity, file }));
    },
  },
  {
    path: '/app/decisions/:id/signed-file/record',
    right: 'recordDecisions',
    form: uploadForm({ files: 1 }),
    async show(req, res, signed) {
      await showRecord(context, req, res, signed, {});
    },
    async post(req, res, signed) {
      const { caller } = signed;
      const id = String(req.params['id']);
      const fields = fieldsIn(req);
      const { decision, matter } = await matterOf(context, caller, id);
      let kept: FileField['kept'];
      try {
        kept = await attachedFile(context, req, fields, { caller, to: placeOf(decision), id: matter.entity });
        if (!kept) throw invalid({ field: 'file', ...inBoth('issuedPages.signed.noFile') });
        const reason = wordsIn(fields, 'confirmed');
        const said = defined({ confirmed: reason === '' ? undefined : parse(confirmed, reason, ['confirmed']) });
        await recordSignedFile(context, { caller, id, file: kept.id, ...said });
      } catch (problem) {
        if (!(problem instanceof Problem)) throw problem;
        kept ??= await keptFile(context, fields, matter.entity);
        await showRecord(context, req, res, signed, { fields, problem, kept });
        return;
      }
      res.redirect(303, `${decisionHref(id)}?done=signedFile`);
    },
  },
];

const placeOf = ({ proposal }: { readonly proposal?: string }) => (proposal === undefined ? 'cases' : 'proposals');

async function showRecord(
  context: ApiContext,
  req: Request,
  res: Response,
  signed: SignedIn,
  tried: { readonly fields?: Fields; readonly problem?: Problem; readonly kept?: FileField['kept'] },
): Promise<void> {
  const id = String(req.params['id']);
  const { decision } = await matterOf(context, signed.caller, id);
  const { kept, ...rest } = tried;
  await showIssuedForm(
    context,
    req,
    res,
    signed,
    {
      action: `${decisionHref(id)}/signed-file/record`,
      title: words('work.recordSigned'),
      subject: decision.number,
      say: words('signed.how'),
      back: decisionHref(id),
      fields:
        tried.problem?.code === 'SIGNED_FILE_DIFFERS'
          ? [{ name: 'confirmed', label: words('ask.confirmed'), kind: 'long', required: true }]
          : [],
      step: 'send',
      button: words('work.recordSigned'),
    },
    { version: 0, upload: { label: words('ask.signedFile'), ...(kept ? { kept } : {}) }, ...rest },
  );
}
