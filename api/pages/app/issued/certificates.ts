import { has } from '../../../../domain/roles';
import { certificateStatuses } from '../../../../domain/case/life';
import type { Cell, Filters } from '../../../../templates/pages';
import { exportCertificates, listCertificates, type ListedCertificate } from '../../../commands/issued/certificates';
import { listMaster } from '../../../commands/service/master-data';
import type { ApiContext } from '../../../context';
import { certificateFilterOf, certificateQuery } from '../../../schemas/listing';
import { parse } from '../../../schemas/parse';
import { printedCode } from '../../../../templates/documents/certificate';
import { certificateHref, decisionHref } from '../office/cells';
import { filterFields } from '../office/lists/fields';
import { listOf } from '../office/lists/page';
import type { Query } from '../office/lists/query';
import type { AppPage, SignedIn } from '../page';
import { awaitsHandover } from './handover';
import { handoverManyHref } from './handover-many';
import { certificateSaid, certificateState, words } from './words';

/** All certificates, newest first: searched without diacritics, filtered, exported. */
export const certificateListPages = (context: ApiContext): AppPage[] =>
  listOf(context, {
    entry: 'certificates',
    right: 'readDecisions',
    lead: { key: 'app.about.certificates' },
    heads: ['certificate', 'nominee', 'unit', 'decision', 'goldBook', 'state'],
    filter: (query) => certificateFilterOf(parse(certificateQuery, query)),
    read: (asked) => listCertificates(context, asked),
    file: (asked) => exportCertificates(context, asked),
    rows: (items, { lang }) => Promise.resolve(items.map((one) => rowOf(one, lang))),
    filters: (query, signed) => filtersOf(context, signed, query),
    ways: waysOf,
  });

/** Those of one decision are handed over at once, those of a unit where its own are looked at. */
function waysOf({ decision, unit }: Query, items: readonly ListedCertificate[], { caller }: SignedIn) {
  const waiting = items.find(({ record }) => awaitsHandover(record));
  if (decision === undefined || !waiting || !has(caller, 'handOver')) return [];
  return [{ href: handoverManyHref(waiting.record.decision, unit), text: words('handover.many') }];
}

/** One certificate, as it stands in a list. */
const rowOf = ({ record, decision }: ListedCertificate, lang: SignedIn['lang']): Cell[] => [
  { text: record.number, href: certificateHref(record), sub: printedCode(record.verifyCode) },
  { text: record.snapshot.nominee.name, sub: record.snapshot.awardName[lang], main: true },
  { text: record.snapshot.unitName },
  decision ? { text: decision.number, href: decisionHref(decision._id) } : {},
  { n: record.goldBookNumber },
  certificateState(record.status),
];

async function filtersOf(
  context: ApiContext,
  { caller, lang }: SignedIn,
  query: Query,
): Promise<Omit<Filters, 'action'>> {
  const { catalogue } = context;
  const units = await listMaster(context, { caller, kind: 'units' });
  const { search, select } = filterFields(query);
  // awards of the State come from elsewhere: there is no certificate of ours
  const ours = catalogue.filter(({ level }) => level === 'unit' || level === 'province');
  const awards = [...new Map(ours.map((award) => [award.code, award.name[lang]]))];
  return {
    open: query['decision'] !== undefined || query['award'] !== undefined,
    fields: [
      search('q', { label: words('field.certificate'), hint: { key: 'officePages.field.qHow' } }),
      select(
        'status',
        certificateStatuses.map((value) => ({ value, text: certificateSaid(value) })),
      ),
      select(
        'unit',
        units.map(({ _id, name }) => ({ value: _id, text: name })),
      ),
    ],
    more: [
      search('decision', { label: words('field.decision') }),
      select(
        'award',
        awards.map(([value, text]) => ({ value, text })),
      ),
    ],
  };
}
