import { Problem } from '../../../domain/errors';
import { dayOf } from '../../../domain/time';
import { drawn } from '../../../platform/documents';
import { confirmationDocument } from '../../../templates/documents/campaign-paper';
import { initiativeConfirmation } from '../../../templates/documents/office';
import { fileName } from '../../../templates/documents/file-names';
import type { ApiContext } from '../../context';
import { bodyOf } from '../office/body';
import { written, type Drafted, type PaperAsked, type PaperFile } from '../office/papers';
import { defined } from '../shared';
import { getInitiative } from '../facts/registers';
import { needInitiative } from './submit';

/**
 * The confirmation of a recognised initiative, for its unit to sign: what the council has recognised, and the widest scope that is
 * recognised by now.
 * @throws Problem FORBIDDEN, NOT_FOUND, ACTION_NOT_ALLOWED before it is recognised
 */
export async function confirmationOf(
  context: ApiContext,
  { caller, id, signing }: PaperAsked,
): Promise<Drafted<'initiativeConfirmation'>> {
  const { store } = context;
  const record = await needInitiative(context, { caller, id });
  const { status, outcome, version } = record;
  const decision = outcome?.decision;
  if (status !== 'recognised' || !outcome || !decision)
    throw new Problem('ACTION_NOT_ALLOWED', id, { state: status, version, allowed: [] });
  const { initiative: recognised } = await getInitiative(context, { caller, code: id });
  const council = await store.councils.need(outcome.council);
  const people = await store.people.many(record.authors.map(({ person }) => person));
  const units = await store.units.many([record.unit, ...[...people.values()].map(({ unit }) => unit)]);
  const nameOf = (unit: string | undefined): string => (unit === undefined ? '' : (units.get(unit)?.name ?? unit));
  const unit = council.unit ?? record.unit;
  const data = initiativeConfirmation({
    body: await bodyOf(context, unit),
    signing,
    today: dayOf(context.clock.now()),
    initiative: record,
    unit: nameOf(record.unit),
    decision,
    recognised,
    council: { name: council.name, heldOn: outcome.heldOn },
    authors: record.authors.map(({ person, share }) => {
      const found = people.get(person);
      return { name: found?.name ?? person, post: found?.post ?? '', unit: nameOf(found?.unit), share };
    }),
  });
  return { kind: 'initiativeConfirmation', ...defined({ unit }), data, name: fileName('initiativeConfirmation', id) };
}

/**
 * The same to go on with in a word processor, or as a file copy. Nothing is stored: it is made anew of the records.
 * @throws Problem FORBIDDEN, NOT_FOUND, ACTION_NOT_ALLOWED, FACTS_MISSING, NOT_PRINTABLE
 */
export async function confirmationFile(
  context: ApiContext,
  { format, ...asked }: PaperAsked & { readonly format: 'docx' | 'pdf' },
): Promise<PaperFile> {
  const today = dayOf(context.clock.now());
  const drafted = await confirmationOf(context, asked);
  if (format === 'docx') return written(context, drafted, { inForceOn: today });
  const { pdf } = await drawn(context.documents.renderCampaignPaper(confirmationDocument(drafted.data, today)));
  return { name: `${drafted.name}.pdf`, bytes: Buffer.from(pdf) };
}
