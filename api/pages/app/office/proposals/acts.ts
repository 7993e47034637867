import { has, type Right } from '../../../../../domain/roles';
import { Problem } from '../../../../../domain/errors';
import type { ProposalRecord } from '../../../../../platform/store';
import { dayText } from '../../../../../templates/format';
import type { Field, Said } from '../../../../../templates/pages';
import { drawNumber, recordDecision, strikeLine } from '../../../../commands/proposals/numbers';
import { cancelProposal, checkProposal, needProposal, sendProposal } from '../../../../commands/proposals/proposals';
import { readdressProposal } from '../../../../commands/proposals/handover';
import { defined } from '../../../../commands/shared';
import type { ApiContext, Caller } from '../../../../context';
import { officeCheck, strike, takenBack } from '../../../../routes/proposals';
import { parse } from '../../../../schemas/parse';
import { bodyIn } from '../../../forms';
import type { AppPage } from '../../page';
import { decisionHref, proposalHref, words } from '../cells';
import { formPage, type Posted } from '../form-page';
import { numberFields, numberIn } from './number';
import { proposingFields as make, put } from './words';

export const proposalActs = [
  'send',
  'check',
  'answer',
  'number',
  'draw',
  'strike',
  'readdress',
  'signedFile',
  'cancel',
] as const;
export type ProposalAct = (typeof proposalActs)[number];

interface Act {
  readonly right: Right;
  /** Whether the list takes it now, as far as its record tells; its process has the last word. */
  readonly when: (record: ProposalRecord, caller: Caller) => boolean;
  /** How it is called, where it is not as the others are. */
  readonly title?: Said;
}

/** An act that is one form. */
interface ActForm extends Act {
  /** Its button, where it says more than its title. */
  readonly button?: Said;
  readonly fields: (context: ApiContext, record: ProposalRecord) => readonly Field[] | Promise<readonly Field[]>;
  readonly send: (context: ApiContext, record: ProposalRecord, posted: Posted) => Promise<unknown>;
  readonly files?: true;
}

const asked = ({ caller, submission }: Posted, { _id: id }: ProposalRecord) => ({ caller, submission, id });
/** The file is given on the page of the decision. */
const signedFile: Act = {
  right: 'recordDecisions',
  when: ({ decision }) => decision !== undefined,
};

/** The answer is given on the page that the authority also has behind its link. */
const answer: Act = {
  right: 'answerProposals',
  when: ({ status, mode }, { role }) => status === 'sent' && (role === 'authority' || mode === 'recorded'),
  title: words('proposal.form.answer'),
};

const forms: Readonly<Record<Exclude<ProposalAct, 'answer' | 'signedFile'>, ActForm>> = {
  send: {
    right: 'writeProposals',
    when: ({ status }) => status === 'draft' || status === 'sending',
    fields: () => [],
    send: (context, record, posted) => sendProposal(context, asked(posted, record)),
  },
  check: {
    right: 'checkProposals',
    when: ({ status }) => status === 'checking',
    fields: () => [
      make.choice(
        'outcome',
        (['passed', 'returned'] as const).map((value) => ({ value, text: put(`outcome.${value}`) })),
      ),
      make.long('reason', { required: false, hint: put('field.reasonWhenReturned') }),
    ],
    send(context, record, posted) {
      const { outcome, reason } = parse(officeCheck, bodyIn(posted.fields, ['outcome', 'reason']));
      const { expects } = posted;
      return checkProposal(context, { ...asked(posted, record), outcome, expects, ...defined({ reason }) });
    },
  },
  number: {
    right: 'recordDecisions',
    when: ({ status }) => status === 'awaitingNumber',
    fields: numberFields,
    files: true,
    send(context, record, posted) {
      const { file, confirmed, expects: _expects, ...paper } = numberIn(posted.fields);
      const said = { ...paper, ...defined({ file, confirmed }), expects: posted.expects };
      return recordDecision(context, { ...asked(posted, record), paper: said });
    },
    title: words('proposal.form.number'),
    button: words('proposal.send.number'),
  },
  draw: {
    right: 'recordDecisions',
    when: ({ status, refused }) => status === 'awaitingNumber' && refused !== undefined,
    fields: () => [],
    send: (context, record, posted) => drawNumber(context, { ...asked(posted, record), expects: posted.expects }),
  },
  strike: {
    right: 'answerProposals',
    when: ({ status, mode }, { role }) => status === 'awaitingNumber' && (role === 'authority' || mode === 'recorded'),
    async fields({ store }, record) {
      const nominations = await store.nominations.many(record.lines.map(({ nomination }) => nomination));
      const out = new Set([...record.leftOut, ...(record.answer?.struckOut ?? [])].map((one) => one.nomination));
      const kept = record.lines.filter(({ nomination }) => !out.has(nomination));
      return [
        make.choice(
          'nomination',
          kept.map(({ nomination, no }) => ({
            value: nomination,
            text: `${no}. ${nominations.get(nomination)?.dossier.nominee.name ?? nomination}`,
          })),
        ),
        make.long('reason'),
      ];
    },
    send(context, record, posted) {
      const { nomination, reason } = parse(strike, bodyIn(posted.fields, ['nomination', 'reason']));
      return strikeLine(context, { ...asked(posted, record), nomination, reason, expects: posted.expects });
    },
  },
  readdress: {
    right: 'writeProposals',
    when: ({ status, mode }) => status === 'sent' && mode === 'link',
    fields: () => [],
    send: (context, record, posted) => readdressProposal(context, asked(posted, record)),
  },
  cancel: {
    right: 'writeProposals',
    when: ({ status }) => status === 'draft' || status === 'checking' || status === 'sent',
    fields: () => [make.long('reason')],
    send: (context, record, posted) =>
      cancelProposal(context, { ...asked(posted, record), ...parse(takenBack, bodyIn(posted.fields, ['reason'])) }),
  },
};

const acts: Readonly<Record<ProposalAct, Act>> = { ...forms, answer, signedFile };

/** Whether this reader may do it now. The province sees what units put to their heads, and does not do it for them. */
const mayNow = (act: ProposalAct, record: ProposalRecord, caller: Caller): boolean =>
  record.unit === caller.unit && has(caller, acts[act].right) && acts[act].when(record, caller);

/** What this reader may do with a list now. */
export const proposalActsOf = (record: ProposalRecord, caller: Caller): readonly ProposalAct[] =>
  proposalActs.filter((act) => mayNow(act, record, caller));

/** @throws Problem ACTION_NOT_ALLOWED */
export function mustTake(act: ProposalAct, record: ProposalRecord, caller: Caller): void {
  if (mayNow(act, record, caller)) return;
  throw new Problem('ACTION_NOT_ALLOWED', `${act} of ${record._id}`, { state: record.status, allowed: [] });
}

/** Where it is done. */
export const actHref = (act: ProposalAct, { _id, decision = '' }: ProposalRecord): string =>
  act === 'signedFile' ? `${decisionHref(decision)}/signed-file/record` : `${proposalHref(_id)}/${act}`;

export const actText = (act: ProposalAct): Said => acts[act].title ?? put(`act.${act}`);
export const doneText = (act: ProposalAct): Said =>
  acts[act].title ? words(`proposal.done.${act}`) : put(`done.${act}`);

/** What can be done with a list, a form each. */
export const proposalActPages = (context: ApiContext): AppPage[] =>
  (Object.keys(forms) as (keyof typeof forms)[]).map((act) => {
    const { right, fields, send, files, title, button = put(`act.${act}`) } = forms[act];
    return formPage<{ readonly version: number; readonly record: ProposalRecord }>(context, {
      path: `/app/proposals/:id/${act}`,
      right,
      ...(files ? { files: { to: 'proposals' } } : {}),
      async open(req, { caller }) {
        const record = await needProposal(context, caller, String(req.params['id']));
        return { version: record.version, record };
      },
      offered({ record }, { caller }) {
        mustTake(act, record, caller);
      },
      about: ({ record }, { lang }) => ({
        changed: 'proposing.changed',
        title: actText(act),
        subject: record.number === '' ? record._id : record.number,
        award: dayText(lang, record.date),
        back: proposalHref(record._id),
        button,
        ...(title
          ? {}
          : { notes: [{ tone: act === 'cancel' ? ('warn' as const) : ('plain' as const), text: put(`will.${act}`) }] }),
      }),
      fields: ({ record }) => fields(context, record),
      async send({ record }, posted) {
        await send(context, record, posted);
        return `${proposalHref(record._id)}?done=${act}`;
      },
    });
  });
