import { z } from 'zod';
import { Problem } from '../../domain/errors';
import { paperKinds } from '../../templates/documents';
import { previewTemplate } from '../commands/office/papers';
import { adoptTemplate, listTemplates, templateFile, uploadTemplate, viewTemplate } from '../commands/office/templates';
import { defined } from '../commands/shared';
import {
  adoption,
  adoptionAnswer,
  template,
  templateAnswer,
  templateVersion,
  templateVersionAnswer,
} from '../schemas/answers/templates';
import { code, day, id, prose } from '../schemas/fields';
import type { Endpoint } from './endpoint';
import { endpoint } from './endpoint';
import { signing } from './office-papers';
import { TYPES } from './session-papers';

const tag = 'templates' as const;
const byKind = z.strictObject({ kind: z.enum(paperKinds) });
const unit = code
  .exactOptional()
  .meta({ description: "The agency; the caller's own when absent, the province for its people" });
const ofAgency = z.strictObject({ unit });
const versionNo = z.coerce.number().int().min(0).max(1_000_000);

export const templateRoutes: readonly Endpoint[] = [
  endpoint({
    method: 'get',
    path: '/templates',
    tag,
    summary: 'All kinds of papers, with their placeholders and the versions that an agency has',
    right: 'readTemplates',
    query: ofAgency,
    answers: { 200: z.object({ items: z.array(template) }) },
    refuses: ['NOT_FOUND'],
    async handle({ context, caller, query }) {
      return { body: { items: (await listTemplates(context, { caller, ...query })).map(templateAnswer) } };
    },
  }),
  endpoint({
    method: 'get',
    path: '/templates/:kind',
    tag,
    summary: 'One kind of paper',
    right: 'readTemplates',
    params: byKind,
    query: ofAgency,
    answers: { 200: template },
    refuses: ['NOT_FOUND'],
    async handle({ context, caller, params, query }) {
      return { body: templateAnswer(await viewTemplate(context, { caller, ...params, ...query })) };
    },
  }),
  endpoint({
    method: 'get',
    path: '/templates/:kind/template.docx',
    tag,
    summary: 'The template to change in a word processor: the one in force today, or any version',
    right: 'readTemplates',
    params: byKind,
    query: z.strictObject({ unit, version: versionNo.exactOptional() }),
    answers: { 200: TYPES.docx },
    refuses: ['NOT_FOUND'],
    async handle({ context, caller, params, query }) {
      const { name, bytes } = await templateFile(context, { caller, ...params, ...query });
      return { file: { name, bytes, type: TYPES.docx } };
    },
  }),
  endpoint({
    method: 'post',
    path: '/templates/:kind/versions',
    tag,
    summary: 'Upload a changed template; it is not used before it is adopted',
    description:
      'A .docx up to 5 MB without macros, embedded objects, tracked changes, comments or anything that is fetched from elsewhere. It is filled in once. Whatever is wrong is named with its place. The same file again is the same version.',
    right: 'writeTemplates',
    params: byKind,
    query: ofAgency,
    upload: true,
    answers: { 201: templateVersion, 200: templateVersion },
    refuses: ['NOT_FOUND', 'TOO_LARGE', 'UNSUPPORTED_TYPE', 'STORE_BUSY'],
    async handle({ context, caller, params, query, upload }) {
      if (!upload) throw new Problem('MALFORMED', 'no file');
      const { record, created } = await uploadTemplate(context, { caller, ...params, ...query, ...upload });
      return { status: created ? 201 : 200, body: templateVersionAnswer(record) };
    },
  }),
  endpoint({
    method: 'get',
    path: '/templates/:kind/preview.docx',
    tag,
    summary: 'What a version makes of a real case, or of examples; nothing is stored',
    right: 'readTemplates',
    params: byKind,
    query: z.strictObject({
      unit,
      version: versionNo.exactOptional(),
      case: id.exactOptional().meta({ description: 'Id of the proposal, decision, nomination or session' }),
      receiver: code.exactOptional().meta({ description: 'Of minutes of handing over: the unit that receives' }),
      ...signing,
    }),
    answers: { 200: TYPES.docx },
    refuses: ['NOT_FOUND', 'ACTION_NOT_ALLOWED', 'FACTS_MISSING', 'NOT_PRINTABLE'],
    async handle({ context, caller, params, query }) {
      const { case: of, unit: agency, version, receiver, ...said } = query;
      const more = defined({ of, unit: agency, version, receiver });
      const { name, bytes } = await previewTemplate(context, { caller, ...params, signing: said, ...more });
      return { file: { name, bytes, type: TYPES.docx } };
    },
  }),
  endpoint({
    method: 'post',
    path: '/templates/:kind/adoptions',
    tag,
    summary: 'Use a version from a day on; 0 goes back to what comes with the service',
    right: 'writeTemplates',
    params: byKind,
    query: ofAgency,
    body: z
      .strictObject({
        version: z.number().int().min(0).max(1_000_000),
        from: day.meta({ description: 'A day that has passed mends papers of that day that could not be made' }),
        reason: prose(2_000),
      })
      .meta({ id: 'NewTemplateAdoption' }),
    answers: { 201: adoption, 200: adoption },
    refuses: ['NOT_FOUND', 'KEY_REUSED'],
    async handle({ context, caller, params, query, body, submission }) {
      const { record, created } = await adoptTemplate(context, { caller, ...params, ...query, ...body, submission });
      return { status: created ? 201 : 200, body: adoptionAnswer(record) };
    },
  }),
];
