import type { Request } from 'express';
import { Problem } from '../../../../domain/errors';
import { dayOf } from '../../../../domain/time';
import type { Language, SubmittedInitiativeRecord } from '../../../../platform/store';
import type { InitiativeItem } from '../../../../platform/store/initiatives';
import { dayText } from '../../../../templates/format';
import type { Field, Said } from '../../../../templates/pages';
import { councilsFor, type CouncilFor, type PossibleMember } from '../../../commands/initiatives/councils';
import { recogniseInitiatives } from '../../../commands/initiatives/recognise';
import { initiativeItems, needInitiative } from '../../../commands/initiatives/submit';
import { isOfLevel } from '../../../commands/shared';
import type { ApiContext } from '../../../context';
import { initiativeMeeting } from '../../../schemas/initiatives';
import { parse } from '../../../schemas/parse';
import { bodyIn, wordsIn, type Fields } from '../../forms';
import { formPage, type Posted } from '../office/form-page';
import type { AppPage, SignedIn } from '../page';
import { peopleNamed } from '../records/cells';
import { initiativeHref, make, words } from './words';

/** An initiative before a council, with the others of the unit that wait for one. */
interface Agenda {
  readonly version: number;
  readonly record: SubmittedInitiativeRecord;
  readonly council: CouncilFor;
  readonly lines: readonly InitiativeItem[];
  readonly nameOf: (code: string) => string;
}

const ballots = ['issued', 'returned', 'valid', 'invalid'] as const;
const ofLine = ['yes', 'no', 'abstain', 'recused', 'blank'] as const;
/** More than a council takes in a sitting; the others come with the next minutes. */
const MOST_LINES = 100;

/**
 * The meeting of a council, from its minutes: on the initiative at whose page it is opened, and on any other that waits. A line that is
 * left empty was not on the agenda.
 */
export const meetingForms = (context: ApiContext): AppPage[] => [
  formPage<Agenda>(context, {
    path: '/app/initiatives/:id/council/:council',
    right: 'runSessions',
    files: { to: 'initiative-minutes' },
    open: (req, signed) => agendaOf(context, req, signed),
    offered({ record: { _id, status, version } }) {
      if (status !== 'submitted') throw new Problem('ACTION_NOT_ALLOWED', _id, { state: status, version, allowed: [] });
    },
    about: ({ record, council }) => ({
      title: words('meeting.title'),
      subject: record.title,
      award: council.name,
      back: initiativeHref(record._id),
      button: words('meeting.button'),
      notes: [
        { tone: 'plain', text: words('meeting.how') },
        { tone: 'warn', text: words('meeting.final') },
      ],
    }),
    fields: (of, { lang }) => fieldsFor(context, of, lang),
    async send(of, posted) {
      const asked = parse(initiativeMeeting, bodyFor(of, posted));
      await recogniseInitiatives(context, { caller: posted.caller, asked, submission: posted.submission });
      return `${initiativeHref(of.record._id)}?done=meeting`;
    },
    at: faultField,
  }),
];

/** @throws Problem NOT_FOUND for a council that is not of the unit above it, FORBIDDEN for the province's people */
async function agendaOf(context: ApiContext, req: Request, { caller }: SignedIn): Promise<Agenda> {
  const record = await needInitiative(context, { caller, id: String(req.params['id']) });
  if (!(await isOfLevel(context, caller, record.unit))) throw new Problem('FORBIDDEN', 'of another level');
  const code = String(req.params['council']);
  const council = (await councilsFor(context, caller, record)).find((one) => one.code === code);
  if (council === undefined) throw new Problem('NOT_FOUND', `no council ${code} for ${record._id}`);
  const filter = { status: 'submitted', unit: council.unit } as const;
  const { items } = await initiativeItems(context, { caller, filter, paging: { limit: MOST_LINES } });
  const others = items.filter(({ _id }) => _id !== record._id);
  const nameOf = await peopleNamed(
    context,
    council.members.map(({ person }) => person),
  );
  return { version: record.version, record, council, lines: [record, ...others].slice(0, MOST_LINES), nameOf };
}

function fieldsFor({ clock }: ApiContext, { council, lines, nameOf }: Agenda, lang: Language): Field[] {
  const number = (name: string, label: string): Field => make.number(name, { label: words(`field.${label}`) });
  return [
    make.day('heldOn', { value: dayOf(clock.now()) }),
    make.heading('present', { hint: words('field.presentHow') }),
    ...council.members.map((one) =>
      // who was no member all the time is ticked by whoever knows the day
      make.check(`present.${one.person}`, nameOf(one.person), {
        hint: hintOf(one, lang),
        checked: !one.from && !one.until,
      }),
    ),
    make.heading('ballots'),
    ...ballots.map((name) => number(name, name)),
    ...lines.flatMap(({ _id, title, version }, i) => [
      make.heading(`line.${_id}`, {
        label: `${i + 1}. ${title}`,
        ...(i === 0 ? {} : { hint: words('field.lineHow') }),
      }),
      { name: `line.${_id}.expects`, label: '', kind: 'hidden' as const, value: String(version) },
      ...ofLine.map((name) => number(`line.${_id}.${name}`, name)),
      {
        ...make.choice(
          `line.${_id}.chair`,
          (['', 'yes', 'no'] as const).map((value) => ({ value, text: words(`chair.${value || 'none'}`) })),
        ),
        label: words('field.chair'),
      },
    ]),
    make.heading('papers'),
    make.text('minutes.number'),
    make.day('minutes.date'),
    make.text('minutes.file', { kind: 'file', required: false, hint: words('field.minutesHow') }),
    make.text('decision.number', { required: false, hint: words('field.decisionHow') }),
    make.day('decision.date', { required: false }),
    {
      ...make.choice(
        'checkedBy',
        council.members.map(({ person }) => ({ value: person, text: nameOf(person) })),
      ),
      hint: words('field.checkedByHow'),
    },
  ];
}

function hintOf({ person, role, from, until }: PossibleMember, lang: Language): Said {
  const who = `${role} (${person})`;
  if (from === undefined && until === undefined) return who;
  const key = until === undefined ? 'memberFrom' : from === undefined ? 'memberUntil' : 'memberBetween';
  return words(`field.${key}`, { who, from: from && dayText(lang, from), until: until && dayText(lang, until) });
}

const presentIn = ({ council }: Agenda, fields: Fields): string[] =>
  council.members.map(({ person }) => person).filter((person) => fields.get(`present.${person}`) === 'true');

/**
 * The initiatives of which something was entered, as the form had them: sent again, it says the same, though they have gone on by it. The
 * one whose page it is is always on the agenda.
 */
const linesIn = ({ record }: Agenda, fields: Fields): string[] =>
  [...fields.keys()]
    .flatMap((name) => /^line\.([^.]+)\.expects$/.exec(name)?.[1] ?? [])
    .slice(0, MOST_LINES)
    .filter((id) => id === record._id || ofLine.some((name) => wordsIn(fields, `line.${id}.${name}`).trim() !== ''));

/** Digits are a number; anything else is left for the schema to refuse. */
const numbersIn = (fields: Fields, names: readonly string[], under = ''): Record<string, unknown> =>
  Object.fromEntries(
    names.flatMap((name) => {
      const typed = wordsIn(fields, `${under}${name}`, 20).trim();
      return typed === '' ? [] : [[name, /^\d{1,9}$/.test(typed) ? Number(typed) : typed]];
    }),
  );

function bodyFor(of: Agenda, { fields }: Posted): Record<string, unknown> {
  const papers = ['minutes.number', 'minutes.date', 'minutes.attachment', 'decision.number', 'decision.date'];
  return {
    council: of.council.code,
    ...bodyIn(fields, ['heldOn', 'checkedBy', ...papers]),
    present: presentIn(of, fields),
    ...numbersIn(fields, ballots),
    lines: linesIn(of, fields).map((initiative) => {
      const chair = wordsIn(fields, `line.${initiative}.chair`, 10);
      return {
        initiative,
        ...numbersIn(fields, ['expects', ...ofLine], `line.${initiative}.`),
        ...(chair === '' ? {} : { chair }),
      };
    }),
  };
}

/** Faults are told at the member or the line that they are about. */
function faultField(field: string, of: Agenda, fields: Fields): string {
  const [part, index, name] = field.split('.');
  if (part === 'present') return index === undefined ? 'present' : `present.${presentIn(of, fields)[Number(index)]!}`;
  if (part === 'lines') {
    const line = `line.${linesIn(of, fields)[Number(index ?? 0)] ?? of.record._id}`;
    return name === undefined || name === 'initiative' ? line : `${line}.${name}`;
  }
  return field === 'minutes' || /attachment$|^file$/.test(field) ? 'minutes.file' : field;
}
