import { z } from 'zod';
import type { TemplateAdoptionRecord, TemplateVersionRecord } from '../../../platform/store';
import { officeTemplates, type PaperKind } from '../../../templates/documents';
import type { Fields } from '../../../templates/documents/office';
import { unusedIn, type TemplateView } from '../../commands/office/templates';
import { defined } from '../../commands/shared';

/** How templates of papers are answered. */

const text = z.object({ vi: z.string(), en: z.string() });

const placeholder = z
  .object({
    name: z.string().meta({ description: 'As it is written in the file, between { and }' }),
    path: z.string().meta({ description: 'With the lists in which it stands: awards.groups.lines.name' }),
    meaning: text,
    example: z.union([z.string(), z.boolean()]).optional(),
    list: z.boolean().meta({ description: 'Opened by {#name}, closed by {/name}; its items stand between' }),
    optional: z.boolean().meta({ description: 'What it says may be missing from a paper' }),
  })
  .meta({ id: 'Placeholder' });

function placeholdersOf(fields: Fields, under = '', lenient = false): z.input<typeof placeholder>[] {
  return Object.entries(fields).flatMap(([name, { vi, en, example, optional, items }]) => [
    {
      name,
      path: under + name,
      meaning: { vi, en },
      ...defined({ example }),
      list: items !== undefined,
      optional: lenient || optional === true,
    },
    ...(items ? placeholdersOf(items, `${under}${name}.`, lenient) : []),
  ]);
}

export const templateVersion = z
  .object({
    version: z.number(),
    name: z.string(),
    sha256: z.string(),
    bytes: z.number(),
    at: z.string(),
    by: z.string(),
    unused: z.array(z.string()).meta({ description: 'Placeholders of this kind that the file does not use' }),
  })
  .meta({ id: 'TemplateVersion' });

export const templateVersionAnswer = (record: TemplateVersionRecord): z.input<typeof templateVersion> => {
  const { version, name, sha256, bytes, at, by, kind, used } = record;
  return { version, name, sha256, bytes, at, by, unused: unusedIn(kind as PaperKind, used) };
};

export const adoption = z
  .object({ no: z.number(), version: z.number(), from: z.string(), reason: z.string(), at: z.string(), by: z.string() })
  .meta({ id: 'TemplateAdoption' });

export const adoptionAnswer = ({
  no,
  version,
  from,
  reason,
  at,
  by,
}: TemplateAdoptionRecord): z.input<typeof adoption> => ({ no, version, from, reason, at, by });

export const template = z
  .object({
    kind: z.string(),
    name: text,
    unit: z.string().optional().meta({ description: 'The agency; absent: the province' }),
    current: z.number().meta({ description: 'Version in force today; 0: the one that comes with the service' }),
    placeholders: z.array(placeholder),
    versions: z.array(templateVersion),
    adoptions: z.array(adoption).meta({
      description: 'What holds on a day is what was adopted last for the latest day that has begun',
    }),
  })
  .meta({ id: 'Template' });

export function templateAnswer({ kind, unit, current, versions, adoptions }: TemplateView): z.input<typeof template> {
  const { name, placeholders, lenient } = officeTemplates[kind];
  return {
    kind,
    name: { ...name },
    ...defined({ unit }),
    current,
    placeholders: placeholdersOf(placeholders, '', lenient === true),
    versions: versions.map(templateVersionAnswer),
    adoptions: adoptions.map(adoptionAnswer),
  };
}
