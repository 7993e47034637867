import { newCase, type CaseState, type CaseTerms } from '../../../domain/case/state';
import type { CaseRecord, CertificateRecord } from '../../../platform/store';
import { caseRecord, issueCertificate, settle } from '../../setup/cases';
import { note } from '../../setup/docket';
import { calendar, START } from '../../setup/fixtures';
import type { TestService } from '../../setup/service';
import { run, type Case, type Cases, type Input } from '../twice';

let serial = 50;
const issued = (service: TestService): Promise<CertificateRecord> =>
  issueCertificate(service.store, { serial: (serial += 1) });

const terms: Omit<CaseTerms, 'kind'> = { returns: [], returnWithin: { count: 15, unit: 'workingDays' }, calendar };
type Plain = Omit<CaseState, 'terms'>;
/** The state of a case as its workflow hands it out. */
function state(changes: Partial<Plain>): Plain {
  const { terms: _terms, ...plain } = newCase({ ...terms, kind: 'revocation' });
  return { ...plain, ...changes };
}

/** A case about a certificate that was issued. */
async function opened(
  service: TestService,
  changes: Partial<CaseRecord> = {},
): Promise<{ readonly matter: CaseRecord; readonly certificate: CertificateRecord }> {
  const certificate = await issued(service);
  const { _id: award, nomination } = certificate;
  const of = { subject: `P${serial}`, nomination, holderUnit: 'U01', authority: 'A-TINH', ...changes };
  const { record } = await service.store.cases.insert(caseRecord(award, { openKey: `${award}/open`, ...of }));
  return { matter: record, certificate };
}

/** The signed paper as the clerk notes it; its numbers rise. */
let numbers = 400;
const paper = (service: TestService, number = `${(numbers += 1)}/QĐ-UBND`): Promise<string> =>
  note(service, {
    kind: 'decision',
    decision: { number, date: '2026-11-16', signer: 'Phạm Văn Mẫu', signerPost: 'Chủ tịch', form: 'direct' },
  });

/** A correction and a revocation that were carried out; the one of the two has its holder in the ledger alone. */
export async function settledCases(service: TestService): Promise<readonly [string, string]> {
  const change = { field: 'name', printed: 'Lê Thị Mẫu', correct: 'Lê Thị Mẩu' } as const;
  const [first, second] = [await issued(service), await issued(service)];
  const of = { holderUnit: 'U01', changes: [change] };
  const corrected = await settle(service.store, first._id, { kind: 'corrected', changes: [change] }, {}, of);
  const back = { returns: ['object', 'money'], due: '2026-12-08', ground: 'fraud' } as const;
  const revoked = await settle(service.store, second._id, { kind: 'revoked' }, {}, { ...of, ...back, changes: [] });
  return [corrected.case, revoked.case];
}

const asks: Case<'holdersOf'> = {
  name: 'names the complaints that hold an award',
  async prepare(service) {
    const { matter } = await opened(service);
    const complaint = caseRecord(matter.award, { kind: 'complaint', status: 'open', holding: true });
    await service.store.cases.insert(complaint);
    return { caseId: matter._id, award: matter.award };
  },
  stands: (_service, _input, result) => Promise.resolve(expect(result).toHaveLength(1)),
};

const saves: Case<'saveCase'> = {
  name: 'writes what was said to a complaint, with its paper and its trail',
  async prepare(service) {
    const { matter } = await opened(service, { kind: 'complaint' });
    return {
      caseId: matter._id,
      now: START,
      state: state({ status: 'done', version: 3, conclusion: 'rejected' }),
      event: { actor: 'key:office', said: { type: 'conclude', outcome: 'rejected', note: await note(service) } },
    };
  },
  async stands({ store }, { caseId }) {
    const { status, conclusion, papers, openKey, closedAt } = await store.cases.need(caseId);
    expect([status, conclusion, papers.length, openKey, closedAt]).toEqual(['done', 'rejected', 1, undefined, START]);
    expect((await store.audit.trail(caseId)).map((e) => e.type)).toEqual(['conclude']);
  },
};

/** A case whose paper was recorded, and the state that it has once that is carried out. */
async function signed(service: TestService, changes: Partial<CaseRecord>, after: Partial<Plain> = {}) {
  const { matter } = await opened(service, changes);
  const input: Input<'carryOutCase'> = {
    caseId: matter._id,
    now: START,
    actor: 'key:clerk',
    decision: await paper(service, changes.kind === 'correction' ? `${(numbers += 1)}/UBND-NC` : undefined),
    state: state({ status: 'done', version: 3, ...after }),
  };
  return input;
}

const revokes: Case<'carryOutCase'> = {
  name: 'revokes: register, certificate, ledger, case and the row of the letter together',
  prepare: (service) =>
    signed(service, { ground: 'fraud', returns: ['object', 'money'] }, { status: 'awaitingReturn', due: '2026-12-07' }),
  async stands({ store }, { caseId, decision }, result) {
    const { number } = await store.decisions.need(decision!);
    const as = { at: START, by: 'key:clerk', version: 3, decision, number, date: '2026-11-16' };
    expect(result).toEqual({ done: true, as });
    const { award, status, due } = await store.cases.need(caseId);
    expect([status, due]).toEqual(['awaitingReturn', '2026-12-07']);
    const { status: worth, statusPaper, entries } = (await store.certificates.get(award))!;
    expect([worth, statusPaper, entries?.map((e) => e.kind)]).toEqual(['revoked', decision, ['revoked']]);
    expect((await store.history.many([award])).get(award)?.revoked).toMatchObject({ decision, ground: 'fraud' });
    expect((await store.sentMails.get(`caseNotice.${caseId}.unit.1`))?.status).toBe('queued');
    expect((await store.audit.trail(`awards/${award}`)).map((e) => e.type)).toEqual(['revoked']);
  },
};

const replaces: Case<'carryOutCase'> = {
  name: 'replaces: a new certificate under the next number, the old one says by which',
  prepare: (service) =>
    signed(service, {
      kind: 'replacement',
      changes: [{ field: 'post', printed: 'Chuyên viên', correct: 'Phó Trưởng phòng' }],
    }),
  draws: ['certificates'],
  async stands({ store }, { caseId, decision }) {
    const { award, issued: by } = await store.cases.need(caseId);
    const [before, after] = [(await store.certificates.get(award))!, (await store.certificates.get(by!))!];
    expect([before.status, before.entries?.[0]?.by, after.decision]).toEqual(['replaced', after._id, decision]);
    expect(after.snapshot.nominee).toMatchObject({ post: 'Phó Trưởng phòng' });
    expect(after.goldBookNumber).toBeGreaterThan(before.goldBookNumber);
    const ledger = await store.history.many([award, after._id]);
    expect(ledger.get(award)?.replaced?.by).toBe(after._id);
    expect(ledger.get(after._id)?.subject).toBe(ledger.get(award)?.subject);
  },
};

const replacesAgain: Case<'carryOutCase'> = {
  name: 'replaces once more what the records have lost, under the number and code that are printed, without another letter',
  async prepare(service) {
    const changes = [{ field: 'post', printed: 'Chuyên viên', correct: 'Phó Trưởng phòng' }] as const;
    const input = await signed(service, { kind: 'replacement', changes });
    const { nomination = '' } = await service.store.cases.need(input.caseId);
    const goldBookNumber = 900 + (numbers += 1);
    const issued = { nomination, goldBookNumber, verifyCode: `KMNPQ0${goldBookNumber}` };
    const { now: at, actor: by, decision, state } = input;
    return { ...input, before: { at, by, version: state.version, ...(decision ? { decision } : {}), issued } };
  },
  async stands({ store }, { caseId, before }, result) {
    const { issued: by } = await store.cases.need(caseId);
    expect(await store.certificates.get(by!)).toMatchObject(before!.issued!);
    expect(result).toMatchObject({ as: { issued: before!.issued } });
    expect(await store.sentMails.get(`caseNotice.${caseId}.unit.1`)).toBeUndefined();
  },
};

const reprints: Case<'carryOutCase'> = {
  name: 'counts a reprint, which takes no number',
  async prepare(service) {
    const { decision: _none, ...rest } = await signed(service, { kind: 'reprint', reprint: 'lost' });
    return rest;
  },
  async stands({ store }, { caseId }) {
    const { award } = await store.cases.need(caseId);
    expect(await store.certificates.get(award)).toMatchObject({ status: 'valid', entries: [{ kind: 'reprinted' }] });
  },
};

const refusesTaken: Case<'carryOutCase'> = {
  name: 'refuses a number that is taken, and leaves everything as it was',
  async prepare(service) {
    const input = await signed(service, {});
    const other = await signed(service, {});
    await run(service, 'carryOutCase', other);
    const { number } = await service.store.decisions.need(other.decision!);
    return { ...input, decision: await paper(service, number) };
  },
  async stands({ store }, { caseId }, result) {
    expect(result).toEqual({ done: false, code: 'NUMBER_TAKEN' });
    const { award, version } = await store.cases.need(caseId);
    expect([version, (await store.certificates.get(award))!.status]).toEqual([0, 'valid']);
  },
};

const draws: Case<'renderCasePaper'> = {
  name: 'draws the draft of a correction letter',
  async prepare(service) {
    const changes = [{ field: 'name', printed: 'Lê Thị Mẫu', correct: 'Lê Thị Mẩu' }] as const;
    return { caseId: (await opened(service, { kind: 'correction', changes })).matter._id };
  },
  async stands({ store }, { caseId }) {
    const { draft } = await store.cases.need(caseId);
    expect((await store.files.get(draft!.file))!.sha256).toBe(draft!.sha256);
  },
};

const drawsIssued: Case<'renderCasePaper'> = {
  name: 'draws the replacing decision and the certificate under it',
  async prepare(service) {
    const changes = [{ field: 'name', printed: 'Lê Thị Mẫu', correct: 'Lê Thị Mẩu' }] as const;
    const input = await signed(service, { kind: 'replacement', changes });
    await run(service, 'carryOutCase', input);
    return { caseId: input.caseId };
  },
  async stands({ store }, { caseId }) {
    const { decision, issued: by } = await store.cases.need(caseId);
    expect((await store.decisions.need(decision!)).documents?.decision?.sha256).toMatch(/^[0-9a-f]{64}$/);
    expect((await store.certificates.get(by!))!.document?.sha256).toMatch(/^[0-9a-f]{64}$/);
  },
};

const holds: Case<'holdCases'> = {
  name: 'passes by cases that have no workflow yet',
  async prepare(service) {
    const { matter } = await opened(service);
    return { award: matter.award, by: 'VV-complaint', hold: true, step: 2 };
  },
};

export const caseCases: Pick<Cases, 'holdersOf' | 'saveCase' | 'carryOutCase' | 'holdCases' | 'renderCasePaper'> = {
  holdersOf: [asks],
  saveCase: [saves],
  carryOutCase: [revokes, replaces, replacesAgain, reprints, refusesTaken],
  holdCases: [holds],
  renderCasePaper: [draws, drawsIssued],
};
