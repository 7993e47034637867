import { businessOffset, createClock, rehearsalClock } from '../../platform/clock';
import { createLog, placeOf } from '../../platform/log';
import { closeStore, openStore, type Opened } from './store/database';

const hour = 3_600_000;
const about = (instant: string, expected: number): void => {
  expect(Math.abs(Date.parse(instant) - expected)).toBeLessThan(60_000);
};

describe('the business clock', () => {
  test('shows real time plus its offset, and moves forward only', () => {
    const clock = createClock({ offsetMs: hour });
    about(clock.now(), Date.now() + hour);
    clock.move(2 * hour);
    about(clock.now(), Date.now() + 2 * hour);
    expect(() => clock.move(hour)).toThrow(expect.objectContaining({ code: 'CLOCK_BACKWARDS' }));
    expect(clock.offsetMs()).toBe(2 * hour);
  });

  test('starts where it is told to, or at real time', () => {
    const clock = createClock({ offsetMs: businessOffset('2026-11-16T08:00+07:00') });
    about(clock.now(), Date.parse('2026-11-16T01:00:00Z'));
    expect(businessOffset()).toBe(0);
  });

  describe('of a rehearsal', () => {
    let opened: Opened;
    beforeAll(async () => {
      opened = await openStore();
    });
    afterAll(() => closeStore(opened));

    test('goes on after a restart where it stood, and other processes follow', async () => {
      const { settings } = opened.store;
      expect((await rehearsalClock(settings, undefined)).offsetMs()).toBe(0);
      const start = new Date(Date.now() - 100 * hour);
      const first = await rehearsalClock(settings, start);
      about(first.now(), start.getTime());
      const other = await rehearsalClock(settings, new Date());
      expect(other.offsetMs()).toBe(first.offsetMs());
      await first.moveTo(first.offsetMs() + 24 * hour);
      await other.refresh();
      expect(other.offsetMs()).toBe(first.offsetMs());
      expect((await rehearsalClock(settings, undefined)).offsetMs()).toBe(first.offsetMs());
    });
  });
});

describe('the log', () => {
  const lines: string[] = [];
  const log = createLog({ level: 'info', role: 'worker' }, { write: (line) => void lines.push(line) });

  test.each([
    ['a link in an address', { url: '/b/AbCdEfGhIjKlMnOpQrStUv?x=1' }, 'AbCdEfGhIjKlMnOp'],
    ['a header', { req: { headers: { authorization: 'Bearer abcdefghijkl' } } }, 'abcdefghijkl'],
    ['a bearer token in a text', { text: 'got Bearer abcdefghijkl' }, 'abcdefghijkl'],
    ['an API key', { text: `vd_0123abcd_${'a'.repeat(64)}` }, 'aaaa'],
    ['a token in a field', { link: { token: 'secret-1' } }, 'secret-1'],
    ['a cookie', { headers: { 'set-cookie': 'sid=secret-2' } }, 'secret-2'],
    ['the password of an address', { uri: 'mongodb://user:secret-3@host/db' }, 'secret-3'],
  ])('holds no %s', (_, entry, secret) => {
    lines.length = 0;
    log.info(entry, 'said');
    expect(lines).toHaveLength(1);
    expect(lines[0]).not.toContain(secret);
    expect(JSON.parse(lines[0]!)).toMatchObject({ msg: 'said', role: 'worker' });
  });

  test('tells of an error its kind and place, not its text', () => {
    const place = placeOf(new TypeError('Nguyễn Văn An'));
    expect(place.error).toBe('TypeError');
    expect(JSON.stringify(place)).toContain('clock.test.ts');
    expect(JSON.stringify(place)).not.toContain('Nguyễn');
    expect(placeOf(undefined)).toEqual({});
  });
});
