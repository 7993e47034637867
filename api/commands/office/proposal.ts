import { dayOf } from '../../../domain/time';
import type { UnitRecord } from '../../../platform/store';
import { fileNumber } from '../../../platform/store/paper-names';
import { nomineeListPaper, proposalPaper, type ProposalRecords } from '../../../templates/documents/office';
import { percentText } from '../../../templates/format';
import type { ApiContext } from '../../context';
import { letPass } from '../../pages/let-pass';
import { councilShares } from '../proposals/council-shares';
import { nominationsOf } from './decision';
import type { Drafted, PaperAsked } from './papers';
import { needProposal } from '../proposals/access';
import { defined, everything } from '../shared';

/** The Tờ trình of a proposal. @throws Problem FORBIDDEN, NOT_FOUND */
export async function proposalLetter(context: ApiContext, asked: PaperAsked): Promise<Drafted<'proposal'>> {
  const { records, unit } = await recordsOf(context, asked);
  return {
    kind: 'proposal',
    ...defined({ unit }),
    data: proposalPaper(records),
    name: `Tờ trình ${fileNumber(records.proposal.number)}`,
  };
}

/** The list that goes with it. @throws Problem FORBIDDEN, NOT_FOUND */
export async function nomineeList(context: ApiContext, asked: PaperAsked): Promise<Drafted<'nomineeList'>> {
  const { records, unit } = await recordsOf(context, asked);
  return {
    kind: 'nomineeList',
    ...defined({ unit }),
    data: nomineeListPaper(records),
    name: `Danh sách kèm theo Tờ trình ${fileNumber(records.proposal.number)}`,
  };
}

async function recordsOf(
  context: ApiContext,
  { caller, id, signing }: PaperAsked,
): Promise<{ readonly records: ProposalRecords; readonly unit: string | undefined }> {
  const { store, catalogue, pack } = context;
  const proposal = await needProposal(context, caller, id);
  const authority = await store.authorities.need(proposal.authority);
  const lines = await nominationsOf(
    context,
    proposal.lines.map(({ nomination }) => nomination),
  );
  const ids = lines.map(({ _id }) => _id);
  const [units, shares, passed, submitter] = await Promise.all([
    store.units.many([...new Set(lines.map(({ unit }) => unit))]),
    councilShares(store, proposal.level, lines),
    letPass(context, ids, 'vi'),
    submitterOf(context, proposal.submitter),
  ]);
  const unitOfLine = new Map(lines.map(({ _id, unit }) => [_id, units.get(unit)?.name]));
  const records: ProposalRecords = {
    proposal,
    authority,
    signing,
    ...defined({ head: submitter?.head }),
    lines,
    unit: (nomination) => unitOfLine.get(nomination),
    shares: new Map(
      [...shares].map(
        ([
          nomination,
          {
            council,
            tally: { yes, base },
            closedAt,
          },
        ]) => [
          nomination,
          {
            council,
            share: `${yes}/${base}${base === 0 ? '' : ` (${percentText('vi', yes, base)})`}`,
            closedOn: dayOf(closedAt),
          },
        ],
      ),
    ),
    passed,
    pack,
    catalogue,
  };
  return { records, unit: authority.unit };
}

/** The unit that puts the list to the authority: proposals name it as it is printed. */
async function submitterOf({ store, pack }: ApiContext, name: string): Promise<UnitRecord | undefined> {
  const { unit, name: standing } = pack.province.standingBody;
  if (name === standing.vi) return store.units.get(unit);
  const units = await everything((paging) => store.units.list(paging));
  return units.find((u) => u.name === name);
}
