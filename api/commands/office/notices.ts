import { Problem } from '../../../domain/errors';
import { levelOf } from '../../../domain/roles';
import { dayOf } from '../../../domain/time';
import type { NominationRecord, NoteRecord } from '../../../platform/store';
import {
  NOT_PASSED,
  refusalNoticePaper,
  resultNoticePaper,
  type NoticeRecords,
} from '../../../templates/documents/office';
import { fileName } from '../../../templates/documents/file-names';
import type { ApiContext } from '../../context';
import { nominationCase } from '../nominations/reads';
import { agencyOf, bodyOf } from './body';
import type { Drafted, PaperAsked } from './papers';
import { mustBeOfLevel, mustHave } from '../shared';

/**
 * The notice to a unit that its nominee was awarded.
 * @throws Problem FORBIDDEN, also at the level that has not decided; NOT_FOUND; ACTION_NOT_ALLOWED before a decision was signed
 */
export async function resultNotice(context: ApiContext, asked: PaperAsked): Promise<Drafted<'resultNotice'>> {
  mustHave(asked.caller, 'readInternal');
  const { record, decision, certificate } = await nominationCase(context, asked);
  if (!decision) throw wrongState(record);
  const authority =
    decision.authority === undefined ? undefined : await context.store.authorities.get(decision.authority);
  await mustBeOfLevel(context, asked.caller, authority?.unit);
  const data = resultNoticePaper(await noticeOf(context, asked, record, authority?.unit), {
    authority: authority?.title ?? decision.signerPost,
    number: decision.number,
    date: decision.date,
    ...(certificate ? { goldBook: certificate.goldBookNumber, certificate: certificate.number } : {}),
  });
  return {
    kind: 'resultNotice',
    ...(authority?.unit === undefined ? {} : { unit: authority.unit }),
    data,
    name: fileName('resultNotice', record._id),
  };
}

/**
 * The notice to a unit that its nominee was not awarded, or that the dossier goes back, with reasons and legal grounds. Numbers of
 * a vote are not told.
 * @throws Problem FORBIDDEN, also at the level that has not ended it; NOT_FOUND; ACTION_NOT_ALLOWED where it has not ended so
 */
export async function refusalNotice(context: ApiContext, asked: PaperAsked): Promise<Drafted<'refusalNotice'>> {
  mustHave(asked.caller, 'readInternal');
  const { record } = await nominationCase(context, asked);
  const { line } = record;
  const outcome = line?.end?.outcome;
  if (!line?.end || (outcome !== 'declined' && outcome !== 'lapsed')) throw wrongState(record);
  const unit = levelOf(line) === 'unit' ? (await agencyOf(context, record.unit))?._id : undefined;
  await mustBeOfLevel(context, asked.caller, unit);
  const screening = line.stages.find((s) => s.kind === 'screening');
  const note = line.end.note ?? (outcome === 'lapsed' ? screening?.note : undefined);
  const said = note === undefined ? undefined : await context.store.notes.get(note);
  const data = refusalNoticePaper(await noticeOf(context, asked, record, unit), {
    outcome,
    reasons: reasonsOf(record, said, line.end.stage === 'council'),
  });
  return {
    kind: 'refusalNotice',
    ...(unit === undefined ? {} : { unit }),
    data,
    name: fileName('refusalNotice', record._id),
  };
}

function reasonsOf({ _id }: NominationRecord, note: NoteRecord | undefined, byCouncil: boolean) {
  const items = (note?.items ?? []).filter(({ nomination }) => nomination === undefined || nomination === _id);
  if (items.length > 0) return items.map(({ reason, citation }) => ({ reason, citation }));
  const reason = note?.reason ?? (byCouncil ? NOT_PASSED : '');
  return [{ reason, citation: note?.citation ?? '' }];
}

async function noticeOf(
  context: ApiContext,
  { signing }: PaperAsked,
  record: NominationRecord,
  bodyUnit: string | undefined,
): Promise<NoticeRecords> {
  const { store, catalogue, clock } = context;
  const { nominee, award, posthumous } = record.dossier;
  const [body, unit, submission] = await Promise.all([
    bodyOf(context, bodyUnit),
    store.units.get(record.unit),
    store.unitProposals.get(record.unitProposal ?? ''),
  ]);
  if (!submission) throw wrongState(record);
  return {
    body,
    signing,
    today: dayOf(clock.now()),
    unit: unit?.name ?? record.unit,
    submission: { number: submission.number, date: submission.date },
    nominee,
    posthumous,
    award: catalogue.find((a) => a.code === award)?.name.vi ?? award,
  };
}

const wrongState = ({ _id, status, version, allowed }: NominationRecord): Problem =>
  new Problem('ACTION_NOT_ALLOWED', _id, { state: status, version, allowed });
