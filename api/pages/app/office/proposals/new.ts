import type { Request } from 'express';
import { Problem } from '../../../../../domain/errors';
import { dayOf } from '../../../../../domain/time';
import type { AuthorityRecord, ProposalRecord } from '../../../../../platform/store';
import type { Cell, Field } from '../../../../../templates/pages';
import { createProposal } from '../../../../commands/proposals/proposals';
import { ownAuthorities, readyForAuthority, type ReadyForAuthority } from '../../../../commands/proposals/ready';
import { defined } from '../../../../commands/shared';
import type { ApiContext } from '../../../../context';
import { newProposal } from '../../../../routes/proposals';
import { parse } from '../../../../schemas/parse';
import { MOST_LINES } from '../../../../schemas/sessions';
import { bodyIn } from '../../../forms';
import { queryOf } from '../../../language';
import { officeOf } from '../../../frame';
import { showApp } from '../../frame';
import type { AppPage, SignedIn } from '../../page';
import { proposalHref } from '../cells';
import { chosenLines, fieldsToChoose } from '../choose';
import { formPage, type Posted } from '../form-page';
import { needProposal } from '../../../../commands/proposals/access';
import { proposingFields as make, put } from './words';

const powers = ['decide', 'forward'] as const;
type Power = ProposalRecord['power'];

const newHref = (authority: string, power: Power): string =>
  `/app/proposals/new/${encodeURIComponent(authority)}/${power}`;

interface Drafting {
  /** There is no record yet. */
  readonly version: 0;
  readonly authority: AuthorityRecord;
  readonly power: Power;
  readonly ready: readonly ReadyForAuthority[];
  readonly submitter: string;
  /** A list that is drafted anew, after what was written in it. */
  readonly from?: ProposalRecord;
}

/** A new Tờ trình: for which authority, then its draft of what is ready; it is read back on its page before it is sent. */
export const newProposalPages = (context: ApiContext): AppPage[] => [
  {
    path: '/app/proposals/new',
    right: 'writeProposals',
    async show(req, res, signed) {
      const { caller } = signed;
      const authorities = await ownAuthorities(context, { caller });
      const sections = await Promise.all(
        authorities.map(async (authority) => {
          const ready = await readyForAuthority(context, { caller, authority });
          const counted = powers
            .map((power) => ({ power, n: ready.filter((line) => line.power === power).length }))
            .filter(({ n }) => n > 0);
          return {
            title: authority.title,
            heads: ['proposing.head.power', 'cases'],
            rows: counted.map(({ power, n }): Cell[] => [
              { text: put(`power.${power}`), href: newHref(authority._id, power), main: true },
              { n },
            ]),
            empty: put('new.nothing'),
          };
        }),
      );
      await showApp(context, req, res, signed, 'app/office/tables', {
        title: put('new.title'),
        lead: put('new.lead'),
        sections: sections.length > 0 ? sections : [{ heads: [], rows: [], empty: put('new.noAuthority') }],
        links: [{ href: '/app/proposals', text: put('back') }],
      });
    },
  },
  formPage<Drafting>(context, {
    path: '/app/proposals/new/:authority/:power',
    right: 'writeProposals',
    open: (req, signed) => drafting(context, req, signed),
    about: ({ authority, power }) => ({
      title: put('new.title'),
      subject: authority.title,
      award: put(`power.${power}`),
      back: '/app/proposals/new',
      button: put('new.button'),
      notes: [{ tone: 'plain', text: put('new.next') }],
    }),
    fields: (of, signed) => fieldsFor(context, of, signed),
    send: (of, posted) => draft(context, of, posted),
    at(field, _of, fields) {
      const [part, index] = field.split('.');
      if (part !== 'nominations') return field;
      return index === undefined ? 'lines' : `line.${chosenLines(fields)[Number(index)] ?? ''}`;
    },
  }),
];

/** @throws Problem FORBIDDEN, NOT_FOUND also for the authority of another unit */
async function drafting(context: ApiContext, req: Request, { caller }: SignedIn): Promise<Drafting> {
  const authorities = await ownAuthorities(context, { caller });
  const authority = authorities.find(({ _id }) => _id === req.params['authority']);
  const power = powers.find((one) => one === req.params['power']);
  if (!authority || !power) throw new Problem('NOT_FOUND', 'no such authority');
  const from = queryOf(req, 'from');
  const [ready, office, before] = await Promise.all([
    readyForAuthority(context, { caller, authority }),
    officeOf(context, authority.level, authority.unit),
    from === undefined ? undefined : needProposal(context, caller, from),
  ]);
  const fitting = ready.filter((line) => line.power === power);
  return { version: 0, authority, power, ready: fitting, submitter: office.body, ...defined({ from: before }) };
}

async function fieldsFor(context: ApiContext, of: Drafting, signed: SignedIn): Promise<Field[]> {
  const { ready, submitter, from } = of;
  const lines = await fieldsToChoose(context, signed, {
    ready: ready.map(({ record }) => record),
    shown: MOST_LINES,
    heading: put('field.lines', { count: ready.length }),
    ...(from ? { chosen: new Set(from.lines.map(({ nomination }) => nomination)) } : {}),
  });
  return [
    make.text('number', { value: from?.number ?? '', hint: put('field.numberHow') }),
    make.day('date', { value: from?.date ?? dayOf(context.clock.now()) }),
    make.text('submitter', { value: from?.submitter ?? submitter }),
    make.choice(
      'mode',
      (['link', 'recorded'] as const).map((value) => ({ value, text: put(`mode.${value}`) })),
      from?.mode,
    ),
    make.check('officeCheck', put('field.officeCheck'), {
      hint: put('field.officeCheckHow'),
      checked: from?.check !== undefined,
    }),
    ...lines,
  ];
}

async function draft(
  context: ApiContext,
  { authority, power }: Drafting,
  { caller, submission, fields }: Posted,
): Promise<string> {
  const proposal = parse(newProposal, {
    ...bodyIn(fields, ['number', 'date', 'submitter', 'mode']),
    authority: authority._id,
    power,
    officeCheck: fields.get('officeCheck') === 'true',
    nominations: chosenLines(fields),
  });
  const { record } = await createProposal(context, { caller, proposal, submission });
  return proposalHref(record._id);
}
