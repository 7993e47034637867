import type { Text } from './award';
import { scopes, type Role } from './roles';
import type { Day } from './time';
import { withoutHidden } from './words';

/** What somebody may sign in as: a role, of the province or of one unit, for good or until the end of a day. */
export interface Grant {
  readonly role: Role;
  readonly unit?: string;
  /** The last day; whoever looks at everything does so for a time only. */
  readonly until?: Day;
}

/** How a code by mail is guarded. */
export const signInRule = {
  /** How long a code can be used. */
  minutes: 10,
  /** How often it may be typed. */
  tries: 5,
  /** Codes for one address on one day: whoever guesses all the time is right once in some 18 years. */
  perDay: 30,
} as const;

/** A grant by its role and unit: `office`, `unit@U01`. */
export const grantId = ({ role, unit }: Pick<Grant, 'role' | 'unit'>): string =>
  unit === undefined ? role : `${role}@${unit}`;

/** What an account may be used as on a day; nothing once it was ended. */
export const liveGrants = (
  { status, grants }: { readonly status: 'active' | 'ended'; readonly grants: readonly Grant[] },
  day: Day,
): readonly Grant[] => (status === 'ended' ? [] : grants.filter(({ until }) => until === undefined || day <= until));

/** The address as it is kept and looked for: people write it in capitals, and pasting adds spaces. */
export const mailOf = (typed: string): string =>
  withoutHidden(typed).normalize('NFKC').replace(/\s/g, '').toLowerCase();

/** What is wrong with what somebody shall be allowed, by field. Whether the units exist is for the records to say. */
export function wrongGrants(grants: readonly Grant[]): readonly (Text & { readonly field: string })[] {
  if (grants.length === 0) return [{ field: 'grants', ...none }];
  return grants.flatMap((grant, i) => {
    const { role, unit, until } = grant;
    const scope = scopes[role];
    return [
      ...(scope === 'always' && unit === undefined ? [{ field: `grants.${i}.unit`, ...needsUnit }] : []),
      ...(scope === 'never' && unit !== undefined ? [{ field: `grants.${i}.unit`, ...hasNoUnit }] : []),
      ...(role === 'inspector' && until === undefined ? [{ field: `grants.${i}.until`, ...needsEnd }] : []),
      ...(grants.findIndex((other) => grantId(other) === grantId(grant)) < i
        ? [{ field: `grants.${i}.role`, ...twice }]
        : []),
    ];
  });
}

const none: Text = { vi: 'Cần ít nhất một vai trò.', en: 'At least one role is needed.' };
const needsUnit: Text = { vi: 'Vai trò này cần có đơn vị.', en: 'This role needs a unit.' };
const hasNoUnit: Text = {
  vi: 'Vai trò này là của toàn tỉnh; đề nghị bỏ trống đơn vị.',
  en: 'This role is of the whole province; please leave the unit empty.',
};
const needsEnd: Text = {
  vi: 'Vai trò kiểm tra cần có ngày kết thúc.',
  en: 'An inspector needs a last day.',
};
const twice: Text = { vi: 'Vai trò này đã có ở trên.', en: 'This role stands above already.' };
