import { givenUp, lastAmendment } from '../../../../../domain/campaign/amendment';
import { dayText } from '../../../../../templates/format';
import { amendRegistration, mustTakeAmendment } from '../../../../commands/campaigns/amending';
import { mustBe } from '../../../../commands/campaigns/registrations';
import { titlesFor } from '../../../../commands/campaigns/titles';
import { registrationInYear } from '../../../../commands/campaigns/unit-year';
import type { ApiContext } from '../../../../context';
import { registrationBodies } from '../../../../schemas/campaigns';
import { parse } from '../../../../schemas/parse';
import { submissionIn, wordsIn } from '../../../forms';
import type { AppPage } from '../../page';
import { recordForm } from '../../records/form';
import { registrationHref } from '../said';
import { contentGroups, contentIn, peopleFor } from './content';
import { named } from './register';
import { ours } from './ours';
import { field, words } from './words';

/** Amending what the head has signed: it begins with what holds, or with what was proposed last and came back. */
export const amendPages = (context: ApiContext): AppPage[] => [
  recordForm(context, {
    path: '/app/registrations/:id/amend',
    right: 'writeRegistrations',
    async offered(req, { caller }) {
      const { record, campaign } = await ours(context, caller, req.params['id']);
      mustTakeAmendment(record, campaign, context.clock.now());
    },
    async open(req, { caller, lang }, typed) {
      const { record, campaign } = await ours(context, caller, req.params['id']);
      const { version, registrant } = record;
      mustBe(record, 'signed');
      const last = lastAmendment(record);
      const came = last?.status === 'sentBack' || last?.status === 'recalled' ? last : undefined;
      const { titles, targets, measures } = came?.after ?? record;
      const content = { titles: [...titles], targets: targets.map((one) => ({ ...one })), measures };
      const [people, fits] = await Promise.all([peopleFor(context, caller), titlesFor(context, record.unit)]);
      const day = campaign.working.finalReview;
      return {
        title: words('amend.title', { name: registrant.name }),
        lead: campaign.name,
        notes: [
          { tone: 'plain', text: words('amend.how', { day: day === undefined ? '' : dayText(lang, day) }) },
          ...(came ? [{ tone: 'plain' as const, text: words('amend.fromLast') }] : []),
        ],
        back: { href: registrationHref(record._id), text: registrant.name },
        button: words('amend.now'),
        choices: [people.choices],
        edition: version,
        groups: [
          { fields: [field('reason', 'amendReason', 'long', { value: came?.reason ?? '', rows: 4, required: true })] },
          ...contentGroups(context, content, {
            campaign,
            kind: registrant.kind,
            fits,
            people,
            lang,
            typed,
            amending: true,
          }),
        ],
      };
    },
    async save({ req, signed: { caller }, fields, expects }) {
      const id = String(req.params['id']);
      const { record } = await registrationInYear(context, caller, id);
      // figures of a target that is given up are not those of another one
      const taken = [...record.targets.map(({ code }) => code), ...givenUp(record)];
      const { responsible: _responsible, ...content } = await contentIn(context, caller, fields, taken);
      const said = { reason: wordsIn(fields, 'reason') || undefined };
      const { reason } = parse(registrationBodies.amend.pick({ reason: true }), said);
      const asked = { ...content, reason };
      await named(fields, () =>
        amendRegistration(context, { caller, id, expects, submission: submissionIn(fields), asked }),
      );
      return `${registrationHref(id)}?done=amended`;
    },
  }),
];
