import { trusted } from 'mongoose';
import { Problem } from '../../domain/errors';
import type { StepUp } from '../../domain/stepUp';
import { isLocked, triesLeft, withOneMore } from '../../domain/stepUp';
import type { Instant } from '../../domain/time';
import { appendTo } from './audit';
import type { ElectorRecord, PrintedSlip, StepUpState } from './records';
import type { Db, Filter } from './rows';
import { change, findMany, findOne } from './rows';

/** The paper invitation of an elector, and how he stands with its number. */
export type ElectorSlip = Pick<ElectorRecord, 'person' | 'voterRef' | 'slip' | 'stepUp'>;

/** What became of a number that was tried. */
export type Tried =
  /** It is right, or the right one was given before. */
  | { readonly outcome: 'given' }
  /** It is not: mistyped, of an older paper, or no paper was ever printed. */
  | { readonly outcome: 'wrong'; readonly left: number }
  /** No number is looked at, be it the right one. */
  | { readonly outcome: 'locked'; readonly until: Instant };

/** Paper invitations of the electors of a session. All of it goes with the electors when the session is counted. */
export interface SlipStore {
  ofSession(session: string): Promise<readonly ElectorSlip[]>;
  /** @returns undefined for whoever is no elector (any more) */
  ofMember(session: string, person: string): Promise<ElectorSlip | undefined>;
  /**
   * Notes that a paper was printed: from now on its number is the right one, and is asked for again. Twice is once.
   * @returns false when a later one was printed meanwhile
   */
  print(session: string, voterRef: string, slip: PrintedSlip): Promise<boolean>;
  /**
   * Tries a number. Each try takes the place of the one before on record ere its outcome is told, so that many at the same time
   * find out no more than one after another. The right one, and a lock, are entries of the session's trail: who and when, never a number.
   * @param of.hash keyed hash of what was typed
   * @param of.right whether it is the number of this printing
   * @throws Problem NOT_A_MEMBER, STORE_BUSY when others try all the time
   */
  tryNumber(
    session: string,
    person: string,
    of: {
      readonly hash: string;
      readonly right: (voterRef: string, slip: PrintedSlip) => boolean;
      readonly rule: StepUp;
      readonly now: Instant;
    },
  ): Promise<Tried>;
}

const absent = trusted({ $exists: false });

/** Every lost race was won by another try, and a lock ends them all. */
const MOST_RACES = 50;

export function slipStore(db: Db): SlipStore {
  const { electors } = db.models;
  const shown = ({ person, voterRef, slip, stepUp }: ElectorRecord): ElectorSlip => ({
    person,
    voterRef,
    ...(slip ? { slip } : {}),
    ...(stepUp ? { stepUp } : {}),
  });
  const ofMember: SlipStore['ofMember'] = async (session, person) => {
    const found = await findOne(electors, { session, person });
    return found && shown(found);
  };

  /** Puts the next state in the place of the one that was read. @returns false when another try was faster */
  async function moved(
    session: string,
    { person, slip }: ElectorSlip,
    asRead: Filter,
    next: StepUpState,
    at: Instant,
  ): Promise<boolean> {
    const type =
      next.givenAt !== undefined ? 'stepUpGiven' : next.lockedUntil !== undefined ? 'stepUpLocked' : undefined;
    if (type === undefined) return change(electors, asRead, { stepUp: next });
    const key = `${type}/${person}/${slip?.print ?? ''}/${next.failed}`;
    const entry = { entity: session, key, at, actor: `person:${person}`, type, data: { member: person } };
    return db.transaction(async (tx) => {
      const changed = await change(electors, asRead, { stepUp: next }, tx);
      if (changed) await appendTo(db, [entry], tx);
      return changed;
    });
  }

  return {
    async ofSession(session) {
      return (await findMany(electors, { session })).map(shown);
    },
    ofMember,

    async print(session, voterRef, slip) {
      const older = [{ slip: absent }, { 'slip.at': trusted({ $lt: slip.at }) }];
      const printed = await change(electors, { session, voterRef, $or: older }, { slip, stepUp: undefined });
      return printed || (await findOne(electors, { session, voterRef, 'slip.print': slip.print })) !== undefined;
    },

    async tryNumber(session, person, { hash, right, rule, now }) {
      for (let races = 0; races < MOST_RACES; races += 1) {
        const elector = await ofMember(session, person);
        if (!elector) throw new Problem('NOT_A_MEMBER', `no elector in ${session}`);
        const { voterRef, slip, stepUp: before = { failed: 0 } } = elector;
        if (before.givenAt !== undefined) return { outcome: 'given' };
        if (isLocked(before, now)) return { outcome: 'locked', until: before.lockedUntil! };
        const again = before.last === hash && before.lockedUntil === undefined;
        if (again) return { outcome: 'wrong', left: triesLeft(rule, before) };
        const isRight = slip !== undefined && right(voterRef, slip);
        const after: StepUpState = isRight
          ? { failed: before.failed, givenAt: now }
          : { ...withOneMore(rule, before, now), last: hash };
        const asRead = {
          session,
          voterRef,
          'slip.print': slip?.print ?? absent,
          'stepUp.failed': elector.stepUp?.failed ?? absent,
          'stepUp.givenAt': absent,
        };
        // nobody hears whether it is right before it stands there in its own place
        if (!(await moved(session, elector, asRead, after, now))) continue;
        if (isRight) return { outcome: 'given' };
        if (after.lockedUntil === undefined) return { outcome: 'wrong', left: triesLeft(rule, after) };
        return { outcome: 'locked', until: after.lockedUntil };
      }
      throw new Problem('STORE_BUSY', `numbers are tried all the time in ${session}`);
    },
  };
}
