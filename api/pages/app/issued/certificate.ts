import { correctionsBy, reprints, stands, type LifeEntry } from '../../../../domain/case/life';
import { printedFacts } from '../../../../domain/case/printed';
import { has } from '../../../../domain/roles';
import { dayOf } from '../../../../domain/time';
import type { CertificateRecord } from '../../../../platform/store';
import { printedCode } from '../../../../templates/documents/certificate';
import { dayText } from '../../../../templates/format';
import type { Cell, Fact, Said, Section } from '../../../../templates/pages';
import { fieldLabel, groundLabel, say } from '../../../../templates/words';
import { certificateLife, type CertificateLife } from '../../../commands/issued/certificates';
import { certificateDocument } from '../../../commands/issued/issued';
import type { ApiContext } from '../../../context';
import { showApp } from '../frame';
import { caseHref, certificateHref, decisionHref, nominationHref } from '../office/cells';
import { sendFile } from '../office/file';
import type { AppPage, SignedIn } from '../page';
import { caseCells } from './case-cells';
import { awaitsHandover, handoverHref, scanLinks } from './handover';
import { certificateSaid, certificateTone, kindSaid, words } from './words';

/** One certificate: what is printed on it, its place in the gold book, and its life. */
export const certificatePages = (context: ApiContext): AppPage[] => [
  {
    path: '/app/certificates/:code',
    right: 'readDecisions',
    async show(req, res, signed) {
      const { caller, lang } = signed;
      const life = await certificateLife(context, { caller, code: String(req.params['code']) });
      const { record, decision, cases } = life;
      const { snapshot, status } = record;
      const mayOpen = has(caller, 'writeCases');
      await showApp(context, req, res, signed, 'app/issued/record', {
        kind: snapshot.awardName[lang],
        title: snapshot.nominee.name,
        standing: {
          state: certificateSaid(status),
          tone: certificateTone(status),
          say: standingOf(life, lang),
        },
        ...(req.query['done'] === 'handover' ? { notes: [{ tone: 'ok' as const, text: words('handover.done') }] } : {}),
        actions: [
          ...(has(caller, 'handOver') && awaitsHandover(record)
            ? [{ href: handoverHref(record), text: words('handover.title') }]
            : []),
          ...(mayOpen && stands(status) ? [{ href: newCaseHref(record), text: words('certificate.newCase') }] : []),
        ],
        factsTitle: words('certificate.facts'),
        facts: factsOf(context, life, lang),
        sections: [
          lifeOf(life, lang),
          ...(cases === undefined || cases.length === 0
            ? []
            : [
                {
                  title: words('certificate.cases'),
                  heads: ['case', 'status', 'holder', 'due'],
                  rows: cases.map((one) => caseCells(one, kindSaid(one.kind))),
                },
              ]),
        ],
        works: [
          {
            title: words('certificate.papers'),
            links: [
              ...(record.document
                ? [
                    {
                      href: `${certificateHref(record)}/certificate.pdf`,
                      text: words('certificate.pdf'),
                      download: true as const,
                    },
                  ]
                : []),
              ...(await scanLinks(context, signed, [record])),
              { href: `/verify/${record.verifyCode}`, text: words('certificate.check') },
              { href: decisionHref(decision._id), text: words('certificate.toDecision', { number: decision.number }) },
            ],
          },
        ],
      });
    },
  },
  {
    path: '/app/certificates/:code/certificate.pdf',
    right: 'readDecisions',
    async show(req, res, { caller }) {
      const { record } = await certificateLife(context, { caller, code: String(req.params['code']) });
      await sendFile(res, {
        ...(await certificateDocument(context, { caller, number: record.number })),
        type: 'application/pdf',
      });
    },
  },
];

/** Where a case about a certificate begins. */
export const newCaseHref = ({ verifyCode }: Pick<CertificateRecord, 'verifyCode'>): string =>
  `/app/cases/new?certificate=${printedCode(verifyCode)}`;

/** What is said of it on the telephone. */
function standingOf({ record, decision, successor, papers }: CertificateLife, lang: SignedIn['lang']): Said {
  const { number, snapshot, status, entries = [] } = record;
  const last = entries.findLast(({ kind }) => kind !== 'reprinted');
  const paper = papers.get(last?.paper ?? '');
  return words(`certificate.say.${successor ? 'replaced' : status === 'replaced' ? 'valid' : status}`, {
    number,
    name: snapshot.nominee.name,
    award: snapshot.awardName[lang],
    decision: decision.number,
    date: dayText(lang, decision.date),
    paper: paper?.number ?? '–',
    on: last ? dayText(lang, last.on) : '–',
    by: successor?.number ?? '–',
  });
}

/** As it was printed; beside it what letters have corrected. */
function factsOf({ config }: ApiContext, life: CertificateLife, lang: SignedIn['lang']): Fact[] {
  const { record, decision, successor, predecessor } = life;
  const { snapshot, entries = [] } = record;
  const right = new Map(correctionsBy(entries).map(({ field, correct }) => [field, correct]));
  const printed = Object.entries(printedFacts(snapshot)) as [keyof ReturnType<typeof printedFacts>, string][];
  return [
    ...printed.map(([field, value]): Fact => {
      const correct = right.get(field);
      return {
        label: fieldLabel(lang, field),
        value: correct === undefined ? value : words('certificate.corrected', { correct, printed: value }),
      };
    }),
    { label: words('fact.unit'), value: snapshot.unitName },
    {
      label: words('fact.award'),
      value: snapshot.posthumous
        ? words('certificate.posthumous', { award: snapshot.awardName[lang] })
        : snapshot.awardName[lang],
    },
    {
      label: words('fact.decision'),
      value: words('fact.numberOf', { number: decision.number, date: dayText(lang, decision.date) }),
      href: decisionHref(decision._id),
    },
    {
      label: words('fact.goldBook'),
      value: words('fact.goldBookOf', { no: record.goldBookNumber, book: record.goldBook }),
    },
    { label: words('fact.certificate'), value: record.number },
    {
      label: words('fact.code'),
      value: `${printedCode(record.verifyCode)} (${new URL(config.publicUrl).host}/verify)`,
      href: `/verify/${record.verifyCode}`,
    },
    ...(successor
      ? [{ label: words('fact.successor'), value: successor.number, href: certificateHref(successor) }]
      : []),
    ...(predecessor
      ? [{ label: words('fact.predecessor'), value: predecessor.number, href: certificateHref(predecessor) }]
      : []),
    ...(record.handedOver
      ? [
          {
            label: words('fact.handedOver'),
            value: words('fact.handedOverTo', { on: dayText(lang, record.handedOver.on), to: record.handedOver.to }),
          },
        ]
      : []),
    { label: words('fact.nomination'), value: record.nomination, href: nominationHref(record.nomination) },
    ...(reprints(entries) === 0
      ? []
      : [{ label: words('fact.reprints'), value: words('fact.times', { count: reprints(entries) }) }]),
  ];
}

/** Everything that has happened to it, oldest first. */
function lifeOf({ record, decision, papers, cases }: CertificateLife, lang: SignedIn['lang']): Section {
  const shown = cases !== undefined;
  const rows = (record.entries ?? []).map((entry): Cell[] => {
    const paper = papers.get(entry.paper ?? '');
    return [
      { day: entry.on },
      { text: words(`life.${entry.kind}`), main: true, ...detailOf(entry, lang) },
      paper ? { text: paper.number, href: decisionHref(paper._id) } : {},
      ...(shown ? [{ text: entry.case, href: caseHref(entry.case) }] : []),
    ];
  });
  return {
    title: words('certificate.life'),
    heads: ['date', 'event', 'paperNumber', ...(shown ? ['case'] : [])],
    rows: [
      [
        { day: dayOf(record.issuedAt) },
        { text: words('life.issued'), main: true },
        { text: decision.number, href: decisionHref(decision._id) },
        ...(shown ? [{}] : []),
      ],
      ...rows,
    ],
  };
}

function detailOf({ changes = [], ground, reason }: LifeEntry, lang: SignedIn['lang']): Pick<Cell, 'sub'> {
  const said = [
    ...changes.map(({ field, printed, correct }) =>
      say(lang, 'issuedPages.life.change', { field: fieldLabel(lang, field), printed, correct }),
    ),
    ...(ground === undefined ? [] : [groundLabel(lang, ground)]),
    ...(reason === undefined ? [] : [say(lang, `issuedPages.because.${reason}`)]),
  ].join('; ');
  return said === '' ? {} : { sub: said };
}
