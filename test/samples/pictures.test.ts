import { readdirSync } from 'node:fs';
import path from 'node:path';
import { pagesInside, pictureOf } from '../../samples/pictures/inside';

test('every page behind sign-in has its picture in docs/pictures', () => {
  const pictures = new Set(readdirSync(path.join(__dirname, '../../docs/pictures')));
  const without = pagesInside().filter((page) => !pictures.has(`${pictureOf(page)}.png`));
  expect(without).toEqual([]);
});
