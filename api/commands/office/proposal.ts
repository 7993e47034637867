import { dayOf } from '../../../domain/time';
import { termsFor } from '../../../platform/registers';
import type { AuthorityRecord, ProposalRecord, UnitRecord } from '../../../platform/store';
import { fileNumber, fileName } from '../../../templates/documents/file-names';
import { MINISTRY, nomineeListPaper, proposalPaper, type ProposalRecords } from '../../../templates/documents/office';
import { percentText } from '../../../templates/format';
import type { ApiContext } from '../../context';
import { letPass } from '../../pages/let-pass';
import { councilShares } from '../proposals/council-shares';
import { nominationsOf } from './decision';
import type { Drafted, PaperAsked } from './papers';
import { needProposal } from '../proposals/access';
import { has } from '../../../domain/roles';
import { defined } from '../shared';

/** The Tờ trình of a proposal. @throws Problem FORBIDDEN, NOT_FOUND */
export async function proposalLetter(context: ApiContext, asked: PaperAsked): Promise<Drafted<'proposal'>> {
  const { records, unit } = await recordsOf(context, asked);
  return {
    kind: 'proposal',
    ...defined({ unit }),
    data: proposalPaper(records),
    name: fileName('proposal', fileNumber(records.proposal.number)),
  };
}

/** The list that goes with it. @throws Problem FORBIDDEN, NOT_FOUND */
export async function nomineeList(context: ApiContext, asked: PaperAsked): Promise<Drafted<'nomineeList'>> {
  const { records, unit } = await recordsOf(context, asked);
  return {
    kind: 'nomineeList',
    ...defined({ unit }),
    data: nomineeListPaper(records),
    name: fileName('proposalList', fileNumber(records.proposal.number)),
  };
}

async function recordsOf(
  context: ApiContext,
  { caller, id, signing, signs, inPack, onwards }: PaperAsked,
): Promise<{ readonly records: ProposalRecords; readonly unit: string | undefined }> {
  const { store, catalogue, pack } = context;
  const proposal = await needProposal(context, caller, id);
  // votes are internal: who handles the paper alone does not read them in it
  const told = inPack === true || has(caller, 'readInternal');
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
    signing: signs === 'decision' && submitter?.head ? {} : signing,
    ...defined({ head: submitter?.head, agency: submitter?.name }),
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
            share: told ? `${yes}/${base}${base === 0 ? '' : ` (${percentText('vi', yes, base)})`}` : '',
            closedOn: dayOf(closedAt),
          },
        ],
      ),
    ),
    passed,
    pack,
    catalogue,
  };
  if (onwards !== true || proposal.power !== 'forward') return { records, unit: authority.unit };
  return { records: { ...records, ...(await sentOn(context, proposal, authority, signing)) }, unit: authority.unit };
}

/** The paper of the authority itself: its number and signer once it is recorded, until then as it will look. */
async function sentOn(
  { store, pack, clock }: ApiContext,
  { decision: id }: ProposalRecord,
  authority: AuthorityRecord,
  signing: PaperAsked['signing'],
): Promise<Pick<ProposalRecords, 'proposal' | 'authority' | 'agency' | 'head' | 'signing'>> {
  const recorded = id === undefined ? undefined : await store.decisions.get(id);
  const date = recorded?.date ?? dayOf(clock.now());
  const { symbol = '……' } = await termsFor(store, pack, { authority, power: 'forward', day: date });
  const { name, post } = await store.people.need(authority.person);
  const { issuer } = authority;
  return {
    proposal: { number: recorded?.number ?? `……/${symbol}`, date, power: 'decide', submitter: issuer },
    authority: { ...authority, title: MINISTRY },
    agency: issuer,
    head: { name, post },
    signing: recorded ?? signing,
  };
}

/**
 * The unit that puts the list to the authority. Proposals name it as it is printed: the agency ("Sở Nội vụ"), or who leads it
 * ("Giám đốc Sở Nội vụ").
 */
async function submitterOf({ store, pack }: ApiContext, name: string): Promise<UnitRecord | undefined> {
  const { unit, name: standing } = pack.province.standingBody;
  if (name === standing.vi) return store.units.get(unit);
  const units = await store.units.all();
  const said = name.normalize('NFC').trim().toLowerCase();
  const exact = units.find((u) => u.name.toLowerCase() === said);
  if (exact) return exact;
  // of "Văn phòng" and "Văn phòng Ủy ban" the longer one
  const led = units.filter((u) => said.endsWith(` ${u.name.toLowerCase()}`));
  if (said.endsWith(` ${standing.vi.toLowerCase()}`)) return store.units.get(unit);
  return led.sort((a, b) => b.name.length - a.name.length)[0];
}
