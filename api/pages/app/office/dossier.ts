import { actionsFor, has, isOuterAction, levelOf, type OuterAction } from '../../../../domain/roles';
import { dayOf } from '../../../../domain/time';
import { inTheWay, type Eligibility, type Found } from '../../../commands/nominations/eligibility';
import { changesOf } from '../../../commands/nominations/changes';
import { nominationTrail, nominationWithFindings, type TrailEntry } from '../../../commands/nominations/reads';
import { standingOf } from '../../../commands/nominations/standing';
import { actionForms } from '../../../commands/nominations/action-forms';
import type { ApiContext } from '../../../context';
import type { Dossier, Language, NominationRecord } from '../../../../platform/store';
import { dayText, onDay } from '../../../../templates/format';
import type { Change, PageData, Said, ShownFinding } from '../../../../templates/pages';
import { eventKey, say } from '../../../../templates/words';
import { queryOf as asked } from '../../language';
import { officeOf } from '../../frame';
import { awardName, dossierFacts, nomineeFacts } from '../../nominee';
import { sendPaper } from '../../papers';
import { defined } from '../../../commands/shared';
import { actorNames } from '../actors';
import { showApp } from '../frame';
import type { AppPage, SignedIn } from '../page';
import { CLERICAL } from './clerical';
import { letPassHref } from './let-pass';
import {
  decisionHref,
  roundHref,
  audienceOf,
  nominationHref,
  statusSaid,
  toneOf,
  unitNamesOf,
  unitProposalHref,
  words,
} from './cells';

/** What needs a whole dossier is done where dossiers are written, but a clerical error. */
const hasForm = (action: OuterAction): boolean => action === CLERICAL || actionForms[action].dossier !== 'needed';

/** One dossier: where it stands, what may be done, what is found of it, and all that has happened. */
export const dossierPages = (context: ApiContext): AppPage[] => [
  {
    path: '/app/nominations/:id',
    right: 'readNominations',
    async show(req, res, signed) {
      const id = String(req.params['id']);
      const { caller, lang } = signed;
      const { found, eligibility } = await nominationWithFindings(context, { caller, id });
      const { record, decision, certificate } = found;
      const file = asked(req, 'paper');
      if (file !== undefined) {
        await sendPaper(context, res, file, [record]);
        return;
      }
      const [trail, standing, versions, name, proposal, office] = await Promise.all([
        nominationTrail(context, { caller, id }),
        standingOf(context, record),
        context.store.dossiers.ofNomination(id),
        unitNamesOf(context, [record.unit]),
        context.store.unitProposals.get(record.unitProposal ?? ''),
        officeOf(context, 'province', record.unit),
      ]);
      const who = await actorNames(
        context,
        trail.map(({ entry }) => entry.actor),
      );
      const { dossier, status, view } = record;
      const { facts, papers } = dossierFacts(dossier, context.pack, lang);
      const shown = nomineeFacts(dossier, name(record.unit), context.catalogue, lang);
      const level = record.line ? levelOf(record.line) : undefined;
      const actions = level === undefined ? [] : actionsFor(caller, record.allowed, level).filter(hasForm);
      const last = versions.slice(-2).map(({ content }) => content);
      await showApp(context, req, res, signed, 'app/office/nomination', {
        number: id,
        name: shown.name,
        award: awardName(context.catalogue, dossier.award, lang),
        status: statusSaid(caller, status),
        tone: toneOf(status, view?.overdue),
        answer: answerOf(context, signed, record, name(record.unit)),
        notes: notesOf(req.query['done'], standing),
        facts: [
          { label: words('fact.number'), value: id },
          { label: words('fact.unit'), value: name(record.unit) },
          { label: words('fact.officer'), value: `${office.officer}, ${office.phone}` },
          ...(shown.post === undefined ? [] : [{ label: words('fact.post'), value: shown.post }]),
          ...(shown.unit === undefined ? [] : [{ label: words('fact.place'), value: shown.unit }]),
          ...(proposal
            ? [{ label: words('fact.unitProposal'), value: proposal.number, href: unitProposalHref(proposal._id) }]
            : []),
          ...(record.round === undefined
            ? []
            : [{ label: words('fact.round'), value: record.round, href: roundHref(record.round) }]),
          ...facts.map(({ label, value }) => ({ label, value })),
          { label: words('fact.merit'), value: shown.merit },
          { label: words('fact.basis'), value: shown.basis },
          ...(decision
            ? [
                {
                  label: words('fact.decision'),
                  value: `${decision.number}, ${dayText(lang, decision.date)}`,
                  href: decisionHref(decision._id),
                },
              ]
            : []),
          ...(certificate ? [{ label: words('fact.certificate'), value: certificate.number }] : []),
        ],
        findings: findingsOf(eligibility, lang, (one) => letPassHref(record, caller, one)),
        changes: last.length === 2 ? changesIn(last[0]!, last[1]!, lang) : [],
        papers,
        papersWithout: dossier.papers.flatMap(({ title, attachment }) => (attachment === undefined ? [title] : [])),
        actions: actions.map((action) => ({ action, href: `${nominationHref(id)}/act/${action}` })),
        trail: {
          heads: ['at', 'event', 'reason', ...(audienceOf(caller) === 'office' ? ['actor'] : [])],
          rows: trail.toReversed().map((entry) => trailRow(entry, signed, who)),
        },
        links: [
          { href: '/app/nominations', text: words('dossier.list') },
          ...recordLink(signed, dossier),
          ...(has(caller, 'readInternal')
            ? [{ href: `${nominationHref(id)}/dossier.zip`, text: words('record.pack'), download: true as const }]
            : []),
        ],
      });
    },
  },
];

/** Phiếu xác nhận quá trình khen thưởng of the person, who must be known by a code. */
const recordLink = ({ caller }: SignedIn, { nominee }: Dossier): PageData['app/office/nomination']['links'] =>
  nominee.kind === 'person' && nominee.person !== undefined && has(caller, 'readInternal')
    ? [
        {
          href: `/app/people/${encodeURIComponent(nominee.person)}/award-record.docx`,
          text: words('dossier.awardRecord'),
          download: true,
        },
      ]
    : [];

/** Who holds it, since when, due when, what happens next: one sentence, to be read out on the telephone. */
export function answerOf(
  { catalogue }: ApiContext,
  { caller, lang }: SignedIn,
  { _id, dossier, status, view, createdAt }: NominationRecord,
  unit: string,
): Said {
  const holder = view?.holder ?? 'unit';
  const due = view?.due === undefined ? '' : say(lang, 'officePages.answer.due', { due: dayText(lang, view.due) });
  const next = (view?.next ?? []).map((stage) => say(lang, `stage.${audienceOf(caller)}.${stage}`)).join(', ');
  return words(holder === 'service' ? 'answer.ended' : 'answer.line', {
    number: _id,
    name: dossier.nominee.name,
    award: awardName(catalogue, dossier.award, lang),
    unit,
    status: say(lang, `status.${audienceOf(caller)}.${status}`),
    holder: holder === 'unit' ? unit : say(lang, `holder.${holder}`),
    since: onDay(lang, dayOf(view?.since ?? createdAt)),
    due,
    next: next === '' ? '' : say(lang, 'officePages.answer.next', { next }),
  });
}

function notesOf(
  done: unknown,
  standing: Awaited<ReturnType<typeof standingOf>>,
): PageData['app/office/nomination']['notes'] {
  return [
    ...(typeof done === 'string' && isOuterAction(done) ? [{ tone: 'ok' as const, text: words(`done.${done}`) }] : []),
    ...(done === 'letPass' ? [{ tone: 'ok' as const, text: words('letPass.done') }] : []),
    ...(standing === 'behind' ? [{ tone: 'warn' as const, text: words('dossier.behind') }] : []),
    ...(standing === 'unknown' ? [{ tone: 'plain' as const, text: words('dossier.unknown') }] : []),
  ];
}

/** What stands in the way first, then what is to be known; what is met is only told when nothing else is. */
export function findingsOf(
  eligibility: Eligibility | undefined,
  lang: Language,
  letPass: (found: Found) => string | undefined = () => undefined,
): ShownFinding[] {
  const all = (eligibility?.findings ?? []).filter(({ outcome }) => outcome !== 'info');
  const standing = all.filter(inTheWay);
  const passed = all.filter(({ overridden }) => overridden !== undefined);
  const met = all.filter(({ outcome }) => outcome === 'pass');
  const order = { BLOCK: 0, HOLD: 1, WARN: 2, CALC: 3 };
  return [...standing.toSorted((a, b) => order[a.kind] - order[b.kind]), ...passed, ...met].map((one) => ({
    ...findingShown(one, lang),
    ...defined({ letPass: letPass(one), code: one.code }),
  }));
}

const findingTones = { BLOCK: 'stop', HOLD: 'stop', WARN: 'warn', CALC: 'plain' } as const;

function findingShown(found: Found, lang: Language): ShownFinding {
  const { kind, say: sentence, citation, overridden } = found;
  const standing = overridden ? 'passed' : inTheWay(found) ? kind : 'met';
  return {
    tone: overridden ? 'warn' : inTheWay(found) ? findingTones[kind] : 'ok',
    standing: words(`finding.${standing}`),
    say: sentence[lang],
    citation: citation[lang],
  };
}

export const changesIn = (before: Dossier, after: Dossier, lang: Language): Change[] =>
  changesOf(before, after).map(({ field, before: old, after: now }) => {
    const [part, kind] = field.split('.');
    const label = part === 'papers' ? 'papers' : part === 'nominee' ? `nominee_${kind!}` : part!;
    return {
      label:
        part === 'papers'
          ? `${say(lang, 'officePages.change.papers')} (${kind!})`
          : say(lang, `officePages.change.${label}`),
      before: old === '' ? '–' : old,
      after: now === '' ? '–' : now,
    };
  });

function trailRow(
  { entry, note }: TrailEntry,
  { caller, lang }: SignedIn,
  who: (actor: string) => string | Said,
): PageData['app/office/nomination']['trail']['rows'][number] {
  const { type, at, actor, data } = entry;
  const stage = typeof data['stage'] === 'string' && type === 'entered' ? data['stage'] : undefined;
  const items = (note?.items ?? []).map(({ reason, citation }) => `${reason} (${citation})`);
  const reason = [note?.reason, note?.citation, ...items, note?.paper?.title, note?.paper?.number]
    .filter(Boolean)
    .join('; ');
  return [
    { at },
    {
      text: { key: eventKey(type) ?? 'officePages.event.other' },
      main: true,
      ...(stage === undefined ? {} : { sub: say(lang, `stage.${audienceOf(caller)}.${stage}`) }),
    },
    reason === '' ? {} : { text: reason },
    ...(audienceOf(caller) === 'office' ? [{ text: who(actor) }] : []),
  ];
}
