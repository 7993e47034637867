import { Problem } from '../../../../../domain/errors';
import type { Recommendation } from '../../../../../domain/campaign/nominating';
import type { Language } from '../../../../../platform/store';
import { dayText } from '../../../../../templates/format';
import type { Cell, Field, Said, Section } from '../../../../../templates/pages';
import { draftProposed, proposedBy, type Choice, type Proposed } from '../../../../commands/campaigns/nominating';
import { unitYear } from '../../../../commands/campaigns/unit-year';
import type { ApiContext } from '../../../../context';
import { invalid } from '../../../../schemas/parse';
import type { Fields } from '../../../forms';
import { awardName } from '../../../nominee';
import { queryOf } from '../../../language';
import { showApp } from '../../frame';
import { nominationHref } from '../../office/cells';
import type { AppPage, SignedIn } from '../../page';
import { recordForm, renamed } from '../../records/form';
import { head, unitYearHref, words, wrongAt } from './words';
import type { Request } from 'express';

const tones: Readonly<Record<Recommendation, NonNullable<Cell['tone']>>> = {
  recommended: 'awarded',
  open: 'due',
  against: 'stop',
};

/** Whom the final review proposes for what, and why; drafts of those who are chosen. */
export const nomineePages = (context: ApiContext): AppPage[] => [
  {
    path: '/app/campaigns/:id/units/:unit/nominees',
    right: 'writeDrafts',
    async show(req, res, signed) {
      const { lang } = signed;
      const { of, rows, lapsed } = await proposed(context, req, signed);
      const href = unitYearHref(of.campaign._id, of.unit.code);
      const { reached, working } = of.campaign;
      const open = reached.roundOpens !== undefined && reached.roundCloses === undefined;
      const opens = working.roundOpens;
      const n = Number(/^\d{1,4}$/.exec(queryOf(req, 'drafted') ?? '')?.[0] ?? 0);
      await showApp(context, req, res, signed, 'app/office/tables', {
        title: words('nominees.title', { unit: of.unit.name }),
        lead: words('nominees.how'),
        notes: [
          ...(n > 0 ? [{ tone: 'ok' as const, text: words('nominees.drafted', { count: n }) }] : []),
          ...(!open && reached.roundOpens === undefined && opens !== undefined
            ? [{ tone: 'plain' as const, text: words('nominees.notOpen', { day: dayText(lang, opens) }) }]
            : []),
          ...lapsed.map((code) => ({
            tone: 'warn' as const,
            text: words('nominees.lapsed', { award: awardName(context.catalogue, code, lang) }),
          })),
        ],
        actions:
          open && of.writes && rows.some(canBeChosen)
            ? [{ href: `${href}/nominees/draft`, text: words('nominees.act'), hint: words('nominees.actHow') }]
            : [],
        sections: sectionsOf(rows, lang),
        links: [{ href, text: words('backToUnit') }],
      });
    },
  },
  recordForm(context, {
    path: '/app/campaigns/:id/units/:unit/nominees/draft',
    right: 'writeDrafts',
    async open(req, signed) {
      const { of, rows } = await proposed(context, req, signed);
      if (!of.writes) throw new Problem('FORBIDDEN', 'units nominate for themselves');
      const awards = [...new Set(rows.map(({ award }) => award.code))];
      return {
        title: words('nominees.draftTitle'),
        lead: words('nominees.draftHow'),
        back: { href: `${unitYearHref(of.campaign._id, of.unit.code)}/nominees`, text: of.unit.name },
        button: words('nominees.draftNow'),
        edition: 0,
        groups: awards.flatMap((code) => {
          const choices = rows.filter((row) => row.award.code === code && canBeChosen(row));
          const [first] = choices;
          if (!first) return [];
          return [
            { legend: first.award.name[signed.lang], fields: choices.map((row) => choiceField(row, signed.lang)) },
          ];
        }),
      };
    },
    async save({ req, signed: { caller }, fields }) {
      const [id, unit] = [String(req.params['id']), String(req.params['unit'])];
      const choices = choicesIn(fields);
      if (choices.length === 0) throw invalid(wrongAt('none', 'nobodyChosen'));
      try {
        const made = await draftProposed(context, { caller, id, unit, choices });
        const fresh = made.filter(({ created }) => created).length;
        return `${unitYearHref(id, unit)}/nominees?drafted=${fresh}`;
      } catch (error) {
        throw renamed(error, (name) => fieldOf(name, choices));
      }
    },
  }),
];

/** @throws Problem FORBIDDEN, NOT_FOUND, NOMINATING_NOT_OPEN before the final review */
async function proposed(context: ApiContext, req: Request, { caller }: SignedIn) {
  const [id, unit] = [String(req.params['id']), String(req.params['unit'])];
  const of = await unitYear(context, { caller, id, unit });
  return { of, ...(await proposedBy(context, { caller, id, unit })) };
}

/** Who is not nominated yet, and whom nothing stands against. */
const canBeChosen = ({ nomination, recommendation }: Proposed): boolean =>
  nomination === undefined && recommendation !== undefined && recommendation !== 'against';

function sectionsOf(rows: readonly Proposed[], lang: Language): Section[] {
  const awards = [...new Set(rows.map(({ award }) => award.code))];
  const heads = ['nominee', 'recommendation', 'standing', 'why'].map(head);
  if (awards.length === 0) return [{ heads, rows: [], empty: words('nominees.nobody') }];
  return awards.map((code) => {
    const own = rows.filter(({ award }) => award.code === code);
    return {
      title: own[0]!.award.name[lang],
      count: words('nominees.count', { count: own.length }),
      heads,
      rows: own.map((row) => cellsOf(row, lang)),
    };
  });
}

function cellsOf({ nominee, recommendation, standing, reasons, nomination }: Proposed, lang: Language): Cell[] {
  const { name } = nominee;
  const unitName = nominee.kind === 'person' ? nominee.unitName : '';
  return [
    { text: name, main: true, ...(unitName === '' ? {} : { sub: unitName }) },
    nomination !== undefined
      ? { text: words('nominees.nominated', { id: nomination._id }), href: nominationHref(nomination._id) }
      : recommendation === undefined
        ? {}
        : { text: words(`recommendation.${recommendation}`), tone: tones[recommendation] },
    standing === undefined ? {} : { text: words('nominees.standing', { ...standing }) },
    { text: reasons.map((reason) => reason[lang]).join(' ') },
  ];
}

const choiceField = (row: Proposed, lang: Language): Field => ({
  name: `n.${row.code}/${row.award.code}`,
  kind: 'check',
  label: row.nominee.name,
  hint: reasonsSaid(row, lang),
  checked: row.recommendation === 'recommended' && row.earlier === 0,
});

const reasonsSaid = ({ reasons, earlier }: Proposed, lang: Language): Said =>
  words(earlier > 0 ? 'nominees.whyAgain' : 'nominees.why', {
    why: reasons.map((reason) => reason[lang]).join(' '),
  });

const choicesIn = (fields: Fields): Choice[] =>
  [...fields].flatMap(([name, value]) => {
    const [, code, award] = /^n\.([^/]{1,64})\/(.{1,64})$/.exec(name) ?? [];
    return code === undefined || award === undefined || value !== 'true' ? [] : [{ code, award }];
  });

/** Where a fault of a choice is told. */
function fieldOf(name: string, choices: readonly Choice[]): string {
  const choice = choices[Number(/^choices\.(\d+)/.exec(name)?.[1])];
  return choice === undefined ? name : `n.${choice.code}/${choice.award}`;
}
