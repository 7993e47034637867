import { z } from 'zod';
import { putMaster } from '../commands/service/master-data';
import {
  importLastNumber,
  listRegisters,
  recordRegisterPaper,
  registerState,
  registerVersions,
  type RegisterState,
} from '../commands/service/number-registers';
import { defined } from '../commands/shared';
import { numberWarning } from '../schemas/answers/proposals';
import { decision, decisionAnswer } from '../schemas/answers/registers';
import { code, day, id, line, prose } from '../schemas/fields';
import { register } from '../schemas/master-data';
import type { RegisterRecord } from '../../platform/store';
import type { NumberRegister } from '../../domain/pack';
import { signatureForm } from './proposals';
import type { Endpoint } from './endpoint';
import { endpoint } from './endpoint';

const tag = 'registers' as const;
const byCode = z.strictObject({ code });
const onDay = z.strictObject({ day: day.exactOptional().meta({ description: 'Today when absent' }) });

const registerAnswer = z
  .object({
    code: z.string(),
    unit: z.string(),
    council: z.string().optional(),
    paper: z.string(),
    symbol: z.string(),
    mode: z.enum(['manual', 'automatic']),
    restart: z.enum(['yearly', 'never']),
    maximum: z.number().optional(),
    validFrom: z.string().optional().meta({ description: 'Absent: by the pack of the province' }),
  })
  .meta({ id: 'NumberRegisterAnswer' });

function shown(record: NumberRegister & { readonly validFrom?: string }): z.input<typeof registerAnswer> {
  const { unit, council, paper, symbol, mode, restart, maximum, validFrom } = record;
  return { code: record.code, unit, paper, symbol, mode, restart, ...defined({ council, maximum, validFrom }) };
}

const number = z.object({ number: z.string(), date: z.string() });
const state = registerAnswer
  .extend({
    day: z.string(),
    last: number.optional(),
    next: z.string().optional().meta({ description: 'Absent when the register is at its last number' }),
    imported: number.extend({ reason: z.string() }).optional(),
    full: z.boolean(),
  })
  .meta({ id: 'NumberRegisterState' });

const stateShown = ({ register: of, ...rest }: RegisterState): z.input<typeof state> => ({ ...shown(of), ...rest });

export const numberRegisterRoutes: readonly Endpoint[] = [
  endpoint({
    method: 'put',
    path: '/registers/:code',
    tag,
    summary: 'Write a version of a number register',
    description: 'The version holds for papers dated from its day on; another day makes another version.',
    right: 'writeMasterData',
    params: byCode,
    body: register,
    answers: { 200: registerAnswer, 201: registerAnswer },
    async handle({ context, caller, params, body }) {
      const record: RegisterRecord = { _id: `${params.code}@${body.validFrom}`, code: params.code, ...body };
      const { outcome } = await putMaster(context, { caller, kind: 'registers', record });
      return { status: outcome === 'created' ? 201 : 200, body: shown(record) };
    },
  }),
  endpoint({
    method: 'get',
    path: '/registers',
    tag,
    summary: 'Number registers as they are on a day',
    right: 'readDecisions',
    query: onDay,
    answers: { 200: z.object({ items: z.array(registerAnswer) }) },
    async handle({ context, caller, query }) {
      return { body: { items: (await listRegisters(context, { caller, ...query })).map(shown) } };
    },
  }),
  endpoint({
    method: 'get',
    path: '/registers/:code',
    tag,
    summary: 'A number register on a day: its last number, and the next one',
    right: 'readDecisions',
    params: byCode,
    query: onDay,
    answers: { 200: state },
    refuses: ['NOT_FOUND'],
    async handle({ context, caller, params, query }) {
      return { body: stateShown(await registerState(context, { caller, ...params, ...query })) };
    },
  }),
  endpoint({
    method: 'get',
    path: '/registers/:code/versions',
    tag,
    summary: 'What offices have entered of a register, oldest first',
    right: 'readDecisions',
    params: byCode,
    answers: { 200: z.object({ items: z.array(registerAnswer) }) },
    refuses: ['NOT_FOUND'],
    async handle({ context, caller, params }) {
      return { body: { items: (await registerVersions(context, { caller, ...params })).map(shown) } };
    },
  }),
  endpoint({
    method: 'post',
    path: '/registers/:code/last-number',
    tag,
    summary: 'Note the last number that was used outside the service',
    description:
      'The service goes on behind it. Its date says of which year. A mistake can be mended while nothing stands above.',
    right: 'importNumbers',
    params: byCode,
    body: z.strictObject({ number: line(100).meta({ examples: ['1204/QĐ-UBND'] }), date: day, reason: prose(2_000) }),
    answers: { 200: state },
    refuses: ['NOT_FOUND', 'REGISTER_BEHIND', 'REGISTER_FULL', 'NUMBER_OUT_OF_ORDER'],
    async handle({ context, caller, params, body }) {
      return { body: stateShown(await importLastNumber(context, { caller, ...params, ...body })) };
    },
  }),
  endpoint({
    method: 'post',
    path: '/registers/:code/papers',
    tag,
    summary: 'Number an outgoing paper that is no decision: minutes and notices of a council, letters',
    description: 'Under the number that it bears where the clerk gives it, else under the next one.',
    right: 'recordPapers',
    params: byCode,
    body: z
      .strictObject({
        number: line(100).exactOptional(),
        date: day,
        subject: line(500),
        signer: line(200),
        signerPost: line(300),
        form: signatureForm,
        session: id.exactOptional().meta({ description: 'The session whose paper it is' }),
        file: id.exactOptional().meta({ description: 'Id of the scan, attached to the session' }),
      })
      .meta({ id: 'RegisterPaper' }),
    answers: { 200: decision.extend({ warnings: z.array(numberWarning) }), 201: decision },
    refuses: ['NOT_FOUND', 'NUMBER_TAKEN', 'NUMBER_OUT_OF_ORDER', 'REGISTER_FULL', 'KEY_REUSED'],
    async handle({ context, caller, params, body, submission }) {
      const done = await recordRegisterPaper(context, { caller, ...params, submission, paper: body });
      return {
        status: done.created ? 201 : 200,
        body: { ...decisionAnswer(done.record), warnings: [...done.warnings] },
      };
    },
  }),
];
