import { Problem } from '../../../../domain/errors';
import { stands } from '../../../../domain/case/life';
import { dayOf } from '../../../../domain/time';
import type { CertificateRecord } from '../../../../platform/store';
import { dayText } from '../../../../templates/format';
import type { Work } from '../../../../templates/pages';
import { certificateLife } from '../../../commands/issued/certificates';
import { handedOverScan, handOver } from '../../../commands/issued/handed-over';
import { withScans } from '../../../commands/issued/scan';
import { defined } from '../../../commands/shared';
import type { ApiContext } from '../../../context';
import { handingOver } from '../../../schemas/handing-over';
import { parse } from '../../../schemas/parse';
import { bodyIn } from '../../forms';
import { certificateHref } from '../office/cells';
import { fieldsOf } from '../office/fields';
import { sendFile } from '../office/file';
import { formPage, paperFault, paperIn } from '../office/form-page';
import type { AppPage, SignedIn } from '../page';
import { words } from './words';

const make = fieldsOf((key) => words(`handover.${key}`));

/** Whether it is still to be handed over. */
export const awaitsHandover = ({ handedOver, status }: CertificateRecord): boolean => !handedOver && stands(status);

export const handoverHref = (record: CertificateRecord): string => `${certificateHref(record)}/handover`;

/** The scans of what was signed when these certificates of one decision were handed over, each once, for whoever opens them. */
export async function scanLinks(
  context: ApiContext,
  { caller, lang }: SignedIn,
  certificates: readonly CertificateRecord[],
): Promise<NonNullable<Work['links']>> {
  return (await withScans(context, caller, certificates)).map((record) => {
    const { paper, on, to } = record.handedOver!;
    const text = words('handover.scan', { title: paper!.title, on: dayText(lang, on), to });
    return { href: `${handoverHref(record)}.file`, text, download: true as const };
  });
}

/** That a certificate was handed over: the day, who has received it, and the slip with his signature. */
export const handoverPages = (context: ApiContext): AppPage[] => [
  formPage<{ readonly version: number; readonly record: CertificateRecord }>(context, {
    path: '/app/certificates/:code/handover',
    right: 'handOver',
    files: { to: ({ record }) => ({ to: 'nominations', id: record.nomination }) },
    async open(req, { caller }) {
      const { record } = await certificateLife(context, { caller, code: String(req.params['code']) });
      return { version: 0, record };
    },
    offered({ record }) {
      if (!awaitsHandover(record)) throw new Problem('AWARD_CHANGED', record.number, { state: record.status });
    },
    about: ({ record }, { lang }) => ({
      title: words('handover.title'),
      subject: `${record.number}, ${record.snapshot.nominee.name}`,
      award: record.snapshot.awardName[lang],
      lead: words('handover.how'),
      back: certificateHref(record),
      button: words('handover.button'),
    }),
    fields: ({ record }) => [
      make.day('on', { value: dayOf(context.clock.now()) }),
      make.text('to', { value: record.snapshot.nominee.name, hint: words('handover.toHow') }),
      ...make.paper({ title: '', scan: 'offered' }).map(({ required: _required, ...field }) => field),
    ],
    async send({ record }, { caller, fields }) {
      const body = { ...bodyIn(fields, ['on', 'to']), ...defined({ paper: paperIn(fields, 'handoverSlip') }) };
      const { on, to, paper } = parse(handingOver, body);
      await handOver(context, { caller, code: record.number, said: { on, to, ...defined({ paper }) } });
      return `${certificateHref(record)}?done=handover`;
    },
    at: paperFault,
  }),
  {
    path: '/app/certificates/:code/handover.file',
    right: 'readDecisions',
    async show(req, res, { caller }) {
      await sendFile(res, await handedOverScan(context, { caller, code: String(req.params['code']) }));
    },
  },
];
