import type { Text } from '../award';
import type { Finding } from '../rules/rule';
import { stands } from '../rules/rule';
import { dayText, figureText } from '../text';
import type { Day } from '../time';
import type { Period, ResultEntry, Target } from './target';
import { figureFor, standingOf, type RegistrationStanding } from './target';

/**
 * What the final review of a campaign comes to: who may be proposed for what, and why. It proposes and decides nothing: drafts are the
 * unit's to confirm.
 */

/**
 * `recommended`: registered for, its targets reached, and no rule against it. `open`: somebody has to look, because a target was missed or
 * has no figure, a rule warns, or it was not registered for. `against`: a rule does not let it pass.
 */
export const recommendations = ['recommended', 'open', 'against'] as const;
export type Recommendation = (typeof recommendations)[number];

/** What is known of a registrant and one award. */
export interface Grounds {
  /** The day on which the head signed, when the award was registered for. */
  readonly registeredOn?: Day;
  /** The targets of its registration, by the figures of the year; absent without a registration. */
  readonly standing?: RegistrationStanding;
  /** Findings of the rules, without what is still to be attached. */
  readonly findings: readonly Finding[];
}

/** Rules of what a title or award itself asks for: grades, years in a row, initiatives, shares of members (R02 to R12). */
const isOfAward = ({ rule }: Finding): boolean => /^R(0[2-9]|1[0-2])$/.test(rule);
const REGISTRATION = 'R23';

/**
 * Whether to propose; undefined where nothing speaks for it: not registered for, and no rule of the award that it meets.
 */
export function recommend({ registeredOn, standing, findings }: Grounds): Recommendation | undefined {
  const against = findings.filter(stands);
  const blocking = against.filter(({ kind }) => kind === 'BLOCK' || kind === 'HOLD');
  if (registeredOn === undefined) {
    const meets = findings.some((found) => isOfAward(found) && found.kind === 'BLOCK' && found.outcome === 'pass');
    return meets && blocking.length === 0 ? 'open' : undefined;
  }
  // what cannot be told yet is to be looked at
  if (blocking.some(({ outcome }) => outcome === 'fail')) return 'against';
  const unreached = standing !== undefined && standing.missed + standing.open > 0;
  return unreached || against.length > 0 ? 'open' : 'recommended';
}

/** Why, in sentences: registration, results, and what the rules of the award have found. What stands against it comes with its citation. */
export function reasonsFor({ registeredOn, standing, findings }: Grounds): readonly Text[] {
  const met = findings.filter((found) => isOfAward(found) && found.outcome === 'pass').map(({ say }) => say);
  // that it was not registered is said already
  const against = findings.filter((one) => stands(one) && (registeredOn !== undefined || one.rule !== REGISTRATION));
  return [
    registeredOn === undefined ? notRegistered : registered(registeredOn),
    ...(standing === undefined ? [] : [results(standing)]),
    ...met,
    ...against.map(({ say }) => say),
  ];
}

const registered = (on: Day): Text => ({
  vi: `Đã đăng ký; thủ trưởng ký xác nhận ngày ${dayText(on).vi}.`,
  en: `Registered for it; the head signed on ${dayText(on).en}.`,
});
/** Why somebody or something that has registered is not proposed here any more. */
export const gone: Text = {
  vi: 'Không còn thuộc đơn vị; đơn vị hiện nay hoặc đơn vị kế thừa đề nghị.',
  en: 'No longer of this unit; the present unit or the successor proposes.',
};
/** Why somebody is not proposed by a second unit. Which one it is stays with that unit. */
export const proposedElsewhere: Text = {
  vi: 'Đơn vị khác đã lập hồ sơ trong đợt xét này; chỉ lập được khi đơn vị đó bỏ hoặc rút hồ sơ. Đề nghị liên hệ Cơ quan thường trực.',
  en: 'Another unit has proposed this in the round; it can be proposed here once that unit discards or withdraws it. Please ask the office.',
};
const notRegistered: Text = {
  vi: 'Không đăng ký danh hiệu, hình thức này.',
  en: 'Not registered for this award.',
};

function results({ met, missed, open }: RegistrationStanding): Text {
  const all = met + missed + open;
  if (all === 0) return { vi: 'Không đăng ký chỉ tiêu.', en: 'No targets were registered.' };
  const said: Text[] = [{ vi: `Đạt ${met}/${all} chỉ tiêu`, en: `${met} of ${all} targets met` }];
  if (missed > 0) said.push({ vi: `${missed} không đạt`, en: `${missed} missed` });
  if (open > 0) said.push({ vi: `${open} chưa có số liệu`, en: `${open} without a figure` });
  return { vi: `${said.map(({ vi }) => vi).join('; ')}.`, en: `${said.map(({ en }) => en).join('; ')}.` };
}

/** Results against targets as the first words of a dossier; papers are Vietnamese. Empty without a figure. */
export function meritOf(targets: readonly Target[], entries: readonly ResultEntry[], period: Period): string {
  const lines = targets.flatMap((target) => {
    const found = figureFor(entries, target.code, period)?.holds;
    if (!found) return [];
    const { share } = standingOf(target, found.value);
    const of = share === undefined ? '' : `, ${ofTarget(figureText(share)).vi}`;
    return [`${target.name}: ${figureText(found.value).vi} ${target.unit}${of}`];
  });
  return lines.length === 0 ? '' : `${lines.join('; ')}.`;
}

const ofTarget = (share: Text): Text => ({
  vi: `bằng ${share.vi} % chỉ tiêu đăng ký`,
  en: `${share.en} % of the registered target`,
});
