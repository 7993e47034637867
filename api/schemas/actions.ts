import { z } from 'zod';
import type { OuterAction } from '../../domain/roles';
import { actionForms, type ActionForm } from '../commands/nominations/action-forms';
import type { NoteContent } from '../commands/nominations/act';
import { contact, dossier, items, numberedPaper, paper } from './content';
import { code, day, distinct, id, line, prose, version } from './fields';

/** The fields of each action besides its texts and papers. */
const own = {
  receive: { number: line(50), arrivedOn: day, paperOriginalOn: day.optional() },
  recordPaperOriginal: { on: day },
  return: { due: day.optional().meta({ description: 'By the route when absent' }) },
  extendCorrection: { due: day },
  ask: { body: code, askedOn: day },
  answer: { body: code, opinion: z.enum(['agrees', 'objects']) },
  proceedWithoutAnswer: { body: code },
  overruleObjection: { body: code },
  post: { firstDay: day },
  recordOpinion: { opinion: code.optional(), nature: z.enum(['support', 'objection']) },
  resolveOpinion: { opinion: code },
  askWording: { due: day },
  requestSupplement: { due: day },
  recordFetched: { on: day },
  recordHandover: { on: day },
} as const satisfies Partial<Record<OuterAction, z.ZodRawShape>>;

/** The parts of a note as they are written. */
const notePart = (form: ActionForm): Record<keyof NoteContent, z.ZodType> => ({
  reason: prose(5_000),
  citation: line(500).meta({ description: 'The legal ground' }),
  items,
  paper: form.numbered ? numberedPaper : paper,
  places: distinct(line(300), 20, 1).meta({ description: 'Where the list was published' }),
  contact,
});

function shapeOf(action: OuterAction): z.ZodRawShape {
  const form = actionForms[action];
  const parts = notePart(form);
  return {
    ...(own as Partial<Record<OuterAction, z.ZodRawShape>>)[action],
    ...Object.fromEntries(form.needs.map((field) => [field, parts[field]])),
    ...Object.fromEntries((form.may ?? []).map((field) => [field, parts[field].optional()])),
    ...(form.dossier === 'needed' ? { dossier } : form.dossier === 'may' ? { dossier: dossier.optional() } : {}),
  };
}

/** `expects` may also come as the header If-Match. */
const onOne = { expects: version.optional() };
const onMany = {
  lines: z
    .array(z.strictObject({ id, expects: version }))
    .min(1)
    .max(500)
    .refine((lines) => new Set(lines.map((l) => l.id)).size === lines.length, 'twice'),
};

/** A body whose fields depend on the action; the command takes them apart. */
type Body = z.ZodType<Record<string, unknown>>;

/** The body of an action of its own on one nomination, such as `hold`. */
export const bodyOf = (action: OuterAction): Body => z.strictObject({ ...onOne, ...shapeOf(action) });

/** The body of a group of actions on one nomination, such as `review` with `action: accept | return | decline`. */
export const bodyOfAny = (actions: readonly OuterAction[]): Body => union(actions, onOne);

const all = Object.keys(actionForms) as OuterAction[];
const ofOneLine = new Set(all.filter((action) => actionForms[action].dossier !== undefined));

/** The body of an action on a list of nominations of one docket. */
export const listBody: Body = union(
  all.filter((action) => !ofOneLine.has(action)),
  onMany,
);

function union(actions: readonly OuterAction[], more: z.ZodRawShape): Body {
  const options = actions.map((action) => z.strictObject({ action: z.literal(action), ...more, ...shapeOf(action) }));
  return z.discriminatedUnion('action', options as [(typeof options)[number], ...typeof options]);
}
