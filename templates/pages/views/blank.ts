import type { Lang } from '../../format';
import { say } from '../../words';
import type { PageData } from '../data';

/** Names of facts and of what can be set, in the words of the page. */
export const blankView = (data: PageData['blank'], lang: Lang) => ({
  ...(data.done === undefined ? {} : { doneKey: `blank.${data.done}` }),
  live: data.sheet !== undefined,
  facts: (data.sheet?.facts ?? []).map(({ no, fact, entries }) => ({
    no,
    label: say(lang, `blank.fact.${fact}`),
    entries: entries.map((entry) => ({ ...entry, label: say(lang, `blank.entry.${entry.kind}`) })),
  })),
});
