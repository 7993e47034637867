import { startApi, type TestApi, type TestCaller } from '../setup/api';
import { sendDocket } from '../setup/docket';
import { dossier } from '../setup/fixtures';
import { draftTestProposal, sendTestProposal } from '../setup/proposal';
import { eventually } from '../setup/service';
import { textOf } from '../pages/form';
import { fieldsOf } from './council';

let api: TestApi;
let admin: TestCaller;
let office: TestCaller;
let clerk: TestCaller;
beforeAll(async () => {
  api = await startApi();
  admin = await api.as('admin');
  office = await api.as('office', 'U01');
  clerk = await api.as('clerk', 'U01');
});
afterAll(() => api.stop());

const substitution = (more: object = {}) => ({
  person: 'C2',
  form: 'KT.',
  from: '2026-11-10',
  to: '2026-11-13',
  paper: { number: '96/GUQ-STC', date: '2026-11-09' },
  ...more,
});
const authority = (more: object = {}) => ({
  level: 'unit',
  unit: 'U01',
  person: 'C1',
  title: 'Giám đốc Sở Tài chính',
  issuer: 'Sở Tài chính',
  superior: 'Ủy ban nhân dân tỉnh Đ',
  place: 'Đ',
  register: { symbol: 'QĐ-STC', mode: 'manual' },
  ...more,
});
const put = (more: object) => admin.put('/authorities/A-U01', authority(more));

/** A line before the head of the unit, who sends it on. */
async function lines() {
  const nominee = { kind: 'household' as const, name: 'Hộ ông Lê Văn Mẫu', residence: 'Thôn 1, xã N' };
  const docket = await sendDocket(api.site.service, [
    dossier('BKT', 1, { procedure: 'simplified', commendationType: 'adHoc', nominee }),
  ]);
  await docket.reach('waitingForApproval');
  return docket.nominations.map((nomination) => ({ nomination, docket: docket.docket, award: 'BKT' }));
}
const forward = { level: 'unit' as const, power: 'forward' as const };
const sentTo = async (id: string) =>
  (await api.site.service.store.sentMails.ofEntity(id)).filter((m) => m.mail === 'to-authority').map((m) => m.to);

describe('who signs in another’s place', () => {
  test('is recorded with period and paper; two in one day, nobody, and a period turned round are refused', async () => {
    expect((await put({ substitutions: [substitution()] })).status).toBe(200);
    expect((await admin.get('/authorities/A-U01')).body.substitutions).toEqual([substitution()]);
    const wrong = async (...all: object[]) => fieldsOf(await put({ substitutions: all }));
    expect(await wrong(substitution({ person: 'NO' }))).toEqual(['substitutions.0.person']);
    expect(await wrong(substitution(), substitution({ from: '2026-11-13', to: '2026-11-20' }))).toEqual([
      'substitutions.1.from',
    ]);
    expect(await wrong(substitution({ to: '2026-11-09' }))).toEqual(['substitutions.0.to']);
    expect(await wrong(substitution({ form: 'TM.' }))).toEqual(['substitutions.0.form']);
    expect(await wrong(substitution({ from: '2026-13-01' }))).toEqual(['substitutions.0.from']);
    expect((await admin.get('/authorities/A-U01')).body.substitutions).toHaveLength(1);
  });

  test('signs within the period and under his own name alone, whatever the clerk types', async () => {
    const proposal = await sendTestProposal(api.site.service, await lines(), { ...forward, mode: 'recorded' });
    const { version } = await proposal.reach('sent');
    const record = (more: object) =>
      clerk.post(`/proposals/${proposal.id}/record`, {
        number: '41/TTr-STC',
        date: '2026-11-12',
        signer: 'Nguyễn Văn Mẫu C2',
        signerPost: 'Phó Giám đốc',
        form: 'KT.',
        expects: version,
        ...more,
      });
    const late = await record({ date: '2026-11-16' });
    expect([late.status, fieldsOf(late)]).toEqual([400, ['form']]);
    expect(late.body.fields[0].message).toContain('đã ghi nhận: 10/11/2026–13/11/2026');
    expect(fieldsOf(await record({ signer: 'Nguyễn Văn Mẫu C3' }))).toEqual(['signer']);
    expect(fieldsOf(await record({ form: 'TUQ.' }))).toEqual(['form']);
    expect((await record({})).status).toBe(200);
    const { decision } = await proposal.reach('forwarded');
    expect(await api.site.service.store.decisions.need(decision!)).toMatchObject({
      form: 'KT.',
      signer: 'Nguyễn Văn Mẫu C2',
    });
  });

  test('is who an automatic register signs by, and whom the list is put to', async () => {
    const { store } = api.site.service;
    await put({
      substitutions: [substitution({ to: '2026-11-16' })],
      register: { symbol: 'QĐ-STC', mode: 'automatic' },
    });
    const docket = await sendDocket(api.site.service, [dossier('GK', 1)], { selfChecked: true });
    await docket.reach('waitingForCouncil');
    await docket.act({ type: 'claim', claim: 'session-x', stage: 'council', level: 'unit' });
    await docket.act({ type: 'councilResult', claim: 'session-x', result: 'passed' });
    await docket.reach('waitingForApproval');
    const of = docket.nominations.map((nomination) => ({ nomination, docket: docket.docket, award: 'GK' }));
    const proposal = await sendTestProposal(api.site.service, of, { level: 'unit', register: 'automatic' });
    await proposal.reach('sent');
    await eventually(
      () => sentTo(proposal.id),
      (to) => to.length === 1,
    );
    expect(await sentTo(proposal.id)).toEqual(['c2@tinh-d.example']);
    await proposal.answer({ kind: 'approved' });
    const { decision } = await proposal.reach('issued');
    expect(await store.decisions.need(decision!)).toMatchObject({ form: 'KT.', signer: 'Nguyễn Văn Mẫu C2' });
    await put({});
  });
});

describe('another authority half-way', () => {
  test('gets the list by a link of his own; the old one is dead, says so, and asks for no fresh one', async () => {
    const proposal = await sendTestProposal(api.site.service, await lines(), forward);
    await proposal.reach('sent');
    await eventually(
      () => sentTo(proposal.id),
      (to) => to.length === 1,
    );
    const old = await api.site.token('proposal', proposal.id, 'C1');
    expect((await api.site.get(old)).status).toBe(200);
    const before = await proposal.record();
    expect((await put({ person: 'C3' })).status).toBe(200);
    expect((await put({ person: 'C3' })).status).toBe(200);
    await eventually(
      () => sentTo(proposal.id),
      (to) => to.length === 2,
    );
    expect(await sentTo(proposal.id)).toEqual(['c1@tinh-d.example', 'c3@tinh-d.example']);
    const page = await api.site.get(old);
    expect([page.status, textOf(page.html)]).toEqual([404, expect.stringContaining('nay do người khác cho ý kiến')]);
    expect(textOf(page.html)).not.toContain('Lê Văn Mẫu');
    expect(textOf((await api.site.get(`${old}?lang=en`)).html)).toContain('Somebody else answers proposal');
    const links = await api.site.service.store.links.ofEntity('proposal', proposal.id);
    expect(links.map((l) => [l.person, l.state])).toEqual([
      ['C1', 'handedOver'],
      ['C3', 'live'],
    ]);
    expect((await proposal.record()).version).toBe(before.version);
    const own = await api.site.token('proposal', proposal.id, 'C3');
    expect((await api.site.get(own)).status).toBe(200);
    await proposal.answer({ kind: 'approved' });
    await proposal.reach('awaitingNumber');
    expect((await office.post(`/proposals/${proposal.id}/readdress`)).body.code).toBe('ACTION_NOT_ALLOWED');
    await put({});
  });

  test('by a substitution that has ended is put right by the office; twice is once', async () => {
    const proposal = await sendTestProposal(api.site.service, await lines(), forward);
    await proposal.reach('sent');
    await eventually(
      () => sentTo(proposal.id),
      (to) => to.length === 1,
    );
    // as the records stand after a day has passed: the calendar writes to nobody
    const { store } = api.site.service;
    await store.authorities.put({
      ...(await store.authorities.need('A-U01')),
      substitutions: [{ ...substitution({ to: '2026-11-20' }) } as never],
    });
    const old = await api.site.token('proposal', proposal.id, 'C1');
    expect((await api.site.get(old)).status).toBe(404);
    const readdress = () => office.post(`/proposals/${proposal.id}/readdress`);
    expect((await clerk.post(`/proposals/${proposal.id}/readdress`)).status).toBe(403);
    expect((await readdress()).body).toMatchObject({ changed: true, status: 'sent' });
    await eventually(
      () => sentTo(proposal.id),
      (to) => to.length === 2,
    );
    expect((await readdress()).body.changed).toBe(false);
    expect(await sentTo(proposal.id)).toEqual(['c1@tinh-d.example', 'c2@tinh-d.example']);
    await put({});
    await eventually(
      () => sentTo(proposal.id),
      (to) => to.length === 3,
    );
    // asked again after another: a link that works
    const again = (await api.site.service.store.links.ofEntity('proposal', proposal.id)).filter(
      (l) => l.state === 'live',
    );
    expect(again.map((l) => l.person)).toEqual(['C1']);
    await proposal.answer({ kind: 'returned', note: 'n' });
  });
});

describe('a look by the office of the authority', () => {
  test('comes first where the draft asks for it, wants notes when it goes back, and is no matter of the unit’s clerk', async () => {
    const draft = async () => {
      const of = await lines();
      const said = {
        number: '88/TTr-STC',
        date: '2026-11-16',
        authority: 'A-U01',
        power: 'forward',
        mode: 'recorded',
        submitter: 'Sở Tài chính',
        nominations: of.map((l) => l.nomination),
      };
      return office.post('/proposals', { ...said, officeCheck: true });
    };
    const { body } = await draft();
    expect(body.check).toEqual({ outcome: 'awaited' });
    expect((await office.post(`/proposals/${body.id}/check`, { outcome: 'passed', expects: 0 })).body.code).toBe(
      'ACTION_NOT_ALLOWED',
    );
    expect((await office.post(`/proposals/${body.id}/send`)).status).toBe(202);
    const read = async () => (await office.get(`/proposals/${body.id}`)).body;
    const { version } = await eventually(read, (p) => p.status === 'checking');
    const check = (said: object, by = office) => by.post(`/proposals/${body.id}/check`, { expects: version, ...said });
    expect((await check({ outcome: 'passed' }, clerk)).status).toBe(403);
    expect(fieldsOf(await check({ outcome: 'returned' }))).toEqual(['reason']);
    expect((await check({ outcome: 'maybe' })).status).toBe(400);
    expect((await check({ outcome: 'passed', expects: version - 1 })).body.code).toBe('STATE_CHANGED');
    expect(
      (await check({ outcome: 'returned', reason: 'Bổ sung ý kiến của Thanh tra' }, await api.as('authority', 'U01')))
        .status,
    ).toBe(200);
    expect((await eventually(read, (p) => p.status === 'returned')).check.outcome).toBe('returned');
    expect((await check({ outcome: 'passed' })).body.code).toBe('ACTION_NOT_ALLOWED');
    const { _id } = await draftTestProposal(api.site.service, await lines(), forward);
    expect((await office.post(`/proposals/${_id}/readdress`)).body.code).toBe('ACTION_NOT_ALLOWED');
  });
});
