import { has } from '../../../../domain/roles';
import { Problem } from '../../../../domain/errors';
import type { CertificateRecord, DecisionRecord } from '../../../../platform/store';
import { signedFileOf } from '../../../../platform/store/decisions';
import type { Field, Said, Work } from '../../../../templates/pages';
import type { Prizes } from '../../../commands/issued/prizes';
import { scanOf } from '../../../commands/issued/scan';
import { matterOf } from '../../../commands/proposals/signed-matter';
import { listMaster } from '../../../commands/service/master-data';
import { isOfLevel } from '../../../commands/shared';
import type { ApiContext, Caller } from '../../../context';
import { submissionFor } from '../../forms';
import { awardName } from '../../nominee';
import { decisionHref, unitNamesOf } from '../office/cells';
import type { SignedIn } from '../page';
import { awaitsHandover, scanLinks } from './handover';
import { handoverManyHref } from './handover-many';
import { words } from './words';

interface About {
  readonly record: DecisionRecord;
  readonly certificates: readonly CertificateRecord[];
  readonly prizes: Prizes | undefined;
}

/** What an office does with a decision, in the order in which it is done; only what this reader may do and this decision has. */
export async function worksOf(context: ApiContext, signed: SignedIn, about: About): Promise<readonly Work[]> {
  const { caller } = signed;
  const { record, certificates, prizes } = about;
  const at = (file: string) => `${decisionHref(record._id)}/${file}`;
  const file = (name: string, text: string) => ({
    href: at(name),
    text: words(`work.${text}`),
    download: true as const,
  });
  const awards = record.kind === 'decision' && record.case === undefined && record.authority !== undefined;
  const printed = certificates.some(
    ({ document, status }) => document && (status === 'valid' || status === 'corrected'),
  );
  const papers = [
    ...(record.documents?.decision ? [file('document.pdf', 'document')] : []),
    ...(awards && has(caller, 'readProposals') ? [file('document.docx', 'word')] : []),
    ...(await signedLinks(context, caller, record)),
    // those of single certificates stand on the page of each
    ...(await scanLinks(
      context,
      signed,
      certificates.filter((one) => scanOf(one)?.to === 'decisions'),
    )),
    ...(has(caller, 'readInternal') ? [file('dossier.zip', 'pack')] : []),
  ];
  return [
    ...(papers.length > 0 ? [{ title: words('work.papers'), links: papers }] : []),
    ...(printed
      ? [
          { title: words('work.copies'), say: words('work.copiesHow'), links: [file('certificates.pdf', 'copiesPdf')] },
          ...(await blankWorks(context, signed, about, at)),
        ]
      : []),
    ...(awards && record.lines.length > 0
      ? [
          {
            title: words('work.ceremony'),
            links: [
              file('ceremony-list.xlsx', 'ceremonyList'),
              file('slips.pdf', 'slips'),
              ...(has(caller, 'handOver') && certificates.some(awaitsHandover)
                ? [{ href: handoverManyHref(record._id), text: words('handover.many') }]
                : []),
            ],
            ...(has(caller, 'readProposals') ? await handoverOf(context, record, at('handover.docx')) : {}),
          },
        ]
      : []),
    ...(prizes
      ? [{ title: words('work.money'), say: words('work.moneyHow'), links: [file('payment-list.xlsx', 'paymentList')] }]
      : []),
  ];
}

/** Of a paper that was signed elsewhere there is no draft to compare with, and no file. */
async function signedLinks(
  context: ApiContext,
  caller: Caller,
  record: DecisionRecord,
): Promise<{ readonly href: string; readonly text: Said }[]> {
  if (!has(caller, 'readProposals')) return [];
  try {
    const { matter } = await matterOf(context, caller, record._id);
    const mayRecord = has(caller, 'recordDecisions') && (await isOfLevel(context, caller, matter.unit));
    const href = `${decisionHref(record._id)}/signed-file`;
    return [
      ...(signedFileOf(record) === undefined ? [] : [{ href, text: words('work.signed') }]),
      ...(mayRecord ? [{ href: `${href}/record`, text: words('work.recordSigned') }] : []),
    ];
  } catch (problem) {
    if (problem instanceof Problem && problem.code === 'NOT_FOUND') return [];
    throw problem;
  }
}

/** Printing on blanks, for those who print: which printer, which award (a tray holds blanks of one kind), or a proof first. */
async function blankWorks(
  context: ApiContext,
  { caller, lang }: SignedIn,
  { certificates }: About,
  at: (file: string) => string,
): Promise<Work[]> {
  if (!has(caller, 'printCertificates')) return [];
  const printers = await listMaster(context, { caller, kind: 'printers' });
  if (printers.length === 0) return [{ title: words('work.blanks'), say: words('work.noPrinter') }];
  const select = (name: string, options: readonly { readonly value: string; readonly text: Said }[]): Field => ({
    name,
    label: words(`work.${name}`),
    kind: 'select',
    options: options.map((option, i) => ({ ...option, selected: i === 0 })),
  });
  const codes = [...new Set(certificates.map(({ award }) => award))];
  const printer = select(
    'printer',
    printers.map(({ _id, name }) => ({ value: _id, text: name })),
  );
  return [
    {
      title: words('work.blanks'),
      say: words('work.blanksHow'),
      ask: {
        action: at('certificates.pdf'),
        fields: [
          printer,
          ...(codes.length > 1
            ? [
                select(
                  'award',
                  codes.map((one) => ({ value: one, text: awardName(context.catalogue, one, lang) })),
                ),
              ]
            : []),
          { name: 'proof', label: words('work.proof'), kind: 'check' },
        ],
        button: words('work.print'),
      },
    },
    ...(has(caller, 'writeMasterData')
      ? [
          {
            title: words('work.adjust'),
            say: words('work.adjustHow'),
            post: {
              action: at('printer-link'),
              submission: submissionFor(0),
              fields: [printer],
              button: words('work.adjustOpen'),
            },
          },
        ]
      : []),
  ];
}

/** Minutes of handing over are made for one unit. */
async function handoverOf(context: ApiContext, { lines }: DecisionRecord, action: string): Promise<Pick<Work, 'ask'>> {
  const nominations = await context.store.nominations.many(lines);
  const units = [...new Set([...nominations.values()].map(({ unit }) => unit))];
  const name = await unitNamesOf(context, units);
  return {
    ask: {
      action,
      fields: [
        {
          name: 'unit',
          label: words('work.unit'),
          kind: 'select',
          options: units.map((value, i) => ({ value, text: name(value), selected: i === 0 })),
        },
      ],
      button: words('work.handover'),
    },
  };
}
