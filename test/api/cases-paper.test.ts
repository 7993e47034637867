import { problems } from '../../domain/errors';
import { startApi, type TestApi } from '../setup/api';
import { actOn, issueCertificate, openCase, reach, signedPaper, type CaseWorkers } from '../setup/cases';
import { atRest, eventually } from '../setup/service';
import { caseWorkflowId } from '../../domain/ids';

let api: TestApi;
let us: CaseWorkers;
beforeAll(async () => {
  api = await startApi();
  us = { office: await api.as('office'), clerk: await api.as('clerk') };
});
afterAll(() => api.stop());

/** Names the unit of the holder, as an office mends it. */
async function nameUnit(name: string): Promise<void> {
  const { units } = api.site.service.store;
  await units.put({ ...(await units.get('U01'))!, name });
}
const shown = async (id: string) => (await us.office.get(`/cases/${id}`)).body;
const undrawn = (id: string) =>
  eventually(
    () => shown(id),
    (one) => one.undrawn !== undefined,
  );
const said = { code: 'NOT_PRINTABLE', say: { vi: problems.NOT_PRINTABLE.vi, en: problems.NOT_PRINTABLE.en } };
const handleOf = (id: string) => api.site.service.client.workflow.getHandle(caseWorkflowId(id));

describe('a paper of a case that cannot be printed', () => {
  test('is told on the case, hinders nothing, and is drawn once what it says was mended', async () => {
    const { store } = api.site.service;
    const { name } = (await store.units.get('U01'))!;
    await nameUnit(`${name} 漢`);
    const issued = await issueCertificate(store, { serial: 1 });
    const id = await openCase(us, issued._id, 'revocation');
    await reach(us, id, 'awaitingPaper');
    expect((await undrawn(id)).undrawn).toEqual(said);
    expect((await us.office.get(`/cases/${id}/draft.pdf`)).status).toBe(404);
    // as it stands it is told again
    expect((await us.office.post(`/cases/${id}/draw`, undefined)).status).toBe(200);
    await atRest(handleOf(id));
    expect((await shown(id)).undrawn).toEqual(said);

    expect((await actOn(us.clerk, id, 'record', signedPaper('02/QĐ-UBND'))).status).toBe(200);
    const { decision } = await reach(us, id, 'awaitingReturn');
    await atRest(handleOf(id));
    expect([(await shown(id)).undrawn, (await us.office.get(`/certificates/${issued.number}`)).body.status]).toEqual([
      said,
      'revoked',
    ]);
    for (const what of ['object', 'money']) await actOn(us.office, id, 'return', { what, on: '2026-11-16' });
    await reach(us, id, 'done');

    await nameUnit(name);
    // whoever may not write does not have it drawn; another unit does not know of it
    expect((await us.clerk.post(`/cases/${id}/draw`, undefined)).status).toBe(403);
    expect((await (await api.as('office', 'U01')).post(`/cases/${id}/draw`, undefined)).status).toBe(404);
    const again = { 'idempotency-key': 'draw-1' };
    const first = await us.office.post(`/cases/${id}/draw`, undefined, again);
    expect([first.status, first.body.status]).toEqual([200, 'done']);
    const paper = await eventually(
      () => us.office.get(`/decisions/${decision.id}/document.pdf`),
      ({ status }) => status === 200,
    );
    expect(paper.bytes.subarray(0, 5).toString()).toBe('%PDF-');
    // then its workflow ends, and there is nothing left to draw
    await handleOf(id).result();
    expect((await shown(id)).undrawn).toBeUndefined();
    const late = await us.office.post(`/cases/${id}/draw`, undefined);
    expect([late.status, late.body.code, late.body.allowed]).toEqual([409, 'ACTION_NOT_ALLOWED', []]);
    expect((await us.office.post('/cases/VV-none/draw', undefined)).status).toBe(404);
  });

  test('is given up with its case, which ends', async () => {
    const { store } = api.site.service;
    const issued = await issueCertificate(store, { serial: 3 });
    const id = await openCase(us, issued._id, 'correction', { facts: { post: 'Chuyên viên 漢字' } });
    await reach(us, id, 'awaitingPaper');
    expect((await undrawn(id)).undrawn).toEqual(said);
    expect((await actOn(us.office, id, 'cancel', { reason: 'Mở lại với chữ in được' })).status).toBe(200);
    await handleOf(id).result();
    expect((await shown(id)).status).toBe('cancelled');
  });
});
