import { z } from 'zod';
import { Problem } from '../../domain/errors';
import type { Attachable } from '../commands/papers';
import { attach, attachment, detach, rightToAttach } from '../commands/papers';
import { attached } from '../schemas/answers/registers';
import { nomination, nominationAnswer } from '../schemas/answers/nominations';
import { id, version } from '../schemas/fields';
import type { Endpoint, Tag } from './endpoint';
import { endpoint } from './endpoint';
import { byId } from './nominations';
import { expectsOf } from './serve';

const what: Readonly<Record<Attachable, readonly [Tag, string]>> = {
  nominations: ['nominations', 'a nomination'],
  dockets: ['nominations', 'a docket, for papers that belong to several of its nominations'],
  sessions: ['sessions', 'a session, for its signed minutes'],
  cases: ['cases', 'a case, for the scan of its paper and for papers that come later'],
  blocks: ['facts', 'a cluster or block, for the papers on which it has ranked its members'],
  campaigns: ['campaigns', 'a campaign: the scan of the document that launches it, a PDF'],
  decisions: [
    'registers',
    'a decision: the scan of what was signed when many of its certificates were handed over at once',
  ],
  proposals: ['proposals', 'a proposal, for the scan of the signed paper'],
  'initiative-submissions': ['initiatives', 'an initiative, for its report'],
  'initiative-minutes': [
    'initiatives',
    'an initiative, for the signed minutes of its council, which those open who read sessions',
  ],
};

const doors = (to: Attachable): Endpoint[] => {
  const [tag, words] = what[to];
  return [
    endpoint({
      method: 'post',
      path: `/${to}/:id/attachments`,
      tag,
      summary: `Attach a file to ${words}`,
      description:
        'PDF, DOCX, XLSX, JPG or PNG up to 20 MB. Papers then name it by its id. The same file again is the same one.',
      right: rightToAttach(to),
      params: byId,
      upload: true,
      answers: { 201: attached },
      refuses: ['NOT_FOUND', 'TOO_LARGE', 'UNSUPPORTED_TYPE'],
      async handle({ context, caller, params, upload }) {
        if (!upload) throw new Problem('MALFORMED', 'no file');
        const file = await attach(context, { caller, to, ...params, ...upload });
        return { status: 201, body: file, location: `/api/v1/${to}/${params.id}/attachments/${file.id}` };
      },
    }),
    endpoint({
      method: 'get',
      path: `/${to}/:id/attachments/:file`,
      tag,
      summary: `A file attached to ${words}`,
      params: z.strictObject({ id, file: id }),
      answers: { 200: 'application/octet-stream' },
      refuses: ['NOT_FOUND'],
      async handle({ context, caller, params }) {
        return { file: await attachment(context, { caller, to, ...params }) };
      },
    }),
  ];
};

const ofDraft = endpoint({
  method: 'delete',
  path: '/nominations/:id/attachments/:file',
  tag: 'nominations',
  summary: 'Take a file off a draft',
  description: 'Out of its papers too. Name the version of the draft as If-Match or in the body.',
  right: 'writeDrafts',
  params: z.strictObject({ id, file: id }),
  body: z.strictObject({ expects: version.optional() }),
  answers: { 200: nomination },
  refuses: ['NOT_FOUND', 'STATE_CHANGED', 'ACTION_NOT_ALLOWED'],
  async handle(asked) {
    const { context, caller, params } = asked;
    const record = await detach(context, { caller, ...params, expects: expectsOf(asked) });
    return { body: nominationAnswer({ record }, caller), version: record.version };
  },
});

export const attachmentRoutes = [...(Object.keys(what) as Attachable[]).flatMap(doors), ofDraft];
