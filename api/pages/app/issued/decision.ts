import type { Request } from 'express';
import type { CertificateRecord, DecisionRecord } from '../../../../platform/store';
import { dayText, moneyText } from '../../../../templates/format';
import type { Cell, Fact, Said, Section } from '../../../../templates/pages';
import { decisionPack } from '../../../commands/dossier/pack';
import { ceremonyListOf, handoverSlipsOf } from '../../../commands/issued/ceremony';
import { printedCertificates } from '../../../commands/issued/certificates-print';
import { needCase } from '../../../commands/issued/case-access';
import { certificatesOf, decisionDocument } from '../../../commands/issued/issued';
import { paymentListOf } from '../../../commands/issued/payment-list';
import { adjustLink } from '../../../commands/issued/printer-link';
import { decisionWithPrizes, type Prizes } from '../../../commands/issued/prizes';
import { needProposal } from '../../../commands/proposals/access';
import { officePaper } from '../../../commands/office/papers';
import { defined, whenUnseen } from '../../../commands/shared';
import type { ApiContext } from '../../../context';
import { certificatesQuery } from '../../../schemas/listing';
import { code } from '../../../schemas/fields';
import { parse } from '../../../schemas/parse';
import { fieldsIn, submissionIn } from '../../forms';
import { queryOf } from '../../language';
import { awardName } from '../../nominee';
import { showApp } from '../frame';
import { caseHref, certificateHref, nominationHref, proposalHref, unitNamesOf } from '../office/cells';
import { sendFile } from '../office/file';
import { queryIn } from '../office/lists/query';
import type { AppPage, SignedIn } from '../page';
import { worksOf } from './decision-works';
import { doneIn } from './handover-many';
import { certificateSaid, words } from './words';

/** A decision: what it says and brings, and everything that an office does with it. */
export const decisionPages = (context: ApiContext): AppPage[] => {
  const file = (
    name: string,
    right: AppPage['right'],
    of: (asked: {
      readonly caller: SignedIn['caller'];
      readonly id: string;
    }) => Promise<Parameters<typeof sendFile>[1]>,
  ): AppPage => ({
    path: `/app/decisions/:id/${name}`,
    ...(right === undefined ? {} : { right }),
    async show(req, res, { caller }) {
      await sendFile(res, await of({ caller, id: String(req.params['id']) }));
    },
  });
  return [
    {
      path: '/app/decisions/:id',
      right: 'readDecisions',
      async show(req, res, signed) {
        const { caller, lang } = signed;
        const id = String(req.params['id']);
        const { record, prizes } = await decisionWithPrizes(context, { caller, id });
        const certificates = await certificatesOf(context, { caller, id });
        await showApp(context, req, res, signed, 'app/issued/record', {
          kind: words(`decisionKind.${record.kind}`),
          title: words('decision.title', { number: record.number, date: dayText(lang, record.date) }),
          lead: record.subject,
          notes: notesOf(req, certificates),
          factsTitle: words('decision.facts'),
          facts: await factsOf(context, signed, { record, certificates, prizes }),
          sections: [await linesOf(context, record, { lang, certificates, prizes })],
          works: await worksOf(context, signed, { record, certificates, prizes }),
        });
      },
    },
    file('document.pdf', 'readDecisions', async (asked) => ({
      ...(await decisionDocument(context, asked)),
      type: 'application/pdf',
    })),
    file('document.docx', 'readProposals', (asked) => officePaper(context, 'decision', { ...asked, signing: {} })),
    file('dossier.zip', 'readInternal', (asked) => decisionPack(context, asked)),
    file('ceremony-list.xlsx', 'readDecisions', (asked) => ceremonyListOf(context, asked)),
    file('slips.pdf', 'readDecisions', (asked) => handoverSlipsOf(context, asked)),
    file('payment-list.xlsx', 'readDecisions', (asked) => paymentListOf(context, asked)),
    {
      path: '/app/decisions/:id/handover.docx',
      right: 'readProposals',
      async show(req, res, { caller }) {
        const unit = queryOf(req, 'unit');
        const receiver = unit === undefined ? undefined : parse(code, unit);
        const asked = { caller, id: String(req.params['id']), signing: {}, ...defined({ receiver }) };
        await sendFile(res, await officePaper(context, 'handover', asked));
      },
    },
    {
      path: '/app/decisions/:id/certificates.pdf',
      right: 'readDecisions',
      async show(req, res, { caller }) {
        const { printer, award, proof } = parse(certificatesQuery, queryIn(req));
        const asked = { caller, id: String(req.params['id']), ...defined({ printer, award }), proof: proof === 'true' };
        await sendFile(res, { ...(await printedCertificates(context, asked)), type: 'application/pdf' });
      },
    },
    {
      path: '/app/decisions/:id/printer-link',
      right: 'writeMasterData',
      async post(req, res, { caller }) {
        const fields = fieldsIn(req);
        const printer = parse(code, fields.get('printer') ?? '');
        const link = await adjustLink(context, { caller, printer, submission: submissionIn(fields) });
        // the address can be copied there for whoever stands at the printer
        res.redirect(303, new URL(link).pathname);
      },
    },
  ];
};

/** What was done with it just now. */
function notesOf(
  req: Request,
  certificates: readonly CertificateRecord[],
): { readonly tone: 'ok'; readonly text: Said }[] {
  const [done, count] = [queryOf(req, 'done'), doneIn(certificates, queryOf(req, 'n'))];
  if (done === 'signedFile') return [{ tone: 'ok', text: words('decision.done') }];
  return done === 'handover' && count > 0 ? [{ tone: 'ok', text: words('handover.doneMany', { count }) }] : [];
}

interface With {
  readonly lang: SignedIn['lang'];
  readonly certificates: readonly CertificateRecord[];
  readonly prizes: Prizes | undefined;
}

async function factsOf(
  context: ApiContext,
  { caller, lang }: SignedIn,
  { record, certificates, prizes }: { readonly record: DecisionRecord } & Omit<With, 'lang'>,
): Promise<Fact[]> {
  const { signer, signerPost, form } = record;
  const numbers = certificates.map(({ goldBookNumber }) => goldBookNumber);
  // the paper of another authority may be known by its number only
  const signed = words('fact.signed', { form: form === 'direct' ? '' : form, post: signerPost, name: signer });
  // who may not open them is not told of them
  const proposal = record.proposal && (await needProposal(context, caller, record.proposal).catch(whenUnseen));
  const of = record.case && (await needCase(context, caller, record.case).catch(whenUnseen));
  return [
    ...(signer.trim() === '' ? [] : [{ label: words('fact.signer'), value: signed }]),
    ...(proposal
      ? [{ label: words('fact.proposal'), value: proposal.number || proposal._id, href: proposalHref(proposal._id) }]
      : []),
    ...(of ? [{ label: words('fact.case'), value: of._id, href: caseHref(of._id) }] : []),
    ...(numbers.length === 0
      ? []
      : [
          {
            label: words('fact.goldBook'),
            value: words('decision.goldBook', {
              from: Math.min(...numbers),
              to: Math.max(...numbers),
              book: certificates[0]!.goldBook,
            }),
            href: `/app/certificates?${new URLSearchParams({ decision: record._id }).toString()}`,
          },
        ]),
    ...(prizes ? [{ label: words('fact.prizes'), value: moneyText(lang, prizes.total) }] : []),
  ];
}

/** Its lines in the order of its list; a unit reads its own. */
async function linesOf(
  context: ApiContext,
  { lines }: DecisionRecord,
  { lang, certificates, prizes }: With,
): Promise<Section> {
  const nominations = await context.store.nominations.many(lines);
  const name = await unitNamesOf(
    context,
    [...nominations.values()].map(({ unit }) => unit),
  );
  const of = new Map(certificates.map((one) => [one.nomination, one]));
  const money = new Map(prizes?.lines.map(({ claim, prize, paid }) => [claim.nomination, paid ? prize.amount : 0]));
  return {
    title: words('decision.lines'),
    count: words('decision.count', { count: lines.length }),
    heads: ['nominee', 'unit', 'goldBook', 'certificate', ...(prizes ? ['amount'] : [])],
    rows: lines.map((line): Cell[] => {
      const nomination = nominations.get(line);
      const certificate = of.get(line);
      const amount = money.get(line);
      return [
        {
          text: nomination?.dossier.nominee.name ?? line,
          href: nominationHref(line),
          main: true,
          ...(nomination ? { sub: awardName(context.catalogue, nomination.dossier.award, lang) } : {}),
        },
        { text: nomination ? name(nomination.unit) : '–' },
        certificate ? { n: certificate.goldBookNumber } : {},
        certificate
          ? {
              text: certificate.number,
              href: certificateHref(certificate),
              ...subOf(certificate, lang),
            }
          : {},
        ...(prizes ? [amount === undefined ? {} : { text: moneyText(lang, amount) }] : []),
      ];
    }),
    empty: { key: 'officePages.list.none' },
  };
}

/** What became of a certificate; of one that stands, when it was handed over. */
function subOf({ status, handedOver }: CertificateRecord, lang: SignedIn['lang']): Pick<Cell, 'sub'> {
  if (status !== 'valid') return { sub: certificateSaid(status) };
  return handedOver ? { sub: words('decision.handedOver', { on: dayText(lang, handedOver.on) }) } : {};
}
