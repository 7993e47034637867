import { isDay } from '../../../domain/time';
import type { Lang } from '../../format';
import { dayText } from '../../format';
import { holderLabel, say, stageLabel, statusLabel } from '../../words';
import type { CorrectionItem, PageData, StatusLine } from '../data';

/** What the unit's pages show beside their data. */

/** Colours of the states; every colour goes with its words. Gold only for what has been awarded. */
const tones: Partial<Record<StatusLine['status'], 'awarded' | 'due' | 'stop'>> = {
  issued: 'awarded',
  received: 'awarded',
  returned: 'due',
  supplement: 'due',
  onHold: 'stop',
  declined: 'stop',
  lapsed: 'stop',
  revoked: 'stop',
};

export const statusView = (data: PageData['status'], lang: Lang) => ({
  toCorrect: data.lines.filter((line) => line.correction !== undefined),
  rows: data.lines.map((line) => ({
    ...line,
    ended: line.next.length === 0 && line.withdraw === undefined,
    tone: tones[line.status] ?? '',
    label: statusLabel(lang, 'unit', line.status, line),
    holderText: line.holderName ?? holderLabel(lang, line.holder),
    nextText: line.next.map((stage) => stageLabel(lang, 'unit', stage)).join(', '),
  })),
});

const itemView = (item: CorrectionItem, lang: Lang) => ({
  ...item,
  value: item.value ?? item.old,
  oldText: item.kind === 'date' && isDay(item.old) ? dayText(lang, item.old) : item.old || '–',
  long: item.kind === 'long',
  file: item.kind === 'file',
});

/** The field that something is wrong with: `by` of `by` and of `byLong`. */
const fieldOf = (name: string): string => name.replace(/Long$/, '');

/** `{ by: true }` for `['by']` and for `['byLong']`. */
const flags = (names: readonly string[] = []): Record<string, boolean> =>
  Object.fromEntries(names.map((name) => [fieldOf(name), true]));

/** What is said of the fields of a form, each with the way to it. */
const faults = (lang: Lang, form: string, names: readonly string[] = []) =>
  names.map((name) => ({ to: `f-${fieldOf(name)}`, text: say(lang, `${form}.missing.${name}`) }));

export const correctionView = (data: PageData['correction'], lang: Lang) => ({
  titleKey: 'correction.title',
  items: data.items.map((item) => itemView(item, lang)),
  files: data.items.some((item) => item.kind === 'file'),
  lacks: flags(data.missing),
  byFault: data.missing?.includes('byLong') === true ? 'correction.missing.byLong' : 'correction.missing.by',
  errors: [
    ...data.items.flatMap(({ field, label, error }) =>
      error === undefined ? [] : [{ to: `f-${field}`, text: `${label}: ${error}` }],
    ),
    ...faults(lang, 'correction', data.missing),
  ],
});

export const correctedView = (data: PageData['correction-done'], lang: Lang) => ({
  changed: data.changed.map(({ certified, ...item }) => ({
    ...item,
    certifiedText:
      certified === undefined ? '' : say(lang, certified ? 'correction.certified' : 'correction.notCertified'),
  })),
});

export const withdrawalView = (data: PageData['withdrawal'], lang: Lang) => ({
  titleKey: 'withdrawal.title',
  direct: data.mode === 'direct',
  lacks: flags(data.missing),
  errors: faults(lang, 'withdrawal', data.missing),
});

export const wordingView = (data: PageData['wording'], lang: Lang) => ({
  items: data.items.map((item) => ({
    ...item,
    right: item.answer === 'right',
    wrong: item.answer === 'wrong',
  })),
  lacks: flags(data.missing?.filter((name) => name !== 'none')),
  errors: [
    ...data.items.flatMap(({ no, missing }) =>
      missing === undefined ? [] : [{ to: `f-said-${no}`, text: say(lang, `wording.missing.${missing}`, { no }) }],
    ),
    ...(data.missing ?? []).map((name) => ({
      to: name === 'none' ? 'items' : 'f-by',
      text: say(lang, `wording.missing.${name}`),
    })),
  ],
  refusedKey: data.refused && `wording.${data.refused}`,
});

export const wordedView = (data: PageData['wording-done']) => ({
  right: data.items.filter((item) => item.said === undefined),
  wrong: data.items.filter((item) => item.said !== undefined),
});

export const withdrawnView = (data: PageData['withdrawal-done']) => ({
  direct: data.mode === 'direct',
  doneTitleKey: data.mode === 'direct' ? 'withdrawal.doneTitle' : 'withdrawal.requestedTitle',
});
