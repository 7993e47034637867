import type { AddressInfo } from 'node:net';
import { Api } from '../../samples/driver/http';
import { cleanUp, enginesOn, minute, newFolder, occupy, portOf } from '../platform/engine-hosts';
import { letter, nominationBody } from '../setup/api';
import { eventually } from '../setup/service';
import { adminKeyOn, endServices, startServiceOn, type ServiceProcess } from '../setup/service-process';

afterAll(async () => {
  endServices();
  await cleanUp();
}, 2 * minute);

const ENGINES = { maildev: /maildev-child/, temporal: /start-dev/, mongod: /--replSet/ } as const;
type Engine = keyof typeof ENGINES;
/** The engines on a folder: which, by pid. */
const runningOn = (folder: string): [Engine, number][] =>
  enginesOn(folder).flatMap(({ pid, command }) =>
    (Object.keys(ENGINES) as Engine[])
      .filter((name) => ENGINES[name].test(command))
      .map((name): [Engine, number] => [name, pid]),
  );
const namesOn = (folder: string): Engine[] =>
  runningOn(folder)
    .map(([name]) => name)
    .sort();

/** Ends a service as Ctrl-C does. @returns the exit code, and which engines were alive at each look meanwhile */
async function interrupted(service: ServiceProcess, folder: string) {
  const looks: Engine[][] = [];
  const looking = setInterval(() => looks.push(namesOn(folder)), 10);
  service.send('SIGINT');
  const code = await service.ended;
  clearInterval(looking);
  return { code, looks };
}

/** The least that a unit needs to send a nomination, entered by an administrator. */
async function enter(origin: string, dataDir: string): Promise<{ unit: string; office: string }> {
  const admin = new Api(origin, adminKeyOn(dataDir));
  const year = new Date().getFullYear();
  for (const y of [year, year + 1]) await admin.put(`/calendars/${y}`, { off: [], extraWorking: [] });
  await admin.put('/units/U01', {
    name: 'Sở Tài chính',
    kind: 'department',
    symbol: 'STC',
    validFrom: '2025-03-01',
    officer: { name: 'Trần Văn Mẫu', email: 'office@tinh-d.example', phone: '0215 000 000' },
  });
  await admin.put('/people/C1', { name: 'Nguyễn Văn Mẫu', address: 'Ông', post: 'Giám đốc', unit: 'U01' });
  await admin.put('/authorities/A-U01', {
    level: 'unit',
    unit: 'U01',
    person: 'C1',
    title: 'GIÁM ĐỐC',
    issuer: 'GIÁM ĐỐC SỞ TÀI CHÍNH',
    place: 'Đ',
    register: { symbol: 'QĐ-STC', mode: 'manual' },
  });
  const draw = async (role: string): Promise<string> =>
    (await admin.post<{ readonly key: string }>('/api-keys', { name: role, role, unit: 'U01' })).key;
  return { unit: await draw('unit'), office: await draw('office') };
}

interface Nomination {
  readonly id: string;
  readonly docket: string;
  readonly status: string;
  readonly version: number;
}
interface Mail {
  readonly subject: string;
}
const inboxAt = async (url: string): Promise<Mail[]> => (await (await fetch(`${url}/api/email`)).json()) as Mail[];
/** Days that are past whenever this runs. */
const past = { date: '2026-01-05' };
const achieved = { awardYear: 2025, achievementPeriod: { from: '2025-01-01', to: '2025-12-31' } };

test(
  'npm start with nothing configured: killed and started again it goes on with the same engines and data; Ctrl-C ends it all in order',
  async () => {
    const dataDir = newFolder();
    const first = startServiceOn(dataDir);
    const before = await first.running();
    const keys = await enter(before.url, dataDir);
    const unit = new Api(before.url, keys.unit);
    const { id } = await unit.post<Nomination>('/nominations', nominationBody('GK', 1, achieved));
    await unit.post('/unit-proposals', { ...letter(past), nominations: [{ id }], papers: [] });
    const atReceipt = await eventually(
      () => unit.get<Nomination>(`/nominations/${id}`),
      ({ status }) => status === 'received' || status === 'submitted',
    );
    await eventually(
      () => inboxAt(before.inbox),
      (mails) => mails.length === 1,
    );
    const engines = runningOn(dataDir);
    expect(engines.map(([name]) => name).sort()).toEqual(['maildev', 'mongod', 'temporal']);

    first.send('SIGKILL');
    expect(await first.ended).toBe('SIGKILL');
    expect(runningOn(dataDir)).toEqual(engines);
    const second = startServiceOn(dataDir);
    const after = await second.running();
    expect(after).toMatchObject({ inbox: before.inbox, temporal: before.temporal });
    expect(runningOn(dataDir)).toEqual(engines);

    const office = new Api(after.url, keys.office);
    expect(await office.get(`/nominations/${id}`)).toMatchObject({
      status: atReceipt.status,
      version: atReceipt.version,
    });
    expect(await inboxAt(after.inbox)).toHaveLength(1);
    await office.post(`/nominations/${id}/receive`, {
      number: '12/VB',
      arrivedOn: past.date,
      expects: atReceipt.version,
    });

    const { code, looks } = await interrupted(second, dataDir);
    expect(code).toBe(0);
    expect(namesOn(dataDir)).toEqual([]);
    // each look shows those that come later in the order of the end
    const order = ['maildev', 'temporal', 'mongod'];
    for (const look of looks) expect(look).toEqual(order.slice(order.length - look.length).sort());
  },
  5 * minute,
);

test(
  'ports that others hold are passed over, and the free ones are printed',
  async () => {
    // one that another program of this machine has now is nothing that this test can rely on
    const tries = [3000, 7233, 8233, 27_027, 1025, 1080].map((port) => occupy(port, 0).catch(() => undefined));
    const owners = (await Promise.all(tries)).filter((owner) => owner !== undefined);
    const held = owners.map((owner) => (owner.address() as AddressInfo).port);
    const dataDir = newFolder();
    const service = startServiceOn(dataDir);
    const { url, inbox, temporal } = await service.running();
    for (const address of [`${url}/livez`, `${inbox}/api/email`, temporal]) {
      expect(held).not.toContain(portOf(address));
      expect([address, (await fetch(address)).status]).toEqual([address, 200]);
    }
    expect(service.lines).toEqual(expect.arrayContaining([expect.stringMatching(/: port \d+ is taken, using \d+$/)]));
    expect((await interrupted(service, dataDir)).code).toBe(0);
    expect(namesOn(dataDir)).toEqual([]);
    for (const owner of owners) owner.close();
  },
  5 * minute,
);

test(
  'Ctrl-C while it starts leaves nothing behind either',
  async () => {
    const dataDir = newFolder();
    const service = startServiceOn(dataDir);
    await eventually(
      () => Promise.resolve(namesOn(dataDir)),
      (names) => names.length > 0,
    );
    expect((await interrupted(service, dataDir)).code).toBe(0);
    expect(namesOn(dataDir)).toEqual([]);
  },
  5 * minute,
);
