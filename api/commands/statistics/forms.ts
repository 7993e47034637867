import { statisticsForms } from '../../../domain/data/statisticsForms.data';
import type { CampaignStatus } from '../../../domain/campaign/state';
import { fillForm, formsOn, type FilledForm, type OtherRecords } from '../../../domain/statistics/form';
import { levelsOf } from '../../../domain/statistics/tables';
import { hasEnded } from '../../../domain/campaign/registration';
import { dayOf, type Day } from '../../../domain/time';
import type { CouncilRecord, UnitRecord } from '../../../platform/store';
import { writeWorkbook } from '../../../platform/spreadsheets/write';
import { statisticsSheets } from '../../../templates/sheets/statistics-forms';
import { fileName } from '../../../templates/documents/file-names';
import type { ApiContext, Caller } from '../../context';
import { bodyOf } from '../office/body';
import { everything, unitsOf } from '../shared';
import { tallied } from './statistics';

/** The Ministry's forms of a year, filled with what is on record. @throws Problem FORBIDDEN */
export async function filledForms(
  context: ApiContext,
  { caller, year }: { readonly caller: Caller; readonly year: number },
): Promise<readonly FilledForm[]> {
  const [{ tallies }, other] = await Promise.all([
    tallied(context, { caller, from: year, to: year }),
    otherRecords(context, caller, year),
  ]);
  const levelOf = levelsOf(context.catalogue);
  const forms = formsOn(statisticsForms, context.pack.statisticsForms ?? [], `${year}-12-31`);
  return forms.map((form) => fillForm(form, { year, tallies, levelOf, other }));
}

/** The same as a workbook, a sheet each. @throws Problem FORBIDDEN */
export async function formsWorkbook(
  context: ApiContext,
  asked: { readonly caller: Caller; readonly year: number },
): Promise<{ readonly name: string; readonly bytes: Buffer }> {
  const [filled, body] = await Promise.all([filledForms(context, asked), bodyOf(context, asked.caller.unit)]);
  const sheets = statisticsSheets({ year: asked.year, reporter: body.issuer, forms: filled });
  return {
    name: `${fileName('statistics', asked.year)}.xlsx`,
    bytes: await writeWorkbook(...sheets),
  };
}

async function otherRecords(context: ApiContext, caller: Caller, year: number): Promise<OtherRecords> {
  const { store, clock } = context;
  const units = await unitsOf(context, caller);
  const [campaigns, councils, all] = await Promise.all([
    everything((paging) => store.campaigns.list({ year, ...(units === undefined ? {} : { units }) }, paging)),
    everything((paging) => store.councils.list(paging)),
    store.units.all(),
  ]);
  const last = `${year}-12-31`;
  const today = dayOf(clock.now());
  const day = last < today ? last : today;
  return {
    campaigns: campaigns
      .filter(({ status, unit }) => wasLaunched(status) && (units === undefined || (unit && units.includes(unit))))
      .map(({ kind, unit, status }) => ({ kind, launchedBy: unit === undefined ? 'province' : 'unit', status })),
    councils: inForceOn(councils, day)
      .filter(({ unit }) => unit === undefined || stands(all, unit, day))
      .filter(({ unit }) => units === undefined || (unit !== undefined && units.includes(unit)))
      .map(({ level, members }) => ({ level, members: members.length })),
  };
}

/** What is planned only, or was called off, is no movement yet or none. */
const wasLaunched = (status: CampaignStatus): boolean => status === 'running' || status === 'ended';

/** The council of a unit that has ended is no body any more, whatever its record says. */
const stands = (units: readonly UnitRecord[], code: string, day: Day): boolean =>
  units.some((unit) => unit._id === code && !hasEnded(unit, day));

/** The last version of each council that has begun. */
function inForceOn(councils: readonly CouncilRecord[], day: string): readonly CouncilRecord[] {
  const byCode = new Map<string, CouncilRecord>();
  for (const council of councils) {
    const known = byCode.get(council.code);
    if (council.validFrom <= day && (known === undefined || known.validFrom < council.validFrom))
      byCode.set(council.code, council);
  }
  return [...byCode.values()];
}
