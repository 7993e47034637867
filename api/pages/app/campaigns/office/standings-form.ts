import type { RankingRecord } from '../../../../../platform/store';
import type { FieldGroup } from '../../../../../templates/pages';
import { editionOf, putStandings, type BlockStandings } from '../../../../commands/facts/standings';
import { listMaster } from '../../../../commands/service/master-data';
import type { ApiContext, Caller } from '../../../../context';
import { standings as standingsBody } from '../../../../schemas/facts';
import { invalid, parse, type FieldProblem } from '../../../../schemas/parse';
import { wordsIn, type Fields } from '../../../forms';
import { unitNamesOf } from '../../office/cells';
import { unitNamed } from '../../named';
import type { AppPage } from '../../page';
import { mustBeProvince } from '../../records/cells';
import { recordForm, renamed } from '../../records/form';
import { faultAt, make, words } from './parts';
import { paperOf, standingOf, standingsHref, unitOf } from './standings';

/** Rows beyond those that are filled in. */
const EMPTY_ROWS = 6;
const MOST_ROWS = 500;

/** The form by which the paper of a block is written and corrected: what is left out of it has no standing any more. */
export const standingsForm = (context: ApiContext): AppPage =>
  recordForm(context, {
    path: '/app/blocks/:id/:year/edit',
    right: 'writeFacts',
    async open(req, { caller }, typed) {
      mustBeProvince(caller);
      const { block, year, rankings } = await standingOf(context, caller, req);
      const { number, date, scope } = paperOf(rankings);
      const units = await listMaster(context, { caller, kind: 'units' });
      return {
        title: words(rankings.length === 0 ? 'standings.write' : 'standings.correct'),
        lead: words('standings.formHow', { name: block.name, year }),
        back: { href: standingsHref(block._id, year), text: words('standings.of', { name: block.name, year }) },
        button: words('standings.button'),
        edition: editionOf(rankings),
        choices: [
          {
            id: 'units',
            options: units.filter(({ kind }) => kind !== 'block').map(({ _id, name }) => ({ value: _id, text: name })),
          },
        ],
        groups: [
          {
            fields: [
              make.choice(
                'scope',
                (['province', 'nation'] as const).map((value) => ({ value, text: words(`standings.scope.${value}`) })),
                scope,
              ),
              make.text('paper.number', { value: number }),
              make.day('paper.date', { value: date }),
            ],
          },
          ...rowsOf(rankings, typed, await unitNamesOf(context, rankings.map(unitOf))),
        ],
      };
    },
    async save({ req, signed: { caller }, fields, body, expects }) {
      const { block, year, rankings } = await standingOf(context, caller, req);
      const { lines, rowOf } = await linesIn(context, caller, fields);
      const { number, file } = paperOf(rankings);
      const paper = (body['paper'] ?? {}) as Readonly<Record<string, unknown>>;
      // the scan stays with the paper that it is of
      const kept = file !== undefined && paper['number'] === number ? { file } : {};
      try {
        const asked: BlockStandings = parse(standingsBody, {
          scope: body['scope'],
          paper: { ...paper, ...kept },
          lines,
        });
        await putStandings(context, { caller, block: block._id, year, asked, expects });
      } catch (error) {
        throw inRows(error, rowOf);
      }
      return `${standingsHref(block._id, year)}?done=standings`;
    },
  });

/** A row for each member, and some more. */
function rowsOf(
  rankings: readonly RankingRecord[],
  typed: Fields | undefined,
  name: (code: string) => string,
): FieldGroup[] {
  const sent = typed ? [...typed.keys()].filter((key) => /^lines\.\d+\.unit$/.test(key)).length : 0;
  const count = Math.min(MOST_ROWS, Math.max(sent, rankings.length + EMPTY_ROWS));
  return Array.from({ length: count }, (_, i): FieldGroup => {
    const one = rankings[i];
    return {
      legend: one
        ? words('standings.lineNamed', { no: i + 1, name: name(unitOf(one)) })
        : words('standings.line', { no: i + 1 }),
      inRow: true,
      fields: [
        make.text(`lines.${i}.unit`, {
          label: words('field.unit'),
          required: false,
          list: 'units',
          value: one ? unitOf(one) : '',
        }),
        make.number(`lines.${i}.rank`, { label: words('field.rank'), value: one?.rank?.toString() ?? '' }),
        make.text(`lines.${i}.points`, {
          label: words('field.points'),
          required: false,
          value: one?.points?.replace('.', ',') ?? '',
        }),
        make.check(`lines.${i}.leads`, words('field.leads'), { checked: one?.leads === true }),
      ],
    };
  });
}

/** What was typed in rows, units by name or code; and in which row each line stands. @throws Problem VALIDATION */
async function linesIn(context: ApiContext, caller: Caller, fields: Fields) {
  const units = await listMaster(context, { caller, kind: 'units' });
  const wrong: FieldProblem[] = [];
  const lines: object[] = [];
  const rowOf: number[] = [];
  for (let i = 0; i < MOST_ROWS && fields.has(`lines.${i}.unit`); i += 1) {
    const of = (part: string): string => wordsIn(fields, `lines.${i}.${part}`, 300);
    const [typed, rank, points] = [of('unit'), of('rank'), of('points')];
    if (typed === '') {
      if (rank !== '' || points !== '') wrong.push(faultAt(`lines.${i}.unit`, 'noUnit'));
      continue;
    }
    const found = unitNamed(units, { field: `lines.${i}.unit`, typed });
    if ('problem' in found) wrong.push(found.problem);
    else {
      rowOf.push(i);
      lines.push({
        unit: found.code,
        leads: fields.get(`lines.${i}.leads`) === 'true',
        ...(rank === '' ? {} : { rank: Number(rank) }),
        // as people write it or as machines do
        ...(points === '' ? {} : { points: points.replace(',', '.') }),
      });
    }
  }
  if (lines.length === 0 && wrong.length === 0) wrong.push(faultAt('lines.0.unit', 'noLines'));
  if (wrong.length > 0) throw invalid(...wrong);
  return { lines, rowOf };
}

/** Faults of lines are told in the rows in which they stand. */
const inRows = (error: unknown, rowOf: readonly number[]): unknown =>
  renamed(error, (field) => field.replace(/^lines\.(\d+)/, (_all, no: string) => `lines.${rowOf[Number(no)] ?? no}`));
