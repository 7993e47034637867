import { has } from '../../../../domain/roles';
import type { AppPage } from '../page';
import { dayText } from '../../../../templates/format';
import type { Cell, Tables } from '../../../../templates/pages';
import { certificatesOf, decision as readDecision, decisionDocument } from '../../../commands/issued/issued';
import { eventKey } from '../../../../templates/words';
import { decisionPack, nominationPack } from '../../../commands/dossier/pack';
import { nominationTrail } from '../../../commands/nominations/reads';
import type { AuditRecord } from '../../../../platform/store';
import type { ApiContext, Caller } from '../../../context';
import { queryOf } from '../../language';
import { awardName } from '../../nominee';
import { showApp } from '../frame';
import { decisionHref, nominationHref, unitNamesOf, words } from './cells';
import { sendFile } from './file';

/** A decision with its certificates; the trail of a record with the check of its chain. */
export const recordPages = (context: ApiContext): AppPage[] => [
  {
    path: '/app/decisions/:id',
    right: 'readDecisions',
    async show(req, res, signed) {
      const { caller, lang } = signed;
      const id = String(req.params['id']);
      const record = await readDecision(context, { caller, id });
      const certificates = await certificatesOf(context, { caller, id });
      const nominations = await context.store.nominations.many(record.lines);
      const name = await unitNamesOf(
        context,
        [...nominations.values()].map(({ unit }) => unit),
      );
      const numbers = new Map(certificates.map((one) => [one.nomination, one]));
      await showApp(context, req, res, signed, 'app/office/tables', {
        title: words('record.decision', { number: record.number, date: dayText(lang, record.date) }),
        lead: record.subject,
        sections: [
          {
            heads: ['nominee', 'unit', 'goldBook', 'certificate'],
            rows: record.lines.map((line): Cell[] => {
              const of = nominations.get(line);
              const certificate = numbers.get(line);
              return [
                {
                  text: of?.dossier.nominee.name ?? line,
                  href: nominationHref(line),
                  main: true,
                  ...(of ? { sub: awardName(context.catalogue, of.dossier.award, lang) } : {}),
                },
                { text: of ? name(of.unit) : '–' },
                certificate ? { n: certificate.goldBookNumber } : {},
                certificate
                  ? { text: certificate.number, sub: { key: `issuedPages.certificateStatus.${certificate.status}` } }
                  : {},
              ];
            }),
            empty: words('list.none'),
          },
        ],
        links: [
          ...(record.documents?.decision
            ? [{ href: `${decisionHref(id)}/document.pdf`, text: words('record.document'), download: true as const }]
            : []),
          ...(has(caller, 'readInternal')
            ? [{ href: `${decisionHref(id)}/dossier.zip`, text: words('record.pack'), download: true as const }]
            : []),
        ],
      });
    },
  },
  {
    path: '/app/nominations/:id/dossier.zip',
    right: 'readInternal',
    async show(req, res, { caller }) {
      sendFile(res, await nominationPack(context, { caller, id: String(req.params['id']) }));
    },
  },
  {
    path: '/app/decisions/:id/dossier.zip',
    right: 'readInternal',
    async show(req, res, { caller }) {
      sendFile(res, await decisionPack(context, { caller, id: String(req.params['id']) }));
    },
  },
  {
    path: '/app/decisions/:id/document.pdf',
    right: 'readDecisions',
    async show(req, res, { caller }) {
      const { name, bytes } = await decisionDocument(context, { caller, id: String(req.params['id']) });
      sendFile(res, { name, bytes, type: 'application/pdf' });
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
              { text: entry.actor },
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
