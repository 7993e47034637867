import { execFile } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { PDFDocument, PDFName, type PDFRef } from 'pdf-lib';
import type { PdfSignature } from '../../../domain/signed/signature';
import { createPdfReader, rootsIn } from '../../../platform/signed';
import { scratchFolder } from '../../setup/scratch';
import { alsoSignedBy, appended, identities, signedBy } from '../../setup/signed-pdf';
import { tinyPdf } from '../../setup/tiny-pdf';

const nothing = { names: [], struckOut: [] };
const readerOf = (roots: ReturnType<typeof rootsIn>) => {
  const all = createPdfReader({ roots });
  return { read: (bytes: Buffer) => all.read(bytes, nothing), close: () => all.close() };
};
const folder = scratchFolder('signed');
const who = identities(['Nguyễn Văn Mẫu', 'Ủy ban nhân dân tỉnh Đ']);
const [person, agency] = [who['Nguyễn Văn Mẫu'], who['Ủy ban nhân dân tỉnh Đ']];
const reader = readerOf([]);
let one: Buffer;
let two: Buffer;
beforeAll(async () => {
  one = await signedBy(tinyPdf(), person);
  two = await alsoSignedBy(one, agency);
});
afterAll(() => reader.close());

/** What poppler says of each signature; undefined where this machine does not have it. */
async function pdfsig(bytes: Buffer): Promise<readonly PdfSignature['state'][] | undefined> {
  const file = join(folder, 'asked.pdf');
  writeFileSync(file, bytes);
  try {
    const { stdout } = await promisify(execFile)('pdfsig', ['-nocert', file]);
    return [...stdout.matchAll(/Signature Validation: (.*)\./g)].map(([, said]) =>
      said === 'Signature is Valid' ? 'intact' : 'changed',
    );
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

/** The same file with one byte changed, where it says so. */
function changedAt(bytes: Buffer, at: number): Buffer {
  const changed = Buffer.from(bytes);
  changed[at] = changed[at]! ^ 1;
  return changed;
}

const states = (signatures: readonly PdfSignature[]) => signatures.map(({ state }) => state);

/** What we say, which must be what the other program says where it is there. */
async function agreed(bytes: Buffer): Promise<readonly PdfSignature['state'][]> {
  const ours = states((await reader.read(bytes)).signatures);
  expect((await pdfsig(bytes)) ?? ours).toEqual(ours);
  return ours;
}

describe('a file that an outside tool has signed', () => {
  test('is read: who, by whom issued, when, over which bytes, and that it is intact', async () => {
    const { signatures, added, unsigned } = await reader.read(one);
    expect(signatures).toEqual([
      {
        kind: 'signature',
        field: 'Signature1',
        reason: 'Ban hành',
        signer: 'Nguyễn Văn Mẫu',
        organization: 'Ủy ban nhân dân tỉnh Đ',
        issuer: 'Test CA',
        serial: '0a1b2c',
        validFrom: '2026-01-01T00:00:00.000Z',
        validTo: '2036-01-01T00:00:00.000Z',
        signedAt: '2026-12-04T02:30:00.000Z',
        timeFrom: 'signer',
        digest: 'SHA-256',
        state: 'intact',
        covers: { from: 0, to: one.length },
        trust: 'notChecked',
      },
    ]);
    expect([added, unsigned]).toEqual([0, 0]);
    expect(await agreed(one)).toEqual(['intact']);
  });

  test('by a person and then by the agency has both, in the order in which they were put', async () => {
    const { signatures, added } = await reader.read(two);
    expect(signatures.map((s) => [s.signer, s.state, s.covers?.to])).toEqual([
      ['Nguyễn Văn Mẫu', 'intact', one.length],
      ['Ủy ban nhân dân tỉnh Đ', 'intact', two.length],
    ]);
    expect(added).toBe(0);
    expect(await agreed(two)).toEqual(['intact', 'intact']);
  });

  test('and not by anybody has no signature', async () => {
    const { signatures, added } = await reader.read(tinyPdf());
    expect([signatures, added]).toEqual([[], undefined]);
  });
});

describe('one byte that was changed after signing', () => {
  test('in what the person has signed breaks both signatures', async () => {
    expect(await agreed(changedAt(two, two.indexOf('595')))).toEqual(['changed', 'changed']);
  });

  test('in what came after it breaks that of the agency alone', async () => {
    expect(await agreed(changedAt(two, two.indexOf('(Signature2)') + 1))).toEqual(['intact', 'changed']);
  });

  test('anywhere in a small file is never read as intact', async () => {
    const gap = [one.indexOf('/Contents <') + 10, one.indexOf('>', one.indexOf('/Contents <'))] as const;
    const all = Array.from({ length: one.length }, (_, at) => at).filter((at) => at < gap[0] || at > gap[1]);
    const some = all.filter((_, i) => i % 29 === 0);
    for (const at of some) {
      // some changes make it no PDF that is read at all
      const read = await reader.read(changedAt(one, at)).catch(() => undefined);
      expect([at, (read?.signatures ?? []).filter(({ state }) => state === 'intact')]).toEqual([at, []]);
    }
  }, 120_000);
});

describe('what was added after the last signature', () => {
  test('is counted: the signature is intact, for what it covers', async () => {
    const { context } = await PDFDocument.load(one, { updateMetadata: false });
    const page = [...context.enumerateIndirectObjects()].find(([, o]) => o.toString().includes('/Type /Page\n'))!;
    const longer = appended(
      one,
      [[page[0].objectNumber, page[1].toString().replace('842', '84')]],
      context.trailerInfo.Root as PDFRef,
    );
    const { signatures, added } = await reader.read(longer);
    expect(states(signatures)).toEqual(['intact']);
    expect(added).toBeGreaterThan(100);
    expect((await reader.read(Buffer.concat([one, Buffer.from('\r\n')]))).added).toBe(0);
  });
});

describe('a range that is not the file with one gap', () => {
  const ranged = (bytes: Buffer, change: (range: number[]) => number[]): Buffer => {
    const found = /\/ByteRange \[([\d ]+)\] */.exec(bytes.toString('latin1'))!;
    const range = change(found[1]!.trim().split(' ').map(Number));
    const changed = Buffer.from(bytes);
    changed.write(`/ByteRange [${range.join(' ')}]`.padEnd(found[0].length), found.index, 'latin1');
    return changed;
  };

  test.each([
    ['begins later', ([, a, b, c]: number[]) => [9, a! - 9, b!, c!]],
    ['has a larger gap', ([o, a, b, c]: number[]) => [o!, a! - 40, b!, c!]],
    ['has a smaller gap', ([o, a, b, c]: number[]) => [o!, a!, b! - 40, c! + 40]],
    ['ends behind the file', ([o, a, b, c]: number[]) => [o!, a!, b!, c! + 1]],
    ['is negative', ([o, a, b]: number[]) => [o!, a!, b!, -1]],
    ['has one part only', ([o, a]: number[]) => [o!, a!]],
    ['overlaps', ([o, a]: number[]) => [o!, a!, 0, a!]],
  ])('%s: unreadable', async (_what, change) => {
    const { signatures } = await reader.read(ranged(one, change));
    expect(signatures.map(({ state, covers }) => [state, covers])).toEqual([['unreadable', undefined]]);
  });

  test('of a signature that is noise, or of a kind nobody knows: unreadable', async () => {
    const at = one.indexOf('/Contents <') + 12;
    const noise = Buffer.from(one);
    noise.write('ff'.repeat(40), at, 'latin1');
    expect(states((await reader.read(noise)).signatures)).toEqual(['unreadable']);
    const kind = Buffer.from(one.toString('latin1').replace('adbe.pkcs7.detached', 'adbe.pkcs7.somehow_'), 'latin1');
    expect(states((await reader.read(kind)).signatures)).toEqual(['unreadable']);
  });
});

describe('roots', () => {
  const trusting = async (pem: string, bytes: Buffer): Promise<readonly PdfSignature[]> => {
    const file = join(folder, 'roots.pem');
    writeFileSync(file, pem);
    const own = readerOf(rootsIn(file));
    const { signatures } = await own.read(bytes);
    await own.close();
    return signatures;
  };

  test('that are configured are where a certificate must lead to', async () => {
    const stranger = identities(['Người lạ'])['Người lạ'];
    expect((await trusting(person.root, one)).map(({ trust }) => trust)).toEqual(['trusted']);
    expect((await trusting(stranger.root + person.root, one)).map(({ trust }) => trust)).toEqual(['trusted']);
    expect((await trusting(stranger.root, one)).map(({ trust, state }) => [trust, state])).toEqual([
      ['untrusted', 'intact'],
    ]);
  });

  test('do not make a certificate good that had ended when it was used', async () => {
    const late = identities(['Nguyễn Văn Cũ'], ['2020-01-01', '2022-01-01'])['Nguyễn Văn Cũ'];
    const bytes = await signedBy(tinyPdf(), late);
    expect((await trusting(late.root, bytes))[0]).toMatchObject({ expired: true, trust: 'untrusted', state: 'intact' });
  });

  test('that cannot be read stop the start', () => {
    const file = join(folder, 'none.pem');
    writeFileSync(file, 'nothing');
    expect(() => rootsIn(file)).toThrow('no certificate');
    expect(rootsIn(undefined)).toEqual([]);
  });
});

/** Signed by pyHanko with an elliptic key, time-stamped, and stamped once more as a whole; certificates made by OpenSSL. */
describe('a file that another program has signed and stamped', () => {
  const files = join(__dirname, 'files');
  const stamped = readFileSync(join(files, 'stamped.pdf'));

  test('says its time by who stamps, not by the clock of who signs', async () => {
    const { signatures, added } = await reader.read(stamped);
    expect(signatures.map((s) => [s.kind, s.signer, s.state, s.timeFrom, s.signedAt?.slice(0, 19)])).toEqual([
      ['signature', 'Trần Thị Mẫu', 'intact', 'timestamp', '2026-11-28T17:16:40'],
      ['timestamp', 'Dấu thời gian thử nghiệm', 'intact', 'timestamp', '2026-11-28T17:16:40'],
    ]);
    expect(added).toBe(0);
  });

  test('leads to its root, and is broken by one byte', async () => {
    const own = readerOf(rootsIn(join(files, 'root.pem')));
    expect((await own.read(stamped)).signatures.map(({ trust }) => trust)).toEqual(['trusted', 'trusted']);
    await own.close();
    const changed = changedAt(stamped, stamped.indexOf('595'));
    expect(states((await reader.read(changed)).signatures)).toEqual(['changed', 'changed']);
  });
});

test('a field that waits for a signature is counted', async () => {
  const document = await PDFDocument.load(tinyPdf());
  const { context, catalog } = document;
  const field = context.register(context.obj({ FT: 'Sig', T: PDFName.of('Cho') }));
  catalog.set(PDFName.of('AcroForm'), context.obj({ Fields: [field] }));
  expect((await reader.read(Buffer.from(await document.save()))).unsigned).toBe(1);
});
