import { caseHolder } from '../../../../domain/case/holder';
import { isHeld, isOver } from '../../../../domain/case/state';
import { isProblemCode, problems } from '../../../../domain/errors';
import { has } from '../../../../domain/roles';
import { dayOf } from '../../../../domain/time';
import { holderOf } from '../../../../platform/holders';
import type { CertificateRecord, NoteRecord } from '../../../../platform/store';
import { dayText, weekdayText } from '../../../../templates/format';
import type { Cell, Fact, PageData, Said, Section } from '../../../../templates/pages';
import { caseDoneKey, caseEventKey, groundLabel, say } from '../../../../templates/words';
import { casePack } from '../../../commands/dossier/case-pack';
import { caseDraft, caseTrail, shownCase, type ShownCase } from '../../../commands/issued/cases';
import { attachment } from '../../../commands/papers';
import { isOfLevel } from '../../../commands/shared';
import type { ApiContext, Caller } from '../../../context';
import { awardName } from '../../nominee';
import { actorNames } from '../actors';
import { showApp } from '../frame';
import { caseHref, certificateHref, decisionHref } from '../office/cells';
import { sendFile } from '../office/file';
import { trailLink } from '../records/cells';
import type { AppPage, SignedIn } from '../page';
import { caseStatusSaid, caseTone } from './case-cells';
import { words } from './words';

type Lang = SignedIn['lang'];

/** A case: how it stands, who has it and until when, its papers, what can be done, all that has happened; and its pack. */
export const casePages = (context: ApiContext): AppPage[] => [
  {
    path: '/app/cases/:id',
    right: 'readCases',
    async show(req, res, signed) {
      const { caller, lang } = signed;
      const id = String(req.params['id']);
      const shown = await shownCase(context, { caller, id });
      const { record, allowed } = shown;
      const { store, catalogue } = context;
      const [holder, certificate, issued] = await Promise.all([
        holderOf(store, record),
        store.certificates.get(record.award),
        record.issued === undefined ? undefined : store.certificates.get(record.issued),
      ]);
      const mayDraw =
        record.undrawn !== undefined && has(caller, 'writeCases') && (await isOfLevel(context, caller, record.unit));
      const actions = [...allowed, ...(mayDraw ? (['draw'] as const) : [])];
      await showApp(context, req, res, signed, 'app/issued/record', {
        kind: words('case.kind', { kind: say(lang, `issuedPages.kind.${record.kind}`), id }),
        title: holder.name,
        notes: notesOf(shown, req.query['done'], lang),
        standing: { state: caseStatusSaid(record), tone: caseTone(record), say: standingOf(context, shown, lang) },
        actions: actions.map((action) => ({ href: `${caseHref(id)}/act/${action}`, text: words(`action.${action}`) })),
        factsTitle: words('case.facts'),
        facts: factsOf(shown, { lang, award: awardName(catalogue, record.awardCode, lang), certificate, issued }),
        sections: [
          ...changesOf(shown),
          ...returnsOf(shown),
          ...papersOf(shown, id),
          ...touchesOf(context, shown, lang),
          await trailOf(context, caller, id),
        ],
        works: [
          {
            title: words('case.files'),
            links: [
              ...(record.draft
                ? [{ href: `${caseHref(id)}/draft.pdf`, text: words('case.draft'), download: true as const }]
                : []),
              { href: `${caseHref(id)}/dossier.zip`, text: words('case.pack'), download: true as const },
              ...(has(caller, 'readInternal')
                ? [
                    ...trailLink(caller, id, words('case.audit')),
                    { href: `/app/mails?of=${encodeURIComponent(id)}`, text: words('case.mails') },
                  ]
                : []),
              { href: '/app/cases', text: words('case.list') },
            ],
          },
        ],
      });
    },
  },
  {
    path: '/app/cases/:id/draft.pdf',
    right: 'readCases',
    async show(req, res, { caller }) {
      const { name, bytes } = await caseDraft(context, { caller, id: String(req.params['id']) });
      await sendFile(res, { name, bytes, type: 'application/pdf' });
    },
  },
  {
    path: '/app/cases/:id/dossier.zip',
    right: 'readCases',
    async show(req, res, { caller }) {
      await sendFile(res, await casePack(context, { caller, id: String(req.params['id']) }));
    },
  },
  {
    path: '/app/cases/:id/files/:file',
    right: 'readCases',
    async show(req, res, { caller }) {
      const asked = { caller, to: 'cases' as const, id: String(req.params['id']), file: String(req.params['file']) };
      await sendFile(res, await attachment(context, asked));
    },
  },
];

function notesOf({ record }: ShownCase, done: unknown, lang: Lang): PageData['app/issued/record']['notes'] {
  const key = caseDoneKey(done);
  const refused = record.refused && problems[isProblemCode(record.refused.code) ? record.refused.code : 'NUMBER_TAKEN'];
  return [
    ...(key === undefined ? [] : [{ tone: 'ok' as const, text: { key } }]),
    ...(refused ? [{ tone: 'stop' as const, text: words('case.refused', { why: refused[lang] }) }] : []),
    ...(record.undrawn
      ? [{ tone: 'stop' as const, text: words('case.undrawn', { why: problems[record.undrawn][lang] }) }]
      : []),
    ...(isHeld(record) && !isOver(record)
      ? [{ tone: 'warn' as const, text: words('case.held', { by: record.heldBy.join(', ') }) }]
      : []),
    ...(record.holding ? [{ tone: 'warn' as const, text: words('case.holding') }] : []),
  ];
}

/** Who has it, since when, until when; of a return how many working days there are. */
function standingOf({ pack }: ApiContext, { record, decision }: ShownCase, lang: Lang): Said {
  const { count } = pack.periods.revocationReturn;
  const running = record.due !== undefined && record.status === 'awaitingReturn' && record.kind === 'revocation';
  return words(
    `case.say.${running ? (record.overdue === true ? 'overdue' : 'return') : isOver(record) ? 'ended' : 'open'}`,
    {
      id: record._id,
      kind: say(lang, `issuedPages.kind.${record.kind}`),
      status: say(lang, `issuedPages.caseStatus.${isHeld(record) && !isOver(record) ? 'held' : record.status}`),
      holder: say(lang, `issuedPages.holder.${caseHolder(record)}`),
      since: dayText(lang, dayOf(record.closedAt ?? record.createdAt)),
      due: record.due === undefined ? '' : weekdayText(lang, record.due),
      days: count,
      paper: decision?.number ?? '–',
      date: decision ? dayText(lang, decision.date) : '–',
    },
  );
}

function factsOf(
  { record, notes, decision, entry }: ShownCase,
  of: {
    readonly lang: Lang;
    readonly award: string;
    readonly certificate: CertificateRecord | undefined;
    readonly issued: CertificateRecord | undefined;
  },
): Fact[] {
  const { lang, award, certificate, issued } = of;
  const reason = notes.get(record.note)?.reason;
  return [
    { label: words('fact.award'), value: award },
    ...(certificate
      ? [{ label: words('fact.certificate'), value: certificate.number, href: certificateHref(certificate) }]
      : []),
    {
      label: words('fact.decision'),
      value: words('fact.numberOf', { number: entry.decisionNumber, date: dayText(lang, entry.decidedOn) }),
      ...(entry.decision === undefined ? {} : { href: decisionHref(entry.decision) }),
    },
    ...(record.ground === undefined ? [] : [{ label: words('fact.ground'), value: groundLabel(lang, record.ground) }]),
    ...(record.reprint === undefined
      ? []
      : [{ label: words('fact.because'), value: words(`because.${record.reprint}`) }]),
    ...(reason === undefined ? [] : [{ label: words('fact.reason'), value: reason }]),
    { label: words('fact.openedAt'), value: dayText(lang, dayOf(record.createdAt)) },
    ...(decision
      ? [
          {
            label: words('fact.settledBy'),
            value: words('fact.numberOf', { number: decision.number, date: dayText(lang, decision.date) }),
            href: decisionHref(decision._id),
          },
        ]
      : []),
    ...(record.conclusion === undefined
      ? []
      : [{ label: words('fact.outcome'), value: words(`outcome.${record.conclusion}`) }]),
    ...(issued ? [{ label: words('fact.issued'), value: issued.number, href: certificateHref(issued) }] : []),
  ];
}

const changesOf = ({ record }: ShownCase): Section[] =>
  record.changes === undefined
    ? []
    : [
        {
          title: words('case.changes'),
          heads: ['what', 'printed', 'correct'],
          rows: record.changes.map(({ field, printed, correct }) => [
            { text: { key: `printed.${field}` }, main: true },
            { text: printed },
            { text: correct },
          ]),
        },
      ];

const returnsOf = ({ record }: ShownCase): Section[] =>
  record.returns.length === 0
    ? []
    : [
        {
          title: words('case.returns'),
          heads: ['what', 'state', 'date', 'due'],
          rows: record.returns.map((what): Cell[] => {
            const settled = record.settled[what];
            return [
              { text: words(`what.${what}`), main: true },
              settled
                ? { text: words(`settled.${settled.how}`), tone: 'plain' }
                : { text: words('settled.out'), tone: record.overdue === true ? 'stop' : 'due' },
              settled ? { day: settled.on } : {},
              record.due === undefined ? {} : { day: record.due },
            ];
          }),
        },
      ];

/** Papers in the order in which they came, each with its file where there is one. */
function papersOf({ record, notes }: ShownCase, id: string): Section[] {
  const said = [record.note, ...record.papers].flatMap((note) => notes.get(note) ?? []);
  const rows = said.flatMap((note): Cell[][] => (note.paper ? [paperRow(note, note.paper, id)] : []));
  return rows.length === 0 ? [] : [{ title: words('case.papers'), heads: ['paperNumber', 'date', 'reason'], rows }];
}

const paperRow = (
  { reason, at }: NoteRecord,
  { title, number, date, attachment: file }: NonNullable<NoteRecord['paper']>,
  id: string,
): Cell[] => [
  {
    text: title,
    main: true,
    ...(number === undefined ? {} : { sub: number }),
    ...(file === undefined ? {} : { href: `${caseHref(id)}/files/${encodeURIComponent(file)}` }),
  },
  { day: date ?? dayOf(at) },
  reason === undefined ? {} : { text: reason },
];

/** Later awards that rest on a revoked one. */
function touchesOf({ catalogue }: ApiContext, { touches }: ShownCase, lang: Lang): Section[] {
  if (touches === undefined || touches.entries.length === 0) return [];
  return [
    {
      title: words('case.touches'),
      heads: ['decision', 'date', 'awardYear'],
      rows: touches.entries.map((entry): Cell[] => [
        { text: entry.decisionNumber, sub: awardName(catalogue, entry.award, lang), main: true },
        { day: entry.decidedOn },
        { text: String(entry.awardYear) },
      ]),
    },
  ];
}

async function trailOf(context: ApiContext, caller: Caller, id: string): Promise<Section> {
  const trail = await caseTrail(context, { caller, id });
  const who = await actorNames(
    context,
    trail.map(({ entry }) => entry.actor),
  );
  return {
    title: words('case.trail'),
    heads: ['at', 'event', 'reason', 'actor'],
    rows: trail
      .toReversed()
      .map(({ entry: { at, type, actor }, note }): Cell[] => [
        { at },
        { text: { key: caseEventKey(type) }, main: true },
        note?.reason === undefined ? {} : { text: note.reason },
        { text: who(actor) },
      ]),
  };
}
