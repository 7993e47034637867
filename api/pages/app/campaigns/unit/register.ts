import type { RegistrantKind } from '../../../../../domain/campaign/registration';
import { registrantKinds } from '../../../../../domain/campaign/registration';
import { Problem } from '../../../../../domain/errors';
import type { CampaignRecord, RegistrationRecord } from '../../../../../platform/store';
import {
  editRegistration,
  keepRegistration,
  mustBeWritable,
  type RegistrationContent,
} from '../../../../commands/campaigns/registrations';
import {
  lastYearOf,
  notRegistered,
  unitYear,
  type MayRegister,
  type UnitYear,
} from '../../../../commands/campaigns/unit-year';
import { needCampaign } from '../../../../commands/campaigns/need';
import { titlesFor } from '../../../../commands/campaigns/titles';
import { defined } from '../../../../commands/shared';
import type { ApiContext, Caller } from '../../../../context';
import { submissionIn, type Fields } from '../../../forms';
import type { AppPage, SignedIn } from '../../page';
import { recordForm, renamed, type Saved } from '../../records/form';
import { registrationHref } from '../said';
import { contentGroups, contentIn, fieldOf, peopleFor, rowsOf } from './content';
import { ours } from './ours';
import { doneNote, head, unitYearHref, words } from './words';
import type { Section } from '../../../../../templates/pages';
import { dayText } from '../../../../../templates/format';
import type { Request } from 'express';

const nothing: RegistrationContent = { titles: [], targets: [], measures: '' };

/** Writing a registration: a new one, beginning with what stood in the last year, and one that is a draft. */
export const registerPages = (context: ApiContext): AppPage[] => [
  recordForm(context, {
    path: '/app/campaigns/:id/units/:unit/register/:kind/:code',
    right: 'writeRegistrations',
    saves: true,
    async open(req, signed, typed) {
      const { of, who, there } = await registrant(context, req, signed.caller);
      const last = await lastYearOf(context, { caller: signed.caller, about: who.about, year: of.campaign.year });
      const lead = of.campaign.name;
      return {
        ...(await form(context, signed, {
          content: last?.content ?? nothing,
          campaign: of.campaign,
          kind: who.kind,
          unit: of.unit.code,
          typed,
        })),
        title: words('registerFor', { name: who.name }),
        lead,
        notes: last === undefined ? [] : [{ tone: 'plain', text: words('fromLastYear', { year: last.year }) }],
        ...(there === undefined ? {} : { sections: [registered(there)] }),
        back: { href: `${unitYearHref(of.campaign._id, of.unit.code)}/register`, text: of.unit.name },
        edition: 0,
      };
    },
    async save({ req, signed: { caller }, fields }) {
      const id = String(req.params['id']);
      const registrant = { kind: kindIn(req), code: String(req.params['code']) };
      const content = await contentIn(context, caller, fields);
      const submission = submissionIn(fields);
      return saved(
        await named(fields, () =>
          keepRegistration(context, { caller, id, asked: { registrant, ...content }, submission }),
        ),
      );
    },
  }),
  recordForm(context, {
    path: '/app/registrations/:id/edit',
    right: 'writeRegistrations',
    saves: true,
    async offered(req, { caller }) {
      const { record, campaign } = await ours(context, caller, req.params['id']);
      mustBeWritable(record, campaign);
    },
    async open(req, signed, typed) {
      const { record, campaign } = await ours(context, signed.caller, req.params['id']);
      const due = campaign.working.registrationCloses;
      return {
        ...(await form(context, signed, {
          content: contentOf(record),
          campaign,
          kind: record.registrant.kind,
          unit: record.unit,
          typed,
        })),
        title: words('registerFor', { name: record.registrant.name }),
        lead:
          due === undefined
            ? campaign.name
            : words('dueBy', { campaign: campaign.name, day: dayText(signed.lang, due) }),
        notes: doneNote(req, ['saved']),
        back: { href: registrationHref(record._id), text: record.registrant.name },
        edition: record.version,
      };
    },
    async save({ req, signed: { caller }, fields, expects }) {
      const content = await contentIn(context, caller, fields);
      const id = String(req.params['id']);
      return saved(await named(fields, () => editRegistration(context, { caller, id, expects, content })));
    },
  }),
];

const saved = ({ _id, version }: RegistrationRecord): Saved => ({
  to: `${registrationHref(_id)}/edit?done=saved`,
  edition: version,
});

/** Where to go on when somebody else, or another window, has registered him already. */
const registered = ({ _id, registrant: { name } }: RegistrationRecord): Section => ({
  title: words('registeredAlready'),
  heads: [head('registrant')],
  rows: [[{ text: name, href: registrationHref(_id), sub: _id, main: true }]],
});

/** A refusal of a command with its fields named as the form names them. */
export async function named<T>(fields: Fields, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw renamed(error, (name) => fieldOf(name, rowsOf(fields)));
  }
}

async function form(
  context: ApiContext,
  { caller, lang }: SignedIn,
  of: {
    readonly content: RegistrationContent;
    readonly campaign: CampaignRecord;
    readonly kind: RegistrantKind;
    /** The participant. */
    readonly unit: string;
    readonly typed: Fields | undefined;
  },
) {
  const [people, fits] = await Promise.all([peopleFor(context, caller), titlesFor(context, of.unit)]);
  return {
    button: words('save'),
    choices: [people.choices],
    groups: contentGroups(context, of.content, { ...of, people, fits, lang }),
  };
}

/** @throws Problem NOT_FOUND */
function kindIn({ params }: Request): RegistrantKind {
  const kind = registrantKinds.find((one) => one === params['kind']);
  if (kind === undefined) throw new Problem('NOT_FOUND', 'no such kind of registrant');
  return kind;
}

/** Who is to be registered, with the participant. @throws Problem FORBIDDEN, NOT_FOUND */
async function registrant(
  context: ApiContext,
  req: Request,
  caller: Caller,
): Promise<{
  readonly of: UnitYear;
  readonly who: Pick<MayRegister, 'kind' | 'name' | 'about'>;
  /** The registration that there is already. */
  readonly there?: RegistrationRecord;
}> {
  const [id, unit, code] = [String(req.params['id']), String(req.params['unit']), String(req.params['code'])];
  const kind = kindIn(req);
  await needCampaign(context, caller, id);
  const of = await unitYear(context, { caller, id, unit });
  if (!of.writes) throw new Problem('FORBIDDEN', 'units register for themselves');
  const missing = (await notRegistered(context, of)).find((one) => one.kind === kind && one.code === code);
  if (missing) return { of, who: missing };
  // somebody else may have registered him meanwhile: what was typed is still to be shown
  const there = of.registrations.find(({ registrant: one }) => one.kind === kind && one.code === code);
  if (!there) throw new Problem('NOT_FOUND', `${kind} ${code}`);
  return { of, there, who: { kind, name: there.registrant.name, about: there.about } };
}

const contentOf = ({ titles, targets, measures, responsible }: RegistrationRecord): RegistrationContent => ({
  titles: [...titles],
  targets: targets.map((target) => ({ ...target })),
  measures,
  ...defined({ responsible }),
});
