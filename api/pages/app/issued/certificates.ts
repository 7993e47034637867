import { certificateStatuses } from '../../../../domain/case/life';
import type { Cell, Field, Filters, Option } from '../../../../templates/pages';
import { exportCertificates, listCertificates, type ListedCertificate } from '../../../commands/issued/certificates';
import { defined } from '../../../commands/shared';
import type { ApiContext } from '../../../context';
import { paging } from '../../../schemas/fields';
import { certificateFilterOf, certificateQuery } from '../../../schemas/listing';
import { parse } from '../../../schemas/parse';
import { printedCode } from '../../../../templates/documents/certificate';
import { showApp } from '../frame';
import { certificateHref, decisionHref } from '../office/cells';
import { sendFile } from '../office/file';
import { pagerOf, queryIn, withoutCursor, type Query } from '../office/nominations';
import type { AppPage, SignedIn } from '../page';
import { certificateSaid, certificateState, words } from './words';

const path = '/app/certificates';
const pageQuery = certificateQuery.extend({ cursor: paging.cursor });

/** All certificates, newest first: searched without diacritics, filtered, exported. */
export const certificateListPages = (context: ApiContext): AppPage[] => [
  {
    path,
    entry: 'certificates',
    right: 'readDecisions',
    async show(req, res, signed) {
      const query = queryIn(req);
      const { cursor, ...asked } = parse(pageQuery, query);
      const filter = certificateFilterOf(asked);
      const { caller, lang } = signed;
      const page = await listCertificates(context, { caller, filter, paging: defined({ cursor }) });
      await showApp(context, req, res, signed, 'app/office/tables', {
        title: { key: 'app.entry.certificates' },
        lead: { key: 'app.about.certificates' },
        filters: filtersOf(context, signed, query),
        sections: [
          {
            heads: ['certificate', 'nominee', 'unit', 'decision', 'goldBook', 'state'],
            rows: page.items.map((one) => rowOf(one, lang)),
            empty: { key: 'officePages.list.none' },
          },
        ],
        ...pagerOf(path, query, page),
        links: (['xlsx', 'csv'] as const).map((format) => ({
          href: `${path}.${format}?${new URLSearchParams(withoutCursor(query)).toString()}`,
          text: { key: `officePages.list.${format}` },
          download: true,
        })),
      });
    },
  },
  ...(['xlsx', 'csv'] as const).map((format): AppPage => ({
    path: `${path}.${format}`,
    right: 'readDecisions',
    async show(req, res, { caller }) {
      const filter = certificateFilterOf(parse(certificateQuery, queryIn(req)));
      await sendFile(res, await exportCertificates(context, { caller, filter, format }));
    },
  })),
];

/** One certificate, as it stands in a list. */
const rowOf = ({ record, decision }: ListedCertificate, lang: SignedIn['lang']): Cell[] => [
  { text: record.number, href: certificateHref(record), sub: printedCode(record.verifyCode) },
  { text: record.snapshot.nominee.name, sub: record.snapshot.awardName[lang], main: true },
  { text: record.snapshot.unitName },
  decision ? { text: decision.number, href: decisionHref(decision._id) } : {},
  { n: record.goldBookNumber },
  certificateState(record.status),
];

function filtersOf({ catalogue }: ApiContext, { lang }: SignedIn, query: Query): Filters {
  const any: Option = { value: '', text: { key: 'officePages.list.any' }, selected: false };
  const select = (name: string, options: readonly Omit<Option, 'selected'>[]): Field => ({
    name,
    label: words(`field.${name}`),
    kind: 'select',
    options: [any, ...options.map((option) => ({ ...option, selected: query[name] === option.value }))],
  });
  // awards of the State come from elsewhere: there is no certificate of ours
  const ours = catalogue.filter(({ level }) => level === 'unit' || level === 'province');
  const awards = [...new Map(ours.map((award) => [award.code, award.name[lang]]))];
  return {
    action: path,
    open: query['decision'] !== undefined || query['award'] !== undefined,
    fields: [
      {
        name: 'q',
        label: words('field.certificate'),
        kind: 'search',
        hint: { key: 'officePages.field.qHow' },
        ...defined({ value: query['q'] }),
      },
      select(
        'status',
        certificateStatuses.map((value) => ({ value, text: certificateSaid(value) })),
      ),
    ],
    more: [
      { name: 'decision', label: words('field.decision'), kind: 'search', ...defined({ value: query['decision'] }) },
      select(
        'award',
        awards.map(([value, text]) => ({ value, text })),
      ),
    ],
  };
}
