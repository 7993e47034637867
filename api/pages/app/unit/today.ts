import type { NominationRecord } from '../../../../platform/store';
import { unitToday } from '../../../commands/unit/today';
import type { ApiContext } from '../../../context';
import { awardName } from '../../nominee';
import { showApp } from '../frame';
import type { AppHandler } from '../page';
import { occasionShown, sentShown } from './shown';

/** What comes first for a unit: what waits for it, what it can propose, what it has sent. */
export const unitTodayPage =
  (context: ApiContext): AppHandler =>
  async (req, res, signed) => {
    const { caller, lang } = signed;
    const today = await unitToday(context, caller);
    const proposals = await context.store.unitProposals.many([
      ...new Set(today.toCorrect.flatMap(({ unitProposal }) => unitProposal ?? [])),
    ]);
    await showApp(context, req, res, signed, 'app/unit/today', {
      asOf: context.clock.now(),
      toCorrect: today.toCorrect.map((record) => ({
        name: record.dossier.nominee.name,
        award: awardName(context.catalogue, record.dossier.award, lang),
        ...(record.view?.due === undefined ? {} : { due: record.view.due }),
        href: hrefOf(record, proposals.get(record.unitProposal ?? '')?.nominations ?? []),
      })),
      toConfirm: [...new Set(today.toConfirm.flatMap(({ unitProposal }) => unitProposal ?? []))].map((id) => {
        const asked = today.toConfirm.filter(({ unitProposal }) => unitProposal === id);
        const [due] = asked.flatMap(({ line }) => line?.wording?.due ?? []).sort();
        return { n: asked.length, ...(due === undefined ? {} : { due }), href: `/app/submit/sent/${id}/wording` };
      }),
      occasions: today.occasions.map((occasion) => occasionShown(occasion, lang, false)),
      drafts: today.drafts,
      underWay: today.underWay,
      sent: today.sent.map(sentShown),
    });
  };

const hrefOf = ({ _id, unitProposal }: NominationRecord, list: readonly string[]): string => {
  const no = list.indexOf(_id) + 1;
  return `/app/submit/sent/${unitProposal ?? ''}${no === 0 ? '' : `/${no}`}`;
};
