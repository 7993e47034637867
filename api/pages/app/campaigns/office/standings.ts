import type { Request } from 'express';
import { Problem } from '../../../../../domain/errors';
import { dayOf, yearOf } from '../../../../../domain/time';
import type { Language, RankingRecord, UnitRecord } from '../../../../../platform/store';
import { dayText } from '../../../../../templates/format';
import type { Cell } from '../../../../../templates/pages';
import { blocksSeen, blockStandings, editionOf, needBlock, putStandings } from '../../../../commands/facts/standings';
import { attachment } from '../../../../commands/papers';
import { defined } from '../../../../commands/shared';
import type { ApiContext, Caller } from '../../../../context';
import { year as yearField } from '../../../../schemas/fields';
import { invalid } from '../../../../schemas/parse';
import { has } from '../../../../../domain/roles';
import { queryOf } from '../../../language';
import { showApp } from '../../frame';
import { unitNamesOf } from '../../office/cells';
import { sendFile } from '../../office/file';
import { formPage } from '../../office/form-page';
import type { AppPage } from '../../page';
import { trailLink, unitHref } from '../../records/cells';
import { doneIn } from './offered';
import { faultAt, words } from './parts';
import { standingsForm } from './standings-form';

/** How clusters and blocks have ranked their members, year by year, as their papers say. */

const PAST_YEARS = 4;

export const standingsHref = (block: string, year: number): string =>
  `/app/blocks/${encodeURIComponent(block)}/${year}`;

export const standingsPages = (context: ApiContext): AppPage[] => [
  {
    path: '/app/blocks',
    right: 'readInternal',
    async show(req, res, signed) {
      const { caller } = signed;
      const last = yearOf(dayOf(context.clock.now()));
      const year = yearIn(queryOf(req, 'year') ?? String(last));
      const seen = await blocksSeen(context, { caller, year });
      await showApp(context, req, res, signed, 'app/records/record', {
        title: words('standings.title', { year }),
        lead: words('standings.how'),
        back: { href: '/app/campaigns', text: { key: 'app.entry.campaigns' } },
        sections: [
          {
            heads: ['block', 'members', 'leading', 'paper'].map((head) => `campaignOffice.head.${head}`),
            rows: seen.map(({ block, rankings }): Cell[] => [
              { text: block.name, href: standingsHref(block._id, year), main: true },
              { n: rankings.length },
              { n: rankings.filter(({ leads }) => leads).length },
              paperCell(rankings, signed.lang),
            ]),
            empty: words('standings.noBlocks'),
          },
        ],
        links: yearsBefore(last).map((of) => ({
          href: `/app/blocks?year=${of}`,
          text: words('standings.title', { year: of }),
        })),
      });
    },
  },
  {
    path: '/app/blocks/:id/:year',
    right: 'readInternal',
    async show(req, res, signed) {
      const { caller } = signed;
      const { block, year, rankings } = await standingOf(context, caller, req);
      const name = await unitNamesOf(context, rankings.map(unitOf));
      const href = standingsHref(block._id, year);
      const [first] = rankings;
      const writes = caller.unit === undefined && has(caller, 'writeFacts');
      await showApp(context, req, res, signed, 'app/records/record', {
        title: words('standings.of', { name: block.name, year }),
        back: { href: `/app/blocks?year=${year}`, text: words('standings.title', { year }) },
        notes: doneIn(req),
        ...(writes
          ? {
              acts: [
                { href: `${href}/edit`, text: words(first ? 'standings.correct' : 'standings.write') },
                ...(first?.paper === undefined || !has(caller, 'attach')
                  ? []
                  : [{ href: `${href}/paper`, text: words('standings.attach') }]),
              ],
            }
          : {}),
        sections: [
          {
            ...(first === undefined ? {} : { title: words(`standings.scope.${first.scope}`) }),
            heads: ['rank', 'unit', 'points', 'leads', 'paper'].map((head) => `campaignOffice.head.${head}`),
            rows: rankings.map((one): Cell[] => [
              one.rank === undefined ? {} : { n: one.rank },
              { text: name(unitOf(one)), href: unitHref(unitOf(one)), main: true },
              one.points === undefined ? {} : { text: one.points.replace('.', ',') },
              one.leads ? { text: words('standings.leads'), tone: 'awarded' } : {},
              paperCell([one], signed.lang),
            ]),
            empty: words('standings.none'),
          },
        ],
        links: [
          ...(first?.paperFile === undefined || caller.unit !== undefined
            ? []
            : [{ href: `${href}/paper.file`, text: words('standings.file'), download: true as const }]),
          ...trailLink(caller, `facts/standings/${block._id}/${year}`),
        ],
      });
    },
  },
  standingsForm(context),
  formPage<Standing & { readonly version: number }>(context, {
    path: '/app/blocks/:id/:year/paper',
    right: 'attach',
    files: { to: 'blocks' },
    async open(req, { caller }) {
      if (caller.unit !== undefined || !has(caller, 'writeFacts'))
        throw new Problem('FORBIDDEN', "standings are the province's to write");
      const standing = await standingOf(context, caller, req);
      if (standing.rankings[0]?.paper === undefined) throw new Problem('NOT_FOUND', 'no paper');
      return { ...standing, version: editionOf(standing.rankings) };
    },
    about: ({ block, year, rankings: [first] }) => ({
      title: words('standings.attach'),
      subject: block.name,
      award: words('standings.paper', { number: first?.paper ?? '' }),
      back: standingsHref(block._id, year),
      button: words('standings.attach'),
    }),
    fields: () => [
      { name: 'paper.file', label: words('field.file'), kind: 'file', hint: { key: 'officePages.act.scan.needed' } },
    ],
    async send({ block, year, rankings }, { caller, fields, expects }) {
      const { number, date, scope } = paperOf(rankings);
      const file = fields.get('paper.attachment') ?? '';
      if (file === '') throw invalid(faultAt('paper.file', 'noFile'));
      const lines = rankings.map((one) => ({
        unit: unitOf(one),
        rank: one.rank ?? 1,
        leads: one.leads,
        ...defined({ points: one.points }),
      }));
      const asked = { scope, paper: { number, date, file }, lines };
      await putStandings(context, { caller, block: block._id, year, asked, expects });
      return `${standingsHref(block._id, year)}?done=attached`;
    },
    at: () => 'paper.file',
  }),
  {
    path: '/app/blocks/:id/:year/paper.file',
    right: 'readInternal',
    async show(req, res, { caller }) {
      const { block, rankings } = await standingOf(context, caller, req);
      const file = rankings[0]?.paperFile;
      if (file === undefined) throw new Problem('NOT_FOUND', 'no file');
      await sendFile(res, await attachment(context, { caller, to: 'blocks', id: block._id, file }));
    },
  },
];

export interface Standing {
  readonly block: UnitRecord;
  readonly year: number;
  readonly rankings: readonly RankingRecord[];
}

/** @throws Problem NOT_FOUND, VALIDATION */
export async function standingOf(context: ApiContext, caller: Caller, req: Request): Promise<Standing> {
  const id = String(req.params['id']);
  const year = yearIn(String(req.params['year']));
  const rankings = await blockStandings(context, { caller, block: id, year });
  return { block: await needBlock(context, id), year, rankings };
}

export const unitOf = ({ about }: RankingRecord): string => about.slice('units/'.length);

/** The paper behind lines that have one. */
export const paperOf = ([first]: readonly RankingRecord[]) => ({
  number: first?.paper ?? '',
  date: first?.paperDate ?? '',
  scope: first?.scope ?? ('province' as const),
  ...defined({ file: first?.paperFile }),
});

function paperCell(rankings: readonly RankingRecord[], lang: Language): Cell {
  const [first] = rankings;
  if (first === undefined) return { text: words('standings.none'), tone: 'due' };
  if (first.paper === undefined) return { text: words('standings.noPaper') };
  return {
    text: first.paper,
    ...(first.paperDate === undefined
      ? {}
      : { sub: words('standings.dated', { day: dayText(lang, first.paperDate) }) }),
  };
}

/** @throws Problem NOT_FOUND */
function yearIn(typed: string): number {
  const of = yearField.safeParse(/^\d{4}$/.test(typed) ? Number(typed) : undefined);
  if (!of.success) throw new Problem('NOT_FOUND', 'no year');
  return of.data;
}

const yearsBefore = (last: number): number[] => Array.from({ length: PAST_YEARS }, (_, i) => last - i);
