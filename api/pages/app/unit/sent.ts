import type { Request } from 'express';
import { Problem } from '../../../../domain/errors';
import { listUnitProposals, unitProposal } from '../../../commands/nominations/dockets';
import type { ApiContext } from '../../../context';
import { officeOf } from '../../frame';
import { queryOf } from '../../language';
import { unitPagesOf } from '../../status';
import { listOf, type UnitCase, type UnitPage } from '../../unit-case';
import { frameFor, showApp } from '../frame';
import type { AppHandler, AppPage, SignedIn } from '../page';
import { mustBeOfUnit } from './list';
import { sentShown } from './shown';

/** What a unit has sent: the list, and the pages that the contact of each proposal also has behind his link. */
export const sentPages = (context: ApiContext): AppPage[] => [
  {
    path: '/app/submit/sent',
    right: 'submit',
    async show(req, res, signed) {
      mustBeOfUnit(signed.caller);
      const cursor = queryOf(req, 'cursor');
      const page = await listUnitProposals(context, {
        caller: signed.caller,
        paging: { limit: 50, ...(cursor === undefined ? {} : { cursor }) },
      });
      await showApp(context, req, res, signed, 'app/unit/sent', {
        proposals: page.items.map(sentShown),
        ...(page.next === undefined
          ? {}
          : { more: `/app/submit/sent?${new URLSearchParams({ cursor: page.next }).toString()}` }),
      });
    },
  },
  ...unitPagesOf(context).map((page) => behindSignIn(context, page)),
];

function behindSignIn(context: ApiContext, { under, show, post, form }: UnitPage): AppPage {
  const through =
    (handle: UnitPage['show']): AppHandler =>
    async (req, res, signed) =>
      handle(req, res, await caseOf(context, req, signed));
  return {
    path: `/app/submit/sent/:proposal${under}`,
    right: 'submit',
    show: through(show),
    ...(post ? { post: through(post) } : {}),
    ...(form ? { form } : {}),
  };
}

/** @throws Problem NOT_FOUND for what another unit has sent */
async function caseOf(context: ApiContext, req: Request, signed: SignedIn): Promise<UnitCase> {
  const { caller, lang } = signed;
  const unit = mustBeOfUnit(caller);
  const proposal = await unitProposal(context, { caller, id: String(req.params['proposal']) });
  // a room sees what is its own; the list that its unit has sent is the unit's
  if (proposal.unit !== unit) throw new Problem('NOT_FOUND', proposal._id);
  const office = await officeOf(context, 'province', proposal.unit);
  const { council, body, phone } = office;
  return {
    ...(await listOf(context, proposal)),
    lang,
    office,
    caller,
    base: `/app/submit/sent/${proposal._id}`,
    around: { office: { council, body, phone }, frame: await frameFor(context, req, signed) },
    again: () => caseOf(context, req, signed),
    settle: () => Promise.resolve(),
  };
}
