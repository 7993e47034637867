import { readdirSync } from 'node:fs';
import path from 'node:path';
import { pagesInside, pictureOf } from '../../samples/pictures/inside';

/** Forms that the sample season never shows: each is the form of another one that has its picture, for another act. */
const likeOthers = [
  '/app/blocks/:id/:year/paper',
  '/app/campaigns/:id/days/confirm',
  '/app/campaigns/:id/document',
  '/app/campaigns/:id/units/:unit/nominees',
  '/app/campaigns/:id/units/:unit/nominees/draft',
  '/app/decisions/:id/handover',
  '/app/decisions/:id/signed-file',
  '/app/initiatives/:id/scope',
  '/app/kept',
  '/app/proposals/:id/check',
  '/app/proposals/:id/draw',
  '/app/proposals/:id/send',
  '/app/proposals/:id/strike',
  '/app/registrations/:id/amend',
  '/app/sessions/:id/act/drill',
  '/app/sessions/:id/act/open',
  '/app/sessions/:id/act/papers',
  '/app/sessions/:id/act/skipDrill',
  '/app/sessions/:id/ballots/:code',
  '/app/sessions/:id/lines/:nomination/chairDecides',
  '/app/sessions/:id/totals',
  '/app/sessions/:id/totals/read',
  '/app/submit/sent/:proposal/wording',
  '/app/substitutions/:authority/:from',
];

test('every page behind sign-in has its picture in docs/pictures', () => {
  const pictures = new Set(readdirSync(path.join(__dirname, '../../docs/pictures')));
  const without = pagesInside().filter((page) => !pictures.has(`${pictureOf(page)}.png`));
  expect(without.sort()).toEqual([...likeOthers].sort());
});
