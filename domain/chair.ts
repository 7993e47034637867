import type { Text } from './award';

/** Who leads a council, by the role that its founding decision gives: “Chủ tịch Hội đồng”, never a deputy. */
export const chairOf = <M extends { readonly role: string }>(members: readonly M[]): M | undefined =>
  members.find((m) => /^Chủ tịch/.test(m.role));

/** To whom a letter to a unit goes when nobody is named as its head. */
export const leadersOf = (unit: string): Text => ({ vi: `Lãnh đạo ${unit}`, en: `The head of ${unit}` });
