import type { NomineeFacts } from '../../domain/case/printed';

/** A nominee as records have it. */
export type PrintedNominee = NomineeFacts;

/** How a list names a nominee: "Ông Nguyễn Văn Mẫu", and beside it post and unit, residence, or the unit that a collective belongs to. */
export function nomineeInList(
  nominee: PrintedNominee,
  unitName = '',
): { readonly name: string; readonly detail: string } {
  switch (nominee.kind) {
    case 'person':
      return {
        name: sentenceCase(`${nominee.address} ${nominee.name}`),
        detail: `${nominee.post}, ${nominee.unitName}`,
      };
    case 'household':
      return { name: nominee.name, detail: nominee.residence };
    case 'collective':
      // "Văn phòng Sở Tài chính" says itself where it belongs
      return { name: nominee.name, detail: nominee.name.endsWith(unitName) ? '' : unitName };
  }
}

export const sentenceCase = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** The same, without a detail that there is not. */
export function named(nominee: PrintedNominee, unitName?: string): { readonly name: string; readonly detail?: string } {
  const { name, detail } = nomineeInList(nominee, unitName);
  return detail === '' ? { name } : { name, detail };
}
