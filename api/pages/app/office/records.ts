import type { AppPage } from '../page';
import type { Tables } from '../../../../templates/pages';
import { eventKey } from '../../../../templates/words';
import { nominationPack } from '../../../commands/dossier/pack';
import { nominationTrail } from '../../../commands/nominations/reads';
import type { AuditRecord } from '../../../../platform/store';
import type { ApiContext, Caller } from '../../../context';
import { queryOf } from '../../language';
import { actorNames } from '../actors';
import { showApp } from '../frame';
import { words } from './cells';
import { sendFile } from './file';

/** The whole file of a dossier; the trail of a record with the check of its chain. */
export const recordPages = (context: ApiContext): AppPage[] => [
  {
    path: '/app/nominations/:id/dossier.zip',
    right: 'readInternal',
    async show(req, res, { caller }) {
      await sendFile(res, await nominationPack(context, { caller, id: String(req.params['id']) }));
    },
  },
  {
    path: '/app/audit',
    entry: 'audit',
    right: 'readInternal',
    async show(req, res, signed) {
      const { caller } = signed;
      const entity = queryOf(req, 'of')?.trim() ?? '';
      const trail = entity === '' ? [] : await trailOf(context, caller, entity);
      const who = await actorNames(
        context,
        trail.map(({ actor }) => actor),
      );
      const chain = trail.length === 0 ? undefined : await context.store.audit.verifyChain(entity);
      await showApp(context, req, res, signed, 'app/office/tables', {
        title: { key: 'app.entry.audit' },
        filters: lookFor('/app/audit', entity, 'audit.of'),
        ...(chain
          ? {
              notes: [
                {
                  tone: chain.intact ? ('ok' as const) : ('stop' as const),
                  text: words(chain.intact ? 'audit.whole' : 'audit.broken', { count: trail.length }),
                },
              ],
            }
          : {}),
        sections: [
          {
            heads: ['no', 'at', 'event', 'actor', 'hash'],
            rows: trail.map((entry) => [
              { n: entry.seq },
              { at: entry.at },
              { text: eventLabel(entry.type), main: true },
              { text: who(entry.actor), sub: entry.actor },
              { text: entry.hash.slice(0, 12) },
            ]),
            empty: words(entity === '' ? 'audit.ask' : 'list.none'),
          },
        ],
      });
    },
  },
];

/** What is not of a dossier stands as the trail has it. */
const eventLabel = (type: string) => {
  const key = eventKey(type);
  return key === undefined ? type : { key };
};

/** Somebody of a unit sees the trails of its own nominations, as their pages tell them: why something was held is not in them. */
async function trailOf(context: ApiContext, caller: Caller, entity: string): Promise<readonly AuditRecord[]> {
  if (caller.unit === undefined) return context.store.audit.trail(entity);
  return (await nominationTrail(context, { caller, id: entity })).map(({ entry }) => entry);
}

const lookFor = (action: string, value: string, label: string): NonNullable<Tables['filters']> => ({
  action,
  fields: [{ name: 'of', label: words(label), kind: 'search', value }],
  more: [],
  open: false,
});
