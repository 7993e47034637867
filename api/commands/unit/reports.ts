import { awardOn } from '../../../domain/award';
import { Problem } from '../../../domain/errors';
import { dayOf } from '../../../domain/time';
import type { NominationRecord } from '../../../platform/store';
import { aboutPerson, aboutUnit } from '../../../platform/store/gather';
import { collectiveReport, personReport, summaryReport, type ReportRecords } from '../../../templates/documents/office';
import { fileName } from '../../../templates/documents/file-names';
import type { ApiContext } from '../../context';
import { isOurs } from '../nominations/nominee-scope';
import { wholeOf } from '../nominations/senders';
import { agencyOf, bodyOf } from '../office/body';
import type { Drafted, PaperAsked } from '../office/papers';
import { defined, mustBeWithin, mustHave } from '../shared';

/** Which report a dossier takes: its procedure and its kind of nominee say it. */
export function reportKind({ dossier }: NominationRecord): 'personReport' | 'collectiveReport' | 'summaryReport' {
  if (dossier.procedure === 'simplified' || dossier.nominee.kind === 'household') return 'summaryReport';
  return dossier.nominee.kind === 'person' ? 'personReport' : 'collectiveReport';
}

/** @throws Problem FORBIDDEN, NOT_FOUND */
export const draftPersonReport = async (context: ApiContext, asked: PaperAsked): Promise<Drafted<'personReport'>> =>
  report(context, asked, 'personReport', personReport);
/** @throws Problem FORBIDDEN, NOT_FOUND */
export const draftCollectiveReport = async (
  context: ApiContext,
  asked: PaperAsked,
): Promise<Drafted<'collectiveReport'>> => report(context, asked, 'collectiveReport', collectiveReport);
/** @throws Problem FORBIDDEN, NOT_FOUND */
export const draftSummaryReport = async (context: ApiContext, asked: PaperAsked): Promise<Drafted<'summaryReport'>> =>
  report(context, asked, 'summaryReport', summaryReport);

async function report<Kind extends 'personReport' | 'collectiveReport' | 'summaryReport', Data>(
  context: ApiContext,
  { caller, id }: PaperAsked,
  kind: Kind,
  made: (of: ReportRecords) => Data,
): Promise<{ kind: Kind; unit?: string; data: Data; name: string }> {
  mustHave(caller, 'readNominations');
  const record = await context.store.nominations.need(id);
  await mustBeWithin(context, caller, record.unit);
  const agency = (await agencyOf(context, record.unit))?._id ?? record.unit;
  const data = made(await recordsOf(context, record, agency));
  return { kind, unit: agency, data, name: fileName('achievementReport', record.dossier.nominee.name, `(${id})`) };
}

async function recordsOf(context: ApiContext, record: NominationRecord, agency: string): Promise<ReportRecords> {
  const { store, catalogue, clock } = context;
  const { dossier, unit } = record;
  const { nominee } = dossier;
  const today = dayOf(clock.now());
  const award = awardOn(catalogue, dossier.award, today) ?? catalogue.find(({ code }) => code === dossier.award);
  if (!award) throw new Problem('NOT_FOUND', `no award ${dossier.award}`);
  const sender = await store.units.get(unit);
  // the registers tell a unit of nobody but its own
  const own = await isOurs(context, { unit: (sender && (await wholeOf(store, sender)))?._id ?? unit }, nominee);
  const person = own && nominee.kind === 'person' ? nominee.person : undefined;
  const collective = own && nominee.kind === 'collective' ? nominee.collective : undefined;
  const before = collective === undefined ? [] : await predecessorsOf(context, collective);
  const subjects = [
    ...(person === undefined ? [] : [person]),
    ...(collective === undefined ? [] : [collective, ...before]),
  ];
  const about = [
    ...(person === undefined ? [] : [aboutPerson(person)]),
    ...[collective, ...before].flatMap((c) => (c === undefined ? [] : [aboutUnit(c)])),
  ];
  const [body, known, past, grades, headcounts] = await Promise.all([
    bodyOf(context, agency),
    person === undefined ? undefined : store.people.get(person),
    subjects.length === 0 ? [] : store.history.ofSubjects(subjects),
    about.length === 0 ? [] : store.facts.aboutEach('grade', about),
    collective === undefined ? [] : store.facts.aboutEach('headcount', [aboutUnit(collective)]),
  ]);
  const headcount = headcounts.find(({ year }) => year === dossier.awardYear)?.headcount;
  return {
    body: {
      issuer: body.issuer,
      place: body.place,
      ...defined({ superior: body.superior, headPost: body.head?.post }),
    },
    today,
    award,
    posthumous: dossier.posthumous,
    nominee,
    achievementPeriod: dossier.achievementPeriod,
    merit: dossier.merit,
    unitName: sender?.name ?? '',
    grades,
    past: past.filter(({ revoked, replaced }) => revoked === undefined && replaced === undefined),
    catalogue,
    ...defined({ basis: dossier.basis, birthDate: known?.birthDate, sex: known?.sex, headcount }),
  };
}

/** Units that ended in this one, at any distance: it keeps their record. */
async function predecessorsOf({ store }: ApiContext, collective: string): Promise<readonly string[]> {
  const units = await store.units.all();
  const found = [collective];
  for (let i = 0; i < found.length; i += 1)
    found.push(...units.filter((u) => u.successor === found[i] && !found.includes(u._id)).map((u) => u._id));
  return found.slice(1);
}
