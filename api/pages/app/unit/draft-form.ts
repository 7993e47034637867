import { z } from 'zod';
import { reports } from '../../../../domain/pack';
import type { Problem } from '../../../../domain/errors';
import type { Dossier, InitiativeRecord, Language, NominationRecord, Nominee } from '../../../../platform/store';
import type { FieldShown, PlaceShown } from '../../../../templates/pages';
import { say } from '../../../../templates/words';
import { furtherPapers, placesOf } from '../../../commands/unit/places';
import type { ApiContext } from '../../../context';
import { dossier as dossierSchema } from '../../../schemas/content';
import { parse } from '../../../schemas/parse';
import { dayIn, wordsIn, type Fields } from '../../forms';
import { fieldsOf } from '../../problem';

/** What a person types into the form of a draft, by name of the field. */
export type Typed = ReadonlyMap<string, string>;

/** Fields of words. What is too long is refused by the schema, at its field: nothing is cut. */
type Name = 'name' | 'address' | 'post' | 'unitName' | 'residence' | 'from' | 'to' | 'merit' | 'basis';

/** Which of them a kind of nominee has. */
const ofKind: Readonly<Record<Nominee['kind'], readonly Name[]>> = {
  person: ['name', 'address', 'post', 'unitName', 'from', 'to', 'merit', 'basis'],
  collective: ['name', 'from', 'to', 'merit', 'basis'],
  household: ['name', 'residence', 'from', 'to', 'merit', 'basis'],
};
/** Where the schema of a dossier has them. */
const paths: Readonly<Record<string, Name>> = {
  'nominee.name': 'name',
  'nominee.address': 'address',
  'nominee.post': 'post',
  'nominee.unitName': 'unitName',
  'nominee.residence': 'residence',
  'achievementPeriod.from': 'from',
  'achievementPeriod.to': 'to',
  merit: 'merit',
  basis: 'basis',
};

/** What the form shows of a dossier as it is stored. */
export function storedFields({ nominee, achievementPeriod, merit, basis = '' }: Dossier): Typed {
  const all: Partial<Record<Name, string>> = { ...nominee, ...achievementPeriod, merit, basis };
  return new Map(ofKind[nominee.kind].map((name) => [name, all[name] ?? '']));
}

/** What was typed; fields that the kind of nominee does not have are left out. */
export const typedFields = (fields: Fields, kind: Nominee['kind']): Typed =>
  new Map(
    ofKind[kind].map((name) => {
      const typed = wordsIn(fields, name);
      return [name, name === 'from' || name === 'to' ? dayIn(typed) : typed];
    }),
  );

const changed = z.object(
  Object.fromEntries(
    (
      ['nominee', 'achievementPeriod', 'merit', 'basis', 'flags', 'initiatives', 'secretContent', 'posthumous'] as const
    ).map((name) => [name, dossierSchema.shape[name]]),
  ),
);

/**
 * The changes of a dossier that a posted form asks for. A basis that was emptied is emptied.
 * @throws Problem VALIDATION with the fields by their names in the schema
 */
export function changesIn(
  fields: Fields,
  { dossier }: NominationRecord,
  initiatives: readonly InitiativeRecord[],
): Partial<Dossier> {
  const { nominee } = dossier;
  const typed = typedFields(fields, nominee.kind);
  const value = (name: Name): string => typed.get(name) ?? '';
  const on = (name: string): boolean => fields.get(name) === 'yes';
  const codes = [...fields.keys()].flatMap((name) => /^flag\.(.+)$/.exec(name)?.[1] ?? []);
  const known = new Set(initiatives.map(({ code }) => code));
  // initiatives that the list does not offer, those of others, stay as they are
  const used = [
    ...(dossier.initiatives ?? []).filter((code) => !known.has(code)),
    ...[...known].filter((code) => on(`initiative.${code}`)),
  ];
  const said = parse(changed, {
    nominee: nomineeOf(nominee, value),
    achievementPeriod: { from: value('from'), to: value('to') },
    merit: value('merit'),
    ...(value('basis') === '' ? {} : { basis: value('basis') }),
    flags: codes.filter((code) => on(`flag.${code}`)),
    ...(used.length === 0 ? {} : { initiatives: used }),
    secretContent: on('secret'),
    posthumous: on('posthumous'),
  }) as Partial<Dossier>;
  return { initiatives: [], ...said, basis: value('basis') };
}

function nomineeOf(nominee: Nominee, value: (name: Name) => string): object {
  const { name: _name, ...kept } = nominee;
  switch (nominee.kind) {
    case 'person':
      return {
        ...kept,
        name: value('name'),
        address: value('address'),
        post: value('post'),
        unitName: value('unitName'),
      };
    case 'collective':
      return { ...kept, name: value('name') };
    case 'household':
      return { ...kept, name: value('name'), residence: value('residence') };
  }
}

/** What was refused, by field of the form; what is about no field of it stands at `form`. */
export function errorsOf(problem: Problem, lang: Language): ReadonlyMap<string, string> {
  const errors = new Map<string, string>();
  for (const said of fieldsOf(problem)) {
    const name = paths[said.field] ?? (said.field.startsWith('file.') ? said.field : 'form');
    errors.set(name, [errors.get(name), said[lang]].filter((text) => text !== undefined).join(' '));
  }
  return errors;
}

/** Fields as the page shows them: what was typed, and beside it what somebody else has saved meanwhile. */
export function fieldsShown(
  typed: Typed,
  errors: ReadonlyMap<string, string>,
  { stored, lang }: { readonly stored?: Typed | undefined; readonly lang: Language },
): Readonly<Record<string, FieldShown>> {
  return Object.fromEntries(
    [...typed].map(([name, value]) => {
      const error = errors.get(name);
      const before = stored?.get(name);
      const differs = before !== undefined && before !== value;
      return [
        name,
        {
          name,
          value,
          ...(error === undefined ? {} : { error }),
          ...(differs ? { before: before || say(lang, 'records.now.empty') } : {}),
        },
      ];
    }),
  );
}

/** The places of its papers, with what lies there. */
export async function placesShown(
  context: ApiContext,
  { _id, dossier }: NominationRecord,
  lang: Language,
  errors: ReadonlyMap<string, string>,
): Promise<readonly PlaceShown[]> {
  return Promise.all(
    placesOf(context, dossier).map(async ({ required, paper }): Promise<PlaceShown> => {
      const { kind, name, certified = false } = required;
      const error = errors.get(`file.${kind}`);
      const file = paper?.attachment === undefined ? undefined : await context.store.files.about(paper.attachment);
      return {
        kind,
        name: name[lang],
        certified,
        certifiable: reports.has(kind),
        saidCertified: paper?.certified === true,
        ...(file ? { file: { id: file.id, name: file.name, href: fileHref(_id, file.id) } } : {}),
        ...(error === undefined ? {} : { error }),
      };
    }),
  );
}

export const furtherShown = (context: ApiContext, { _id, dossier }: NominationRecord) =>
  furtherPapers(context, dossier).flatMap(({ title, attachment }) =>
    attachment === undefined ? [] : [{ name: title, id: attachment, href: fileHref(_id, attachment) }],
  );

const fileHref = (id: string, file: string): string => `/app/submit/drafts/${id}/files/${file}`;
