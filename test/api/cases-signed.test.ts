import type { AuthorityRecord } from '../../platform/store';
import { startApi, type Reply, type TestApi } from '../setup/api';
import { actOn, issueCertificate, openCase, reach, signedPaper, type CaseWorkers } from '../setup/cases';
import { dossier } from '../setup/fixtures';
import { eventually } from '../setup/service';

/** What is asked of the signed paper of a case, as it is of that of a proposal. */

let api: TestApi;
let us: CaseWorkers;
let unit: CaseWorkers;
beforeAll(async () => {
  api = await startApi();
  us = { office: await api.as('office'), clerk: await api.as('clerk') };
  unit = { office: await api.as('office', 'U01'), clerk: await api.as('clerk', 'U01') };
});
afterAll(() => api.stop());

let serials = 0;
/** A case that waits for its paper, about an award of its own. */
async function waiting(kind: 'correction' | 'replacement' | 'revocation', name?: string): Promise<string> {
  const serial = (serials += 1);
  const { nominee } = dossier('BKT', serial);
  const of = name === undefined ? {} : { dossier: { nominee: { ...nominee, name } } };
  const { _id } = await issueCertificate(api.site.service.store, { serial, ...of });
  const id = await openCase(us, _id, kind);
  await reach(us, id, 'awaitingPaper');
  await eventually(
    async () => (await us.office.get(`/cases/${id}`)).body.hasDraft as boolean,
    (drawn) => drawn,
  );
  return id;
}

async function change(id: 'A-TINH' | 'A-U01', more: Partial<AuthorityRecord>): Promise<() => Promise<unknown>> {
  const { authorities } = api.site.service.store;
  const before = await authorities.need(id);
  await authorities.put({ ...before, ...more });
  return () => authorities.put(before);
}

/** The draft of a case is attached as if somebody had signed it. */
async function attachDraft(of: string, to = of): Promise<string> {
  const { bytes } = await us.office.get(`/cases/${of}/draft.pdf`);
  const { body } = await us.clerk.upload(`/cases/${to}/attachments`, 'van-ban.pdf', bytes);
  return body.id as string;
}
const codes = ({ body }: Reply): string[] =>
  ((body.findings ?? []) as { code: string; weight: string }[])
    .filter(({ weight }) => weight === 'ask')
    .map(({ code }) => code);

describe.each(['correction', 'replacement', 'revocation'] as const)('the signed file of a %s', (kind) => {
  test('is compared with the draft: another paper takes a reason, the right one none', async () => {
    const id = await waiting(kind);
    const other = await waiting(kind, 'Hoàng Thị Khác');
    const number = `${30 + serials}/${kind === 'correction' ? 'UBND-NC' : 'QĐ-UBND'}`;
    const wrong = await attachDraft(other, id);
    const read = await us.clerk.get(`/cases/${id}/attachments/${wrong}/reading`);
    expect([read.status, read.body.needsReason, codes(read)]).toEqual([200, true, ['missingText']]);
    const refused = await actOn(us.clerk, id, 'record', { ...signedPaper(number), file: wrong });
    expect([refused.status, refused.body.code, codes(refused)]).toEqual([409, 'SIGNED_FILE_DIFFERS', ['missingText']]);
    expect((await us.office.get(`/cases/${id}`)).body.status).toBe('awaitingPaper');
    const foreign = await actOn(us.clerk, id, 'record', { ...signedPaper(number), file: await attachDraft(other) });
    expect([foreign.status, foreign.body.fields[0].field]).toEqual([400, 'file']);

    const right = await attachDraft(id);
    const recorded = await actOn(us.clerk, id, 'record', { ...signedPaper(number), file: right });
    expect([recorded.status, recorded.body.number, codes({ ...recorded, body: recorded.body.signedFile })]).toEqual([
      200,
      number,
      [],
    ]);
    const { decision } = recorded.body as { decision: string };
    const later = await us.office.get(`/decisions/${decision}/signed-file`);
    expect([later.status, later.body.file, codes(later)]).toEqual([200, right, []]);
    // the right file in place of another, with a reason where it differs
    const again = await us.clerk.post(`/decisions/${decision}/signed-file`, { file: wrong });
    expect([again.status, again.body.code]).toEqual([409, 'SIGNED_FILE_DIFFERS']);
    const confirmed = await us.clerk.post(`/decisions/${decision}/signed-file`, { file: wrong, confirmed: 'Bản quét' });
    expect([confirmed.status, confirmed.body.file]).toEqual([200, wrong]);
    const trail = await api.site.service.store.audit.trail(id);
    expect(trail.map(({ type }) => type)).toEqual(expect.arrayContaining(['signedFileRead', 'signedFileRecorded']));
  });
});

describe('who signs the paper of a case', () => {
  const paper = { number: '04/QĐ-UBND', date: '2026-11-13' };
  const substitution = { person: 'C2', form: 'KT.' as const, from: '2026-11-16', to: '2026-11-20', paper };

  test('signs in another place by a recorded substitution alone, and the draft is made for him', async () => {
    const id = await waiting('revocation');
    const signed = {
      ...signedPaper('50/QĐ-UBND'),
      form: 'KT.',
      signer: 'Nguyễn Văn Mẫu C2',
      signerPost: 'Phó Chủ tịch',
    };
    const refused = await actOn(us.clerk, id, 'record', signed);
    expect([refused.status, refused.body.fields[0].field]).toEqual([400, 'form']);
    const back = await change('A-TINH', { substitutions: [substitution] });
    try {
      const other = await actOn(us.clerk, id, 'record', { ...signed, signer: 'Phạm Văn Mẫu' });
      expect([other.status, other.body.fields[0].field]).toEqual([400, 'signer']);
      expect((await actOn(us.clerk, id, 'record', signed)).status).toBe(200);
      // one that is opened meanwhile is drafted for who signs meanwhile: the file names him
      const next = await waiting('revocation');
      const file = await attachDraft(next);
      const of = (signer: string) =>
        us.clerk.get(`/cases/${next}/attachments/${file}/reading?signer=${encodeURIComponent(signer)}`);
      const found = async (signer: string) =>
        ((await of(signer)).body.findings as { code: string }[]).some(({ code }) => code === 'noSigner');
      expect([await found('Nguyễn Văn Mẫu C2'), await found('Nguyễn Văn Mẫu C1')]).toEqual([false, true]);
    } finally {
      await back();
    }
  });
});

test('a fact that the paper prints and that is not there is named before the number is taken', async () => {
  const id = await waiting('replacement');
  const back = await change('A-TINH', { place: ' ' });
  try {
    const refused = await actOn(us.clerk, id, 'record', signedPaper('60/QĐ-UBND'));
    expect([refused.status, refused.body.code]).toEqual([409, 'FACTS_MISSING']);
    expect((refused.body.fields as { field: string }[]).map(({ field }) => field)).toEqual(['place']);
    expect((await us.office.get(`/cases/${id}`)).body.status).toBe('awaitingPaper');
  } finally {
    await back();
  }
  expect((await actOn(us.clerk, id, 'record', signedPaper('60/QĐ-UBND'))).status).toBe(200);
});

describe('a register that gives the numbers by itself', () => {
  let back: () => Promise<unknown>;
  /** Opened before any number is drawn. */
  const cases: string[] = [];
  let first: number;
  beforeAll(async () => {
    back = await change('A-U01', { register: { symbol: 'QĐ-STC', mode: 'automatic' } });
    for (let i = 0; i < 5; i += 1) cases.push(await ofUnit());
    first = serials + 1;
  });
  afterAll(() => back());
  const { number: _none, ...unnumbered } = signedPaper('');

  async function ofUnit(): Promise<string> {
    const serial = (serials += 1);
    const { _id } = await issueCertificate(api.site.service.store, { serial, award: 'CSTDCS', authority: 'A-U01' });
    const id = await openCase(unit, _id, 'revocation');
    await reach(unit, id, 'awaitingPaper');
    return id;
  }

  test('is given no number by the clerk, and two clerks at once get two numbers, one after the other', async () => {
    const ids = cases.slice(0, 3);
    const typed = await actOn(unit.clerk, ids[0]!, 'record', signedPaper('90/QĐ-STC'));
    expect([typed.status, typed.body.fields[0].field]).toEqual([400, 'number']);
    const key = { 'idempotency-key': 'drawn-1' };
    const recorded = await Promise.all(ids.map((id) => actOn(unit.clerk, id, 'record', unnumbered)));
    expect(recorded.map(({ status, body }) => [status, body.fields])).toEqual(ids.map(() => [200, undefined]));
    const numbers: string[] = [];
    for (const [i, id] of ids.entries()) {
      const { number } = (await reach(unit, id, 'awaitingReturn')).decision as { number: string };
      // the answer says it when it was known by then
      expect((recorded[i]!.body.number as string | undefined) ?? number).toBe(number);
      numbers.push(number);
    }
    expect(numbers.sort()).toEqual([first, first + 1, first + 2].map((n) => `${n}/QĐ-STC`));
    // the same submission again is the same paper
    const id = cases[3]!;
    const { version: expects } = (await unit.clerk.get(`/cases/${id}`)).body;
    const once = await unit.clerk.post(`/cases/${id}/record`, { ...unnumbered, expects }, key);
    const again = await unit.clerk.post(`/cases/${id}/record`, { ...unnumbered, expects }, key);
    expect([once.status, again.status, again.body.decision]).toEqual([200, 200, once.body.decision]);
    expect((await reach(unit, id, 'awaitingReturn')).decision.number).toBe(`${first + 3}/QĐ-STC`);
  });

  test('that the clerk keeps is not drawn from', async () => {
    const id = await waiting('revocation');
    const missing = await actOn(us.clerk, id, 'record', unnumbered);
    expect([missing.status, missing.body.fields[0].field]).toEqual([400, 'number']);
  });

  test('says so when it is at its last number, or the date lies before that of the last paper', async () => {
    const id = cases[4]!;
    const early = await actOn(unit.clerk, id, 'record', { ...unnumbered, date: '2026-11-13' });
    expect([early.status, early.body.fields?.[0]?.field ?? early.body.code]).toEqual([400, 'date']);
    const full = { unit: 'U01', paper: 'decision', symbol: 'QĐ-STC', mode: 'automatic', validFrom: '2026-11-16' };
    expect((await us.office.put('/registers/U01-QD', { ...full, maximum: first + 3 })).status).toBe(201);
    const refused = await actOn(unit.clerk, id, 'record', unnumbered);
    expect([refused.status, refused.body.code]).toEqual([409, 'REGISTER_FULL']);
    expect((await unit.office.get(`/cases/${id}`)).body.status).toBe('awaitingPaper');
  });
});
