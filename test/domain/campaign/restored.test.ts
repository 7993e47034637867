import { newCampaign, tick, wakeOf } from '../../../domain/campaign/machine';
import { applyRegistration, checkRegistration, type RegistrationAction } from '../../../domain/campaign/registration';
import { adopted, restoredCampaign, signaturesApart, type RegistrationAsKept } from '../../../domain/campaign/restored';
import type { CampaignState } from '../../../domain/campaign/state';
import type { Problem } from '../../../domain/errors';
import { startOfDay } from '../../../domain/time';
import { year2027 } from '../../setup/campaigns';
import { calendar } from '../../setup/fixtures';

const begun = newCampaign({ kind: 'regular', dates: year2027, calendar, remindWorkingDays: [3] });
const running = tick(begun, wakeOf(begun)!)!.state;
const NOW = startOfDay('2027-01-11');

const about = (type: RegistrationAction['type'], id: string, version: number): RegistrationAction => ({
  type,
  unit: 'U01',
  registrations: [{ id, version }],
});
const kept = (state: CampaignState) => ({ ...state, ...state.terms, asked: state.terms.dates });

/** Signed, sent back once, never put to the head. */
const registrations: readonly RegistrationAsKept[] = [
  { id: 'DK-1', version: 2, status: 'signed' },
  { id: 'DK-2', version: 2, status: 'draft' },
  { id: 'DK-3', version: 0, status: 'draft' },
];
const told = [about('sign', 'DK-1', 1), about('sendBack', 'DK-2', 1)].reduce(applyRegistration, running);

const refusal = (state: CampaignState, action: RegistrationAction): string => {
  try {
    checkRegistration(state, action, NOW);
    return 'none';
  } catch (error) {
    return (error as Problem).code;
  }
};

test('a campaign that was made from its records is the one that its process had', () => {
  expect(restoredCampaign(kept(told), registrations, calendar)).toEqual(told);
});

test('it goes on under a version that neither side has had', () => {
  for (const [process, records] of [
    [3, 7],
    [7, 3],
  ]) {
    const { state, event } = adopted({ ...told, version: process! }, { ...told, version: records! });
    expect([state.version, event.type]).toEqual([8, 'reconciled']);
  }
});

test('what was signed stays signed, and what waits for the head can be signed', () => {
  const state = restoredCampaign(kept(running), registrations, calendar);
  expect(refusal(state, about('sign', 'DK-1', 2))).toBe('STATE_CHANGED');
  expect(refusal(state, about('sign', 'DK-2', 1))).toBe('STATE_CHANGED');
  expect(refusal(state, about('sign', 'DK-2', 2))).toBe('none');
  expect(refusal(state, about('sign', 'DK-3', 0))).toBe('none');
});

test('names the signatures that only one side knows', () => {
  expect(signaturesApart(told, registrations)).toEqual({ lost: [], unknown: [] });
  expect(signaturesApart(running, registrations)).toEqual({ lost: [], unknown: ['DK-1'] });
  const before = registrations.map((one) => ({ ...one, status: 'waitingForHead' as const }));
  expect(signaturesApart(told, before)).toEqual({ lost: ['DK-1'], unknown: [] });
});
