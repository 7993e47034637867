import { readdirSync } from 'node:fs';
import path from 'node:path';
import { pagesInside, pictureOf } from '../../samples/pictures/inside';

/** Forms that neither the sample season nor a day in a browser shows: each is the form of another one that has its picture, for another act. */
const likeOthers = [
  '/app/decisions/:id/signed-file',
  '/app/proposals/:id/draw',
  '/app/sessions/:id/act/drill',
  '/app/sessions/:id/act/papers',
  '/app/sessions/:id/act/skipDrill',
  '/app/sessions/:id/ballots/:code',
  '/app/sessions/:id/lines/:nomination/chairDecides',
];

test('every page behind sign-in has its picture in docs/pictures', () => {
  const pictures = new Set(readdirSync(path.join(__dirname, '../../docs/pictures')));
  const without = pagesInside().filter((page) => !pictures.has(`${pictureOf(page)}.png`));
  expect(without.sort()).toEqual([...likeOthers].sort());
});
