import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** A static file that pages refer to, with the address under which the API serves it. */
export interface Asset {
  /** Path without the query, for example `/assets/look.css`. */
  readonly path: string;
  /** Absolute path of the file. */
  readonly file: string;
  readonly type: 'text/css; charset=utf-8' | 'text/javascript; charset=utf-8' | 'font/woff2' | 'image/svg+xml';
}

const fontFolder = join(dirname(require.resolve('@fontsource/be-vietnam-pro/package.json')), 'files');

const own = (name: string, type: Asset['type']): Asset => ({
  path: `/assets/${name}`,
  file: join(__dirname, 'assets', name),
  type,
});

/** Be Vietnam Pro: the subsets that Vietnamese needs, in the weights that look.css uses. */
const fonts: readonly Asset[] = ['latin', 'vietnamese'].flatMap((subset) =>
  [400, 600, 700].map((weight): Asset => {
    const name = `be-vietnam-pro-${subset}-${weight}-normal.woff2`;
    return { path: `/assets/fonts/${name}`, file: join(fontFolder, name), type: 'font/woff2' };
  }),
);

/** Every static file of the pages; the addresses that pages print carry a hash of the content, so all may be cached for a year. */
export const assets: readonly Asset[] = [
  own('look.css', 'text/css; charset=utf-8'),
  own('ballot.js', 'text/javascript; charset=utf-8'),
  own('draft.js', 'text/javascript; charset=utf-8'),
  own('blank.js', 'text/javascript; charset=utf-8'),
  own('files.js', 'text/javascript; charset=utf-8'),
  own('copy.js', 'text/javascript; charset=utf-8'),
  own('icon.svg', 'image/svg+xml'),
  ...fonts,
];

const urls = new Map<string, string>();

/** The address of an asset as a page prints it: `/assets/look.css?v=3f2a…`. */
export function assetUrl(path: string): string {
  const known = urls.get(path);
  if (known !== undefined) return known;
  const asset = assets.find((a) => a.path === path);
  if (!asset) throw new Error(`no asset ${path}`);
  const hash = createHash('sha256').update(readFileSync(asset.file)).digest('hex').slice(0, 10);
  const url = `${path}?v=${hash}`;
  urls.set(path, url);
  return url;
}
