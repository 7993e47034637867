import type { CouncilRule } from '../../../../../domain/rule';
import type { Language, SessionRecord } from '../../../../../platform/store';
import { shareText } from '../../../../../templates/format';
import type { Said } from '../../../../../templates/pages';
import { say } from '../../../../../templates/words';
import { fieldsOf } from '../fields';

/** Words of the pages of a session. */
export const sit = (key: string, values?: Readonly<Record<string, unknown>>): Said => ({
  key: `sittings.${key}`,
  ...(values ? { values } : {}),
});

export const sittingFields = fieldsOf(sit);

/** The button that opens a session: one in writing is not a meeting. */
export const buttonOf = (act: string, { kind }: Pick<SessionRecord, 'kind'>): Said =>
  sit(`act.${act === 'open' && kind === 'written' ? 'open_written' : act}`);

/** What a line needs to pass, in a few words. */
export const needsOf = (lang: Language, { threshold, base }: Pick<CouncilRule, 'threshold' | 'base'>): Said =>
  sit(`needs.${base}`, { share: shareText(lang, threshold) });

/** How a paper is called in the records, which are in Vietnamese, unless somebody writes another title. */
export const titleOf = (paper: string): string => say('vi', `sittings.paperTitle.${paper}`);
