import { has } from '../../../../../domain/roles';
import { signerOn, substitutionOn } from '../../../../../domain/signing';
import { dayOf } from '../../../../../domain/time';
import type { ProposalRecord } from '../../../../../platform/store';
import { clockText, dayText } from '../../../../../templates/format';
import type { Cell, Fact, Tables } from '../../../../../templates/pages';
import { needProposal } from '../../../../commands/proposals/proposals';
import type { ApiContext } from '../../../../context';
import { awardName } from '../../../nominee';
import { showApp } from '../../frame';
import type { AppPage, SignedIn } from '../../page';
import { decisionHref, nominationHref, proposalHref, unitNamesOf, words } from '../cells';
import { actHref, actText, doneText, proposalActs, proposalActsOf } from './acts';
import { showAnswer } from './answer';
import { draftPapers } from './papers';
import { put } from './words';

/** A list before an authority: what is in it, and what the reader may do with it now. */
export const proposalPages = (context: ApiContext): AppPage[] => [
  {
    path: '/app/proposals/:id',
    right: 'readProposals',
    async show(req, res, signed) {
      const { caller, lang } = signed;
      const id = String(req.params['id']);
      const record = await needProposal(context, caller, id);
      const { status, check, number, lines, date } = record;
      const acts = proposalActsOf(record, caller);
      // an authority has one page of a list that waits for it: the same as behind its link
      if (caller.role === 'authority' && acts.includes('answer')) return showAnswer(context)(req, res, signed);
      const done = proposalActs.find((act) => req.query['done'] === act);
      await showApp(context, req, res, signed, 'app/office/tables', {
        title: words('proposal.title', { number: number === '' ? id : number }),
        lead: words('proposal.lead', { date: dayText(lang, date), count: lines.length }),
        notes: [
          ...(done === undefined ? [] : [{ tone: 'ok' as const, text: doneText(done) }]),
          { tone: status === 'returned' ? 'warn' : 'plain', text: words(`proposalStatus.${status}`) },
          ...(status === 'draft'
            ? [{ tone: 'plain' as const, text: put(`will.${record.mode}`, { count: lines.length }) }]
            : []),
          ...(check === undefined || check.outcome === 'awaited'
            ? []
            : [{ tone: 'plain' as const, text: put(`outcome.${check.outcome}`) }]),
          ...(record.refused
            ? [{ tone: 'stop' as const, text: put('numberRefused', { code: record.refused.code }) }]
            : []),
          ...leftOutNote(record),
        ],
        facts: await factsOf(context, signed, record),
        actions: acts.map((act) => ({ href: actHref(act, record), text: actText(act) })),
        sections: [{ heads: ['no', 'nominee', 'unit', 'answer'], rows: await rowsOf(context, signed, record) }],
        links: linksOf(signed, record),
      });
    },
  },
];

const leftOutNote = ({ leftOut }: ProposalRecord): NonNullable<Tables['notes']> =>
  leftOut.length === 0
    ? []
    : [
        {
          tone: 'warn',
          text: put('leftOut', { list: leftOut.map((one) => `${one.nomination} (${one.code})`).join('; ') }),
        },
      ];

/** Who signs, and where it stands: with whom it lies today matters more than whose office it is. */
async function factsOf({ store, clock }: ApiContext, { lang }: SignedIn, record: ProposalRecord): Promise<Fact[]> {
  const authority = await store.authorities.need(record.authority);
  const today = dayOf(clock.now());
  const [person, substitution] = [await store.people.get(signerOn(authority, today)), substitutionOn(authority, today)];
  const at = (instant: string): string => `${clockText(lang, instant)}, ${dayText(lang, dayOf(instant))}`;
  const fact = (key: string, value: Fact['value'] | undefined): Fact[] =>
    value === undefined ? [] : [{ label: put(`fact.${key}`), value }];
  return [
    ...fact('id', record._id),
    ...fact('authority', authority.title),
    ...fact('signer', person && `${person.name}, ${person.post}`),
    ...fact(
      'substitution',
      substitution && put('substitution', { form: substitution.form, to: dayText(lang, substitution.to) }),
    ),
    ...fact('power', put(`power.${record.power}`)),
    ...fact('mode', put(`mode.${record.mode}`)),
    ...fact('submitter', record.submitter),
    ...fact('sentAt', record.sentAt && at(record.sentAt)),
    ...fact('answeredAt', record.answer && at(record.answer.at)),
  ];
}

async function rowsOf(context: ApiContext, { lang }: SignedIn, { lines, answer }: ProposalRecord): Promise<Cell[][]> {
  const nominations = await context.store.nominations.many(lines.map(({ nomination }) => nomination));
  const name = await unitNamesOf(
    context,
    [...nominations.values()].map(({ unit }) => unit),
  );
  return lines.map(({ nomination, award, no }) => {
    const of = nominations.get(nomination);
    const struck = answer?.struckOut.some((s) => s.nomination === nomination);
    return [
      { n: no },
      {
        text: of?.dossier.nominee.name ?? nomination,
        href: nominationHref(nomination),
        sub: awardName(context.catalogue, award, lang),
        main: true,
      },
      { text: of ? name(of.unit) : '–' },
      answer ? { text: words(struck === true ? 'proposal.struck' : `proposal.answer.${answer.kind}`) } : {},
    ];
  });
}

function linksOf({ caller }: SignedIn, record: ProposalRecord): NonNullable<Tables['links']> {
  const href = proposalHref(record._id);
  const over = record.status === 'cancelled' || record.status === 'returned' || record.status === 'refused';
  const again = has(caller, 'writeProposals') && record.unit === caller.unit && (over || record.status === 'draft');
  const toMinistry = record.level === 'province' && record.power === 'forward' && !over;
  return [
    ...draftPapers(record).map(({ name, url }) => ({ href: url, text: { key: name }, download: true as const })),
    ...(has(caller, 'takeSigningPack')
      ? [{ href: `${href}/signing-pack.zip`, text: words('proposal.pack'), download: true as const }]
      : []),
    ...(toMinistry ? [{ href: `${href}/ministry-pack.zip`, text: put('ministryPack'), download: true as const }] : []),
    ...(record.decision === undefined
      ? []
      : [{ href: decisionHref(record.decision), text: words('proposal.decision') }]),
    ...(again ? [{ href: againHref(record), text: put('again') }] : []),
  ];
}

const againHref = ({ _id, authority, power }: ProposalRecord): string =>
  `/app/proposals/new/${encodeURIComponent(authority)}/${power}?from=${encodeURIComponent(_id)}`;
