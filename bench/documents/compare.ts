import { createCompiler } from '../../platform/documents/compiler';
import { qrModules } from '../../platform/documents';
import { documentTemplates, type CertificateDocument } from '../../templates/documents';
import { certificate } from '../../test/platform/documents/samples';
import { manyDossiers } from '../../test/setup/many';
import { median } from '../report';
import { plainCertificate } from './plain';

const DOCUMENTS = 60;
const WARM_UP = 12;

/** What one document takes: by the clock and of computing, both of a process that has made some before. */
export interface Taken {
  readonly ms: number;
  readonly cpuMs: number;
  readonly bytes: number;
}
export type Maker = 'ours' | 'plain' | 'conforming';

/** The same certificates by our renderer and by pdfkit, one after another in turn, on the same thread. */
export async function compared(): Promise<Readonly<Record<Maker, Taken>>> {
  const compiler = createCompiler(documentTemplates);
  const makers: Readonly<Record<Maker, (of: CertificateDocument) => Promise<Uint8Array>>> = {
    ours: (of) => Promise.resolve(compiler.compile('certificate', of).pdf),
    plain: (of) => plainCertificate(of, false),
    conforming: (of) => plainCertificate(of, true),
  };
  const certificates = certificatesOf(WARM_UP + DOCUMENTS);
  await expectSameWords(makers, certificates[0]!);
  const taken: Record<Maker, Taken[]> = { ours: [], plain: [], conforming: [] };
  for (const [i, of] of certificates.entries()) {
    for (const maker of Object.keys(makers) as Maker[]) {
      const one = await measured(() => makers[maker](of));
      if (i >= WARM_UP) taken[maker].push(one);
    }
  }
  return { ours: middle(taken.ours), plain: middle(taken.plain), conforming: middle(taken.conforming) };
}

async function measured(make: () => Promise<Uint8Array>): Promise<Taken> {
  const startedMs = performance.now();
  const before = process.cpuUsage();
  const { length: bytes } = await make();
  const { user, system } = process.cpuUsage(before);
  return { ms: performance.now() - startedMs, cpuMs: (user + system) / 1_000, bytes };
}

const middle = (all: readonly Taken[]): Taken => ({
  ms: median(all.map(({ ms }) => ms)),
  cpuMs: median(all.map(({ cpuMs }) => cpuMs)),
  bytes: median(all.map(({ bytes }) => bytes)),
});

/** Each with another name, post, number and code. */
const certificatesOf = (count: number): CertificateDocument[] =>
  manyDossiers(count).map(({ nominee }, i) => {
    const code = `7K3QX-${String(10_000 + i)}`;
    return {
      ...certificate,
      title: `Bằng khen – ${nominee.name}`,
      nominee: {
        ...certificate.nominee,
        name: nominee.name,
        ...(nominee.kind === 'person' ? { detail: nominee.post } : {}),
      },
      goldBookNumber: i + 1,
      verification: {
        ...certificate.verification,
        code,
        modules: qrModules(`https://vinhdanh.example/verify/${code}`),
      },
    };
  });

/** @throws Error when one of them says something else: it would not be the same document */
async function expectSameWords(
  makers: Readonly<Record<Maker, (of: CertificateDocument) => Promise<Uint8Array>>>,
  of: CertificateDocument,
): Promise<void> {
  const { extractText } = await import('unpdf');
  const words = async (maker: Maker): Promise<string> => {
    const { text } = await extractText(new Uint8Array(await makers[maker](of)), { mergePages: true });
    return text.normalize('NFC').split(/\s+/).filter(Boolean).sort().join(' ');
  };
  const ours = await words('ours');
  for (const maker of ['plain', 'conforming'] as const) {
    const theirs = await words(maker);
    if (theirs !== ours) throw new Error(`not the same words:\n${ours}\n${theirs}`);
  }
}
