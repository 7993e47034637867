import { waitingAmendment } from '../../../../../domain/campaign/amendment';
import { holdingOf } from '../../../../../domain/campaign/holding';
import { takesRegistrations } from '../../../../../domain/campaign/state';
import { dayOf } from '../../../../../domain/time';
import type { Language, RegistrationRecord } from '../../../../../platform/store';
import { dayText } from '../../../../../templates/format';
import type { Cell, Section, Tables } from '../../../../../templates/pages';
import { notRegistered, unitYear, type UnitYear } from '../../../../commands/campaigns/unit-year';
import { defined } from '../../../../commands/shared';
import type { ApiContext, Caller } from '../../../../context';
import { awardName } from '../../../nominee';
import { officeOf } from '../../../frame';
import { showApp } from '../../frame';
import type { AppPage } from '../../page';
import { campaignHref, registrationHref, scanLinks, words as campaignWords } from '../said';
import { closedNotes, doneNote, head, unitYearHref, words } from './words';

const tones = { draft: 'plain', waitingForHead: 'due', signed: 'awarded' } as const;

/** What a participant has to do with a campaign: its registrations, what they wait for, and what may be done. */
export const yearPages = (context: ApiContext): AppPage[] => [
  {
    path: '/app/campaigns/:id/units/:unit',
    right: 'readCampaigns',
    async show(req, res, signed) {
      const { caller, lang } = signed;
      const of = await unitYear(context, {
        caller,
        id: String(req.params['id']),
        unit: String(req.params['unit']),
      });
      const { campaign, unit, registrations } = of;
      const now = context.clock.now();
      const office = await officeNameOf(context, campaign.unit);
      await showApp(context, req, res, signed, 'app/office/tables', {
        title: unit.name,
        lead: campaign.name,
        notes: [
          ...doneNote(req, ['submitted', 'recalled', 'drafted', 'imported']),
          ...closedNotes(registrations, campaign, { lang, now, office }),
          ...(of.head === undefined && of.writes ? [{ tone: 'warn' as const, text: words('noHead') }] : []),
        ],
        actions: actionsOf(of, now),
        sections: [registrationsSection(context, of, lang)],
        links: linksOf(of),
      });
    },
  },
  {
    path: '/app/campaigns/:id/units/:unit/register',
    right: 'writeRegistrations',
    async show(req, res, signed) {
      const of = await unitYear(context, {
        caller: signed.caller,
        id: String(req.params['id']),
        unit: String(req.params['unit']),
      });
      const href = unitYearHref(of.campaign._id, of.unit.code);
      const missing = await notRegistered(context, of);
      await showApp(context, req, res, signed, 'app/office/tables', {
        title: words('whom'),
        lead: of.campaign.name,
        sections: [
          {
            note: words('whomCount', { count: missing.length }),
            heads: [head('registrant'), head('kind')],
            rows: missing.map(({ kind, code, name, post }): Cell[] => [
              {
                text: name,
                main: true,
                ...(of.writes ? { href: `${href}/register/${kind}/${encodeURIComponent(code)}` } : {}),
                ...defined({ sub: post }),
              },
              { text: words(`kind.${kind}`) },
            ]),
            empty: words('allRegistered'),
          },
        ],
        links: [{ href, text: words('backToUnit') }],
      });
    },
  },
];

/** The office that has launched a campaign, which opens registration again. */
export const officeNameOf = async (context: ApiContext, unit: string | undefined): Promise<string> => {
  const { body, phone } = await officeOf(context, unit === undefined ? 'province' : 'unit', unit);
  return `${body} (${phone})`;
};

function actionsOf({ campaign, unit, registrations, writes }: UnitYear, now: string): NonNullable<Tables['actions']> {
  if (!writes) return [];
  const href = unitYearHref(campaign._id, unit.code);
  const drafts = registrations.filter(({ status }) => status === 'draft').length;
  const signed = registrations.filter(({ status }) => status === 'signed').length;
  const open = takesRegistrations(campaign, now);
  return [
    ...(open || campaign.status === 'planned'
      ? [{ href: `${href}/register`, text: words('act.register'), hint: words('act.registerHow') }]
      : []),
    ...(open && drafts > 0
      ? [{ href: `${href}/submit`, text: words('act.submit', { n: drafts }), hint: words('act.submitHow') }]
      : []),
    ...(signed > 0 && campaign.status !== 'cancelled'
      ? [{ href: `${campaignHref(campaign._id)}/figures`, text: words('act.figures'), hint: words('act.figuresHow') }]
      : []),
    ...(campaign.reached.finalReview !== undefined && campaign.awards.length > 0
      ? [{ href: `${href}/nominees`, text: words('act.nominees'), hint: words('act.nomineesHow') }]
      : []),
  ];
}

function registrationsSection(
  context: ApiContext,
  { campaign, registrations, head: whose }: UnitYear,
  lang: Language,
): Section {
  const now = context.clock.now();
  return {
    title: words('registrations'),
    count: campaignWords('registrationCount', { count: registrations.length }),
    heads: ['registrant', 'titles', 'targets', 'status', 'holder', 'next'].map(head),
    rows: [...registrations].sort(byRegistrant).map((one): Cell[] => {
      const { holder, since, due, next } = holdingOf(one, campaign, now);
      return [
        {
          text: one.registrant.name,
          href: registrationHref(one._id),
          main: true,
          ...defined({ sub: one.registrant.post }),
        },
        one.titles.length === 0
          ? {}
          : { text: one.titles.map((code) => awardName(context.catalogue, code, lang)).join('; ') },
        { n: one.targets.length },
        {
          text: campaignWords(`registrationStatus.${one.status}`),
          tone: tones[one.status],
          ...(waitingAmendment(one) ? { sub: campaignWords('amendmentWaits') } : {}),
        },
        {
          text:
            holder === 'head' && whose ? words('holder.headNamed', { name: whose.name }) : words(`holder.${holder}`),
          sub: words('sinceDay', { day: dayText(lang, dayOf(since)) }),
        },
        {
          text: words(`next.${next}`),
          ...(due === undefined ? {} : { sub: words('dueDay', { day: dayText(lang, due) }) }),
        },
      ];
    }),
    empty: campaignWords('noRegistrations'),
  };
}

const kinds = ['unit', 'room', 'person'];
const byRegistrant = (a: RegistrationRecord, b: RegistrationRecord): number =>
  kinds.indexOf(a.registrant.kind) - kinds.indexOf(b.registrant.kind) ||
  a.registrant.name.localeCompare(b.registrant.name, 'vi');

function linksOf({ campaign, unit }: UnitYear): NonNullable<Tables['links']> {
  const paper = (file: string, text: string, query = ''): NonNullable<Tables['links']> =>
    (['docx', 'pdf'] as const).map((format) => ({
      href: `${campaignHref(campaign._id)}/papers/${file}.${format}?unit=${encodeURIComponent(unit.code)}${query}`,
      text: campaignWords(`paper.${text}`, { format: format === 'docx' ? 'Word' : 'PDF' }),
      download: true,
    }));
  return [
    ...scanLinks(campaign),
    ...paper('registration', 'registration'),
    ...(campaign.working.midYearReview === undefined ? [] : paper('review', 'midYear', '&period=firstHalf')),
    ...paper('review', 'final', '&period=year'),
    { href: campaignHref(campaign._id), text: words('campaign') },
  ];
}

/** The participants whose registrations somebody may open, for the page of their campaign. */
export const ownParticipants = (
  caller: Caller,
  participants: readonly string[],
  reached: readonly string[] | undefined,
): readonly string[] =>
  caller.unit === undefined ? [] : participants.filter((code) => reached?.includes(code) === true);
