import { Problem } from '../../../../domain/errors';
import { signedFileOf } from '../../../../platform/store/decisions';
import { countText, dayText } from '../../../../templates/format';
import type { Cell, Field } from '../../../../templates/pages';
import { inBoth } from '../../../../templates/words';
import { attachment } from '../../../commands/papers';
import { recordSignedFile, signedReading } from '../../../commands/proposals/signed-file';
import { matterOf } from '../../../commands/proposals/signed-matter';
import { defined } from '../../../commands/shared';
import type { ApiContext } from '../../../context';
import { signedFile } from '../../../routes/signed-files';
import { invalid, parse } from '../../../schemas/parse';
import { bodyIn } from '../../forms';
import { showApp } from '../frame';
import { decisionHref } from '../office/cells';
import { sendFile } from '../office/file';
import { formPage } from '../office/form-page';
import { put } from '../office/proposals/words';
import type { AppPage } from '../page';
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
        kind: words(`decisionKind.${decision.kind}`),
        title: words('signed.title'),
        lead: words('decision.title', { number: decision.number, date: dayText(lang, decision.date) }),
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
  formPage<Signed>(context, {
    path: '/app/decisions/:id/signed-file/record',
    right: 'recordDecisions',
    files: { to: ({ decision, matter }) => ({ to: placeOf(decision), id: matter.entity }) },
    // each file is a record of its own, so it is of no version
    open: async (req, { caller }) => ({
      version: 0,
      ...(await matterOf(context, caller, String(req.params['id']))),
    }),
    about: ({ decision }) => ({
      title: words('work.recordSigned'),
      subject: decision.number,
      lead: words('signed.how'),
      back: decisionHref(decision._id),
      button: words('work.recordSigned'),
    }),
    fields: signedFileFields,
    async send({ decision: { _id: id } }, { caller, fields }) {
      const { attachment: file, confirmed } = bodyIn(fields, ['attachment', 'confirmed']);
      if (file === undefined) throw invalid({ field: 'file', ...inBoth('issuedPages.signed.noFile') });
      const said = parse(signedFile, { file, ...defined({ confirmed }) });
      await recordSignedFile(context, { caller, id, file: said.file, ...defined({ confirmed: said.confirmed }) });
      return `${decisionHref(id)}?done=signedFile`;
    },
  }),
];

type Signed = Awaited<ReturnType<typeof matterOf>> & { readonly version: number };

/** The file of a signed paper, and why it is right where it differs from its draft. */
export const signedFileFields = (): Field[] => [
  { name: 'file', label: put('field.file'), kind: 'file', hint: put('field.fileHow') },
  { name: 'confirmed', label: put('field.confirmed'), kind: 'long', hint: put('field.confirmedHow') },
];

const placeOf = ({ proposal }: { readonly proposal?: string }) => (proposal === undefined ? 'cases' : 'proposals');
