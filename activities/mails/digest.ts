import { digestLeaves, digestRuleOf } from '../../domain/digest';
import { Problem } from '../../domain/errors';
import type { Instant } from '../../domain/time';
import { sayMail, type Office, type SaidMail } from '../../templates/mail';
import type { GatheredMail } from '../../platform/store/sent-mails';
import type { MailOrder } from '../index';
import type { MailContext } from '../context';
import { composer, type CaseOrder } from './compose';
import { officeOf, ofUnit, readerRef, type Letter } from './letter';

/** Mails in one digest: more than this nobody reads. */
const MOST = 40;

/** A gathered mail as it would go now; absent when nothing is left to say. */
interface Waiting {
  readonly mail: GatheredMail;
  readonly letter?: Letter;
}

/**
 * The digests that leave now: whatever waits has its place in one by address, language and who signs. What waits no more is marked;
 * what can no longer be addressed is told like a letter that could not be sent.
 */
export async function digestsDue(context: MailContext, since: Instant, now: Instant): Promise<readonly MailOrder[]> {
  const { store, pack } = context;
  const rule = digestRuleOf(pack);
  if (!digestLeaves(rule, await store.calendars.working(), since, now)) return [];
  const orders: MailOrder[] = [];
  const open = new Map<string, Waiting[]>();
  for (const mail of await store.sentMails.gathered()) {
    const { _id: key, digest } = mail.record;
    // of a digest that has not left yet
    if (digest !== undefined) orders.push({ mail: 'digest', key: digest, now });
    else await placed(mail, key);
  }
  for (const [address, waiting] of open) {
    // of this waking alone: one that was made up for in the morning has left under its own when the afternoon comes
    const waking = `digest.${readerRef(address)}.${now.slice(0, 16).replace(/\D/g, '')}`;
    // what a run placed that was killed on the way
    const before = new Set(orders.flatMap(({ key }) => (key.startsWith(`${waking}.`) ? [key] : []))).size;
    for (let from = 0; from < waiting.length; from += MOST) {
      const part = waiting.slice(from, from + MOST);
      const key = `${waking}.${before + from / MOST + 1}`;
      await store.sentMails.place(
        part.map(({ mail }) => mail.record._id),
        key,
        part[0]!.letter!.to,
      );
      orders.push({ mail: 'digest', key, now });
    }
  }
  return orders.filter(({ key }, i) => orders.findIndex((one) => one.key === key) === i);

  async function placed(mail: GatheredMail, key: string): Promise<void> {
    const waiting = await waitingOf(context, mail);
    if (waiting === 'noAddress') {
      await store.sentMails.settle({ keys: [key] }, 'failed', now);
      return;
    }
    if (!waiting.letter) {
      await store.sentMails.settle({ keys: [key] }, 'needless', now);
      return;
    }
    const { to, lang, data } = waiting.letter;
    const address = [to, lang, data.office.agency ?? ''].join('|');
    open.set(address, [...(open.get(address) ?? []), waiting]);
  }
}

async function waitingOf(context: MailContext, mail: GatheredMail): Promise<Waiting | 'noAddress'> {
  try {
    const letter = await composer(context)(mail.order as CaseOrder);
    return { mail, ...(letter ? { letter } : {}) };
  } catch (error) {
    if (error instanceof Problem && error.code === 'MAIL_REFUSED') return 'noAddress';
    throw error;
  }
}

/** One letter of all that stands in a digest; undefined when nothing of it is left to say. */
export async function digestLetter(
  context: MailContext,
  key: string,
): Promise<Extract<Letter, { name: 'digest' }> | undefined> {
  const { store } = context;
  const said: { readonly letter: Letter; readonly words: SaidMail }[] = [];
  let to: string | undefined;
  for (const mail of await store.sentMails.gathered(key)) {
    const waiting = await waitingOf(context, mail);
    to ??= mail.record.to;
    if (waiting === 'noAddress' || !waiting.letter) continue;
    const { letter } = waiting;
    const own = await store.mailTexts.inForce({
      kind: letter.name,
      lang: letter.lang,
      unit: letter.data.office.agency,
    });
    said.push({ letter, words: sayMail(letter.name, letter.lang, letter.data, own) });
  }
  const letters = said.map(({ letter }) => letter);
  const [first] = said;
  if (!first || to === undefined) return undefined;
  const { lang, person, unit } = first.letter;
  const same = (of: (letter: Letter) => string | undefined): boolean =>
    said.every(({ letter }) => of(letter) === of(first.letter));
  return {
    key,
    to,
    lang,
    entity: key.split('.').slice(0, 2).join('/'),
    ...(person !== undefined && same((letter) => letter.person) ? { person } : {}),
    ...(same((letter) => letter.unit) ? ofUnit(unit) : {}),
    name: 'digest',
    data: {
      office: await signing(letters),
      greeting: first.words.body[0] ?? '',
      n: said.length,
      items: said.map(({ words: { subject, body } }, i) => ({
        no: i + 1,
        subject,
        // each has the same greeting, which stands above
        paragraphs: body.slice(1).map((paragraph) => paragraph.split('\n')),
      })),
    },
  };

  /** Of several units with an officer each, none of them signs for all. */
  async function signing([one, ...others]: readonly Letter[]): Promise<Office> {
    const { office } = one!.data;
    if (others.every(({ data }) => data.office.officer === office.officer)) return office;
    return await officeOf(context, office.agency === undefined ? 'province' : 'unit', office.agency ?? '');
  }
}
