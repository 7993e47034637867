import { initiativeStatuses } from '../../../../domain/initiative/initiative';
import type { SubmittedInitiativeRecord } from '../../../../platform/store';
import { say } from '../../../../templates/words';
import type { Cell, Said } from '../../../../templates/pages';
import type { FieldProblem } from '../../../schemas/parse';
import { fieldsOf } from '../office/fields';

/** Words, fields and cells of the pages of initiatives. */

export const words = (key: string, values?: Readonly<Record<string, unknown>>): Said => ({
  key: `initiativePages.${key}`,
  ...(values ? { values } : {}),
});
export const make = fieldsOf(words);
export const head = (key: string): string => `initiativePages.head.${key}`;

export const initiativeHref = (id: string): string => `/app/initiatives/${encodeURIComponent(id)}`;
export const initiativesHref = '/app/initiatives';

export const statuses = initiativeStatuses;
const tones = { submitted: 'due', recognised: 'awarded', refused: 'stop', withdrawn: 'plain' } as const;
export const statusCell = ({ status }: Pick<SubmittedInitiativeRecord, 'status'>): Cell => ({
  text: words(`status.${status}`),
  tone: tones[status],
});

/** A fault of a field in the words of these pages. */
export const faultAt = (field: string, key: string): FieldProblem => ({
  field,
  vi: say('vi', `initiativePages.wrong.${key}`),
  en: say('en', `initiativePages.wrong.${key}`),
});

/** `33.34` as it is written in either language. */
export const shareText = (lang: 'vi' | 'en', share: string): string =>
  `${lang === 'vi' ? share.replace('.', ',') : share} %`;
