import { Problem } from '../../../domain/errors';
import type { Day } from '../../../domain/time';
import { dayOf } from '../../../domain/time';
import { updateId } from '../../../platform/temporal/ask';
import type { Inserted, TemplateAdoptionRecord, TemplateVersionRecord } from '../../../platform/store';
import { exampleOf, type Fields } from '../../../templates/documents/office';
import { officeTemplates, paperKinds, type PaperKind } from '../../../templates/documents';
import { templateName } from '../../../templates/documents/file-names';
import type { ApiContext, Caller } from '../../context';
import { invalid } from '../../schemas/parse';
import { nameOf } from '../papers';
import { defined, mustBeOfLevel, mustBeWithin, mustHave } from '../shared';
import { faultsFound } from './template-faults';

/** A kind of paper, and the agency whose template is meant; absent: the caller's own, or the province's. */
export interface TemplateOf {
  readonly caller: Caller;
  readonly kind: PaperKind;
  readonly unit?: string;
}

/** A kind with what an agency has made of its template. */
export interface TemplateView {
  readonly kind: PaperKind;
  readonly unit?: string;
  /** Number of the version in force today; 0: what comes with the service. */
  readonly current: number;
  readonly versions: readonly TemplateVersionRecord[];
  readonly adoptions: readonly TemplateAdoptionRecord[];
}

/** All kinds of papers. @throws Problem FORBIDDEN, NOT_FOUND for a unit outside the caller's */
export async function listTemplates(
  context: ApiContext,
  { caller, unit }: Omit<TemplateOf, 'kind'>,
): Promise<readonly TemplateView[]> {
  return Promise.all(paperKinds.map((kind) => viewTemplate(context, { caller, kind, ...defined({ unit }) })));
}

/** @throws Problem FORBIDDEN, NOT_FOUND for a unit outside the caller's */
export async function viewTemplate(context: ApiContext, asked: TemplateOf): Promise<TemplateView> {
  const unit = await agencyMeant(context, asked);
  const { kind } = asked;
  const { templates } = context.store;
  const [current, versions, adoptions] = await Promise.all([
    context.office.versionOf(kind, { ...defined({ unit }), version: { inForceOn: dayOf(context.clock.now()) } }),
    templates.versions(kind, unit),
    templates.adoptions(kind, unit),
  ]);
  return { kind, ...defined({ unit }), current, versions, adoptions };
}

/** A template as a file to go on with: the one in force today, or a version of it. @throws Problem FORBIDDEN, NOT_FOUND */
export async function templateFile(
  context: ApiContext,
  { version, ...asked }: TemplateOf & { readonly version?: number },
): Promise<{ readonly name: string; readonly bytes: Buffer }> {
  const unit = await agencyMeant(context, asked);
  const { kind } = asked;
  const owner = { ...defined({ unit }), version: version ?? { inForceOn: dayOf(context.clock.now()) } };
  const [no, bytes] = await Promise.all([context.office.versionOf(kind, owner), context.office.bytes(kind, owner)]);
  return { name: templateName(officeTemplates[kind].name.vi, no), bytes };
}

/**
 * Takes a file as the next version of a template, after it was looked at and filled in once. It is not used before it is adopted.
 * The same file again is the same version.
 * @throws Problem FORBIDDEN, NOT_FOUND, VALIDATION with a sentence for each thing that is wrong with it, STORE_BUSY
 */
export async function uploadTemplate(
  context: ApiContext,
  { name, bytes, ...asked }: TemplateOf & { readonly name: string; readonly bytes: Buffer },
): Promise<Inserted<TemplateVersionRecord>> {
  const { caller, kind } = asked;
  const unit = await agencyToWrite(context, asked);
  const { placeholders } = officeTemplates[kind];
  const { faults, used } = await context.office.examine(kind, bytes, exampleOf(placeholders));
  if (faults.length > 0) throw invalid(...faultsFound(faults));
  const at = context.clock.now();
  const { store } = context;
  const called = nameOf(name, 'docx');
  const file = await store.files.put(called, bytes, { template: kind, ...(unit === undefined ? {} : { unit }) }, at);
  const of = { kind, ...defined({ unit }), name: called, file: file.id, sha256: file.sha256, bytes: bytes.length };
  return store.templates.add(
    { ...of, used, at, by: caller.actor },
    { at, actor: caller.actor, type: 'templateUploaded' },
  );
}

/**
 * Has an agency use a version from a day on; 0 goes back to what comes with the service. What holds on a day is what was adopted
 * last for the latest day that has begun. Twice is once.
 * @throws Problem FORBIDDEN, NOT_FOUND, KEY_REUSED
 */
export async function adoptTemplate(
  context: ApiContext,
  {
    version,
    from,
    reason,
    submission,
    ...asked
  }: TemplateOf & {
    readonly version: number;
    readonly from: Day;
    readonly reason: string;
    readonly submission: string;
  },
): Promise<Inserted<TemplateAdoptionRecord>> {
  const { caller, kind } = asked;
  const unit = await agencyToWrite(context, asked);
  if (version > 0) await context.store.templates.need(kind, unit, version);
  const at = context.clock.now();
  return context.store.templates.adopt(
    { kind, ...defined({ unit }) },
    { _id: updateId(caller.actor, submission), version, from, reason, at, by: caller.actor },
    { at, actor: caller.actor, type: 'templateAdopted' },
  );
}

/** Placeholders that a version does not use, as paths; those of the file's own properties are left out. */
export function unusedIn(kind: PaperKind, used: readonly string[]): string[] {
  const all = (fields: Fields, under: string): string[] =>
    Object.entries(fields).flatMap(([name, { items }]) => [
      under + name,
      ...(items ? all(items, `${under}${name}.`) : []),
    ]);
  return all(officeTemplates[kind].placeholders, '').filter((path) => path !== 'title' && !used.includes(path));
}

/** @throws Problem FORBIDDEN, NOT_FOUND */
async function agencyMeant(
  context: ApiContext,
  { caller, unit = caller.unit }: Omit<TemplateOf, 'kind'>,
): Promise<string | undefined> {
  mustHave(caller, 'readTemplates');
  if (unit === undefined) return undefined;
  await mustBeWithin(context, caller, unit);
  if (!(await context.store.units.get(unit))) throw new Problem('NOT_FOUND', unit);
  return unit;
}

/** @throws Problem FORBIDDEN, NOT_FOUND */
async function agencyToWrite(context: ApiContext, asked: TemplateOf): Promise<string | undefined> {
  mustHave(asked.caller, 'writeTemplates');
  const unit = await agencyMeant(context, asked);
  await mustBeOfLevel(context, asked.caller, unit);
  return unit;
}
