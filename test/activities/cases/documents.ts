import { sha256 } from '../../../platform/store/canonical';
import type { StoredDocument } from '../../../platform/store';
import type { TestService } from '../../setup/service';
import { run, type Case, type Cases } from '../twice';
import { decided } from './proposal';

/** A decision whose certificates are numbered. */
async function issued(service: TestService): Promise<{ readonly decision: string; readonly lines: readonly string[] }> {
  const order = await decided(service, ['BKT', 'BKT']);
  await run(service, 'issueCertificates', order);
  return { decision: order.decision, lines: order.lines };
}

/** Expects that the bytes that are noted are there, and whole. */
async function expectKept({ store }: TestService, document: StoredDocument | undefined): Promise<void> {
  const file = await store.files.get(document!.file);
  expect(file?.bytes.subarray(0, 5).toString()).toBe('%PDF-');
  expect(sha256(file!.bytes)).toBe(document?.sha256);
}

// nothing is drawn at random here: what is rendered again after a failure is the same to the last byte
const decision: Case<'renderDecision'> = {
  name: 'renders a decision',
  prepare: issued,
  async stands(service, input) {
    await expectKept(service, (await service.store.decisions.need(input.decision)).documents?.decision);
  },
};

const certificates: Case<'renderCertificates'> = {
  name: 'renders the certificates of a decision',
  prepare: issued,
  async stands(service, input) {
    const all = await service.store.certificates.ofDecision(input.decision);
    expect(all).toHaveLength(2);
    for (const { document } of all) await expectKept(service, document);
  },
};

export const documentCases: Pick<Cases, 'renderDecision' | 'renderCertificates'> = {
  renderDecision: [decision],
  renderCertificates: [certificates],
};
