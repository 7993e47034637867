import { waitingAmendment } from '../../../../../domain/campaign/amendment';
import { holdingOf } from '../../../../../domain/campaign/holding';
import { Problem } from '../../../../../domain/errors';
import type { RegistrationRecord } from '../../../../../platform/store';
import { changeResponsible, mustNotWait, mustWait } from '../../../../commands/campaigns/registrations';
import { recallRegistration, submitRegistrations } from '../../../../commands/campaigns/signing';
import { unitYear } from '../../../../commands/campaigns/unit-year';
import type { ApiContext } from '../../../../context';
import { invalid } from '../../../../schemas/parse';
import { submissionIn, wordsIn, type Fields } from '../../../forms';
import { personNamed } from '../../named';
import type { AppPage } from '../../page';
import { recordForm } from '../../records/form';
import { registrationHref } from '../said';
import { peopleFor } from './content';
import { ours } from './ours';
import { closedNotes, field, unitYearHref, words, wrongAt } from './words';
import { dayText } from '../../../../../templates/format';
import { registrationBodies } from '../../../../schemas/campaigns';
import { parse } from '../../../../schemas/parse';
import { officeNameOf } from './year';

/** Putting registrations to the head, taking one back, and who answers for one. */
export const signPages = (context: ApiContext): AppPage[] => [
  recordForm(context, {
    path: '/app/campaigns/:id/units/:unit/submit',
    right: 'writeRegistrations',
    async open(req, { caller, lang }) {
      const of = await unitYear(context, { caller, id: String(req.params['id']), unit: String(req.params['unit']) });
      if (!of.writes) throw new Problem('FORBIDDEN', 'units register for themselves');
      const { campaign, unit, registrations } = of;
      const drafts = registrations.filter(({ status }) => status === 'draft');
      const now = context.clock.now();
      const office = await officeNameOf(context, campaign.unit);
      const due = campaign.working.registrationCloses;
      const values = { name: of.head?.name ?? '', day: due === undefined ? '' : dayText(lang, due) };
      return {
        title: words('submit.title'),
        lead: campaign.name,
        notes: [
          ...closedNotes(registrations, campaign, { lang, now, office }),
          of.head === undefined
            ? { tone: 'warn', text: words('noHead') }
            : { tone: 'plain', text: words(due === undefined ? 'submit.how' : 'submit.howBy', values) },
        ],
        back: { href: unitYearHref(campaign._id, unit.code), text: unit.name },
        button: words('submit.now'),
        edition: 0,
        groups: [
          {
            legend: words('submit.which'),
            fields: drafts.map((one) => ({
              name: choiceOf(one),
              kind: 'check' as const,
              label: words('submit.one', {
                name: one.registrant.name,
                titles: one.titles.length,
                targets: one.targets.length,
              }),
              checked: holdingOf(one, campaign, now).next === 'complete',
            })),
          },
        ],
      };
    },
    async save({ req, signed: { caller }, fields }) {
      const [campaign, unit] = [String(req.params['id']), String(req.params['unit'])];
      const registrations = chosenIn(fields);
      if (registrations.length === 0) throw invalid(wrongAt('none', 'noneChosen'));
      await submitRegistrations(context, { caller, submission: submissionIn(fields), campaign, unit, registrations });
      return `${unitYearHref(campaign, unit)}?done=submitted`;
    },
  }),
  recordForm(context, {
    path: '/app/registrations/:id/recall',
    right: 'writeRegistrations',
    async offered(req, { caller }) {
      mustWait((await ours(context, caller, req.params['id'])).record);
    },
    async open(req, { caller }) {
      const { record } = await ours(context, caller, req.params['id']);
      const amendment = waitingAmendment(record);
      const of = amendment ? 'recallAmendment' : 'recall';
      return {
        title: words(`${of}.title`, { name: record.registrant.name }),
        notes: [{ tone: 'plain', text: words(`${of}.how`) }],
        back: { href: registrationHref(record._id), text: record.registrant.name },
        button: words('recall.now'),
        edition: amendment?.no ?? record.version,
        groups: amendment ? [{ fields: [field('amendment', 'reason', 'hidden', { value: 'true' })] }] : [],
      };
    },
    async save({ req, signed: { caller }, fields, expects }) {
      const id = String(req.params['id']);
      const amendment = fields.get('amendment') === 'true';
      const seen = { id, expects, ...(amendment ? { amendment } : {}) };
      await recallRegistration(context, { caller, submission: submissionIn(fields), ...seen });
      return `${registrationHref(id)}?done=${amendment ? 'recalledAmendment' : 'recalled'}`;
    },
  }),
  recordForm(context, {
    path: '/app/registrations/:id/responsible',
    right: 'writeRegistrations',
    async offered(req, { caller }) {
      mustNotWait((await ours(context, caller, req.params['id'])).record);
    },
    async open(req, { caller }) {
      const { record } = await ours(context, caller, req.params['id']);
      const waits = record.status === 'waitingForHead';
      const people = await peopleFor(context, caller);
      return {
        title: words('responsible.title', { name: record.registrant.name }),
        lead: words('responsible.how'),
        notes: waits ? [{ tone: 'warn', text: words('responsible.waits') }] : [],
        back: { href: registrationHref(record._id), text: record.registrant.name },
        button: words('save'),
        edition: record.version,
        choices: [people.choices],
        groups: [
          {
            fields: [
              field('responsible', 'responsible', 'text', {
                value: people.nameOf(record.responsible),
                list: 'people',
                required: true,
              }),
              field('reason', 'reason', 'long', { required: true }),
            ],
          },
        ],
      };
    },
    async save({ req, signed: { caller }, fields, expects }) {
      const id = String(req.params['id']);
      const typed = wordsIn(fields, 'responsible');
      const found = typed === '' ? { code: '' } : await personNamed(context, caller, { field: 'responsible', typed });
      if ('problem' in found) throw invalid(found.problem);
      const said = { responsible: found.code || undefined, reason: wordsIn(fields, 'reason') || undefined };
      const { responsible, reason } = parse(registrationBodies.responsible, said);
      await changeResponsible(context, { caller, id, expects, responsible, reason });
      return `${registrationHref(id)}?done=responsible`;
    },
  }),
];

/** A draft with the version that is shown: one that has changed since is told of, not sent unseen. */
const choiceOf = ({ _id, version }: Pick<RegistrationRecord, '_id' | 'version'>): string => `r.${_id}.${version}`;
const chosenIn = (fields: Fields): { readonly id: string; readonly expects: number }[] =>
  [...fields].flatMap(([name, value]) => {
    const [, id, version] = /^r\.(.{1,80})\.(\d{1,9})$/.exec(name) ?? [];
    return id === undefined || value !== 'true' ? [] : [{ id, expects: Number(version) }];
  });
