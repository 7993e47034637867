import { dayOf } from '../../../domain/time';
import type { StatusCode } from '../../../domain/stages/stage';
import { officerOf, reachable, type Officer } from '../../../platform/officers';
import type { RoundRecord, UnitRecord } from '../../../platform/store';
import { roundReminderPaper } from '../../../templates/documents/office';
import { refused } from '../../../templates/words';
import { fileName } from '../../../templates/documents/file-names';
import { invalid } from '../../schemas/parse';
import type { ApiContext, Caller } from '../../context';
import { bodyOf } from '../office/body';
import type { Drafted, PaperAsked } from '../office/papers';
import { defined, mustHave, withRooms } from '../shared';

/** A round as its office follows it: what each unit has sent, and who has sent nothing. */
export interface RoundProgress {
  readonly round: RoundRecord;
  readonly units: readonly UnitProgress[];
}

export interface UnitProgress {
  readonly unit: UnitRecord;
  /** Of the unit with its rooms; drafts among them. */
  readonly counts: Readonly<Partial<Record<StatusCode, number>>>;
  readonly drafts: number;
  readonly sent: number;
  /** Whether the round asks it for proposals; others may send all the same. */
  readonly asked: boolean;
}

/** @throws Problem FORBIDDEN, NOT_FOUND */
export async function roundProgress(
  context: ApiContext,
  { caller, id }: { readonly caller: Caller; readonly id: string },
): Promise<RoundProgress> {
  mustHave(caller, 'readNominations');
  const { store } = context;
  const [round, units, counted] = await Promise.all([
    store.rounds.need(id),
    store.units.all(),
    store.nominations.byUnit(id),
  ]);
  const own = caller.unit === undefined ? undefined : withRooms(units, [caller.unit]);
  const asked = new Set(round.units);
  const senders = new Map<string, string>();
  for (const code of asked) for (const room of withRooms(units, [code])) senders.set(room, code);
  const codes = [...new Set([...round.units, ...counted.map(({ unit }) => senders.get(unit) ?? unit)])];
  return {
    round,
    units: codes.flatMap((code): UnitProgress[] => {
      const unit = units.find((u) => u._id === code);
      if (!unit || own?.includes(code) === false) return [];
      const counts: Partial<Record<StatusCode, number>> = {};
      for (const { unit: from, status, count } of counted) {
        if ((senders.get(from) ?? from) === code) counts[status] = (counts[status] ?? 0) + count;
      }
      const drafts = counts.draft ?? 0;
      const all = Object.values(counts).reduce((sum, n) => sum + n, 0);
      return [{ unit, counts, drafts, sent: all - drafts, asked: asked.has(code) }];
    }),
  };
}

/** The units that were asked and have sent nothing. */
export const silentUnits = ({ units }: RoundProgress): readonly UnitProgress[] =>
  units.filter(({ asked, sent }) => asked && sent === 0);

/**
 * The letter that urges units which have sent nothing: to all of them, or to the one that is named.
 * @throws Problem FORBIDDEN, NOT_FOUND, VALIDATION when there is nobody to urge
 */
export async function roundReminder(context: ApiContext, asked: PaperAsked): Promise<Drafted<'roundReminder'>> {
  const { caller, receiver, signing } = asked;
  mustHave(caller, 'readInternal');
  const progress = await roundProgress(context, asked);
  const units = silentUnits(progress).filter(({ unit }) => receiver === undefined || unit._id === receiver);
  if (units.length === 0) throw invalid({ field: 'unit', ...nobodyToUrge });
  const { round } = progress;
  const contact = await contactOf(context, round, caller.unit === undefined ? receiver : undefined);
  const body = await bodyOf(context, caller.unit);
  const data = roundReminderPaper({
    body,
    signing,
    today: dayOf(context.clock.now()),
    round: round.name,
    deadline: round.deadline,
    units: units.map(({ unit, drafts }) => ({ name: unit.name, drafts })),
    contact,
  });
  return {
    kind: 'roundReminder',
    ...defined({ unit: caller.unit }),
    data,
    name: fileName('roundReminder', round._id),
  };
}

/** Whom a unit may ask: its own officer where the letter is to it alone, else whoever has the round, else the province's. */
async function contactOf(
  { store, pack }: ApiContext,
  { officer }: RoundProgress['round'],
  receiver: string | undefined,
): Promise<Officer> {
  const own = receiver === undefined ? undefined : await officerOf(store, receiver);
  if (own) return own;
  const person = officer === undefined ? undefined : await store.people.get(officer);
  const reached = person && (await reachable(store, person));
  return reached ?? { name: person?.name ?? pack.mail.officer, phone: pack.mail.phone };
}

const nobodyToUrge = refused('round.allSent');
