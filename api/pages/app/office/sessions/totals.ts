import type { Request } from 'express';
import { Problem } from '../../../../../domain/errors';
import type { NominationRecord } from '../../../../../platform/store';
import type { Cell, Field, Section } from '../../../../../templates/pages';
import { confirmTotals, enterTotals, readTotals, type TotalsRead } from '../../../../commands/sessions/totals';
import type { ApiContext } from '../../../../context';
import { parse } from '../../../../schemas/parse';
import { confirmedTotals, meetingTotals, totalsOf } from '../../../../schemas/sessions';
import { bodyIn, wordsIn, type Fields } from '../../../forms';
import { awardName } from '../../../nominee';
import type { AppPage, SignedIn } from '../../page';
import { sessionHref, words } from '../cells';
import { formPage, paperFault, paperIn, type Posted } from '../form-page';
import { actsOf, foundSession, mustRun, nameIn, runs, type Found } from './found';
import { sit, sittingFields as make, titleOf } from './words';

interface OfTotals extends Found {
  readonly nominations: ReadonlyMap<string, NominationRecord>;
}

const ballots = ['issued', 'returned', 'valid', 'invalid'] as const;
const ofLine = ['yes', 'no', 'abstain', 'recused', 'blank'] as const;

async function found(context: ApiContext, req: Request, signed: SignedIn): Promise<OfTotals> {
  const of = await foundSession(context, req, signed);
  if (!(await runs(context, signed.caller, of.record))) throw new Problem('FORBIDDEN', `totals of ${of.record._id}`);
  const nominations = await context.store.nominations.many(of.record.lines.map(({ nomination }) => nomination));
  return { ...of, nominations };
}

/** @throws Problem TOTALS_COUNTED, ACTION_NOT_ALLOWED */
async function mustTake(context: ApiContext, { record }: OfTotals, { caller }: SignedIn): Promise<void> {
  // what was counted says so itself, by its own refusal
  if (record.result || record.status === 'closing') throw new Problem('TOTALS_COUNTED', record._id);
  await mustRun(context, caller, record, actsOf(record, context.clock.now()), 'totals');
}

interface OfReading extends OfTotals {
  /** Absent once they are counted. */
  readonly read?: TotalsRead;
}

/** @throws Problem NOT_FOUND before any are entered */
async function reading(context: ApiContext, req: Request, signed: SignedIn): Promise<OfReading> {
  const of = await found(context, req, signed);
  try {
    return { ...of, read: await readTotals(context, { caller: signed.caller, id: of.record._id }) };
  } catch (problem) {
    if (problem instanceof Problem && (problem.code === 'TOTALS_COUNTED' || problem.code === 'ACTION_NOT_ALLOWED'))
      return of;
    throw problem;
  }
}

/** The totals of a meeting: entered with their scan, read back, and counted once they are confirmed. */
export const sessionTotalsPages = (context: ApiContext): AppPage[] => [
  formPage<OfTotals>(context, {
    path: '/app/sessions/:id/totals',
    right: 'runSessions',
    files: { to: 'sessions' },
    open: (req, signed) => found(context, req, signed),
    offered: (of, signed) => mustTake(context, of, signed),
    about: ({ record }) => ({
      changed: 'sittings.changed',
      title: sit('act.totals'),
      subject: record.name,
      award: words(`sessionKind.${record.kind}`),
      back: sessionHref(record._id),
      button: sit('totals.enter'),
      notes: [{ tone: 'plain', text: sit('will.totals') }],
    }),
    fields: (of, { lang }) => fieldsFor(context, of, lang),
    async send(of, posted) {
      const { record } = of;
      const { paper, ...said } = totalsIn(of, posted);
      const asked = { caller: posted.caller, id: record._id, submission: posted.submission };
      await enterTotals(context, { ...asked, totals: totalsOf({ paper, ...said }), paper });
      return `${sessionHref(record._id)}/totals/read`;
    },
    at: faultField,
  }),
  formPage<OfReading>(context, {
    path: '/app/sessions/:id/totals/read',
    right: 'runSessions',
    open: (req, signed) => reading(context, req, signed),
    offered: (of, signed) => mustTake(context, of, signed),
    about: (of, { lang }) => ({
      changed: 'sittings.changed',
      title: sit('totals.read'),
      subject: of.record.name,
      award: words(`sessionKind.${of.record.kind}`),
      back: `${sessionHref(of.record._id)}/totals`,
      button: sit('totals.confirm'),
      notes: [{ tone: 'warn', text: sit('totals.final') }],
      sections: readSections(context, of, lang),
    }),
    fields: ({ read }) => [
      { name: 'totals', label: '', kind: 'hidden', value: read?.totals ?? '' },
      make.text('checkedBy', { required: false, hint: sit('field.checkedByHow') }),
    ],
    async send({ record }, { caller, submission, fields }) {
      const said = parse(confirmedTotals, bodyIn(fields, ['totals', 'checkedBy']));
      await confirmTotals(context, { caller, id: record._id, submission, ...said });
      return `${sessionHref(record._id)}?done=totals`;
    },
  }),
];

function fieldsFor({ catalogue }: ApiContext, of: OfTotals, lang: SignedIn['lang']): Field[] {
  const { record, people, nominations } = of;
  const number = (name: string, label: string, hint?: string): Field =>
    make.number(name, { label: sit(`field.${label}`), ...(hint === undefined ? {} : { hint: sit(`field.${hint}`) }) });
  return [
    make.heading('present', { hint: sit('field.presentHow') }),
    ...record.members.flatMap(({ person, role, absence }) => [
      make.check(`present.${person}`, nameIn(people, person), {
        hint: `${role} (${person})`,
        checked: absence === undefined,
      }),
      make.text(`absence.${person}`, {
        label: sit('field.absence', { name: nameIn(people, person) }),
        value: absence ?? '',
        required: false,
      }),
    ]),
    make.heading('ballots'),
    ...ballots.map((name) => number(name, name)),
    ...record.lines.flatMap(({ nomination, no, award, rule }) => [
      make.heading(`line.${nomination}`, {
        label: `${no}. ${nominations.get(nomination)?.dossier.nominee.name ?? nomination}`,
        hint: awardName(catalogue, award, lang),
      }),
      ...ofLine
        .filter((name) => name !== 'abstain' || rule.abstain === 'countsAsNo')
        .map((name) => number(`line.${nomination}.${name}`, name)),
      make.text(`line.${nomination}.declared`, {
        label: sit('field.declared'),
        hint: sit('field.declaredHow'),
        required: false,
      }),
    ]),
    ...make.paper({ title: titleOf('countingMinutes'), scan: 'needed' }),
  ];
}

const presentIn = ({ record }: Found, fields: Fields): string[] =>
  record.members.map(({ person }) => person).filter((person) => fields.get(`present.${person}`) === 'true');
const absentIn = ({ record }: Found, fields: Fields): string[] =>
  record.members
    .map(({ person }) => person)
    .filter(
      (person) => fields.get(`present.${person}`) !== 'true' && wordsIn(fields, `absence.${person}`).trim() !== '',
    );

/** Digits are a number; anything else is left for the schema to refuse. */
const numbersIn = (fields: Fields, names: readonly string[], under = ''): Record<string, unknown> =>
  Object.fromEntries(
    names.flatMap((name) => {
      const typed = (fields.get(`${under}${name}`) ?? '').trim();
      return typed === '' ? [] : [[name, /^\d{1,9}$/.test(typed) ? Number(typed) : typed]];
    }),
  );

function totalsIn(of: OfTotals, { fields }: Posted) {
  return parse(meetingTotals, {
    present: presentIn(of, fields),
    ...numbersIn(fields, ballots),
    absent: absentIn(of, fields).map((member) => ({ member, reason: wordsIn(fields, `absence.${member}`) })),
    lines: of.record.lines.map(({ nomination }) => {
      const declared = wordsIn(fields, `line.${nomination}.declared`)
        .split(/[\s,;]+/)
        .filter(Boolean);
      return {
        nomination,
        ...numbersIn(fields, ofLine, `line.${nomination}.`),
        ...(declared.length === 0 ? {} : { declared }),
      };
    }),
    paper: paperIn(fields, 'countingMinutes'),
  });
}

/** Faults are told at the member or the line that they are about. */
function faultField(field: string, of: OfTotals, fields: Fields): string {
  const [part, index, name] = field.split('.');
  const i = Number(index);
  if (part === 'present') return index === undefined ? 'present' : `present.${presentIn(of, fields)[i] ?? ''}`;
  if (part === 'absent') return `absence.${absentIn(of, fields)[i] ?? ''}`;
  if (part === 'lines') {
    const line = `line.${of.record.lines[i]?.nomination ?? ''}`;
    return name === undefined || name === 'nomination' ? line : `${line}.${name}`;
  }
  return paperFault(field);
}

/** What was entered, and at a meeting what each line would come to. Of a mixed session nobody learns that before the count. */
function readSections({ catalogue }: ApiContext, of: OfReading, lang: SignedIn['lang']): Section[] {
  const { record, people, nominations, read } = of;
  if (!read) return [];
  const { entered, outcomes } = read;
  const at = new Map(entered.lines.map((line) => [line.nomination, line]));
  return [
    {
      heads: ['present', ...ballots].map((name) => `sittings.field.${name}`),
      rows: [
        [
          { text: entered.present.map((person) => nameIn(people, person)).join('; '), main: true },
          ...ballots.map((name) => ({ n: entered[name] })),
        ],
      ],
    },
    {
      heads: ['no', 'nominee', ...ofLine.map((name) => `sittings.field.${name}`), ...(outcomes ? ['result'] : [])],
      rows: record.lines.map(({ nomination, no, award }): Cell[] => {
        const line = at.get(nomination);
        const outcome = outcomes?.find((one) => one.nomination === nomination);
        return [
          { n: no },
          {
            text: nominations.get(nomination)?.dossier.nominee.name ?? nomination,
            sub: awardName(catalogue, award, lang),
            main: true,
          },
          ...ofLine.map((name): Cell => (line?.[name] === undefined ? {} : { n: line[name] })),
          ...(outcomes
            ? [
                outcome === undefined
                  ? {}
                  : {
                      text: words(outcome.passed ? 'session.passed' : 'session.failed'),
                      tone: 'plain' as const,
                      sub: outcome.why[lang],
                    },
              ]
            : []),
        ];
      }),
    },
  ];
}
