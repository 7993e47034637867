import { createHash } from 'node:crypto';
import { pdfText } from '../platform/documents/paper-text';
import { readPdf } from '../platform/documents/pdf-reader';
import { issueLargeDecision, type LargeDecision } from '../setup/large-decision';
import { testService, type TestService } from '../setup/service';

let service: TestService;
let issued: LargeDecision;
beforeAll(async () => {
  service = await testService();
  issued = await issueLargeDecision(service);
}, 240_000);
afterAll(() => service.stop());

const bytesOf = async (file: string): Promise<Buffer> => (await service.store.files.get(file))!.bytes;
const names = (): string[] => issued.dossiers.map(({ nominee }) => nominee.name.normalize('NFC'));

describe('a decision on two hundred awards of five kinds', () => {
  test('has a certificate for each line, numbered through in the order of its list', () => {
    const { certificates, dossiers } = issued;
    expect(certificates).toHaveLength(200);
    const first = certificates[0]!.goldBookNumber;
    expect(certificates.map((c) => c.goldBookNumber)).toEqual(certificates.map((_, i) => first + i));
    expect(certificates.map((c) => c.snapshot.nominee.name.normalize('NFC'))).toEqual(names());
    expect(new Set(dossiers.map((d) => d.award)).size).toBe(5);
    expect(new Set(dossiers.map((d) => d.nominee.kind)).size).toBe(3);
    expect(new Set(certificates.map((c) => c.verifyCode)).size).toBe(200);
  });

  test('names everybody once and exactly, in the list and on a page of his own', async () => {
    const { decision, certificates } = issued;
    const list = await pdfText(await bytesOf(decision.documents!.decision!.file));
    let at = 0;
    for (const name of names()) {
      const found = list.indexOf(name, at);
      expect([name, found >= at]).toEqual([name, true]);
      at = found + name.length;
    }
    for (const [i, { document }] of certificates.entries()) {
      const bytes = await bytesOf(document!.file);
      expect(createHash('sha256').update(bytes).digest('hex')).toBe(document!.sha256);
      const { pages } = await readPdf(bytes);
      expect(pages).toHaveLength(1);
      expect((await pdfText(bytes)).split(names()[i]!)).toHaveLength(2);
      for (const { right } of pages[0]!.runs) expect(right).toBeLessThan(pages[0]!.width);
    }
  }, 240_000);
});
