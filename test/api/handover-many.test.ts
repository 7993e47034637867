import { unzip } from '../../platform/bundle/unzip';
import { startApi, type Reply, type TestApi } from '../setup/api';
import { issueToUnits } from '../setup/cases';
import { tinyPdf } from '../setup/tiny-pdf';
import { formsIn, textOf } from '../pages/form';
import { mainOf, someone } from '../pages/app/someone';
import { whereTo } from '../pages/app/visitor';
import type { CertificateRecord } from '../../platform/store';
import { printedCode } from '../../templates/documents/certificate';
import { fieldsOf } from './council';

let api: TestApi;
beforeAll(async () => {
  api = await startApi({ worker: false });
});
afterAll(() => api.stop());

let serial = 300;
const issued = (...units: readonly string[]): Promise<readonly CertificateRecord[]> =>
  issueToUnits(api.site.service, { serial: (serial += units.length + 1), units });

const said = { on: '2026-11-16', to: 'Sở Tài chính, bà Vũ Thị Mẫu' };
/** Where scans of a decision lie. */
const scansOf = ([first]: readonly CertificateRecord[]): string => `/decisions/${first!.decision}/attachments`;
const numbers = (of: readonly CertificateRecord[]): string[] => of.map(({ number }) => number);
const doneOf = ({ body }: Reply) =>
  (body.lines as { readonly id: string; readonly done: boolean }[]).map(({ id, done }) => [id, done]);
const handedOver = async (of: readonly CertificateRecord[]) =>
  Promise.all(
    of.map(async ({ nomination }) => {
      const trail = await api.site.service.store.audit.trail(nomination);
      return trail.filter(({ type }) => type === 'handedOver').length;
    }),
  );

test('many are handed over at once, with one slip and an entry each; said again it is the same', async () => {
  const of = await issued('U01', 'U02', 'U01');
  const office = await api.as('office');
  const path = `/decisions/${of[0]!.decision}/handover`;
  const slip = await office.upload(scansOf(of), 'biên bản.pdf', tinyPdf({}));
  const paper = { kind: 'handoverSlip', title: 'Biên bản bàn giao', attachment: slip.body.id as string };
  const body = { ...said, paper, certificates: numbers(of) };
  const both = await Promise.all([1, 2].map(() => office.post(path, body)));
  for (const reply of both) {
    expect(reply.status).toBe(200);
    expect(doneOf(reply)).toEqual(numbers(of).map((number) => [number, true]));
  }
  expect(await handedOver(of)).toEqual([1, 1, 1, 1]);
  expect((await office.get(`/certificates/${of[2]!.number}`)).body.handedOver).toEqual({ ...said, paper });
});

test('the scan lies once with the decision; a unit opens it where all whose awards were on that paper are its own', async () => {
  const of = await issued('U02', 'U01', 'U02');
  const [first, foreign, third, late] = of as [
    CertificateRecord,
    CertificateRecord,
    CertificateRecord,
    CertificateRecord,
  ];
  const path = `/decisions/${first.decision}/handover`;
  const office = await api.as('office');
  const clerk = await api.as('clerk', 'U01');
  const scanned = async (by: typeof office, some: readonly CertificateRecord[]): Promise<string> => {
    const scan = await by.upload(scansOf(of), 'biên bản.pdf', tinyPdf({ catalog: `/Lang(${some[0]!.number})` }));
    const paper = { kind: 'handoverSlip', title: 'Biên bản bàn giao', attachment: scan.body.id as string };
    expect((await by.post(path, { ...said, paper, certificates: numbers(some) })).status).toBe(200);
    return `${scansOf(of)}/${paper.attachment}`;
  };
  const own = await scanned(clerk, [first]);
  // of two units, one of which had been told otherwise before: it is on the paper too
  await office.post(`/certificates/${foreign.number}/handover`, { ...said, to: 'Người khác' });
  const mixed = await scanned(office, [third, foreign]);
  const others = await scanned(office, [late]);
  for (const [role, unit, opened] of [
    ['office', undefined, [200, 200, 200]],
    ['inspector', undefined, [200, 200, 200]],
    ['unit', 'U01', [200, 404, 404]],
    ['clerk', 'U01', [200, 404, 404]],
    ['unit', 'U02', [404, 404, 200]],
  ] as const) {
    const who = await api.as(role, unit);
    const seen = await Promise.all([own, mixed, others].map(async (one) => (await who.get(one)).status));
    expect([role, unit, seen]).toEqual([role, unit, opened]);
  }
  // the page of the decision offers those that its reader opens, the page of a certificate its own
  const codes = [first, third, late].map(({ verifyCode }) => printedCode(verifyCode));
  for (const [role, unit, mine, offered] of [
    ['office', undefined, [true, true, true], 3],
    ['unit', 'U01', [true, false, undefined], 1],
    ['unit', 'U02', [undefined, undefined, true], 1],
  ] as const) {
    const who = await someone(api.site, role, unit);
    const { html } = await who.get(`/app/decisions/${first.decision}`);
    const links = [...html.matchAll(/href="([^"]+handover\.file)"/g)].map(([, href]) => href!);
    for (const link of links) expect((await who.file(link)).bytes.subarray(0, 4).toString()).toBe('%PDF');
    const at = codes.map((code) => `/app/certificates/${code}`);
    const shown = await Promise.all(
      at.map(async (page) => {
        const { status, html: told } = await who.get(page);
        return status === 200 ? told.includes(`${page}/handover.file`) : undefined;
      }),
    );
    const got = await Promise.all(at.map(async (page) => (await who.file(`${page}/handover.file`)).status));
    expect([role, unit, links.length, shown]).toEqual([role, unit, offered, mine]);
    expect(got).toEqual(mine.map((open) => (open === true ? 200 : 404)));
  }
  // the pack of the decision has those that lie with it
  const { bytes } = await office.get(`/decisions/${first.decision}/dossier.zip`);
  const names = [...unzip(bytes, { mostUnpacked: 100_000_000, mostParts: 500 }).keys()];
  expect(names.filter((name) => /^[^/]*Biên bản bàn giao/.test(name))).toHaveLength(3);
  expect(textOf((await (await someone(api.site, 'office')).get(`/app/certificates/${codes[0]!}`)).html)).toContain(
    `Tệp đã ký: Biên bản bàn giao, bàn giao ngày 16/11/2026, người nhận: ${said.to}`,
  );
});

test('a scan is attached by those who hand over, and opened by nobody of a unit before it is named', async () => {
  const of = await issued('U02');
  const by = async (role: 'unit' | 'secretary' | 'clerk', unit: string) =>
    (await api.as(role, unit)).upload(scansOf(of), 'a.pdf', tinyPdf({}));
  const told = [await by('unit', 'U01'), await by('secretary', 'U01'), await by('clerk', 'U09')];
  expect(told.map(({ status }) => status)).toEqual([403, 403, 404]);
  const kept = await by('clerk', 'U01');
  expect(kept.status).toBe(201);
  expect((await (await api.as('clerk', 'U01')).get(`${scansOf(of)}/${String(kept.body.id)}`)).status).toBe(404);
  // what lies with a nomination is no scan of many
  const office = await api.as('office');
  const beside = await office.upload(`/nominations/${of[0]!.nomination}/attachments`, 'a.pdf', tinyPdf({}));
  const paper = { kind: 'handoverSlip', title: 'Biên bản', attachment: beside.body.id as string };
  const reply = await office.post(`/decisions/${of[0]!.decision}/handover`, {
    ...{ ...said, paper, certificates: numbers(of) },
  });
  expect([reply.status, fieldsOf(reply)]).toEqual([400, ['paper.0.attachment']]);
});

test('what is refused says why, line by line, and does not stop the others; when all are it is a refusal', async () => {
  const of = await issued('U02', 'U01', 'U01');
  const [gone, foreign, before, fresh] = of as [
    CertificateRecord,
    CertificateRecord,
    CertificateRecord,
    CertificateRecord,
  ];
  const path = `/decisions/${gone.decision}/handover`;
  await api.site.service.database
    .collection<{ _id: string }>('certificates')
    .updateOne({ _id: gone._id }, { $set: { status: 'revoked' } });
  const clerk = await api.as('clerk', 'U01');
  await clerk.post(`/certificates/${before.number}/handover`, { ...said, to: 'Người khác' });
  const reply = await clerk.post(path, { ...said, certificates: [...numbers(of), 'SV-NONE'] });
  expect([reply.status, doneOf(reply)]).toEqual([
    200,
    [...of.map(({ number }) => [number, number === fresh.number]), ['SV-NONE', false]],
  ]);
  const told = (
    reply.body.lines as { readonly code?: string; readonly fields?: readonly { readonly message: string }[] }[]
  ).map(({ code, fields }) => [code, fields?.[0]?.message]);
  expect(told).toEqual([
    ['AWARD_CHANGED', expect.stringContaining('đã được thay thế, hoặc quyết định tặng đã bị hủy bỏ')],
    ['NOT_FOUND', expect.stringContaining('kiểm tra lại số hiệu')],
    ['VALIDATION', expect.stringContaining('đã được bàn giao cho Người khác ngày 16/11/2026')],
    [undefined, undefined],
    ['NOT_FOUND', expect.stringContaining('kiểm tra lại số hiệu')],
  ]);
  expect(await handedOver(of)).toEqual([0, 0, 1, 1]);
  const all = await clerk.post(path, { ...said, to: 'Người thứ ba', certificates: numbers([before, fresh, foreign]) });
  expect([all.status, all.body.code, doneOf(all).map(([, done]) => done)]).toEqual([
    409,
    'ALL_REFUSED',
    [false, false, false],
  ]);
});

test.each<[string, object, string]>([
  ['a day to come', { on: '2026-12-24' }, 'on'],
  ['a day before the decision', { on: '2026-11-01' }, 'on'],
  ['no receiver', { to: ' ' }, 'to'],
  ['none at all', { certificates: [] }, 'certificates'],
  ['one twice', { certificates: ['SV-1', 'SV-1'] }, 'certificates'],
  ['more than a decision has', { certificates: Array.from({ length: 1_001 }, (_, i) => `SV-${i}`) }, 'certificates'],
  ['a foreign file', { paper: { kind: 'x', title: 'x', attachment: 'none' } }, 'paper.0.attachment'],
])('%s is refused at its field, and nothing is recorded', async (_what, wrong, field) => {
  const of = await issued('U01');
  const body = { ...said, certificates: numbers(of), ...wrong };
  const reply = await (await api.as('office')).post(`/decisions/${of[0]!.decision}/handover`, body);
  expect([reply.status, fieldsOf(reply)]).toEqual([400, [field]]);
  expect(await handedOver(of)).toEqual([0, 0]);
});

test('it is not for others, nor for a decision that names nobody of theirs', async () => {
  const of = await issued('U01');
  const body = { ...said, certificates: numbers(of) };
  for (const [role, unit, status] of [
    ['unit', 'U01', 403],
    ['inspector', undefined, 403],
    ['office', 'U02', 404],
  ] as const) {
    const reply = await (await api.as(role, unit)).post(`/decisions/${of[0]!.decision}/handover`, body);
    expect([role, reply.status]).toEqual([role, status]);
  }
  expect(await handedOver(of)).toEqual([0, 0]);
});

const ticked = (html: string): number => (mainOf(html).match(/name="line\.[^>]* checked/g) ?? []).length;
/** As an address stands in a page. */
const written = (address: string): string => address.replaceAll('=', '&#x3D;');
const post = (html: string) => formsIn(mainOf(html)).find(({ method }) => method === 'post')!;

test('the page of a decision leads there; those of a unit are ticked, and what is refused keeps everything', async () => {
  const of = await issued('U02', 'U01');
  const office = await someone(api.site, 'office');
  const at = `/app/decisions/${of[0]!.decision}`;
  expect((await office.get(at)).html).toContain(`href="${at}/handover"`);
  const all = await office.get(`${at}/handover`);
  expect([all.status, ticked(all.html)]).toEqual([200, 0]);
  expect(all.html).toContain(written(`${at}/handover?unit=U02`));
  const ofUnit = await office.get(`${at}/handover?unit=U01`);
  expect([ticked(ofUnit.html), post(ofUnit.html).fields['to']]).toEqual([2, 'Sở Tài chính']);

  const { fields } = post(ofUnit.html);
  const refused = await office.post(
    `${at}/handover`,
    { ...fields, on: '2026-12-24', to: 'Bà Vũ Thị Mẫu', 'paper.title': 'Biên bản bàn giao' },
    { 'paper.file': tinyPdf({}) },
  );
  expect([refused.status, ticked(refused.html), textOf(refused.html)]).toEqual([
    400,
    2,
    expect.stringContaining('Ngày bàn giao chưa đến'),
  ]);
  const again = post(refused.html).fields;
  expect(again).toMatchObject({ to: 'Bà Vũ Thị Mẫu', 'paper.title': 'Biên bản bàn giao', unit: 'U01' });
  const { 'lines.all': _all, ...rest } = again;
  const nothing = Object.fromEntries(Object.entries(rest).filter(([name]) => !name.startsWith('line.')));
  const none = await office.post(`${at}/handover`, { ...nothing, on: '2026-11-16' });
  expect([none.status, textOf(none.html)]).toEqual([400, expect.stringContaining('đánh dấu ít nhất một bằng')]);
  // an address tells of nothing that was not done
  for (const link of [`${at}/handover?done=2`, `${at}?done=handover&n=2`]) {
    expect((await office.get(link)).html).not.toContain('Đã ghi bàn giao');
  }
  const done = await office.post(`${at}/handover`, { ...again, on: '2026-11-16' });
  expect(whereTo(done)).toBe(`303 ${at}?done=handover&n=2`);
  const after = textOf(mainOf((await office.get(`${at}?done=handover&n=2`)).html));
  expect(after).toContain('Đã ghi bàn giao 2 bằng.');
  expect(after).toContain('đã bàn giao ngày 16/11/2026');
  expect((await handedOver(of)).sort()).toEqual([0, 1, 1]);
  const { store } = api.site.service;
  const { handedOver: known, decision } = (await store.certificates.get(of[0]!._id))!;
  expect((await store.files.about(known!.paper!.attachment!))?.metadata['entity']).toBe(decision);
});

test('a unit has its rooms with it in what is handed over at once', async () => {
  const { units } = api.site.service.store;
  await units.put({ ...(await units.need('U02')), _id: 'U02-P1', name: 'Phòng Mẫu', kind: 'room', parent: 'U02' });
  const of = await issued('U02', 'U02-P1', 'U02-P1');
  const office = await someone(api.site, 'office');
  const at = `/app/decisions/${of[0]!.decision}/handover`;
  const page = await office.get(`${at}?unit=U02`);
  const name = (await units.need('U02')).name;
  expect([ticked(page.html), post(page.html).fields['to']]).toEqual([3, name]);
  const { headers } = await office.post(at, { ...post(page.html).fields, on: '2026-11-16' }, {});
  expect(headers.get('location')).toBe(`${at.replace('/handover', '')}?done=handover&n=3`);
  // a unit of which only rooms have any left
  const rooms = await issued('U02-P1', 'U01');
  const left = await office.get(`/app/decisions/${rooms[0]!.decision}/handover?unit=U02`);
  expect([ticked(left.html), post(left.html).fields['unit']]).toEqual([1, 'U02']);
});

test('of a form that is older than what was recorded meanwhile the rest is done, and said', async () => {
  const of = await issued('U01', 'U01');
  const office = await someone(api.site, 'office', 'U01');
  const at = `/app/decisions/${of[0]!.decision}`;
  const { fields } = post((await office.get(`${at}/handover`)).html);
  await (await api.as('office')).post(`/certificates/${of[1]!.number}/handover`, { ...said, to: 'Người khác' });
  const some = await office.post(`${at}/handover`, { ...fields, to: said.to }, {});
  expect(some.status).toBe(303);
  const told = textOf(mainOf((await office.get(some.headers.get('location')!)).html));
  expect(told).toContain('Đã ghi bàn giao 2 bằng.');
  expect(told).toContain(`(${of[1]!.number}): Bằng này đã được bàn giao cho Người khác ngày 16/11/2026`);
  expect(told).toContain('Không còn bằng nào chờ bàn giao.');
  const none = await office.post(`${at}/handover`, { ...fields, to: 'Người thứ ba' }, {});
  expect([none.status, textOf(none.html)]).toEqual([409, expect.stringContaining('đã được bàn giao cho Người khác')]);
  expect(await handedOver(of)).toEqual([1, 1, 1]);
});

test('the list of certificates of a decision and a unit leads there too', async () => {
  const [first, , third] = await issued('U02', 'U01');
  const office = await someone(api.site, 'office');
  const { decision } = first!;
  const { html } = await office.get(`/app/certificates?${new URLSearchParams({ decision, unit: 'U01' }).toString()}`);
  expect(html).toContain(written(`/app/decisions/${decision}/handover?unit=U01`));
  const { body } = await (await api.as('office')).get(`/certificates?decision=${decision}&unit=U01`);
  const found = (body.items as { readonly number: string }[]).map(({ number }) => number).sort();
  expect(found).toEqual(numbers([first!, third!]).sort());
  const clerk = await api.as('office', 'U02');
  expect((await clerk.get(`/certificates?decision=${decision}&unit=U01`)).body.items).toEqual([]);
});
