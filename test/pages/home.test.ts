import supertest from 'supertest';
import { assets, assetUrl } from '../../templates/assets';
import { textOf } from './form';
import { testSite, type TestSite } from './site';

let site: TestSite;
beforeAll(async () => {
  site = await testSite({ worker: false });
});
afterAll(() => site.stop());

test('the first page speaks Vietnamese first, English to those who prefer it', async () => {
  const language = async (accept?: string, path = '/') =>
    (await site.get(path, accept === undefined ? {} : { 'accept-language': accept })).headers.get('content-language');
  expect(await language()).toBe('vi');
  expect(await language('en')).toBe('en');
  expect(await language('vi-VN,vi;q=0.9,en;q=0.8')).toBe('vi');
  expect(await language('en-GB,en;q=0.9,vi;q=0.8')).toBe('en');
  expect(await language('fr')).toBe('vi');
  expect(await language('en', '/?lang=vi')).toBe('vi');
  expect(await language('vi', '/?lang=en&lang=vi')).toBe('vi');
});

test('every address that a page names is there: styles, icon, links', async () => {
  const page = await site.get('/');
  expect(textOf(page.html)).toContain('Vinh Danh');
  const own = [...page.html.matchAll(/(?:href|src)="(\/[^"]*)"/g)].map(([, path]) => path!.replaceAll('&#x3D;', '='));
  for (const path of own.filter((p) => p !== '/api/docs'))
    expect([path, (await site.get(path)).status]).toEqual([path, 200]);
});

test('files are kept for ever under the address with their hash, for a day under the bare one', async () => {
  for (const { path, type } of assets) {
    const named = await site.get(assetUrl(path));
    expect(named.headers.get('content-type')).toBe(type);
    expect(named.headers.get('cache-control')).toContain('immutable');
    const bare = await site.get(path);
    expect(bare.headers.get('cache-control')).not.toContain('immutable');
    await supertest(site.url).get(path).set('If-None-Match', bare.headers.get('etag')!).expect(304);
  }
});
