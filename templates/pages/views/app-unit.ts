import type { PageData } from '../data';

/** What the pages of a unit show beside their data. */

export const submitView = (data: PageData['app/unit/submit']) => ({
  doneKey: data.done && `unit.done.${data.done.kind}`,
});

export const newView = (data: PageData['app/unit/new']) => ({
  extraKey: { person: 'unit.field.post', household: 'unit.field.residence' }[data.kind] ?? '',
});

export const draftView = (data: PageData['app/unit/draft']) => ({
  person: data.kind === 'person',
  household: data.kind === 'household',
  // somebody who has died; nobody else can be awarded so
  mayBePosthumous: data.kind === 'person' || data.posthumous,
});

export const draftClosedView = (data: PageData['app/unit/draft-closed']) => ({
  texts: data.texts.map((text) => ({ ...text, ofNominee: text.name === 'name' })),
});

export const ticksView = (data: PageData['app/unit/ticks']) => ({ yearText: String(data.year) });
