import type { Request } from 'express';
import { Problem } from '../../../../domain/errors';
import { dayOf } from '../../../../domain/time';
import type { CertificateRecord, DecisionRecord, UnitRecord } from '../../../../platform/store';
import { dayText } from '../../../../templates/format';
import type { Field, Said, Section, Tables } from '../../../../templates/pages';
import { inBoth } from '../../../../templates/words';
import { handOverMany, whyNotHandedOver, type HandedOverAnswer } from '../../../commands/issued/handed-over';
import { certificatesOf, decision } from '../../../commands/issued/issued';
import { defined, withRooms } from '../../../commands/shared';
import type { ApiContext } from '../../../context';
import { handingOverMany } from '../../../schemas/handing-over';
import { invalid, parse, type FieldProblem } from '../../../schemas/parse';
import { MOST_LINES } from '../../../schemas/sessions';
import { bodyIn, fieldsIn } from '../../forms';
import { queryOf } from '../../language';
import { decisionHref } from '../office/cells';
import { chosenLines, fieldsToChoose } from '../office/choose';
import { fieldsOf } from '../office/fields';
import { formPage, paperFault, paperIn, type Posted } from '../office/form-page';
import type { AppPage, SignedIn } from '../page';
import { awaitsHandover } from './handover';
import { words } from './words';

const make = fieldsOf((key) => words(`handover.${key}`));

export const handoverManyHref = (of: string, unit?: string): string =>
  `${decisionHref(of)}/handover${unit === undefined ? '' : `?${new URLSearchParams({ unit }).toString()}`}`;

/** What of a decision is handed over at once. */
interface Handing {
  readonly version: number;
  readonly of: DecisionRecord;
  readonly own: readonly CertificateRecord[];
  /** Of these those that are chosen among: of one unit and its rooms, or of all. */
  readonly awaiting: readonly CertificateRecord[];
  readonly unit?: UnitRecord;
  /** Of a unit and its rooms. */
  readonly waitingAt: (unit: string) => readonly CertificateRecord[];
  /** What was said before has done so many, and not these. */
  readonly done: number;
  readonly left: readonly CertificateRecord[];
}

/** That many certificates of a decision were handed over at once: to the people of a unit, at a ceremony. */
export const handoverManyPages = (context: ApiContext): AppPage[] => [
  formPage<Handing>(context, {
    path: '/app/decisions/:id/handover',
    right: 'handOver',
    files: { to: ({ of }) => ({ to: 'decisions', id: of._id }) },
    open: (req, signed) => handing(context, req, signed),
    about: (handed, { lang }) => ({
      title: words('handover.many'),
      award: words('handover.ofDecision', { number: handed.of.number, date: dayText(lang, handed.of.date) }),
      lead: words('handover.manyHow'),
      back: decisionHref(handed.of._id),
      button: words('handover.button'),
      notes: notesOf(handed, lang),
      sections: unitsOf(handed),
    }),
    fields: (handed, signed) => fieldsFor(context, handed, signed),
    send: (handed, posted) => send(context, handed, posted),
    at(field, _handed, fields) {
      const [part, index] = field.split('.');
      if (part !== 'certificates') return paperFault(field);
      return index === undefined ? 'lines' : `line.${chosenLines(fields)[Number(index)] ?? ''}`;
    },
  }),
];

/** @throws Problem FORBIDDEN, NOT_FOUND */
async function handing(context: ApiContext, req: Request, { caller }: SignedIn): Promise<Handing> {
  const id = String(req.params['id']);
  const sent = req.method === 'POST' ? fieldsIn(req) : undefined;
  const [of, own] = await Promise.all([decision(context, { caller, id }), certificatesOf(context, { caller, id })]);
  const all = own.filter(awaitsHandover);
  const units = await context.store.units.all();
  const waitingAt = (unit: string) => {
    const within = withRooms(units, [unit]);
    return all.filter((certificate) => within.includes(certificate.unit));
  };
  const only = sent ? sent.get('unit') : queryOf(req, 'unit');
  const one = new Set(all.map(({ unit }) => unit)).size === 1 ? all[0]!.unit : undefined;
  const code = only !== undefined && waitingAt(only).length > 0 ? only : one;
  const unit = units.find(({ _id }) => _id === code);
  const not = new Set(queryOf(req, 'not')?.split('.'));
  return {
    version: 0,
    of,
    own,
    awaiting: unit === undefined ? all : waitingAt(unit._id),
    ...defined({ unit }),
    waitingAt,
    done: doneIn(own, queryOf(req, 'done')),
    left: own.filter(({ verifyCode }) => not.has(verifyCode)),
  };
}

/** How many were handed over just now, as an address says it: of a decision never more than it has handed over at all. */
export function doneIn(own: readonly CertificateRecord[], asked: string | undefined): number {
  const n = Number(asked ?? 0);
  const most = own.filter(({ handedOver }) => handedOver !== undefined).length;
  return Number.isSafeInteger(n) && n > 0 && n <= most ? n : 0;
}

/** What became of those that were ticked, where some were refused: as it is known now. */
function notesOf({ done, left }: Handing, lang: SignedIn['lang']): NonNullable<Tables['notes']> {
  const ok: NonNullable<Tables['notes']> =
    done > 0 ? [{ tone: 'ok', text: words('handover.doneMany', { count: done }) }] : [];
  return [
    ...ok,
    ...left.flatMap((certificate) => {
      const why = whyNotHandedOver(certificate);
      return why ? [{ tone: 'stop' as const, text: named(certificate, why[lang]) }] : [];
    }),
  ];
}

const named = ({ number, snapshot }: CertificateRecord, why: string): string =>
  `${snapshot.nominee.name} (${number}): ${why}`;

/** The units that have any to come, each with a page of its own. */
function unitsOf({ of, own, unit, waitingAt }: Handing): readonly Section[] {
  const waiting = new Map(own.filter(awaitsHandover).map((one) => [one.unit, one.snapshot.unitName]));
  if (waiting.size < 2) return [];
  return [
    {
      title: words('handover.byUnit'),
      heads: ['unit', 'certificates'],
      rows: [...waiting].map(([code, name]) => [
        { text: name, main: true, ...(code === unit?._id ? {} : { href: handoverManyHref(of._id, code) }) },
        { n: waitingAt(code).length },
      ]),
    },
  ];
}

async function fieldsFor(context: ApiContext, handed: Handing, signed: SignedIn): Promise<Field[]> {
  const { awaiting, unit } = handed;
  const heading: Said = words(awaiting.length === 0 ? 'handover.none' : 'handover.lines', { count: awaiting.length });
  return [
    make.day('on', { value: dayOf(context.clock.now()) }),
    make.text('to', {
      value: unit?.name ?? '',
      hint: words('handover.toManyHow'),
    }),
    ...make.paper({ title: '', scan: 'offered' }).map(({ required: _required, ...field }) => field),
    ...(unit === undefined ? [] : [{ name: 'unit', kind: 'hidden' as const, label: '', value: unit._id }]),
    ...(await fieldsToChoose(context, signed, {
      ready: awaiting.map(({ verifyCode, unit: of, award, snapshot: { nominee } }) => ({
        _id: verifyCode,
        unit: of,
        dossier: { award, nominee },
      })),
      shown: MOST_LINES,
      heading,
      // what is chosen by its unit may be ticked at once; nobody is handed anything unseen
      ...(unit === undefined ? { chosen: new Set<string>() } : {}),
    })),
  ];
}

/** Of so many that were left it is told why: they stand in an address. */
const MOST_TOLD = 200;

async function send(context: ApiContext, { of, own }: Handing, { caller, fields }: Posted): Promise<string> {
  const chosen = chosenLines(fields);
  if (chosen.length === 0) throw invalid({ field: 'certificates', ...inBoth('issuedPages.handover.nothingChosen') });
  const body = {
    ...bodyIn(fields, ['on', 'to']),
    certificates: chosen,
    ...defined({ paper: paperIn(fields, 'handoverSlip') }),
  };
  const { on, to, paper, certificates } = parse(handingOverMany, body);
  try {
    const said = { on, to, ...defined({ paper }) };
    const { lines } = await handOverMany(context, { caller, id: of._id, certificates, said });
    const left = lines.filter(({ done }) => !done);
    const n = String(lines.length - left.length);
    if (left.length === 0) return `${decisionHref(of._id)}?${new URLSearchParams({ done: 'handover', n }).toString()}`;
    const not = left
      .slice(0, MOST_TOLD)
      .map(({ id }) => id)
      .join('.');
    return `${handoverManyHref(of._id)}?${new URLSearchParams({ done: n, not }).toString()}`;
  } catch (problem) {
    if (!(problem instanceof Problem) || problem.code !== 'ALL_REFUSED') throw problem;
    const answers = problem.data['lines'] as readonly HandedOverAnswer[];
    throw new Problem('ALL_REFUSED', of._id, {
      fields: answers.flatMap((one, i) => (one.done ? [] : [faultOf(one.id, one.fields, i)])),
    });
  }

  function faultOf(id: string, [why]: readonly FieldProblem[], i: number): FieldProblem {
    const certificate = own.find(({ verifyCode }) => verifyCode === id);
    const say = (text: string) => (certificate ? named(certificate, text) : text);
    return { field: `certificates.${i}`, vi: say(why!.vi), en: say(why!.en) };
  }
}
