import { liveGrants } from '../domain/accounts';
import type { Award } from '../domain/award';
import { Problem } from '../domain/errors';
import { numberOf, readNumber } from '../domain/registers';
import { substitutionOn } from '../domain/signing';
import { dayOf, type Day } from '../domain/time';
import { goldBookOf } from '../platform/gold-book';
import { lackingFacts } from '../platform/paper-facts';
import { seriesFor, termsFor } from '../platform/registers';
import type {
  AccountRecord,
  AuthorityRecord,
  DecisionRecord,
  NominationRecord,
  ProposalRecord,
} from '../platform/store';
import type { IssueLine } from '../platform/store/certificates';
import { subjectOf } from '../templates/documents/wording';
import type { Activities, RecordedNumber, SaveProposal } from './index';
import type { ActivityContext } from './context';
import { awardOf, historyOf, type Given } from './history';

type ProposalActivities = Pick<Activities, 'saveProposal' | 'recordDecision' | 'drawDecision' | 'issueCertificates'>;

/** The proposal's record, the register of decisions, and the certificates under one decision. */
export function proposalActivities({ store, catalogue, pack }: ActivityContext): ProposalActivities {
  return {
    async saveProposal({
      proposalId,
      version,
      now,
      status,
      leftOut,
      check,
      answer,
      refused,
      decision,
      event,
    }: SaveProposal) {
      await store.proposals.save(
        proposalId,
        version,
        {
          status,
          ...(leftOut === undefined ? {} : { leftOut }),
          ...(check === undefined ? {} : { check }),
          ...(answer === undefined ? {} : { answer }),
          refused,
          ...(decision === undefined ? {} : { decision }),
          ...(event?.type === 'sent' ? { sentAt: now } : {}),
        },
        event && [
          {
            entity: proposalId,
            key: `v${version}`,
            at: now,
            actor: event.actor,
            type: event.type,
            data: { status, ...(event.note === undefined ? {} : { note: event.note }) },
          },
        ],
      );
    },

    async recordDecision({ proposalId, decision: id, lines, now }) {
      const { proposal, authority } = await read(proposalId);
      const note = await store.notes.need(id);
      if (note.decision?.number === undefined) throw new Problem('NOT_FOUND', `note ${id} holds no numbered decision`);
      const { number, date, signer, signerPost, form, file } = note.decision;
      const terms = await termsFor(store, pack, { authority, power: proposal.power, day: date });
      const decision: DecisionRecord = {
        ...(await head(proposal, authority, lines, now, note.by)),
        _id: id,
        register: seriesFor(authority, proposal.power, terms, date),
        number,
        serial: readNumber(number)?.serial ?? Number.parseInt(number, 10),
        date,
        signer,
        signerPost,
        form,
        ...(file === undefined ? {} : { file }),
      };
      try {
        await store.decisions.insert(decision, [trailOf(decision)], terms);
        return { recorded: true, number, date };
      } catch (error) {
        return refusedBy(error);
      }
    },

    async drawDecision({ proposalId, decision: id, lines, now, actor, drawn }) {
      // what was drawn stays, also when the authority's person has got another post meanwhile
      const before = await store.decisions.get(id);
      if (before) return numberIn(before);
      const { proposal, authority } = await read(proposalId);
      const date = drawn?.date ?? dayOf(now);
      const substitution = substitutionOn(authority, date);
      const signer = await store.people.need(substitution?.person ?? authority.person);
      const terms = await termsFor(store, pack, { authority, power: proposal.power, day: date });
      const decision = {
        ...(await head(proposal, authority, lines, now, actor)),
        _id: id,
        register: seriesFor(authority, proposal.power, terms, date),
        date,
        signer: signer.name,
        signerPost: signer.post,
        form: substitution?.form ?? ('direct' as const),
      };
      const missing = await lackingFacts({ store, pack, catalogue }, authority, decision);
      const clerks = await clerksOf(proposal.unit, date);
      if (missing.length > 0) return { recorded: false, code: 'FACTS_MISSING', clerks };
      const symbol = terms.symbol ?? authority.register.symbol;
      try {
        const trail = [trailOf(decision)];
        const { record } = drawn
          ? await store.decisions.insert({ ...decision, ...drawn }, trail, terms)
          : await store.decisions.insertNext(decision, (serial) => numberOf(serial, symbol), trail, terms);
        return numberIn(record);
      } catch (error) {
        return { ...refusedBy(error), clerks };
      }
    },

    async issueCertificates({ proposalId, decision: id, batch, lines, now, as }) {
      const [{ authority }, decision, nominations] = await Promise.all([
        read(proposalId),
        store.decisions.need(id),
        store.nominations.many(lines),
      ]);
      const units = await store.units.many([...new Set([...nominations.values()].map((n) => n.unit))]);
      const certificates = await store.certificates.issueBatch({
        decision: id,
        batch,
        now,
        actor: 'service',
        goldBook: goldBookOf(pack.goldBook, authority, decision.date),
        lines: lines.map((line) => {
          const nomination = nominations.get(line);
          if (!nomination) throw new Problem('NOT_FOUND', `nomination ${line}`);
          return issueLine(
            nomination,
            awardOf(catalogue, nomination),
            units.get(nomination.unit)?.name ?? nomination.unit,
            { authority: authority.title, number: decision.number, date: decision.date },
          );
        }),
        ...(as === undefined ? {} : { as }),
      });
      return certificates.map(({ nomination, goldBookNumber, verifyCode }) => ({
        nomination,
        goldBookNumber,
        verifyCode,
      }));
    },
  };

  async function read(proposalId: string): Promise<{ proposal: ProposalRecord; authority: AuthorityRecord }> {
    const proposal = await store.proposals.need(proposalId);
    return { proposal, authority: await store.authorities.need(proposal.authority) };
  }

  /** Who gives the numbers at this level. */
  async function clerksOf(unit: string | undefined, day: Day): Promise<readonly string[]> {
    const holding = await store.accounts.holding('clerk');
    const of = (account: AccountRecord): boolean =>
      liveGrants(account, day).some((grant) => grant.role === 'clerk' && grant.unit === unit);
    return holding.filter(of).map(({ _id }) => _id);
  }

  async function head(
    proposal: ProposalRecord,
    authority: AuthorityRecord,
    lines: readonly string[],
    now: string,
    by: string,
  ) {
    const nominations = [...(await store.nominations.many(lines)).values()];
    return {
      proposal: proposal._id,
      kind: proposal.power === 'decide' ? ('decision' as const) : ('forward' as const),
      authority: authority._id,
      subject: subjectOf(
        nominations.map((n) => awardOf(catalogue, n)),
        nominations.map((n) => n.dossier),
      ),
      lines,
      at: now,
      by,
    };
  }
}

/** The register has refused the number: the clerk is asked again. */
function refusedBy(error: unknown): RecordedNumber {
  if (error instanceof Problem && refusals.has(error.code)) return { recorded: false, code: error.code };
  throw error;
}
const refusals: ReadonlySet<string> = new Set(['NUMBER_TAKEN', 'NUMBER_OUT_OF_ORDER', 'REGISTER_FULL']);

const numberIn = ({ number, serial = 0, date }: DecisionRecord): RecordedNumber => ({
  recorded: true,
  number,
  serial,
  date,
});

const trailOf = (
  decision: Pick<DecisionRecord, '_id' | 'proposal' | 'at' | 'by' | 'date' | 'lines'> & { number?: string },
) => ({
  entity: decision.proposal ?? decision._id,
  key: `decision/${decision._id}`,
  at: decision.at,
  actor: decision.by,
  type: 'decisionRecorded',
  data: {
    decision: decision._id,
    date: decision.date,
    lines: decision.lines.length,
    ...(decision.number === undefined ? {} : { number: decision.number }),
  },
});

function issueLine(
  nomination: NominationRecord,
  award: Award,
  unitName: string,
  given: Omit<Given, 'award'>,
): IssueLine {
  const { nominee, merit, posthumous } = nomination.dossier;
  const history = historyOf(nomination, { award, ...given });
  if (award.object !== 'certificate') return { nomination: nomination._id, history };
  return {
    nomination: nomination._id,
    history,
    certificate: {
      award: award.code,
      unit: nomination.unit,
      snapshot: { nominee, merit, posthumous, awardName: award.name, unitName },
    },
  };
}
