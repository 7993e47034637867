import { registrationPaper } from '../../templates/documents/office/campaign';

const says = { titles: ['TTLDTT', 'TTLDXS'], targets: [], measures: 'Kiểm tra' };
const registered = {
  name: 'Sở Tài chính',
  kind: 'unit' as const,
  unit: 'U01',
  year: 2026,
  results: [],
  reviews: [],
  ...says,
};
const amended = (after: Partial<typeof says>) =>
  registrationPaper({
    body: { issuer: 'SỞ TÀI CHÍNH', symbol: 'STC', place: 'Tỉnh D' },
    signing: {},
    today: '2026-11-16',
    campaign: { name: 'Thi đua', year: 2026, texts: { aims: '', criteria: '', measures: '' } },
    catalogue: [],
    to: 'UBND tỉnh',
    registrations: [
      {
        ...registered,
        ...after,
        amendments: [
          {
            ...{ no: 1, before: says, after: { ...says, ...after }, reason: 'Giảm dự toán', status: 'signed' },
            proposed: { at: '2026-05-19T02:00:00.000Z', by: 'key:unit' },
            settled: { at: '2026-05-20T02:00:00.000Z', by: 'person:C1' },
          },
        ],
      },
    ],
  }).registrants[0]!;

test('a paper says of titles and measures that they were amended where they were, and not where their order alone is another', () => {
  const note = ' (điều chỉnh lần 1 ngày 20/5/2026)';
  expect(amended({ titles: ['TTLDXS', 'TTLDTT'] })).toMatchObject({ titles: 'TTLDXS; TTLDTT', measures: 'Kiểm tra' });
  expect(amended({ titles: ['TTLDXS'] })).toMatchObject({ titles: `TTLDXS${note}`, measures: 'Kiểm tra' });
  expect(amended({ measures: 'Nêu gương' })).toMatchObject({
    titles: 'TTLDTT; TTLDXS',
    measures: `Nêu gương${note}`,
  });
});
