import { awardOn } from '../../../../../domain/award';
import { campaignKinds } from '../../../../../domain/campaign/dates';
import { Problem } from '../../../../../domain/errors';
import { dayOf, yearOf } from '../../../../../domain/time';
import type { UnitRecord } from '../../../../../platform/store';
import { dayText } from '../../../../../templates/format';
import type { FieldGroup } from '../../../../../templates/pages';
import {
  cloneCampaign,
  createCampaign,
  plannedClone,
  type NewCampaign,
} from '../../../../commands/campaigns/campaigns';
import { listMaster } from '../../../../commands/service/master-data';
import type { ApiContext, Caller } from '../../../../context';
import { clonedCampaign, newCampaign } from '../../../../schemas/campaigns';
import { invalid, parse, type FieldProblem } from '../../../../schemas/parse';
import { plainForm, wordsIn, type Fields } from '../../../forms';
import { fieldsOf as faultsOf } from '../../../problem';
import { unitNamed } from '../../named';
import type { AppPage, SignedIn } from '../../page';
import { recordForm, renamed } from '../../records/form';
import { campaignHref } from '../said';
import { backTo, campaignOf, dateFields, datesTyped, documentGroup, make, textFields, words } from './parts';

/** Months of a year from which on the campaign of the next one is planned. */
const NEXT_YEAR_FROM = '-07-01';
const REMINDERS = '5, 1';

/** Forms by which a campaign is planned: written anew, or from an earlier one with its days moved. */
export const newCampaignForms = (context: ApiContext): AppPage[] => [
  recordForm(context, {
    path: '/app/campaigns/new',
    right: 'writeCampaigns',
    // few fields, of which six are long
    form: plainForm,
    async open(_req, signed) {
      return {
        title: words('new.title'),
        lead: words('new.how'),
        back: { href: '/app/campaigns', text: { key: 'app.entry.campaigns' } },
        button: words('new.button'),
        edition: 0,
        groups: await groupsOf(context, signed),
      };
    },
    async save({ signed: { caller }, fields, body }) {
      const asked = await planIn(context, caller, fields, body);
      try {
        const { record } = await createCampaign(context, { caller, asked });
        return `${campaignHref(record._id)}?done=planned`;
      } catch (error) {
        throw atField(error);
      }
    },
  }),
  recordForm(context, {
    path: '/app/campaigns/:id/clone',
    right: 'writeCampaigns',
    async open(req, { caller, lang }) {
      const last = await campaignOf(context, caller, req);
      const { years, plan } = await plannedClone(context, { caller, id: last._id });
      return {
        title: words('clone.title', { year: plan.year }),
        lead: words('clone.how', { name: last.name, count: plan.participants.length }),
        back: backTo(last),
        button: words('new.button'),
        edition: 0,
        groups: [
          {
            fields: [
              { name: 'years', label: words('field.years'), kind: 'hidden', value: String(years) },
              make.text('code', { value: plan.code, hint: { key: 'records.codeHow' } }),
              make.text('name', { value: plan.name }),
            ],
          },
          {
            legend: words('new.dates'),
            fields: dateFields(lang, plan.dates, (milestone) =>
              last.asked[milestone] === undefined
                ? {}
                : { hint: words('clone.before', { day: dayText(lang, last.asked[milestone]) }) },
            ),
          },
          documentGroup(),
        ],
      };
    },
    async save({ req, signed: { caller }, fields, body }) {
      const { years, code, name, document } = body;
      const dates = datesTyped(fields);
      const asked = parse(clonedCampaign, {
        code,
        years: Number(years),
        dates,
        ...(name === undefined ? {} : { name }),
        ...(document === undefined ? {} : { document }),
      });
      try {
        const { record } = await cloneCampaign(context, { caller, id: String(req.params['id']), asked });
        return `${campaignHref(record._id)}?done=planned`;
      } catch (error) {
        throw atField(error);
      }
    },
  }),
];

async function groupsOf(context: ApiContext, { caller, lang }: SignedIn): Promise<readonly FieldGroup[]> {
  const today = dayOf(context.clock.now());
  const year = yearOf(today) + (today.slice(4) >= NEXT_YEAR_FROM ? 1 : 0);
  const units = await listMaster(context, { caller, kind: 'units' });
  const awards = [...new Set(context.catalogue.map(({ code }) => code))].flatMap(
    (code) => awardOn(context.catalogue, code, today) ?? [],
  );
  return [
    {
      fields: [
        make.choice(
          'kind',
          campaignKinds.map((value) => ({ value, text: { key: `campaignPages.kind.${value}` } })),
        ),
        make.text('code', { hint: { key: 'records.codeHow' } }),
        make.text('name'),
        make.text('theme', { required: false }),
        make.number('year', { value: String(year), required: true }),
      ],
    },
    { legend: { key: 'campaignPages.about' }, fields: textFields() },
    documentGroup(),
    {
      legend: words('new.who'),
      fields: [
        make.long('participants', {
          hint: words('new.participantsHow'),
          value: takingPart(units, caller)
            .map(({ name }) => name)
            .join('\n'),
          rows: 8,
        }),
        make.text('remindWorkingDays', { hint: words('new.remindHow'), value: REMINDERS, required: false }),
      ],
    },
    {
      legend: words('new.awards'),
      fields: awards.map(({ code, name }) => make.check(`awards.${code}`, name[lang])),
    },
    {
      legend: words('new.dates'),
      fields: dateFields(lang, {}, (milestone) =>
        milestone === 'launch' ? { hint: words('new.datesHow'), required: true } : {},
      ),
    },
  ];
}

/** Whom a campaign is usually for: of the province its units, of a unit itself and its rooms. */
const takingPart = (units: readonly UnitRecord[], { unit }: Caller): readonly UnitRecord[] =>
  units.filter(
    ({ kind, validTo }) => validTo === undefined && kind !== 'block' && (unit === undefined ? kind !== 'room' : true),
  );

/** What was typed, as the command takes it. @throws Problem VALIDATION with everything that is wrong */
async function planIn(
  context: ApiContext,
  caller: Caller,
  fields: Fields,
  { kind, code, name, theme, year, texts, document }: Readonly<Record<string, unknown>>,
): Promise<NewCampaign> {
  const units = await listMaster(context, { caller, kind: 'units' });
  const lines = wordsIn(fields, 'participants')
    .split('\n')
    .flatMap((line) => line.trim() || []);
  const found = lines.map((typed) => unitNamed(units, { field: 'participants', typed }));
  const wrong = found.flatMap((one) => ('problem' in one ? [one.problem] : []));
  const asked = {
    kind,
    code,
    name,
    year: Number(year),
    texts: texts ?? {},
    participants: [...new Set(found.flatMap((one) => ('code' in one ? [one.code] : [])))],
    awards: [...fields.keys()].flatMap((name) => /^awards\.(.+)$/.exec(name)?.[1] ?? []),
    dates: Object.fromEntries(Object.entries(datesTyped(fields)).filter(([, day]) => day !== null)),
    remindWorkingDays: wordsIn(fields, 'remindWorkingDays', 200)
      .split(/[\s,;]+/)
      .flatMap((typed) => (typed === '' ? [] : [Number(typed)])),
    ...(theme === undefined ? {} : { theme }),
    ...(document === undefined ? {} : { document }),
  };
  try {
    const plan = parse(newCampaign, asked);
    if (wrong.length === 0) return plan;
  } catch (error) {
    if (!(error instanceof Problem) || wrong.length === 0) throw atField(error);
    const others = faultsOf(atField(error) as Problem).filter(({ field }) => field !== 'participants');
    throw invalid(together(wrong), ...others);
  }
  throw invalid(together(wrong));
}

/** One field, whatever is wrong with its lines. */
const together = (wrong: readonly FieldProblem[]): FieldProblem => ({
  field: 'participants',
  vi: wrong.map(({ vi }) => vi).join(' '),
  en: wrong.map(({ en }) => en).join(' '),
});

/** Faults of lines and lists are told at the field that has them all. */
const atField = (error: unknown): unknown =>
  renamed(error, (field) => /^(participants|remindWorkingDays)\.\d+$/.exec(field)?.[1] ?? field);
