import type { Award } from '../award';
import { Problem } from '../errors';
import type { Day, Instant } from '../time';
import type { CampaignState } from './state';
import { takesAmendments, takesRegistrations } from './state';
import type { Target } from './target';

/**
 * A registration for emulation (đăng ký thi đua): what a unit, a room or a person sets out to reach. Its unit writes it, the
 * head signs it. Whether there is still time for that the workflow of the campaign says, for it is the one that closes.
 */

export const registrationStatuses = ['draft', 'waitingForHead', 'signed'] as const;
export type RegistrationStatus = (typeof registrationStatuses)[number];

export const registrantKinds = ['unit', 'room', 'person'] as const;
export type RegistrantKind = (typeof registrantKinds)[number];

/** What is said to a campaign about registrations: the unit puts them to the head or takes them back, the head signs or sends back. */
export const registrationActions = ['submit', 'recall', 'sign', 'sendBack'] as const;
export type RegistrationActionType = (typeof registrationActions)[number];

/** What settles a registration that waits for the head. */
export type SettlingType = Exclude<RegistrationActionType, 'submit'>;

/** A registration in its version; or its amendment, whose number stands for the version. */
export interface SeenRegistration {
  readonly id: string;
  readonly version: number;
  readonly amendment?: true;
}

/** Under what a campaign remembers what was said to it. */
export const saidKey = ({ id, amendment }: Pick<SeenRegistration, 'id' | 'amendment'>): string =>
  amendment ? `${id}/amendment` : id;

export interface RegistrationAction {
  readonly type: RegistrationActionType;
  /** Whose head signs. */
  readonly unit: string;
  /** With what whoever acts has seen of each. */
  readonly registrations: readonly SeenRegistration[];
  /** Id of the note that says why; of what is sent back. */
  readonly note?: string;
  /** Who signs, by code. */
  readonly signer?: string;
}

/**
 * Refuses what comes too late, or is about a version to which something was said already; all or none.
 * @throws Problem REGISTRATION_CLOSED, AMENDING_CLOSED, STATE_CHANGED
 */
export function checkRegistration(state: CampaignState, { registrations }: RegistrationAction, now: Instant): void {
  const { status, version } = state;
  if (registrations.some(({ amendment }) => !amendment) && !takesRegistrations(state, now))
    throw registrationOver(state);
  if (registrations.some(({ amendment }) => amendment) && !takesAmendments(state, now)) throw amendingOver(state);
  const stale = registrations.filter((one) => (state.said[saidKey(one)] ?? -1) >= one.version).map(({ id }) => id);
  if (stale.length > 0) throw new Problem('STATE_CHANGED', undefined, { state: status, version, registrations: stale });
}

type Year = Pick<CampaignState, 'status' | 'working'>;

export const registrationOver = ({ status, working: { registrationCloses: day } }: Year, about?: string): Problem =>
  new Problem('REGISTRATION_CLOSED', about, { state: status, ...(day ? { day } : {}) });
export const amendingOver = ({ status, working: { finalReview: day } }: Year, about?: string): Problem =>
  new Problem('AMENDING_CLOSED', about, { state: status, ...(day ? { day } : {}) });

/** What was signed stays signed: of no version anything more is said. */
export const FOR_GOOD = Number.MAX_SAFE_INTEGER;

/** Applies what was checked. What is put to the head can be signed; everything else settles the version that was seen. */
export function applyRegistration(state: CampaignState, { type, registrations }: RegistrationAction): CampaignState {
  if (type === 'submit') return state;
  const said = Object.fromEntries(
    registrations.map((one) => [saidKey(one), type === 'sign' && !one.amendment ? FOR_GOOD : one.version]),
  );
  return { ...state, said: { ...state.said, ...said } };
}

/** What becomes of a registration that waits for the head. */
export const statusAfter = {
  recall: 'draft',
  sign: 'signed',
  sendBack: 'draft',
} as const satisfies Readonly<Record<SettlingType, RegistrationStatus>>;

/** A sentence at the field that it is about. */
export interface RegistrationFault {
  readonly field: string;
  readonly vi: string;
  readonly en: string;
}

/** What a registration says, as far as it can be wrong beyond its form. */
export interface RegistrationContent {
  readonly kind: RegistrantKind;
  readonly titles: readonly string[];
  readonly targets: readonly Target[];
}

/** All faults at once: titles that nobody of its kind can be given, targets that are named twice, nothing registered at all. */
export function registrationFaults(
  { kind, titles, targets }: RegistrationContent,
  awards: readonly Award[],
  fitsUnit: (award: Award) => boolean,
): readonly RegistrationFault[] {
  const wanted = kind === 'person' ? 'person' : 'collective';
  return [
    ...(titles.length === 0 && targets.length === 0 ? [nothing] : []),
    ...titles.flatMap((code, i): RegistrationFault[] => {
      const award = awards.find((known) => known.code === code);
      if (!award) return [unknownTitle(`titles.${i}`, code)];
      if (!award.subjects.includes(wanted)) return [otherSubject(`titles.${i}`, code)];
      return fitsUnit(award) ? [] : [otherUnit(`titles.${i}`, award)];
    }),
    ...twice(titles).map((i) => again(`titles.${i}`)),
    ...twice(targets.map(({ code }) => code)).map((i) => again(`targets.${i}.code`)),
  ];
}

const nothing: RegistrationFault = {
  field: 'titles',
  vi: 'Đề nghị đăng ký ít nhất một danh hiệu hoặc một chỉ tiêu.',
  en: 'Please register at least one title or one target.',
};
const unknownTitle = (field: string, code: string): RegistrationFault => ({
  field,
  vi: `Không có danh hiệu nào mang mã ${code}.`,
  en: `No award has the code ${code}.`,
});
const otherSubject = (field: string, code: string): RegistrationFault => ({
  field,
  vi: `${code} không áp dụng cho loại đối tượng này.`,
  en: `${code} is not for registrants of this kind.`,
});
const otherUnit = (field: string, { name, citation }: Award): RegistrationFault => ({
  field,
  vi: `${name.vi} không áp dụng cho loại đơn vị này (${citation.vi}); đề nghị bỏ chọn.`,
  en: `${name.en} is not for units of this kind (${citation.en}); please leave it out.`,
});
const again = (field: string): RegistrationFault => ({
  field,
  vi: 'Mã này đã có ở trên; đề nghị bỏ bớt hoặc dùng mã khác.',
  en: 'This code stands above already; please leave it out or use another one.',
});

const twice = (codes: readonly string[]): number[] =>
  codes.flatMap((code, i) => (codes.indexOf(code) === i ? [] : [i]));

/** A unit or room as its registration saw it, and as it is now. */
export interface Standing {
  readonly validTo?: Day;
  readonly successor?: string;
}

/** Whether a room has ended since it registered: its results are entered by the one that took it over. */
export const hasEnded = ({ validTo }: Standing, today: Day): boolean => validTo !== undefined && validTo < today;
