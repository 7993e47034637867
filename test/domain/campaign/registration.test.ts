import { catalogue } from '../../../domain/catalogue';
import { owedAt, owesSomething, type Kept } from '../../../domain/campaign/owing';
import { newCampaign, tick, wakeOf } from '../../../domain/campaign/machine';
import {
  applyRegistration,
  checkRegistration,
  hasEnded,
  registrationFaults,
  type RegistrationAction,
} from '../../../domain/campaign/registration';
import type { CampaignState } from '../../../domain/campaign/state';
import { Problem } from '../../../domain/errors';
import { endOfDay, startOfDay } from '../../../domain/time';
import { calendar } from '../../setup/fixtures';
import { registrationRecord, year2027 } from '../../setup/campaigns';

const open = (): CampaignState => {
  const begun = newCampaign({ kind: 'regular', dates: year2027, calendar, remindWorkingDays: [] });
  return tick(begun, wakeOf(begun)!)!.state;
};
const NOW = startOfDay('2027-01-11');
const about = (type: RegistrationAction['type'], ...registrations: [string, number][]): RegistrationAction => ({
  type,
  unit: 'U01',
  registrations: registrations.map(([id, version]) => ({ id, version })),
});
const refusal = (state: CampaignState, action: RegistrationAction, now = NOW): Problem | undefined => {
  try {
    checkRegistration(state, action, now);
    return undefined;
  } catch (error) {
    if (error instanceof Problem) return error;
    throw error;
  }
};

describe('what is said to a campaign about registrations', () => {
  test('settles the version that was seen; what goes to the head again can be signed', () => {
    const state = applyRegistration(open(), about('sendBack', ['a', 3], ['b', 1]));
    expect(refusal(state, about('sign', ['a', 3]))?.code).toBe('STATE_CHANGED');
    expect(refusal(state, about('recall', ['a', 2]))?.code).toBe('STATE_CHANGED');
    expect(refusal(state, about('sign', ['a', 5]))).toBeUndefined();
    expect(refusal(applyRegistration(open(), about('submit', ['a', 3])), about('sign', ['a', 3]))).toBeUndefined();
  });

  test('is done for all or for none: the stale ones are named', () => {
    const state = applyRegistration(open(), about('recall', ['a', 3]));
    expect(refusal(state, about('sign', ['a', 3], ['b', 1]))?.data['registrations']).toEqual(['a']);
  });

  test('ends with the signature', () => {
    const state = applyRegistration(open(), about('sign', ['a', 3]));
    for (const type of ['sign', 'sendBack', 'recall', 'submit'] as const)
      expect(refusal(state, about(type, ['a', 99]))?.code).toBe('STATE_CHANGED');
  });

  test('comes too late from midnight of the last working day on, whether or not the closing was written', () => {
    expect(refusal(open(), about('sign', ['a', 1]), '2027-02-01T16:59:59.999Z')).toBeUndefined();
    const late = refusal(open(), about('sign', ['a', 1]), endOfDay('2027-02-01'));
    expect([late?.code, late?.data['day']]).toEqual(['REGISTRATION_CLOSED', '2027-02-01']);
  });
});

describe('a registration', () => {
  const content = { kind: 'person', titles: ['CSTDCS'], targets: [] } as const;
  const fields = (of: Parameters<typeof registrationFaults>[0]) =>
    registrationFaults(of, catalogue, () => true).map(({ field }) => field);

  test('has no title that is not for units of its kind, and says where that stands', () => {
    const faults = registrationFaults(
      { ...content, kind: 'unit', titles: ['TTLDXS', 'XATB'] },
      catalogue,
      ({ code }) => code !== 'XATB',
    );
    expect(faults.map(({ field, vi }) => [field, vi])).toEqual([
      [
        'titles.1',
        'Xã, phường, đặc khu tiêu biểu không áp dụng cho loại đơn vị này (Nghị định 152/2025/NĐ-CP, Điều 50); đề nghị bỏ chọn.',
      ],
    ]);
  });

  test('has a title or a target, each once, and titles of its kind', () => {
    expect(fields(content)).toEqual([]);
    expect(fields({ ...content, titles: [] })).toEqual(['titles']);
    expect(fields({ ...content, titles: ['CSTDCS', 'TTLDXS', 'XYZ', 'CSTDCS'] })).toEqual([
      'titles.1',
      'titles.2',
      'titles.3',
    ]);
    expect(fields({ ...content, kind: 'room', titles: ['TTLDTT'] })).toEqual([]);
    const [target] = registrationRecord('T').targets;
    expect(fields({ ...content, titles: [], targets: [target!, target!] })).toEqual(['targets.1.code']);
  });

  test('of a room that has ended is its successor’s to report on', () => {
    expect(hasEnded({}, '2027-07-01')).toBe(false);
    expect(hasEnded({ validTo: '2027-06-30' }, '2027-06-30')).toBe(false);
    expect(hasEnded({ validTo: '2027-06-30' }, '2027-07-01')).toBe(true);
  });
});

describe('what a unit owes', () => {
  const of = (changes: Partial<Kept>): Kept => ({ ...registrationRecord('T'), ...changes });
  const figure = { target: 'CT1', value: '1', at: NOW, by: 'k' } as const;

  test('for registration: a start, drafts put to the head; what waits is the head’s', () => {
    expect(owedAt('registrationCloses', [], false)).toMatchObject({ unregistered: true, drafts: 0 });
    const some = owedAt('registrationCloses', [of({}), of({ status: 'waitingForHead' })], false);
    expect(some).toMatchObject({ unregistered: false, drafts: 1, waiting: 1 });
    expect(owesSomething(owedAt('registrationCloses', [of({ status: 'waitingForHead' })], false))).toBe(false);
  });

  test('for a review: figures of its period, and a review of the unit and its rooms', () => {
    const signed = of({ status: 'signed' });
    const person = of({ status: 'signed', registrant: { kind: 'person' }, targets: [] });
    expect(owedAt('midYearReview', [signed, person, of({})], false)).toMatchObject({ figures: 1, reviews: 1 });
    const half = of({
      status: 'signed',
      results: [{ ...figure, period: 'firstHalf' }],
      reviews: [{ period: 'firstHalf' }],
    });
    expect(owesSomething(owedAt('midYearReview', [half, person], false))).toBe(false);
    expect(owedAt('finalReview', [half], false)).toMatchObject({ figures: 1, reviews: 1 });
  });

  test('for the round: a dossier, where titles were signed', () => {
    expect(owedAt('roundCloses', [of({ status: 'signed' })], false).nominations).toBe(true);
    expect(owedAt('roundCloses', [of({ status: 'signed' })], true).nominations).toBe(false);
    expect(owedAt('roundCloses', [of({ status: 'signed', titles: [] })], false).nominations).toBe(false);
    expect(owedAt('roundCloses', [of({})], false).nominations).toBe(false);
  });
});
