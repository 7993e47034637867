import { execFileSync } from 'node:child_process';
import path from 'node:path';

const root = path.join(__dirname, '../..');

const saidIn = (TZ: string): unknown => {
  const command = ['--import', 'tsx', path.join(__dirname, 'time-zone-child.ts')];
  return JSON.parse(execFileSync(process.execPath, command, { cwd: root, env: { ...process.env, TZ } }).toString());
};

test('whatever zone the server is set to, days and times are those of Viet Nam', () => {
  const there = saidIn('Asia/Ho_Chi_Minh');
  expect(there).toMatchObject({
    closesAt: '2026-11-20T16:30:00.000Z',
    day: '2026-11-20',
    night: '2026-11-20',
    nine: '2026-11-20T02:00:00.000Z',
    reminders: ['2026-11-17T02:00:00.000Z', '2026-11-19T02:00:00.000Z'],
  });
  for (const zone of ['UTC', 'America/Los_Angeles', 'Pacific/Kiritimati']) {
    expect([zone, saidIn(zone)]).toEqual([zone, there]);
  }
});
