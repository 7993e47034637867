import { Problem } from '../../../../domain/errors';
import { listDrafts } from '../../../commands/unit/drafts';
import { opportunities } from '../../../commands/unit/opportunities';
import type { ApiContext, Caller } from '../../../context';
import { queryOf } from '../../language';
import { unitNames } from '../../nominee';
import { showApp } from '../frame';
import type { AppPage } from '../page';
import { draftShown, occasionShown } from './shown';

/** Most drafts on one page; the rest are found by their round when they are sent. */
const MOST = 200;

/** What can be proposed, with the drafts of the unit and of its rooms. */
export const listPages = (context: ApiContext): AppPage[] => [
  {
    path: '/app/submit',
    entry: 'submit',
    ofUnit: true,
    right: 'writeDrafts',
    async show(req, res, signed) {
      const { caller, lang } = signed;
      mustBeOfUnit(caller);
      const [{ unit, occasions }, drafts] = await Promise.all([
        opportunities(context, { caller }),
        listDrafts(context, { caller, filter: {}, paging: { limit: MOST } }),
      ]);
      const nameOf = await unitNames(
        context.store.units,
        drafts.items.map(({ record }) => record),
      );
      const rounds = new Set(drafts.items.map(({ record }) => record.round));
      const n = Number(queryOf(req, 'n') ?? '0');
      const kind = (['ticked', 'discarded', 'handedUp'] as const).find((one) => one === queryOf(req, 'done'));
      await showApp(context, req, res, signed, 'app/unit/submit', {
        occasions: occasions.map((occasion) => occasionShown(occasion, lang, rounds.has(occasion.round?._id))),
        drafts: drafts.items.map((found) => draftShown(context, found, lang, nameOf)),
        more: drafts.next !== undefined,
        room: unit.kind === 'room',
        ...(kind && Number.isSafeInteger(n) ? { done: { kind, n } } : {}),
      });
    },
  },
];

/** These pages are of one unit. @throws Problem NOT_FOUND for the province's own people */
export function mustBeOfUnit(caller: Caller): string {
  if (caller.unit === undefined) throw new Problem('NOT_FOUND', 'pages of one unit');
  return caller.unit;
}
