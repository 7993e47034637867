import { holdingOf, type OnItsWay } from '../../../domain/campaign/holding';
import type { CampaignState } from '../../../domain/campaign/state';

const working = {
  launch: '2026-01-05',
  registrationCloses: '2026-01-30',
  midYearReview: '2026-07-06',
  finalReview: '2026-11-16',
  roundOpens: '2026-11-17',
  roundCloses: '2026-11-30',
  end: '2026-12-31',
};
type Year = Pick<CampaignState, 'status' | 'reached' | 'working'>;
const year = (changes: Partial<Year> = {}): Year => ({
  status: 'running',
  reached: { launch: '2026-01-05T01:00:00.000Z' },
  working,
  ...changes,
});
const at = (day: string): string => `${day}T03:00:00.000Z`;

const target = {
  code: 'CT1',
  name: 'Thu ngân sách',
  unit: 'tỷ đồng',
  target: '100',
  direction: 'atLeast',
  source: 'Báo cáo',
} as const;
const registration = (changes: Partial<OnItsWay> = {}): OnItsWay => ({
  year: 2026,
  registrant: { kind: 'unit' },
  titles: ['TTLDXS'],
  targets: [target],
  measures: '',
  status: 'draft',
  results: [],
  reviews: [],
  createdAt: at('2026-01-06'),
  ...changes,
});
const signed = (changes: Partial<OnItsWay> = {}): OnItsWay =>
  registration({ status: 'signed', signed: { at: at('2026-01-20') }, ...changes });
const says = { titles: ['TTLDXS'], targets: [target], measures: '' };
const amendment = (status: 'waitingForHead' | 'sentBack') =>
  ({
    ...{ no: 1, before: says, after: says, reason: 'Giảm dự toán', status },
    proposed: { at: at('2026-01-21'), by: 'unit' },
  }) as const;
const figure = (period: 'firstHalf' | 'year') =>
  ({ target: 'CT1', period, value: '100', at: at('2026-07-01'), by: 'unit' }) as const;
const half = { results: [figure('firstHalf')], reviews: [{ period: 'firstHalf' }] } as const;
const whole = {
  results: [figure('firstHalf'), figure('year')],
  reviews: [{ period: 'firstHalf' }, { period: 'year' }],
} as const;

describe('who holds a registration', () => {
  test.each([
    ['a draft: its unit, until registration closes', registration(), year(), 'unit', 'complete', '2026-01-30'],
    [
      'a draft before the launch too',
      registration(),
      year({ status: 'planned', reached: {} }),
      'unit',
      'complete',
      '2026-01-30',
    ],
    [
      'one that waits: the head',
      registration({ status: 'waitingForHead', submitted: { at: at('2026-01-19') } }),
      year(),
      'head',
      'headSigns',
      '2026-01-30',
    ],
    [
      'a draft of a campaign that is over: nobody',
      registration(),
      year({ status: 'ended' }),
      'nobody',
      'nothing',
      undefined,
    ],
    ['a signed one: its unit, until the mid-year review', signed(), year(), 'unit', 'firstHalf', '2026-07-06'],
    ['one reviewed at mid-year: its unit, until the final review', signed(half), year(), 'unit', 'year', '2026-11-16'],
    [
      'one that reported figures without a review',
      signed({ results: half.results }),
      year(),
      'unit',
      'firstHalf',
      '2026-07-06',
    ],
    [
      'that of a person, who is not reviewed alone',
      signed({ registrant: { kind: 'person' }, results: half.results }),
      year(),
      'unit',
      'year',
      '2026-11-16',
    ],
    [
      'one that missed mid-year, after the final review: the year counts',
      signed(),
      year({ reached: { launch: at('2026-01-05'), finalReview: at('2026-11-16') } }),
      'unit',
      'year',
      '2026-11-16',
    ],
    ['one reviewed: its unit nominates', signed(whole), year(), 'unit', 'nominate', '2026-11-30'],
    ['one without titles: nothing more', signed({ ...whole, titles: [] }), year(), 'nobody', 'nothing', undefined],
    [
      'one whose round has closed',
      signed(whole),
      year({ reached: { roundCloses: at('2026-11-30') } }),
      'nobody',
      'nothing',
      undefined,
    ],
    [
      'one whose amendment waits: the head, until the day of the final review is over',
      signed({ amendments: [amendment('waitingForHead')] }),
      year(),
      'head',
      'headSigns',
      '2026-11-16',
    ],
    [
      'one whose amendment was sent back: its unit, as before',
      signed({ amendments: [amendment('sentBack')] }),
      year(),
      'unit',
      'firstHalf',
      '2026-07-06',
    ],
    [
      'one whose amendment waits in a cancelled campaign',
      signed({ amendments: [amendment('waitingForHead')] }),
      year({ status: 'cancelled' }),
      'nobody',
      'nothing',
      undefined,
    ],
    ['a signed one of a cancelled campaign', signed(), year({ status: 'cancelled' }), 'nobody', 'nothing', undefined],
  ] as const)('%s', (_what, one, campaign, holder, next, due) => {
    expect(holdingOf(one, campaign, at('2026-01-21'))).toMatchObject({ holder, next });
    expect(holdingOf(one, campaign, at('2026-01-21')).due).toBe(due);
  });

  test('that waits for the head when the last day is over asks for an extension, at once', () => {
    const waiting = registration({ status: 'waitingForHead', submitted: { at: at('2026-01-30') } });
    expect(holdingOf(waiting, year(), '2026-01-30T16:59:59.000Z').next).toBe('headSigns');
    expect(holdingOf(waiting, year(), '2026-01-30T17:00:00.000Z')).toEqual({
      holder: 'head',
      since: at('2026-01-30'),
      due: '2026-01-30',
      next: 'askExtension',
    });
  });

  test('an amendment that was not signed in time is nobody’s to sign any more', () => {
    const late = signed({ ...whole, amendments: [amendment('waitingForHead')] });
    expect(holdingOf(late, year(), '2026-11-16T16:59:59.000Z').holder).toBe('head');
    expect(holdingOf(late, year(), '2026-11-16T17:00:00.000Z')).toMatchObject({ holder: 'unit', next: 'nominate' });
  });

  test('has it since it was sent back, put to the head, signed', () => {
    const sentBack = { at: at('2026-01-15') };
    const since = (one: OnItsWay) => holdingOf(one, year(), at('2026-01-21')).since;
    expect(since(registration({ sentBack }))).toBe(sentBack.at);
    expect(since(registration())).toBe(at('2026-01-06'));
    expect(since(signed())).toBe(at('2026-01-20'));
    expect(since(registration({ status: 'signed' }))).toBe(at('2026-01-06'));
    expect(since(signed({ amendments: [amendment('waitingForHead')] }))).toBe(at('2026-01-21'));
  });
});
