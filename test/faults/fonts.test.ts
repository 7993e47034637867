import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdirSync, readdirSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { DocumentError, loadFonts } from '../../platform/documents';
import { builtService } from '../setup/built';
import { freshDatabase, testEngines, uniqueName } from '../setup/engines';
import { scratchFolder } from '../setup/scratch';

const BOLD = join('@expo-google-fonts', 'tinos', '700Bold');

/** A built service with packages of its own, in which one face is not there. */
function withoutBold(): string {
  const folder = scratchFolder('no-bold');
  cpSync(builtService(), folder, { recursive: true, filter: (file) => !file.endsWith('node_modules') });
  const all = join(__dirname, '../../node_modules');
  const own = join(folder, 'node_modules');
  mkdirSync(own);
  for (const name of readdirSync(all)) if (name !== '@expo-google-fonts') symlinkSync(join(all, name), join(own, name));
  cpSync(join(all, '@expo-google-fonts'), join(own, '@expo-google-fonts'), { recursive: true });
  rmSync(join(own, BOLD), { recursive: true });
  return folder;
}

test('a start without one of the faces ends with the name of the face, and not at the first paper', async () => {
  const child = spawn(process.execPath, ['worker.js'], {
    cwd: withoutBold(),
    env: {
      PATH: process.env['PATH'],
      HOME: process.env['HOME'],
      MONGODB_URI: freshDatabase(),
      TEMPORAL_ADDRESS: testEngines().temporalAddress,
      TEMPORAL_TASK_QUEUE: uniqueName('queue'),
      PUBLIC_URL: 'https://vinhdanh.example',
      SMTP_URL: 'smtp://127.0.0.1:9',
      MAIL_FROM: 'Vinh Danh <no-reply@tinh-d.example>',
      DATA_DIR: scratchFolder('no-bold-data'),
      LOG_LEVEL: 'silent',
    },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (said += text));
  const [code] = (await once(child, 'close')) as [number];
  expect([code, said]).toEqual([
    1,
    expect.stringMatching(/^Documents cannot be drawn here: Tinos-Bold cannot be read/m),
  ]);
  expect(said).not.toContain('    at ');
}, 120_000);

test('each face that cannot be read is named', () => {
  const read = (missing: string) => () =>
    loadFonts((file) => {
      if (file.includes(missing)) throw Object.assign(new Error('gone'), { code: 'ENOENT' });
      return Buffer.from(loadFonts().files[0]!);
    });
  for (const [folder, name] of [
    ['400Regular/', 'Tinos-Regular'],
    ['400Regular_Italic/', 'Tinos-Italic'],
    ['700Bold_Italic/', 'Tinos-BoldItalic'],
  ] as const) {
    expect(read(folder)).toThrow(DocumentError);
    expect(read(folder)).toThrow(`${name} cannot be read`);
  }
});
