import { Problem } from '../../../domain/errors';
import { qrModules, drawn } from '../../../platform/documents';
import type { NoteRecord, PrintedSlip, SessionRecord } from '../../../platform/store';
import { paperName } from '../../../templates/documents/file-names';
import { sessionRecords } from '../../../platform/store/session-records';
import type { ElectorSlip } from '../../../platform/store/slips';
import { updateId } from '../../../platform/temporal/ask';
import { invitations, type InvitationOf } from '../../../templates/documents/session';
import { refused } from '../../../templates/words';
import type { ApiContext, Caller } from '../../context';
import { secretaryOf } from '../../pages/ballot-case';
import { officeOf } from '../../pages/frame';
import { invalid } from '../../schemas/parse';
import { runnableSession } from './access';
import type { PaperFile } from './papers';
import { storeOnce } from '../shared';

/** The kind of their notes. */
const KIND = 'printSlips';

export interface SlipsAsked {
  readonly caller: Caller;
  readonly id: string;
  readonly submission: string;
  readonly reason: string;
  /** For whom; absent: every member with a link for whom none was printed yet. */
  readonly members?: readonly string[];
}

/**
 * Prints paper invitations, a page a member: his link with its QR code and, where the session asks for one, his number. Whoever
 * holds such a page can vote in his place, so each is on record by name with a reason, and the member is shown that it was
 * printed. Link and number stand in the bytes that are answered and nowhere else; they are derived anew for the same submission,
 * which prints the same paper again. Every other printing makes the number before it worthless.
 * @throws Problem FORBIDDEN, NOT_FOUND, VALIDATION, ACTION_NOT_ALLOWED, NOT_A_MEMBER, KEY_REUSED, NOT_PRINTABLE, STATE_CHANGED
 * when a later one was printed for a member meanwhile
 */
export async function printSlips(context: ApiContext, asked: SlipsAsked): Promise<PaperFile> {
  const { store, slipNumbers } = context;
  const { caller, id } = asked;
  const session = await runnableSession(context, caller, id);
  const takes = session.status === 'open' && context.clock.now() < session.closesAt;
  // the same paper is printed again as long as the session knows who is who
  const again = (await store.notes.get(updateId(caller.actor, asked.submission)))?.kind === KIND;
  if (!takes && !(again && session.status === 'open')) {
    throw new Problem('ACTION_NOT_ALLOWED', id, { state: session.status, allowed: [] });
  }
  const { electors, note } = await noted(context, session, asked);
  const slip: PrintedSlip = { print: note._id, kid: slipNumbers.kid, at: note.at };
  const file = await rendered(context, session, electors, slip);
  await store.audit.append(
    electors.map(({ person }) => ({
      entity: id,
      key: `${note._id}/${person}`,
      at: note.at,
      actor: caller.actor,
      type: 'slipPrinted',
      data: { member: person, note: note._id },
    })),
  );
  for (const { person, voterRef } of electors) {
    if (!(await store.slips.print(id, voterRef, slip)))
      throw new Problem('STATE_CHANGED', `slip of ${person} in ${id}`);
  }
  return file;
}

/** Why and for whom, on record before anything is made; the same submission finds its first note. */
async function noted(
  { store, clock }: ApiContext,
  { _id: id, members }: SessionRecord,
  { caller, submission, reason, members: named }: SlipsAsked,
): Promise<{ readonly electors: readonly ElectorSlip[]; readonly note: NoteRecord }> {
  const uid = updateId(caller.actor, submission);
  const all = new Map((await store.slips.ofSession(id)).map((elector) => [elector.person, elector]));
  const before = await store.notes.get(uid);
  const known = members.flatMap(({ person }) => all.get(person) ?? []);
  const wanted = named ?? before?.members ?? known.filter(({ slip }) => slip === undefined).map(({ person }) => person);
  if (wanted.length === 0) throw invalid({ field: 'members', ...everybodyHasOne });
  const electors = known.filter(({ person }) => wanted.includes(person));
  const stranger = wanted.find((person) => !electors.some((elector) => elector.person === person));
  if (stranger !== undefined) throw new Problem('NOT_A_MEMBER', `${stranger} in ${id}`);
  const note = await storeOnce(store.notes, {
    _id: uid,
    kind: KIND,
    by: caller.actor,
    at: clock.now(),
    reason,
    citation: id,
    members: [...wanted],
  });
  return { electors, note };
}

const everybodyHasOne = refused('session.allInvited');

async function rendered(
  context: ApiContext,
  session: SessionRecord,
  electors: readonly ElectorSlip[],
  slip: PrintedSlip,
): Promise<PaperFile> {
  const [records, office, secretary] = await Promise.all([
    sessionRecords(context.store, session),
    officeOf(context, session.level, session.unit),
    secretaryOf(context, session),
  ]);
  const pages: InvitationOf[] = [];
  for (const elector of electors) pages.push(await pageOf(context, session, elector, slip));
  const data = invitations(
    { ...records, catalogue: context.catalogue },
    {
      printedAt: slip.at,
      closesEarly: session.closing === 'whenAllVoted',
      secretary: { name: secretary ?? office.officer, phone: office.phone },
      members: pages,
    },
  );
  const [only] = electors.length === 1 ? electors : [];
  const name = only && records.people.get(only.person)?.name;
  const { pdf } = await drawn(context.documents.renderInvitations(data));
  return { name: paperName({ paper: 'invitation', format: 'pdf' }, session, name), bytes: Buffer.from(pdf) };
}

/** The secrets of one page: beside the mails the only place where they are derived to be shown. */
async function pageOf(
  { links, slipNumbers }: ApiContext,
  { _id, stepUp }: SessionRecord,
  { person, voterRef }: ElectorSlip,
  slip: PrintedSlip,
): Promise<InvitationOf> {
  const about = { purpose: 'ballot', entity: _id, person } as const;
  // all links die with an address: then the paper carries the fresh one that mails carry from now on
  const link = links.urlOf((await links.current(about)) ?? (await links.fresh(about, slip.at, slip.print)));
  const number = stepUp && slipNumbers.numberOf({ session: _id, voterRef }, slip);
  return { person, link, modules: qrModules(link), ...(number === undefined ? {} : { number }) };
}
