import { Problem } from '../../../domain/errors';
import type { OuterAction } from '../../../domain/roles';
import { sameContent } from '../../../platform/store/canonical';
import type { Dossier, NominationRecord } from '../../../platform/store';
import { refused } from '../../../templates/words';
import type { ApiContext } from '../../context';
import type { FieldProblem } from '../../schemas/parse';
import { invalid } from '../../schemas/parse';
import { checkForm, onlyMissing } from './findings';
import { mustHaveFiles } from '../papers';
import { senderFor } from './senders';

/** What the route of a line was chosen by: another award or procedure is another nomination. */
const pinned = ['award', 'procedure', 'flags', 'commendationType'] as const;

const pinnedSentence = refused('nomination.fixed');

const unchangedSentence = refused('nomination.unchanged');

/**
 * Whether new content may take the place of what a line carries: same award and procedure, and complete where the unit sends
 * it again; a clerical error is mended by other words. `expects`: the version that the new content was written on.
 * @throws Problem VALIDATION, INCOMPLETE
 */
export async function mustFitLine(
  context: ApiContext,
  record: NominationRecord,
  action: OuterAction,
  dossier: Dossier,
  expects: number,
): Promise<void> {
  const fields: FieldProblem[] = pinned
    .filter((field) => !sameContent(record.dossier[field], dossier[field]))
    .map((field) => ({ field: `dossier.${field}`, ...pinnedSentence }));
  if (record.dossier.nominee.kind !== dossier.nominee.kind) {
    fields.push({ field: 'dossier.nominee.kind', ...pinnedSentence });
  }
  // said once more, it is in the record already: the docket knows its first receipt
  if (action === 'correctClerical' && record.version <= expects && sameContent(record.dossier, dossier)) {
    fields.push({ field: 'dossier', ...unchangedSentence });
  }
  if (fields.length > 0) throw invalid(...fields);
  await mustHaveFiles(context, [record._id, record.unitProposal], dossier.papers, 'dossier.papers');
  if (action === 'correctClerical') return;

  const [unit, proposal] = await Promise.all([
    context.store.units.need(record.unit),
    record.unitProposal === undefined ? undefined : context.store.unitProposals.get(record.unitProposal),
  ]);
  const sender = await senderFor(context, unit);
  const { findings } = checkForm(context, dossier, { sender, ...(proposal ? { papers: proposal.papers } : {}) });
  const missing = findings.filter(onlyMissing);
  if (missing.length > 0) {
    throw new Problem('INCOMPLETE', record._id, {
      fields: missing.map(({ field, say }) => ({ field: `dossier.${field}`, ...say })),
    });
  }
}
