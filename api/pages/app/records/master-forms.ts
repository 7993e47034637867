import { z } from 'zod';
import { Problem } from '../../../../domain/errors';
import { editionOf, getMaster, keeps, putMaster, type MasterRecords } from '../../../commands/service/master-data';
import type { ApiContext, Caller } from '../../../context';
import { code } from '../../../schemas/fields';
import { invalid, parse, type FieldProblem } from '../../../schemas/parse';
import { fieldsOf as faultsIn } from '../../problem';
import type { AppPage } from '../page';
import { recordForm, words, type Opened } from './form';

type Kind = 'people' | 'units';

function faultsOf(error: unknown): readonly FieldProblem[] {
  if (error instanceof Problem && error.code === 'VALIDATION') return faultsIn(error);
  throw error;
}

export interface MasterForms<K extends Kind> {
  readonly kind: K;
  readonly hrefOf: (code: string) => string;
  /** What is said above the form of a record that is there. */
  readonly lead?: Opened['lead'];
  /** Whether the form is for those alone who keep the record as it stands. */
  readonly keepersOnly?: true;
  /** The form of a record, or of a new one, whose code is typed too. */
  readonly fieldsOf: (caller: Caller, record?: MasterRecords[K]) => Promise<Pick<Opened, 'groups' | 'choices'>>;
  /** What was typed as the record has it. @throws Problem VALIDATION, named as the form names it */
  readonly meant: (caller: Caller, id: string, typed: Readonly<Record<string, unknown>>) => Promise<MasterRecords[K]>;
}

/** The two forms of a kind of record that its code names: to enter one, and to correct it. */
export function masterForms<K extends Kind>(
  context: ApiContext,
  { kind, hrefOf, lead, keepersOnly, fieldsOf, meant }: MasterForms<K>,
): AppPage[] {
  interface Sent {
    readonly id: string;
    readonly body: Readonly<Record<string, unknown>>;
    readonly expects: number;
  }
  const write = async (caller: Caller, { id, body, expects }: Sent): Promise<string> => {
    const { code: _code, ...typed } = body;
    await putMaster(context, { caller, kind, record: await meant(caller, id, typed), expects });
    return `${hrefOf(id)}?done=saved`;
  };
  return [
    recordForm(context, {
      path: `/app/${kind}/new`,
      right: 'writeMasterData',
      open: async (_req, { caller }) => ({
        title: words(`${kind}.add`),
        back: { href: `/app/${kind}`, text: { key: `app.entry.${kind}` } },
        button: words('save'),
        edition: 0,
        ...(await fieldsOf(caller)),
      }),
      async save({ signed: { caller }, body, expects }) {
        const { code: _code, ...typed } = body;
        let id: string;
        try {
          id = parse(z.object({ code }), body).code;
        } catch (error) {
          // what is wrong with the rest is told in the same round
          const others = await meant(caller, '', typed).then(() => [], faultsOf);
          throw invalid(...faultsOf(error), ...others);
        }
        return await write(caller, { id, body, expects });
      },
    }),
    recordForm(context, {
      path: `/app/${kind}/:code/edit`,
      right: 'writeMasterData',
      async open(req, { caller }) {
        const id = String(req.params['code']);
        const record = await getMaster(context, { caller, kind, id });
        if (keepersOnly && !(await keeps(context, { caller, kind, record }))) throw new Problem('FORBIDDEN', id);
        return {
          title: words(`${kind}.correct`, { code: id }),
          ...(lead === undefined ? {} : { lead }),
          back: { href: hrefOf(id), text: record.name },
          button: words('save'),
          edition: editionOf(record),
          ...(await fieldsOf(caller, record)),
        };
      },
      save: ({ req, signed: { caller }, body, expects }) =>
        write(caller, { id: String(req.params['code']), body, expects }),
    }),
  ];
}
