import { z } from 'zod';
import { createDocument, type ZodOpenApiOperationObject } from 'zod-openapi';
import type { ProblemCode } from '../domain/errors';
import { problems } from '../domain/errors';
import { rolesWith } from '../domain/roles';
import { API_BASE, endpoints } from './routes';
import type { Endpoint } from './routes/endpoint';
import { tags } from './routes/endpoint';

const codes = Object.keys(problems) as [ProblemCode, ...ProblemCode[]];

const problem = z
  .looseObject({
    type: z.string(),
    title: z.string(),
    status: z.number(),
    code: z.string().meta({ description: `Stable. One of ${codes.join(', ')}, or UNEXPECTED` }),
    detail: z.string().meta({ description: 'What a person is told to do next; in English with Accept-Language: en' }),
    instance: z.string(),
    requestId: z.string(),
    fields: z.array(z.object({ field: z.string(), message: z.string() })).optional(),
    state: z.string().optional().meta({ description: 'Where it stands now' }),
    allowed: z.array(z.string()).optional().meta({ description: 'What may be done instead' }),
    version: z.number().optional(),
    lines: z.array(z.looseObject({ id: z.string(), code: z.string().optional() })).optional(),
    neighbours: z.looseObject({}).optional().meta({ description: 'What stands around a number in its register' }),
    outOfReach: z
      .array(z.looseObject({ nomination: z.string() }))
      .optional()
      .meta({ description: 'Lines of a session that cannot reach their threshold, with the numbers' }),
    reference: z.string().optional(),
  })
  .meta({ id: 'Problem', description: 'A refusal (RFC 9457)' });

const idempotencyKey = z.object({
  'Idempotency-Key': z.string().optional().meta({
    description: 'Chosen by the caller: the same call with the same key happens once, and has the same answer',
  }),
});
const ifMatch = z.object({
  'If-Match': z.string().optional().meta({ description: 'The version decided on, as `expects` in the body' }),
});

/** Refusals that every call may give. */
const always: readonly ProblemCode[] = [
  'UNAUTHENTICATED',
  'FORBIDDEN',
  'VALIDATION',
  'TOO_MANY_REQUESTS',
  'STORE_BUSY',
];

/** The API as OpenAPI 3.1, made of the very schemas that parse and the list that is served. */
export function openApi(publicUrl: string): ReturnType<typeof createDocument> {
  const paths: Record<string, Record<string, ZodOpenApiOperationObject>> = {};
  for (const endpoint of endpoints) {
    const path = `${API_BASE}${endpoint.path.replace(/:(\w+)/g, '{$1}')}`;
    paths[path] = { ...paths[path], [endpoint.method]: operationOf(endpoint) };
  }
  return createDocument({
    openapi: '3.1.0',
    info: {
      title: 'Vinh Danh',
      version: '1',
      description:
        'Award nominations of a province: what units send, what councils and authorities decide, what is issued. ' +
        'Refusals are problem documents (RFC 9457) with a stable `code`. 503 means “not known yet”: send the same again with ' +
        'the same Idempotency-Key, it will not count twice.',
    },
    servers: [{ url: publicUrl }],
    security: [{ key: [] }],
    tags: Object.entries(tags).map(([name, description]) => ({ name, description })),
    components: {
      securitySchemes: { key: { type: 'http', scheme: 'bearer', description: 'An API key' } },
    },
    paths: paths,
  });
}

function operationOf(endpoint: Endpoint): ZodOpenApiOperationObject {
  const { method, path, tag, summary, description, right, params, query, body, upload, answers } = endpoint;
  const roles = right === undefined ? undefined : `Roles: ${rolesWith(right).join(', ')}.`;
  const words = [description, roles].filter((part) => part !== undefined).join('\n\n');
  const header = method === 'post' ? idempotencyKey : method === 'patch' ? ifMatch : undefined;
  return {
    operationId: operationId(method, path),
    tags: [tag],
    summary,
    ...(words === '' ? {} : { description: words }),
    requestParams: {
      ...(params ? { path: params } : {}),
      ...(query ? { query } : {}),
      ...(header ? { header } : {}),
    },
    ...(body ? { requestBody: { required: true, content: { 'application/json': { schema: body } } } } : {}),
    ...(upload
      ? {
          requestBody: {
            required: true,
            content: { 'multipart/form-data': { schema: upload === true ? file : files } },
          },
        }
      : {}),
    responses: {
      ...Object.fromEntries(Object.entries(answers).map(([status, answer]) => [status, responseOf(status, answer)])),
      ...refusalsOf(endpoint),
    },
  };
}

const binary = z.string().meta({ override: { type: 'string', format: 'binary' } });
const file = z.object({ file: binary });
const files = z.object({ file: z.array(binary) });

/** `post /nominations/:id/hold` becomes `postNominationsIdHold`. */
const operationId = (method: string, path: string): string =>
  method + path.replace(/[^A-Za-z0-9]+(\w)?/g, (_, letter?: string) => (letter ?? '').toUpperCase());

const words: Readonly<Record<string, string>> = {
  200: 'Done',
  201: 'Created',
  202: 'Ordered: it happens in the background',
  204: 'Done',
};

function responseOf(status: string, answer: z.ZodType | string | undefined) {
  const description = words[status] ?? '';
  if (answer === undefined) return { description };
  if (typeof answer === 'string') {
    return { description, content: { [answer]: { schema: { type: 'string' as const, format: 'binary' } } } };
  }
  return { description, content: { 'application/json': { schema: answer } } };
}

/** Refusals by status, with their codes. */
function refusalsOf({ refuses = [] }: Endpoint) {
  const byStatus = new Map<number, ProblemCode[]>();
  for (const code of [...always, ...refuses]) {
    const { http } = problems[code];
    byStatus.set(http, [...(byStatus.get(http) ?? []), code]);
  }
  return Object.fromEntries(
    [...byStatus].map(([status, of]) => [
      String(status),
      { description: of.join(', '), content: { 'application/problem+json': { schema: problem } } },
    ]),
  );
}
