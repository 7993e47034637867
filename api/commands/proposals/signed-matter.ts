import type { Expected } from '../../../domain/signed/compare';
import { Problem } from '../../../domain/errors';
import { holderOf } from '../../../platform/holders';
import type { CaseRecord, DecisionRecord, NominationRecord, ProposalRecord } from '../../../platform/store';
import { nomineeInList } from '../../../templates/documents/nominee';
import type { ApiContext, Caller } from '../../context';
import { needCase } from '../issued/case-access';
import { defined, mustHave } from '../shared';
import { needProposal } from './access';

/** What is said of a signed paper, as far as it is known. */
export type Said = Partial<Pick<DecisionRecord, 'number' | 'date' | 'signer'>>;

/** What a signed paper belongs to: its file is attached there, and compared with the draft that was made of it. */
export interface SignedMatter {
  readonly entity: string;
  readonly unit?: string;
  /** The paper, once it is recorded. */
  readonly decision?: string;
  expected(said: Said): Promise<Expected>;
}

/** What a signed file can be attached to. */
export type Signable = 'proposals' | 'cases';

/** @throws Problem FORBIDDEN, NOT_FOUND */
export async function matterAt(context: ApiContext, caller: Caller, of: Signable, id: string): Promise<SignedMatter> {
  return of === 'proposals'
    ? ofProposal(context, await needProposal(context, caller, id))
    : ofCase(context, await needCase(context, caller, id));
}

/** @throws Problem FORBIDDEN, NOT_FOUND, also for a paper that was signed elsewhere */
export async function matterOf(
  context: ApiContext,
  caller: Caller,
  id: string,
): Promise<{ readonly decision: DecisionRecord; readonly matter: SignedMatter }> {
  mustHave(caller, 'readProposals');
  const decision = await context.store.decisions.need(id);
  const { proposal, case: of } = decision;
  if (proposal !== undefined) return { decision, matter: await matterAt(context, caller, 'proposals', proposal) };
  if (of !== undefined) return { decision, matter: await matterAt(context, caller, 'cases', of) };
  throw new Problem('NOT_FOUND', `decision ${id} was signed elsewhere`);
}

/** A list in its order, without what was left out or struck out. */
export const ofProposal = ({ store }: ApiContext, proposal: ProposalRecord): SignedMatter => ({
  entity: proposal._id,
  ...defined({ unit: proposal.unit, decision: proposal.decision }),
  async expected(said) {
    const out = new Set([
      ...proposal.leftOut.map(({ nomination }) => nomination),
      ...(proposal.answer?.struckOut ?? []).map(({ nomination }) => nomination),
    ]);
    const ids = proposal.lines.map(({ nomination }) => nomination);
    const nominations = await store.nominations.many(ids);
    const units = await store.units.many([...new Set([...nominations.values()].map(({ unit }) => unit))]);
    const named = ({ unit, dossier: { nominee } }: NominationRecord) => ({
      name: nominee.name,
      detail: nomineeInList(nominee, units.get(unit)?.name).detail,
    });
    const of = (kept: boolean) =>
      ids
        .filter((id) => out.has(id) !== kept)
        .flatMap((id) => (nominations.has(id) ? [named(nominations.get(id)!)] : []));
    return { ...headOf(said), names: of(true), struckOut: of(false).map(({ name }) => name) };
  },
});

/** One holder, and what was printed wrong with what is right. */
export const ofCase = ({ store }: ApiContext, matter: CaseRecord): SignedMatter => ({
  entity: matter._id,
  ...defined({ unit: matter.unit, decision: matter.decision }),
  async expected(said) {
    return {
      ...headOf(said),
      names: [],
      struckOut: [],
      texts: [(await holderOf(store, matter)).name, ...(matter.changes ?? []).map(({ correct }) => correct)],
    };
  },
});

const headOf = ({ number, date, signer }: Said) => defined({ number, date, signer });
