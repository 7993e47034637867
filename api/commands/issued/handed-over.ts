import type { Text } from '../../../domain/award';
import { stands } from '../../../domain/case/life';
import { Problem, type ProblemCode } from '../../../domain/errors';
import type { Day, Instant } from '../../../domain/time';
import { dayOf } from '../../../domain/time';
import { sameContent } from '../../../platform/store/canonical';
import type { CertificateRecord, HandedOver, Paper } from '../../../platform/store';
import type { StoredFile } from '../../../platform/store/files';
import { dayText } from '../../../domain/text';
import { refused } from '../../../templates/words';
import type { ApiContext, Caller } from '../../context';
import { invalid, type FieldProblem } from '../../schemas/parse';
import { attachment, mustHaveFiles } from '../papers';
import { defined, mustHave } from '../shared';
import { certificateLife } from './certificates';
import { certificatesOf } from './issued';
import { scanOf } from './scan';

/** What is said of a handing over: when, to whom, and the slip that was signed. */
export interface HandingOver {
  readonly on: Day;
  readonly to: string;
  readonly paper?: Paper;
}

/**
 * Notes that a certificate was handed over, once: said again it is the same. By code or number.
 * @throws Problem FORBIDDEN, NOT_FOUND, VALIDATION for a day that cannot be and for one that was handed over otherwise, AWARD_CHANGED
 * for one that was replaced or revoked
 */
export async function handOver(
  context: ApiContext,
  { caller, code, said }: { readonly caller: Caller; readonly code: string; readonly said: HandingOver },
): Promise<CertificateRecord & { readonly handedOver: HandedOver }> {
  mustHave(caller, 'handOver');
  const { record, decision } = await certificateLife(context, { caller, code });
  if (!record.handedOver) {
    if (!stands(record.status)) throw new Problem('AWARD_CHANGED', record.number, { state: record.status });
    mustBePossible(said.on, decision.date, dayOf(context.clock.now()));
    await mustHaveFiles(context, [record.nomination], said.paper ? [said.paper] : [], 'paper');
  }
  const handedOver = await write(context, caller, record, said);
  if (!isSame(handedOver, said)) throw invalid({ field: 'on', ...alreadySaid(handedOver) });
  return { ...record, handedOver };
}

/** The scan of what was signed then. By code or number. @throws Problem FORBIDDEN, NOT_FOUND, also where it is not for this caller */
export async function handedOverScan(
  context: ApiContext,
  { caller, code }: { readonly caller: Caller; readonly code: string },
): Promise<StoredFile & { readonly type: string }> {
  const { record } = await certificateLife(context, { caller, code });
  const scan = scanOf(record);
  if (!scan) throw new Problem('NOT_FOUND', 'no scan');
  return attachment(context, { caller, ...scan });
}

/** What has become of one of many; a refused one does not stop the others, and says why. */
export type HandedOverAnswer =
  | { readonly id: string; readonly done: true }
  | { readonly id: string; readonly done: false; readonly code: ProblemCode; readonly fields: readonly FieldProblem[] };

/**
 * Notes of many certificates of a decision that they were handed over at once: one day, one receiver, one paper, whose scan lies with the
 * decision. By numbers or codes; one answer each, under what it was called by.
 * @throws Problem FORBIDDEN, NOT_FOUND, VALIDATION for a day that cannot be, ALL_REFUSED with one answer each
 */
export async function handOverMany(
  context: ApiContext,
  asked: {
    readonly caller: Caller;
    /** Of the decision. */
    readonly id: string;
    readonly certificates: readonly string[];
    readonly said: HandingOver;
  },
): Promise<{ readonly at: Instant; readonly lines: readonly HandedOverAnswer[] }> {
  const { caller, id, said } = asked;
  const { store, clock } = context;
  mustHave(caller, 'handOver');
  const own = await certificatesOf(context, { caller, id });
  const { date } = await store.decisions.need(id);
  const at = clock.now();
  mustBePossible(said.on, date, dayOf(at));
  await mustHaveFiles(context, [id], said.paper ? [said.paper] : [], 'paper');
  const of = new Map(own.flatMap((one) => [[one.number, one] as const, [one.verifyCode, one] as const]));
  // of all that were named, also of those that are refused: their receivers stand on the paper too
  const units = [...new Set(asked.certificates.flatMap((code) => of.get(code)?.unit ?? []))];
  const lines: HandedOverAnswer[] = [];
  for (let i = 0; i < asked.certificates.length; i += AT_ONCE) {
    const some = asked.certificates.slice(i, i + AT_ONCE);
    lines.push(...(await Promise.all(some.map((code) => answer(code, of.get(code))))));
  }
  if (lines.some(({ done }) => done)) return { at, lines };
  throw new Problem('ALL_REFUSED', id, { lines });

  async function answer(code: string, record: CertificateRecord | undefined): Promise<HandedOverAnswer> {
    const not = (why: ProblemCode, sentence: Text): HandedOverAnswer => ({
      ...{ id: code, done: false, code: why },
      fields: [{ field: 'certificate', ...sentence }],
    });
    if (!record) return not('NOT_FOUND', refused('issued.handoverUnknown'));
    if (!record.handedOver && !stands(record.status)) return not('AWARD_CHANGED', refused('issued.handoverGone'));
    const handedOver = await write(context, caller, record, said, units);
    return isSame(handedOver, said) ? { id: code, done: true } : not('VALIDATION', alreadySaid(handedOver));
  }
}

/** So many are written at once. */
const AT_ONCE = 8;

/** Why nobody can be noted as its receiver now; undefined where somebody can. */
export const whyNotHandedOver = ({ handedOver, status }: CertificateRecord): Text | undefined =>
  handedOver ? alreadySaid(handedOver) : stands(status) ? undefined : refused('issued.handoverGone');

/** Writes it down with its entry in the trail, unless it was; the first word stays, and is given back. */
async function write(
  { store, clock }: ApiContext,
  { actor }: Caller,
  record: CertificateRecord,
  said: HandingOver,
  units?: readonly string[],
): Promise<HandedOver> {
  if (record.handedOver) return record.handedOver;
  const { on, to, paper } = said;
  const at = clock.now();
  return store.certificates.handOver(
    record._id,
    { ...said, ...defined({ units: paper?.attachment === undefined ? undefined : units }), by: actor, at },
    {
      entity: record.nomination,
      key: `handedOver/${record.number}`,
      at,
      actor,
      type: 'handedOver',
      data: { certificate: record.number, on, to, ...defined({ attachment: paper?.attachment }) },
    },
  );
}

const isSame = ({ on, to, paper }: HandedOver, said: HandingOver): boolean =>
  sameContent({ on, to, ...defined({ paper }) }, { on: said.on, to: said.to, ...defined({ paper: said.paper }) });

/** @throws Problem VALIDATION */
function mustBePossible(on: Day, decided: Day, today: Day): void {
  if (on > today) throw invalid({ field: 'on', ...refused('issued.handoverAhead') });
  if (on >= decided) return;
  throw invalid({ field: 'on', ...refused('issued.handoverBefore', { day: dayText(decided) }) });
}

const alreadySaid = ({ on, to }: HandedOver): Text => refused('issued.handedOver', { to, day: dayText(on) });
