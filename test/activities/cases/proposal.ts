import type { ProposalRecord } from '../../../platform/store';
import { START } from '../../setup/fixtures';
import { note } from '../../setup/docket';
import { draftTestProposal } from '../../setup/proposal';
import type { TestService } from '../../setup/service';
import { takenIn } from '../lines';
import { run, type Case, type Cases, type Input } from '../twice';

/** A proposal of lines of these awards, with the lines that its authority keeps. */
export async function proposed(
  service: TestService,
  awards: readonly string[] = ['GK', 'GK'],
  level: 'unit' | 'province' = 'unit',
): Promise<{ proposal: ProposalRecord; lines: readonly string[] }> {
  const { nominations, docket } = await takenIn(service, awards);
  const of = nominations.map((nomination, i) => ({ nomination, docket, award: awards[i]! }));
  return { proposal: await draftTestProposal(service, of, { level }), lines: nominations };
}

let serial = 0;
/** The signed paper as the clerk records it, under the next number of these tests. */
export async function paper(service: TestService, number = `${(serial += 1)}/QĐ-UBND`): Promise<string> {
  return await note(service, {
    kind: 'decision',
    decision: { number, date: '2026-11-16', signer: 'Nguyễn Văn Mẫu', signerPost: 'Chủ tịch', form: 'direct' },
  });
}

/** A recorded decision of the province. */
export async function decided(service: TestService, awards?: readonly string[]): Promise<Input<'issueCertificates'>> {
  const { proposal, lines } = await proposed(service, awards, 'province');
  const decision = await paper(service);
  await run(service, 'recordDecision', { proposalId: proposal._id, decision, lines, now: START });
  return { proposalId: proposal._id, decision, batch: 0, lines, now: START };
}

const saves: Case<'saveProposal'> = {
  name: 'writes the answer of an authority with its trail',
  async prepare(service) {
    const { proposal, lines } = await proposed(service);
    const struckOut = [{ nomination: lines[1]!, note: await note(service) }];
    return {
      proposalId: proposal._id,
      version: 3,
      now: START,
      status: 'awaitingNumber',
      answer: { kind: 'approved', struckOut, at: START, by: 'person:C1' },
      event: { type: 'approve', actor: 'person:C1' },
    };
  },
  async stands({ store }, { proposalId, answer }) {
    expect(await store.proposals.need(proposalId)).toMatchObject({ status: 'awaitingNumber', answer, version: 3 });
    expect((await store.audit.trail(proposalId)).map((e) => e.type)).toEqual(['approve']);
  },
  async meanwhile(service, { proposalId, now }) {
    const event = { type: 'record', actor: 'key:clerk' };
    await run(service, 'saveProposal', { proposalId, version: 4, now, status: 'issuing', decision: 'd', event });
  },
};

const records: Case<'recordDecision'> = {
  name: 'enters a signed paper in its register',
  async prepare(service) {
    const { proposal, lines } = await proposed(service, undefined, 'province');
    return { proposalId: proposal._id, decision: await paper(service), lines, now: START };
  },
  async stands({ store }, { proposalId, decision, lines }, result) {
    const { number, date, ...entered } = await store.decisions.need(decision);
    expect(result).toEqual({ recorded: true, number, date });
    expect(entered.lines).toEqual(lines);
    expect((await store.audit.trail(proposalId)).map((e) => e.key)).toEqual([`decision/${decision}`]);
  },
};

const recordsTaken: Case<'recordDecision'> = {
  name: 'refuses a number that is taken',
  async prepare(service) {
    const { decision: first } = await decided(service);
    const { number } = await service.store.decisions.need(first);
    const { proposal, lines } = await proposed(service, undefined, 'province');
    return { proposalId: proposal._id, decision: await paper(service, number), lines, now: START };
  },
  async stands({ store }, { decision }, result) {
    expect(result).toEqual({ recorded: false, code: 'NUMBER_TAKEN' });
    expect(await store.decisions.get(decision)).toBeUndefined();
  },
};

const draws: Case<'drawDecision'> = {
  name: 'draws the next number of an automatic register',
  async prepare(service) {
    const { proposal, lines } = await proposed(service);
    const proposalId = proposal._id;
    return { proposalId, decision: `${proposalId}-decision`, lines, now: START, actor: 'person:C1' };
  },
  async stands({ store }, { decision }) {
    const { number, serial: drawn, register } = await store.decisions.need(decision);
    expect([number, drawn]).toEqual(['01/QĐ-STC', 1]);
    expect(await store.decisions.nextSerial(register)).toBe(2);
  },
  async meanwhile({ store }) {
    await store.people.put({ ...(await store.people.need('C1')), post: 'Phó Giám đốc phụ trách' });
  },
};

const issues: Case<'issueCertificates'> = {
  name: 'numbers certificates in the order of the list, without gap',
  prepare: (service) => decided(service, ['BKT', 'CSTDT', 'BKT']),
  draws: ['certificates'],
  async stands({ store }, { decision, lines }) {
    const certificates = await store.certificates.ofDecision(decision);
    expect(certificates.map((c) => c.nomination)).toEqual(lines);
    const numbers = certificates.map((c) => c.goldBookNumber);
    expect(numbers).toEqual([0, 1, 2].map((i) => numbers[0]! + i));
    expect(new Set(certificates.map((c) => c.verifyCode)).size).toBe(3);
    for (const line of lines) {
      expect((await store.audit.trail(line)).filter((e) => e.type === 'certificateIssued')).toHaveLength(1);
    }
  },
};

export const proposalCases: Pick<Cases, 'saveProposal' | 'recordDecision' | 'drawDecision' | 'issueCertificates'> = {
  saveProposal: [saves],
  recordDecision: [records, recordsTaken],
  drawDecision: [draws],
  issueCertificates: [issues],
};
