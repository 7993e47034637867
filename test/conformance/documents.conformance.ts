import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { PDFDocument } from 'pdf-lib';
import { qrModules } from '../../platform/documents';
import { agenda, countingMinutes, invitations, minutes, namedBallots } from '../../templates/documents/session';
import { caseCases, settledCases } from '../activities/cases/case';
import { run } from '../activities/twice';
import { item, overlayDocument } from '../platform/documents/overlay-samples';
import { closedSession } from '../platform/documents/session-samples';
import { issueLargeDecision } from '../setup/large-decision';
import { scratchFolder } from '../setup/scratch';
import { testPapers } from '../setup/papers';
import { testService, type TestService } from '../setup/service';
import { conforming } from './verapdf';

const folder = scratchFolder('conformance');
const files: string[] = [];
let service: TestService;

beforeAll(async () => {
  service = await testService();
  const { decision, certificates } = await issueLargeDecision(service);
  const issued = [decision.documents!.decision!, ...certificates.map((one) => one.document!)];
  for (const [i, { file }] of issued.entries()) keep(`issued-${i}`, (await service.store.files.get(file))!.bytes);
  await papersOfCases();
  await slips();
  await papersOfSessions();
}, 300_000);
afterAll(() => service.stop());

function keep(name: string, bytes: Uint8Array): void {
  const file = path.join(folder, `${name}.pdf`);
  writeFileSync(file, bytes);
  files.push(file);
}

/** The draft of a letter, a letter, a decision that replaces with the certificate under it, and one that revokes. */
async function papersOfCases(): Promise<void> {
  const { store } = service;
  const open = await Promise.all(caseCases.renderCasePaper.map(async (one) => (await one.prepare(service)).caseId));
  for (const caseId of [...open, ...(await settledCases(service))]) {
    await run(service, 'renderCasePaper', { caseId });
    const { kind, draft, decision, issued } = await store.cases.need(caseId);
    const filed = decision === undefined ? draft : (await store.decisions.need(decision)).documents?.decision;
    const certificate = issued === undefined ? undefined : (await store.certificates.get(issued))?.document;
    for (const [i, stored] of [filed, certificate].entries())
      if (stored) keep(`case-${kind}-${caseId}-${i}`, (await store.files.get(stored.file))!.bytes);
  }
}

async function slips(): Promise<void> {
  const code = '7K3QX-9M2AB';
  const address = 'thiduakhenthuong.tinhd.gov.vn/verify';
  const common = {
    award: 'Bằng khen',
    check: { address, code, modules: [...qrModules(`https://${address}/${code}`)] },
  };
  const one = { ...common, name: 'Tòng Văn Mẫu', object: '01 Bằng khen, số sổ vàng 12' };
  const { pdf } = await testPapers().documents.renderHandoverSlips({
    title: 'Phiếu nhận hiện vật khen thưởng',
    body: 'Sở Nội vụ',
    authority: 'Chủ tịch Ủy ban nhân dân tỉnh Đ',
    decision: { number: '2486/QĐ-UBND', date: '2026-12-17' },
    slips: [
      { ...one, no: 1, kind: 'person', posthumous: true },
      { ...one, no: 2, kind: 'household', posthumous: false, detail: 'Bản Nậm Mẫu, xã N' },
    ],
  });
  keep('slips', pdf);
}

async function papersOfSessions(): Promise<void> {
  const { documents } = testPapers();
  const [secret, named] = [closedSession(), closedSession({ ballot: 'named' })];
  const extras = { lower: new Map([['N1', { yes: 9, base: 9 }]]), opinion: () => 'Đủ điều kiện' };
  keep('counting-minutes', (await documents.renderCountingMinutes(countingMinutes(secret))).pdf);
  keep('minutes', (await documents.renderMinutes(minutes(named))).pdf);
  keep('agenda', (await documents.renderAgenda(agenda(secret, extras))).pdf);
  for (const { person, data } of namedBallots(named))
    keep(`ballot-${person}`, (await documents.renderNamedBallot(data)).pdf);
  const link = `https://thiduakhenthuong.tinhd.gov.vn/b/${'a'.repeat(43)}`;
  const member = { person: secret.session.members[0]!.person, link, modules: qrModules(link), number: '012345' };
  const secretary = { name: 'Đỗ Thị Mẫu', phone: '0215 000 000' };
  const of = { printedAt: '2026-11-16T02:00:00.000Z', closesEarly: false, secretary, members: [member] };
  keep('invitation', (await documents.renderInvitations(invitations(secret, of))).pdf);
  const proof = { mark: 'BẢN IN THỬ', note: 'Máy in Phòng Thi đua - Khen thưởng' };
  keep('overlay', (await documents.renderOverlay(overlayDocument([item, item]))).pdf);
  keep('overlay-proof', (await documents.renderOverlay(overlayDocument([item], { proof }))).pdf);
}

describe.each([
  ['PDF/A-2a', '2a'],
  ['PDF/UA-1', 'ua1'],
] as const)('%s', (_standard, flavour) => {
  test('is what every document of a large decision, every paper of a case and of a session conforms to', async () => {
    const verdicts = await conforming(flavour, files);
    expect(files.length).toBeGreaterThan(212);
    expect([...verdicts.keys()].sort()).toEqual([...files].sort());
    expect([...verdicts].filter(([, conforms]) => !conforms)).toEqual([]);
  }, 300_000);

  test('is not what a plain file conforms to', async () => {
    const plain = await PDFDocument.load(readFileSync(files[1]!), { updateMetadata: false });
    plain.catalog.delete(plain.catalog.keys().find((key) => key.decodeText() === 'Metadata')!);
    const file = path.join(folder, 'plain.pdf');
    writeFileSync(file, await plain.save());
    expect([...(await conforming(flavour, [file])).values()]).toEqual([false]);
  }, 300_000);
});
