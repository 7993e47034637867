import { countdownTo } from '../../../domain/campaign/countdown';
import type { Route } from '../../../domain/route';
import { calendar } from '../../setup/fixtures';

const route: Route = [
  [{ kind: 'screening', level: 'unit', workingDays: 10, correctionWorkingDays: 5 }],
  [{ kind: 'council', level: 'unit' }],
  [{ kind: 'approval', level: 'unit', power: 'forward', workingDays: 3 }],
  [{ kind: 'screening', level: 'province', workingDays: 15, correctionWorkingDays: 5 }],
  [
    { kind: 'consultation', bodies: ['a'], workingDays: 7 },
    { kind: 'posting', workingDays: 10 },
  ],
  [{ kind: 'council', level: 'province' }],
];

test('counts back from a council over working days, holidays left out', () => {
  const found = countdownTo(route, { level: 'province', day: '2026-12-18', calendar })!;
  // 24 November 2026 is a public holiday; of what runs side by side the longest counts
  expect(found).toEqual({
    inBy: '2026-11-12',
    unitCouncilBy: '2026-11-09',
    steps: [
      { kind: 'screening', level: 'province', workingDays: 15, from: '2026-11-12' },
      { kind: 'consultation', level: 'province', workingDays: 7, from: '2026-12-09' },
      { kind: 'posting', level: 'province', workingDays: 10, from: '2026-12-04' },
    ],
  });
  expect(countdownTo(route, { level: 'unit', day: '2026-12-18', calendar })).toEqual({
    inBy: '2026-12-04',
    steps: [{ kind: 'screening', level: 'unit', workingDays: 10, from: '2026-12-04' }],
  });
});

test('a way without such a council has no day to count from, and a year without a calendar is named', () => {
  expect(countdownTo(route.slice(0, 3), { level: 'province', day: '2026-12-18', calendar })).toBeUndefined();
  expect(() => countdownTo(route, { level: 'province', day: '2031-01-10', calendar })).toThrow(
    expect.objectContaining({ code: 'CALENDAR_ENDS' }),
  );
});
